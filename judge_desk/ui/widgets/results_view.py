"""Shows the table of results: painted rows, a sign in the last column, the whole row marked."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from judge_desk.ui.look import Look
from judge_desk.ui.models.result_rows import ResultRow
from judge_desk.ui.models.results import COLUMNS, ROW_ROLE, SIGN_ROLE, STATE, TITLE, ResultsModel, ResultsOrder
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
PAD: Final = 10


class ResultDelegate(QStyledItemDelegate):
    """Paints a cell; a row that waits for a decision has a quiet ground of its own."""

    def __init__(self, look: Look, view: QTableView) -> None:
        """Paint for a view."""
        super().__init__(view)
        self._look, self._view = look, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        row: ResultRow = index.data(ROW_ROLE)
        painter.save()
        self._ground(painter, rect, row, selected, index.column() == 0)
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        sign = index.data(SIGN_ROLE)
        painter.setPen(QColor(self._look.colour(sign[1] if sign else "text")))
        if sign and sign[0]:
            self._icon(painter, inner, sign)
            inner.setLeft(inner.left() + self._look.px(16) + 6)
        painter.setFont(self._look.font("small" if sign else "strong" if index.column() in (0, 5) else "body"))
        text = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, index.data(Qt.ItemDataRole.TextAlignmentRole), text)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, row: ResultRow, selected: bool, first: bool) -> None:
        tokens = self._look.tokens
        ground = tokens.accent_soft if selected else tokens.warn_soft if row.state == "ask" else tokens.surface
        painter.fillRect(rect, QColor(ground))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and tokens.line_width > 1:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
            painter.drawLine(rect.left(), rect.bottom() - 1, rect.right(), rect.bottom() - 1)
        if selected and first:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(tokens.accent))

    def _icon(self, painter: QPainter, inner: QRect, sign: tuple[str, str]) -> None:
        picture = self._look.pixmap(sign[0], sign[1], 16, self._view.devicePixelRatioF())
        painter.drawPixmap(inner.left(), inner.center().y() - self._look.px(16) // 2 + 1, picture)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the room that the cell's words need."""
        font = self._look.font("small" if index.column() == STATE else "strong")
        icon = self._look.px(16) + 6 if index.column() == STATE else 0
        return QSize(QFontMetrics(font).horizontalAdvance(index.data()) + 2 * PAD + icon + 4, self._look.px(40))


class ResultsView(QTableView):
    """The table; ``chosen`` tells the row under the cursor, None when there is none."""

    chosen = Signal(object)

    def __init__(self, words: Words, look: Look) -> None:
        """Make an empty table."""
        super().__init__()
        self._look = look
        self.results = ResultsModel(words, self)
        self.order = ResultsOrder(self)
        self.order.setSourceModel(self.results)
        self.setModel(self.order)
        self.setItemDelegate(ResultDelegate(look, self))
        self._behave()
        look.changed.connect(self.fit)

    def _behave(self) -> None:
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
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        self.setSortingEnabled(True)
        header.setSortIndicatorShown(False)  # Qt paints its arrow over heads at the right; ours stands in the word
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)

    def show_rows(self, rows: tuple[ResultRow, ...]) -> None:
        """Show a round, its first entry under the cursor."""
        self.results.show_rows(rows)
        self.setColumnHidden(TITLE, not any(row.title for row in rows))
        self.fit()
        if self.order.rowCount():
            self.selectRow(0)
        else:
            self.chosen.emit(None)

    def fit(self) -> None:
        """Give every column the room of its words; the title, or else the last column, takes the rest."""
        header = self.horizontalHeader()
        self.order.head_font = self._look.font("caption_strong")
        self.verticalHeader().setDefaultSectionSize(self._look.px(40))
        stretched = STATE if self.isColumnHidden(TITLE) else TITLE
        for column in range(len(COLUMNS)):
            mode = QHeaderView.ResizeMode.Stretch if column == stretched else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)

    def current_row(self) -> ResultRow | None:
        """Give the row under the cursor."""
        row: ResultRow | None = self.currentIndex().data(ROW_ROLE)
        return row

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell which row is chosen now."""
        super().selectionChanged(selected, deselected)
        rows = self.selectionModel().selectedRows()
        self.chosen.emit(rows[0].data(ROW_ROLE) if rows else None)
