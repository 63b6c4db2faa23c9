"""A tour of the judge's desk: brings up every page and question in its main states, for tests that look at all of them.

One rehearsal serves it all. A test gives what is to be looked at and how; the tour gives the states.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from judge_desk.bootstrap import surroundings
from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.desks.judge_shelf import SCORES
from judge_desk.desks.marking import EntryLine, Sitting
from judge_desk.desks.rehearsing import Played
from judge_desk.ui.bench import Bench
from judge_desk.ui.marking_aim import MarkingAim
from judge_desk.ui.pages.marking_panes import READING
from judge_desk.ui.pages.sealing_panes import DECLARE
from judge_desk.ui.round_clock import Phase
from judge_desk.ui.shell import Shell
from judge_desk.ui.viewing.clip_view import ClipView
from judge_desk.ui.viewing.pages_view import PagesView
from judge_desk.ui.widgets.defence_pane import READING as DOCUMENTS
from judge_desk.ui.window import Window
from tests.ui.judge_files import FIRST, SECOND, score_file, speaking_file

Look = Callable[[str, QWidget], None]
"""Takes the name of a state and the page or question that shows it."""


@dataclass(frozen=True)
class Setting:
    """A size of the window and a language."""

    width: int
    height: int
    language: str

    def __str__(self) -> str:
        """Name it in a list of faults."""
        return f"{self.width}×{self.height} {self.language}"


@dataclass
class Tour:
    """Brings up the states in a window; each is looked at in every setting."""

    window: Window
    shell: Shell
    played: Played
    folder: Path
    qtbot: QtBot
    settings: tuple[Setting, ...] = (Setting(1366, 698, "vi"),)
    setting: Setting = field(init=False)
    look: Look = field(init=False)
    benches: list[Bench] = field(default_factory=list)

    def walk(self, part: str, look: Look) -> None:
        """Go through the states of a part of the tour."""
        self.look = look
        PARTS[part](self)
        self.wait()  # a window that closes over work under way asks

    # -- what a part is made of ----------------------------------------------------------------------------------

    def _set(self, setting: Setting) -> None:
        self.setting = setting
        self.window.resize(setting.width, setting.height)
        self.shell.words.change(setting.language)
        QCoreApplication.processEvents()

    def page(self, name: str) -> None:
        """Look at the page that is shown."""
        self.window.activateWindow()  # the screen of the tests gives it back to nobody after a question
        self.qtbot.waitUntil(self.window.isActiveWindow)
        for each in self.settings:
            self._set(each)
            self.look(name, self.window.page)
        self._set(self.settings[0])  # wide, for documents are drawn where they are seen

    def question(self, name: str, ask: Callable[[], object]) -> None:
        """Look at what is asked; it is left without an answer."""
        for each in self.settings:
            self._set(each)
            QTimer.singleShot(0, self.window, partial(self._look_at_question, name))
            ask()

    def _look_at_question(self, name: str) -> None:
        asked: Any = QApplication.activeModalWidget()
        assert asked is not None, f"{name}: nothing was asked"
        try:
            QCoreApplication.processEvents()
            self.look(name, asked)
        finally:
            asked.reject()

    def wait(self) -> None:
        """Wait for work under way."""
        self.qtbot.waitUntil(lambda: not self.shell.jobs.running, timeout=20_000)
        QCoreApplication.processEvents()

    @property
    def home(self) -> Path:
        """The user's own folder."""
        return surroundings().home

    def package(self, round_: str) -> Path:
        """Give the package of a round."""
        return next(self.played.folder.parent.glob(f"usb-*-{round_}/goi-*"))

    def bench(self, file: Path, round_: str) -> Bench:
        """Open a score file with the package beside it."""
        around = surroundings()
        self.benches.append(Bench(Sitting.open(file, around), self.package(round_), around))
        return self.benches[-1]

    def work(self, gaps: int = 2) -> Bench:
        """Open judge 3's work on the blind round again, with so many entries begun or blank."""
        bench = self.bench(score_file(self.played, self.folder / "phieu", FIRST), FIRST)
        leaves = judged_leaves(bench.sitting.round.rubric)
        for number, line in enumerate(bench.sitting.lines()[:gaps]):
            for leaf in leaves[1 if number == 0 else 0 :]:
                bench.sitting.mark(line.code, leaf.id, "")
        return bench

    def with_files(self, bench: Bench, *extensions: str) -> EntryLine:
        """Give an entry that has files of these kinds."""
        return next(
            line for line in bench.sitting.lines() if set(extensions) <= {file.extension for file in line.files}
        )

    def leave(self) -> None:
        """Go back to the first page and let go of the work."""
        self.window.open("start")
        for bench in self.benches:
            bench.close()
        self.benches.clear()


