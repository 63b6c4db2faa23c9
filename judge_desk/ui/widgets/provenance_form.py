"""Where figures come from: who closed them, when, what says them, and why they replace those in force."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from judge_desk.desks.provenance import Provenance
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.layouts import column
from judge_desk.ui.widgets.text import Text

FIELDS: Final = ("closed_by", "closed_on", "source", "reason")


class ProvenanceForm(QWidget):
    """``changed`` says that something was typed; all fields begin empty."""

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make empty fields."""
        super().__init__()
        self._shell = shell
        self.labels = {name: Text(shell.look, "caption_strong") for name in FIELDS}
        self.lines = {name: QLineEdit() for name in FIELDS}
        self._holders: dict[str, QWidget] = {}
        for name, line in self.lines.items():
            line.textChanged.connect(lambda _: self.changed.emit())
            self.labels[name].setBuddy(line)
            holder = QWidget()
            holder.setLayout(column(self.labels[name], line, spacing=2))
            self._holders[name] = holder
        self.setLayout(column(*self._holders.values(), spacing=8))

    def speak(self) -> None:
        """Say the labels."""
        say = self._shell.words.say
        for name, line in self.lines.items():
            word = say(f"ui.extras.form.{name}")
            self.labels[name].setText(word)
            line.setAccessibleName(word)
        self.lines["closed_on"].setPlaceholderText(say("ui.rules.day"))

    def ask_reason(self, needed: bool) -> None:
        """Ask for a reason where figures in force are replaced."""
        self._holders["reason"].setVisible(needed)

    def clear_reason(self) -> None:
        """Let go of the reason: the next change has its own."""
        self.lines["reason"].clear()

    def clear(self) -> None:
        """Empty every field."""
        for line in self.lines.values():
            line.clear()

    def first_empty(self) -> QLineEdit:
        """Give the first field that is shown and empty, else the first of all."""
        shown = [self.lines[name] for name in FIELDS if not self._holders[name].isHidden()]
        return next((line for line in shown if not line.text().strip()), self.lines["closed_by"])

    def stated(self) -> Provenance:
        """Give what was typed; the day in its ISO form if it is one."""
        day = self.lines["closed_on"].text().strip()
        parts = day.split("/")
        iso = "-".join(part.zfill(2) for part in reversed(parts)) if len(parts) == 3 else day
        return Provenance(self.lines["closed_by"].text(), iso, self.lines["source"].text(), self.lines["reason"].text())

    def missing(self, from_file: bool) -> str:
        """Name the first field that is still empty; a file names its source itself."""
        wanted = [name for name in FIELDS if name != "source" or not from_file]
        asked = [name for name in wanted if not self._holders[name].isHidden()]
        return next((name for name in asked if not self.lines[name].text().strip()), "")
