"""The seed of a lot in the style of a code, to be read aloud, compared and copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel

from judge_desk.ui.look import Look


class SeedBlock(QLabel):
    """Large letters on a quiet ground; it wraps where a seed is long."""

    def __init__(self, look: Look) -> None:
        """Make an empty block."""
        super().__init__()
        self._look = look
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        by = Qt.TextInteractionFlag
        self.setTextInteractionFlags(by.TextSelectableByMouse | by.TextSelectableByKeyboard)
        self.setMargin(12)
        look.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        font = self._look.font("total")
        font.setPointSizeF(19 * self._look.scale)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1)
        self.setFont(font)
        self.update()

    def show_seed(self, seed: str, name: str) -> None:
        """Show a seed; ``name`` says what it is for a screen reader."""
        self.setText(seed)
        self.setAccessibleName(f"{name}: {' '.join(seed)}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, then the letters."""
        painter, tokens = QPainter(self), self._look.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tokens.accent if self.hasFocus() else tokens.line if tokens.line_width > 1 else tokens.surface_2
        painter.setPen(QPen(QColor(edge), 2))
        painter.setBrush(QColor(tokens.surface_2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        painter.end()
        super().paintEvent(event)
