"""The finding that is open: what was seen, where, what to do, and the acts; reasons are written in the card itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from judge_desk.contest.register.handling import ACCEPTED, CORRECTED_ONLY, REFUSED, REOPENED
from judge_desk.contest.values.problems import Severity
from judge_desk.desks.entry_findings import ABOUT_ENTRIES, Card
from judge_desk.ui.models.finding_cards import COLUMNS, advice_of, answer_of, fact_of, place_of, sign_of
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.decision_form import DecisionForm
from judge_desk.ui.widgets.flow import Flow
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.signs import Sign
from judge_desk.ui.widgets.text import Text

DECISIONS = {"accept": ACCEPTED, "refuse": REFUSED, "reopen": REOPENED}
"""Acts that need a reason and people, and the value that they record."""
OPEN_POINTS = frozenset({"intake.sent_or_received", "intake.closing_hour", "intake.clip_undecided"})
"""Findings that are there because the rules leave a point open; deciding it once answers them all."""
_PAIRS = ("intake.same_title", "intake.near_title", "intake.same_file")
_FILES = ("intake.missing_part", "intake.wrong_format", "intake.clip_", "intake.damaged_file", "intake.unknown_part")
_ICONS = {"slip": "printer", "seen": "check"}


def acts_of(card: Card, drawn: bool) -> tuple[str, ...]:
    """Name the acts on a card, the recommended one first; once codes are drawn there is only the entry to look at."""
    code = card.problem.code
    if drawn:
        return ("view",)
    if card.answer is not None:
        return ("reopen", "view")
    if card.problem.severity is Severity.NOTE:
        return ("seen", "view")
    if code in OPEN_POINTS:
        return ("rules", "accept", "refuse", "view")
    if code in ABOUT_ENTRIES:
        return ("accept", "refuse", "view")
    if code in CORRECTED_ONLY:
        return ("correct", "slip", "refuse")
    if code.startswith("intake.similar"):
        return ("similar", "accept", "refuse", "slip")
    if code == "intake.old_title":
        return ("correct", "accept", "refuse", "slip")
    if code in _PAIRS:
        return ("other", "accept", "refuse", "slip")
    if code.startswith("intake.") or card.blocks:
        return ("slip", "correct", "refuse", "accept")
    return ("inside" if code.startswith("inside.") else "view", "accept", "refuse", "slip")


def label_of(act: str, card: Card) -> str:
    """Give the key of an act's word; correcting says what is to be corrected."""
    if act != "correct":
        return f"ui.intake.act.{act}"
    code = card.problem.code
    what = COLUMNS.get(code, "files" if code.startswith(_FILES) else "entry")
    return f"ui.intake.correct.{what if what in ('authors', 'received', 'files') else 'entry'}"


