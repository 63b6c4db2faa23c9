"""Shows the subjects of a review: names stay at the left while figures and conditions are scrolled sideways."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from judge_desk.desks.reviews.standing import ReviewStanding
from judge_desk.ui.look import Look
from judge_desk.ui.models.review_rows import FIRST, PLACE, SIGN_ROLE, STATE, ReviewModel
from judge_desk.ui.widgets.subject_heads import NameHeader, TitleHeader
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
PAD: Final = 10
ICON: Final = 16
MEASURED: Final = 120
"""Rows that are measured for the width of a column."""
WIDEST_STATE: Final = 230
NAMES: Final = 260
NARROW_NAMES: Final = 170
ROOMY: Final = 700
"""px of the table from which names have their full width."""


class SubjectDelegate(QStyledItemDelegate):
    """Paints one cell: a sign before words where there is one."""

    def __init__(self, look: Look, view: QTableView) -> None:
        """Paint for a view."""
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of a row; widths are measured by the view."""
        return QSize(40, self._look.px(40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        look, rect, column = self._look, QRect(option.rect), index.column()
        tokens = look.tokens
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, QColor(tokens.accent_soft if selected else tokens.surface))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner, tone = rect.adjusted(PAD, 0, -PAD, 0), "text"
        sign = index.data(SIGN_ROLE)
        if sign is not None:
            icon, tone = sign
            picture = look.pixmap(icon, tone, ICON, self._view.devicePixelRatioF())
            painter.drawPixmap(inner.left(), rect.top() + (rect.height() - look.px(ICON)) // 2, picture)
            inner.setLeft(inner.left() + look.px(ICON) + 6)
        painter.setFont(look.font("strong" if column == PLACE else "body"))
        painter.setPen(QColor(look.colour(tone if column == STATE or column >= FIRST else "text")))
        text = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, index.data(Qt.ItemDataRole.TextAlignmentRole), text)
        if selected and index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()


class SubjectTable(QTableView):
    """The table; ``pointed`` tells the code of the subject under the cursor, ``wanted`` that Enter asks about it."""

    pointed = Signal(str)
    wanted = Signal(str)

    def __init__(self, words: Words, look: Look) -> None:
        """Make an empty table."""
        super().__init__()
        self._words, self._look = words, look
        self.subjects = ReviewModel(words, self)
        self.setModel(self.subjects)
        self.setItemDelegate(SubjectDelegate(look, self))
        self.names, self.titles = NameHeader(look, self), TitleHeader(look, self)
        self.setVerticalHeader(self.names)
        self.setHorizontalHeader(self.titles)
        self.titles.setSectionsClickable(True)
        self.titles.sectionClicked.connect(self.sort_by)
        self._behave()
        self.clicked.connect(lambda _: self.wanted.emit(self.current()))
        self.selectionModel().currentRowChanged.connect(self._moved)
        look.changed.connect(self.fit)
        words.changed.connect(self._respeak)

    def _behave(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def _respeak(self) -> None:
        before = self.current()
        self.subjects.forget_words()
        self.fit()
        self.show_code(before)

    def show_review(self, standing: ReviewStanding | None) -> None:
        """Show a review; the subject under the cursor stays under it."""
        before, shown = self.current(), self.subjects.standing
        if shown is None or standing is None or shown.id != standing.id:
            before = ""
            self.subjects.column, self.subjects.descending = PLACE, False
        self.subjects.show_review(standing)
        self.fit()
        if before:
            self.show_code(before)
        else:
            self.setCurrentIndex(QModelIndex())
            self.scrollToTop()

    def show_code(self, code: str) -> None:
        """Bring a subject under the cursor and into sight."""
        row = self.subjects.row_of(code) if code else -1
        if row >= 0:
            self.setCurrentIndex(self.subjects.index(row, max(self.currentIndex().column(), 0)))

    def current(self) -> str:
        """Give the code of the subject under the cursor, empty without one."""
        index = self.currentIndex()
        return str(self.subjects.subject(index.row()).subject.code) if index.isValid() else ""

    def sort_by(self, column: int) -> None:
        """Sort by a column, the other way round when it is sorted by already; the subject keeps the cursor."""
        again = column == self.subjects.column and not self.subjects.descending
        before = self.current()
        self.subjects.sort(column, Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder)
        self.fit()
        self.show_code(before)

    def fit(self) -> None:
        """Give every column the room of its words, titles on several lines; names keep theirs."""
        look, model = self._look, self.subjects
        self.names.setDefaultSectionSize(self.names.height_of_rows())
        self.names.setFixedWidth(look.px(NAMES if self.width() >= look.px(ROOMY) else NARROW_NAMES))
        said = self._words.say("ui.reviews.head.subject", shown=model.rowCount())
        self.names.tell(said)
        body, strong = QFontMetrics(look.font("body")), QFontMetrics(look.font("strong"))
        rows = [model.subject(row) for row in range(min(model.rowCount(), MEASURED))]
        for column in range(model.columnCount()):
            metrics = strong if column == PLACE else body
            widest = max((metrics.horizontalAdvance(model.text(row, column)) for row in rows), default=0)
            sign = look.px(ICON) + 6 if column == STATE or model.gate_at(column) is not None else 0
            width = max(self.titles.width_for(column), widest + sign + 2 * PAD + 4)
            self.setColumnWidth(column, min(width, look.px(WIDEST_STATE)) if column == STATE else width)
        self.titles.updateGeometry()
        self.updateGeometries()
        self.viewport().update()
        self.titles.viewport().update()

    def _moved(self, current: Index, _: Index) -> None:
        self.names.viewport().update()
        if current.isValid():
            self.pointed.emit(self.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask about the subject with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit(self.current())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first row, so that the focus is seen."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection() and self.subjects.rowCount():
            self.setCurrentIndex(self.subjects.index(max(self.currentIndex().row(), 0), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Part the new width between names and figures."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.names.setFixedWidth(self._look.px(NAMES if self.width() >= self._look.px(ROOMY) else NARROW_NAMES))
