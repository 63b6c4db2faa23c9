"""Marks in words, as a Vietnamese reader says them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from judge_desk.wording.spoken import spoken


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "không"),
        ("5", "năm"),
        ("10", "mười"),
        ("11", "mười một"),
        ("15", "mười lăm"),
        ("20.5", "hai mươi phẩy năm"),
        ("21", "hai mươi mốt"),
        ("24.05", "hai mươi bốn phẩy không năm"),
        ("25.25", "hai mươi lăm phẩy hai mươi lăm"),
        ("79.67", "bảy mươi chín phẩy sáu mươi bảy"),
        ("82.50", "tám mươi hai phẩy năm"),
        ("100", "một trăm"),
        ("105", "một trăm lẻ năm"),
        ("1015", "một nghìn không trăm mười lăm"),
        ("2000003", "hai triệu không trăm lẻ ba"),
        ("-3.5", "âm ba phẩy năm"),
    ],
)
def test_a_value_is_spelled_out(value: str, words: str) -> None:
    assert spoken(Fraction(value), 2) == words


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(ValueError, match="1000000000"):
        spoken(Fraction(10**9), 0)
