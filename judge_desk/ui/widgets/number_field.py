"""A field for a whole number between two limits; the arrows up and down step, letters are not taken."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit


class NumberField(QLineEdit):
    """Holds a number; what lies outside the limits is brought to the nearer one when the field is left."""

    def __init__(self, least: int, most: int) -> None:
        """Begin with the least."""
        super().__init__(str(least))
        self._least, self._most = least, most
        self.setValidator(QIntValidator(0, most, self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def value(self) -> int:
        """Give the number, within the limits; the least for an empty field."""
        text = self.text()
        return min(max(int(text) if text.isdecimal() else self._least, self._least), self._most)

    def set_value(self, number: int) -> None:
        """Write a number."""
        self.setText(str(min(max(number, self._least), self._most)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrows."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.set_value(self.value() + step)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the number that counts."""
        super().focusOutEvent(event)
        self.set_value(self.value())
