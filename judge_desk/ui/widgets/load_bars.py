"""How many entries each seat marks: a bar for each with its number on top, the seats under the axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from judge_desk.ui.look import Look

ROOM: Final = 72
CENTRE: Final = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class LoadBars(QWidget):
    """Painted bars; a number or a seat that would touch its neighbour is left away, and stands in the words."""

    def __init__(self, look: Look) -> None:
        """Begin without seats."""
        super().__init__()
        self._look = look
        self._loads: tuple[tuple[int, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._follow)

    def _follow(self) -> None:
        self.updateGeometry()
        self.update()

    def show_loads(self, loads: Sequence[tuple[int, int]], name: str, words: str) -> None:
        """Show (seat, entries) pairs; ``words`` says the same numbers for a screen reader."""
        self._loads = tuple(loads)
        self.setAccessibleName(f"{name}. {words}")
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Give the room for bars, numbers and seats."""
        return QSize(240, self._look.px(ROOM) + 2 * self._look.line("caption") + 4)

    def minimumSizeHint(self) -> QSize:
        """Bars are never squeezed flat."""
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axis, bars, numbers and seats."""
        painter, look, line = QPainter(self), self._look, self._look.line("caption")
        painter.setFont(look.font("caption"))
        base = self.height() - line - 4
        painter.setPen(QPen(QColor(look.colour("line_strong")), 1))
        painter.drawLine(0, base, self.width(), base)
        if not self._loads:
            return
        metrics = QFontMetrics(look.font("caption"))
        most = max(count for _, count in self._loads) or 1
        step = self.width() / len(self._loads)
        every = max(1, -(-(metrics.horizontalAdvance(str(most)) + 6) // max(int(step), 1)))
        for number, (seat, count) in enumerate(self._loads):
            left, right = int(number * step), int((number + 1) * step)
            gap = min(6, max(1, (right - left) // 4))
            height = max((base - line) * count // most, 2 if count else 0)
            bar = QRect(left + gap // 2, base - height, max(2, right - left - gap), height)
            painter.fillRect(bar, QColor(look.colour("accent")))
            if number % every:
                continue
            middle = (left + right) // 2
            painter.setPen(QColor(look.colour("text")))
            painter.drawText(QRect(middle - 30, base - height - line, 60, line), CENTRE, str(count))
            painter.setPen(QColor(look.colour("text_2")))
            painter.drawText(QRect(middle - 30, base + 3, 60, line), CENTRE, str(seat))
