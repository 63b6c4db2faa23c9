"""Shows the pages of a PDF of our own making: in a pane, and large in a dialog.

Papers of strangers never come here: they are opened in the viewer's own process.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractScrollArea

from judge_desk.ui.look import Look

MARGIN: Final = 12
ZOOMS: Final = (1.0, 1.25, 1.5, 2.0, 3.0)
"""Widths of a page in widths of the pane."""
SCROLL: Final = 40
KEPT: Final = 8
"""Page pictures that are kept."""


class Paper(QObject):
    """A PDF from memory."""

    def __init__(self, data: bytes) -> None:
        """Read a PDF that this program made.

        Raises:
            ValueError: it is none.
        """
        super().__init__()
        self._data = QByteArray(data)
        self._buffer = QBuffer(self._data, self)
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(self)
        self._document.load(self._buffer)
        if self._document.status() is not QPdfDocument.Status.Ready:
            raise ValueError(self._document.error().name)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._document.pageCount()

    def upright(self, page: int) -> bool:
        """Say whether a page is higher than wide."""
        size = self._document.pagePointSize(page)
        return size.height() >= size.width()

    def height_for(self, page: int, width: int) -> int:
        """Give the height of a page in px at a width."""
        size = self._document.pagePointSize(page)
        return round(width * size.height() / size.width())

    def picture(self, page: int, width: int) -> QImage:
        """Draw a page, black on white, at a width in px."""
        size = QSize(width, self.height_for(page, width))
        drawn = QImage(size, QImage.Format.Format_RGB32)
        drawn.fill(Qt.GlobalColor.white)
        painter = QPainter(drawn)
        painter.drawImage(0, 0, self._document.render(page, size))
        painter.end()
        return drawn

    def picture_at(self, page: int, dots: int) -> QImage:
        """Draw a page at a resolution in dots per inch."""
        return self.picture(page, round(self._document.pagePointSize(page).width() * dots / 72))

    def text(self, page: int) -> str:
        """Give the words of a page, for a screen reader."""
        return self._document.getAllText(page).text()


class PdfPreview(QAbstractScrollArea):
    """Pages under each other; ``turned`` tells the page that is shown and how many there are.

    Arrows scroll, Page Up and Page Down turn pages, plus and minus zoom, a click or Enter asks for a larger view.
    """

    turned = Signal(int, int)
    enlarged = Signal()

    def __init__(self, look: Look) -> None:
        """Make an empty pane."""
        super().__init__()
        self._look = look
        self._paper: Paper | None = None
        self._zoom = 0
        self._pictures: dict[tuple[int, int], QPixmap] = {}
        self._page = 0
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        look.changed.connect(self.viewport().update)

    def show_paper(self, paper: Paper | None) -> None:
        """Show a paper from its first page, or nothing."""
        self._paper = paper
        self._pictures.clear()
        self._page = 0
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self._tell()
        self.viewport().update()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._paper.pages if self._paper else 0

    @property
    def page(self) -> int:
        """The page that is shown, from 0."""
        return self._page

    def turn(self, page: int) -> None:
        """Show a page from its top."""
        if 0 <= page < self.pages:
            self.verticalScrollBar().setValue(self._tops()[page] - MARGIN)

    def zoom(self, step: int) -> None:
        """Show pages larger or smaller by so many steps."""
        self._zoom = min(max(self._zoom + step, 0), len(ZOOMS) - 1)
        page = self._page
        self._pictures.clear()
        self._arrange()
        self.turn(page)
        self.viewport().update()

    def _width(self) -> int:
        return max(round((self.viewport().width() - 2 * MARGIN) * ZOOMS[self._zoom]), 40)

    def _tops(self) -> list[int]:
        """Give the upper edge of every page, and the end of the last one."""
        tops, width = [MARGIN], self._width()
        for number in range(self.pages):
            assert self._paper is not None
            tops.append(tops[-1] + self._paper.height_for(number, width) + MARGIN)
        return tops

    def _arrange(self) -> None:
        high = self._tops()[-1] - self.viewport().height() if self._paper else 0
        wide = self._width() + 2 * MARGIN - self.viewport().width()
        for bar, room, page in (
            (self.verticalScrollBar(), high, self.viewport().height()),
            (self.horizontalScrollBar(), wide, self.viewport().width()),
        ):
            bar.setRange(0, max(room, 0))
            bar.setPageStep(page)
            bar.setSingleStep(SCROLL)

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = max((number for number, top in enumerate(self._tops()[:-1]) if top <= middle), default=0)
        if page != self._page:
            self._page = page
            self._tell()
        self.viewport().update()

    def _tell(self) -> None:
        self.setAccessibleDescription(self._paper.text(self._page) if self._paper else "")
        self.turned.emit(self._page, self.pages)

    def _picture(self, page: int, width: int) -> QPixmap:
        ratio = self.devicePixelRatioF()
        key = (page, round(width * ratio))
        if key not in self._pictures:
            assert self._paper is not None
            if len(self._pictures) >= KEPT:
                self._pictures.clear()
            picture = QPixmap.fromImage(self._paper.picture(page, key[1]))
            picture.setDevicePixelRatio(ratio)
            self._pictures[key] = picture
        return self._pictures[key]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages that can be seen."""
        painter, tokens, view = QPainter(self.viewport()), self._look.tokens, self.viewport().rect()
        painter.fillRect(view, QColor(tokens.surface_2))
        corner = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        width, tops = self._width(), self._tops()
        for page in range(self.pages):
            rect = QRect(MARGIN, tops[page], width, tops[page + 1] - tops[page] - MARGIN).translated(-corner)
            if rect.intersects(view):
                painter.drawPixmap(rect, self._picture(page, width))
                painter.setPen(QPen(QColor(tokens.line), 1))
                painter.drawRect(rect)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(view.adjusted(1, 1, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        page = self._page
        self._arrange()
        self.turn(page)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a hand over the pages: a click asks for a larger view."""
        if event.type() == QEvent.Type.Enter and self._paper is not None:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the click; it counts when the button is let go."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for a larger view."""
        if self._paper is not None and event.button() is Qt.MouseButton.LeftButton:
            self.enlarged.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn, zoom, enlarge."""
        key = Qt.Key(event.key())
        turns = {
            Qt.Key.Key_PageDown: self._page + 1, Qt.Key.Key_PageUp: self._page - 1,
            Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.pages - 1,
        }  # fmt: skip
        zooms = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        if key in turns:
            self.turn(turns[key])
        elif key in zooms:
            self.zoom(zooms[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enlarged.emit()
        else:
            super().keyPressEvent(event)
