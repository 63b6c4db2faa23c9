"""The field of a mark: what is typed is offered to the disk, and only what the disk has taken looks like a mark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.text import restyle

WIDTH: Final = 72
LONGEST: Final = 12
STEPS: Final = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
OWN: Final = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
)
"""Chords that the field keeps for itself; all others, undo among them, belong to the page."""

Offer = Callable[[str], bool]
"""Takes what was typed; True once it is on disk, after :meth:`MarkField.show_mark` was called with it."""


class MarkField(QLineEdit):
    """Holds one mark as text; ``entered`` when it gets the focus, ``moved`` when a key leads on (1) or back (−1).

    Enter, Tab, arrows and leaving offer what was typed; refused text stays, and so does the focus. Esc brings back
    what the disk has.
    """

    entered = Signal(object)
    moved = Signal(int)
    put_back = Signal()

    def __init__(self, look: Look, offer: Offer) -> None:
        """Make an empty field."""
        super().__init__()
        self._look, self._offer = look, offer
        self._kept = ""
        self._clicked = False
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setMaxLength(LONGEST)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.setAcceptDrops(False)
        self.textEdited.connect(lambda _: self._dress("typed"))
        look.changed.connect(self._follow)
        self._follow()
        self._dress("empty")

    def _follow(self) -> None:
        self.setFont(self._look.font("mark"))
        self.setFixedWidth(max(self._look.px(WIDTH), self.fontMetrics().horizontalAdvance("000,00") + 20))

    def _dress(self, state: str) -> None:
        restyle(self, mark=state)

    @property
    def kept(self) -> str:
        """The text of the mark on disk, empty for none."""
        return self._kept

    @property
    def pending(self) -> bool:
        """Whether something else stands here than on disk."""
        return self.text().strip() != self._kept

    @property
    def state(self) -> str:
        """How the field looks: ``empty``, ``typed``, ``kept`` or ``refused``."""
        return str(self.property("mark"))

    def show_mark(self, text: str) -> None:
        """Show the mark that is on disk; empty for none."""
        self._kept = text
        if self.text() != text:
            self.setText(text)
        self._dress("kept" if text else "empty")

    def refuse(self) -> None:
        """Look refused; what was typed stays, and typing replaces it."""
        self._dress("refused")
        if self.hasFocus():
            self.selectAll()

    def settle(self) -> bool:
        """Offer what is not on disk yet; False when it was not taken."""
        if not self.pending:
            self.show_mark(self._kept)
            return True
        return self._offer(self.text())

    def restore(self) -> None:
        """Bring back the mark that is on disk."""
        self.show_mark(self._kept)
        self.selectAll()
        self.put_back.emit()

    def event(self, event: QEvent) -> bool:
        """Keep Esc while something is typed, and leave chords to the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.pending:
                event.accept()
                return True
            chord = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
            if event.modifiers() & chord and not any(event.matches(each) for each in OWN):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead on with Enter and the arrows, bring back with Esc; a blank is no part of a mark."""
        key = Qt.Key(event.key())
        if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and key in STEPS:
            if self.settle():
                self.moved.emit(STEPS[key])
        elif key == Qt.Key.Key_Escape and self.pending:
            self.restore()
        elif key != Qt.Key.Key_Space:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Lead on or back with Tab, as Enter does."""
        if self.settle():
            self.moved.emit(1 if forward else -1)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select all, so that typing replaces; a row makes its room before the focus is painted."""
        self.entered.emit(self)
        super().focusInEvent(event)
        self._clicked = event.reason() == Qt.FocusReason.MouseFocusReason
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Offer what was typed, but not when only a menu opens over the field."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self.pending and self.state != "refused":
            self.settle()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep everything selected on the click that brings the focus."""
        if self._clicked:
            self._clicked = False
            return
        super().mousePressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method has finished; what it is still composing is not shown, for it eats digits."""
        plain = QInputMethodEvent()
        plain.setCommitString(event.commitString(), event.replacementStart(), event.replacementLength())
        super().inputMethodEvent(plain)
