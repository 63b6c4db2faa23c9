"""Two texts side by side with the passages that they share; both go to the same passage together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Text

Span = tuple[int, int]
"""Begin and end in a text, counted in characters."""
Titled = tuple[str, str, str]
"""Title, caption and text."""
_BEYOND: Final = "\uffff"
_ABOVE: Final = 3
"""Lines that stay in sight above a passage, where there is room."""


class TextPane(QFrame):
    """A text that is read and not written, under its title."""

    def __init__(self, look: Look) -> None:
        """Make an empty pane."""
        super().__init__()
        self._look = look
        self.setProperty("frame", "card")
        self.title, self.caption = Text(look, "label", wrap=True), Text(look, "caption", "text_2", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("plain", "true")
        self.text.setTabChangesFocus(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self._spans: tuple[Span, ...] = ()
        self._current = -1
        inner = column(self.title, self.caption, self.text, spacing=4, margins=(12, 10, 12, 12))
        inner.setStretchFactor(self.text, 1)
        self.setLayout(inner)
        look.changed.connect(self._follow)
        self._follow()

    def tell(self, title: str, caption: str, text: str, spans: Sequence[Span]) -> None:
        """Show a text with its passages."""
        self.title.setText(title)
        self.caption.setText(caption)
        self.text.setAccessibleName(f"{title}. {caption}")
        self.text.setPlainText(text)
        self._spans = tuple((_in_qt(text, begin), _in_qt(text, end)) for begin, end in spans)
        self._current = -1
        self._mark()

    def go_to(self, number: int) -> None:
        """Mark a passage as the one that is looked at, and bring it into sight."""
        self._current = number
        self._mark()
        begin = self._cursor(*self._spans[number])
        begin.setPosition(self._spans[number][0])
        self.text.setTextCursor(begin)
        bar = self.text.verticalScrollBar()
        line = max(1, self.text.fontMetrics().lineSpacing())
        above = min(_ABOVE, self.text.viewport().height() // line // 4)
        bar.setValue(max(0, bar.value() + self.text.cursorRect().top() // line - above))

    def _cursor(self, begin: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _mark(self) -> None:
        """Colour the passages; the one that is looked at is underlined, too."""
        tokens, marks = self._look.tokens, []
        for number, (begin, end) in enumerate(self._spans):
            mark, shape = QTextEdit.ExtraSelection(), QTextCharFormat()
            shape.setBackground(QColor(tokens.warn_soft))
            shape.setForeground(QColor(tokens.warn if tokens.line_width > 1 else tokens.text))
            if number == self._current or tokens.line_width > 1:
                style = QTextCharFormat.UnderlineStyle
                shape.setUnderlineStyle(style.SingleUnderline if number == self._current else style.DotLine)
                shape.setUnderlineColor(QColor(tokens.warn))
            mark.cursor = self._cursor(begin, end)
            mark.format = shape
            marks.append(mark)
        self.text.setExtraSelections(marks)

    def _follow(self) -> None:
        self.text.setFont(self._look.font("body"))
        self._mark()


def _in_qt(text: str, place: int) -> int:
    """Count a place as Qt does: letters beyond the first plane are two."""
    return place + sum(letter > _BEYOND for letter in text[:place])


class TwinTexts(QWidget):
    """Two panes; ``moved`` tells the number of the passage that is looked at."""

    moved = Signal(int)

    def __init__(self, look: Look) -> None:
        """Make two empty panes."""
        super().__init__()
        self.left, self.right = TextPane(look), TextPane(look)
        self._count, self.current = 0, -1
        both = row(self.left, self.right, spacing=12)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.setLayout(both)

    def tell(
        self, first: tuple[str, str, str], second: tuple[str, str, str], pairs: Sequence[tuple[Span, Span]]
    ) -> None:
        """Show two texts (title, caption, text) and the first passage that they share."""
        self.left.tell(*first, [each[0] for each in pairs])
        self.right.tell(*second, [each[1] for each in pairs])
        self._count, self.current = len(pairs), -1
        if pairs:
            self.go_to(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the passage in sight when there is more or less room."""
        super().resizeEvent(event)
        if self.current >= 0:
            QTimer.singleShot(0, self, self._keep)

    def _keep(self) -> None:
        if 0 <= self.current < self._count:
            self.left.go_to(self.current)
            self.right.go_to(self.current)

    def go_to(self, number: int) -> None:
        """Bring a passage into sight in both; after the last comes the first."""
        if self._count:
            self.current = number % self._count
            self.left.go_to(self.current)
            self.right.go_to(self.current)
            self.moved.emit(self.current)
