"""The bar over a paper of ours: the page one is on and goes to, how large it is, and what else can be done with it."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIntValidator, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu

from judge_desk.ui.paper_preview import Paper
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import row
from judge_desk.ui.widgets.text import Text

ACTS: Final = ("fit_width", "fit_page", "thumbnails", "search")
"""What the menu offers before the headings, in order."""
INDENT: Final = "    "
MOST_HEADINGS: Final = 40
"""Headings that the menu holds."""


class PaperTools(QFrame):
    """``paged`` asks for a page (from 0), ``zoomed`` for larger (1) or smaller (-1), ``chosen`` for an act."""

    paged = Signal(int)
    zoomed = Signal(int)
    chosen = Signal(str)

    def __init__(self, shell: Shell) -> None:
        """Make the bar."""
        super().__init__()
        self._shell = shell
        self.setProperty("frame", "header")
        look = shell.look
        self._word, self.total = Text(look, "body", "text_2"), Text(look, "body", "text_2")
        self.number = QLineEdit()
        self.number.setMaxLength(4)
        self.number.returnPressed.connect(self._go)
        self.number.editingFinished.connect(self._back)
        self._page, self._pages = 0, 0
        self.smaller, self.larger = Button(look, "text", "zoom-out"), Button(look, "text", "zoom-in")
        self.percent = Text(look, "label")
        self.fit, self.seek = Button(look, "text"), Button(look, "text", "search")
        self.more = Button(look, "text", "ellipsis")
        self.menu, self.headings = QMenu(self), QMenu(self)
        self.headings.setToolTipsVisible(True)
        self.acts: dict[str, QAction] = {}
        for name in ACTS:
            self.acts[name] = self.menu.addAction("")
            self.acts[name].triggered.connect(partial(self._choose, name))
        self.acts["thumbnails"].setCheckable(True)
        self.menu.addMenu(self.headings)
        parts = (self._word, self.number, self.total, 0, self.smaller, self.percent, self.larger, self.fit)
        self.setLayout(row(*parts, self.seek, self.more, spacing=4, margins=(16, 1, 8, 1)))
        self.smaller.clicked.connect(lambda: self.zoomed.emit(-1))
        self.larger.clicked.connect(lambda: self.zoomed.emit(1))
        self.fit.clicked.connect(partial(self._choose, "fit_width"))
        self.seek.clicked.connect(partial(self._choose, "search"))
        self.more.clicked.connect(lambda: self.menu.exec(self.more.mapToGlobal(QPoint(0, self.more.height()))))
        shell.words.changed.connect(self.speak)
        look.changed.connect(self._follow)
        self._follow()
        self.speak()

    def _choose(self, name: str, ticked: bool = False) -> None:
        self.chosen.emit(name)

    def _follow(self) -> None:
        self.number.setFont(self._shell.look.font("body"))
        self.number.setFixedWidth(self._shell.look.px(48))
        self._arrange()

    def speak(self) -> None:
        """Say every word."""
        say = self._shell.words.say
        self._word.setText(say("ui.paper.page_word"))
        self.number.setAccessibleName(say("ui.paper.go_to"))
        self.number.setToolTip(say("ui.paper.go_to"))
        for button, key in ((self.smaller, "smaller"), (self.larger, "larger")):
            button.setAccessibleName(say(f"ui.reading.{key}"))
            button.setToolTip(say(f"ui.reading.{key}"))
        self.fit.setText(say("ui.reading.fit_width"))
        self.seek.setText(say("ui.reading.find.begin"))
        self.more.setText(say("ui.reading.more"))
        for name, act in self.acts.items():
            act.setText(say("ui.paper.search" if name == "search" else f"ui.reading.{name}"))
        self.acts["search"].setShortcut(QKeySequence("Ctrl+F"))
        self.acts["search"].setShortcutVisibleInContextMenu(True)
        self.headings.setTitle(say("ui.paper.outline"))
        self._arrange()

    def show_paper(self, paper: Paper | None) -> None:
        """Fit the bar to a paper."""
        self._pages = paper.pages if paper is not None else 0
        self.number.setValidator(QIntValidator(1, max(self._pages, 1), self.number))
        self.headings.clear()
        found = paper.outline()[:MOST_HEADINGS] if paper is not None else ()
        for each in found:
            words = self.fontMetrics().elidedText(each.title, Qt.TextElideMode.ElideRight, self._shell.look.px(420))
            act = self.headings.addAction(f"{INDENT * each.level}{words}\t{each.page + 1}".replace("&", "&&"))
            act.setToolTip(each.title)
            act.triggered.connect(partial(self._go_to, each.page))
        self.headings.menuAction().setVisible(bool(found))
        for part in (self.number, self.smaller, self.larger, self.fit, self.seek, self.more):
            part.setEnabled(paper is not None)
        self.tell(0, self._pages)

    def tell(self, page: int, pages: int) -> None:
        """Say which page is shown (from 0) of how many."""
        self._page, self._pages = page, pages
        if not self.number.hasFocus() or not self.number.isModified():
            self._back()
        self.total.setText(f"/ {pages}")

    def tell_percent(self, percent: int) -> None:
        """Say how large the page is shown."""
        self.percent.setText(f"{percent}%")

    def _go(self) -> None:
        if self.number.hasAcceptableInput():
            self._go_to(int(self.number.text()) - 1)

    def _go_to(self, page: int, ticked: bool = False) -> None:
        """Ask for a page; a line of a menu also tells whether it is ticked."""
        self.paged.emit(page)

    def _back(self) -> None:
        """Show the page that is read again."""
        self.number.setText(str(self._page + 1) if self._pages else "")
        self.number.setModified(False)

    def _arrange(self) -> None:
        """Leave out what the menu holds as well where there is no room."""
        layout = self.layout()
        assert layout is not None
        for each in (self.fit, self.seek):
            each.show()
        for each in (self.fit, self.seek):
            layout.invalidate()
            if layout.minimumSize().width() <= self.width():
                break
            each.hide()

    def minimumSizeHint(self) -> QSize:
        """Want no more room than what is never left out needs."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()
