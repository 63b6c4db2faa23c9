"""Shows who may not mark what: one painted sign for each pair, entry and seat frozen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from judge_desk.ui.look import Look
from judge_desk.ui.models.recusal_model import PAIRS, Pair, RecusalModel
from judge_desk.ui.widgets.code_header import FixedHead
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
ROW: Final = 34
WIDTH: Final = 44
ENTRY: Final = 240
"""px of the widest head of a row; a longer title is cut there and stands in the panel."""


class RecusalDelegate(QStyledItemDelegate):
    """Paints a pair; colours and pictures are held until the look changes."""

    def __init__(self, look: Look, model: RecusalModel, view: QTableView) -> None:
        """Paint the pairs of a model in a view."""
        super().__init__(view)
        self._look, self._model, self._view = look, model, view
        self.refresh()

    def refresh(self) -> None:
        """Fetch colours and pictures again."""
        ratio = self._view.devicePixelRatioF()
        self._icons = {pair: self._look.pixmap(icon, tone, 16, ratio) for pair, (icon, tone) in PAIRS.items()}
        names = ("surface", "line", "text_2", "accent", "accent_soft")
        self._colours = {name: QColor(getattr(self._look.tokens, name)) for name in names}
        self._size, self._font = self._look.px(16), self._look.font("body")
        self._line = QPen(self._colours["line"], 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one pair."""
        rect: QRect = option.rect
        here = index == self._view.currentIndex()
        painter.fillRect(rect, self._colours["accent_soft" if here else "surface"])
        painter.setPen(self._line)
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        pair = self._model.pair(index.row(), index.column())
        if pair is Pair.FREE:
            painter.setPen(self._colours["text_2"])
            painter.setFont(self._font)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "·")
        else:
            left = rect.left() + (rect.width() - self._size) // 2
            painter.drawPixmap(left, rect.top() + (rect.height() - self._size) // 2, self._icons[pair])
        if here:
            painter.setPen(QPen(self._colours["accent"], 2 if self._view.hasFocus() else 1))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of every row; the view knows the widths."""
        return QSize(0, self._look.px(ROW))


class RecusalTable(QTableView):
    """The table; ``chosen`` tells that another pair is the current one."""

    chosen = Signal()

    def __init__(self, words: Words, look: Look) -> None:
        """Make an empty table."""
        super().__init__()
        self._look = look
        self.pairs = RecusalModel(words, self)
        self._delegate = RecusalDelegate(look, self.pairs, self)
        self.setModel(self.pairs)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalHeader(FixedHead(Qt.Orientation.Vertical, self))
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        look.changed.connect(self.fit)
        words.changed.connect(self.pairs.forget_words)
        self.fit()

    def call(self, name: str) -> None:
        """Say what the table is; its corner, which is no button of ours, is called so too."""
        self.setAccessibleName(name)
        for corner in self.findChildren(QAbstractButton):
            corner.setAccessibleName(name)

    def fit(self) -> None:
        """Give every judge the same width, as much as there is."""
        look, count = self._look, self.pairs.columnCount()
        self._delegate.refresh()
        self.pairs.head_font = look.font("caption_strong")
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))
        head = min(look.px(ENTRY), max(look.px(96), self.width() // 3))
        self.verticalHeader().setFixedWidth(head)
        if count:
            least = max(look.px(WIDTH), QFontMetrics(look.font("caption_strong")).horizontalAdvance("00") + 20)
            room = self.width() - head - self.verticalScrollBar().sizeHint().width()
            width = max(least, min(room // count, 2 * least))
            self.horizontalHeader().setDefaultSectionSize(width)
            for place in range(count):
                if self.columnWidth(place) != width:
                    self.setColumnWidth(place, width)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another pair is explained."""
        super().currentChanged(current, previous)
        self.update(previous)
        self.update(current)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and last judge, with Ctrl to the first and last entry."""
        index, key = self.currentIndex(), Qt.Key(event.key())
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End) and index.isValid():
            first, ctrl = key == Qt.Key.Key_Home, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            row = (0 if first else self.pairs.rowCount() - 1) if ctrl else index.row()
            place = index.column() if ctrl else 0 if first else self.pairs.columnCount() - 1
            self.setCurrentIndex(self.pairs.index(row, place))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Part the new width."""
        super().resizeEvent(event)
        self.fit()
