"""The reckoning of a summary on whole numbers, once in the program and once as formulas of the sheet.

Marks are multiplied by the smallest scale on which all of them are whole, so that a sum, a middle value or a place is
a whole number over a whole number. It is rounded by its quotient and remainder; no binary fraction decides a half. A
row whose score the formula would not meet (people decided, or a method that is no formula) keeps the program's value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm
from typing import Final

from judge_desk.contest.counting import methods
from judge_desk.contest.rulebook.rules import RankOn, ScoreMethod, ScoreRule
from judge_desk.contest.values.identity import EntryCode, Seat
from judge_desk.contest.values.numbers import ROUNDING
from judge_desk.documents.content_marks import MarkState, SummaryRow
from judge_desk.documents.content_workbook import SummaryWorkbookContent, WorkbookRow

LARGEST: Final = 10**12
"""Bound of whole numbers in a sheet: a quotient of such numbers is whole where it is, and never seems so elsewhere."""


class Made(StrEnum):
    """How a row's score comes about: by formula, as a value (people, or no formula for it), not yet."""

    FORMULA = "formula"
    VALUE = "value"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Chain:
    """One rounding on whole numbers: ``total`` over ``over``, and the rounded number of ``1/10**decimals``."""

    total: int
    over: int
    scaled: int
    whole: int
    rest: int
    units: int


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """One row as it stands in the sheet.

    Attributes:
        made: how its score comes about; trimmed: whether highest and lowest are left out by formula.
        steps: the numbers that judges gave, times the scale, by place of the judge.
        out: places of those that a rule leaves out.
        ballots: how many make the score.
        places: twice each judge's place, by place of the judge; only where places are added up.
        own, final: the roundings; None where there is nothing to round.
        final_made: how the final score comes about.
    """

    made: Made
    steps: dict[int, int]
    out: tuple[int, ...]
    trimmed: bool
    ballots: int
    places: dict[int, int]
    own: Chain | None
    final: Chain | None
    final_made: Made


@dataclass(frozen=True, slots=True)
class Scores:
    """All rows, and what they share.

    Attributes:
        scale: what marks are multiplied by; unit: ``10**decimals``.
        over: common denominator of the final score; factors: of the own and of every other round's score, and the
            scale of each of these scores, so that the sum of ``score · scale · factor`` over ``over`` is the final one.
        negative: whether a score below zero is possible; ascending: the smaller score is better.
        raw: the place of every row by its number alone, as the sheet's own ranking gives it; None without a number.
    """

    rule: ScoreRule
    scale: int
    unit: int
    over: int
    factors: tuple[tuple[int, int], ...]
    negative: bool
    ascending: bool
    raw: tuple[int | None, ...]
    rows: tuple[ScoredRow, ...]


def scores_of(content: SummaryWorkbookContent) -> Scores:
    """Reckon every row and say where a formula meets the program's value."""
    summary, rule = content.summary, content.summary.rules.score
    numbers = [_numbers(row) for row in summary.rows]
    extras = [row.extra for row in summary.rows]
    scale = _scale([*extras, *(value for each in numbers for value in each.values())])
    unit = 10**rule.decimals
    places = _places(summary.rows, numbers) if rule.method is ScoreMethod.SUM_OF_PLACES and not any(extras) else {}
    weights = _weights(content, unit)
    steps = [{place: in_steps(value, scale) for place, value in each.items()} for each in numbers]
    rows = tuple(
        _row(row, more, given, places.get(row.code, {}), rule, scale, weights)
        for row, more, given in zip(summary.rows, content.rows, steps, strict=True)
    )
    negative = any(extra < 0 for extra in extras) or any(min(each.values(), default=0) < 0 for each in steps)
    ascending = rule.method is ScoreMethod.SUM_OF_PLACES
    raw = _raw_places([row.ranked_by for row in content.rows], ascending)
    return Scores(rule, scale, unit, weights[0], weights[1], negative, ascending, raw, rows)


def _numbers(row: SummaryRow) -> dict[int, Fraction]:
    return {place: mark.value for place, mark in enumerate(row.marks) if mark.value is not None}


def _scale(values: Iterable[Fraction]) -> int:
    return lcm(1, *{value.denominator for value in values})


