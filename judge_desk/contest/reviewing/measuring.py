"""Measures of a review: each named figure worked out for every subject, with its working.

Exact fractions throughout; the one rounding of a measure is half up, to the decimals that it names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from judge_desk.contest.reviewing.case import Case, Found, Values, result, without, written
from judge_desk.contest.reviewing.earlier import prizes
from judge_desk.contest.reviewing.outcome import Subject
from judge_desk.contest.reviewing.row_taking import rows, rows_at_most
from judge_desk.contest.reviewing.taking import column, official_scores
from judge_desk.contest.rulebook.measures import points_for
from judge_desk.contest.rulebook.reviews import Level, Measure, Missing, Over, Review, Take, measure_of
from judge_desk.contest.rulebook.rubric import Formula
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.facts import listed
from judge_desk.contest.values.identity import EntryCode

Taking = Callable[[Case, Measure, Sequence[Subject]], Values]
RELATIVE: Final = frozenset({"share_of_best", "linear"})
"""Formulas that compare a figure with those of the others."""


def measure_all(case: Case) -> None:
    """Work out every measure of a review, in order, into ``case.found``.

    Questions about measures on which neither a gate nor the order turns are not asked: they only inform.
    """
    needed = needed_measures(case.review)
    for measure in case.review.measures:
        with case.unasked(measure.id not in needed):
            _measure(case, measure)


def needed_measures(review: Review) -> frozenset[str]:
    """Give the measures on which a gate or the order turns, and those that they are made of; all for an open order."""
    if isinstance(review.order, Undecided):
        return frozenset(each.id for each in review.measures)
    needed = {name.removeprefix("-") for name in review.order.by}
    needed |= {each.measure for each in review.gates if each.used is not False}
    for measure in reversed(review.measures):
        if measure.id in needed:
            needed.update(measure.of)
    return frozenset(needed)


def _measure(case: Case, measure: Measure) -> None:
    mine = tuple(each for each in case.subjects if case.concerns(measure.when, each))
    points = _open_points(measure)
    if points:
        for point in points:
            case.asked.undecided(point)
        names = listed(point.code or point.key for point in points)
        lacking = without(measure, "undecided", "working.undecided", True, point=names)
        found: Values = {each.code: lacking for each in mine}
    else:
        found = TAKES[measure.take](case, measure, mine)
    outside = without(measure, "branch", "working.branch")
    case.found[measure.id] = {each.code: found.get(each.code, outside) for each in case.subjects}


def _open_points(measure: Measure) -> tuple[Undecided, ...]:
    """Give the open points without which a measure cannot even be begun.

    What absent figures mean, which attempts count, and whether a bound belongs to its level are asked only where a
    figure turns on it.
    """
    needed: list[object] = [measure.column, measure.over, measure.weights, measure.formula]
    if measure.over is Over.SHARE_FROM:
        needed.append(measure.bound)
    return tuple(each for each in needed if isinstance(each, Undecided))


# --- measures made of measures -----------------------------------------------------------------------------------


def _first(case: Case, measure: Measure, subject: Subject, at: int = 0) -> Found:
    return case.found[measure.of[at]][subject.code]


def _lacking(case: Case, measure: Measure, at: int, found: Found) -> Found:
    """Hand on why a measure has no value to one that is made of it."""
    title = getattr(measure_of(case.review, measure.of[at]), "title", measure.of[at])
    return without(measure, found.worked.lack, "working.lacks", found.open, measure=title)


def ratio(case: Case, measure: Measure, who: Sequence[Subject]) -> Values:
    """Divide the first by the second; without a whole there is no value, and not the value 0."""

    def of(subject: Subject) -> Found:
        part, whole = _first(case, measure, subject), _first(case, measure, subject, 1)
        if part.value is None or whole.value is None:
            lacking = 0 if part.value is None else 1
            return _lacking(case, measure, lacking, (part, whole)[lacking])
        open_ = part.open or whole.open
        facts = {"dividend": written(part.value), "whole": written(whole.value)}
        if whole.value <= 0:
            return without(measure, "no_whole", "working.no_whole", open_, **facts)
        return result(measure, part.value / whole.value, "working.ratio", facts, open_)

    return {each.code: of(each) for each in who}


def scaled(case: Case, measure: Measure, who: Sequence[Subject]) -> Values:
    """Bring a measure to another maximum: times ``to``, divided by ``most``."""
    to, most = measure.to or Fraction(1), measure.most or Fraction(1)

    def of(subject: Subject) -> Found:
        found = _first(case, measure, subject)
        if found.value is None:
            return _lacking(case, measure, 0, found)
        facts = {"figure": written(found.value), "needed": written(to), "most": written(most)}
        return result(measure, found.value * to / most, "working.scaled", facts, found.open)

    return {each.code: of(each) for each in who}


def distance(case: Case, measure: Measure, who: Sequence[Subject]) -> Values:
    """Say how far the first lies from the second; the same two are worked out once, for many people have them."""
    known: dict[tuple[int, int], Found] = {}

    def of(subject: Subject) -> Found:
        one, other = _first(case, measure, subject), _first(case, measure, subject, 1)
        if one.value is None or other.value is None:
            lacking = 0 if one.value is None else 1
            return _lacking(case, measure, lacking, (one, other)[lacking])
        pair = id(one), id(other)
        if pair not in known:
            facts = {"figure": written(one.value), "target": written(other.value)}
            exact = abs(one.value - other.value)
            known[pair] = result(measure, exact, "working.distance", facts, one.open or other.open)
        return known[pair]

    return {each.code: of(each) for each in who}


def summed(case: Case, measure: Measure, who: Sequence[Subject]) -> Values:
    """Add measures; those that are not of the subject's branch are left out."""
    ones = tuple(Fraction(1) for _ in measure.of)
    return {each.code: _added(case, measure, each, ones, "working.sum") for each in who}


