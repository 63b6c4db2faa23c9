"""A further version before it is accepted: what changes, before and after, what it touches, and who decides it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from judge_desk.desks.rules.raw import How
from judge_desk.desks.rules.versions import Amendment
from judge_desk.desks.rules.words import difference_words
from judge_desk.ui.models.lines import Line, line_of
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.decision_form import DecisionForm
from judge_desk.ui.widgets.layouts import card, column, row
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.text import Text
from judge_desk.wording.catalogue import open_catalogue

_SIGNS = {
    How.CHANGED: ("pencil", "accent"),
    How.ADDED: ("circle-check", "ok"),
    How.REMOVED: ("circle-x", "stop"),
    How.MOVED: ("list", "text_2"),
}


class RuleChanges(QWidget):
    """``accepted`` gives reason and people, ``left`` goes back to writing."""

    accepted = Signal(str, object)
    left = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the pane without a version."""
        super().__init__()
        self._shell = shell
        look = shell.look
        self.plan: Amendment | None = None
        self.head = Text(look, "heading", wrap=True)
        self.lines = LineList(look)
        self.lines.setProperty("framed", True)
        self.about = Text(look, "body", "text_2", wrap=True)
        self.form = DecisionForm(shell)
        self.form.changed.connect(self._weigh)
        self.reason_label, self.reason = Text(look, "label"), QLineEdit()
        self.reason_label.setBuddy(self.reason)
        self.why = Text(look, "small", "text_2", wrap=True)
        self.back, self.act = Button(look), Button(look, "primary", "stamp")
        self.back.clicked.connect(self.left)
        self.act.clicked.connect(self._accept)
        self._free = QWidget()
        self._free.setLayout(column(self.reason_label, self.reason, spacing=4))
        frame = card(column(self.about, self.form, self._free, spacing=8, margins=(16, 12, 16, 12)))
        acts = row(self.why, self.back, self.act, spacing=8)
        acts.setStretchFactor(self.why, 1)
        whole = column(self.head, self.lines, frame, acts, spacing=10, margins=(16, 12, 16, 12))
        whole.setStretchFactor(self.lines, 1)
        self.setLayout(whole)

    def show_plan(self, plan: Amendment, names: tuple[str, ...]) -> None:
        """Show what a version would do; ``names`` are offered for those who decide."""
        self.plan = plan
        self.form.clear()
        self.reason.clear()
        self.form.offer(names)
        self.speak()

    def speak(self) -> None:
        """Say every word."""
        if self.plan is None:
            return
        say, plan = self._shell.words.say, self.plan
        count = len(plan.comparison.points)
        self.head.setText(say("ui.rules.changes.head", version=plan.summary.version, count=count))
        self.lines.show_lines([*self._points(plan), *self._touched(plan)])
        self.about.setText(say("ui.rules.changes.decision" if plan.decision else "ui.rules.changes.free"))
        self.form.setVisible(plan.decision)
        self._free.setVisible(not plan.decision)
        self.reason_label.setText(say("ui.rules.changes.reason"))
        self.reason.setAccessibleName(say("ui.rules.changes.reason"))
        self.back.setText(say("ui.rules.changes.back"))
        self.act.setText(say("ui.rules.changes.act", version=plan.summary.version))
        self._weigh()

    def _points(self, plan: Amendment) -> list[Line]:
        say, catalogue = self._shell.words.say, open_catalogue(self._shell.words.language)
        found = []
        for point in plan.comparison.points:
            place, before, after = difference_words(point, plan.comparison.before, plan.comparison.after, catalogue)
            icon, tone = _SIGNS[point.how]
            told = say(f"ui.rules.changes.{point.how}", before=before, after=after)
            found.append(Line(icon, tone, say(f"ui.rules.changes.sign.{point.how}"), place, told, key=point.key))
        if not found:
            found.append(Line("info", "text_2", "", say("ui.rules.changes.none")))
        return found

    def _touched(self, plan: Amendment) -> list[Line]:
        lines = [line_of(each, self._shell.words) for each in plan.touched]
        return [replace(each, icon="triangle-alert", tone="warn") for each in lines]

    def _weigh(self) -> None:
        missing = self.form.missing() if self.plan is not None and self.plan.decision else ""
        self.act.setEnabled(not missing)
        self.why.setText(missing)

    def _accept(self) -> None:
        if self.plan is not None and self.plan.decision:
            self.accepted.emit(self.form.reason, self.form.people)
        else:
            self.accepted.emit(self.reason.text().strip(), ())
