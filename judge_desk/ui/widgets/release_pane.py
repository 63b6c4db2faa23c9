"""The chain of steps by which a result leaves the house, each in words; under it the form of the step that is due."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from judge_desk.contest.values.decisions import OPENED, DecisionKind
from judge_desk.desks.deciding import Request
from judge_desk.desks.release import STEPS, Release, Step, StepState
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.act_pane import ActPane
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.decision_form import DecisionForm
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Picture, Rule, Text

KINDS: Final = {
    "approval": DecisionKind.APPROVE,
    "lock": DecisionKind.FINAL,
    "codes": DecisionKind.UNSEAL,
    "announce": DecisionKind.ANNOUNCE,
}
ICONS: Final = {"approval": "stamp", "lock": "lock", "codes": "door-open", "announce": "megaphone"}
SIGNS: Final = {
    StepState.DONE: ("circle-check", "ok"),
    StepState.NOW: ("circle-dot", "accent"),
    StepState.WAITS: ("circle-dashed", "text_2"),
    StepState.NOT_WANTED: ("circle-slash", "text_2"),
}
LEAST_AT_CODES: Final = 2
"""People who must be there when the code table is opened."""


class StepRow(QWidget):
    """One step: its sign, its name, and where it stands in one sentence."""

    def __init__(self, shell: Shell) -> None:
        """Make a row without words."""
        super().__init__()
        look = shell.look
        self.picture = Picture(look, "circle-dashed", "text_2", 18)
        self.name, self.words = Text(look, "label", wrap=True), Text(look, "caption", "text_2", wrap=True)
        lines = column(self.name, self.words, spacing=0)
        inner = row(column(self.picture, 0, margins=(0, 2, 0, 0)), lines, spacing=10)
        inner.setStretchFactor(lines, 1)
        self.setLayout(inner)

    def tell(self, step: Step, name: str, said: str, state: str) -> None:
        """Show a step."""
        icon, tone = SIGNS[step.state]
        self.picture.show_icon(icon, tone)
        self.name.setText(name)
        self.words.setText(said)
        self.setAccessibleName(f"{name}, {state}. {said}")


class ReleasePane(ActPane):
    """Shows the chain; ``decided`` carries a decision, ``wanted`` the name of a stage that must come before."""

    decided = Signal(object)
    wanted = Signal(str)

    def __init__(self, shell: Shell) -> None:
        """Begin without a result."""
        look = shell.look
        super().__init__(look, "lock")
        self._shell = shell
        self._release: Release | None = None
        self.correcting = False
        self.rows = {name: StepRow(shell) for name in STEPS}
        self.title = Text(look, "heading", wrap=True)
        self.line = Text(look, "body", "text_2", wrap=True)
        self.name_label, self.name = Text(look, "label"), QLineEdit()
        self.name_label.setBuddy(self.name)
        self.form = DecisionForm(shell)
        self.correct = Button(look, "text", "lock-open")
        self.form.changed.connect(self.weigh)
        self.name.textChanged.connect(lambda _: self.weigh())
        self.act.clicked.connect(self._act)
        self.correct.clicked.connect(self._turn)
        self._named = QWidget()
        self._named.setLayout(column(self.name_label, self.name, spacing=4))
        head = column(*self.rows.values(), spacing=8)
        self.fill(head, Rule(), self.title, self.line, self._named, self.form, beside=(self.correct,))

    def speak(self) -> None:
        """Say every word in the language of now."""
        say = self._shell.words.say
        self.name_label.setText(say("ui.release.name"))
        self.name.setAccessibleName(say("ui.release.name"))
        if self._release is not None:
            self.show_release(self._release)

    def show_release(self, release: Release) -> None:
        """Show how far the result has come; a form that is being filled in stays as it is."""
        words, before = self._shell.words, self._release
        due = before.next.name if before is not None and before.next is not None else ""
        self._release = release
        for step in release.steps:
            name, state = words.say(f"release.step.{step.name}"), words.say(f"ui.release.state.{step.state}")
            self.rows[step.name].tell(step, name, words.problem(step.said), state)
        now = release.next.name if release.next is not None else ""
        if before is not None and (due != now or before.locks != release.locks):
            self.correcting = False
            self.form.clear()
            self.name.clear()
        self._show_form()

    def _turn(self) -> None:
        """Begin a correction, or give it up."""
        self.correcting = not self.correcting
        self.form.clear()
        self._show_form()
        if self.correcting:
            self.form.reason_field.setFocus()

    def _show_form(self) -> None:
        release, say = self._release, self._shell.words.say
        if release is None:
            return
        step = release.next.name if release.next is not None else "out"
        key = "correct" if self.correcting else step
        self.title.setText(say(f"ui.release.title.{key}", times=release.locks + 1))
        self.line.setText(say(f"ui.release.words.{key}"))
        decides = self.correcting or step in KINDS
        if step == "approval" and not self.correcting and self._undecided:
            decides = False
        self._named.setVisible(decides and key == "approval")
        self.form.setVisible(decides)
        self.act.setVisible(key != "out")
        self.act.show_icon("lock-open" if self.correcting else ICONS.get(step, "scale"))
        word = "rules" if step == "approval" and self._undecided and not self.correcting else key
        self.act.setText(say(f"ui.release.act.{word}") if key != "out" else "")
        self.correct.setVisible(release.locked)
        self.correct.setText(say("ui.release.keep" if self.correcting else "ui.release.correct"))
        self.weigh()

    @property
    def _undecided(self) -> bool:
        steps = self._release.steps if self._release is not None else ()
        return any(each.said.code == "release.approval_undecided" for each in steps)

    def missing(self) -> str:
        """Say what is missing before the step can be recorded; empty when nothing is."""
        if self._release is None or not self.form.isVisibleTo(self):
            return ""
        say = self._shell.words.say
        if self._named.isVisibleTo(self) and not self.name.text().strip():
            return say("ui.release.no_name")
        if self._named.isVisibleTo(self):
            return "" if self.form.reason else self.form.missing()
        step = self._release.next.name if self._release.next is not None else ""
        if step == "codes" and not self.correcting and 0 < len(self.form.people) < LEAST_AT_CODES:
            return self.form.missing() or say("ui.release.two_people")
        return self.form.missing()

    def _act(self) -> None:
        """Hand the decision of the step on, or go where something must come before it."""
        release = self._release
        if release is None or self.missing():
            return
        step = release.next.name if release.next is not None else ""
        if not self.correcting and step == "questions":
            self.wanted.emit("results")
        elif not self.correcting and step == "approval" and self._undecided:
            self.wanted.emit("rules")
        elif self.correcting or step in KINDS:
            kind = DecisionKind.FINAL if self.correcting else KINDS[step]
            value = OPENED if self.correcting or step == "codes" else ""
            first = (self.name.text().strip(),) if kind is DecisionKind.APPROVE else ()
            people = tuple(dict.fromkeys((*first, *self.form.people)))
            self.decided.emit(Request("", kind, (), value, self.form.reason, people))
