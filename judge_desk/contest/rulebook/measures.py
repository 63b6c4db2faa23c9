"""Figures turned into points by a named formula; how they become an order stands in the reviews.

Everything is an exact fraction; a formula's result is rounded once, as its definition says. A figure that cannot
be turned into points becomes a question, never a zero.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from judge_desk.contest.rulebook.rubric import Formula
from judge_desk.contest.values.facts import number
from judge_desk.contest.values.numbers import round_to
from judge_desk.contest.values.problems import Findings, Problem, Severity


@dataclass(frozen=True, slots=True)
class Reference:
    """What a figure is compared with.

    Attributes:
        best, least: the largest and the smallest figure of the whole sheet.
        target: the value that earns full points; None where the rules set none.
    """

    best: Fraction
    least: Fraction
    target: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """Points by name of the sheet's row; rows that could not be turned into points are missing and asked about."""

    points: Mapping[str, Fraction]
    questions: Findings


class NoReference(ArithmeticError):
    """The figure has nothing to be compared with: best figure 0, no target, all figures equal."""


def share_of_best(points: Fraction, value: Fraction, reference: Reference) -> Fraction:
    """Give ``points · value / best``: the community vote of Thái Nguyên 2025 (20 · votes / most votes).

    Raises:
        NoReference: the best figure is 0.
    """
    if reference.best <= 0:
        raise NoReference
    return points * value / reference.best


def rate_against_target(points: Fraction, value: Fraction, reference: Reference) -> Fraction:
    """Give ``points · min(1, value / target)``.

    Raises:
        NoReference: no target above 0.
    """
    if reference.target is None or reference.target <= 0:
        raise NoReference
    return points * min(Fraction(1), value / reference.target)


def linear(points: Fraction, value: Fraction, reference: Reference) -> Fraction:
    """Give ``points · (value - least) / (best - least)``: nothing for the least figure, all for the best.

    Raises:
        NoReference: all figures are equal.
    """
    if reference.best == reference.least:
        raise NoReference
    return points * (value - reference.least) / (reference.best - reference.least)


def as_given(points: Fraction, value: Fraction, reference: Reference) -> Fraction:
    """Take the figure itself as points.

    Raises:
        NoReference: the figure is larger than the points there are.
    """
    if value > points:
        raise NoReference
    return value


FORMULAS: Final[Mapping[str, Callable[[Fraction, Fraction, Reference], Fraction]]] = {
    "share_of_best": share_of_best,
    "rate_against_target": rate_against_target,
    "linear": linear,
    "as_given": as_given,
}
"""The formulas that a definition can name: (points, figure, reference) to exact points."""


def points_for(formula: Formula, figures: Mapping[str, Fraction]) -> Measured:
    """Turn a sheet of figures (name of the row to figure, 0 or more) into points, each rounded once, half up.

    Raises:
        KeyError: the formula's name is not in :data:`FORMULAS`.
    """
    compute = FORMULAS[formula.name]
    points: dict[str, Fraction] = {}
    questions: list[Problem] = []
    reference = Reference(
        max(figures.values(), default=Fraction(0)), min(figures.values(), default=Fraction(0)), formula.target
    )
    for name in sorted(figures):
        value = figures[name]
        if value < 0:
            questions.append(_ask("measure.negative", name, value, formula))
            continue
        try:
            exact = compute(formula.points, value, reference)
        except NoReference:
            questions.append(_ask("measure.no_reference", name, value, formula))
            continue
        points[name] = exact if formula.decimals is None else round_to(exact, formula.decimals)
    return Measured(points, tuple(questions))


def _ask(code: str, name: str, value: Fraction, formula: Formula) -> Problem:
    facts = {"value": number(value), "maximum": number(formula.points), "measure": formula.measure}
    return Problem(code, Severity.ASK, name, facts)
