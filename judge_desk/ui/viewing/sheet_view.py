"""Pages under each other: painted from pictures that the viewer draws, moved by wheel, keys and hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from judge_desk.ui.look import Look
from judge_desk.ui.page_geometry import GAP, Band, Geometry
from judge_desk.ui.viewing.page_store import PageStore

STEP: Final = 40
"""px that an arrow or a notch of the wheel moves."""
_OVERLAP: Final = 48
"""px that stay in sight when a windowful is turned."""
_HIT, _NOW = QColor("#FFE26A"), QColor("#FFB04A")
"""Colours of found words; they lie on paper, which is white in every look."""

_MIDDLE: Final = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap

Hits = Mapping[int, list[tuple[int, list[QRectF]]]]
"""By page: the number of each place found, and its rectangles as fractions of the page."""


class SheetView(QAbstractScrollArea):
    """The pages of an open document.

    ``moved`` says that page, place or zoom are others; ``copied`` asks for the words of the page.
    """

    moved = Signal()
    copied = Signal()

    def __init__(self, look: Look) -> None:
        """Show nothing yet; ``unreadable`` are pages that cannot be drawn, ``sorry`` is written on them."""
        super().__init__()
        self._look = look
        self.unreadable: set[int] = set()
        self.sorry = ""
        self.geometry_of_pages = Geometry(((1, 1),))
        self._store: PageStore | None = None
        self._held: QPoint | None = None
        self._hits: Hits = {}
        self._now = -1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("frame", "sheets")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        look.changed.connect(self.viewport().update)

    def show_pages(self, sizes: tuple[tuple[int, int], ...], store: PageStore, pictures: bool) -> None:
        """Show a document from its first page on."""
        self.geometry_of_pages = Geometry(sizes, pictures)
        self._store = store
        self._hits, self._now = {}, -1
        self.unreadable = {number for number, size in enumerate(sizes) if not all(size)}
        store.came.connect(self._repaint_page)
        self._lay()
        self.verticalScrollBar().setValue(0)

    # -- zoom and place -------------------------------------------------------------------------------------------

    @property
    def page(self) -> int:
        """The page that is read: the one that holds a line a third below the upper end."""
        return self.geometry_of_pages.page_at(self.verticalScrollBar().value() + self.viewport().height() // 3)

    @property
    def place(self) -> tuple[int, int]:
        """Page at the upper end, and how much of it is above, in thousandths."""
        pages, top = self.geometry_of_pages, self.verticalScrollBar().value()
        page = pages.page_at(top)
        return page, round((top - pages.tops[page]) * 1000 / pages.boxes[page][1])

    def go_to(self, page: int, thousandths: int = 0) -> None:
        """Show a place."""
        pages = self.geometry_of_pages
        page = min(max(page, 0), len(pages.tops) - 1)
        above = pages.boxes[page][1] * thousandths // 1000 if thousandths else -GAP
        self.verticalScrollBar().setValue(pages.tops[page] + above)

    def zoom_to(self, zoom: str) -> None:
        """Take another zoom; what is at the upper end stays there."""
        page, thousandths = self.place
        self.geometry_of_pages.set_zoom(zoom)
        self._lay()
        self._put_back(page, thousandths)

    def step_zoom(self, step: int) -> None:
        """Make larger (1) or smaller (-1)."""
        self.zoom_to(self.geometry_of_pages.stepped(self.page, step))

    def _put_back(self, page: int, thousandths: int) -> None:
        pages = self.geometry_of_pages
        self.verticalScrollBar().setValue(pages.tops[page] + round(pages.boxes[page][1] * thousandths / 1000))
        across = self.horizontalScrollBar()
        across.setValue(across.maximum() // 2)
        self._moved()

    def _lay(self) -> None:
        pages, room = self.geometry_of_pages, self.viewport().size()
        pages.set_room(room.width(), room.height(), self.devicePixelRatioF())
        for bar, whole, seen in (
            (self.verticalScrollBar(), pages.height, room.height()),
            (self.horizontalScrollBar(), pages.width, room.width()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(max(seen - _OVERLAP, 1))
            bar.setSingleStep(STEP)
        self.viewport().update()

    def _moved(self) -> None:
        self.viewport().update()
        self.moved.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Follow the scroll bars."""
        self._moved()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the pages anew, the same place at the upper end."""
        super().resizeEvent(event)
        if event.size() != event.oldSize():
            page, thousandths = self.place
            self._lay()
            self._put_back(page, thousandths)

    # -- painting -------------------------------------------------------------------------------------------------

    def mark(self, hits: Hits, now: int) -> None:
        """Mark found places; ``now`` is the number of the one that is looked at."""
        self._hits, self._now = hits, now
        self.viewport().update()

    def reveal(self, page: int, rect: QRectF) -> None:
        """Bring a place of a page into sight, if it is not."""
        pages = self.geometry_of_pages
        box = self._spot(page, rect)
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        if not top + GAP <= box.top() <= top + height - 2 * GAP - box.height():
            self.verticalScrollBar().setValue(round(box.top()) - height // 3)
        left, width = self.horizontalScrollBar().value(), self.viewport().width()
        across = pages.left(page) + rect.x() * pages.boxes[page][0]
        if not left <= across <= left + width - GAP:
            self.horizontalScrollBar().setValue(round(across) - width // 3)

    def _spot(self, page: int, rect: QRectF) -> QRectF:
        """Give where a rectangle of a page lies on the whole."""
        pages = self.geometry_of_pages
        width, height = pages.boxes[page]
        left, top = pages.left(page), pages.tops[page]
        return QRectF(
            left + rect.x() * width, top + rect.y() * height, rect.width() * width, rect.height() * height
        )  # fmt: skip

    @property
    def whole(self) -> bool:
        """Say whether everything in sight is drawn."""
        top, store = self.verticalScrollBar().value(), self._store
        bottom = top + self.viewport().height()
        pages = self.geometry_of_pages.seen(top, bottom)
        return store is not None and all(store.get(b) for page in pages for b in self._needed(page, top, bottom))

    def _repaint_page(self, page: int) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight; ask for what is not here yet, and for a windowful more."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._look.tokens.surface_2))
        if self._store is None:
            return
        pages = self.geometry_of_pages
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        painter.translate(-self.horizontalScrollBar().value(), -top)
        wanted = []
        for page in pages.seen(top, top + height):
            self._paint_page(painter, page, top, top + height)
            wanted += self._needed(page, top, top + height)
        for page in pages.seen(top + height, top + 2 * height):
            wanted += self._needed(page, top + height, top + 2 * height)
        self._store.want("view", dict.fromkeys(wanted))
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(QColor(self._look.tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _needed(self, page: int, top: int, bottom: int) -> list[Band]:
        return [] if page in self.unreadable else list(self.geometry_of_pages.bands(page, top, bottom))

    def _paint_page(self, painter: QPainter, page: int, top: int, bottom: int) -> None:
        pages = self.geometry_of_pages
        left, ratio = pages.left(page), self.devicePixelRatioF()
        box = QRect(left, pages.tops[page], *pages.boxes[page])
        painter.setPen(QPen(QColor(self._look.tokens.line), 1))
        painter.setBrush(QColor("white"))
        painter.drawRect(box.adjusted(-1, -1, 0, 0))
        if page in self.unreadable:
            painter.setPen(QColor("#18212C"))  # on white paper in every look
            painter.setFont(self._look.font("body"))
            painter.drawText(box.adjusted(8, 8, -8, -8), _MIDDLE, self.sorry)
            return
        assert self._store is not None
        for band in pages.bands(page, top, bottom):
            picture = self._store.get(band)
            if picture is not None:
                area = QRectF(left, box.top() + band.top / ratio, band.width / ratio, band.height / ratio)
                painter.drawPixmap(area, picture, QRectF(picture.rect()))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for number, rects in self._hits.get(page, ()):
            for rect in rects:
                painter.fillRect(self._spot(page, rect).adjusted(-1, -1, 1, 1), _NOW if number == self._now else _HIT)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    # -- hands and keys -------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages, go to the ends, copy the words of the page."""
        bar, across, key = self.verticalScrollBar(), self.horizontalScrollBar(), event.key()
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        leaf = bar.pageStep()
        moves: dict[int, Any] = {
            Qt.Key.Key_PageDown: leaf, Qt.Key.Key_PageUp: -leaf, Qt.Key.Key_Space: -leaf if back else leaf,
            Qt.Key.Key_Down: STEP, Qt.Key.Key_Up: -STEP, Qt.Key.Key_Home: -bar.maximum(), Qt.Key.Key_End: bar.maximum(),
        }  # fmt: skip
        if key in moves:
            bar.setValue(bar.value() + moves[key])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            if across.maximum():
                across.setValue(across.value() + step * STEP)
            else:
                self.go_to(self.page + step)
        elif key == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.copied.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the paper."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the paper with the hand."""
        if self._held is not None:
            by = event.position().toPoint() - self._held
            self._held = event.position().toPoint()
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - by.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - by.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the paper go."""
        self._held = None
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()
