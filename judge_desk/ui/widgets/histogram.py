"""How marks are spread: bars with their number on top over an axis; the same numbers in words for a screen reader."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from judge_desk.ui.look import Look

Bars = tuple[tuple[Fraction, Fraction, int], ...]
"""Low edge, high edge and number of each bar, from left to right without gaps."""
BAR_ROOM: Final = 72
GAP: Final = 6
CENTRE: Final = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class Histogram(QWidget):
    """Painted bars; a label under an edge is left away where it would touch the one before."""

    def __init__(self, look: Look) -> None:
        """Begin without bars."""
        super().__init__()
        self._look = look
        self._bars: Bars = ()
        self._edges: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._follow)

    def _follow(self) -> None:
        self.updateGeometry()
        self.update()

    def show_bars(self, bars: Bars, edges: list[str], name: str, words: str) -> None:
        """Show bars; ``edges`` are the labels of all edges, ``words`` says the same numbers."""
        self._bars, self._edges = bars, edges
        self.setAccessibleName(name)
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Give the room for bars, numbers and labels."""
        return QSize(240, BAR_ROOM + 2 * self._look.line("caption") + 4)

    def minimumSizeHint(self) -> QSize:
        """Bars are never squeezed flat."""
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axis, bars, numbers and labels."""
        painter = QPainter(self)
        look, line = self._look, self._look.line("caption")
        painter.setFont(look.font("caption"))
        base = self.height() - line - 4
        painter.setPen(QPen(QColor(look.colour("line_strong")), 1))
        painter.drawLine(0, base, self.width(), base)
        if not self._bars:
            return
        metrics = QFontMetrics(look.font("caption"))
        side = max(metrics.horizontalAdvance(each) for each in (self._edges[0], self._edges[-1])) // 2 + 2
        room = self.width() - 2 * side
        places = [side + room * number // len(self._bars) for number in range(len(self._bars) + 1)]
        self._columns(painter, places, base, line)
        self._labels(painter, metrics, places, base)

    def _columns(self, painter: QPainter, places: list[int], base: int, line: int) -> None:
        tallest = max(count for _, _, count in self._bars) or 1
        gap = min(GAP, (places[1] - places[0]) // 3)
        for number, (_, _, count) in enumerate(self._bars):
            if not count:
                continue
            left, right = places[number] + gap // 2, places[number + 1] - (gap - gap // 2)
            height = max((base - line) * count // tallest, 2)
            painter.fillRect(left, base - height, right - left, height, QColor(self._look.colour("accent")))
            painter.setPen(QColor(self._look.colour("text")))
            painter.drawText(QRect(left - 20, base - height - line, right - left + 40, line), CENTRE, str(count))

    def _labels(self, painter: QPainter, metrics: QFontMetrics, places: list[int], base: int) -> None:
        painter.setPen(QColor(self._look.colour("text_2")))
        free = -1
        for place, label in zip(places, self._edges, strict=True):
            width = metrics.horizontalAdvance(label)
            left = place - width // 2
            if left > free:
                painter.drawText(QRect(left, base + 3, width + 1, self._look.line("caption")), CENTRE, label)
                free = left + width + 6
