"""The bar with which words are found in a document: a field, how many places, to the next and the one before."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import row
from judge_desk.ui.widgets.search_field import SearchField
from judge_desk.ui.widgets.text import Text

PAUSE_MS: Final = 250
"""Rest in typing after which is searched."""


class FindField(SearchField):
    """A field of the bar: Enter goes on, Shift+Enter back, Esc closes."""

    stepped = Signal(int)
    closed = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the bar; the window takes it for the way back."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter and Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QFrame):
    """``sought`` tells the words to find, ``stepped`` the way to the next place, ``closed`` the end of searching."""

    sought = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the bar, not shown."""
        super().__init__()
        self._shell = shell
        self.setProperty("frame", "header")
        look = shell.look
        self.field = FindField(look)
        self.field.setMaximumWidth(320)
        self.count = Text(look, "small", "text_2")
        self.before, self.after = Button(look, "text", "chevron-up"), Button(look, "text", "chevron-down")
        self.close_button = Button(look, "text")
        parts = self.field, self.count, self.before, self.after, 0, self.close_button
        line = row(*parts, spacing=8, margins=(16, 2, 8, 2))
        line.setStretchFactor(self.field, 9)  # against the 1 of the free room
        self.setLayout(line)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._seek)
        self.field.textChanged.connect(lambda _: self._pause.start())
        self.field.stepped.connect(self._step)
        self.field.closed.connect(self.end)
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.close_button.clicked.connect(self.end)
        shell.words.changed.connect(self._speak)
        self._speak()
        self.hide()

    def _speak(self) -> None:
        say = self._shell.words.say
        self.field.tell(say("ui.reading.find.field"))
        for button, key in ((self.before, "before"), (self.after, "after")):
            button.setAccessibleName(say(f"ui.reading.find.{key}"))
            button.setToolTip(say(f"ui.reading.find.{key}"))
        self.close_button.setText(say("ui.reading.find.close"))

    def begin(self) -> None:
        """Show the bar, the words of the last time marked."""
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        if self.field.text():
            self._pause.start()

    def end(self) -> None:
        """Take the bar away."""
        self._pause.stop()
        self.hide()
        self.closed.emit()

    def _seek(self) -> None:
        self.sought.emit(self.field.text())

    def _step(self, step: int) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._seek()
        else:
            self.stepped.emit(step)

    def tell(self, now: int, found: int, searching: bool) -> None:
        """Say how many places were found and which one is shown (from 1; 0 for none)."""
        say = self._shell.words.say
        if not self.field.text().strip():
            text = ""
        elif found:
            text = say("ui.reading.find.place", number=now, total=found)
        else:
            text = say("ui.reading.find.searching" if searching else "ui.reading.find.nothing")
        self.count.setText(text)
        for button in (self.before, self.after):
            button.setEnabled(found > 0)
