"""What the great journeys do not come by: the look over the machine, a defence, closed ballots, a review of figures."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from judge_desk.bootstrap import surroundings
from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.desks.rehearsing import Plan, rehearse
from judge_desk.exchange.sealed import opening_key
from judge_desk.ui.pages import preflight_page
from judge_desk.ui.pages.conflicts_page import ConflictsPage
from judge_desk.ui.pages.defence_page import DefencePage
from judge_desk.ui.pages.entries_page import EntriesPage
from judge_desk.ui.pages.preflight_page import PreflightPage
from judge_desk.ui.stages.collect_stage import CollectStage
from judge_desk.ui.stages.opening_stage import OpeningStage
from judge_desk.ui.stages.review_stage import ReviewStage
from judge_desk.ui.sticks import StickWatch
from tests.desks.closed_contest import drawn
from tests.ui.judge_hands import Hands, Key, pause
from tests.ui.office_hands import OfficeHands

AWARDS: Final = "soc-trang-thi-dua-hang-nam"
SECONDS: Final = 1_000_000_000
"""Nanoseconds."""


def look_over(hands: OfficeHands) -> None:
    """Look over the machine from the start page."""
    setattr(preflight_page, "StickWatch", lambda: StickWatch(lambda: ()))  # noqa: B010 - mypy takes it for a class
    hands.window.open("start")
    hands.click(hands.window.start.doctor)
    page = hands.page(PreflightPage)
    hands.wait(lambda: page.report is not None)
    hands.snap("preflight")


def hear(hands: Hands, package: Path) -> None:
    """Hear the first team of the open round with the clock, and mark while it runs."""
    hands.open_package(package)
    hands.copy_and_sit()
    hands.click(hands.page(ConflictsPage).go)
    hands.click(hands.page(EntriesPage).pane.defence)
    page = hands.page(DefencePage)
    assert page.bench is not None
    monotonic = page.clock.monotonic
    hands.key(Key.Key_F6)
    hands.key(Key.Key_Space)
    page.clock.monotonic = lambda: monotonic() + 545 * SECONDS
    hands.key(Key.Key_F6)
    for leaf in judged_leaves(page.bench.sitting.round.rubric)[:3]:
        hands.write(str(int(leaf.maximum) - 1))
        hands.key(Key.Key_Return)
    hands.wait(lambda: page.left_side.card.state.text() == hands.shell.words.say("ui.defence.state.soon"))
    pause(100)
    hands.picture("defence")


def open_closed(hands: OfficeHands, folder: Path) -> None:
    """Come to the opening of ballots that were kept closed, with the chair's digits in hand."""
    setattr(opening_key, "_N", 2**4)  # noqa: B010 - mypy takes it for final; what it costs is tested with the file
    folder.mkdir()
    small = drawn(folder)
    small.prepare()
    small.issue()
    small.merge(*(small.seal(seat, small.levels()) for seat in range(1, 6)))
    hands.window.open("contest", small.contest)
    hands.rest()
    hands.press(hands.go("collect", CollectStage).opening)
    hands.stage(OpeningStage)
    hands.snap("opening")


def review(hands: OfficeHands, folder: Path, language: str) -> None:
    """Look at who gets which prize of a year by figures and a council's word."""
    played = rehearse(Plan(folder, AWARDS, 24, 5, "1"), surroundings(), language)
    hands.window.open("contest", played.folder)
    hands.rest()
    hands.go("review", ReviewStage)
    hands.snap("review")
