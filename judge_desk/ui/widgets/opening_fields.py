"""What opening closed ballots asks of people: the digits off the chair's sheet, who opens, who looks on, why early."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.code_entry import CodeEntry
from judge_desk.ui.widgets.layouts import card, column, row, scrolling
from judge_desk.ui.widgets.text import Text


def names_in(field: QLineEdit) -> tuple[str, ...]:
    """Read names that are parted by semicolons."""
    return tuple(name for each in field.text().split(";") if (name := each.strip()))


class OpeningFields(QWidget):
    """The digits off the chair's sheet; when it comes to opening, also who opens, who looks on, and why it is early."""

    def __init__(self, shell: Shell) -> None:
        """Make the pane with empty fields."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self.title, self.text = Text(look, "heading", wrap=True), Text(look, "body", "text_2", wrap=True)
        self.entry = CodeEntry(shell)
        self.labels = {each: Text(look, "label") for each in ("people", "witnesses", "reason")}
        self.fields = {each: QLineEdit() for each in self.labels}
        self.act, self.other = Button(look, "primary", "check"), Button(look, "text")
        self.why = Text(look, "small", "text_2", wrap=True)
        parts: list[QWidget] = []
        for name, label in self.labels.items():
            label.setBuddy(self.fields[name])
            self.fields[name].textChanged.connect(lambda _: self.weigh())
            parts += [label, self.fields[name]]
        self.entry.changed.connect(self.weigh)
        acts = row(self.other, 0, self.act, spacing=8)
        inner = QWidget()
        words = column(self.title, self.text, 4, self.entry, *parts, 4, self.why, acts, 0, spacing=8)
        words.setContentsMargins(20, 16, 20, 16)
        inner.setLayout(words)
        inner.setProperty("ground", "surface")
        self.setLayout(column(card(column(scrolling(inner), margins=(2, 2, 2, 2)))))
        self._missing = False

    def show_state(self, state: str, missing: bool) -> None:
        """Ask for what a state needs; ``missing``: seats have not handed in, so that a reason is wanted, too."""
        say = self._shell.words.say
        opens = state != "not_confirmed"
        self._missing = missing
        kind = "open" if opens else "confirm"
        self.title.setText(say(f"ui.closed.{kind}.title"))
        self.text.setText(say(f"ui.closed.{kind}.text"))
        self.act.setText(say(f"ui.closed.{kind}.act"))
        self.other.setText(say(f"ui.closed.{kind}.other"))
        for name, label in self.labels.items():
            shown = opens and (name != "reason" or missing)
            label.setText(say(f"ui.closed.{name}"))
            self.fields[name].setAccessibleName(say(f"ui.closed.{name}"))
            label.setVisible(shown)
            self.fields[name].setVisible(shown)
        self._opens = opens
        self.weigh()

    def weigh(self) -> None:
        """Say beside the button why it cannot act yet."""
        lacks = ""
        if not self.entry.is_whole:
            lacks = "digits"
        elif self._opens and not names_in(self.fields["people"]):
            lacks = "people"
        elif self._opens and self._missing and not self.fields["reason"].text().strip():
            lacks = "reason"
        self.act.setEnabled(not lacks)
        self.why.setText(self._shell.words.say(f"ui.closed.lacks.{lacks}") if lacks else "")

    def forget(self) -> None:
        """Empty every field."""
        self.entry.ask_unknown()
        for field in self.fields.values():
            field.clear()
