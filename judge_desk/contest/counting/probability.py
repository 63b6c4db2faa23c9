"""The tail of the chi-square distribution, in decimals: for display beside a statistic, never for a result.

Regularised incomplete gamma function by its series and its continued fraction (Abramowitz and Stegun, 6.5.29 and
6.5.31), worked out in decimal numbers of :data:`DIGITS` digits; no binary fraction is involved.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Final

DIGITS: Final = 40
PI: Final = Decimal("3.14159265358979323846264338327950288419716939937510582")
_SMALL: Final = Decimal(10) ** -DIGITS


def chi_square_tail(value: Fraction, freedom: int) -> Fraction:
    """Give the probability that a chi-square variable of that many degrees of freedom is at least this large.

    Raises:
        ValueError: no degree of freedom, or a negative value.
    """
    if freedom < 1 or value < 0:
        raise ValueError(f"{value}, {freedom}")
    if value == 0:
        return Fraction(1)
    with localcontext() as context:
        context.prec = DIGITS + 10
        a, x = Decimal(freedom) / 2, Decimal(value.numerator) / Decimal(value.denominator) / 2
        weight = x**a * (-x).exp() / _gamma(freedom)
        tail = 1 - weight * _series(a, x) if x < a + 1 else weight * _continued(a, x)
        return min(max(Fraction(tail), Fraction(0)), Fraction(1))


def _gamma(twice: int) -> Decimal:
    """Give Γ(twice / 2)."""
    found = Decimal(1) if twice % 2 == 0 else PI.sqrt()
    for step in range(2 if twice % 2 == 0 else 1, twice, 2):
        found *= Decimal(step) / 2
    return found


def _series(a: Decimal, x: Decimal) -> Decimal:
    term = total = 1 / a
    while term > total * _SMALL:
        a += 1
        term *= x / a
        total += term
    return total


def _continued(a: Decimal, x: Decimal) -> Decimal:
    """Work out the continued fraction from the front (modified Lentz)."""
    b = x + 1 - a
    c = 1 / _SMALL
    d = 1 / b
    found, step, number = d, Decimal(0), 0
    while abs(step - 1) > _SMALL:
        number += 1
        factor = -number * (number - a)
        b += 2
        d = 1 / (factor * d + b)
        c = b + factor / c
        step = c * d
        found *= step
    return found
