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
from judge_desk.ui.models.prize_rows import CERTIFICATE, ENTRY, HEADS, MONEY, PRIZE, ROW_ROLE, SIGNER, PrizeModel
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
PAD: Final = 8
WIDEST: Final = 190
"""px of normal text that papers and signers take at most; what is longer has a tip."""
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PrizeDelegate(QStyledItemDelegate):
    """Paints one cell, or the title of a table."""

    def __init__(self, look: Look, view: QTableView) -> None:
        """Paint for a view."""
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of a row."""
        return QSize(40, self._look.px(40))

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
        painter.setFont(look.font("strong" if column in (PRIZE, MONEY) else "body"))
        painter.setPen(QColor(look.colour(tone if line.state is not AwardState.GIVEN else "text")))
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, index.data(Qt.ItemDataRole.TextAlignmentRole), text)

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
        header.setFont(look.font("caption_strong"))
        self.verticalHeader().setDefaultSectionSize(look.px(40))
        self.clearSpans()
        for row in model.heads:
            self.setSpan(row, 0, 1, len(HEADS))
            self.setRowHeight(row, look.px(30))
        strong, small = QFontMetrics(look.font("strong")), QFontMetrics(look.font("caption_strong"))
        for column in range(len(HEADS)):
            if column == ENTRY:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
                continue
            shown = [model.index(row, column).data() for row in range(model.rowCount()) if row not in model.heads]
            said = str(model.headerData(column, Qt.Orientation.Horizontal))
            wide = max([small.horizontalAdvance(said), *(strong.horizontalAdvance(each) for each in shown)])
            most = look.px(WIDEST) if column in (CERTIFICATE, SIGNER) else wide
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, min(wide, most) + 2 * PAD + 4)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first prize, so that the focus is seen."""
        super().focusInEvent(event)
        if self.current() is None and self.prizes.rowCount() > 1:
            self.selectRow(1)


def _same(one: PrizeLine, other: PrizeLine) -> bool:
    return (one.table, one.prize.id, one.code) == (other.table, other.prize.id, other.code)
