"""The journeys whose pictures stand in the guides: a judge's and a secretary's whole way, and an inspector's look.

They are the journeys of the tests: the same hands at the same windows. At every picture of theirs a camera is told.
"""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication, QWidget

from judge_desk.bootstrap import surroundings
from judge_desk.desks.marking import EntryLine
from judge_desk.desks.rehearsing import Plan, Played, rehearse
from judge_desk.paths import USER_FOLDER_VARIABLE
from judge_desk.ui.application import make_application, make_shell
from judge_desk.ui.dialogs.recusal import Recusal
from judge_desk.ui.pages.entries_page import EntriesPage
from judge_desk.ui.pages.marking_page import MarkingPage
from judge_desk.ui.pages.recount_page import RecountPage
from judge_desk.ui.pages.sealing_page import SealingPage
from judge_desk.ui.pages.sealing_panes import HAND_IN
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages import collect_stage, issue_stage
from judge_desk.ui.sticks import Stick, StickWatch
from tests.guides import side_ways
from tests.ui import office_steps as steps
from tests.ui.judge_files import FIRST, SECOND
from tests.ui.judge_hands import SEAT, Chord, Hands, Key, pause, pins, stick_of
from tests.ui.office_hands import OfficeHands
from tests.ui.office_steps import Desk
from tests.ui.office_story import Story

MARKS: Final = (
    ("24", "11,5", "12", "8,5", "9", "7", "4,5"), ("21", "9", "10,5", "7", "8", "6,5", "4"),
    ("28", "13", "13,5", "9", "12", "8,5", "4,5"), ("18", "8,5", "9", "6", "7,5", "6", "3,5"),
    ("26", "12,5", "11", "8", "10,5", "7,5", "4"),
)  # fmt: skip
Camera = Callable[[str, QWidget, Shell], None]
"""Takes the name of a state, the window that shows it, and the shell that it speaks through."""


class SeenJudge(Hands):
    """A judge who tells a camera of every picture."""

    camera: Camera

    def picture(self, name: str) -> Path:
        """Save what the window shows, and tell the camera."""
        path = super().picture(name)
        self.camera(f"judge-{name}", self.window, self.shell)
        return path


class SeenOffice(OfficeHands):
    """A secretary who tells a camera of every picture."""

    camera: Camera

    def snap(self, name: str) -> None:
        """Tell the camera; nothing else is saved."""
        pause(10)
        self.camera(f"office-{name}", self.window, self.shell)


