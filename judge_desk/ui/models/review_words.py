"""How the parts of a review look: states of subjects and gates as icon, tone and word; values as they are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Final

from judge_desk.contest.reviewing.outcome import Reason, SubjectResult
from judge_desk.contest.rulebook.definition import find_measured
from judge_desk.contest.rulebook.measured import ColumnKind, column_of
from judge_desk.contest.rulebook.reviews import Measure, ReviewGate, Take, Test
from judge_desk.contest.values.folding import fold
from judge_desk.desks.reviews.standing import ReviewStanding
from judge_desk.ui.words import Words
from judge_desk.wording.figures import decimal, exact, length, reading

STATE_SIGNS: Final = {
    "awarded": ("trophy", "ok"),
    "tied": ("equal", "warn"),
    "waiting": ("scale", "warn"),
    "open": ("circle-question-mark", "warn"),
    "met": ("circle-check", "text"),
    "below": ("circle-check", "text_2"),
    "capped": ("circle-check", "text_2"),
    "minimum": ("circle-check", "text_2"),
    "outside": ("circle-check", "text_2"),
    "unranked": ("circle-dashed", "text_2"),
    "failed": ("circle-slash", "text_2"),
}
"""What became of a subject, in the order in which one can choose them."""
GATE_SIGNS: Final = {
    "met": ("check", "ok"),
    "not_met": ("circle-x", "stop"),
    "waiting": ("scale", "warn"),
    "undecided": ("circle-question-mark", "warn"),
    "later": ("clock", "text_2"),
}
STATES: Final[Mapping[str, str]] = {
    Reason.AWARDED: "awarded",
    Reason.TIE_PENDING: "tied",
    Reason.WAITING: "open",
    Reason.BELOW_QUOTA: "below",
    Reason.CAPPED: "capped",
    Reason.BELOW_MINIMUM: "minimum",
    Reason.OUT_OF_TABLES: "outside",
    Reason.UNRANKED: "unranked",
    Reason.MEETS: "met",
}
"""The state of a subject that fails no gate, by the reason that the result gives."""
MOST_DECIMALS: Final = 4
"""Decimals that a column of values takes at most; ``…`` says that digits go on."""


def state_of(found: SubjectResult) -> str:
    """Name what became of a subject, one of :data:`STATE_SIGNS`."""
    if found.failed:
        return "failed"
    if found.waiting:
        return "waiting"
    return next((STATES[each] for each in found.reasons if each in STATES), "met")


def gate_state(found: SubjectResult, gate: ReviewGate) -> str:
    """Name how a subject stands before a gate.

    ``met``, ``not_met``, ``waiting`` for the council, ``other`` where it is not for the subject's branch or not used,
    ``not_asked`` where the council need not speak because figures fail the subject, ``undecided`` where something that
    it turns on is open.
    """
    if any(each.gate == gate.id for each in found.failed):
        return "not_met"
    if gate.id in found.met:
        return "met"
    if gate.id in found.waiting:
        return "waiting"
    if gate.used is False or not of_branch(found, gate.when):
        return "other"
    if gate.test is Test.COUNCIL:
        return "not_asked" if found.failed else "later"
    return "undecided"


def of_branch(found: SubjectResult, when: str) -> bool:
    """Say whether a measure or gate with this branch (``column:value``) is for a subject; one without is for all."""
    column, _, value = when.partition(":")
    return not when or fold(found.subject.facts.get(column, "")) == fold(value)


def value_writer(
    standing: ReviewStanding, measure: Measure, values: Sequence[Fraction | None], words: Words
) -> Callable[[Fraction], str]:
    """Give the way to write the values of one column, all with the same number of decimals."""
    kind = kind_of(standing, measure)
    if kind in (ColumnKind.TIME, ColumnKind.FLAG):
        return partial(_special, kind, words)
    language, decimals = words.language, measure.decimals
    if decimals is None:
        known = [each for each in values if each is not None]
        decimals = next(
            (n for n in range(MOST_DECIMALS) if all(not 10**n % v.denominator for v in known)), MOST_DECIMALS
        )
        if any(10**decimals % v.denominator for v in known):
            return lambda value: reading(value, MOST_DECIMALS, language)
    return partial(decimal, decimals=decimals, language=language)


def value_text(standing: ReviewStanding, measure: Measure, value: Fraction, words: Words) -> str:
    """Write one value by itself: exact, with its fraction where its digits do not end."""
    kind = kind_of(standing, measure)
    if kind in (ColumnKind.TIME, ColumnKind.FLAG):
        return _special(kind, words, value)
    shown = (
        decimal(value, measure.decimals, words.language)
        if measure.decimals is not None
        else exact(value, words.language)
    )
    return f"{shown}%" if measure.unit == "%" else f"{shown} {measure.unit}".strip()


def _special(kind: ColumnKind, words: Words, value: Fraction) -> str:
    if kind is ColumnKind.FLAG and value in (0, 1):
        return words.say("ui.reviews.yes" if value else "ui.reviews.no")
    return length(int(value)) if value.denominator == 1 and value >= 0 else exact(value, words.language)


def kind_of(standing: ReviewStanding, measure: Measure) -> ColumnKind:
    """Give the kind of cell that a measure shows: that of its column where it is taken straight from one."""
    name = measure.part or standing.review.part
    part = find_measured(standing.definition, name) if measure.take is Take.COLUMN else None
    column = column_of(part, measure.column) if part is not None and isinstance(measure.column, str) else None
    return column.kind if column is not None else ColumnKind.NUMBER
