"""One question of the result with its answers as cards, none chosen; reason, people and votes; then the act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QWidget

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.problems import Problem
from judge_desk.desks.deciding import Request
from judge_desk.desks.result_questions import Choice, Question
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.act_pane import ActPane
from judge_desk.ui.widgets.decision_form import DecisionForm
from judge_desk.ui.widgets.entry_picks import EntryPicks
from judge_desk.ui.widgets.layouts import clear, column
from judge_desk.ui.widgets.radio_card import RadioCard
from judge_desk.ui.widgets.text import Text
from judge_desk.ui.widgets.vote_fields import VoteFields

MOST_NAMED: Final = 12
"""Subjects that a question names; all of them can be chosen below."""


class QuestionPanel(ActPane):
    """Asks one question; ``decided`` carries the request of the decision.

    With ``subjects`` it speaks of units and people by their names instead of entries by their codes.
    """

    decided = Signal(object)

    def __init__(self, shell: Shell) -> None:
        """Begin without a question."""
        look = shell.look
        super().__init__(look, "stamp")
        self._shell = shell
        self._question: Question | None = None
        self._places: tuple[tuple[str, int], ...] = ()
        self._titles: Mapping[str, str] = {}
        self._inside: tuple[str, ...] = ()
        self._picking = ""
        self.subjects = False
        self.title, self.facts = Text(look, "heading", wrap=True), Text(look, "body", "text_2", wrap=True)
        self.cards: dict[str, RadioCard] = {}
        self._group = QButtonGroup(self)
        self._cards = column(spacing=8)
        self.count_label, self.count = Text(look, "label", wrap=True), QLineEdit()
        self.count.setValidator(QIntValidator(0, 99_999, self.count))
        self.count_label.setBuddy(self.count)
        self.picks, self.votes, self.form = EntryPicks(shell), VoteFields(shell), DecisionForm(shell)
        for field in (self.picks, self.votes, self.form):
            field.changed.connect(self.weigh)
        self.count.textChanged.connect(self._count)
        self.act.clicked.connect(self._decide)
        self._by_hand = QWidget()
        self._by_hand.setLayout(column(self.count_label, self.count, spacing=4))
        self.fill(self.title, self.facts, self._cards, self._by_hand, self.picks, self.votes, self.form)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self._shell.words.say
        self.act.setText(say("ui.question.act"))
        self.count_label.setText(say("ui.question.count"))
        self.count.setAccessibleName(say("ui.question.count"))
        if self._picking:
            self.picks.label.setText(say(self._picking))
        self.weigh()

    def ask(
        self,
        question: Question,
        places: Sequence[tuple[str, int]],
        titles: Mapping[str, str],
        inside: Sequence[str] = (),
    ) -> None:
        """Ask a question; what was chosen and typed stays while it is the same one.

        Args:
            question: what is asked.
            places: code and place of every entry that can go on, in order.
            titles: of entries that may be shown.
            inside: the entries that are clearly inside.
        """
        same = self._question == question
        self._question, self._places = question, tuple(places)
        self._titles, self._inside = titles, tuple(inside)
        if not same:
            self._fill(question)
        self._say(question)
        self.weigh()

    def _fill(self, question: Question) -> None:
        for card in self.cards.values():
            self._group.removeButton(card)
        clear(self._cards)
        self.cards = {}
        for choice in question.choices:
            card = RadioCard(self._shell.look)
            card.toggled.connect(partial(self._choose, choice))
            self.cards[choice.name] = card
            self._group.addButton(card)
            self._cards.addWidget(card)
        self._picking = ""
        self.count.clear()
        self.votes.clear()
        self.form.clear()
        for each in (self._by_hand, self.picks, self.votes):
            each.hide()

    def _say(self, question: Question) -> None:
        words = self._shell.words
        key = f"ui.question.title.{question.asked.code}"
        asked = self._named(question)
        own = f"ui.question.subjects.{asked.code}"
        self.title.setText(words.say(own if self.subjects and words.has(own) else key, count=len(question.codes)))
        code = f"asked_subjects.{asked.code}" if self.subjects else f"asked.{asked.code}"
        short = replace(asked, code=code, where="")
        plain = asked if asked.code.startswith("prize.") else replace(asked, where="")
        said = words.problem(short if words.has(f"finding.{short.code}") else plain)
        why = [self._own_words(each) for each in question.why]
        self.facts.setText(" ".join((said, *(words.problem(each) for each in why))))
        for choice in question.choices:
            meant = self._own_words(choice.meaning)
            name, _, meaning = words.problem(meant).partition(". ")
            self.cards[choice.name].tell(name.rstrip("."), meaning)

    def _own_words(self, said: Problem) -> Problem:
        """Say a sentence about entries in words about units and people, where there are such."""
        own = f"subjects.{said.code}"
        return replace(said, code=own) if self.subjects and self._shell.words.has(f"finding.{own}") else said

    def _named(self, question: Question) -> Problem:
        """Put names in the place of codes, where nobody must hide them."""
        asked = question.asked
        if not self.subjects or "codes" not in asked.facts:
            return asked
        names = [self._titles.get(code, code) for code in question.codes[:MOST_NAMED]]
        more = ["…"] if len(question.codes) > MOST_NAMED else []
        return replace(asked, facts={**asked.facts, "codes": "; ".join((*names, *more))})

    @property
    def chosen(self) -> Choice | None:
        """The answer that is chosen, None at first."""
        choices = self._question.choices if self._question is not None else ()
        return next((each for each in choices if self.cards[each.name].isChecked()), None)

    def _choose(self, choice: Choice, on: bool) -> None:
        """Show the fields that an answer needs."""
        if not on or self._question is None:
            return
        say = self._shell.words.say
        which = "ui.question.which_subjects" if self.subjects else "ui.question.which"
        self._picking = {"order": "ui.question.order", "vote": which}.get(choice.name, "")
        if choice.name == "order":
            self.picks.ask_order(choice.about, self._titles, say(self._picking))
        elif choice.name == "vote":
            self.picks.ask_which(self._question.codes, self._titles, say(self._picking))
        self._by_hand.setVisible(choice.name == "by_hand")
        self.picks.setVisible(choice.name in ("order", "vote"))
        self.votes.setVisible(choice.votes)
        if choice.name == "by_hand":
            self._count()
        self.weigh()

    def _count(self) -> None:
        """Show the entries between which the typed number falls, where it would part a tie."""
        if self.chosen is None or self.chosen.name != "by_hand":
            return
        tied = self._tied()
        if tied:
            self._picking = "ui.question.tied"
            self.picks.ask_which(tied, self._titles, self._shell.words.say(self._picking))
        self.picks.setVisible(bool(tied))
        self.weigh()

    def _wanted(self) -> int:
        return int(self.count.text()) if self.count.text().isdecimal() else 0

    def _tied(self) -> tuple[str, ...]:
        """Give the entries that share the place through which the number cuts."""
        wanted = self._wanted()
        if not 0 < wanted < len(self._places):
            return ()
        number = self._places[wanted - 1][1]
        same = tuple(code for code, place in self._places if place == number)
        return same if self._places[wanted][1] == number else ()

    def _value(self, choice: Choice) -> str:
        """Give the value of the decision; empty while entries are missing."""
        if choice.name == "order":
            return " ".join(self.picks.ordered)
        if choice.name == "vote":
            return " ".join(sorted((*self._inside, *self.picks.chosen))) if self.picks.chosen else ""
        if choice.name != "by_hand":
            return choice.value
        wanted, tied = self._wanted(), self._tied()
        if not 0 < wanted <= len(self._places):
            return ""
        first = [code for code, _ in self._places[:wanted] if code not in tied]
        if tied and len(first) + len(self.picks.chosen) != wanted:
            return ""
        return " ".join(sorted((*first, *(self.picks.chosen if tied else ()))))

    def missing(self) -> str:
        """Say what is missing before the decision can be recorded; empty when nothing is."""
        choice, say = self.chosen, self._shell.words.say
        if choice is None:
            return say("ui.question.lacking.no_choice_subjects" if self.subjects else "ui.question.no_choice")
        if not self._value(choice):
            own = "_subjects" if self.subjects and choice.name in ("vote", "order") else ""
            return say(f"ui.question.lacking.{choice.name}{own}", count=self._wanted())
        return (self.votes.missing() if choice.votes else "") or self.form.missing()

    def _decide(self) -> None:
        choice = self.chosen
        if choice is None or self.missing():
            return
        votes = self.votes.votes if choice.votes else None
        about = tuple(sorted(choice.about)) if choice.kind is DecisionKind.TIE else choice.about
        value, form = self._value(choice), self.form
        self.decided.emit(Request("", choice.kind, about, value, form.reason, form.people, votes))
