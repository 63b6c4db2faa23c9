"""A place to drop files, folders and sticks on, with the buttons that do the same without a mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from judge_desk.ui.file_questions import ask_files
from judge_desk.ui.shell import Shell
from judge_desk.ui.sticks import Stick
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import clear, column, row
from judge_desk.ui.widgets.text import Picture, Text

HEIGHT: Final = 96
LOW: Final = 56
LEAST: Final = 240
"""px that the words get beside the buttons."""


class DropArea(QFrame):
    """``dropped`` gives the paths that were dropped or chosen; nothing is read here."""

    dropped = Signal(object)

    def __init__(self, shell: Shell, icon: str = "inbox") -> None:
        """Make the area without words."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self._over = False
        self._question = ""
        self._sticks: tuple[Stick, ...] = ()
        self.setAcceptDrops(True)
        self.setMinimumHeight(look.px(HEIGHT))
        self.title, self.text = Text(look, "heading", wrap=True), Text(look, "caption", "text_2", wrap=True)
        self._begin = QWidget(self)
        self._begin.setFixedSize(0, 0)
        self.files, self.folder = Button(look, "plain", "files"), Button(look, "plain", "folder-open")
        self.files.clicked.connect(self._ask_files)
        self.folder.clicked.connect(self._ask)
        self.ask_files: Callable[[QWidget, str], tuple[Path, ...]] = ask_files
        self.buttons: list[Button] = []
        self._places = row(spacing=8)
        self._picture = Picture(look, icon, "accent", 32)
        lines = column(0, self.title, self.text, 0, spacing=2)
        acts = row(spacing=8)
        acts.addLayout(self._places)
        acts.addWidget(self.files)
        acts.addWidget(self.folder)
        self._inner = row(self._picture, lines, acts, spacing=16, margins=(20, 8, 16, 8))
        self._inner.setStretchFactor(lines, 1)
        self.setLayout(self._inner)
        look.changed.connect(self.update)

    def tell(self, title: str, text: str, files: str, folder: str, question: str) -> None:
        """Set the words: two lines, the verbs of both buttons, the title of the question for files or a folder."""
        self.title.setText(title)
        self.text.setText(text)
        self.files.setText(files)
        self.folder.setText(folder)
        self._question = question
        self.setAccessibleName(title)

    def compact(self, low: bool) -> None:
        """Be one line high, or as high as drawn; where one line is too narrow, the buttons stand under the words."""
        for each in (self.text, self._picture):
            each.setVisible(not low)
        self._inner.setSpacing(8 if low else 16)
        self.setMinimumHeight(self._shell.look.px(LOW if low else HEIGHT))
        buttons = sum(each.sizeHint().width() + 8 for each in (*self.buttons, self.files, self.folder))
        narrow = buttons + self._shell.look.px(LEAST) > self.width()
        self._inner.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def show_sticks(self, sticks: Sequence[Stick], lead: bool) -> None:
        """Offer a button for each stick; with ``lead`` the first one, or else the folder, is the page's next step."""
        same = [each.root for each in sticks] == [each.root for each in self._sticks]
        self._sticks = tuple(sticks)
        if not same:  # the same sticks keep their buttons, and so the focus, whatever becomes of their room
            clear(self._places)
            self.buttons = []
            for stick in sticks:
                button = Button(self._shell.look, "plain", "usb")
                button.clicked.connect(partial(self._take, (stick.root,)))
                self.buttons.append(button)
                self._places.addWidget(button)
            for before, after in pairwise((self._begin, *self.buttons, self.files)):
                QWidget.setTabOrder(before, after)  # a button that comes later is still reached in reading order
        for number, (button, stick) in enumerate(zip(self.buttons, sticks, strict=True)):
            button.setText(self._shell.words.say("ui.collect.from_stick", name=stick.name))
            button.become("primary" if lead and number == 0 else "plain")
        self.files.become("primary" if lead and not sticks else "plain")

    def _take(self, places: tuple[Path, ...]) -> None:
        self.dropped.emit(places)

    def _ask_files(self) -> None:
        chosen = self.ask_files(self, self._question)
        if chosen:
            self._take(chosen)

    def _ask(self) -> None:
        start = self._sticks[0].root if self._sticks else Path.home()
        chosen = self._shell.ask_folder(self, self._question, start)
        if chosen is not None:
            self._take((chosen,))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take local files and folders."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._over = True
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Give what was dropped."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._over = False
        self.update()
        self._take(tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dashed edge."""
        painter, tokens = QPainter(self), self._shell.look.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(tokens.accent_soft if self._over else tokens.surface))
        painter.setPen(QPen(QColor(tokens.accent if self._over else tokens.line_strong), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
