"""The grid in which a paper ballot is typed: digits begin a cell, Enter and Tab keep it and go on to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
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
from judge_desk.ui.models.typing import REFUSED_ROLE, TypingModel
from judge_desk.ui.widgets.code_header import CodeHeader

Index = QModelIndex | QPersistentModelIndex
PAD: Final = 10
ROW: Final = 36
LEAF: Final = 72
REASON: Final = 180


class TypingDelegate(QStyledItemDelegate):
    """Paints a cell and edits it in place."""

    def __init__(self, look: Look, model: TypingModel, view: QTableView, go_on: Callable[[], None]) -> None:
        """Work in a view; ``go_on`` goes to the next cell."""
        super().__init__(view)
        self._look, self._model, self._view, self._go_on = look, model, view, go_on

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell: empty looks empty, what was refused has an edge."""
        rect: QRect = option.rect
        tokens, here = self._look.tokens, self._view.currentIndex() == index
        locked, refused = self._model.locked(index), bool(index.data(REFUSED_ROLE))
        ground = tokens.stop_soft if refused else tokens.surface_2 if locked else tokens.surface
        painter.fillRect(rect, QColor(tokens.accent_soft if here and not refused else ground))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(self._look.font("strong" if index.column() < len(self._model.leaves) else "body"))
        painter.setPen(QColor(tokens.stop if refused else tokens.text_2 if locked else tokens.text))
        text = "R" if locked and index.column() < len(self._model.leaves) else str(index.data() or "")
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, index.data(Qt.ItemDataRole.TextAlignmentRole), text)
        if here or refused:
            wide = 2 if refused or self._view.hasFocus() else 1
            painter.setPen(QPen(QColor(tokens.stop if refused else tokens.accent), wide))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the field of a cell."""
        field = QLineEdit(parent)
        field.setFont(self._look.font("strong"))
        field.setAlignment(index.data(Qt.ItemDataRole.TextAlignmentRole))
        field.setAccessibleName(self._model.hint(index))
        if index.column() <= len(self._model.leaves):
            field.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        return field

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Fill the cell."""
        editor.setGeometry(option.rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go on like Tab."""
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


class TypingGrid(QTableView):
    """The grid; ``moved`` tells that another cell is the current one."""

    moved = Signal()

    def __init__(self, look: Look, model: TypingModel) -> None:
        """Make the grid of a model."""
        super().__init__()
        self._look, self.cells = look, model
        self.setModel(model)
        self.setItemDelegate(TypingDelegate(look, model, self, self.go_on))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.DoubleClicked | trigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.codes = CodeHeader(look, self)
        self.setVerticalHeader(self.codes)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self.fit)
        look.changed.connect(self.fit)

    def fit(self) -> None:
        """Give criteria equal room, the reason what is left."""
        look, count = self._look, len(self.cells.leaves)
        self.cells.head_font = look.font("caption_strong")
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))
        self.verticalHeader().setFixedWidth(QFontMetrics(look.font("strong")).horizontalAdvance("00000-0") + 2 * PAD)
        if not count:
            return
        head = QFontMetrics(look.font("caption_strong"))

        def named(column: int) -> int:
            return head.horizontalAdvance(str(self.cells.headerData(column, Qt.Orientation.Horizontal))) + 2 * PAD + 4

        used = 0
        for column in range(count + 1):
            width = max(look.px(LEAF), named(column))
            self.setColumnWidth(column, width)
            used += width
        self.setColumnWidth(count + 1, max(look.px(REASON), named(count + 1), self.viewport().width() - used))

    def go_on(self) -> None:
        """Go to the next cell that takes a mark; after the last criterion to the first of the next entry."""
        model, index = self.cells, self.currentIndex()
        row, column = index.row(), index.column() + 1
        while row < model.rowCount():
            while column < len(model.leaves):
                there = model.index(row, column)
                if not model.locked(there):
                    self.setCurrentIndex(there)
                    return
                column += 1
            row, column = row + 1, 0

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another cell is the current one."""
        super().currentChanged(current, previous)
        self.update(previous)
        self.update(current)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as going on, Delete as taking the cell away; other keys begin to type."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not self.cells.locked(self.currentIndex()):
            self.cells.setData(self.currentIndex(), "")
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Part the new width."""
        super().resizeEvent(event)
        self.fit()
