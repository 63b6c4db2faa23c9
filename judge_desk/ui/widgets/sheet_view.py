"""A quiet table of plain rows: one column takes the room that is left, Enter or a double click opens a row."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from judge_desk.ui.look import Look
from judge_desk.ui.models.sheet_rows import ICON, SheetModel
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
ROW: Final = 40
SIDE: Final = 16
PAD: Final = 2 * SIDE + 6
MEASURED: Final = 200
"""Rows that are measured for the width of a column; a longer word further down is shown in the tooltip."""


class SheetDelegate(QStyledItemDelegate):
    """Paints a cell with the margins of its head, and the whole row marked."""

    def __init__(self, look: Look, view: SheetView) -> None:
        """Paint for a view."""
        super().__init__(view)
        self._look, self._view = look, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        tokens, rect, model = self._look.tokens, QRect(option.rect), self._view.rows
        row, column = model.row(index.row()), index.column()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(tokens.accent_soft if selected else tokens.surface))
        if selected and column == 0:
            width = 3 if self._view.hasFocus() else 1
            painter.fillRect(QRect(rect.left(), rect.top(), width, rect.height()), QColor(tokens.accent))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner, tone = rect.adjusted(SIDE, 0, -SIDE, 0), "text"
        if column == model.sign and row.icon:
            size, tone = self._look.px(ICON), row.tone
            picture = self._look.pixmap(row.icon, row.tone, ICON, self._view.devicePixelRatioF())
            painter.drawPixmap(inner.left(), rect.top() + (rect.height() - size) // 2, picture)
            inner.setLeft(inner.left() + size + 6)
        painter.setFont(self._look.font("body"))
        painter.setPen(QColor(self._look.colour(tone)))
        side = Qt.AlignmentFlag.AlignRight if column in model.right else Qt.AlignmentFlag.AlignLeft
        text = painter.fontMetrics().elidedText(row.cells[column], Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, text)


class SheetView(QTableView):
    """The table; ``opened`` gives the key of a row. ``stretch`` is the column that takes the room."""

    opened = Signal(str)

    def __init__(self, words: Words, look: Look, model: SheetModel, stretch: int, most: int = 280) -> None:
        """Show a model; ``most`` px is the widest that a column becomes."""
        super().__init__()
        self._look, self._words, self._stretch, self._most = look, words, stretch, most
        self.rows = model
        self.setModel(model)
        self.setItemDelegate(SheetDelegate(look, self))
        self.setProperty("airy", "true")
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
        self.activated.connect(lambda index: self.opened.emit(model.row(index.row()).key))
        model.modelReset.connect(self.fit)
        look.changed.connect(self.fit)
        words.changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Give every column the room of its widest words, up to a limit."""
        look, model = self._look, self.rows
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))
        body, head = QFontMetrics(look.font("body")), QFontMetrics(look.font("caption_strong"))
        rows = [model.row(number) for number in range(min(model.rowCount(), MEASURED))]
        for column, key in enumerate(model.heads):
            if column == self._stretch:
                continue
            widest = max((body.horizontalAdvance(row.cells[column]) for row in rows), default=0)
            sign = look.px(ICON) + 8 if column == model.sign else 0
            width = max(head.horizontalAdvance(self._words.say(key)), widest + sign) + PAD
            self.setColumnWidth(column, min(width, look.px(self._most)))
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def key(self) -> str:
        """Give the key of the current row, empty without one."""
        index = self.currentIndex()
        return self.rows.row(index.row()).key if index.isValid() else ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first row, so that the focus is seen; by itself a view only goes there, and marks nothing."""
        super().focusInEvent(event)
        if self.rows.rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(max(self.currentIndex().row(), 0))
