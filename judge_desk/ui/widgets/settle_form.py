"""What is recorded on a case of disagreement: the fields of its next step, none filled in, then reason and people."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QSizePolicy, QWidget

from judge_desk.contest.counting.settling import Case, Step
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.rulebook.rubric import Criterion
from judge_desk.contest.values.decisions import Votes
from judge_desk.desks.papers.settling_words import proposal_words
from judge_desk.desks.settling import Agreed, Settling
from judge_desk.desks.surroundings import silent
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.decision_form import DecisionForm
from judge_desk.ui.widgets.flow import Flow
from judge_desk.ui.widgets.layouts import clear, column, row
from judge_desk.ui.widgets.text import Text
from judge_desk.wording.figures import date_short, mark, shortest

MARKED: Final = frozenset({Step.CHAIR, Step.THIRD_OFFICIAL, Step.JOINT, Step.RULE, Step.BY_HAND, Step.SETTLED})
"""Steps that end in an official mark."""
AGAIN: Final = {
    Step.CHAIR: Step.DIALOGUE,
    Step.THIRD_MARK: Step.ASSIGN,
    Step.THIRD_OFFICIAL: Step.THIRD_MARK,
    Step.SETTLED: Step.BY_HAND,
}
"""What can be recorded once more instead of what comes next; a later record takes the place of the earlier one."""
VOTES: Final = ("in_favour", "against", "abstained")


class Labelled(QWidget):
    """A field under its label."""

    def __init__(self, shell: Shell, field: QWidget, width: int = 0) -> None:
        """Set a field under a label without words; ``width`` in px of normal text, 0 for all the room."""
        super().__init__()
        self.label = Text(shell.look, "label")
        self.label.setBuddy(field)
        self.field = field
        if width:
            field.setFixedWidth(shell.look.px(width))
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setLayout(column(self.label, field, spacing=4))

    def set_fixed(self) -> None:
        """Let the field be read only, and leave it out of the way of the keyboard."""
        if isinstance(self.field, QLineEdit):
            self.field.setReadOnly(True)
            self.field.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def say(self, words: str) -> None:
        """Set the text of a field that is only read."""
        if isinstance(self.field, QLineEdit):
            self.field.setText(words)

    def tell(self, words: str) -> None:
        """Say the label, and the field's name."""
        self.label.setText(words)
        self.field.setAccessibleName(words)


