"""The pane in which the files of an entry are read and watched: a row of tabs over one pane for each."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.marking import EntryLine
from judge_desk.desks.reading import clear_cache, clear_old_caches, open_cache
from judge_desk.desks.surroundings import Progress, silent
from judge_desk.ui.bench import Bench
from judge_desk.ui.shell import Shell
from judge_desk.ui.viewing.file_pane import FilePane
from judge_desk.ui.viewing.file_tabs import FileTabs
from judge_desk.ui.viewing.pages_view import PagesView
from judge_desk.ui.viewing.tab_plan import TabPlan, plan_tabs
from judge_desk.ui.widgets.layouts import column
from judge_desk.ui.widgets.notice import Notice

KEEP_AFTER_MS: Final = 1500
"""Rest at a place after which it is kept, so that a crash does not lose it."""
AHEAD: Final = 30 * 1024 * 1024
"""Largest size in bytes of files that are checked before they are asked for."""


class ReaderPane(QWidget):
    """The files of one entry, a tab for each; pictures of one part share one."""

    def __init__(self, shell: Shell) -> None:
        """Make an empty pane."""
        super().__init__()
        self.shell = shell
        self._entry: tuple[Bench, EntryLine] | None = None
        self._plans: tuple[TabPlan, ...] = ()
        self._cache: Path | None = None
        self._refusal: Refusal | None = None
        self._panes: dict[int, FilePane] = {}
        self.shown = -1
        self.tabs = FileTabs(shell.words, shell.look)
        self.tabs.turned.connect(self.turn)
        self.notice = Notice(shell.look, "info")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.notice)
        layout = column(self.tabs, self._stack)
        layout.setStretchFactor(self._stack, 1)
        self.setLayout(layout)
        self._keep_soon = QTimer(self)
        self._keep_soon.setSingleShot(True)
        self._keep_soon.setInterval(KEEP_AFTER_MS)
        self._keep_soon.timeout.connect(self._keep)
        shell.words.changed.connect(self._speak)
        self.tabs.hide()

    # -- entries --------------------------------------------------------------------------------------------------

    def show_entry(self, bench: Bench, line: EntryLine) -> None:
        """Show the files of an entry where they were left; an entry that is shown already stays as it is."""
        if self._entry is not None and self._entry[0] is bench and self._entry[1].code == line.code:
            return
        self.leave()
        self._entry = bench, line
        self._refusal = self._make_cache()
        self._plans = plan_tabs(line.files, bench.sitting.definition.parts)
        readable = bench.package is not None and self._cache is not None
        self.tabs.show_plans(self._plans if readable else ())
        self.tabs.setVisible(readable and bool(self._plans))
        self._speak()
        if readable and self._plans:
            kept = self._kept("")
            self.turn(int(kept) if kept.isdecimal() and int(kept) < len(self._plans) else 0)

    def leave(self) -> None:
        """Keep the positions, stop what plays and end the viewers."""
        self._keep_soon.stop()
        self._keep()
        for pane in self._panes.values():
            pane.leave()
            self._stack.removeWidget(pane)
            pane.deleteLater()
        self._panes = {}
        self._entry, self.shown = None, -1
        self._stack.setCurrentWidget(self.notice)
        self.notice.tell("")
        self.tabs.hide()

    def _make_cache(self) -> Refusal | None:
        """Make the private folder at the first entry, and remove what crashed runs left."""
        if self._cache is not None:
            return None
        try:
            self._cache = open_cache(self.shell.around(silent))
        except Refusal as refusal:
            return refusal

        def work(report: Progress) -> None:
            clear_old_caches(self.shell.around(report))

        self.shell.jobs.start(self.shell.jobs.prepare(quiet=True), work)
        application = QCoreApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self._end)
        return None

    def _end(self) -> None:
        """Leave nothing behind when the program ends."""
        self.leave()
        if self._cache is not None:
            clear_cache(self._cache)

    # -- tabs -----------------------------------------------------------------------------------------------------

    def turn(self, number: int) -> None:
        """Show a tab; its files are checked when it is shown for the first time."""
        if number == self.shown:
            return
        self._keep()
        if self.shown in self._panes:
            self._panes[self.shown].rest()
        self.shown = number
        self.tabs.choose(number)
        pane = self._pane(number)
        self._stack.setCurrentWidget(pane)
        self.setFocusProxy(pane)
        pane.open(self._kept(self._name(number)))
        self._keep_soon.start()

    def _pane(self, number: int) -> FilePane:
        if number not in self._panes:
            assert self._entry is not None
            bench, line = self._entry
            assert bench.package is not None
            assert self._cache is not None
            pane = FilePane(self.shell, self._plans[number], line.code, bench.package, self._cache)
            pane.moved.connect(self._keep_soon.start)
            pane.shown.connect(self._prepare_next)
            self._stack.addWidget(pane)
            self._panes[number] = pane
        return self._panes[number]

    def _prepare_next(self) -> None:
        """Check the files of the next tab ahead, unless they are large."""
        after = self.shown + 1
        if self.shown >= 0 and after < len(self._plans) and self._plans[after].size <= AHEAD:
            self._pane(after).prepare()

    @property
    def pane(self) -> FilePane | None:
        """The pane of the tab that is shown, None without an entry."""
        return self._panes.get(self.shown)

    @property
    def sentence(self) -> str:
        """What is said instead of showing files; empty while they are shown."""
        return self.pane.sentence if self.pane is not None else self.notice.text.text()

    # -- what is kept ---------------------------------------------------------------------------------------------

    def _name(self, number: int) -> str:
        return f".{self._plans[number].files[0].number}"

    def _kept(self, name: str) -> str:
        assert self._entry is not None
        bench, line = self._entry
        with suppress(Refusal):
            return bench.sitting.kept(f"read.{line.code}{name}")
        return ""

    def _keep(self) -> None:
        """Keep tab and position; where that cannot be, the next reading begins at the beginning."""
        if self._entry is None or self.shown < 0:
            return
        bench, line = self._entry
        position = self._panes[self.shown].position()
        with suppress(Refusal):  # sealed, closed for a moment, or the disk refuses
            if bench.sitting.sealed:
                return
            bench.sitting.keep(f"read.{line.code}", str(self.shown))
            if position:
                bench.sitting.keep(f"read.{line.code}{self._name(self.shown)}", position)

    # -- words, keys ----------------------------------------------------------------------------------------------

    def _speak(self) -> None:
        if self._entry is None or self.shown >= 0:
            return
        words = self.shell.words
        if self._entry[0].package is None:
            self.notice.tell(words.say("ui.reading.no_package"))
        elif self._refusal is not None:
            self.notice.tell(words.problem(self._refusal.problem))
        elif not self._plans:
            self.notice.tell(words.say("ui.reading.no_files"))

    def find(self) -> None:  # type: ignore[override]  # Qt's own is another thing, asked of the class
        """Begin to search in the document that is shown."""
        view = self.pane.view if self.pane is not None else None
        if isinstance(view, PagesView):
            view.search()
