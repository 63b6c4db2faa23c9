"""Exact numbers in, one rounding out."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.values.numbers import (
    NotANumber,
    OffStep,
    decimal_text,
    decimals_of,
    fraction_text,
    from_steps,
    parse_decimal,
    round_to,
    to_steps,
)

HUNDREDTHS = st.integers(-99_999_999, 99_999_999)
MODES = {
    "half_up": ROUND_HALF_UP,
    "half_even": ROUND_HALF_EVEN,
    "down": ROUND_FLOOR,
    "up": ROUND_CEILING,
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8", 8),
        ("8,5", Fraction(17, 2)),
        (" 8.25 ", Fraction(33, 4)),
        ("-1,5", Fraction(-3, 2)),
        ("−2", -2),
        ("007", 7),
    ],
)
def test_a_mark_is_read_with_comma_or_point(text: str, value: Fraction) -> None:
    assert parse_decimal(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        ",5",
        "8,",
        "1.000",
        "1,234",
        "1e3",
        "1E400",
        "NaN",
        "inf",
        "8 5",
        "8.5.1",
        "1,2.3",
        "+8",
        "٨",
        "８",
        "1_0",
        "0x8",
    ],
)
def test_what_could_mean_two_things_or_nothing_is_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        parse_decimal(text)


@given(HUNDREDTHS, st.sampled_from([",", "."]))
def test_what_is_written_reads_back_the_same(hundredths: int, point: str) -> None:
    value = Fraction(hundredths, 100)
    assert parse_decimal(decimal_text(value, 2, point)) == value


@given(st.integers(-10_000, 10_000), st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(1, 4), Fraction(1, 10)]))
def test_steps_and_values_are_two_names_of_one_mark(steps: int, step: Fraction) -> None:
    assert to_steps(from_steps(steps, step), step) == steps


def test_a_mark_between_two_steps_is_refused() -> None:
    with pytest.raises(OffStep):
        to_steps(Fraction(73, 10), Fraction(1, 4))


@given(st.integers(-(10**9), 10**9), st.integers(0, 4), st.sampled_from(sorted(MODES)))
def test_rounding_agrees_with_decimal_arithmetic(thousandths: int, decimals: int, mode: str) -> None:
    exact = Decimal(thousandths).scaleb(-5)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=MODES[mode])
    assert round_to(Fraction(thousandths, 10**5), decimals, mode) == Fraction(rounded)


def test_halves_go_up_where_binary_floats_would_not() -> None:
    assert round_to(Fraction("78.25"), 1) == Fraction("78.3")
    assert round_to(Fraction("2.675"), 2) == Fraction("2.68")
    assert round_to(Fraction("-78.25"), 1) == Fraction("-78.3")
    assert round_to(Fraction("78.25"), 1, "half_even") == Fraction("78.2")


def test_an_unknown_mode_of_rounding_is_refused() -> None:
    with pytest.raises(KeyError):
        round_to(Fraction(1, 3), 1, "nearest")


@pytest.mark.parametrize(("step", "count"), [("1", 0), ("5", 0), ("1/2", 1), ("1/4", 2), ("0.1", 1), ("1/8", 3)])
def test_a_scale_says_how_many_decimals_it_needs(step: str, count: int) -> None:
    assert decimals_of(Fraction(step)) == count


def test_thirds_have_no_decimals_and_text_never_rounds() -> None:
    with pytest.raises(OffStep):
        decimals_of(Fraction(1, 3))
    with pytest.raises(OffStep):
        decimal_text(Fraction(239, 3), 2)
    assert fraction_text(Fraction(239, 3)) == "239/3"
    assert fraction_text(Fraction(80)) == "80"


def test_small_and_negative_values_are_written_in_full() -> None:
    assert decimal_text(Fraction(-1, 4), 2, ",") == "-0,25"
    assert decimal_text(Fraction(0), 2) == "0.00"
    assert decimal_text(Fraction(7), 0) == "7"
