"""One of many values, chosen from a menu: the button says what it is about and what is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.buttons import Button


class MenuChoice(Button):
    """``picked`` tells the value that was chosen; the first choice is the one in effect at the beginning."""

    picked = Signal(str)

    def __init__(self, look: Look) -> None:
        """Make a button without choices."""
        super().__init__(look, "plain", "chevron-down")
        self.value = ""
        self._label = ""
        self._words: dict[str, str] = {}
        self._menu = QMenu(self)
        self.setMenu(self._menu)

    def tell(self, label: str, choices: Sequence[tuple[str, str]]) -> None:
        """Set the label and the choices (value, word); a value that is no choice any more gives way to the first."""
        self._label, self._words = label, dict(choices)
        if self.value not in self._words:
            self.value = choices[0][0] if choices else ""
        self._menu.clear()
        for value, word in choices:
            action = self._menu.addAction(word)
            action.setCheckable(True)
            action.setChecked(value == self.value)
            action.triggered.connect(partial(self.choose, value))
        self._say()

    def choose(self, value: str) -> None:
        """Take a choice."""
        self.value = value
        for action, each in zip(self._menu.actions(), self._words, strict=True):
            action.setChecked(each == value)
        self._say()
        self.picked.emit(value)

    def _say(self) -> None:
        self.setText(f"{self._label}: {self._words.get(self.value, '')}")
