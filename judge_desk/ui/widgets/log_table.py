"""Shows the log: painted rows of one height, the sentence takes what room there is and stands whole beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from judge_desk.ui.look import Look
from judge_desk.ui.models.log_rows import LogModel, Part
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
PAD: Final = 12
ROW: Final = 40
MEASURED: Final = 50
"""Rows whose times are measured for the width of their column."""
WHO_MOST: Final = 220
"""px that the column of names takes at most."""


class LogDelegate(QStyledItemDelegate):
    """Paints a cell."""

    def __init__(self, look: Look, model: LogModel, view: QTableView) -> None:
        """Paint the rows of a model in a view."""
        super().__init__(view)
        self._look, self._model, self._view = look, model, view
        self._font = QFont()
        self.refresh()

    def refresh(self) -> None:
        """Fetch fonts and colours again."""
        self._font, self._tokens = self._look.font("body"), self._look.tokens

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell: the ground of its row, its text, cut where it has no room."""
        rect, tokens, part = QRect(option.rect), self._tokens, index.column()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(tokens.accent_soft if selected else tokens.surface))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and part == Part.NUMBER:
            width = 3 if self._view.hasFocus() else 1
            painter.fillRect(QRect(rect.left(), rect.top(), width, rect.height()), QColor(tokens.accent))
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        painter.setFont(self._font)
        painter.setPen(QColor(tokens.text if part in (Part.TOLD, Part.WHO) else tokens.text_2))
        text = painter.fontMetrics().elidedText(
            self._model.cell(index.row(), part), Qt.TextElideMode.ElideRight, inner.width()
        )
        side = Qt.AlignmentFlag.AlignRight if part == Part.NUMBER else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, text)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of every row; the view knows the widths."""
        return QSize(0, self._look.px(ROW))


class LogTable(QTableView):
    """The table; ``pointed`` tells the number of the act under the cursor, 0 for none."""

    pointed = Signal(int)

    def __init__(self, words: Words, look: Look) -> None:
        """Make an empty table."""
        super().__init__()
        self._look = look
        self._kept = 0
        self.log = LogModel(words, self)
        self._delegate = LogDelegate(look, self.log, self)
        self.setModel(self.log)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Part.TOLD, QHeaderView.ResizeMode.Stretch)
        self.log.modelReset.connect(self._restore)
        self.selectionModel().currentRowChanged.connect(self._point)
        look.changed.connect(self.fit)
        words.changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Give every column the room of its widest words; the sentence takes the rest."""
        look, log = self._look, self.log
        self._delegate.refresh()
        log.head_font = look.font("caption_strong")
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))
        body, head = QFontMetrics(look.font("body")), QFontMetrics(look.font("caption_strong"))
        names = {entry.who for entry in log.entries}
        times = {log.cell(row, Part.TIME) for row in range(min(len(log.entries), MEASURED))}
        widest = {
            Part.NUMBER: body.horizontalAdvance("0" * max(len(str(log.total)), 3)),
            Part.TIME: max((body.horizontalAdvance(each) for each in times), default=0),
            Part.WHO: min(max((body.horizontalAdvance(each) for each in names), default=0), look.px(WHO_MOST)),
        }
        for part, width in widest.items():
            title = str(log.headerData(part, Qt.Orientation.Horizontal) or "")
            self.setColumnWidth(part, max(width, head.horizontalAdvance(title)) + 2 * PAD + 6)
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def current_number(self) -> int:
        """Give the number of the act under the cursor, 0 for none."""
        index = self.currentIndex()
        return self.log.entries[index.row()].number if index.isValid() else 0

    def _point(self) -> None:
        self._kept = self.current_number() or self._kept
        self.pointed.emit(self.current_number())

    def _restore(self) -> None:
        """Go back to the act that was shown, if it is still wanted; else to the first."""
        self.fit()
        numbers = [each.number for each in self.log.entries]
        if numbers:
            self.setCurrentIndex(self.log.index(numbers.index(self._kept) if self._kept in numbers else 0, 0))
        self.pointed.emit(self.current_number())
