"""The ways in which ballots make one value: mean, trimmed mean, median, places, standardised marks.

All work on exact fractions. The plain mean is what the sources of Vietnamese contests show (form of Thông tư
18/2016/TT-BGDĐT); every other method holds only where the contest's own rules name it. Rounding is not done here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from math import isqrt
from typing import Final

from judge_desk.contest.values.identity import EntryCode, Seat
from judge_desk.contest.values.numbers import round_to

Totals = Mapping[Seat, Mapping[EntryCode, Fraction]]
"""What each judge gave to each entry."""

ROOT_DECIMALS: Final = 40
"""Decimals to which a standard deviation is known."""
STANDARD_DECIMALS: Final = 9
"""Decimals to which a standardised mark is kept before the round's own rounding."""


def mean(values: Collection[Fraction]) -> Fraction:
    """Give the arithmetic mean.

    Raises:
        ZeroDivisionError: there are no values.
    """
    return sum(values, Fraction(0)) / len(values)


def median(values: Collection[Fraction]) -> Fraction:
    """Give the middle value, or the mean of the two middle ones.

    Raises:
        IndexError: there are no values.
    """
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def trimmed(values: Mapping[Seat, int | Fraction], trim: int) -> tuple[Seat, ...]:
    """Name the seats left out when ``trim`` ballots go at each end, ascending; nobody if none would remain.

    Among equal values the lowest seat at the low end and the highest at the high end goes: the mean is the same.
    """
    ordered = sorted(values, key=lambda seat: (values[seat], seat))
    if trim <= 0 or len(ordered) <= 2 * trim:
        return ()
    return tuple(sorted(ordered[:trim] + ordered[-trim:]))


def places(totals: Mapping[EntryCode, Fraction]) -> Mapping[EntryCode, Fraction]:
    """Turn one judge's totals into places, 1 for the largest; equals share the mean of the places they fill.

    The sum of one judge's places is therefore always n·(n+1)/2.
    """
    given = list(totals.values())
    return {
        code: Fraction(2 * sum(other > value for other in given) + given.count(value) + 1, 2)
        for code, value in totals.items()
    }


def by_places(totals: Totals) -> Totals:
    """Turn every judge's totals into that judge's places."""
    return {seat: places(given) for seat, given in totals.items()}


def square_root(value: Fraction) -> Fraction:
    """Give the square root, cut off behind :data:`ROOT_DECIMALS` decimals; exact where the root is a short decimal."""
    scale: int = 10**ROOT_DECIMALS
    return Fraction(isqrt(value.numerator * scale**2 // value.denominator), scale)


def standardised(totals: Totals) -> Totals:
    """Bring every judge onto a common scale: ``M + S · (t - m) / s``.

    ``m`` and ``s`` are mean and standard deviation (of the population) of the judge's own totals ``t``, ``M`` and ``S``
    the means of all judges' ``m`` and ``s``. Roots are irrational, so the result is not exact: deviations are cut off
    behind 40 decimals and the result is rounded to 9 decimals, half to even, so that values equal in truth are equal
    here. A judge who gave all entries the same total puts each of them at ``M``.
    """
    means = {seat: mean(given.values()) for seat, given in totals.items() if given}
    deviations = {
        seat: square_root(mean([(value - means[seat]) ** 2 for value in totals[seat].values()])) for seat in means
    }
    if not means:
        return {}
    middle, width = mean(means.values()), mean(deviations.values())
    return {
        seat: {
            code: _standard(value - means[seat], deviations[seat], middle, width)
            for code, value in totals[seat].items()
        }
        for seat in means
    }


def _standard(above: Fraction, deviation: Fraction, middle: Fraction, width: Fraction) -> Fraction:
    moved = middle if deviation == 0 else middle + width * above / deviation
    return round_to(moved, STANDARD_DECIMALS, "half_even")
