"""The judge's own ranking: places of the entries marked whole, ties shared, and how the totals are spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from operator import itemgetter
from typing import Final

from judge_desk.contest.values.identity import EntryCode
from judge_desk.desks.entry_sheets import EntryLine, EntryState

_MOST_BARS: Final = 20
"""Bars over the whole scale: 5 points each when the maximum is 100."""


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """An entry's place in the judge's own ranking; entries with equal totals share ``first`` to ``last``.

    ``title`` is the field's title in a blind round.
    """

    first: int
    last: int
    code: EntryCode
    title: str
    total: Fraction


@dataclass(frozen=True, slots=True)
class OwnRanking:
    """The ranking of what is marked whole; it is worked out from one judge's marks and nobody else's.

    Attributes:
        places: best first, ties in code order.
        bars: low end, high end and count, equally wide, without gaps, from the lowest total to the highest. A bar
            holds its low end and not its high end; only the full mark counts with the bar below it.
        lowest, middle, highest: of the totals, the middle being the median; None without any.
    """

    places: tuple[OwnPlace, ...]
    bars: tuple[tuple[Fraction, Fraction, int], ...]
    lowest: Fraction | None = None
    middle: Fraction | None = None
    highest: Fraction | None = None


def own_ranking(lines: Sequence[EntryLine], maximum: Fraction) -> OwnRanking:
    """Rank the entries that are marked whole and not recused; one that is put off as well counts as marked."""
    whole = [line for line in lines if line.given == line.criteria and line.state is not EntryState.RECUSED]
    if not whole:
        return OwnRanking((), ())
    groups = _by_total(whole)
    places: list[OwnPlace] = []
    for total, tied in groups:
        first, last = len(places) + 1, len(places) + len(tied)
        places += [OwnPlace(first, last, line.code, line.title or line.field, total) for line in tied]
    half = len(places) // 2
    middle = places[half].total if len(places) % 2 else (places[half - 1].total + places[half].total) / 2
    bars = _bars({total: len(tied) for total, tied in groups}, maximum)
    return OwnRanking(tuple(places), bars, places[-1].total, middle, places[0].total)


def _by_total(lines: Iterable[EntryLine]) -> list[tuple[Fraction, list[EntryLine]]]:
    """Put lines of one total together, the highest first; compared are pairs of whole numbers, not fractions."""
    same: dict[tuple[int, int], list[EntryLine]] = {}
    for line in lines:
        same.setdefault((line.total.numerator, line.total.denominator), []).append(line)
    return sorted(((tied[0].total, tied) for tied in same.values()), key=itemgetter(0), reverse=True)


def _bars(totals: Mapping[Fraction, int], maximum: Fraction) -> tuple[tuple[Fraction, Fraction, int], ...]:
    """Give the bars of totals with how many entries have them."""
    width = bar_width(maximum)
    counts: Counter[int] = Counter()
    for total, count in totals.items():
        counts[_bar(total, width, maximum)] += count
    whole_range = range(min(counts), max(counts) + 1)
    return tuple((number * width, (number + 1) * width, counts[number]) for number in whole_range)


def _bar(total: Fraction, width: Fraction, maximum: Fraction) -> int:
    number = floor(total / width)
    return number - 1 if total == maximum and number * width == total else number


def bar_width(maximum: Fraction) -> Fraction:
    """Give the smallest width out of 1, 2 or 5 times a power of ten with which at most 20 bars span the scale."""
    unit = Fraction(1, 100)
    while True:
        for factor in (1, 2, 5):
            if maximum <= factor * unit * _MOST_BARS:
                return factor * unit
        unit *= 10
