"""What the rules leave open: each question with its source, and a form to record what was decided.

The answer is written with the same fields as the rules themselves, on a scratch of them, so that the same checks say
what is wrong with it. Nothing is answered beforehand.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from judge_desk.contest.rulebook.rules import Choice, Undecided
from judge_desk.contest.rulebook.shape import TOP, Kind, key_at, key_of
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.rules import drafts, wishes
from judge_desk.desks.rules.drafts import Draft, Overlook
from judge_desk.desks.rules.raw import UNDECIDED, find, parsed, toml_of
from judge_desk.ui.models.rule_node import Group
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.decision_form import DecisionForm
from judge_desk.ui.widgets.layouts import Part, clear, column, row
from judge_desk.ui.widgets.radio_cards import RadioCards
from judge_desk.ui.widgets.rule_form import RuleForm
from judge_desk.ui.widgets.signs import Sign
from judge_desk.ui.widgets.text import Text


class RulePoints(QWidget):
    """``decided`` gives key, TOML value, reason and people; ``shown`` asks for the form of a point in a draft.

    ``turned`` says that the list or the form of one question is shown now.
    """

    decided = Signal(str, str, str, object)
    shown = Signal(str)
    turned = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the list without questions."""
        super().__init__()
        self._shell = shell
        self._draft, self._look = Draft("", b""), Overlook({}, None, (), (), ())
        self._scratch = self._draft
        self._known: tuple[tuple[Draft, tuple[tuple[str, str], ...]], Overlook] | None = None
        self._can_decide = False
        self._names: tuple[str, ...] = ()
        self.current = ""
        self.answer: RuleForm | None = None
        self.form: DecisionForm | None = None
        self.choices: RadioCards | None = None
        self.other = Button(shell.look)
        self._freely = False
        self.act, self.why = Button(shell.look), Text(shell.look, "small")
        self._body = column(spacing=8)
        self.setProperty("ground", "bg")
        self.setLayout(column(self._body, 0, margins=(0, 0, 12, 12)))

    def show_points(self, draft: Draft, look: Overlook, can_decide: bool, names: tuple[str, ...]) -> None:
        """Show the open points of a draft; ``can_decide`` when it is the version in force."""
        same = draft == self._draft and [p.key for p in look.open] == [p.key for p in self._look.open]
        if same and self._can_decide == can_decide and self.current:
            return  # an answer that is being written is not disturbed
        self._draft, self._look, self._can_decide, self._names = draft, look, can_decide, names
        self.current = ""
        self.fill()

    def open_point(self, key: str) -> None:
        """Open the form of one question."""
        self.current, self._scratch, self._freely = key, self._draft, False
        kind = key_at(find(self._look.raw, key))
        if kind is not None and kind.kind in (Kind.TABLE, Kind.WEIGHTS) and not kind.words:
            self._scratch = wishes.acted(self._draft, "write", key)  # its fields, still empty
        self.fill()
        if self.choices is not None:
            self.choices.cards[0].setFocus()
        elif self.answer is not None and self.answer.fields:
            self.answer.fields[0].first.setFocus()

    def _close(self) -> None:
        self.current = ""
        self.fill()

    def fill(self) -> None:
        """Make every card anew, in the language of now."""
        clear(self._body)
        self.answer = self.form = self.choices = None
        if not self._look.open:
            nothing = Text(self._shell.look, "body", "text_2", wrap=True)
            nothing.setText(self._shell.words.say("ui.rules.points.none"))
            self._body.addWidget(nothing)
        answering = [each for each in self._look.open if each.key == self.current]
        for point in answering or self._look.open:
            self._body.addWidget(self._card(point))
        if answering and len(self._look.open) > 1:
            others = Button(self._shell.look, "text", "chevron-left")
            others.setText(self._shell.words.say("ui.rules.points.others", count=len(self._look.open) - 1))
            others.clicked.connect(self._close)
            self._body.addLayout(row(others, 0))
        self._weigh()
        self.turned.emit()

    def _card(self, point: Undecided) -> QFrame:
        look, say = self._shell.look, self._shell.words.say
        sign, question = Sign(look), Text(look, "label", wrap=True)
        sign.show_state("scale", "warn", say("ui.rules.points.sign"))
        question.setText(point.question or say("ui.rules.no_title"))
        source = Text(look, "caption", "text_2", wrap=True).selectable()
        source.setText(say("ui.rules.points.source", source=point.source or say("rules.value.nothing")))
        head = row(sign, question, spacing=10)
        head.setStretchFactor(question, 1)
        inner = column(head, source, spacing=4, margins=(14, 10, 14, 10))
        if point.key == self.current:
            inner.addLayout(self._answer(point))
        else:
            button = Button(look, "plain")
            button.setText(say("ui.rules.points.answer" if self._can_decide else "ui.rules.points.write"))
            button.setAccessibleDescription(question.text())
            button.clicked.connect(lambda: (self.open_point if self._can_decide else self.shown.emit)(point.key))
            inner.addLayout(row(0, button))
        frame = QFrame()
        frame.setProperty("frame", "card")
        frame.setLayout(inner)
        return frame

    def _answer(self, point: Undecided) -> QLayout:
        look, say = self._shell.look, self._shell.words.say
        self.answer = RuleForm(self._shell, (self._group(point.key),), self._overlooked(), frozen=False, plain=True)
        self.answer.typed.connect(lambda path, value: self._do(lambda: wishes.typed(self._scratch, path, value)))
        self.answer.acted.connect(lambda act, path: self._do(lambda: wishes.acted(self._scratch, act, path), True))
        self.form = DecisionForm(self._shell)
        self.form.offer(self._names)
        self.form.changed.connect(self._weigh)
        self.act, self.why = Button(look, "primary", "scale"), Text(look, "small", "text_2", wrap=True)
        self.act.setText(say("ui.rules.points.decide"))
        self.act.clicked.connect(self._decide)
        acts = row(self.why, self.act, spacing=12)
        acts.setStretchFactor(self.why, 1)
        return column(*self._offered(point), self.answer, self.form, acts, spacing=8)

    def _offered(self, point: Undecided) -> list[Part]:
        """Offer the answers that the rules name, none of them chosen but the one that stands in the scratch."""
        if not point.choices:
            return []
        look, say = self._shell.look, self._shell.words.say
        said = Text(look, "label")
        said.setText(say("ui.rules.points.choices"))
        self.other = Button(look, "text", "pencil")
        self.other.setText(say("ui.rules.points.other"))
        self.other.clicked.connect(self._write_freely)
        if self.answer is not None:
            self.answer.setVisible(self._freely)
            self.other.setVisible(not self._freely)
        self.choices = RadioCards(look)
        self.choices.offer([(each.title, "") for each in point.choices])
        self.choices.picked.connect(lambda number: self._take(point.choices[number]))
        self._mark(point)
        return [said, self.choices, row(self.other, 0)]

    def _write_freely(self) -> None:
        """Show the fields of the answer itself, for one that is not offered, or to see what an offered one says."""
        self._freely = True
        self.other.hide()
        if self.answer is not None:
            self.answer.show()
            if self.answer.fields:
                self.answer.fields[0].first.setFocus()

    def _take(self, choice: Choice) -> None:
        """Write an offered answer into the scratch; its fields below show what it says."""
        self._do(lambda: drafts.put(self._draft, self.current, choice.value), anew=True)
        if self.choices is not None and self.choices.chosen >= 0:
            self.choices.cards[self.choices.chosen].setFocus()

    def _mark(self, point: Undecided) -> None:
        """Show which offered answer stands in the scratch, if any does."""
        if self.choices is None:
            return
        now = drafts.value_at(self._overlooked(), self.current)
        for card, each in zip(self.choices.cards, point.choices, strict=True):
            if parsed(each.value) == now:
                card.setChecked(True)
                return
        self.choices.clear_choice()

    def _group(self, key: str) -> Group:
        above, _, name = key.rpartition(".")
        shape = TOP
        for step in find(self._look.raw, key)[:-1]:
            found = key_of(shape, step) if isinstance(step, str) else None
            shape = found.shape if found is not None else shape
        return Group(above, shape, (name,))

    def _overlooked(self) -> Overlook:
        wanted = (self._scratch, tuple(each for each in self._look.decided if each[0] != self.current))
        if self._known is None or self._known[0] != wanted:  # reading rules takes long, and one change asks many times
            self._known = (wanted, drafts.look_over(*wanted))
        return self._known[1]

    def _do(self, change: Callable[[], Draft], anew: bool = False) -> None:
        """Write into the scratch; fields stay where they are unless an item came or went."""
        was = drafts.value_at(self._overlooked(), self.current)
        try:
            self._scratch = change()
        except Refusal as refusal:
            self.why.setText(self._shell.words.problem(refusal.problem))
            return
        is_table = isinstance(drafts.value_at(self._overlooked(), self.current), dict | list)
        if anew or isinstance(was, dict | list) is not is_table:
            reason, people = (self.form.reason, self.form.people) if self.form is not None else ("", ())
            self.fill()
            if self.form is not None:
                self.form.reason_field.setText(reason)
                self.form.people_field.setText("; ".join(people))
        elif self.answer is not None:
            self.answer.show_draft(self._overlooked())
            for point in self._look.open:
                if point.key == self.current:
                    self._mark(point)
        self._weigh()

    def _weigh(self) -> None:
        """Say why nothing can be recorded yet, or let it be recorded."""
        if self.answer is None or self.form is None:
            return
        look = self._overlooked()
        faults = look.faults_below(self.current)
        say = self._shell.words.say
        if drafts.value_at(look, self.current) in (None, UNDECIDED, {}):
            missing = say("ui.rules.points.no_answer")
        else:
            missing = say("ui.rules.points.bad_answer") if faults else self.form.missing()
        self.act.setEnabled(not missing)
        self.why.setText(missing)

    def _decide(self) -> None:
        if self.form is not None:
            value = toml_of(drafts.value_at(self._overlooked(), self.current))
            self.decided.emit(self.current, value, self.form.reason, self.form.people)
