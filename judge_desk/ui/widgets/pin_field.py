"""A PIN in six boxes: one field, so that pasting, the arrows and a screen reader work as everywhere."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QValidator
from PySide6.QtWidgets import QLineEdit

from judge_desk.ui.look import Look

DIGITS: Final = 6
DECIMAL: Final = frozenset("0123456789")
GAP: Final = 8


class Digits(QValidator):
    """Takes the first six digits of whatever is typed or pasted, also out of "123 456"."""

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Leave out everything else."""
        before = sum(each in DECIMAL for each in text[:place])
        digits = "".join(each for each in text if each in DECIMAL)[:DIGITS]
        return QValidator.State.Acceptable, digits, min(before, DIGITS)


class PinField(QLineEdit):
    """Holds up to six digits; each is a dot until the digits are asked for."""

    def __init__(self, look: Look) -> None:
        """Make an empty field."""
        super().__init__()
        self._look = look
        self._shown = False
        self.setProperty("boxes", True)
        self.setValidator(Digits(self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhHiddenText)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.textChanged.connect(lambda _: self.update())
        self.cursorPositionChanged.connect(lambda *_: self.update())
        look.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setFont(self._look.font("mark"))
        self.setFixedSize(self.sizeHint())

    @property
    def pin(self) -> str:
        """What was typed; whole with six digits."""
        return self.text()

    def show_digits(self, on: bool) -> None:
        """Show the digits, or dots."""
        self._shown = on
        self.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self.update()

    def _box(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(max(40, metrics.horizontalAdvance("0") + 24), max(44, metrics.height() + 16))

    def sizeHint(self) -> QSize:
        """Give the room of six boxes."""
        box = self._box()
        return QSize(DIGITS * (box.width() + GAP) - GAP + 4, box.height() + 4)

    def minimumSizeHint(self) -> QSize:
        """Six boxes are the least, too."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the boxes; the one that takes the next digit has the ring of the focus."""
        painter, tokens, box = QPainter(self), self._look.tokens, self._box()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        text, here = self.text(), min(self.cursorPosition(), DIGITS - 1)
        for number in range(DIGITS):
            rect = QRect(2 + number * (box.width() + GAP), 2, box.width(), box.height())
            focused = self.hasFocus() and number == here
            pen = QPen(QColor(tokens.accent if focused else tokens.line_strong), 2 if focused else tokens.line_width)
            painter.setPen(pen)
            painter.setBrush(QColor(tokens.surface if self.isEnabled() else tokens.surface_2))
            painter.drawRoundedRect(rect, 6, 6)
            if number < len(text):
                painter.setPen(QColor(tokens.text))
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text[number] if self._shown else "●")
