"""The bar over a document: where one is, how large it is, and what else can be done with it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu

from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import row
from judge_desk.ui.widgets.text import Text

ACTS: Final = ("fit_width", "fit_page", "thumbnails", "search", "copy", "outside")
"""What the menu offers, in order."""


class PageTools(QFrame):
    """``zoomed`` asks for larger (1) or smaller (-1), ``finding`` to search, ``chosen`` for one of :data:`ACTS`."""

    zoomed = Signal(int)
    finding = Signal()
    chosen = Signal(str)

    def __init__(self, shell: Shell) -> None:
        """Make the bar."""
        super().__init__()
        self._shell = shell
        self._pictures = False
        self._place, self._percent = (1, 1), 100
        self.setProperty("frame", "header")
        look = shell.look
        self.place = Text(look, "body", "text_2")
        self.smaller, self.larger = Button(look, "text", "zoom-out"), Button(look, "text", "zoom-in")
        self.percent = Text(look, "label")
        self.fit = Button(look, "text")
        self.find_button = Button(look, "text", "search")
        self.more = Button(look, "text", "ellipsis")
        self.menu = QMenu(self)
        self.acts: dict[str, QAction] = {}
        for name in ACTS:
            self.acts[name] = self.menu.addAction("")
            self.acts[name].triggered.connect(lambda _, name=name: self.chosen.emit(name))
        self.acts["thumbnails"].setCheckable(True)
        self.setLayout(
            row(
                self.place, 0, self.smaller, self.percent, self.larger, self.fit, self.find_button, self.more,
                spacing=4, margins=(16, 1, 8, 1),
            )
        )  # fmt: skip
        self.smaller.clicked.connect(lambda: self.zoomed.emit(-1))
        self.larger.clicked.connect(lambda: self.zoomed.emit(1))
        self.fit.clicked.connect(lambda: self.chosen.emit("fit_width"))
        self.find_button.clicked.connect(self.finding)
        self.more.clicked.connect(self._open_menu)
        shell.words.changed.connect(self._speak)
        shell.look.changed.connect(self._arrange)
        self._speak()

    def _speak(self) -> None:
        say = self._shell.words.say
        for button, key in ((self.smaller, "smaller"), (self.larger, "larger")):
            button.setAccessibleName(say(f"ui.reading.{key}"))
            button.setToolTip(say(f"ui.reading.{key}"))
        self.fit.setText(say("ui.reading.fit_width"))
        self.find_button.setText(say("ui.reading.find.begin"))
        self.more.setText(say("ui.reading.more"))
        for name, act in self.acts.items():
            act.setText(say(f"ui.reading.{name}"))
        self.tell(*self._place, self._percent)
        self._arrange()

    def begin(self, pictures: bool) -> None:
        """Fit the bar to a document of pages or of pictures; pictures have no words to find or copy."""
        self._pictures = pictures
        for name in ("copy", "search"):
            self.acts[name].setVisible(not pictures)
        self._arrange()

    def tell(self, number: int, total: int, percent: int) -> None:
        """Say which page is shown (from 1) and how large."""
        self._place, self._percent = (number, total), percent
        kind = "picture" if self._pictures else "page"
        self.place.setText(self._shell.words.say(f"ui.reading.place.{kind}", number=number, total=total))
        self.percent.setText(f"{percent}%")

    def _arrange(self) -> None:
        """Leave out what the menu holds as well where there is no room."""
        spare = (self.fit, self.find_button)
        self.fit.show()
        self.find_button.setVisible(not self._pictures)
        layout = self.layout()
        assert layout is not None
        for each in spare:
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

    def _open_menu(self) -> None:
        self.menu.exec(self.more.mapToGlobal(QPoint(0, self.more.height())))
