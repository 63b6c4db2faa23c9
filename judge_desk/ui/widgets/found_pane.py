"""Packages that were found on sticks, one to be opened; without one, how to go on."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from judge_desk.desks.opening import Found
from judge_desk.ui.models.opening_words import found_lines
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import card, column, row
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.text import Text

LEAST: Final = 200


class FoundPane(QWidget):
    """``picked`` tells the folder of a package; the two other buttons are the page's to connect."""

    picked = Signal(Path)

    def __init__(self, shell: Shell) -> None:
        """Make the pane without packages."""
        super().__init__()
        look = shell.look
        self._words = shell.words
        self._packages: tuple[Found, ...] = ()
        self.head, self.list = Text(look, "heading", wrap=True), LineList(look)
        self.again, self.choose = Button(look, "plain", "refresh-cw"), Button(look, "primary", "folder-open")
        self.open = Button(look, "primary", "arrow-right")
        self._card = card(column(self.list, margins=(2, 2, 2, 2)))
        self._card.setMinimumHeight(LEAST)
        self.list.opened.connect(self.picked)
        self.open.clicked.connect(lambda: self.list.activated.emit(self.list.currentIndex()))
        acts = row(0, self.again, self.choose, self.open, spacing=8)
        self.setLayout(column(self.head, self._card, acts, spacing=12))
        self.show_packages(())

    def show_packages(self, found: tuple[Found, ...]) -> None:
        """List packages; nothing is opened before the person says so."""
        self._packages = found
        self._card.setVisible(bool(found))
        self.open.setVisible(bool(found))
        self.choose.become("plain" if found else "primary")
        self.speak()

    def speak(self) -> None:
        """Say every word."""
        say, here = self._words.say, max(self.list.currentIndex().row(), 0)
        self.list.show_lines(found_lines(self._packages, self._words))
        self.list.setCurrentIndex(self.list.lines.index(here, 0))
        self.head.setText(say("ui.opening.found" if self._packages else "ui.opening.found_none"))
        self.again.setText(say("ui.opening.find_again"))
        self.choose.setText(say("ui.opening.choose"))
        self.open.setText(say("ui.opening.open_found"))

    def first(self) -> QWidget:
        """Begin at the list, or at the choice of a folder."""
        return self.list if self._packages else self.choose
