"""A field for words that keeps them by itself: every pause of two seconds, and when it is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from judge_desk.contest.values.problems import Refusal
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Picture, Text

PAUSE_MS: Final = 2000
LINES: Final = 3

Store = Callable[[str], None]
"""Puts the words on disk, or raises a refusal."""


class Paper(QPlainTextEdit):
    """The text itself; ``deserted`` when the focus leaves it, ``ended`` on Esc. Tab leads on."""

    deserted = Signal()
    ended = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Write on behind what is there, but leave the cursor where the mouse puts it."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.OtherFocusReason:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def event(self, event: QEvent) -> bool:
        """Keep Esc, which ends the writing and not the page, and leave Ctrl+K to the page."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.key() == Qt.Key.Key_K and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                event.ignore()
                return False
        return super().event(event)

    def sizeHint(self) -> QSize:
        """Ask for no more than the least height; a layout with room to spare may give more."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End the writing with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the words may be kept now."""
        super().focusOutEvent(event)
        self.deserted.emit()


class RemarkField(QFrame):
    """Name, who will read it, the words, and whether they are kept.

    ``private`` is the note that only the judge reads: another colour, and the icon of it. ``ended`` asks to close the
    field; its words are kept by then.
    """

    ended = Signal()

    def __init__(self, shell: Shell, store: Store, private: bool = False) -> None:
        """Make an empty field that hands what is typed to ``store``."""
        super().__init__()
        self._shell, self._store, self._private = shell, store, private
        self._kept = ""
        look = shell.look
        if private:
            self.setProperty("frame", "private")
        self.name = Text(look, "label")
        self.readers = Text(look, "small", "warn" if private else "text_2", wrap=True)
        self.state = Text(look, "caption", "ok", wrap=True)
        self.paper = Paper()
        self.paper.setTabChangesFocus(True)
        self.name.setBuddy(self.paper)
        icon = Picture(look, "eye-off" if private else "eye", "warn" if private else "text_2", 16)
        self.close_button = Button(look, "text")
        self.close_button.clicked.connect(self._end)
        self.paper.ended.connect(self._end)
        head = row(self.name, icon, self.readers, self.close_button, spacing=8)
        head.setStretchFactor(self.readers, 1)
        side = 8 if private else 0
        self.setLayout(column(head, self.paper, self.state, spacing=4, margins=(side, 4, side, 2)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        self.paper.textChanged.connect(self._typed)
        self.paper.deserted.connect(self.flush)
        look.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.paper.setFont(self._shell.look.font("body"))
        self.paper.setMinimumHeight(LINES * self._shell.look.line("body") + 20)

    def _end(self) -> None:
        if self.flush():
            self.ended.emit()

    def tell(self, name: str, readers: str) -> None:
        """Say what the field is and who reads it."""
        self.name.setText(name)
        self.readers.setText(readers)
        self.paper.setAccessibleName(f"{name}. {readers}")
        self.close_button.setText(self._shell.words.say("ui.marking.close_words"))

    @property
    def text(self) -> str:
        """The words that are on disk."""
        return self._kept

    @property
    def pending(self) -> bool:
        """Whether words stand here that are not on disk."""
        return self.paper.toPlainText() != self._kept

    def show_text(self, text: str, locked: bool = False) -> None:
        """Show the words that are on disk."""
        self._kept = text
        self.state.setText("")
        if self.paper.isReadOnly() is not locked:
            self.paper.setReadOnly(locked)
        if self.paper.toPlainText() != text:
            self.paper.setPlainText(text)
        self._timer.stop()

    def _typed(self) -> None:
        if self.pending:
            self.state.setText("")
            self._timer.start()

    def flush(self) -> bool:
        """Keep what was typed; False when it could not be kept, and then it stays here."""
        self._timer.stop()
        words = self.paper.toPlainText()
        if not self.pending:
            return True
        try:
            self._store(words)
        except Refusal as refusal:
            self.state.set_tone("stop")
            self.state.setText(self._shell.words.problem(replace(refusal.problem, where="")))
            return False
        self._kept = words
        self.state.set_tone("ok")
        self.state.setText(self._shell.words.say("ui.marking.saved_words"))
        return True
