"""A field to search a list while typing: Esc empties it, the arrow down goes into the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from judge_desk.ui.look import Look


class SearchField(QLineEdit):
    """``left_down`` asks for the focus to go into the list; ``wanted`` that what is found first be opened."""

    left_down = Signal()
    wanted = Signal()

    def __init__(self, look: Look) -> None:
        """Make an empty field."""
        super().__init__()
        self._look = look
        self._sign = QAction(self)
        self._sign.setEnabled(False)
        self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        look.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setFont(self._look.font("body"))
        self._sign.setIcon(self._look.icon("search", "text_2", 18, self.devicePixelRatioF()))

    def tell(self, words: str) -> None:
        """Say what can be searched; it stands in the empty field."""
        self.setPlaceholderText(words)
        self.setAccessibleName(words)

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the field while there is something in it; the window takes it for the way back."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.ShortcutOverride and self.text():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Esc, the arrow down and Enter."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key == Qt.Key.Key_Down:
            self.left_down.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
        else:
            super().keyPressEvent(event)
