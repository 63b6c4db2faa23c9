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


_TENS = ("linh", "mười", *(f"{_DIGIT} mươi" for _DIGIT in ("hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")))
_PLAIN = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu", "tỷ")


def _by_rule(number: int) -> str:
    """Write a number below 10**12 from its written form, group by group, as a school book has it."""
    groups = f"{number:,}".split(",")
    said: list[str] = []
    for place, group in enumerate(groups):
        name = _GROUPS[len(groups) - place - 1]
        digits = group if place == 0 else group.rjust(3, "0")
        if int(digits) or len(groups) == 1:
            said += [_group_by_rule(digits), name]
    return " ".join(filter(None, said))


def _group_by_rule(digits: str) -> str:
    """Read one to three digits; a group with three digits says its hundreds even where there are none."""
    *hundreds, tens, ones = map(int, digits.rjust(2, "0"))
    said = [f"{_PLAIN[hundreds[0]]} trăm"] if hundreds else []
    if tens == 0 and ones == 0:
        return " ".join(said) or "không"
    if tens or hundreds:
        said.append(_TENS[tens])
    if ones:
        special = {1: "mốt", 4: "tư", 5: "lăm"} if tens >= 2 else {5: "lăm"} if tens == 1 else {}
        said.append(special.get(ones, _PLAIN[ones]))
    return " ".join(said)


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


def test_every_mark_of_every_scale_up_to_300_is_read_by_the_rules_and_heard_as_itself() -> None:
    for hundredths in range(30_001):  # holds every multiple of 1, 0,5, 0,25, 0,1, 0,05 and 0,01
        words = decimal_words(Fraction(hundredths, 100))
        whole, part = divmod(hundredths, 100)
        behind = f"{part:02d}".rstrip("0")
        read = _by_rule(whole)
        if behind:
            read += " phẩy " + " ".join([*["không"] * behind.startswith("0"), _by_rule(int(behind))])
        assert words == read
        said, _, decimals = words.partition(" phẩy ")
        zeros = decimals.split().count("không") if decimals.startswith("không") else 0
        heard = Fraction(_heard(said))
        if decimals:
            digits = "0" * zeros + str(_heard(decimals))
            heard += Fraction(int(digits), 10 ** len(digits))
        assert heard == Fraction(hundredths, 100)


@given(st.integers(0, 999_999_999_999) | st.integers(0, 999).map(lambda n: n * 10**9 + 5) | st.integers(0, 10**7))
def test_money_is_read_by_the_rules_and_heard_as_itself(amount: int) -> None:
    words = money_words(amount)
    assert words == f"{_by_rule(amount)} đồng"
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
