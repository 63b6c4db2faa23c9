"""How values stand in the facts of a finding: exact where that is possible, and the same whatever the language.

A number is written with a decimal point; ``wording`` puts the comma of Vietnamese in its place, in the facts
that :data:`NUMBERS` names. Several values are parted by a semicolon, because a comma may be a decimal sign.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from judge_desk.contest.values.numbers import OffStep, decimal_text, decimals_of, round_to

NUMBERS: Final = frozenset(
    {
        "best",
        "bound",
        "distance",
        "dividend",
        "exact",
        "figure",
        "figures",
        "found",
        "high",
        "least",
        "line",
        "low",
        "lowest",
        "marks",
        "maximum",
        "mean",
        "most",
        "needed",
        "official",
        "points",
        "score",
        "spread",
        "stated",
        "step",
        "steps",
        "summands",
        "target",
        "threshold",
        "tier",
        "value",
        "weights",
        "whole",
    }
)
"""Names of the facts that hold numbers with a decimal point, single or parted by semicolons."""


def number(value: Fraction) -> str:
    """Write a value as short as it can be written exactly; else two decimals behind the sign ``≈``.

    This text is for a sentence only and is never read back into a computation.
    """
    try:
        return decimal_text(value, decimals_of(value))
    except OffStep:
        return "≈" + decimal_text(round_to(value, 2), 2)


def numbers(values: Iterable[Fraction]) -> str:
    """Write several values, parted by ``; ``."""
    return listed(number(value) for value in values)


def listed(items: Iterable[object]) -> str:
    """Write several names, parted by ``; ``."""
    return "; ".join(str(item) for item in items)