class FindingCard(QFrame):
    """``acted`` names an act without a reason; ``decided`` gives value, reason and people; ``grown`` another height."""

    acted = Signal(str)
    decided = Signal(str, str, object)
    grown = Signal()

    def __init__(self, shell: Shell, card: Card, drawn: bool, names: tuple[str, ...], sign_width: int) -> None:
        """Show a card; ``names`` are offered as people who decide."""
        super().__init__()
        look, words = shell.look, shell.words
        self._shell, self.card, self._act = shell, card, ""
        self.setProperty("frame", "card")
        self.setProperty("tone", "accent")
        sign, holder = Sign(look), QWidget()
        icon, tone, key = sign_of(card)
        sign.show_state(icon, tone, words.say(key))
        holder.setLayout(column(sign, 0))
        holder.setFixedWidth(sign_width)
        fact, place = Text(look, "heading", wrap=True), Text(look, "body", "text_2", wrap=True)
        fact.setText(fact_of(card.problem, words))
        place.setText(place_of(card, words, whole=True))
        self.buttons = {act: self._button(act) for act in acts_of(card, drawn)}
        next(iter(self.buttons.values())).become("primary")
        self._acts, flow = QWidget(), Flow(*self.buttons.values(), gap=8)
        self._acts.setLayout(flow)
        self._form = self._make_form(names)
        lines = column(fact.selectable(), place.selectable(), self._below(card), 6, self._acts, self._form, spacing=4)
        inner = row(holder, lines, margins=(16, 12, 16, 14))
        inner.setStretchFactor(lines, 1)
        self.setLayout(inner)
        self._form.hide()
        self.setAccessibleName(f"{words.say(key)}. {fact.text()}. {place.text()}")

    def _button(self, act: str) -> Button:
        button = Button(self._shell.look, "plain", _ICONS.get(act, ""))
        button.setText(self._shell.words.say(label_of(act, self.card)))
        button.clicked.connect(partial(self.do, act))
        return button

    def _below(self, card: Card) -> QWidget:
        """Say what to do, or how the finding was answered."""
        look, words, below = self._shell.look, self._shell.words, QWidget()
        lead, text = Text(look, "strong"), Text(look, "body", wrap=True)
        lead.setText(words.say("ui.intake.answer" if card.answer is not None else "ui.intake.advice"))
        text.setText(answer_of(card, words) or advice_of(card.problem, words))
        inner = row(column(lead, 0), column(text, 0), spacing=6)
        inner.setStretch(1, 1)
        below.setLayout(inner)
        if not text.text():
            below.hide()  # never shown from here: without a parent it would be a window, and take the focus
        return below

    def _make_form(self, names: tuple[str, ...]) -> QWidget:
        look, say, form = self._shell.look, self._shell.words.say, QWidget()
        self.question = Text(look, "label", wrap=True)
        self.form = DecisionForm(self._shell)
        self.form.offer(names)
        self.form.changed.connect(self._weigh)
        self.why = Text(look, "small", "text_2", wrap=True)
        self.cancel, self.record = Button(look), Button(look, "primary")
        self.cancel.setText(say("ui.intake.form.cancel"))
        self.record.setText(say("ui.intake.form.record"))
        self.cancel.clicked.connect(self._give_up)
        self.record.clicked.connect(self._decide)
        self.form.reason_field.returnPressed.connect(self.form.people_field.setFocus)
        self.form.entered.connect(self.record.click)
        acts = row(self.why, self.cancel, self.record, spacing=8)
        acts.setStretchFactor(self.why, 1)
        form.setLayout(column(self.question, self.form, acts, spacing=8))
        return form

    def letters(self) -> dict[str, str]:
        """Give the letter of every act, as it is underlined on its button."""
        texts = {act: self._shell.words.say(label_of(act, self.card)) for act in self.buttons}
        return {text[text.index("&") + 1].upper(): act for act, text in texts.items() if "&" in text}

    def do(self, act: str) -> None:
        """Do an act, or ask for its reason."""
        if act not in DECISIONS:
            self.acted.emit(act)
            return
        self._act = act
        self.question.setText(self._shell.words.say(f"ui.intake.form.{act}", entry=self.card.entry.id))
        self._acts.hide()
        self._form.show()
        self._weigh()
        self.grown.emit()
        self.form.reason_field.setFocus()

    @property
    def asking(self) -> bool:
        """Say whether a reason is being written."""
        return bool(self._act and (self.form.reason or self.form.people))

    def _give_up(self) -> None:
        act, self._act = self._act, ""
        self._form.hide()
        self._acts.show()
        self.grown.emit()
        self.buttons[act].setFocus()

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the form while it is open; the window takes it for the way back."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and self._act and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the form up with Esc."""
        if event.key() == Qt.Key.Key_Escape and self._act:
            self._give_up()
            return
        super().keyPressEvent(event)

    def _weigh(self) -> None:
        missing = self.form.missing()
        self.why.setText(missing)
        self.record.setEnabled(not missing)

    def _decide(self) -> None:
        if self._act and not self.form.missing():
            self.decided.emit(DECISIONS[self._act], self.form.reason, self.form.people)
