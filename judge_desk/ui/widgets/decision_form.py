"""Why and by whom: what every recorded decision must say, as fields that begin empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Text

PARTED = ";"


class NamesCompleter(QCompleter):
    """Offers names for the last of several that are parted by semicolons; those before it stay."""

    def __init__(self, names: Sequence[str], field: QLineEdit) -> None:
        """Offer names in a field, wherever in a name what was typed stands."""
        super().__init__(list(names), field)
        self._field = field
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def splitPath(self, path: str) -> list[str]:
        """Look for the last name only."""
        return [path.rpartition(PARTED)[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Put the chosen name after those that stand there."""
        before, parted, _ = self._field.text().rpartition(PARTED)
        return f"{before}{parted} {super().pathFromIndex(index)}".strip()


class DecisionForm(QWidget):
    """Reason and people of a decision; ``changed`` says that something was typed.

    ``entered`` says that Enter was pressed after the people, not to choose one of the names that are offered.

    Several people are parted by semicolons, each as ``name (office)``.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, shell: Shell, beside: bool = False) -> None:
        """Make the form with empty fields, under each other or ``beside`` each other."""
        super().__init__()
        self._shell = shell
        look = shell.look
        self.reason_label, self.people_label = Text(look, "label"), Text(look, "label")
        self.reason_field, self.people_field = QLineEdit(), QLineEdit()
        self.reason_label.setBuddy(self.reason_field)
        self.people_label.setBuddy(self.people_field)
        self.hint = Text(look, "caption", "text_2", wrap=True)
        for each in (self.reason_field, self.people_field):
            each.textChanged.connect(lambda _: self.changed.emit())
        self.people_field.returnPressed.connect(self._enter)
        reason = column(self.reason_label, self.reason_field, spacing=4)
        people = column(self.people_label, self.people_field, self.hint, spacing=4)
        if beside:
            both = row(column(reason, 0), people, spacing=12)
            both.setStretch(0, 1)
            both.setStretch(1, 1)
            self.setLayout(both)
        else:
            self.setLayout(column(reason, people, spacing=10))
        shell.words.changed.connect(self.speak)
        self.speak()

    def speak(self) -> None:
        """Say the labels."""
        say = self._shell.words.say
        self.reason_label.setText(say("ui.decision_form.reason"))
        self.reason_field.setAccessibleName(say("ui.decision_form.reason"))
        self.people_label.setText(say("ui.decision_form.people"))
        self.people_field.setAccessibleName(say("ui.decision_form.people"))
        self.hint.setText(say("ui.decision_form.hint"))

    def offer(self, names: Sequence[str]) -> None:
        """Offer names while people are typed, e.g. those of the panel as ``name (office)``."""
        self.people_field.setCompleter(NamesCompleter(names, self.people_field))

    def _enter(self) -> None:
        completer = self.people_field.completer()
        offered = completer.popup() if completer is not None else None
        if offered is None or not offered.isVisible():
            self.entered.emit()

    @property
    def reason(self) -> str:
        """Why, as typed."""
        return self.reason_field.text().strip()

    @property
    def people(self) -> tuple[str, ...]:
        """Who decided, each once."""
        typed = (each.strip() for each in self.people_field.text().split(PARTED))
        return tuple(dict.fromkeys(each for each in typed if each))

    def missing(self) -> str:
        """Say in words what is missing before the decision can be recorded; empty when nothing is."""
        if not self.reason:
            return self._shell.words.say("ui.decision_form.no_reason")
        if not self.people:
            return self._shell.words.say("ui.decision_form.no_people")
        return ""

    def clear(self) -> None:
        """Empty both fields, for the next decision."""
        self.reason_field.clear()
        self.people_field.clear()
