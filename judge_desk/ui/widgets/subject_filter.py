"""Narrows the table of subjects: by words, by what became of them, by a fact such as the block they compete in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from judge_desk.contest.rulebook.definition import find_measured, roster_of
from judge_desk.contest.rulebook.measured import Column, ColumnKind, MeasuredPart
from judge_desk.desks.reviews.standing import ReviewStanding
from judge_desk.ui.models.review_words import STATE_SIGNS
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.choice_box import ChoiceBox
from judge_desk.ui.widgets.layouts import row
from judge_desk.ui.widgets.search_field import SearchField
from judge_desk.ui.widgets.subject_table import SubjectTable

MOST_VALUES: Final = 12
"""Different values of a fact up to which one can narrow by it."""
ANY: Final = ("", "")


class SubjectFilter(QWidget):
    """A row over the table: search, state, fact."""

    def __init__(self, shell: Shell, table: SubjectTable) -> None:
        """Narrow a table."""
        super().__init__()
        look = shell.look
        self._shell, self._table = shell, table
        self._standing: ReviewStanding | None = None
        self.search, self.states, self.facts = SearchField(look), ChoiceBox(look, 12), ChoiceBox(look, 10)
        self.search.setMinimumWidth(look.px(150))
        self.search.textChanged.connect(lambda _: self._narrow())
        self.search.left_down.connect(table.setFocus)
        self.search.wanted.connect(table.setFocus)
        for box in (self.states, self.facts):
            box.currentIndexChanged.connect(lambda _: self._narrow())
        inner = row(self.search, self.states, self.facts, spacing=8, margins=(8, 8, 8, 8))
        inner.setStretchFactor(self.search, 1)
        self.setLayout(inner)

    def speak(self) -> None:
        """Say every word in the language of now."""
        say = self._shell.words.say
        self.search.tell(say("ui.reviews.search"))
        self.states.setAccessibleName(say("ui.reviews.filter.state"))
        self.facts.setAccessibleName(say("ui.reviews.filter.fact"))
        if self._standing is not None:
            self.show_review(self._standing)

    def show_review(self, standing: ReviewStanding) -> None:
        """Offer what the subjects of a review can be narrowed by; what was chosen stays while it is there."""
        self._standing = standing
        say, counts = self._shell.words.say, self._table.subjects.states()
        states = [("", say("ui.reviews.filter.all", count=self._table.subjects.total))]
        states += [
            (state, say(f"ui.reviews.filter.{state}", count=counts[state])) for state in STATE_SIGNS if state in counts
        ]
        _offer(self.states, states)
        facts = self._facts(standing)
        _offer(self.facts, [(ANY, say("ui.reviews.filter.any_fact")), *facts])
        self.facts.setVisible(bool(facts))
        self._narrow()

    def _facts(self, standing: ReviewStanding) -> list[tuple[tuple[str, str], str]]:
        """Give every fact that parts the subjects into few groups: column and value, and how it reads."""
        definition, say = standing.definition, self._shell.words.say
        parts = (roster_of(definition), find_measured(definition, standing.review.part))
        found: list[tuple[tuple[str, str], str]] = []
        for part in parts:
            for column in _columns(part):
                values = {each.subject.facts.get(column.id, "") for each in standing.result.subjects} - {""}
                if 1 < len(values) <= MOST_VALUES:
                    flag = column.kind is ColumnKind.FLAG
                    for value in sorted(values):
                        shown = say("ui.figures.yes" if value == "1" else "ui.figures.no") if flag else value
                        found.append(((column.id, value), f"{column.title}: {shown}"))
        return found

    def _narrow(self) -> None:
        before = self._table.current()
        fact = self.facts.currentData() or ANY
        self._table.subjects.narrow(self.search.text(), str(self.states.currentData() or ""), tuple(fact))
        self._table.fit()
        self._table.show_code(before)


def _columns(part: MeasuredPart | None) -> list[Column]:
    kinds = (ColumnKind.TEXT, ColumnKind.FLAG)
    return [each for each in part.columns if each.kind in kinds] if part is not None else []


def _offer(box: ChoiceBox, choices: Sequence[tuple[object, str]]) -> None:
    """Offer other choices; the one that is chosen stays, else the first."""
    before = box.currentData()
    box.blockSignals(True)
    box.clear()
    for value, words in choices:
        box.addItem(words, value)
    at = next((at for at, (value, _) in enumerate(choices) if before is not None and value == _same(before)), 0)
    box.setCurrentIndex(at)
    box.blockSignals(False)


def _same(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