def weighted(case: Case, measure: Measure, who: Sequence[Subject]) -> Values:
    """Add measures, each times its share; where absent ones are left out, the rest takes over their shares."""
    shares = measure.weights if isinstance(measure.weights, tuple) else ()
    return {each.code: _added(case, measure, each, shares, "working.weighted") for each in who}


def _added(case: Case, measure: Measure, subject: Subject, shares: Sequence[Fraction], code: str) -> Found:
    parts = [(at, _first(case, measure, subject, at), share) for at, share in enumerate(shares)]
    if measure.take is Take.SUM:
        parts = [each for each in parts if each[1].worked.lack != "branch"]
    lacking = next(((at, found) for at, found, _ in parts if found.value is None and found.open), None)
    absent = [(at, found) for at, found, _ in parts if found.value is None and not found.open]
    if lacking is None and absent and isinstance(measure.missing, Undecided):
        case.asked.undecided(measure.missing)
        point = measure.missing.code or measure.missing.key
        return without(measure, "undecided", "working.undecided", True, point=point)
    if lacking is None and absent and measure.missing not in (Missing.LEAVE_OUT, Missing.ZERO):
        lacking = absent[0]
    if lacking is not None:
        return _lacking(case, measure, *lacking)
    there = [(at, found.value, share) for at, found, share in parts if found.value is not None]
    if not there and measure.missing is not Missing.ZERO:
        return without(measure, "missing" if parts else "branch", "working.missing" if parts else "working.branch")
    open_ = any(found.open for _, found, _ in parts)
    left = _shares_left(measure, [share for _, _, share in there], shares)
    exact = sum((value * share * left for _, value, share in there), Fraction(0))
    told = [_summand(case, measure, at, value, share * left) for at, value, share in there]
    return result(measure, exact, code, {"summands": listed(told), "count": len(told)}, open_)


def _shares_left(measure: Measure, kept: Sequence[Fraction], shares: Sequence[Fraction]) -> Fraction:
    """Give what the shares of the rest are multiplied by when absent parts are left out of a weighted sum."""
    if measure.take is not Take.WEIGHTED or measure.missing is not Missing.LEAVE_OUT or not sum(kept):
        return Fraction(1)
    return sum(shares, Fraction(0)) / sum(kept, Fraction(0))


def _summand(case: Case, measure: Measure, at: int, value: Fraction, share: Fraction) -> str:
    title = getattr(measure_of(case.review, measure.of[at]), "title", measure.of[at])
    return f"{title} {written(value)}" if measure.take is Take.SUM else f"{title} {written(value)} × {written(share)}"


# --- measures over all subjects ----------------------------------------------------------------------------------


