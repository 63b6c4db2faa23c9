"""Ties a counted ballot to its signed sheet: the thirty digits are typed back off the paper."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from judge_desk.desks.collecting import SeatLine
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.code_entry import CodeEntry
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Text


class TiePaper(QDialog):
    """:meth:`asked` gives the digits and who compared them; nothing when the act was not wanted."""

    def __init__(self, parent: QWidget, shell: Shell, line: SeatLine, operator: str) -> None:
        """Make the question for a seat whose ballot counts."""
        super().__init__(parent)
        say, look = shell.words.say, shell.look
        title = say("ui.tie_paper.title", seat=line.seat, name=line.name)
        self.setWindowTitle(title)
        head, text = Text(look, "heading", wrap=True), Text(look, "body", wrap=True)
        head.setText(title)
        text.setText(say("ui.tie_paper.facts", revision=line.revision))
        self._words = shell.words
        self.entry = CodeEntry(shell)
        self.entry.ask(line.code)
        self.label, self.people = Text(look, "label"), QLineEdit(operator)
        self.label.setText(say("ui.tie_paper.people"))
        self.label.setBuddy(self.people)
        self.people.setAccessibleName(say("ui.tie_paper.people"))
        self.act, self.safe = Button(look, "primary", "check"), Button(look)
        self.act.setText(say("ui.tie_paper.act"))
        self.safe.setText(say("ui.tie_paper.safe"))
        self.act.clicked.connect(self.accept)
        self.safe.clicked.connect(self.reject)
        self.why = Text(look, "small", "text_2", wrap=True)
        self.entry.changed.connect(self._weigh)
        self.people.textChanged.connect(self._weigh)
        acts = row(self.why, self.safe, self.act, spacing=8)
        acts.setStretchFactor(self.why, 1)
        self.setLayout(
            column(head, text, self.entry, self.label, self.people, 4, acts, spacing=8, margins=(24, 20, 24, 20))
        )
        self.entry.fields[0].setFocus()
        self._weigh()

    def _weigh(self) -> None:
        say = self._words.say
        people = bool(self.people.text().strip())
        self.act.setEnabled(self.entry.is_right and people)
        self.why.setText(
            "" if self.act.isEnabled() else say("ui.tie_paper.why" if people else "ui.tie_paper.why_people")
        )

    def asked(self) -> tuple[str, tuple[str, ...]] | None:
        """Ask; give the digits and the people."""
        if self.exec() != QDialog.DialogCode.Accepted:
            return None
        people = tuple(name for each in self.people.text().split(";") if (name := each.strip()))
        return self.entry.code, people
