"""The secretary's whole way through the window: from founding to the announcement, as a rehearsal plays it by desks.

The window is worked with mouse and keys; the judges mark at laptops of their own. What comes out of it must be what
came out of the rehearsal, for the same entries, the same lots, the same marks and the same decisions.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from judge_desk.desks.rehearsing import Played
from judge_desk.ui.pages.contest_page import ContestPage
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages import collect_stage, issue_stage
from judge_desk.ui.sticks import StickWatch
from tests.ui import office_steps as steps
from tests.ui.judge_files import FIRST, SECOND
from tests.ui.office_hands import OfficeHands
from tests.ui.office_publicity import introduce
from tests.ui.office_steps import Desk
from tests.ui.office_story import Story, outcome, standing_of
from tests.ui.office_texts import say_it_their_way


@pytest.fixture
def desk(shell: Shell, played: Played, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Sit down before the start page; no stick of this machine is seen."""
    for module in (collect_stage, issue_stage):
        monkeypatch.setattr(module, "StickWatch", lambda: StickWatch(lambda: ()))
    (tmp_path / "anh").mkdir()
    made = Desk(OfficeHands(shell, tmp_path / "anh"), Story(played), tmp_path)
    yield made
    monkeypatch.setattr(ContestPage, "may_leave", lambda page: True)  # what a failed journey left asks no question
    made.hands.leave()


def test_the_secretary_brings_a_contest_to_its_announcement_in_the_window(desk: Desk) -> None:
    steps.found(desk)
    steps.take_panel(desk)
    steps.settle_points(desk, "receipt.")
    steps.take_entries(desk)
    steps.decide_doubts(desk)
    steps.settle_points(desk, f"rounds.{FIRST}.")
    steps.draw_and_issue(desk, FIRST)
    steps.first_ballots(desk)
    steps.tie_to_paper(desk, FIRST)
    steps.settle_disagreements(desk, FIRST)
    steps.vote_on_ties(desk, FIRST)
    steps.release(desk, FIRST, ("lock", "codes"))
    steps.make_papers(desk, FIRST)
    desk.hands.press(desk.hands.contest.rail.rounds[SECOND])
    steps.settle_points(desk, "")
    steps.draw_and_issue(desk, SECOND)
    steps.second_ballots(desk)
    steps.tie_to_paper(desk, SECOND)
    steps.settle_disagreements(desk, SECOND)
    steps.vote_on_ties(desk, SECOND)
    steps.release(desk, SECOND, ("lock", "announce"))
    steps.make_papers(desk, SECOND)
    steps.read_out(desk)
    introduce(desk)
    say_it_their_way(desk)
    steps.look_back(desk)
    for round_ in (FIRST, SECOND):
        ours, theirs = (standing_of(each, round_) for each in (desk.contest, desk.story.played.folder))
        assert outcome(ours).encode() == outcome(theirs).encode()
    assert all(each.stat().st_size > 5_000 for each in desk.hands.seen)
