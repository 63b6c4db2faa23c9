"""What is added to the judges' totals of an entry: the leaves of the rubric that no judge marks.

Penalties for overtime, points of the organisers and results of formulas come as values by criterion. A leaf without a
value is a question: blank is not zero, also for a penalty that nobody earned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from judge_desk.contest.rulebook.rubric import JUDGED, Criterion, LeafKind, Rubric, leaves, worth
from judge_desk.contest.values.facts import number
from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.contest.values.problems import Findings, Problem, Severity


@dataclass(frozen=True, slots=True)
class Extra:
    """What comes to every total of one entry.

    Attributes:
        points: the sum, with coefficients and weights; below zero where penalties prevail.
        values: by criterion as handed in: points off for a penalty, points for the other kinds.
        questions: leaves without a value, values off their scale.
    """

    points: Fraction
    values: Mapping[CriterionId, Fraction]
    questions: Findings = ()


_NOTHING: Final = Extra(Fraction(0), {})


def unjudged_leaves(rubric: Rubric) -> tuple[Criterion, ...]:
    """Give the leaves whose value the organisers bring, in order."""
    return tuple(leaf for leaf in leaves(rubric) if leaf.kind not in JUDGED)


def leaves_under(rubric: Rubric, node: CriterionId) -> tuple[Criterion, ...]:
    """Give the leaves of a group, in order; for a leaf, the leaf itself."""
    parents = {each.id: each.parent for each in rubric.criteria}
    return tuple(leaf for leaf in leaves(rubric) if _is_under(parents, leaf.id, node))


def _is_under(parents: Mapping[CriterionId, CriterionId | None], leaf: CriterionId, node: CriterionId) -> bool:
    at: CriterionId | None = leaf
    while at is not None and at != node:
        at = parents[at]
    return at == node


def contribution(rubric: Rubric, leaf: Criterion, value: Fraction) -> Fraction:
    """Say what a value of a leaf adds to the total, exactly; a penalty takes off."""
    return value * worth(rubric, leaf) / leaf.step


def extra_of(
    code: EntryCode, rubric: Rubric, unjudged: Sequence[Criterion], values: Mapping[CriterionId, Fraction]
) -> Extra:
    """Add up the values of the leaves that no judge marks, which are :func:`unjudged_leaves` of the rubric.

    Raises:
        KeyError: a value for something that is no such leaf.
    """
    if not unjudged and not values:
        return _NOTHING
    known = {leaf.id: leaf for leaf in unjudged}
    questions = [_missing(code, leaf) for leaf in unjudged if leaf.id not in values]
    questions += [_off_scale(code, known[key], values[key]) for key in sorted(values) if _off(known[key], values[key])]
    points = sum((contribution(rubric, known[key], value) for key, value in values.items()), Fraction(0))
    return Extra(points, dict(values), tuple(questions))


def highest(leaf: Criterion) -> Fraction | None:
    """Give the largest value of a leaf that the organisers bring; None for a penalty, which has none."""
    if leaf.kind is LeafKind.PENALTY:
        return None
    return leaf.formula.points if leaf.formula is not None else leaf.maximum


def top_of(rubric: Rubric) -> Fraction:
    """Give the largest possible official mark: all leaves full, bonus included, no penalty.

    The stated maximum holds where it is larger, so that no mark the rules allow is refused.
    """
    full = Fraction(0)
    for leaf in leaves(rubric):
        value = leaf.maximum if leaf.kind in JUDGED else highest(leaf)
        full += contribution(rubric, leaf, value) if value is not None else 0
    return max(full, rubric.maximum)


def _off(leaf: Criterion, value: Fraction) -> bool:
    most = highest(leaf)
    return value < 0 or (most is not None and value > most)


def _missing(code: EntryCode, leaf: Criterion) -> Problem:
    return Problem("score.figure_missing", Severity.ASK, code, {"criterion": leaf.id, "title": leaf.title})


def _off_scale(code: EntryCode, leaf: Criterion, value: Fraction) -> Problem:
    most = highest(leaf)
    facts = {"criterion": leaf.id, "title": leaf.title, "value": number(value)}
    facts["maximum"] = number(most) if most is not None else "–"
    return Problem("score.figure_off_scale", Severity.ASK, code, facts)
