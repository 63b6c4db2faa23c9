"""Every drill in its short form, and that each is one that can be found."""

from __future__ import annotations

import json
import multiprocessing
import subprocess
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import Mock

import pytest

from tests.faults import kill_drill
from tests.trust import kills
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


def test_parts_of_a_long_drill_of_kills_are_added_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    killed = {"killed": True, "happened": True, "wrong": ["an act in two halves"]}
    for name, given in (("build", None), ("_time", 1.0), ("_drill", killed)):
        monkeypatch.setattr(kill_drill, name, Mock(return_value=given))
    monkeypatch.setattr(multiprocessing, "set_start_method", Mock())

    def run(command: list[str], **_: object) -> CompletedProcess[str]:
        found = kill_drill.main(Path(command[3]), int(command[4]), int(command[5]))
        return CompletedProcess(command, 0, json.dumps(found))

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(kills, "MOST", 2)
    tally = kills.acts(3, 1, tmp_path)
    assert (tally.tried, tally.facts) == (3, {"had happened": 3})
    assert [each for each in tally.named if "two halves" in each] == list(tally.named[:3])


def test_one_act_of_a_drill_can_be_tried_alone() -> None:
    several = {each.name: each.only for each in DRILLS if each.only is not None}
    assert set(several) == {"io-faults", "kills-every-step"}
    assert [only("restore").name for only in several.values()] == ["io-faults-restore", "kills-every-step-restore"]


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
