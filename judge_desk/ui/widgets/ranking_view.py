"""Shows a ranking: painted rows, the cut as a dashed line with its words, tied entries on a quiet ground."""

from __future__ import annotations

from operator import attrgetter
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from judge_desk.desks.standing import Standing
from judge_desk.ui.look import Look
from judge_desk.ui.models.ranking import (
    CODE,
    HEADS,
    MARKS,
    OFFICIAL,
    PLACE,
    ROW_ROLE,
    TITLE,
    CutLine,
    RankingModel,
    RankRow,
)
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
PAD: Final = 8
ROW: Final = 40
CUT: Final = 28
SAMPLE: Final = 30
"""Rows at either end whose words are measured for the width of their column."""
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RankingDelegate(QStyledItemDelegate):
    """Paints one cell, or the line of the cut; fonts and colours are held until the look changes."""

    def __init__(self, look: Look, model: RankingModel, view: QTableView) -> None:
        """Paint the rows of a model in a view."""
        super().__init__(view)
        self._look, self._model, self._view = look, model, view
        self.refresh()

    def refresh(self) -> None:
        """Fetch fonts and colours again."""
        look, tokens = self._look, self._look.tokens
        self._fonts: dict[str, QFont] = {role: look.font(role) for role in ("body", "strong", "caption_strong")}
        names = ("surface", "accent", "accent_soft", "warn", "warn_soft", "line", "text", "text_2", "stop")
        self._colours = {name: QColor(getattr(tokens, name)) for name in names}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of a row; widths are measured by the view."""
        return QSize(40, self._look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        shown = self._model.shown(index.row())
        if isinstance(shown, CutLine):
            self._cut(painter, option, shown)
        else:
            self._cell(painter, option, index.column(), shown)

    def _cut(self, painter: QPainter, option: QStyleOptionViewItem, line: CutLine) -> None:
        look, rect = self._look, QRect(option.rect)
        rect.setRight(self._view.viewport().width() - 1)
        stop = self._colours["stop"]
        painter.fillRect(rect, self._colours["surface"])
        painter.setFont(self._fonts["caption_strong"])
        icon, middle = look.px(16), rect.center().y()
        left = rect.left() + PAD + 24
        words = painter.fontMetrics().horizontalAdvance(line.words)
        painter.setPen(QPen(stop, 2, Qt.PenStyle.DashLine))
        painter.drawLine(rect.left() + PAD, middle, left, middle)
        painter.drawLine(left + icon + words + 36, middle, rect.right() - PAD, middle)
        picture = look.pixmap("scissors", "stop", 16, self._view.devicePixelRatioF())
        painter.drawPixmap(left + 10, middle - icon // 2, picture)
        painter.setPen(stop)
        painter.drawText(QRect(left + icon + 20, rect.top(), words + 8, rect.height()), LEFT, line.words)
        painter.setPen(QPen(self._colours["line"], 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _cell(self, painter: QPainter, option: QStyleOptionViewItem, column: int, row: RankRow) -> None:
        rect, colours = option.rect, self._colours
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, colours["accent_soft" if selected else "warn_soft" if row.asked else "surface"])
        painter.setPen(QPen(colours["line"], 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and column == PLACE:
            width = 4 if self._view.hasFocus() else 2
            painter.fillRect(QRect(rect.left(), rect.top(), width, rect.height()), colours["accent"])
        asked = column == PLACE and row.asked
        painter.setPen(colours["warn" if asked else "text_2" if column == MARKS else "text"])
        painter.setFont(self._fonts["strong" if asked or column in (CODE, OFFICIAL) else "body"])
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        text = self._model.text(row, column)
        if column in (TITLE, MARKS):
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, RIGHT if column == OFFICIAL else LEFT, text)


class RankingView(QTableView):
    """The table; ``pointed`` tells the code of the entry that a click or Enter asks about."""

    pointed = Signal(str)

    def __init__(self, words: Words, look: Look) -> None:
        """Make an empty table."""
        super().__init__()
        self._look = look
        self.ranking = RankingModel(words, self)
        self._low = -1
        self.setModel(self.ranking)
        self._delegate = RankingDelegate(look, self.ranking, self)
        self.setItemDelegate(self._delegate)
        self._behave()
        self.ranking.modelReset.connect(self._span)
        self.clicked.connect(lambda index: self._point(index))
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
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(24)
        header.sectionClicked.connect(self.sort_by)
        header.setSortIndicatorShown(False)

    def show_round(self, standing: Standing, rows: tuple[RankRow, ...], cut: CutLine | None) -> None:
        """Show a round; the entry under the cursor stays under it."""
        before = self.current_code()
        self.ranking.show_round(standing, rows, cut)
        self.setColumnHidden(TITLE, not any(row.title for row in rows))
        self.fit()
        self.show_code(before)

    def show_code(self, code: str) -> None:
        """Bring an entry under the cursor and into sight."""
        row = self.ranking.row_of(code) if code else -1
        if row >= 0:
            self.selectRow(row)
            self.scrollTo(self.ranking.index(row, CODE), QAbstractItemView.ScrollHint.EnsureVisible)

    def show_cut(self) -> None:
        """Bring the line of the cut into the middle of what is seen."""
        if self.ranking.cut_row >= 0:
            self.scrollTo(self.ranking.index(self.ranking.cut_row, 0), QAbstractItemView.ScrollHint.PositionAtCenter)

    def current_code(self) -> str:
        """Give the code of the entry under the cursor; empty without one."""
        shown = self.currentIndex().data(ROW_ROLE)
        return shown.code if isinstance(shown, RankRow) else ""

    def sort_by(self, column: int) -> None:
        """Sort by a column, the other way round when it is sorted by already; the entry keeps the cursor."""
        again = column == self.ranking.column and not self.ranking.descending
        before = self.current_code()
        self.ranking.sort(column, Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder)
        self.show_code(before)

    def _span(self) -> None:
        """Draw the cut over the whole width, lower than the rows."""
        self.clearSpans()
        if 0 <= self._low < self.ranking.rowCount():
            self.setRowHeight(self._low, self._look.px(ROW))
        self._low = self.ranking.cut_row
        if self._low >= 0:
            self.setSpan(self._low, 0, 1, len(HEADS))
            self.setRowHeight(self._low, self._look.px(CUT))

    def fit(self) -> None:
        """Give every column the room of its words; the title, or else the marks, take the rest."""
        self._delegate.refresh()
        self.verticalHeader().setDefaultSectionSize(self._look.px(ROW))
        header = self.horizontalHeader()
        header.setFont(self._look.font("caption_strong"))
        stretched = MARKS if self.isColumnHidden(TITLE) else TITLE
        for column in range(len(HEADS)):
            if column == stretched:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
                continue
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, self._width(column))
        self._span()

    def _width(self, column: int) -> int:
        texts = _widest(self.ranking, column)
        body, head = QFontMetrics(self._look.font("strong")), QFontMetrics(self._look.font("caption_strong"))
        said = str(self.ranking.headerData(column, Qt.Orientation.Horizontal)).rstrip(" ↑↓")
        widest = max((body.horizontalAdvance(text) for text in texts), default=0)
        hint = self.horizontalHeader().sectionSizeHint(column)
        return max(widest + 2 * PAD + 4, head.horizontalAdvance(f"{said} ↓") + 2 * PAD + 4, hint)

    def _point(self, index: Index) -> None:
        shown = index.data(ROW_ROLE)
        if isinstance(shown, RankRow):
            self.pointed.emit(shown.code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask about the entry with Enter; step over the line of the cut."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._point(self.currentIndex())
            return
        super().keyPressEvent(event)
        if isinstance(self.currentIndex().data(ROW_ROLE), CutLine):
            step = -1 if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_PageUp) else 1
            self.selectRow(self.currentIndex().row() + step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first row, so that the focus is seen."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection() and self.ranking.rowCount():
            self.selectRow(0)


def _widest(model: RankingModel, column: int) -> set[str]:
    """Give the words of a column that can be the widest; what follows the order of places is widest at its ends."""
    rows = model.rows
    if column == PLACE:
        last = max((each.last for each in rows[-SAMPLE:]), default=0) or len(rows)
        return {f"{last}–{last}" if any(each.last != each.first for each in rows) else str(last)}
    if column == CODE:
        return {max(map(attrgetter("code"), rows), key=len, default="")}
    ends = (*rows[:SAMPLE], *rows[-SAMPLE:]) if column == OFFICIAL else rows[:SAMPLE]
    return {model.text(each, column) for each in ends}
