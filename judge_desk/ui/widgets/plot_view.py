"""A plot in a window: the same drawing as on paper, in the colours and type of the look."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QFontInfo, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from judge_desk.desks.plotting import PlotColours, PlotValues, picture_of
from judge_desk.ui.look import Look


class PlotView(QWidget):
    """A plot as wide as there is room; a screen reader reads the sentence under it and the table beside it."""

    def __init__(self, look: Look) -> None:
        """Make a view without a plot."""
        super().__init__()
        self._look = look
        self._plot: PlotValues | None = None
        self._drawn = QSvgRenderer(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._draw)

    def show_plot(self, plot: PlotValues | None, name: str, words: str) -> None:
        """Show a plot, or nothing; ``words`` says the same numbers."""
        self._plot = plot
        self.setAccessibleName(name)
        self.setAccessibleDescription(words)
        self._draw()

    def _colours(self) -> PlotColours:
        each = self._look.tokens
        return PlotColours(each.text, each.text_2, each.line_strong, each.accent, each.stop, each.surface)

    def _draw(self) -> None:
        """Draw anew for this width and look, and be as high as the drawing."""
        if self._plot is None or self.width() < 80:
            return
        size = QFontInfo(self._look.font("caption")).pixelSize()
        line = self._look.line("caption")
        svg, height = picture_of(self._plot, self.width(), size, line, self._colours())
        self._drawn.load(QByteArray(svg))
        self.setFixedHeight(height)
        self.update()

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(320, max(self.height(), 80))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the drawing."""
        if self._plot is not None and self._drawn.isValid():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._drawn.render(painter, QRectF(0, 0, self.width(), self.height()))
