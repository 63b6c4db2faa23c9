"""Numbers in Vietnamese words, for marks and money that stand on paper twice.

One reading is chosen and kept: ``linh`` for a zero in the tens, ``mốt``, ``tư`` and ``lăm`` behind ``mươi``, ``lăm``
behind ``mười``; a decimal part is read as a number (77,25: bảy mươi bảy phẩy hai mươi lăm), its leading zeros one by
one.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from judge_desk.contest.values.numbers import OffStep, decimal_text

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES: Final = ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"))
_BEHIND_TENS: Final = {1: "mốt", 4: "tư", 5: "lăm"}


def _below_hundred(number: int, after_hundred: bool) -> list[str]:
    tens, ones = divmod(number, 10)
    if tens == 0:
        if ones == 0:
            return []
        return ["linh", _DIGITS[ones]] if after_hundred else [_DIGITS[ones]]
    if tens == 1:
        return ["mười"] + ([] if ones == 0 else ["lăm" if ones == 5 else _DIGITS[ones]])
    return [_DIGITS[tens], "mươi"] + ([] if ones == 0 else [_BEHIND_TENS.get(ones, _DIGITS[ones])])


def _below_thousand(number: int, after_more: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    if hundreds == 0 and not after_more:
        return _below_hundred(rest, after_hundred=False)
    return [_DIGITS[hundreds], "trăm", *_below_hundred(rest, after_hundred=True)]


def _positive(number: int, after_more: bool = False) -> list[str]:
    for size, name in _SCALES:
        if number >= size:
            head, rest = divmod(number, size)
            words = [*_positive(head, after_more), name]
            return words + (_positive(rest, after_more=True) if rest else [])
    return _below_thousand(number, after_more)


def number_words(number: int) -> str:
    """Read a whole number: 85 is ``tám mươi lăm``, 0 is ``không``, -3 is ``âm ba``."""
    if number == 0:
        return _DIGITS[0]
    return " ".join((["âm"] if number < 0 else []) + _positive(abs(number)))


def decimal_words(value: Fraction) -> str:
    """Read an exact value of at most six decimals: 77,8 is ``bảy mươi bảy phẩy tám``; trailing zeros are not read.

    Raises:
        OffStep: the value has no such form.
    """
    scaled = value * 10**6
    if scaled.denominator != 1:
        raise OffStep(str(value))
    units, _, part = decimal_text(abs(value), 6).partition(".")
    words = ("âm " if value < 0 else "") + number_words(int(units))
    part = part.rstrip("0")
    if not part:
        return words
    zeros = len(part) - len(part.lstrip("0"))
    return " ".join([words, "phẩy", *[_DIGITS[0]] * zeros, number_words(int(part))])


def money_words(amount: int) -> str:
    """Read an amount of đồng: 10.000.000 is ``mười triệu đồng``."""
    return f"{number_words(amount)} đồng"


def capitalised(sentence: str) -> str:
    """Make the first letter a capital and leave the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def uncapitalised(title: str) -> str:
    """Make the first letter of a title small inside a sentence; one written in capitals stays as it is."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
