"""Figures as readers expect them, in both languages."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.values.numbers import OffStep
from judge_desk.wording import figures


@pytest.mark.parametrize(
    ("value", "decimals", "vi", "en"),
    [
        (Fraction(17, 2), 1, "8,5", "8.5"),
        (Fraction(17, 2), 2, "8,50", "8.50"),
        (Fraction(1240), 0, "1.240", "1,240"),
        (Fraction(123456789, 100), 2, "1.234.567,89", "1,234,567.89"),
        (Fraction(-1, 4), 2, "\u22120,25", "\u22120.25"),
        (Fraction(0), 1, "0,0", "0.0"),
    ],
)
def test_decimals_are_fixed_and_parted(value: Fraction, decimals: int, vi: str, en: str) -> None:
    assert figures.decimal(value, decimals) == vi
    assert figures.decimal(value, decimals, "en") == en


def test_a_decimal_is_never_rounded_in_silence() -> None:
    with pytest.raises(OffStep):
        figures.decimal(Fraction(239, 3), 2)
    assert figures.reading(Fraction(239, 3), 2) == "79,66…"
    assert figures.reading(Fraction(79949, 1000), 2) == "79,94…"
    assert figures.reading(Fraction(-239, 3), 2, "en") == "\u221279.66…"
    assert figures.reading(Fraction(797, 10), 2) == "79,70"


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_a_written_decimal_reads_back_exactly(scaled: int, decimals: int) -> None:
    value = Fraction(scaled, 10**decimals)
    text = figures.decimal(value, decimals).replace(".", "").replace(",", ".").replace("\u2212", "-")
    assert Fraction(text) == value


def test_an_exact_value_shows_its_fraction_where_its_digits_do_not_end() -> None:
    assert figures.exact(Fraction(133, 6)) == "22,16… (133/6)"
    assert figures.exact(Fraction(49, 2), "en") == "24.5"


def test_a_mark_shows_at_least_its_decimals_and_all_it_has() -> None:
    assert figures.mark(Fraction(8), 1) == "8,0"
    assert figures.mark(Fraction(33, 4), 1) == "8,25"
    assert figures.mark(Fraction(1, 3), 1) == "0,333…"


def test_shortest_form_has_no_idle_zeros() -> None:
    assert figures.shortest(Fraction(100)) == "100"
    assert figures.shortest(Fraction(21, 4)) == "5,25"
    with pytest.raises(OffStep):
        figures.shortest(Fraction(1, 3))


@pytest.mark.parametrize(
    ("stamp", "text"),
    [
        ("2020-01-05", "ngày 05 tháng 01 năm 2020"),
        ("2019-06-29", "ngày 29 tháng 6 năm 2019"),
        ("2024-03-05", "ngày 05 tháng 3 năm 2024"),
        ("2024-12-31T23:59", "ngày 31 tháng 12 năm 2024"),
    ],
)
def test_dates_follow_the_decree(stamp: str, text: str) -> None:
    assert figures.date_long(stamp) == text


def test_every_day_of_a_leap_year_has_two_digits_and_only_the_first_two_months_have() -> None:
    for number in range(366):
        day = date(2024, 1, 1) + timedelta(number)
        written = figures.date_long(day.isoformat()).split()
        assert written[::2] == ["ngày", "tháng", "năm"]
        assert (int(written[1]), int(written[3]), int(written[5])) == (day.day, day.month, 2024)
        assert len(written[1]) == 2
        assert written[3].startswith("0") == (day.month < 3)


def test_times_and_short_dates() -> None:
    assert figures.clock("10:42") == "10 giờ 42 phút"
    assert figures.moment("2024-09-02T08:05:59") == "08 giờ 05 phút, ngày 02 tháng 9 năm 2024"
    assert figures.moment("2024-09-02") == "ngày 02 tháng 9 năm 2024"
    assert figures.date_short("2024-11-22") == "22/11/2024"
    assert figures.date_short("2024-11-22", "en") == "22 Nov 2024"
    assert figures.moment("2024-11-22T09:30", "en") == "09:30, 22 Nov 2024"


def test_counts_money_places_and_codes() -> None:
    assert figures.count(3) == "03"
    assert figures.count(0) == "00"
    assert figures.count(12) == "12"
    assert figures.count(3, "en") == "3"
    assert figures.money(10_000_000) == "10.000.000 đồng"
    assert figures.money(500_000, "en") == "500,000 VND"
    assert figures.place(2, shared=True) == "đồng hạng 2"
    assert figures.place(2, shared=False) == "hạng 2"
    assert figures.code_groups("123456789012345678901234567890") == "12345 67890 12345 67890 12345 67890"
    assert figures.listing(["A", "B", "C"]) == "A, B và C"
    assert figures.listing(["A"]) == "A"
    assert figures.listing([]) == ""


def test_lengths_and_sizes() -> None:
    assert figures.length(324) == "5:24"
    assert figures.length(3900) == "1:05:00"
    assert figures.file_size(41 * 1024) == "41 KB"
    assert figures.file_size(3435973837) == "3,2 GB"
    assert figures.file_size(512) == "512 byte"
