"""The window: one page at a time, the way back, what is dropped on it, keys that hold everywhere.

Pages are loaded and made when they are first wanted, so that the first picture does not wait for paper, sheets or keys;
a window that is opened at a package makes its start page when somebody goes back to it.
"""

from __future__ import annotations

import importlib
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from judge_desk.contest.values.problems import Refusal
from judge_desk.ui.dialogs.question import Question
from judge_desk.ui.pages.page import Page
from judge_desk.ui.pages.start_page import StartPage
from judge_desk.ui.preferences import TEXT_SIZE
from judge_desk.ui.shell import Shell

NAME: Final = "Judge Desk"
SMALLEST: Final = (880, 420)
FIRST: Final = (1180, 700)
PAGES: Final = {
    "rehearsal": ("judge_desk.ui.pages.rehearsal_page", "RehearsalPage"),
    "found": ("judge_desk.ui.pages.found_page", "FoundPage"),
    "contest": ("judge_desk.ui.pages.contest_page", "ContestPage"),
    "package": ("judge_desk.ui.pages.package_page", "PackagePage"),
    "doctor": ("judge_desk.ui.pages.doctor_page", "DoctorPage"),
    "preflight": ("judge_desk.ui.pages.preflight_page", "PreflightPage"),
    "recount": ("judge_desk.ui.pages.recount_page", "RecountPage"),
    "opening": ("judge_desk.ui.pages.opening_page", "OpeningPage"),
    "conflicts": ("judge_desk.ui.pages.conflicts_page", "ConflictsPage"),
    "entries": ("judge_desk.ui.pages.entries_page", "EntriesPage"),
    "marking": ("judge_desk.ui.pages.marking_page", "MarkingPage"),
    "defence": ("judge_desk.ui.pages.defence_page", "DefencePage"),
    "sealing": ("judge_desk.ui.pages.sealing_page", "SealingPage"),
    "preferences": ("judge_desk.ui.pages.preferences_page", "PreferencesPage"),
    "report": ("judge_desk.ui.pages.report_page", "ReportPage"),
    "guide": ("judge_desk.ui.pages.guide_page", "GuidePage"),
}
"""Pages by the name under which they are asked for: their module and class."""
GUIDES: Final = {
    **dict.fromkeys(("package", "opening", "conflicts", "entries", "marking", "defence", "sealing"), "judge"),
    **dict.fromkeys(("found", "contest", "rehearsal"), "secretary"),
    "recount": "inspector",
}
"""Whose guide is shown from a page; from any other, the one that was read last."""
READ_ALONE: Final = ("doctor", "preflight", "opening", "report")
"""Pages that read something whenever they are opened, also when nothing was named."""


