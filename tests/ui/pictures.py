"""Makes the pictures of the window in ``docs/pictures``: ``python -m tests.ui.pictures DIR``."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image

from judge_desk.bootstrap import surroundings
from judge_desk.desks.marking import EntryLine
from judge_desk.desks.rehearsing import Plan, rehearse
from judge_desk.paths import USER_FOLDER_VARIABLE
from judge_desk.ui.application import make_application, make_shell
from judge_desk.ui.dialogs.recusal import Recusal
from judge_desk.ui.pages.entries_page import EntriesPage
from judge_desk.ui.pages.marking_page import MarkingPage
from judge_desk.ui.pages.sealing_page import SealingPage
from judge_desk.ui.pages.sealing_panes import HAND_IN
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages import collect_stage, issue_stage
from judge_desk.ui.stages.results_stage import ResultsStage
from judge_desk.ui.sticks import Stick, StickWatch
from tests.ui import office_steps as steps
from tests.ui.judge_files import FIRST
from tests.ui.judge_hands import SEAT, Chord, Hands, Key, pins, stick_of
from tests.ui.office_hands import OfficeHands
from tests.ui.office_steps import Desk
from tests.ui.office_story import Story

MARKS: Final = (
    ("24", "11,5", "12", "8,5", "9", "7", "4,5"), ("21", "9", "10,5", "7", "8", "6,5", "4"),
    ("28", "13", "13,5", "9", "12", "8,5", "4,5"), ("18", "8,5", "9", "6", "7,5", "6", "3,5"),
    ("26", "12,5", "11", "8", "10,5", "7,5", "4"),
)  # fmt: skip


def main(folder: Path) -> None:
    """Rehearse a contest, sit down as a judge, and save what is seen on the way."""
    application = make_application([])
    with tempfile.TemporaryDirectory() as place:
        played = rehearse(Plan(Path(place) / "one", "hau-giang-2024", 24, 5, "1"), surroundings())
        os.environ[USER_FOLDER_VARIABLE] = str(Path(place) / "home")
        shell = make_shell(application, Path(place) / "home")
        shell.look.choose("light", "normal")
        hands = Hands(shell, folder, pins(played, FIRST)[SEAT - 1])
        page = hands.open_package(stick_of(played, FIRST))
        hands.wait(page.copy.isVisible)
        picture(hands, "opening")
        hands.copy_and_sit()
        bench = hands.page(EntriesPage).bench
        assert bench is not None
        lines = bench.sitting.lines()
        begin(hands, lines)
        go_home(hands)
        hands.wait(lambda: hands.window.start.works)
        picture(hands, "start")
        hands.go_on_with_work()
        finish(hands, lines)
        hands.leave()
        office(shell, folder, Desk(OfficeHands(shell, Path(place)), Story(played), Path(place) / "hai"))


def office(shell: Shell, folder: Path, desk: Desk) -> None:
    """Go the secretary's way until the first round has a tie; save home, a plan of merging, the ranking."""
    for module in (collect_stage, issue_stage):
        setattr(module, "StickWatch", lambda: StickWatch(lambda: ()))  # noqa: B010 - mypy takes it for a class
    setattr(platform, "node", lambda: "THU-KY")  # noqa: B010 - as above
    desk.place.mkdir()
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
    desk.hands.snap("home")
    steps.settle_disagreements(desk, FIRST)
    desk.hands.go("results", ResultsStage)
    desk.hands.snap("results")
    for name, end in (("office", "-home"), ("plan", "-plan-replaced"), ("results", "-results")):
        taken = [each for each in desk.hands.seen if each.stem.endswith(end)]
        small(taken[-1], folder / f"{name}.png")
    desk.hands.leave()


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
    picture(hands, "marking")
    hands.shell.look.choose("dark")
    clip = hands.see_clip()
    hands.click(clip.bar.play)
    hands.wait(lambda: clip.remote.place > 1500)
    hands.click(clip.bar.play)
    picture(hands, "marking-clip-dark")
    hands.shell.look.choose("light")
    hands.click(page.header.button)
    picture(hands, "entries")


def offer(hands: Hands, dialog: Recusal) -> None:
    """Take the reason that is offered first."""
    hands.click(dialog.offers[0])
    hands.click(dialog.act)


def go_home(hands: Hands) -> None:
    """Go back to the first page."""
    hands.click(hands.page(EntriesPage).header.button)


def finish(hands: Hands, lines: tuple[EntryLine, ...]) -> None:
    """Mark what is left, seal, and save the third step."""
    hands.click(hands.page(MarkingPage).header.button)
    for number, line in list(enumerate(lines))[4:]:
        if number != 5:
            marking = hands.open_entry(line.code)
            marking.sheet.form.go(next(iter(marking.sheet.form.rows)))
            hands.mark(MARKS[(number + 1) % len(MARKS)])
            hands.click(marking.header.button)
    hands.click(hands.page(EntriesPage).seal)
    page = hands.page(SealingPage)
    page.sticks._look_for = lambda: (Stick(Path("D:/"), "THU-KY", 7_900_000_000, False),)
    hands.click(page.check.act)
    hands.key(Key.Key_Space)
    hands.write(hands.pin)
    hands.click(page.declare.act)
    hands.wait(lambda: page.at == HAND_IN and page.paper.paper is not None)
    hands.wait(lambda: page.hand_in.usb.buttons)
    picture(hands, "sealing")


def picture(hands: Hands, name: str) -> None:
    """Save what is seen."""
    path = hands.picture(name)
    small(path, path)


def small(path: Path, target: Path) -> None:
    """Save a picture with 256 colours of its own, which is small and looks the same."""
    with Image.open(path) as whole:
        few = whole.convert("RGB").quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(target, optimize=True)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]))
