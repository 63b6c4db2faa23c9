"""A further version of the rules after sheets of figures came in: it must still be able to read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge_desk.contest.values.problems import BadInput
from judge_desk.desks import figures, founding
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.provenance import Provenance
from judge_desk.desks.rules import drafts, versions
from tests.desks.small_contest import Small
from tests.journeys.by_hand_figures import UNITS, measured_rules


def test_a_version_that_could_not_read_the_sheets_taken_in_is_refused_and_one_that_can_is_not(tmp_path: Path) -> None:
    small = Small(tmp_path)
    (tmp_path / "the-le.toml").write_text(measured_rules(), encoding="utf-8")
    (tmp_path / "don-vi.csv").write_text(UNITS, encoding="utf-8")
    founding.found(small.contest, str(tmp_path / "the-le.toml"), small.around())
    figures.take_in(
        small.contest, "don-vi", "", tmp_path / "don-vi.csv", Provenance("Sở", "2023-06-08"), small.around()
    )
    draft = drafts.put(drafts.Draft("the-le.toml", measured_rules().encode()), "version", "2")
    gone = drafts.rename(draft, "measured.don-vi", "co-quan")
    with pytest.raises(BadInput) as said:
        versions.amend(small.contest, gone, small.around())
    assert said.value.problem.code == "rules.figures_left"
    assert said.value.problem.facts["count"] == 1
    more = drafts.add(draft, "measured.don-vi.columns", {"id": '"moi"', "title": '"Mới"', "kind": '"number"'})
    versions.amend(small.contest, more, small.around())
    with open_folder(small.contest, read_only=True) as contest:
        assert contest.stored.version == 2
        assert len(figures.figures_of(contest).units) == 3
