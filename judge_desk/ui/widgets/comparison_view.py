"""Shows two ballots side by side: in every cell the mark of A and of B, where they differ on a ground of their own."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from judge_desk.desks.comparing import Compared
from judge_desk.ui.look import Look
from judge_desk.ui.models.comparison import ComparisonModel
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
PAD: Final = 12
ROW: Final = 40


class ComparisonDelegate(QStyledItemDelegate):
    """Paints a cell: A at the left, B at the right; a difference has a border and an unequal sign between them."""

    def __init__(self, look: Look, model: ComparisonModel, view: QTableView) -> None:
        """Paint the cells of a model in a view."""
        super().__init__(view)
        self._look, self._model, self._view = look, model, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        tokens, row, column = self._look.tokens, index.row(), index.column()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        differs = self._model.differs(row, column)
        ground = tokens.warn_soft if differs else tokens.accent_soft if selected else tokens.surface
        painter.fillRect(rect, QColor(ground))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if column == 0:
            painter.setPen(QColor(tokens.text))
            painter.setFont(self._look.font("strong"))
            painter.drawText(rect.adjusted(PAD, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._model.entry(row).code)
            return
        first, second = self._model.marks(row, column)
        painter.setFont(self._look.font("strong" if differs else "body"))
        painter.setPen(QColor(tokens.warn if differs else tokens.text))
        half = rect.width() // 2
        left, right = (
            QRect(rect.left(), rect.top(), half - 8, rect.height()),
            QRect(rect.left() + half + 8, rect.top(), half - 8, rect.height()),
        )
        painter.drawText(left, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, first)
        painter.drawText(right, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, second)
        painter.setFont(self._look.font("body"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "≠" if differs else "")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of every row; the view knows the widths."""
        return QSize(0, self._look.px(ROW))


class ComparisonView(QTableView):
    """The table of two ballots."""

    def __init__(self, words: Words, look: Look) -> None:
        """Make an empty table."""
        super().__init__()
        self._words, self._look = words, look
        self.model_ = ComparisonModel(words, self)
        self.setModel(self.model_)
        self.setItemDelegate(ComparisonDelegate(look, self.model_, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
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
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        look.changed.connect(self.fit)

    def show_pair(self, found: Compared | None, differing_only: bool) -> None:
        """Show two ballots."""
        self.model_.show(found, differing_only)
        self.fit()
        if self.model_.rowCount():
            self.selectRow(0)

    def fit(self) -> None:
        """Give every column the room of its marks, and what is left over to all criteria alike."""
        look, model = self._look, self.model_
        model.head_font = look.font("caption_strong")
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))
        if not model.columnCount():
            return
        metrics, head = QFontMetrics(look.font("strong")), QFontMetrics(look.font("caption_strong"))
        code = (
            max(metrics.horizontalAdvance("00000-0"), head.horizontalAdvance(self._words.say("cli.head.code")))
            + 2 * PAD
        )
        word = metrics.horizontalAdvance(max("100,00", self._words.say("ui.choose.recused"), key=len))
        names = (model.headerData(each, Qt.Orientation.Horizontal) for each in range(1, model.columnCount()))
        least = max(2 * word + 40, *(head.horizontalAdvance(str(each)) + 2 * PAD for each in names))
        count = model.columnCount() - 1
        width = max(least, (self.viewport().width() - code) // count)
        self.setColumnWidth(0, code)
        for column in range(1, count + 1):
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Part the new width."""
        super().resizeEvent(event)
        self.fit()
