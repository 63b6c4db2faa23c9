"""The votes that were counted: in favour, against, abstained. Empty at first; nobody's vote is filled in."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from judge_desk.contest.values.decisions import Votes
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Text

NAMES: Final = ("in_favour", "against", "abstained")
MOST: Final = 999


class VoteFields(QWidget):
    """Three numbers; ``changed`` says that one was typed."""

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make three empty fields."""
        super().__init__()
        self._shell = shell
        self.labels = {name: Text(shell.look, "caption_strong", wrap=True) for name in NAMES}
        self.fields = {name: QLineEdit() for name in NAMES}
        for name, field in self.fields.items():
            field.setValidator(QIntValidator(0, MOST, field))
            field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.textChanged.connect(lambda _: self.changed.emit())
            self.labels[name].setBuddy(field)
            self.labels[name].setMinimumWidth(60)
        parts = (column(0, self.labels[name], self.fields[name], spacing=4) for name in NAMES)
        self.setLayout(row(*parts, spacing=8))
        shell.words.changed.connect(self.speak)
        self.speak()

    def speak(self) -> None:
        """Say the labels."""
        for name, label in self.labels.items():
            words = self._shell.words.say(f"ui.votes.{name}")
            label.setText(words)
            self.fields[name].setAccessibleName(words)

    @property
    def votes(self) -> Votes | None:
        """The votes; None while a field is empty."""
        texts = [field.text().strip() for field in self.fields.values()]
        return Votes(*(int(text) for text in texts)) if all(text.isdecimal() for text in texts) else None

    def missing(self) -> str:
        """Say in words what is missing; empty when the vote carries the decision."""
        votes, say = self.votes, self._shell.words.say
        if votes is None:
            return say("ui.votes.empty")
        return "" if votes.in_favour > votes.against else say("ui.votes.lost")

    def clear(self) -> None:
        """Empty the fields."""
        for field in self.fields.values():
            field.clear()
