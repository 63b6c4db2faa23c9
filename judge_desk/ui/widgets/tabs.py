"""Tabs: a row of words over a stack of panes; the left and right arrows go from word to word."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Rule


class Tabs(QWidget):
    """Panes by name, one at a time; ``turned`` tells the name of the pane that is shown."""

    turned = Signal(str)

    def __init__(self, look: Look, names: tuple[str, ...]) -> None:
        """Make a tab for each name, the first one open."""
        super().__init__()
        self.buttons = {name: Button(look, "tab") for name in names}
        self.stack = QStackedWidget()
        self._panes: dict[str, QWidget] = {}
        for name, button in self.buttons.items():
            button.setAutoExclusive(True)
            button.clicked.connect(partial(self.turn, name))
        self._head = row(*self.buttons.values(), 0, margins=(8, 0, 8, 0))
        self.setLayout(column(self._head, Rule(), self.stack))
        self.buttons[names[0]].setChecked(True)

    def put(self, name: str, pane: QWidget) -> None:
        """Put a pane under a tab."""
        self._panes[name] = pane
        self.stack.addWidget(pane)

    def take(self, name: str) -> QWidget:
        """Take a pane away from its tab."""
        pane = self._panes.pop(name)
        self.stack.removeWidget(pane)
        return pane

    def tell(self, name: str, word: str) -> None:
        """Set the word of a tab."""
        self.buttons[name].setText(word)

    @property
    def shown(self) -> str:
        """The name of the tab that is open."""
        return next(name for name, button in self.buttons.items() if button.isChecked())

    def turn(self, name: str) -> None:
        """Open a tab."""
        self.buttons[name].setChecked(True)
        if name in self._panes:
            self.stack.setCurrentWidget(self._panes[name])
        self.turned.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next tab with the arrows."""
        names = [name for name, button in self.buttons.items() if button.isVisible()]
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and self.shown in names and any(each.hasFocus() for each in self.buttons.values()):
            name = names[(names.index(self.shown) + step) % len(names)]
            self.turn(name)
            self.buttons[name].setFocus()
            return
        super().keyPressEvent(event)
