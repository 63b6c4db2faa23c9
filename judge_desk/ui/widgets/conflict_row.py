"""One entry in the list of conflicts: whose it is, a box to tick, and the reason once it is ticked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from judge_desk.desks.marking import EntryLine
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Rule, Text
from judge_desk.ui.widgets.tick import Tick


class ConflictRow(QWidget):
    """``changed`` when box or reason changes."""

    changed = Signal()

    def __init__(self, shell: Shell, line: EntryLine, declared: str) -> None:
        """Show an entry; ``declared`` is the reason that was given for it before, empty for none."""
        super().__init__()
        look = shell.look
        self.line = line
        self._say = shell.words.say
        self.code = Text(look, "label")
        self.units = Text(look, "label", wrap=True)
        self.authors = Text(look, "body", "text_2", wrap=True)
        self.tick = Tick(look)
        self.reason = QLineEdit()
        self.code.setText(line.code)
        self.code.setMinimumWidth(look.px(64))
        self.units.setText("; ".join(line.units))
        self.heading = Text(look, "body", wrap=True)
        self.heading.setText(line.title)
        self.authors.setText("; ".join(line.authors))
        who = column(self.units, self.authors, self.heading, spacing=0)
        top = row(self.code, who, self.tick, spacing=12)
        top.setStretchFactor(who, 1)
        self.setLayout(column(top, self.reason, 6, Rule(), spacing=6, margins=(16, 8, 16, 0)))
        self.tick.toggled.connect(self._open)
        self.reason.textChanged.connect(self.changed)
        self.tick.setChecked(bool(declared))
        self.reason.setText(declared)
        self.reason.setVisible(bool(declared))
        self.speak()

    def speak(self) -> None:
        """Say every word."""
        self.tick.setText(self._say("ui.conflicts.mine"))
        self.tick.setAccessibleName(self._say("ui.conflicts.mine_of", code=self.line.code))
        self.reason.setPlaceholderText(self._say("ui.conflicts.reason"))
        self.reason.setAccessibleName(self._say("ui.conflicts.reason_of", code=self.line.code))

    def _open(self, on: bool) -> None:
        self.reason.setVisible(on)
        if on:
            self.reason.setFocus()
        self.changed.emit()

    @property
    def given(self) -> str:
        """The reason, empty when the box is not ticked or nothing was written."""
        return self.reason.text().strip() if self.tick.isChecked() else ""

    @property
    def lacking(self) -> bool:
        """Whether the box is ticked and the reason missing."""
        return self.tick.isChecked() and not self.reason.text().strip()
