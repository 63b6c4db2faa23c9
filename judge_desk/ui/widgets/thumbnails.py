"""The pages of a document as small pictures in a list; a click goes to the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from judge_desk.ui.look import Look
from judge_desk.ui.page_geometry import Band
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
WIDTH: Final = 132
_PICTURE: Final = 92
_MARGIN: Final = 8


class PictureStore(Protocol):
    """Where the small pictures come from; ``came`` tells the page of one that is there now."""

    @property
    def came(self) -> SignalInstance:
        """Give the signal."""

    def get(self, band: Band) -> QPixmap | None:
        """Give a picture, None while it is not there."""

    def want(self, who: str, bands: Iterable[Band]) -> None:
        """Say which pictures are wanted now, the most urgent first."""


class PageList(QAbstractListModel):
    """The pages by number."""

    def __init__(self, words: Words, pictures: bool, sizes: tuple[tuple[int, int], ...]) -> None:
        """Take the sizes of the pages."""
        super().__init__()
        self._words = words
        self._pictures = pictures
        self.sizes = sizes

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the pages."""
        return 0 if parent is not None and parent.isValid() else len(self.sizes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the number, and for a screen reader what it is the number of."""
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            kind = "picture" if self._pictures else "page"
            return self._words.say(f"ui.reading.place.{kind}", number=index.row() + 1, total=len(self.sizes))
        return None


class _Painter(QStyledItemDelegate):
    """Paints a page and its number."""

    def __init__(self, view: Thumbnails) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._view.size_of(index.row())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        self._view.paint_page(painter, area, index.row(), index.row() == self._view.currentIndex().row())


class Thumbnails(QListView):
    """The list; ``chosen`` tells the page that was clicked or gone to with the keys."""

    chosen = Signal(int)

    def __init__(self, words: Words, look: Look) -> None:
        """Make an empty list."""
        super().__init__()
        self._words, self._look = words, look
        self._store: PictureStore | None = None
        self._pages: PageList | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Painter(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(False)
        self.setFixedWidth(WIDTH)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.activated.connect(lambda index: self.chosen.emit(index.row()))
        look.changed.connect(self._follow)

    def show_pages(self, sizes: tuple[tuple[int, int], ...], store: PictureStore, pictures: bool) -> None:
        """Show the pages of a document."""
        self._store = store
        self._pages = PageList(self._words, pictures, sizes)
        self.setModel(self._pages)
        store.came.connect(self.viewport().update)

    def go_to(self, page: int) -> None:
        """Mark the page that is read."""
        if self._pages is not None and self.currentIndex().row() != page:
            self.setCurrentIndex(self._pages.index(page))

    def _follow(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _band(self, page: int) -> Band:
        assert self._pages is not None
        width, height = self._pages.sizes[page]
        ratio = self.devicePixelRatioF()
        wide = round(min(_PICTURE, _PICTURE * 1.5 * width / max(height, 1)) * ratio) if width else 0
        return Band(page, max(wide, 1), 0, max(1, round(height * max(wide, 1) / max(width, 1))))

    def size_of(self, page: int) -> QSize:
        """Give the room of a page and its number."""
        height = self._band(page).height / self.devicePixelRatioF()
        return QSize(WIDTH - 16, round(height) + self._look.line("caption") + 2 * _MARGIN)

    def paint_page(self, painter: QPainter, area: QRect, page: int, now: bool) -> None:
        """Paint a page; the one that is read has a frame, a thicker one while the keys are here."""
        band, ratio, tokens = self._band(page), self.devicePixelRatioF(), self._look.tokens
        width, height = band.width / ratio, band.height / ratio
        box = QRectF(area.center().x() - width / 2, area.top() + _MARGIN, width, height)
        wide = 4 if now and self.hasFocus() else 2 if now else 1
        painter.setPen(QPen(QColor(tokens.accent if now else tokens.line_strong), wide))
        painter.setBrush(QColor("white"))
        painter.drawRect(box.adjusted(-1, -1, 1, 1))
        picture = self._store.get(band) if self._store is not None else None
        if picture is not None:
            painter.drawPixmap(box, picture, QRectF(picture.rect()))
        painter.setFont(self._look.font("caption_strong" if now else "caption"))
        painter.setPen(QColor(tokens.accent if now else tokens.text))
        foot = QRectF(area.left(), box.bottom() + 2, area.width(), self._look.line("caption"))
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, str(page + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and ask for the pages in sight."""
        super().paintEvent(event)
        if self._store is None or self._pages is None:
            return
        page, wanted = self.indexAt(self.viewport().rect().topLeft()).row(), []
        while 0 <= page < len(self._pages.sizes):
            if self.visualRect(self._pages.index(page)).top() > self.viewport().height():
                break
            wanted += [self._band(page)] if all(self._pages.sizes[page]) else []
            page += 1
        self._store.want("thumbnails", wanted)