def in_steps(value: Fraction, scale: int) -> int:
    """Give a value times a scale on which it is whole."""
    return value.numerator * (scale // value.denominator)


def is_ratio(said: Fraction | None, total: int | None, over: int) -> bool:
    """Say whether a value is a whole number over another one, or neither is there."""
    if said is None or total is None:
        return said is None and total is None
    return said.numerator * over == total * said.denominator


def _weights(content: SummaryWorkbookContent, unit: int) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Give the common denominator and, for the own and every other round, scale of its scores and whole factor."""
    if not content.parts:
        return 1, ()
    scales = [unit]
    scales += [_scale(row.parts[place] or Fraction(0) for row in content.rows) for place, _ in enumerate(content.parts)]
    shares = [weight / scale for weight, scale in zip(_all_weights(content), scales, strict=True)]
    over = _scale(shares)
    return over, tuple((scale, int(share * over)) for scale, share in zip(scales, shares, strict=True))


def _all_weights(content: SummaryWorkbookContent) -> list[Fraction]:
    return [content.weight, *(part.weight for part in content.parts)]


def _places(rows: tuple[SummaryRow, ...], numbers: list[dict[int, Fraction]]) -> dict[str, dict[int, int]]:
    """Give twice the place that each judge gave each entry; nothing where a ballot is left out."""
    if any(mark.state is MarkState.LEFT_OUT for row in rows for mark in row.marks):
        return {}
    given: dict[Seat, dict[EntryCode, Fraction]] = {}
    for row, values in zip(rows, numbers, strict=True):
        for place, value in values.items():
            given.setdefault(Seat(place), {})[EntryCode(row.code)] = value
    found: dict[str, dict[int, int]] = {}
    for seat, by_code in methods.by_places(given).items():
        for code, value in by_code.items():
            found.setdefault(code, {})[int(seat)] = int(2 * value)
    return found


def _row(
    row: SummaryRow,
    more: WorkbookRow,
    steps: dict[int, int],
    places: dict[int, int],
    rule: ScoreRule,
    scale: int,
    weights: tuple[int, tuple[tuple[int, int], ...]],
) -> ScoredRow:
    out = tuple(place for place, mark in enumerate(row.marks) if mark.state is MarkState.LEFT_OUT)
    trimmed = rule.method is ScoreMethod.TRIMMED_MEAN and _is_trim(steps, out, rule.trim)
    used = [value for place, value in steps.items() if place not in out]
    pair = _pair(rule.method, used, row.extra, places, scale)
    own = _chain(*pair, rule) if pair is not None else None
    made = Made.OPEN if row.official is None else Made.VALUE
    enough = len(steps if trimmed else used) >= least_ballots(rule, trimmed)
    if row.official is not None and not row.decided and own is not None and enough:
        meets = is_ratio(more.exact, own.total, own.over) and is_ratio(row.official, own.units, 10**rule.decimals)
        fits = _fits(own, rule) and meets
        made = Made.FORMULA if fits else Made.VALUE
    final, final_made = _final(row, more, rule, weights)
    return ScoredRow(made, steps, out, trimmed, len(used), places, own, final, final_made)


def least_ballots(rule: ScoreRule, trimmed: bool) -> int:
    """Say how many ballots a score by formula needs: of all numbers where the ends are trimmed, else of the used."""
    if rule.method is not ScoreMethod.TRIMMED_MEAN:
        return max(rule.minimum_ballots, 1)
    return max(rule.minimum_ballots, 2 * rule.trim + 1) if trimmed else 1


def _is_trim(steps: dict[int, int], out: tuple[int, ...], trim: int) -> bool:
    """Say whether exactly the highest and lowest ballots are left out, or none because there are too few."""
    ordered = sorted(steps.values())
    if trim <= 0 or len(ordered) <= 2 * trim:
        return not out
    return sorted(steps[place] for place in out if place in steps) == sorted(ordered[:trim] + ordered[-trim:])


def _pair(
    method: ScoreMethod, used: list[int], extra: Fraction, places: dict[int, int], scale: int
) -> tuple[int, int] | None:
    """Give the score of ballots in steps as a whole number over a whole number; None where no formula gives it."""
    if not used or method is ScoreMethod.STANDARDISED:
        return None
    if method is ScoreMethod.SUM_OF_PLACES:
        return (sum(places.values()), 2) if len(places) == len(used) else None
    if method is ScoreMethod.MEDIAN:
        return int(2 * methods.median([*map(Fraction, used)])) + 2 * in_steps(extra, scale), 2 * scale
    return sum(used) + len(used) * in_steps(extra, scale), len(used) * scale


def _chain(total: int, over: int, rule: ScoreRule) -> Chain:
    scaled = total * 10**rule.decimals
    units = ROUNDING[rule.rounding](Fraction(scaled, over))
    return Chain(total, over, scaled, scaled // over, scaled % over, units)


def _fits(chain: Chain, rule: ScoreRule) -> bool:
    return abs(chain.scaled) * chain.over < LARGEST * 10**rule.decimals and chain.over < LARGEST


def _final(
    row: SummaryRow, more: WorkbookRow, rule: ScoreRule, weights: tuple[int, tuple[tuple[int, int], ...]]
) -> tuple[Chain | None, Made]:
    over, factors = weights
    if not factors or more.final is None:
        return None, Made.OPEN
    parts = [row.official, *more.parts]
    known = [part for part in parts if part is not None]
    if len(known) != len(parts):
        return None, Made.VALUE
    total = sum((part * scale * factor for part, (scale, factor) in zip(known, factors, strict=True)), Fraction(0))
    if total.denominator != 1:
        return None, Made.VALUE
    chain = _chain(int(total), over, rule)
    meets = Fraction(chain.units, 10**rule.decimals) == more.final and _fits(chain, rule)
    return chain, Made.FORMULA if meets else Made.VALUE


def _raw_places(ranked: Iterable[Fraction | None], ascending: bool) -> tuple[int | None, ...]:
    listed = tuple(ranked)
    counts = Counter(each for each in listed if each is not None)
    first, place = {}, 1
    for value in sorted(counts, reverse=not ascending):
        first[value] = place
        place += counts[value]
    return tuple(first[value] if value is not None else None for value in listed)


def by_rounded(rule: ScoreRule) -> bool:
    """Say whether places follow the rounded score."""
    return rule.rank_on is RankOn.ROUNDED
