"""One row of a merge plan: sign, what it is about, a whole sentence, what is kept, and at most one button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from judge_desk.contest.merge.prospect import Outcome
from judge_desk.desks.foreseeing import Told
from judge_desk.ui.models.collect_words import OUTCOMES
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.signs import Sign
from judge_desk.ui.widgets.text import Text

SIGN = 160


class PlanRow(QWidget):
    """``wanted`` asks to see the row's two ballots side by side."""

    wanted = Signal(object)

    def __init__(self, shell: Shell, told: Told) -> None:
        """Make the row of a part of a plan."""
        super().__init__()
        self.told = told
        words, look = shell.words, shell.look
        sign, subject = Sign(look), Text(look, "strong", wrap=True)
        icon, tone = OUTCOMES[told.outcome]
        sign.show_state(icon, tone, words.say(f"ui.plan.outcome.{told.outcome}"))
        self.subject = about(told, shell)
        subject.setText(self.subject)
        text, note = Text(look, "body", wrap=True), Text(look, "caption", "text_2", wrap=True)
        text.setText(words.problem(told.said))
        note.setText(words.problem(told.note) if told.note is not None else "")
        note.setVisible(told.note is not None)
        self.text, self.note = text, note
        self.button = Button(look)
        self.button.clicked.connect(lambda: self.wanted.emit(self.told))
        key = "see" if told.outcome is Outcome.CHOOSE else "compare"
        self.button.setText(words.say(f"ui.plan.{key}"))
        self.button.setAccessibleName(f"{self.button.text().strip()}. {subject.text()}")
        self.button.setVisible(told.pair is not None)
        subject.setWordWrap(told.seat is None)
        said = row(subject, text, spacing=6) if told.seat is not None else column(subject, text)
        if told.seat is not None:
            subject.setMinimumWidth(0)
            subject.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            said.setAlignment(subject, Qt.AlignmentFlag.AlignTop)
            said.setStretchFactor(text, 1)
        lines = column(said, note, spacing=1)
        holder = QWidget()
        holder.setLayout(column(row(sign, 0), 0))
        holder.setFixedWidth(look.px(SIGN))
        inner = row(holder, lines, self.button, spacing=12, margins=(16, 9, 16, 9))
        inner.setStretchFactor(lines, 1)
        self.setLayout(inner)
        self.setAccessibleName(f"{sign.word}. {subject.text()} {text.text()} {note.text()}".strip())


def about(told: Told, shell: Shell) -> str:
    """Say what a row is about: a seat, or the file by its name."""
    if told.seat is not None:
        return shell.words.say("ui.plan.seat", seat=told.seat)
    return shell.words.say("ui.plan.file", file=told.files[0])
