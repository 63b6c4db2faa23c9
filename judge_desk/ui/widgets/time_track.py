"""The track of a clip: how far it has played, where one may go, and where the time limit of the rules runs out."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from judge_desk.ui.look import Look

STEP_MS: Final = 5_000
PAGE_MS: Final = 30_000
HEIGHT: Final = 32
GROOVE: Final = 6
KNOB: Final = 7
"""Radius of the knob in px."""
DASH: Final = 4
LINE: Final = 18
"""Length in px of the line where the limit stands."""
OTHERS: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Comma, Qt.Key.Key_Period)
"""Keys that belong to the clip, not to its track."""


class TimeTrack(QSlider):
    """Its value is the place in ms; ``sought`` tells a place that a person wants to go to."""

    sought = Signal(int)

    def __init__(self, look: Look) -> None:
        """Make a track of no length."""
        super().__init__(Qt.Orientation.Horizontal)
        self._look = look
        self._limit: int | None = None
        self._showing = False
        self.setRange(0, 0)
        self.setSingleStep(STEP_MS)
        self.setPageStep(PAGE_MS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._tell)
        look.changed.connect(self.update)

    @property
    def limit(self) -> int | None:
        """Where the time limit runs out, in ms; None where the clip is no longer than it may be."""
        return self._limit

    def measure(self, length: int, limit: int | None) -> None:
        """Take the length of the clip and its limit in ms; a limit beyond the end is not drawn."""
        self._limit = limit if limit is not None and limit < length else None
        self._showing = True
        self.setRange(0, length)
        self._showing = False
        self.update()

    def show_place(self, place: int) -> None:
        """Show a place in ms, but not while a person drags."""
        if not self.isSliderDown():
            self._showing = True
            self.setValue(place)
            self._showing = False

    @Slot(int)
    def _tell(self, place: int) -> None:
        if not self._showing:
            self.sought.emit(place)

    def sizeHint(self) -> QSize:
        """Give the room of a target that a finger hits."""
        return QSize(200, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Give the least room."""
        return QSize(120, HEIGHT)

    def _at(self, place: int) -> float:
        """Give the x of a place."""
        return KNOB + (self.width() - 2 * KNOB) * (place / self.maximum() if self.maximum() else 0)

    def _place(self, x: float) -> int:
        """Give the place at an x."""
        share = (x - KNOB) / max(1, self.width() - 2 * KNOB)
        return round(self.maximum() * min(1.0, max(0.0, share)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place that is clicked, and follow the mouse from there."""
        if event.button() is Qt.MouseButton.LeftButton and self.maximum():
            self.setSliderDown(True)
            self.setValue(self._place(event.position().x()))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if self.isSliderDown():
            self.setValue(self._place(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel alone: it would move the clip while somebody scrolls."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the arrows, page and end keys; the others are the clip's."""
        if event.key() in OTHERS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint groove, what has played, what lies beyond the limit, and the knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, here = self._look.tokens, self._at(self.value())
        painter.setPen(QPen(QColor(tokens.line_strong), tokens.line_width))
        painter.setBrush(QColor(tokens.surface_2))
        painter.drawRoundedRect(self._piece(0, self.width()), GROOVE / 2, GROOVE / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(self._piece(0, here), GROOVE / 2, GROOVE / 2)
        if self._limit is not None:
            self._paint_limit(painter, self._at(self._limit), here)
        painter.setPen(QPen(QColor(tokens.surface), 2))
        painter.setBrush(QColor(tokens.accent))
        middle = QPointF(here, self.height() / 2)
        painter.drawEllipse(middle, KNOB, KNOB)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _piece(self, start: float, end: float) -> QRectF:
        return QRectF(start, (self.height() - GROOVE) / 2, max(0.0, end - start), GROOVE)

    def _paint_limit(self, painter: QPainter, limit: float, here: float) -> None:
        """Paint what is over the limit: dashes ahead, whole where it has played, after a line that stands out."""
        tokens = self._look.tokens
        painter.setBrush(QColor(tokens.surface))
        painter.drawRect(self._piece(limit, self.width()).adjusted(0, -1, 0, 1))
        painter.setBrush(QColor(tokens.warn))
        if here > limit:
            painter.drawRect(self._piece(limit, here))
        start = max(limit, here)
        while start < self.width():
            painter.drawRect(self._piece(start, min(start + DASH, self.width())))
            start += 2 * DASH
        painter.drawRect(QRectF(limit - 1, (self.height() - LINE) / 2, 2, LINE))