class SettleForm(QWidget):
    """The fields; ``changed`` says that something was typed or chosen.

    What was typed for a case stays while another one is looked at, until it is recorded.
    """

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the form without a case."""
        super().__init__()
        self._shell, look = shell, shell.look
        self._drafts: dict[tuple[str, Step], tuple[str, ...]] = {}
        self._case: Case | None = None
        self._settling: Settling | None = None
        self._shown: tuple[str, Step] | None = None
        self._narrow = False
        self.again = False
        self.judge = ""
        self.outcome_field, self.mark_field, self.total_field = QPlainTextEdit(), QLineEdit(), QLineEdit()
        self.outcome_field.setTabChangesFocus(True)
        self.outcome_field.setFixedHeight(look.px(64))
        self.outcome = Labelled(shell, self.outcome_field)
        self.mark, self.total = Labelled(shell, self.mark_field, 120), Labelled(shell, self.total_field, 84)
        self.choose = Button(look, "plain", "chevron-down")
        self._menu = QMenu(self.choose)
        self.choose.setMenu(self._menu)
        self.choose.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.judge_box = Labelled(shell, self.choose)
        self.awaited, self.day = Labelled(shell, QLineEdit(), 120), Labelled(shell, QLineEdit(), 120)
        for each in (self.awaited, self.day):  # they only say what is, as the paper does
            each.set_fixed()
        self.votes = {name: Labelled(shell, QLineEdit(), 110) for name in VOTES}
        self.marks: list[QLineEdit] = []
        self._proposals, self._marks = QWidget(), QWidget()
        self._proposal_flow, self._mark_flow = Flow(gap=8), Flow(gap=10)
        self._proposals.setLayout(self._proposal_flow)
        self._marks.setLayout(self._mark_flow)
        self.hint = Text(look, "body", "text_2", wrap=True)
        self.agreed_form = DecisionForm(shell, beside=True)
        self._build()
        self.speak()

    def _build(self) -> None:
        votes = row(*self.votes.values(), 0, spacing=12)
        self._vote_box = QWidget()
        self._vote_box.setLayout(votes)
        first = row(self.judge_box, self.awaited, self.day, self.mark, self._vote_box, spacing=12)
        self._rest = QWidget()  # takes the room at the right of short fields
        self._rest.setFixedHeight(1)
        first.addWidget(self._rest, 1)
        parts = (self.hint, self.outcome, first, self._proposals, self._marks, self.agreed_form)
        self.setLayout(column(*parts, spacing=8))
        fields = (self.mark_field, self.total_field, *(self._vote_field(name) for name in VOTES))
        for each in fields:
            each.textChanged.connect(lambda _: self.changed.emit())
        self.outcome_field.textChanged.connect(self.changed)
        self.agreed_form.changed.connect(self.changed)

    def _vote_field(self, name: str) -> QLineEdit:
        field = self.votes[name].field
        assert isinstance(field, QLineEdit)
        return field

    def speak(self) -> None:
        """Say the labels."""
        say = self._shell.words.say
        self.outcome.tell(say("ui.settle.outcome"))
        self.mark.tell(say("ui.settle.mark"))
        self.total.tell(say("ui.settle.total"))
        self.judge_box.label.setText(say("ui.settle.third"))
        self.awaited.tell(say("ui.settle.third_mark"))
        self.awaited.say(say("ui.settle.awaited"))
        self.day.tell(say("ui.settle.day"))
        self.day.say(date_short(self._shell.around(silent).now(), self._shell.words.language))
        for name, each in self.votes.items():
            each.tell(say(f"ui.settle.votes.{name}"))

    # --- a case --------------------------------------------------------------------------------------------------

    @property
    def step(self) -> Step:
        """What the form records now: what comes next, or what was asked for once more."""
        if self._case is None:
            return Step.SETTLED
        return AGAIN.get(self._case.step, self._case.step) if self.again else self._case.step

    def show_case(self, settling: Settling, case: Case) -> None:
        """Show the fields of a case's next step, with what was typed there before."""
        if self._case is not None and (self._case.code, self._case.step) != (case.code, case.step):
            self._keep()
            self.again = False
        self._case, self._settling = case, settling
        self._show()

    def _show(self) -> None:
        """Show the fields of the step; they are filled from what was typed where another step was shown before."""
        case, settling = self._case, self._settling
        if case is None or settling is None:
            return
        if self._shown != (case.code, self.step):
            self._shown = (case.code, self.step)
            self._show_marks(case)
            self._restore()
        self._show_judges(settling, case)
        self._show_proposals(case, settling.standing.round)
        self._say_hint(settling, case)
        self._arrange()

    def compact(self, narrow: bool) -> None:
        """Leave away, in a narrow window, what only says what is."""
        self._narrow = narrow
        self._arrange()

    def decide_again(self) -> None:
        """Let what was recorded last be recorded once more."""
        self._keep()
        self.again = not self.again
        self._show()
        self.changed.emit()

    def _arrange(self) -> None:
        """Show the fields that the step needs."""
        step = self.step
        settled = step is Step.SETTLED
        self.outcome.setVisible(step is Step.DIALOGUE)
        assigning = step is Step.ASSIGN and bool(self._menu.actions())
        self.judge_box.setVisible(assigning)
        for each in (self.awaited, self.day):
            each.setVisible(assigning and not self._narrow)
        self._rest.setVisible(not assigning)
        self.mark.setVisible(step in MARKED and not settled)
        self._vote_box.setVisible(step is Step.JOINT)
        self._proposals.setVisible(self.mark.isVisibleTo(self) and self._proposal_flow.count() > 0)
        self._marks.setVisible(step is Step.THIRD_MARK)
        self.agreed_form.setVisible(not settled and (step is not Step.ASSIGN or bool(self._menu.actions())))
        self.hint.setVisible(bool(self.hint.text()))

    def _say_hint(self, settling: Settling, case: Case) -> None:
        say, step = self._shell.words.say, self.step
        key = f"ui.settle.hint.{step}"
        words = ""
        if step is Step.ASSIGN and not settling.free.get(case.code):
            words = say("ui.settle.nobody")
        elif step is Step.THIRD_MARK and case.third is not None:
            words = say(key, name=case.third.name)
        elif self._shell.words.has(key) and not self.again:
            words = say(key)
        elif step is Step.SETTLED and case.decision is None:
            words = say("ui.settle.by_rule")
        elif step is Step.SETTLED and case.decision is not None and case.score.official is not None:
            official = mark(case.score.official, settling.standing.round.score.decimals, self._shell.words.language)
            facts = {"reason": case.decision.reason, "people": "; ".join(case.decision.people)}
            words = say("ui.settle.decided", mark=official, number=case.decision.number, **facts)
        if case.dialogue is not None:
            words = f"{words} {say('ui.settle.talked', outcome=case.dialogue.value)}".strip()
        if case.stale:
            words = f"{words} {say('ui.settle.stale', numbers=', '.join(map(str, case.stale)))}".strip()
        self.hint.setText(words)

    def _show_judges(self, settling: Settling, case: Case) -> None:
        """Offer the judges who are free; none is chosen."""
        self._menu.clear()
        free = settling.free.get(case.code, ())
        for person in free:
            words = person.name if not person.position else f"{person.name}, {person.position}"
            self._menu.addAction(words).triggered.connect(partial(self._choose, person.id, words))
        chosen = next((each for each in free if each.id == self.judge), None)
        if chosen is None:
            self.judge = ""
        self._say_judge(chosen.name if chosen is not None else "")

    def _choose(self, judge: str, words: str) -> None:
        self.judge = judge
        self._say_judge(words)
        self.changed.emit()

    def _say_judge(self, words: str) -> None:
        say = self._shell.words.say
        self.choose.setText(words or say("ui.settle.nobody_chosen"))
        self.choose.setAccessibleName(f"{say('ui.settle.third')}: {self.choose.text().strip()}")

    def _show_proposals(self, case: Case, round_: Round) -> None:
        """Offer what the readings would give; pressing one writes it into the field, where it can be changed."""
        clear(self._proposal_flow)
        language = self._shell.words.language
        for words, each in zip(proposal_words(case, round_, language), case.proposals, strict=True):
            chip = Button(self._shell.look, "chip")
            chip.setCheckable(False)
            chip.setText(words)
            text = mark(each.mark, round_.score.decimals, language)
            chip.clicked.connect(partial(self.mark_field.setText, text))
            self._proposal_flow.addWidget(chip)

    def _show_marks(self, case: Case) -> None:
        """Make a field for every criterion, then the total that stands on the sheet."""
        self._mark_flow.removeWidget(self.total)
        self.total.setParent(self)
        clear(self._mark_flow)
        self.marks = []
        if self.step is Step.THIRD_MARK:
            for leaf in case.columns:
                self._mark_flow.addWidget(self._mark_box(leaf))
            self._mark_flow.addWidget(self.total)
            self.total.show()
        else:
            self.total.hide()

    def _mark_box(self, leaf: Criterion) -> Labelled:
        field = QLineEdit()
        field.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        field.textChanged.connect(lambda _: self.changed.emit())
        field.setToolTip(leaf.title)
        box = Labelled(self._shell, field, 84)
        box.tell(f"{leaf.id} ({shortest(leaf.maximum, self._shell.words.language)})")
        field.setAccessibleName(f"{leaf.id} {leaf.title}")
        self.marks.append(field)
        return box

    # --- what was typed ------------------------------------------------------------------------------------------

    def _texts(self) -> tuple[str, ...]:
        votes = tuple(self._vote_field(name).text() for name in VOTES)
        own = (self.outcome_field.toPlainText(), self.mark_field.text(), self.total_field.text(), self.judge)
        agreed = (self.agreed_form.reason_field.text(), self.agreed_form.people_field.text())
        return (*own, *agreed, *votes, *(each.text() for each in self.marks))

    def _keep(self) -> None:
        if self._shown is not None:
            texts = self._texts()
            if any(texts):
                self._drafts[self._shown] = texts
            else:
                self._drafts.pop(self._shown, None)

    def _restore(self) -> None:
        empty = ("",) * (9 + len(self.marks))
        texts = self._drafts.get(self._shown, empty) if self._shown is not None else empty
        outcome, official, total, self.judge, reason, people = texts[:6]
        self.outcome_field.setPlainText(outcome)
        self.mark_field.setText(official)
        self.total_field.setText(total)
        self.agreed_form.reason_field.setText(reason)
        self.agreed_form.people_field.setText(people)
        for name, text in zip(VOTES, texts[6:9], strict=True):
            self._vote_field(name).setText(text)
        for field, text in zip(self.marks, texts[9:], strict=False):
            field.setText(text)

    def forget(self) -> None:
        """Empty the fields, for what they held was recorded."""
        if self._shown is not None:
            self._drafts.pop(self._shown, None)
            self._restore()
            self.again = False

    @property
    def typed(self) -> bool:
        """Whether something stands in the fields of any case that was not recorded."""
        self._keep()
        return bool(self._drafts)

    # --- what is recorded ----------------------------------------------------------------------------------------

    def missing(self) -> str:
        """Say in words what is missing before the step can be recorded; empty when nothing is."""
        say, step = self._shell.words.say, self.step
        lacking = {
            Step.DIALOGUE: not self.outcome_field.toPlainText().strip(),
            Step.ASSIGN: not self.judge,
            Step.THIRD_MARK: not all(each.text().strip() for each in (*self.marks, self.total_field)),
        }
        if lacking.get(step, step in MARKED and not self.mark_field.text().strip()):
            return say(f"ui.settle.lacks.{step if step in lacking else 'mark'}")
        if step is Step.JOINT and self._votes_given() and self.counted_votes is None:
            return say("ui.settle.lacks.votes")
        return self.agreed_form.missing()

    def _votes_given(self) -> bool:
        return any(self._vote_field(name).text().strip() for name in VOTES)

    @property
    def counted_votes(self) -> Votes | None:
        """The votes, where all three numbers are given."""
        texts = [self._vote_field(name).text().strip() for name in VOTES]
        if self.step is not Step.JOINT or not all(each.isdecimal() for each in texts):
            return None
        return Votes(*map(int, texts))

    @property
    def agreed(self) -> Agreed:
        """Reason, people, votes."""
        return Agreed(self.agreed_form.reason, self.agreed_form.people, self.counted_votes)

    def in_order(self) -> list[QWidget]:
        """Give every field in the order of reading; some of them are made anew with every case."""
        items = (self._proposal_flow.itemAt(at) for at in range(self._proposal_flow.count()))
        chips = [chip for item in items if item is not None and (chip := item.widget()) is not None]
        votes = [self._vote_field(name) for name in VOTES]
        agreed = (self.agreed_form.reason_field, self.agreed_form.people_field)
        begin = (self.outcome_field, self.choose, self.mark_field)
        return [*begin, *votes, *chips, *self.marks, self.total_field, *agreed]

    def first(self) -> QWidget:
        """Give the first field that is shown."""
        fields = (self.outcome_field, self.choose, self.mark_field, *self.marks)
        shown = (each for each in fields if each.isVisibleTo(self))
        return next(shown, self.agreed_form.reason_field)