def play(camera: Camera, language: str, begun: Callable[[Path], None]) -> None:
    """Rehearse a contest, and go the three ways through it in windows that speak a language and nobody sees.

    ``begun`` is told the folder in which everything happens.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = make_application([])
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        begun(folder)
        (folder / "hai").mkdir()
        played = rehearse(Plan(folder / "one", "hau-giang-2024", 24, 5, "1"), surroundings(), language)
        os.environ[USER_FOLDER_VARIABLE] = str(folder / "home")
        shell = make_shell(application, folder / "home")
        shell.look.choose("light", "normal")
        shell.words.change(language)
        judge(SeenJudge(shell, folder, pins(played, FIRST)[SEAT - 1]), played, camera)
        second = SeenJudge(shell, folder, pins(played, SECOND)[SEAT - 1])
        second.camera = camera
        side_ways.hear(second, stick_of(played, SECOND))
        second.leave()
        hands = SeenOffice(shell, folder)
        hands.camera = camera
        office(Desk(hands, Story(played), folder / "hai"))
        inspector(hands, played)
        side_ways.look_over(hands)
        side_ways.open_closed(hands, folder / "kin")
        side_ways.review(hands, folder / "xet", language)
        hands.leave()


def judge(hands: SeenJudge, played: Played, camera: Camera) -> None:
    """Open the package, mark, seal and hand in."""
    hands.camera = camera
    hands.picture("begin")
    page = hands.open_package(stick_of(played, FIRST))
    hands.wait(page.copy.isVisible)
    hands.picture("opening")
    hands.click(page.copy)
    hands.rest()
    hands.picture("seat")
    hands.choose(page.form.choose, hands.seat - 1)
    hands.type_pin()
    bench = hands.page(EntriesPage).bench
    assert bench is not None
    lines = bench.sitting.lines()
    begin(hands, lines)
    for number, line in list(enumerate(lines))[4:]:
        if number != 5:
            marking = hands.open_entry(line.code)
            marking.sheet.form.go(next(iter(marking.sheet.form.rows)))
            hands.mark(MARKS[(number + 1) % len(MARKS)])
            hands.click(marking.header.button)
    mark_the_sixth(hands, lines[5].code)
    hands.picture("entries-done")
    seal(hands)
    hands.leave()


def begin(hands: Hands, lines: tuple[EntryLine, ...]) -> None:
    """Mark some entries, do not mark one, put one off, and stop in the middle of another."""
    hands.click(hands.page(EntriesPage).act)
    page = hands.page(MarkingPage)
    for number in range(6):
        if number == 3:
            hands.answer(Recusal, lambda dialog: offer(hands, dialog), lambda: hands.click(page.header.recuse))
            hands.click(page.closed.act)
        elif number == 4:
            hands.key(Key.Key_K, Chord.ControlModifier)
        else:
            hands.mark(MARKS[number % len(MARKS)])
            hands.key(Key.Key_Return, Chord.ControlModifier)
    hands.mark(MARKS[2][:3])
    hands.see_pages()
    page.sheet.form.go(next(iter(page.sheet.form.rows)))
    hands.picture("marking")
    hands.click(page.header.button)


def offer(hands: Hands, dialog: Recusal) -> None:
    """Take the reason that is offered first."""
    hands.click(dialog.offers[0])
    hands.click(dialog.act)


def mark_the_sixth(hands: SeenJudge, code: str) -> None:
    """Finish the entry that was begun."""
    marking = hands.open_entry(code)
    rows = list(marking.sheet.form.rows)
    marking.sheet.form.go(rows[3])
    hands.mark(MARKS[2][3:])
    hands.click(hands.page(MarkingPage).header.button)


def seal(hands: SeenJudge) -> None:
    """Check, declare, and come to the step at which the paper is signed."""
    hands.click(hands.page(EntriesPage).seal)
    page = hands.page(SealingPage)
    page.sticks._look_for = lambda: (Stick(Path("D:/"), "THU-KY", 7_900_000_000, False),)
    hands.picture("seal-check")
    hands.click(page.check.act)
    hands.key(Key.Key_Space)
    hands.write(hands.pin)
    hands.picture("seal-declare")
    hands.click(page.declare.act)
    hands.wait(lambda: page.at == HAND_IN and page.paper.paper is not None)
    hands.wait(lambda: page.hand_in.usb.buttons)
    hands.picture("sealing")


def office(desk: Desk) -> None:
    """Go the secretary's way to the papers of the first round."""
    for module in (collect_stage, issue_stage):
        setattr(module, "StickWatch", lambda: StickWatch(lambda: ()))  # noqa: B010 - mypy takes it for a class
    setattr(platform, "node", lambda: "THU-KY")  # noqa: B010 - as above
    steps.found(desk)
    steps.take_panel(desk)
    steps.settle_points(desk, "receipt.")
    steps.take_entries(desk)
    steps.decide_doubts(desk)
    steps.settle_points(desk, f"rounds.{FIRST}.")
    steps.draw_and_issue(desk, FIRST)
    steps.first_ballots(desk)
    steps.tie_to_paper(desk, FIRST)
    desk.hands.press(desk.hands.contest.rail.home)
    desk.hands.snap("home-later")
    steps.settle_disagreements(desk, FIRST)
    steps.vote_on_ties(desk, FIRST)
    steps.release(desk, FIRST, ("lock", "codes"))
    steps.make_papers(desk, FIRST)
    for name in ("safety", "log"):
        desk.hands.press(desk.hands.contest.rail.foot[name])
        desk.hands.snap(f"end-{name}")


def inspector(hands: SeenOffice, played: Played) -> None:
    """Recount the rehearsal from the start page."""
    hands.window.open("start")
    hands.snap("inspector-start")
    hands.window.open("recount", played.folder)
    hands.rest()
    hands.snap("recount-form")
    hands.page(RecountPage).recount()
    hands.rest()
    hands.snap("recount-outcome")
