"""Shows the prize tables: who gets what, what stays vacant in words, what a vote has changed with a sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from judge_desk.contest.counting.prizes import AwardState
from judge_desk.desks.prize_reading import PrizeLine
from judge_desk.ui.look import Look
from judge_desk.ui.models.prize_rows import ENTRY, HEADS, MONEY, PAPER, PRIZE, ROW_ROLE, PrizeModel
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
PAD: Final = 8
ROW: Final = 66
WIDEST: Final = 200
"""px of normal text that paper and signer take at most; what is longer has a tip."""
WRAP: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PrizeDelegate(QStyledItemDelegate):
    """Paints one cell, or the title of a table."""

    def __init__(self, look: Look, view: QTableView) -> None:
        """Paint for a view."""
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of a row."""
        return QSize(40, self._look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        shown, look, rect = index.data(ROW_ROLE), self._look, QRect(option.rect)
        tokens, column = look.tokens, index.column()
        painter.save()
        if isinstance(shown, str):
            painter.fillRect(rect, QColor(tokens.surface_2))
            painter.setFont(look.font("caption_strong"))
            painter.setPen(QColor(tokens.text))
            painter.drawText(rect.adjusted(PAD, 0, -PAD, 0), LEFT, shown)
        elif isinstance(shown, PrizeLine):
            self._cell(painter, option, index, shown, column)
        painter.restore()

    def _cell(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, line: PrizeLine, column: int
    ) -> None:
        look, rect = self._look, QRect(option.rect)
        tokens = look.tokens
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        waits = line.state is AwardState.OPEN
        painter.fillRect(
            rect, QColor(tokens.accent_soft if selected else tokens.warn_soft if waits else tokens.surface)
        )
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and column == PRIZE:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(tokens.accent))
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        tone = "text"
        sign = self._sign(line) if column == ENTRY else None
        if sign is not None:
            tone = sign[1]
            picture = look.pixmap(sign[0], tone, 16, self._view.devicePixelRatioF())
            painter.drawPixmap(inner.left(), inner.center().y() - look.px(16) // 2 + 1, picture)
            inner.setLeft(inner.left() + look.px(16) + 6)
        painter.setPen(QColor(look.colour(tone if line.state is not AwardState.GIVEN else "text")))
        first, _, second = str(index.data()).partition("\n")
        below = look.line("body") + 6
        upper = QRect(inner.left(), inner.top() + 6, inner.width(), look.line("body")) if second else inner
        strong = column in (PRIZE, MONEY) or (column == ENTRY and bool(second))
        self._line(painter, upper, first, "strong" if strong else "body", index)
        if second:
            painter.setPen(QColor(tokens.text_2))
            painter.setFont(look.font("caption"))
            room = inner.adjusted(0, below, 0, -2)
            text = painter.fontMetrics().elidedText(second, Qt.TextElideMode.ElideRight, 2 * room.width() - look.px(40))
            painter.drawText(room, WRAP, text)

    def _line(self, painter: QPainter, rect: QRect, text: str, role: str, index: Index) -> None:
        painter.setFont(self._look.font(role))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, index.data(Qt.ItemDataRole.TextAlignmentRole), shown)

    def _sign(self, line: PrizeLine) -> tuple[str, str] | None:
        """Give the sign of a prize: waiting, vacant, or changed by a vote; none where the rules give it."""
        if line.state is AwardState.OPEN:
            return "scale", "warn"
        if line.state is AwardState.VACANT:
            return "circle-slash", "text_2"
        return ("vote", "accent") if line.decision is not None else None


class PrizeView(QTableView):
    """The table; ``pointed`` tells the prize under the cursor, None without one."""

    pointed = Signal(object)

    def __init__(self, words: Words, look: Look) -> None:
        """Make an empty table."""
        super().__init__()
        self._look = look
        self.prizes = PrizeModel(words, self)
        self.setModel(self.prizes)
        self.setItemDelegate(PrizeDelegate(look, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.pointed.emit(self.current()))
        look.changed.connect(self.fit)

    def show_lines(self, lines: Sequence[PrizeLine]) -> None:
        """Show other prizes; the one under the cursor stays under it."""
        before = self.current()
        self.prizes.show_lines(lines)
        self.fit()
        for row in range(self.prizes.rowCount()):
            shown = self.prizes.index(row, 0).data(ROW_ROLE)
            if isinstance(shown, PrizeLine) and before is not None and _same(shown, before):
                self.selectRow(row)
                break
        self.pointed.emit(self.current())

    def current(self) -> PrizeLine | None:
        """Give the prize under the cursor."""
        shown = self.currentIndex().data(ROW_ROLE)
        return shown if isinstance(shown, PrizeLine) else None

    def fit(self) -> None:
        """Give every column the room of its words; the entry takes the rest."""
        header, look, model = self.horizontalHeader(), self._look, self.prizes
        model.head_font = look.font("caption_strong")
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))
        self.clearSpans()
        for row in model.heads:
            self.setSpan(row, 0, 1, len(HEADS))
            self.setRowHeight(row, look.px(30))
        strong = QFontMetrics(look.font("strong"))
        for column in range(len(HEADS)):
            if column == ENTRY:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
                continue
            cells = (model.index(row, column).data() for row in range(model.rowCount()) if row not in model.heads)
            texts = [line for each in cells for line in each.split("\n")]
            wide = max((strong.horizontalAdvance(each) for each in texts), default=0) + 2 * PAD + 4
            most = look.px(WIDEST) if column == PAPER else wide
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, max(min(wide, most), header.sectionSizeHint(column) + 4))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first prize, so that the focus is seen."""
        super().focusInEvent(event)
        if self.current() is None and self.prizes.rowCount() > 1:
            self.selectRow(1)


def _same(one: PrizeLine, other: PrizeLine) -> bool:
    return (one.table, one.prize.id, one.code) == (other.table, other.prize.id, other.code)
