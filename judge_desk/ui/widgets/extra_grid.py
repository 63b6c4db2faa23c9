"""The table in which figures of the organisers are typed: a key begins a cell, Enter keeps it and goes one row down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from judge_desk.ui.look import Look
from judge_desk.ui.models.extra_rows import CODE, FIGURE, POINTS, REFUSED_ROLE, TITLE, ExtraModel

Index = QModelIndex | QPersistentModelIndex
PAD: Final = 10
ROW: Final = 36
FIGURE_WIDTH: Final = 110
POINTS_WIDTH: Final = 76


class ExtraDelegate(QStyledItemDelegate):
    """Paints a cell and edits it in place."""

    def __init__(self, look: Look, view: QTableView, go_on: Callable[[], None]) -> None:
        """Work in a view; ``go_on`` goes to the next row."""
        super().__init__(view)
        self._look, self._view, self._go_on = look, view, go_on

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell: what takes a figure looks like a field, what was refused has an edge."""
        rect: QRect = option.rect
        tokens, here = self._look.tokens, self._view.currentIndex() == index
        refused, writable = bool(index.data(REFUSED_ROLE)), bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        ground = tokens.stop_soft if refused else tokens.surface if writable else tokens.surface_2
        painter.save()
        painter.fillRect(rect, QColor(tokens.accent_soft if here and not refused else ground))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(self._look.font("strong" if index.column() in (CODE, FIGURE) else "body"))
        painter.setPen(QColor(tokens.stop if refused else tokens.text))
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        text = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, index.data(Qt.ItemDataRole.TextAlignmentRole), text)
        if here or refused:
            wide = 2 if refused or self._view.hasFocus() else 1
            painter.setPen(QPen(QColor(tokens.stop if refused else tokens.accent), wide))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the field of a cell."""
        field = QLineEdit(parent)
        field.setFont(self._look.font("strong"))
        field.setAlignment(index.data(Qt.ItemDataRole.TextAlignmentRole))
        field.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        return field

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Fill the cell."""
        editor.setGeometry(option.rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter keep the cell and go on."""
        entered = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            self.commitData.emit(watched)
            self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.NoHint)
            if not self._view.currentIndex().data(REFUSED_ROLE):
                self._go_on()
            return True
        return super().eventFilter(watched, event)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of every row; the view knows the widths."""
        return QSize(0, self._look.px(ROW))


class ExtraGrid(QTableView):
    """The table of one criterion."""

    def __init__(self, look: Look, model: ExtraModel) -> None:
        """Make the table of a model."""
        super().__init__()
        self._look, self.cells = look, model
        self.setModel(model)
        self.setItemDelegate(ExtraDelegate(look, self, self.go_on))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.DoubleClicked | trigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self.fit)
        look.changed.connect(self.fit)

    def fit(self) -> None:
        """Give code and figures what they need, the title what is left; without titles there is no column of them."""
        look, model = self._look, self.cells
        model.head_font = look.font("caption_strong")
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))
        head = QFontMetrics(look.font("caption_strong"))

        def wide(column: int, least: int) -> int:
            word = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            return max(look.px(least), head.horizontalAdvance(word) + 2 * PAD + 8)

        code = QFontMetrics(look.font("strong")).horizontalAdvance("00000-0") + 2 * PAD
        widths = {
            CODE: max(code, wide(CODE, 0)),
            FIGURE: wide(FIGURE, FIGURE_WIDTH),
            POINTS: wide(POINTS, POINTS_WIDTH),
        }
        titled = model.round is not None and bool(model.round.titles)
        self.setColumnHidden(TITLE, not titled)
        left = self.viewport().width() - sum(widths.values())
        if not titled:
            widths[FIGURE] += max(left, 0)
        widths[TITLE] = max(left, look.px(120))
        for column, width in widths.items():
            self.setColumnWidth(column, width)

    def go_on(self) -> None:
        """Go one row down."""
        row = self.currentIndex().row() + 1
        if row < self.cells.rowCount():
            self.setCurrentIndex(self.cells.index(row, FIGURE))

    def begin(self, row: int = 0) -> None:
        """Stand on the figure of a row."""
        if self.cells.rowCount():
            self.setCurrentIndex(self.cells.index(row, FIGURE))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Paint both cells anew."""
        super().currentChanged(current, previous)
        self.update(previous)
        self.update(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as going on, Delete as taking the figure away; other keys begin to type."""
        key, here = event.key(), self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and here.flags() & Qt.ItemFlag.ItemIsEditable:
            self.cells.setData(here, "")
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Part the new width."""
        super().resizeEvent(event)
        self.fit()
