"""A box to tick, never ticked at first."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from judge_desk.ui.look import Look

BOX: Final = 20
GAP: Final = 8
EDGE: Final = 4


class Tick(QCheckBox):
    """A check box in the font and colours of the look, large enough for a finger."""

    def __init__(self, look: Look) -> None:
        """Make an unticked box without words."""
        super().__init__()
        self._look = look
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setFont(self._look.font("body"))
        self.setMinimumHeight(self._look.px(32))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Give the room of box and words."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(2 * EDGE + self._look.px(BOX) + GAP + words, max(self._look.px(32), self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, its tick, the words, and the ring of the focus around them."""
        painter, tokens, side = QPainter(self), self._look.tokens, self._look.px(BOX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(EDGE, (self.height() - side) // 2, side, side)
        edge = tokens.accent if self.isChecked() else tokens.line_strong
        painter.setPen(QPen(QColor(edge), 2 if self.isChecked() else tokens.line_width))
        painter.setBrush(QColor(tokens.accent if self.isChecked() else tokens.surface))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            inner = side - 4
            picture = self._look.pixmap("check", "on_accent", inner, self.devicePixelRatioF())
            painter.drawPixmap(box.adjusted(2, 2, -2, -2), picture)
        painter.setFont(self.font())
        painter.setPen(QColor(tokens.text if self.isEnabled() else tokens.text_2))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect().adjusted(EDGE + side + GAP, 0, 0, 0), left, self.text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