def points(case: Case, measure: Measure, who: Sequence[Subject]) -> Values:
    """Turn figures into points by a named formula, over all subjects that have one."""
    formula = measure.formula
    if not isinstance(formula, Formula):
        raise TypeError(measure.id)
    found = {each.code: _first(case, measure, each) for each in who}
    figures = {str(code): each.value for code, each in found.items() if each.value is not None}
    worked = points_for(replace(formula, decimals=None), figures)
    case.asked.others.extend(each for each in worked.questions if each not in case.asked.others)
    rounding = measure if measure.decimals is not None else replace(measure, decimals=formula.decimals)
    unsure = formula.name in RELATIVE and any(each.open for each in found.values())
    best = {
        "points": written(formula.points),
        "best": written(max(figures.values(), default=Fraction(0))),
        "least": written(min(figures.values(), default=Fraction(0))),
        "target": written(formula.target) if formula.target is not None else "",
    }

    def of(code: EntryCode) -> Found:
        figure, exact = found[code].value, worked.points.get(code)
        if figure is None:
            return _lacking(case, measure, 0, found[code])
        facts: dict[str, str | int] = {"figure": written(figure), **best}
        if exact is None:
            return without(measure, "no_reference", "working.no_reference", True, **facts)
        return result(rounding, exact, f"working.points_{formula.name}", facts, unsure or found[code].open)

    return {each.code: of(each.code) for each in who}


def place(case: Case, measure: Measure, who: Sequence[Subject]) -> Values:
    """Give the place by a measure, 1 for the largest; equals share the better one."""
    found = {each.code: _first(case, measure, each) for each in who}
    places = places_of({code: each.value for code, each in found.items() if each.value is not None})
    unsure = any(each.open for each in found.values())

    def of(code: EntryCode) -> Found:
        value = found[code].value
        if value is None:
            return _lacking(case, measure, 0, found[code])
        facts: dict[str, str | int] = {"figure": written(value), "count": len(places)}
        return result(measure, Fraction(places[code]), "working.place", facts, unsure)

    return {each.code: of(each.code) for each in who}


def places_of(values: Mapping[EntryCode, Fraction], ascending: bool = False) -> Mapping[EntryCode, int]:
    """Give places from 1, equals sharing the better one (1, 2, 2, 4); ``ascending`` where the smaller is better."""
    levels: dict[Fraction, list[EntryCode]] = {}
    for code, value in values.items():
        levels.setdefault(value, []).append(code)
    found: dict[EntryCode, int] = {}
    for level in sorted(levels, reverse=not ascending):
        number = len(found) + 1
        found |= dict.fromkeys(levels[level], number)
    return found


def group(case: Case, measure: Measure, who: Sequence[Subject]) -> Values:
    """Give the number of the level that a measure lies in; a bound of which nobody said where it belongs is asked."""

    def of(subject: Subject) -> Found:
        found = _first(case, measure, subject)
        if found.value is None:
            return _lacking(case, measure, 0, found)
        figure = written(found.value)
        level = _level(measure.levels, found.value)
        if isinstance(level, Undecided):
            case.asked.undecided(level)
            return without(measure, "undecided", "working.undecided", True, point=level.code or level.key)
        if level is None:
            case.asked.ask("review.no_level", measure.title, entry=subject.code, value=figure)
            return without(measure, "no_reference", "working.no_level", True, figure=figure)
        facts = {"figure": figure, "level": level.title, "bound": written(level.bound)}
        return result(measure, Fraction(level.number), "working.group", facts, found.open)

    return {each.code: of(each) for each in who}


def _level(levels: Sequence[Level], value: Fraction) -> Level | Undecided | None:
    for level in levels:
        if value == level.bound and isinstance(level.included, Undecided):
            return level.included
        if value > level.bound or (value == level.bound and level.included):
            return level
    return None


TAKES: Final[Mapping[Take, Taking]] = {
    Take.COLUMN: column,
    Take.ROWS: rows,
    Take.ROUND: official_scores,
    Take.RATIO: ratio,
    Take.POINTS: points,
    Take.SCALED: scaled,
    Take.SUM: summed,
    Take.WEIGHTED: weighted,
    Take.PLACE: place,
    Take.GROUP: group,
    Take.DISTANCE: distance,
    Take.ROWS_AT_MOST: rows_at_most,
    Take.PRIZE: prizes,
}
"""How each kind of measure is taken: the subjects of its branch in, their values out."""