class Window(QMainWindow):
    """Start page below, the page that is open above it."""

    def __init__(self, shell: Shell) -> None:
        """Make the window; unless another page was opened by then, it shows the start page."""
        super().__init__()
        self.shell = shell
        self._pages: dict[str, Any] = {}
        self._trail: list[Page] = []
        """The pages that are open above the start page."""
        self._shown: Page | None = None
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        shell.words.changed.connect(self._title)
        self._keys()
        if not self.restoreGeometry(shell.preferences.geometry):
            self.resize(*FIRST)

    def _keys(self) -> None:
        for keys, act in (
            ("F1", self.show_keys), ("Shift+F1", self.show_guide), ("Alt+Left", self.back), ("Esc", self._escape),
            ("Ctrl+,", partial(self.open, "preferences")),
            ("Ctrl+Shift++", lambda: self._size(1)), ("Ctrl+Shift+=", lambda: self._size(1)),
            ("Ctrl+Shift+-", lambda: self._size(-1)), ("Ctrl+Shift+_", lambda: self._size(-1)),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self, act)

    @cached_property
    def start(self) -> StartPage:
        """The start page."""
        page = StartPage(self.shell)
        page.help_asked.connect(self.show_guide)
        self._take(page)
        return page

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._trail[-1] if self._trail else self.start

    def make_first(self) -> None:
        """Make the start page where no other was opened."""
        if self._shown is None:
            self._show(self.page)

    def setVisible(self, visible: bool) -> None:
        """Have a page to show."""
        if visible:
            self.make_first()
        super().setVisible(visible)

    def _take(self, page: Page) -> None:
        self._stack.addWidget(page)
        page.left.connect(self.back)
        page.asked.connect(self.open)
        page.titled.connect(self._title)

    def open(self, name: str, what: object = None) -> None:
        """Open a page by its name (a key of :data:`PAGES`); ``what`` is what it shows, if it shows something.

        A contest or package that is not named yet is asked for; ``start`` goes back to the start page; ``place`` opens
        what a folder or file is.
        """
        if name == "start":
            self._go(self.start)
            return
        if name == "place" and isinstance(what, Path):
            self.open_place(what)
            return
        if name in ("contest", "package") and what is None:
            self._ask(name)
            return
        page = self._page(name)
        if what is not None or name in READ_ALONE:
            page.read(what)
        self._go(page)

    def _page(self, name: str) -> Any:
        if name not in self._pages:
            module, kind = PAGES[name]
            self._pages[name] = getattr(importlib.import_module(module), kind)(self.shell)
            self._take(self._pages[name])
        return self._pages[name]

    def _ask(self, name: str) -> None:
        title = self.shell.words.say("ui.ask.package" if name == "package" else "ui.ask.contest")
        chosen = self.shell.ask_folder(self, title, Path.home())
        if chosen is None:
            return
        if name == "package":
            self.open(name, chosen)
        else:
            self.open_place(chosen)

    def open_place(self, path: Path) -> None:
        """Open what a folder or file is: a contest, a package, a score file; or say that it is none of them."""
        try:
            kind, place = importlib.import_module("judge_desk.desks.place_kinds").find_place(path)
        except Refusal as refusal:
            self.page.banner.tell(self.shell.words.problem(refusal.problem))
            return
        self.open("contest" if kind == "contest" else "opening", place)

    def _go(self, page: Page) -> None:
        if self._trail and self._trail[-1] is not page:
            self.page.put_away()
        if page in self._trail or isinstance(page, StartPage):
            stay = self._trail.index(page) + 1 if page in self._trail else 0
            dropped = self._trail[stay:]
            del self._trail[stay:]
            for each in reversed(dropped):
                each.close_work()
        else:
            self._trail = [*(each for each in self._trail if not each.passing), page]
        if isinstance(self._shown, StartPage):
            self._shown.banner.tell("")
        self._show(page)

    def _show(self, page: Page) -> None:
        self._shown = page
        if (last := page.focusWidget()) is not None:
            last.clearFocus()  # the page was told where to begin; where it was left last time has no say
        self._stack.setCurrentWidget(page)
        page.first().setFocus()
        self._title()

    def _escape(self) -> None:
        """Close the names that are offered, if any; else go back. The key comes here also while they are shown."""
        offered = QApplication.activePopupWidget()
        if offered is not None:
            offered.close()
            return
        self.back()

    def back(self) -> None:
        """Go back one page; work under way goes on."""
        if self._trail and self._left_whole():
            self._go(self._trail[-2] if len(self._trail) > 1 else self.start)

    def _title(self) -> None:
        if self._shown is None:
            return
        subject = self._shown.subject
        title = f"{NAME} – {subject}" if subject else NAME
        if self._shown.is_rehearsal:
            title = self.shell.words.say("ui.rehearsal.window", title=title)
        self.setWindowTitle(title)

    def _size(self, step: int) -> None:
        sizes = TEXT_SIZE.choices
        number = sizes.index(self.shell.look.text_size) + step
        if 0 <= number < len(sizes):
            self.shell.preferences.choose(TEXT_SIZE, sizes[number])
            self.shell.look.choose(text_size=sizes[number])

    def show_keys(self) -> None:
        """Show the map of keys of this page, which leads on to the guide; the first page has little more to tell."""
        if self.page is self.start:
            self.show_guide()
            return
        kind = importlib.import_module("judge_desk.ui.dialogs.keyboard_map").KeyboardMap
        keys = kind(self, self.shell.words, self.shell.look, self.page.keys())
        keys.exec()
        if keys.guide_wanted:
            self.show_guide()

    def show_guide(self) -> None:
        """Show the guide for whoever works on this page; from the first page, the one that was read last."""
        name = next((name for name, page in self._pages.items() if page is self.page), "")
        self.open("guide", GUIDES.get(name, ""))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one local file or folder."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.open_place(Path(event.mimeData().urls()[0].toLocalFile()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before work under way is stopped, and remember size and place."""
        if not self._left_whole():
            event.ignore()
            return
        if any(not job.quiet for job in self.shell.jobs.running) and not self._may_stop():
            event.ignore()
            return
        self.page.put_away()
        for page in reversed(self._trail):
            page.close_work()
        self.shell.preferences.remember_geometry(self.saveGeometry())
        self.shell.jobs.close()
        event.accept()

    def _left_whole(self) -> bool:
        """Ask before something that was typed and not kept is given up."""
        if self.page.may_leave():
            return True
        say = self.shell.words.say
        words = [say(f"ui.leaving.{part}") for part in ("title", "facts", "act", "safe")]
        return Question(self, self.shell.look, *words).asked()

    def _may_stop(self) -> bool:
        say = self.shell.words.say
        words = [say(f"ui.closing.{part}") for part in ("title", "facts", "act", "safe")]
        return Question(self, self.shell.look, *words).asked()
