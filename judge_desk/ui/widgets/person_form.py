"""The fields of one person of the panel; all begin empty, also the role."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from judge_desk.contest.register.panel import Role
from judge_desk.desks.panel_people import Typed
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.layouts import column
from judge_desk.ui.widgets.pick_field import PickField
from judge_desk.ui.widgets.text import Text

FIELDS: Final = ("name", "role", "position", "unit", "rounds", "fields")


class PersonForm(QWidget):
    """``changed`` says that something was typed; :meth:`typed` gives what stands there."""

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make empty fields."""
        super().__init__()
        self._shell = shell
        self.labels = {name: Text(shell.look, "caption_strong") for name in FIELDS}
        self.lines = {name: QLineEdit() for name in FIELDS if name != "role"}
        self.role = PickField(shell.look)
        self.hint = Text(shell.look, "caption", "text_2", wrap=True)
        for line in self.lines.values():
            line.textChanged.connect(lambda _: self.changed.emit())
        self.role.picked.connect(lambda _: self.changed.emit())
        self._holders: dict[str, QWidget] = {}
        for name in FIELDS:
            field: QWidget = self.role if name == "role" else self.lines[name]
            self.labels[name].setBuddy(field)
            holder = QWidget()
            holder.setLayout(column(self.labels[name], field, spacing=2))
            self._holders[name] = holder
        self.setLayout(column(*self._holders.values(), self.hint, spacing=8))

    def speak(self) -> None:
        """Say the labels and roles."""
        say = self._shell.words.say
        for name in FIELDS:
            word = say(f"ui.seating.form.{name}")
            self.labels[name].setText(word)
            if name != "role":
                self.lines[name].setAccessibleName(word)
        self.hint.setText(say("ui.seating.form.hint"))
        roles = [(role.value, say(f"role.{role}")) for role in Role]
        self.role.tell(say("ui.seating.form.role"), say("ui.seating.form.choose"), roles)

    def offer(self, units: Sequence[str], by_field: bool) -> None:
        """Offer units while one is typed; fields are asked for only where panels are made by field."""
        completer = QCompleter(list(units), self.lines["unit"])
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.lines["unit"].setCompleter(completer)
        self._holders["fields"].setVisible(by_field)

    def show_person(self, typed: Typed | None) -> None:
        """Show a person, or nobody."""
        for name, field in self.lines.items():
            text = getattr(typed, name) if typed is not None else ""
            if field.text() != text:  # the same words stay as they are, with the cursor in them
                field.setText(text)
                field.setCursorPosition(0)
        self.role.choose(typed.role if typed is not None else "")

    def typed(self) -> Typed:
        """Give what stands in the fields."""
        texts = {name: field.text() for name, field in self.lines.items()}
        return Typed(role=self.role.value, **texts)

    def missing(self) -> str:
        """Say what is missing; empty when nothing is."""
        typed = self.typed()
        if not typed.name.strip():
            return self._shell.words.say("ui.seating.form.no_name")
        return "" if typed.role else self._shell.words.say("ui.seating.form.no_role")
