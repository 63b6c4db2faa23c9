"""Shows a list of sentences: each row as high as its sentence needs, sign and word before it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from judge_desk.ui.look import Look
from judge_desk.ui.models.lines import LINE_ROLE, Line, LineModel

Index = QModelIndex | QPersistentModelIndex
WRAP: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
MARGIN: Final = 16
GAP: Final = 12
NARROW: Final = 560
"""px under which the word of a sign stands over its sentence instead of before it."""


class LineDelegate(QStyledItemDelegate):
    """Paints a line: icon and word in a column of their own, then the sentence, a rule under it."""

    def __init__(self, look: Look, view: QListView) -> None:
        """Paint for a view."""
        super().__init__(view)
        self._look, self._view = look, view
        self._word_width = 0
        self.marks = False

    def measure(self, lines: tuple[Line, ...]) -> None:
        """Make the column of words as wide as the longest."""
        metrics = QFontMetrics(self._look.font("small"))
        self._word_width = max((metrics.horizontalAdvance(each.word) for each in lines), default=0)

    def _text_left(self, width: int) -> int:
        words = self._word_width + GAP if self._word_width and width >= NARROW else 0
        return MARGIN + self._look.px(18) + 10 + words

    def _heights(self, line: Line, width: int) -> tuple[int, int, int]:
        """Give the heights of the word (where it stands above), the sentence and the detail."""
        room = QRect(0, 0, width - self._text_left(width) - MARGIN, 100_000)
        body = QFontMetrics(self._look.font("body")).boundingRect(room, WRAP, line.text).height()
        quiet = QFontMetrics(self._look.font("caption"))
        detail = quiet.boundingRect(room, WRAP, line.detail).height() + 4 if line.detail else 0
        above = self._look.line("small") if line.word and width < NARROW else 0
        return above, max(body, self._look.line("body")), detail

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height that the sentence needs at the view's width."""
        width = self._view.viewport().width()
        return QSize(width, max(sum(self._heights(index.data(LINE_ROLE), width)) + 16, self._look.px(36)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        line: Line = index.data(LINE_ROLE)
        rect: QRect = option.rect
        painter.save()
        self._ground(painter, option, rect)
        picture = self._look.pixmap(line.icon, line.tone, 18, self._view.devicePixelRatioF())
        painter.drawPixmap(rect.left() + MARGIN, rect.top() + 9, picture)
        self._letters(painter, rect, line)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        tokens = self._look.tokens
        state = option.state
        painter.fillRect(rect, QColor(tokens.surface))
        focused = self._view.hasFocus()
        if state & QStyle.StateFlag.State_Selected and (focused or self.marks):
            painter.fillRect(rect, QColor(tokens.accent_soft))
            width = 3 if focused else 1
            painter.fillRect(QRect(rect.left(), rect.top(), width, rect.height()), QColor(tokens.accent))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _letters(self, painter: QPainter, rect: QRect, line: Line) -> None:
        tokens, left = self._look.tokens, rect.left() + self._text_left(rect.width())
        above, body, detail = self._heights(line, rect.width())
        top, width = rect.top() + 8, rect.right() - left - MARGIN + 1
        painter.setFont(self._look.font("small"))
        painter.setPen(QColor(self._look.colour(line.tone)))
        word_left = left if above else rect.left() + MARGIN + self._look.px(18) + 10
        painter.drawText(QRect(word_left, top, width, self._look.line("body")), WRAP, line.word)
        painter.setFont(self._look.font("body"))
        painter.setPen(QColor(tokens.text))
        painter.drawText(QRect(left, top + above, width, body), WRAP, line.text)
        if detail:
            painter.setFont(self._look.font("caption"))
            painter.setPen(QColor(tokens.text_2))
            painter.drawText(QRect(left, top + above + body + 4, width, detail), WRAP, line.detail)


class LineList(QListView):
    """A list of lines; Enter or a double click opens a row, Ctrl+C copies it; ``chosen`` follows the current row."""

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self, look: Look, marks: bool = False) -> None:
        """Make an empty list; with ``marks`` the chosen row is marked also while the focus is elsewhere."""
        super().__init__()
        self.lines = LineModel(self)
        self._delegate = LineDelegate(look, self)
        self._delegate.marks = marks
        self.setModel(self.lines)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.activated.connect(self._open)
        self.selectionModel().currentChanged.connect(self._choose)
        copy = QAction(self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self._copy)
        self.addAction(copy)
        look.changed.connect(self._measure)

    def show_lines(self, lines: list[Line] | tuple[Line, ...]) -> None:
        """Show other lines; the focus has nothing to stand on in a list without any."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if lines else Qt.FocusPolicy.NoFocus)
        self._delegate.measure(tuple(lines))
        self.lines.show_lines(lines)

    def texts(self) -> list[str]:
        """Give the sentences that are shown."""
        return [line.text for line in self.lines.lines]

    def _measure(self) -> None:
        self._delegate.measure(self.lines.lines)
        self.scheduleDelayedItemsLayout()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(LINE_ROLE).key)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(LINE_ROLE).key)

    def _copy(self) -> None:
        line = self.currentIndex().data(LINE_ROLE)
        if line is not None:
            QGuiApplication.clipboard().setText("\n".join(each for each in (line.text, line.detail) if each))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let rows take their new heights."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Take part in changes of the style."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first row, so that the focus is seen; by itself a view only goes there, and marks nothing."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection():
            self.setCurrentIndex(self.model().index(0, 0))
