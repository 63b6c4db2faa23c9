"""The council's checklist as a table: in every cell the two answers side by side, neither chosen at first."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from judge_desk.ui.look import Look
from judge_desk.ui.models.checklist import CELL_ROLE, ChecklistModel
from judge_desk.ui.models.review_words import GATE_SIGNS
from judge_desk.ui.widgets.subject_heads import NameHeader, TitleHeader
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
PAD: Final = 10
RING: Final = 16
NAMES: Final = 280
NARROW_NAMES: Final = 170
ROOMY: Final = 760
"""px of the table from which names have their full width."""
YES_KEYS: Final = (Qt.Key.Key_1, Qt.Key.Key_C, Qt.Key.Key_Y)
NO_KEYS: Final = (Qt.Key.Key_2, Qt.Key.Key_K, Qt.Key.Key_N)


class ChecklistDelegate(QStyledItemDelegate):
    """Paints one cell: the recorded word, or two rings with their words."""

    def __init__(self, words: Words, look: Look, view: QTableView) -> None:
        """Paint for a view."""
        super().__init__(view)
        self._words, self._look, self._view = words, look, view

    def answers(self) -> tuple[str, str]:
        """Give the words of both answers."""
        return self._words.say("ui.checklist.yes"), self._words.say("ui.checklist.no")

    def halves(self, rect: QRect) -> tuple[QRect, QRect]:
        """Part a cell between both answers."""
        metrics, (yes, _) = QFontMetrics(self._look.font("body")), self.answers()
        first = self._look.px(RING) + metrics.horizontalAdvance(yes) + 6 + 2 * PAD
        return QRect(rect.left(), rect.top(), first, rect.height()), rect.adjusted(first, 0, 0, 0)

    def least_width(self) -> int:
        """Give the width that both answers need, and the longest recorded word."""
        metrics, (_, no) = QFontMetrics(self._look.font("body")), self.answers()
        pair = self.halves(QRect(0, 0, 0, 0))[0].width() + self._look.px(RING) + metrics.horizontalAdvance(no) + 6
        words = ("ui.reviews.gate.met", "ui.reviews.gate.not_met", "ui.checklist.not_asked")
        said = max(metrics.horizontalAdvance(self._words.say(each)) for each in words)
        return max(pair, said + self._look.px(RING) + 6) + 2 * PAD + 4

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of a row; widths are measured by the view."""
        return QSize(40, self._look.px(40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        tokens, rect, here = self._look.tokens, QRect(option.rect), self._view.currentIndex() == index
        recorded, drafted, may = index.data(CELL_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(tokens.accent_soft if here else tokens.surface if may else tokens.surface_2))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(self._look.font("body"))
        if drafted is None and (recorded is not None or not may):
            self._word(painter, rect, str(index.data()), recorded)
        else:
            for half, word, answer in zip(self.halves(rect), self.answers(), (True, False), strict=True):
                self._ring(painter, half, word, drafted is answer)
        if here:
            painter.setPen(QPen(QColor(tokens.accent), 2 if self._view.hasFocus() else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _word(self, painter: QPainter, rect: QRect, text: str, recorded: bool | None) -> None:
        look, inner = self._look, rect.adjusted(PAD, 0, -PAD, 0)
        tone = "text_2"
        if recorded is not None:
            icon, tone = GATE_SIGNS["met" if recorded else "not_met"]
            picture = look.pixmap(icon, tone, RING, self._view.devicePixelRatioF())
            painter.drawPixmap(inner.left(), rect.top() + (rect.height() - look.px(RING)) // 2, picture)
            inner.setLeft(inner.left() + look.px(RING) + 6)
        painter.setPen(QColor(look.colour(tone)))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _ring(self, painter: QPainter, half: QRect, word: str, chosen: bool) -> None:
        tokens, side = self._look.tokens, self._look.px(RING)
        box = QRect(half.left() + PAD, half.top() + (half.height() - side) // 2, side, side)
        painter.setPen(QPen(QColor(tokens.accent if chosen else tokens.line_strong), 2 if chosen else 1.4))
        painter.setBrush(QColor(tokens.surface))
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            inside = side // 4
            painter.drawEllipse(box.adjusted(inside + 1, inside + 1, -inside - 1, -inside - 1))
        painter.setPen(QColor(tokens.text))
        painter.setFont(self._look.font("label" if chosen else "body"))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(half.adjusted(PAD + side + 6, 0, 0, 0), left, word)


class ChecklistGrid(QTableView):
    """The table; a click or a key chooses an answer, Delete takes it back."""

    def __init__(self, words: Words, look: Look) -> None:
        """Make an empty table."""
        super().__init__()
        self._words, self._look = words, look
        self.answers = ChecklistModel(words, self)
        self._delegate = ChecklistDelegate(words, look, self)
        self.names, self.titles = NameHeader(look, self), TitleHeader(look, self)
        self.setModel(self.answers)
        self.setItemDelegate(self._delegate)
        self.setVerticalHeader(self.names)
        self.setHorizontalHeader(self.titles)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.answers.modelReset.connect(self.fit)
        look.changed.connect(self.fit)
        words.changed.connect(self.fit)

    def fit(self) -> None:
        """Give every condition the room of its title and both answers."""
        look = self._look
        self.names.setDefaultSectionSize(self.names.height_of_rows())
        self.names.setFixedWidth(look.px(NAMES if self.width() >= look.px(ROOMY) else NARROW_NAMES))
        self.names.tell(self._words.say("ui.reviews.head.subject", shown=self.answers.rowCount()))
        least = self._delegate.least_width()
        widths = [max(least, self.titles.width_for(column)) for column in range(self.answers.columnCount())]
        for _ in range(2):  # the titles may grow, and a scroll bar come, which leaves less room than was there
            room = self.viewport().width()
            more = max(room - sum(widths), 0) // max(len(widths), 1)
            for column, width in enumerate(widths):
                self.setColumnWidth(column, max(width, min(width + more, look.px(260))))
            self.titles.updateGeometry()
            self.updateGeometries()
            if self.viewport().width() == room:
                break
        self.viewport().update()

    def choose_alike(self, along_row: bool) -> None:
        """Choose yes in every cell of the marked row or column that is still without an answer."""
        here = self.currentIndex()
        if not here.isValid():
            return
        row, column = here.row(), here.column()
        ways = ((row, at) for at in range(self.answers.columnCount()))
        downs = ((at, column) for at in range(self.answers.rowCount()))
        for at in ways if along_row else downs:
            index = self.answers.index(*at)
            recorded, drafted, _ = index.data(CELL_ROLE)
            if recorded is None and drafted is None:
                self.answers.draft(index, True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the answer that was hit; a chosen one is taken back."""
        super().mousePressEvent(event)
        point: QPoint = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        recorded, drafted, may = index.data(CELL_ROLE)
        if not may or (recorded is not None and drafted is None):
            return  # a recorded word is changed by key, not by a slip of the hand
        yes, no = self._delegate.halves(self.visualRect(index))
        if yes.contains(point) or no.contains(point):
            answer = yes.contains(point)
            self.answers.draft(index, None if drafted is answer else answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with 1 or 2 (or the first letter), take back with Delete; the space bar goes round."""
        key, index = Qt.Key(event.key()), self.currentIndex()
        if key in YES_KEYS:
            self.answers.draft(index, True)
        elif key in NO_KEYS:
            self.answers.draft(index, False)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.answers.draft(index, None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            below = index.row() + 1
            if below < self.answers.rowCount():
                self.setCurrentIndex(self.answers.index(below, index.column()))
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Paint both cells and the names anew."""
        super().currentChanged(current, previous)
        self.update(previous)
        self.update(current)
        self.names.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first cell, so that the focus is seen."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.answers.rowCount() and self.answers.columnCount():
            self.setCurrentIndex(self.answers.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Part the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()
