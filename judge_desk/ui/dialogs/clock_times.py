"""Two questions about a clock: what limits the judges agreed on, and what a clock that was wrong should say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from judge_desk.ui.round_clock import Phase, read_time
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import Part, column, row
from judge_desk.ui.widgets.text import Text

WIDTH: Final = 432
LONGEST_REASON: Final = 200


class _Asked(QDialog):
    """A question with fields; the act waits until every field holds what it asks for, and says so."""

    def __init__(self, parent: QWidget, shell: Shell, title: str, facts: str, act: str) -> None:
        super().__init__(parent)
        look, say = shell.look, shell.words.say
        self._shell = shell
        self.setWindowTitle(title)
        self._head, self._facts = Text(look, "heading", wrap=True), Text(look, "body", wrap=True)
        self._head.setText(title)
        self._facts.setText(facts)
        self.why = Text(look, "small", "text_2", wrap=True)
        self.act, self.safe = Button(look, "primary"), Button(look)
        self.act.setText(act)
        self.safe.setText(say("ui.defence.ask.safe"))
        self.act.clicked.connect(self.accept)
        self.safe.clicked.connect(self.reject)

    def _field(self, label: str) -> tuple[QLineEdit, list[Part]]:
        words, field = Text(self._shell.look, "label"), QLineEdit()
        words.setText(label)
        words.setBuddy(field)
        field.setAccessibleName(label)
        field.textChanged.connect(self._weigh)
        field.returnPressed.connect(self.act.click)
        return field, [words, field, 4]

    def _lay_out(self, parts: Sequence[Part], first: QLineEdit) -> None:
        acts = row(self.why, self.safe, self.act, spacing=8)
        acts.setStretchFactor(self.why, 1)
        inner = column(self._head, self._facts, 4, *parts, 4, acts, spacing=6, margins=(24, 20, 24, 20))
        inner.addStrut(WIDTH)  # the least width, which longer words of the buttons still widen
        self.setLayout(inner)
        first.setFocus()
        self._weigh()

    def _weigh(self) -> None:
        lacking = self._lacking()
        self.act.setEnabled(not lacking)
        self.why.setText(lacking)

    def _lacking(self) -> str:
        raise NotImplementedError  # each asks something else

    def _asked(self) -> bool:
        return self.exec() == QDialog.DialogCode.Accepted


class AgreedTimes(_Asked):
    """Asks for the limits that the rules leave to the judges; the fields are empty until somebody types."""

    def __init__(self, parent: QWidget, shell: Shell, phases: Sequence[Phase]) -> None:
        """Ask for the limits of some phases."""
        say = shell.words.say
        super().__init__(
            parent, shell, say("ui.defence.ask.agree.title"), say("ui.defence.ask.agree.facts"),
            say("ui.defence.ask.agree.act"),
        )  # fmt: skip
        self.fields: dict[Phase, QLineEdit] = {}
        parts: list[Part] = []
        for phase in phases:
            label = say("ui.defence.ask.agree.minutes", phase=say(f"ui.defence.phase.{phase}"))
            self.fields[phase], more = self._field(label)
            parts += more
        self._lay_out(parts, next(iter(self.fields.values())))

    def _lacking(self) -> str:
        whole = all(read_time(field.text()) for field in self.fields.values())
        return "" if whole else self._shell.words.say("ui.defence.ask.agree.lacking")

    def asked(self) -> dict[Phase, int]:
        """Ask, and give the seconds of each phase; nothing when the question is left."""
        if not self._asked():
            return {}
        return {phase: read_time(field.text()) or 0 for phase, field in self.fields.items()}


class CorrectedTime(_Asked):
    """Asks why a clock is wrong and how much time was used."""

    def __init__(self, parent: QWidget, shell: Shell, facts: str) -> None:
        """Ask; ``facts`` says what the clock shows now."""
        say = shell.words.say
        super().__init__(parent, shell, say("ui.defence.ask.correct.title"), facts, say("ui.defence.ask.correct.act"))
        self.reason, above = self._field(say("ui.defence.ask.correct.reason"))
        self.reason.setMaxLength(LONGEST_REASON)
        self.used, below = self._field(say("ui.defence.ask.correct.used"))
        self._lay_out([*above, *below], self.reason)

    def _lacking(self) -> str:
        if not self.reason.text().strip():
            return self._shell.words.say("ui.defence.ask.correct.no_reason")
        return (
            "" if read_time(self.used.text()) is not None else self._shell.words.say("ui.defence.ask.correct.no_time")
        )

    def asked(self) -> tuple[int, str] | None:
        """Ask, and give the seconds used and the reason; None when the question is left."""
        if not self._asked():
            return None
        return read_time(self.used.text()) or 0, self.reason.text().strip()
