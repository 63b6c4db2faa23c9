"""Shows the pages of a PDF of our own making: in a pane, and large in a dialog.

Papers of strangers never come here: they are opened in the viewer's own process.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QObject,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtWidgets import QAbstractScrollArea

from judge_desk.ui.look import Look
from judge_desk.ui.paper_outline import Heading, outline_of
from judge_desk.ui.viewer.folding import find, fold

MARGIN: Final = 12
ZOOMS: Final = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Widths of a page in widths of the pane."""
WHOLE_WIDTH: Final = ZOOMS.index(1.0)
SCROLL: Final = 40
KEPT: Final = 8
"""Page pictures that are kept."""
FULL_SIZE: Final = 96 / 72
"""px of a point where a page is shown as large as it is."""

Hits = Mapping[int, Sequence[tuple[int, Sequence[QRectF]]]]
"""Places that were found, by page: number, and where it stands in points."""


class Paper(QObject):
    """A PDF from memory; ``name`` is what its file would be called, empty where that is for others to say."""

    def __init__(self, data: bytes, name: str = "") -> None:
        """Read a PDF that this program made.

        Raises:
            ValueError: it is none.
        """
        super().__init__()
        self.data, self.name = data, name
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

    def size_at(self, page: int, dots: int) -> QSize:
        """Give the size of a page in px at a resolution in dots per inch."""
        width = round(self._document.pagePointSize(page).width() * dots / 72)
        return QSize(width, self.height_for(page, width))

    def drawer(self, parent: QObject) -> QPdfPageRenderer:
        """Give what draws pages in a thread of its own, on nothing: they are to be laid on white."""
        drawer = QPdfPageRenderer(parent)
        drawer.setDocument(self._document)
        drawer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        return drawer

    def text(self, page: int) -> str:
        """Give the words of a page, for a screen reader."""
        return self._document.getAllText(page).text()

    def points(self, page: int) -> tuple[int, int]:
        """Give width and height of a page in whole points."""
        size = self._document.pagePointSize(page)
        return round(size.width()), round(size.height())

    def places(self, page: int, wanted: str) -> list[list[QRectF]]:
        """Find words on a page as people type them, without case and accents; gives the boxes of each place."""
        folded, places = fold(self.text(page))
        found = []
        for begin, length in find(wanted, folded, places):
            bounds = self._document.getSelectionAtIndex(page, begin, length).bounds()
            found.append([each.boundingRect() for each in bounds])
        return [each for each in found if each]

    def outline(self) -> tuple[Heading, ...]:
        """Give the headings, in order."""
        return outline_of(self._document)


