"""Exact numbers: marks as whole steps of a scale, everything derived as a fraction.

This is the only module that rounds. A mark enters through :func:`parse_decimal` and
:func:`to_steps`; a float never does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Final

_DECIMAL: Final = re.compile(r"(?P<sign>[-\u2212]?)(?P<whole>[0-9]{1,6})(?:[.,](?P<part>[0-9]{1,2}))?\Z")


class NotANumber(ValueError):
    """The text is not a decimal that a person may write as a mark."""


class OffStep(ValueError):
    """The number is not a whole multiple of the scale's step."""


def parse_decimal(text: str) -> Fraction:
    """Read a decimal written with a comma or a point: ``8``, ``8,5``, ``8.25``.

    At most two digits may follow the sign, so that ``1.000`` (a thousand in Vietnamese, one in English) is
    refused instead of guessed.

    Raises:
        NotANumber: anything else, among them blanks inside, exponents, two separators, digits of other scripts.
    """
    found = _DECIMAL.match(text.strip())
    if found is None:
        raise NotANumber(text)
    part = found["part"] or ""
    value = Fraction(int(found["whole"] + part), 10 ** len(part))
    return -value if found["sign"] else value


def to_steps(value: Fraction, step: Fraction) -> int:
    """Count how many steps make the value.

    Raises:
        OffStep: the value lies between two steps.
    """
    count = value / step
    if count.denominator != 1:
        raise OffStep(f"{value} is no multiple of {step}")
    return count.numerator


def from_steps(steps: int, step: Fraction) -> Fraction:
    """Give the value of a number of steps."""
    return steps * step


def _half_up(scaled: Fraction) -> int:
    parts, whole = abs(scaled.numerator), scaled.denominator
    nearest = (2 * parts + whole) // (2 * whole)  # in whole numbers: ten thousand scores of a round go through here
    return nearest if scaled.numerator >= 0 else -nearest


def _half_even(scaled: Fraction) -> int:
    return round(scaled)


ROUNDING: Final[Mapping[str, Callable[[Fraction], int]]] = {
    "half_up": _half_up,
    "half_even": _half_even,
    "down": floor,
    "up": ceil,
}
"""The rounding modes a definition can name. No published contest rule that was seen states a mode."""


def round_to(value: Fraction, decimals: int, mode: str = "half_up") -> Fraction:
    """Round once, to a number of decimals, in a named mode; the result is still exact.

    Raises:
        KeyError: the mode is unknown.
    """
    scale = 10**decimals
    return Fraction(ROUNDING[mode](value * scale), scale)


_POWERS: Final = tuple(10**decimals for decimals in range(7))


def decimals_of(step: Fraction) -> int:
    """Say how many decimals are needed to write every multiple of a step (0 for 1, 1 for 1/2, 2 for 1/4).

    Raises:
        OffStep: the step has no finite decimal form of at most six places.
    """
    parts = step.denominator
    for decimals, power in enumerate(_POWERS):
        if not power % parts:
            return decimals
    raise OffStep(str(step))


def decimal_text(value: Fraction, decimals: int, point: str = ".") -> str:
    """Write a value that is exact at this number of decimals; it never rounds.

    Raises:
        OffStep: the value needs more decimals than given.
    """
    numerator, denominator = value.numerator, value.denominator
    if 10**decimals % denominator:
        raise OffStep(f"{value} at {decimals} decimals")
    digits = str(abs(numerator) * (10**decimals // denominator)).rjust(decimals + 1, "0")
    sign = "-" if numerator < 0 else ""
    if decimals == 0:
        return sign + digits
    return f"{sign}{digits[:-decimals]}{point}{digits[-decimals:]}"


def fraction_text(value: Fraction) -> str:
    """Write an exact value as ``numerator/denominator``, or as a whole number."""
    return str(value)