def way_in(tour: Tour) -> None:
    """Start page, the way to a seat, and what refuses it."""
    window = tour.window
    tour.wait()
    tour.page("start, empty")
    window.open("guide", "judge")
    tour.page("guide")
    window.open("opening")
    tour.wait()
    tour.page("opening, nothing found")
    tour.question("map of keys", window.show_keys)
    window.open_place(tour.package(FIRST))
    tour.wait()
    tour.page("opening, offer")
    page: Any = window.page
    page.in_place.click()
    tour.wait()
    tour.page("opening, seat")
    page.form.menu.actions()[1].trigger()
    page.form.wait(30, tour.shell.words.say("ui.opening.pin_wrong"))
    tour.page("opening, wrong PIN")
    altered = tour.folder / "goi"
    altered.mkdir()
    manifest = next(tour.package(FIRST).glob("*.jdpack"))
    (altered / manifest.name).write_bytes(manifest.read_bytes().replace(b"so-khao", b"so-khac", 1))
    window.open_place(altered)
    tour.wait()
    tour.page("opening, refused")
    window.back()
    (tour.home / SCORES).mkdir(parents=True)
    for round_ in (FIRST, SECOND):
        made = score_file(tour.played, tour.folder / "mau", round_, sealed=round_ == SECOND)
        shutil.copy(made, tour.home / SCORES / made.name)
    window.open("preferences")
    tour.page("preferences")
    window.open("report")
    tour.wait()
    tour.page("report")
    window.open("start")
    tour.qtbot.waitUntil(lambda: len(window.start.works) == 2, timeout=5_000)
    tour.page("start, with work")


def marking(tour: Tour) -> None:
    """The list of entries and the marking of an entry."""
    window, bench = tour.window, tour.work()
    window.open("entries", bench)
    QCoreApplication.processEvents()
    tour.page("entries")
    lines = bench.sitting.lines()
    window.open("marking", MarkingAim(bench, lines[0].code))
    page: Any = window.page
    tour.qtbot.waitUntil(lambda: _drawn(page), timeout=10_000)
    page.first().setFocus()
    tour.page("marking, blank and a document")
    page.panes.turn(READING)
    tour.page("marking, the document in front")
    page.reader.find()
    tour.page("marking, searching")
    tour.question("recusal", page.recuse)
    tour.question("history", page.show_history)
    clip = tour.with_files(bench, "mp4")
    page.show_entry(clip.code)
    number = next(number for number, plan in enumerate(page.reader._plans) if plan.files[0].extension == "mp4")
    page.reader.turn(number)
    tour.qtbot.waitUntil(lambda: _loaded(page), timeout=10_000)
    tour.page("marking, a clip in front")
    bench.act(lambda sitting: sitting.recuse(lines[2].code, "Quen biết tác giả"), lines[2].code)
    page.show_entry(lines[2].code)
    tour.page("marking, recused")
    tour.question("marking again", page.unrecuse)
    bench.package = None
    page.show_entry(lines[3].code)
    tour.page("marking, no package")


def _drawn(page: Any) -> bool:
    view = page.reader.pane.view if page.reader.pane is not None else None
    return isinstance(view, PagesView) and view.sheets.whole


def _loaded(page: Any) -> bool:
    view = page.reader.pane.view if page.reader.pane is not None else None
    return isinstance(view, ClipView) and view.remote.loaded


def sealing(tour: Tour) -> None:
    """The three steps of sealing, and what is sealed."""
    window, bench = tour.window, tour.work()
    window.open("entries", bench)
    window.open("sealing", bench)
    page: Any = window.page
    tour.page("sealing, gaps")
    tour.question("sealing in part", page._ask_partly)
    page._begin_declaring("ốm")
    tour.wait()
    assert page.at == DECLARE
    tour.page("sealing, declaration")
    tour.leave()
    whole = tour.work(gaps=0)
    window.open("entries", whole)
    tour.page("entries, all marked")
    window.open("sealing", whole)
    tour.page("sealing, nothing missing")
    tour.leave()
    sealed = tour.bench(score_file(tour.played, tour.folder / "kin", FIRST, sealed=True), FIRST)
    window.open("entries", sealed)
    tour.page("entries, sealed")
    window.open("marking", MarkingAim(sealed, sealed.sitting.lines()[0].code))
    page = window.page
    tour.qtbot.waitUntil(lambda: _drawn(page), timeout=10_000)
    tour.page("marking, sealed")
    window.back()
    window.open("sealing", sealed)
    page = window.page
    tour.wait()
    tour.page("sealing, handing in")
    tour.question("paper", page.view_sheet)
    tour.question("opening a sealed one", partial(page.on_word, "reopen"))


def speaking(tour: Tour) -> None:
    """The open round: conflicts and the defence."""
    window, bench = tour.window, tour.bench(score_file(tour.played, tour.folder / "phieu", SECOND), SECOND)
    window.open("conflicts", bench)
    tour.page("conflicts")
    page: Any = window.page
    page.rows[0].tick.click()
    tour.page("conflicts, one ticked")
    window.open("entries", bench)
    tour.page("entries of the open round")
    window.open("defence", bench)
    page = window.page
    tour.page("defence")
    page.left_side.tabs.turn(DOCUMENTS)
    tour.qtbot.waitUntil(lambda: _drawn(page), timeout=10_000)
    page.panes.turn(READING)
    tour.page("defence, the document in front")
    tour.question("a clock that was wrong", page.questions.correct)
    tour.leave()
    open_times = tour.bench(speaking_file(tour.played, tour.folder / "mo", decided=False), SECOND)
    window.open("entries", open_times)
    window.open("defence", open_times)
    page = window.page
    assert [phase for phase in Phase if page.clock.is_open(phase)]
    tour.page("defence, times to agree")
    tour.question("times to agree", page.questions.agree)


PARTS: dict[str, Callable[[Tour], None]] = {
    "way in": way_in,
    "marking": marking,
    "sealing": sealing,
    "speaking": speaking,
}


@pytest.fixture
def tour(window: Window, shell: Shell, played: Played, tmp_path: Path, qtbot: QtBot) -> Iterator[Tour]:
    """Give a tour in a window of its own."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made = Tour(window, shell, played, tmp_path, qtbot)
    yield made
    made.leave()