class PdfPreview(QAbstractScrollArea):
    """Pages under each other; ``turned`` tells the page that is shown and how many there are.

    Arrows scroll, Page Up and Page Down turn pages, plus and minus zoom, W and P fit the width and the whole page, a
    click or Enter asks for a larger view. ``zoomed`` tells the size in hundredths of the paper's own.
    """

    turned = Signal(int, int)
    zoomed = Signal(int)
    enlarged = Signal()

    def __init__(self, look: Look) -> None:
        """Make an empty pane."""
        super().__init__()
        self._look = look
        self._paper: Paper | None = None
        self._zoom = WHOLE_WIDTH
        self._whole = False
        self._hits: Hits = {}
        self._hit = -1
        self._laid: tuple[int, list[int]] = (0, [])
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
        self._laid = (0, [])
        self._hits, self._hit = {}, -1
        self._page = 0
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self._tell()
        self._tell_zoom()
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
        if self._whole:
            room = self.viewport().width() - 2 * MARGIN
            self._zoom = max(bisect_right(ZOOMS, self._width() / max(room, 1)) - 1, 0)
        self._whole = False
        self._zoom = min(max(self._zoom + step, 0), len(ZOOMS) - 1)
        self._lay()

    def fit(self, whole: bool) -> None:
        """Let the pages be as wide as the pane, or let whole pages be seen."""
        self._whole, self._zoom = whole, WHOLE_WIDTH
        self._lay()

    def _lay(self) -> None:
        page = self._page
        self._pictures.clear()
        self._arrange()
        self.turn(page)
        self.viewport().update()
        self._tell_zoom()

    @property
    def percent(self) -> int:
        """How large the page is shown, in hundredths of its own size."""
        if self._paper is None:
            return 100
        return round(100 * self._width() / (self._paper.points(self._page)[0] * FULL_SIZE))

    def _tell_zoom(self) -> None:
        if self._paper is not None:
            self.zoomed.emit(self.percent)

    def _width(self) -> int:
        room = self.viewport().width() - 2 * MARGIN
        wanted = room * ZOOMS[self._zoom]
        if self._whole and self._paper is not None:
            width, height = self._paper.points(self._page)
            wanted = min(room, (self.viewport().height() - 2 * MARGIN) * width / max(height, 1))
        return max(round(wanted), 40)

    def _left(self) -> int:
        """Give the left edge of the pages: those that are narrower than the pane stand in its middle."""
        return max((self.viewport().width() - self._width()) // 2, MARGIN)

    def _tops(self) -> list[int]:
        """Give the upper edge of every page, and the end of the last one."""
        width = self._width()
        if self._laid[0] != width:
            tops = [MARGIN]
            for number in range(self.pages):
                assert self._paper is not None
                tops.append(tops[-1] + self._paper.height_for(number, width) + MARGIN)
            self._laid = (width, tops)
        return self._laid[1]

    def show_hits(self, hits: Hits, now: int) -> None:
        """Mark the places that were found; the one of that number stands out."""
        self._hits, self._hit = hits, now
        self.viewport().update()

    def show_place(self, page: int, box: QRectF) -> None:
        """Bring a place into sight."""
        assert self._paper is not None
        scale = self._width() / self._paper.points(page)[0]
        at = self._tops()[page] + round(box.center().y() * scale)
        top, high = self.verticalScrollBar().value(), self.viewport().height()
        if not top + high // 8 <= at <= top + high * 7 // 8:
            self.verticalScrollBar().setValue(at - high // 3)
        across, wide = self._left() + round(box.center().x() * scale), self.viewport().width()
        if not self.horizontalScrollBar().value() <= across <= self.horizontalScrollBar().value() + wide:
            self.horizontalScrollBar().setValue(across - wide // 2)

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
        page = max(min(bisect_right(self._tops(), middle), self.pages) - 1, 0)
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
        width, tops, left = self._width(), self._tops(), self._left()
        for page in range(max(bisect_right(tops, corner.y()) - 1, 0), self.pages):
            rect = QRect(left, tops[page], width, tops[page + 1] - tops[page] - MARGIN).translated(-corner)
            if rect.top() > view.bottom():
                break
            painter.drawPixmap(rect, self._picture(page, width))
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect)
            self._paint_hits(painter, page, rect)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(view.adjusted(1, 1, -1, -1))

    def _paint_hits(self, painter: QPainter, page: int, rect: QRect) -> None:
        """Mark what was found on a page; the paper is white whatever the look is, and so are the marks for white."""
        if page not in self._hits or self._paper is None:
            return
        scale = rect.width() / self._paper.points(page)[0]
        for number, boxes in self._hits[page]:
            now = number == self._hit
            painter.setPen(QPen(QColor(130, 70, 0), 2 if now else 1))
            painter.setBrush(QColor(255, 150, 0, 120) if now else QColor(255, 225, 0, 90))
            for box in boxes:
                place = QRectF(box.x() * scale, box.y() * scale, box.width() * scale, box.height() * scale)
                painter.drawRect(place.translated(rect.left(), rect.top()).adjusted(-2, -2, 2, 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        page = self._page
        self._arrange()
        self.turn(page)
        self._tell_zoom()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl held down, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

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
        elif key in (Qt.Key.Key_W, Qt.Key.Key_P) and not event.modifiers():
            self.fit(whole=key == Qt.Key.Key_P)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enlarged.emit()
        else:
            super().keyPressEvent(event)
