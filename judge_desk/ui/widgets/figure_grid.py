"""Shows rows of figures: quiet lines, numbers at the right, titles on several lines, scrolled sideways where needed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from judge_desk.ui.look import Look
from judge_desk.ui.models.figure_cells import FigureModel
from judge_desk.ui.widgets.subject_heads import TitleHeader
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
PAD: Final = 10
ROW: Final = 34
MEASURED: Final = 100
"""Rows that are measured for the width of a column; what is longer further down has a tip."""
WIDEST: Final = 320


class FigureCellDelegate(QStyledItemDelegate):
    """Paints one cell."""

    def __init__(self, look: Look, view: QTableView) -> None:
        """Paint for a view."""
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of a row; widths are measured by the view."""
        return QSize(40, self._look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell, the row under the cursor marked."""
        tokens, rect = self._look.tokens, QRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, QColor(tokens.accent_soft if selected else tokens.surface))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and index.column() == 0:
            width = 3 if self._view.hasFocus() else 1
            painter.fillRect(QRect(rect.left(), rect.top(), width, rect.height()), QColor(tokens.accent))
        painter.setPen(QColor(tokens.text))
        painter.setFont(self._look.font("body"))
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        text = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, index.data(Qt.ItemDataRole.TextAlignmentRole), text)
        painter.restore()


class FigureGrid(QTableView):
    """The table; it changes nothing."""

    def __init__(self, words: Words, look: Look) -> None:
        """Make an empty table."""
        super().__init__()
        self._look = look
        self.cells = FigureModel(words, self)
        self.setModel(self.cells)
        self.setItemDelegate(FigureCellDelegate(look, self))
        self.heads = TitleHeader(look, self)
        self.setHorizontalHeader(self.heads)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.cells.modelReset.connect(self.fit)
        look.changed.connect(self.fit)
        words.changed.connect(self.fit)

    def fit(self) -> None:
        """Give every column the room of its words, and the rest to the widest one."""
        self.verticalHeader().setDefaultSectionSize(self._look.px(ROW))
        for _ in range(2):  # the heads may grow, and a scroll bar come, which leaves less room than was there
            room = self.viewport().width()
            self._spread(room)
            if self.viewport().width() == room:
                break
        self.viewport().update()

    def _spread(self, room: int) -> None:
        look, cells = self._look, self.cells
        body = QFontMetrics(look.font("body"))
        rows = range(min(cells.rowCount(), MEASURED))
        widths: list[int] = []
        for column in range(cells.columnCount()):
            widest = max((body.horizontalAdvance(cells.text(row, column)) for row in rows), default=0)
            widths.append(min(max(self.heads.width_for(column), widest + 2 * PAD + 4), look.px(WIDEST)))
        rest = room - sum(widths)
        if widths and rest > 0:
            widths[widths.index(max(widths))] += rest
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self.heads.updateGeometry()
        self.updateGeometries()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first row, so that the focus is seen."""
        super().focusInEvent(event)
        if self.cells.rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(max(self.currentIndex().row(), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the columns over another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()
