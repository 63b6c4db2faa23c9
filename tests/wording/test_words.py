"""Numbers in words, checked by a reader that was written the other way round."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.values.numbers import OffStep
from judge_desk.wording.words import capitalised, decimal_words, money_words, number_words

_ONES = {
    **{word: n for n, word in enumerate(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"])},
    "mốt": 1,
    "tư": 4,
    "lăm": 5,
}


def _heard(text: str) -> int:
    """Understand a spoken whole number: walks the words and keeps sums for the group, the billion and all."""
    total = billions = group = digit = 0
    for word in text.split():
        if word in _ONES:
            digit = _ONES[word]
        elif word == "linh":
            digit = 0
        elif word == "mười":
            group, digit = group + 10, 0
        elif word == "mươi":
            group, digit = group + 10 * digit, 0
        elif word == "trăm":
            group, digit = group + 100 * digit, 0
        elif word in ("nghìn", "triệu"):
            total += (group + digit) * (1_000 if word == "nghìn" else 1_000_000)
            group = digit = 0
        elif word == "tỷ":
            billions, total = (billions + total + group + digit) * 10**9, 0
            group = digit = 0
        else:
            raise AssertionError(word)
    return billions + total + group + digit


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (85, "tám mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (300, "ba trăm"),
        (1_005, "một nghìn không trăm linh năm"),
        (31_000_000, "ba mươi mốt triệu"),
        (1_000_005, "một triệu không trăm linh năm"),
        (7_020_000, "bảy triệu không trăm hai mươi nghìn"),
        (1_000_000_000, "một tỷ"),
        (10**12, "một nghìn tỷ"),
        (-3, "âm ba"),
    ],
)
def test_whole_numbers_are_read_in_one_way(number: int, words: str) -> None:
    assert number_words(number) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("77.8", "bảy mươi bảy phẩy tám"),
        ("80.25", "tám mươi phẩy hai mươi lăm"),
        ("80.05", "tám mươi phẩy không năm"),
        ("8.50", "tám phẩy năm"),
        ("0.25", "không phẩy hai mươi lăm"),
        ("100", "một trăm"),
        ("-0.5", "âm không phẩy năm"),
        ("79.10", "bảy mươi chín phẩy một"),
    ],
)
def test_decimals_are_read_as_numbers(value: str, words: str) -> None:
    assert decimal_words(Fraction(value)) == words


def test_every_mark_from_0_to_300_by_a_quarter_is_heard_as_itself() -> None:
    for quarters in range(1201):
        value = Fraction(quarters, 4)
        whole, _, part = decimal_words(value).partition(" phẩy ")
        heard = Fraction(_heard(whole))
        if part:
            digits = str(_heard(part))
            heard += Fraction(int(digits), 10 ** len(digits))
        assert heard == value


@given(st.integers(0, 10**12))
def test_money_is_heard_as_itself(amount: int) -> None:
    words = money_words(amount)
    assert words.endswith(" đồng")
    assert _heard(words.removesuffix(" đồng")) == amount


def test_forms_that_are_wrong_in_vietnamese_never_occur() -> None:
    for number in range(10_000):
        words = number_words(number)
        for wrong in ("mươi một", "mươi năm", "mươi bốn", "mười năm", "một mươi", "không mươi", "linh không"):
            assert wrong not in words, (number, words)
        assert unicodedata.is_normalized("NFC", words)


def test_money_and_capitals() -> None:
    assert money_words(10_000_000) == "mười triệu đồng"
    assert capitalised(money_words(68_000_000)) == "Sáu mươi tám triệu đồng"
    assert capitalised("") == ""


def test_a_value_without_end_is_refused() -> None:
    with pytest.raises(OffStep):
        decimal_words(Fraction(1, 3))
