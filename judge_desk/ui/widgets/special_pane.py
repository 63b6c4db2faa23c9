"""Special prizes: the best in one criterion or field, as the exact means say; people decide who gets one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy

from judge_desk.contest.rulebook.definition import Definition, Round
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.desks.deciding import Request
from judge_desk.desks.prize_reading import Candidate
from judge_desk.ui.models.lines import Line
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.act_pane import ActPane
from judge_desk.ui.widgets.decision_form import DecisionForm
from judge_desk.ui.widgets.layouts import column
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.text import Text
from judge_desk.wording.figures import shortest

SHOWN: Final = 12
"""Candidates that are listed; those equal to the last one come too."""


class SpecialPane(ActPane):
    """The form; ``asked`` names the criterion or field, ``decided`` carries the request of the decision."""

    asked = Signal(str)
    decided = Signal(object)

    def __init__(self, shell: Shell) -> None:
        """Begin without a round."""
        look = shell.look
        super().__init__(look, "medal")
        self._shell = shell
        self._code, self._locked = "", False
        self.title, self.hint = Text(look, "heading", wrap=True), Text(look, "body", "text_2", wrap=True)
        self.subject_label, self.subject = Text(look, "label", wrap=True), QComboBox()
        self.subject.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.subject.setMinimumHeight(look.px(34))
        self.subject_label.setBuddy(self.subject)
        self.list = LineList(look)
        self.list.setMinimumHeight(look.px(200))
        self.text_label, self.text = Text(look, "label", wrap=True), QLineEdit()
        self.text_label.setBuddy(self.text)
        self.form = DecisionForm(shell)
        self.subject.currentIndexChanged.connect(lambda _: self._choose_subject())
        self.list.chosen.connect(self._choose)
        self.text.textChanged.connect(lambda _: self.weigh())
        self.form.changed.connect(self.weigh)
        self.act.clicked.connect(self._decide)
        subject = column(self.subject_label, self.subject, spacing=4)
        text = column(self.text_label, self.text, spacing=4)
        self.fill(self.title, self.hint, subject, self.list, text, self.form)

    def speak(self) -> None:
        """Say every word in the language of now."""
        say = self._shell.words.say
        self.title.setText(say("ui.special.title"))
        self.hint.setText(say("ui.special.hint"))
        self.subject_label.setText(say("ui.special.subject"))
        self.subject.setAccessibleName(say("ui.special.subject"))
        self.list.setAccessibleName(say("ui.special.list"))
        self.text_label.setText(say("ui.special.text"))
        self.text.setAccessibleName(say("ui.special.text"))
        self.act.setText(say("ui.special.act"))
        self.weigh()

    def offer(self, definition: Definition, round_: Round, locked: bool) -> None:
        """Offer the criteria of a round and the fields of the contest; none is chosen."""
        self._locked = locked
        wanted = [(f"criterion:{each.id}", f"{each.id} {each.title}") for each in round_.rubric.criteria]
        wanted += [(f"field:{each.id}", each.title) for each in definition.fields]
        if [self.subject.itemData(at) for at in range(self.subject.count())] != [key for key, _ in wanted]:
            self.subject.blockSignals(True)
            self.subject.clear()
            for key, name in wanted:
                self.subject.addItem(name, key)
            self.subject.setCurrentIndex(-1)
            self.subject.setPlaceholderText(self._shell.words.say("ui.special.choose"))
            self.subject.blockSignals(False)
            self.list.show_lines([])
        self.weigh()

    @property
    def chosen(self) -> str:
        """The criterion or field that is chosen, empty at first."""
        return str(self.subject.currentData() or "") if self.subject.currentIndex() >= 0 else ""

    def show_candidates(self, found: Sequence[Candidate]) -> None:
        """List the best; all that equal the last one shown come with it."""
        words, language = self._shell.words, self._shell.words.language
        last = found[SHOWN - 1].value if len(found) > SHOWN else None
        lines = []
        for each in found:
            if last is not None and each.value < last:
                break
            mark = words.say("ui.special.value", mark=shortest(each.value, language))
            given = words.say("ui.special.given", number=each.decision) if each.decision is not None else ""
            icon, tone = ("medal", "accent") if each.decision is not None else ("circle-dashed", "text_2")
            text = f"{each.code} {each.title}".strip()
            lines.append(Line(icon, tone, "", f"{text}: {mark}", given, key=str(each.code)))
        self._code = ""
        self.list.show_lines(lines)
        self.weigh()

    def _choose_subject(self) -> None:
        if self.chosen:
            self.asked.emit(self.chosen)

    def _choose(self, code: object) -> None:
        self._code = str(code)
        self.weigh()

    def missing(self) -> str:
        """Say what is missing before the prize can be recorded; empty when nothing is."""
        say = self._shell.words.say
        if self._locked:
            return say("ui.prize_change.locked")
        if not self.chosen:
            return say("ui.special.no_subject")
        if not self._code:
            return say("ui.special.no_entry")
        if not self.text.text().strip():
            return say("ui.special.no_text")
        return self.form.missing()

    def _decide(self) -> None:
        if self.missing():
            return
        about = (self._code, self.chosen)
        form = self.form
        self.decided.emit(Request("", DecisionKind.SPECIAL, about, self.text.text(), form.reason, form.people))

    def clear(self) -> None:
        """Empty the form; the criterion or field stays."""
        self.text.clear()
        self.form.clear()
