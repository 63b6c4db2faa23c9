"""Numbers spelled out, as Vietnamese papers write a mark a second time in words (bằng chữ)."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from judge_desk.contest.values.numbers import decimal_text

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_THOUSANDS: Final = ("", "nghìn", "triệu")


def spoken(value: Fraction, decimals: int) -> str:
    """Spell a value out: 79,67 is ``bảy mươi chín phẩy sáu mươi bảy``; decimals at the end that are 0 are not read.

    Raises:
        OffStep: the value needs more decimals.
        ValueError: it is a thousand million or more.
    """
    whole, _, part = decimal_text(abs(value), decimals).partition(".")
    words = _whole(int(whole))
    part = part.rstrip("0")
    if part:
        words += f" phẩy {_part(part)}"
    return f"âm {words}" if value < 0 else words


def _part(digits: str) -> str:
    """Read decimals as a number of two digits, else digit by digit."""
    if len(digits) == 2 and digits[0] != "0":
        return _whole(int(digits))
    return " ".join(_DIGITS[int(digit)] for digit in digits)


def _whole(number: int) -> str:
    if number >= 1000 ** len(_THOUSANDS):
        raise ValueError(number)
    if number == 0:
        return _DIGITS[0]
    groups = []
    while number:
        number, group = divmod(number, 1000)
        groups.append(group)
    words = []
    for place in range(len(groups) - 1, -1, -1):
        if groups[place]:
            words.append(_hundreds(groups[place], leading=place == len(groups) - 1))
            words.append(_THOUSANDS[place])
    return " ".join(filter(None, words))


def _hundreds(number: int, leading: bool) -> str:
    hundreds, rest = divmod(number, 100)
    words = [] if leading and not hundreds else [_DIGITS[hundreds], "trăm"]
    if rest == 0:
        return " ".join(words)
    if rest < 10 and words:
        return " ".join([*words, "lẻ", _DIGITS[rest]])
    return " ".join([*words, _tens(rest)])


def _tens(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones == 5:
        words.append("lăm")
    elif ones == 1 and tens > 1:
        words.append("mốt")
    elif ones:
        words.append(_DIGITS[ones])
    return " ".join(words)
