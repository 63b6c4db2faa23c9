"""One of several values, none at first: a button as wide as a field, with a menu."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QSizePolicy

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.buttons import Button


class PickField(Button):
    """``picked`` tells the value that was chosen; nothing is chosen before a person does."""

    picked = Signal(str)

    def __init__(self, look: Look) -> None:
        """Make a field without choices."""
        super().__init__(look, "plain", "chevron-down")
        self.value = ""
        self._label, self._empty = "", ""
        self._words: dict[str, str] = {}
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, label: str, empty: str, choices: Sequence[tuple[str, str]]) -> None:
        """Set what it is about, the words for nothing chosen, and the choices (value, word)."""
        self._label, self._empty, self._words = label, empty, dict(choices)
        if self.value not in self._words:
            self.value = ""
        self._menu.clear()
        for value, word in choices:
            self._menu.addAction(word).triggered.connect(partial(self.choose, value))
        self._say()

    def choose(self, value: str, _: bool = False) -> None:
        """Take a choice, or none for an empty value."""
        self.value = value
        self._say()
        self.picked.emit(value)

    def _say(self) -> None:
        word = self._words.get(self.value, self._empty)
        self.setText(word)
        self.setAccessibleName(f"{self._label}: {word}")
