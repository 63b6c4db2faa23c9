"""Every drill in its short form, and that each is one that can be found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trust.drill import Drill, missing_needs
from tests.trust.mutants import MUTANTS, ROOT, Mutant
from tests.trust.register import MODULES, all_drills

DRILLS = tuple(all_drills())


@pytest.mark.parametrize("drill", [each for each in DRILLS if each.short], ids=lambda each: each.name)
def test_no_try_breaks_the_promise(drill: Drill, tmp_path: Path) -> None:
    assert not missing_needs(drill), "python3 set_up.py test installs what is missing, or says the line that does"
    tally = drill.run(drill.short, 1, tmp_path)
    assert tally.bad == 0, "\n".join((drill.promise, *tally.named))
    assert tally.tried > 0


def test_names_are_unique_and_every_module_is_registered() -> None:
    names = [each.name for each in DRILLS]
    assert len(set(names)) == len(names)
    holders = {
        path.stem for path in Path(__file__).parent.glob("*.py") if "\nDRILLS" in path.read_text(encoding="utf-8")
    }
    assert holders - {"test_drills"} == set(MODULES)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda each: each.what)
def test_every_mutant_still_fits_its_file_and_has_its_tests(mutant: Mutant) -> None:
    assert (ROOT / mutant.path).read_text(encoding="utf-8").count(mutant.right) == 1
    assert all((ROOT / test).exists() for test in mutant.tests)
