"""What sheets of figures change elsewhere: a further version of the rules must read them, the calendar sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge_desk.contest.register.schedule import ItemState
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks import calendar, figures, founding
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.provenance import Provenance
from judge_desk.desks.rules import drafts, versions
from tests.desks.small_contest import Small
from tests.journeys.by_hand_figures import UNITS, measured_rules

NO_ROUND = Path(__file__).resolve().parents[1] / "golden/definitions/good/no-round.toml"
CLOSED = Provenance("Sở", "2023-06-08")


def test_a_version_that_could_not_read_the_sheets_taken_in_is_refused_and_one_that_can_is_not(tmp_path: Path) -> None:
    small = Small(tmp_path)
    (tmp_path / "the-le.toml").write_text(measured_rules(), encoding="utf-8")
    (tmp_path / "don-vi.csv").write_text(UNITS, encoding="utf-8")
    founding.found(small.contest, str(tmp_path / "the-le.toml"), small.around())
    figures.take_in(small.contest, "don-vi", "", tmp_path / "don-vi.csv", CLOSED, small.around())
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


def test_an_item_of_the_calendar_follows_a_review_from_its_first_sheet(tmp_path: Path) -> None:
    small = Small(tmp_path)
    item = """\n[[calendar]]\nid = "xet"\ntitle = "Xét khen thưởng"\nleads = ["Sở Nội vụ"]\nfollows = "round"\n"""
    (tmp_path / "the-le.toml").write_text(NO_ROUND.read_text(encoding="utf-8") + item, encoding="utf-8")
    (tmp_path / "don-vi.csv").write_text("Tên;Khối\nSở Một;Sở\n", encoding="utf-8")
    founding.found(small.contest, str(tmp_path / "the-le.toml"), small.around())
    states = [calendar.look(small.contest, small.around()).items[0].state]
    figures.take_in(small.contest, "don-vi", "", tmp_path / "don-vi.csv", CLOSED, small.around())
    states.append(calendar.look(small.contest, small.around()).items[0].state)
    assert states == [ItemState.COMING, ItemState.UNDER_WAY]
