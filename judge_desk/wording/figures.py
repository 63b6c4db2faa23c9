"""Numbers, money, dates and places as a reader of Vietnamese or English expects them.

Values come in exact and leave as text. Vietnamese writes a decimal comma and a point between thousands (Luật Kế toán
2015 Đ11.2); dates follow Nghị định 30/2020/NĐ-CP: a leading 0 for days below 10 and for the months 1 and 2 only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from judge_desk.contest.values.numbers import OffStep, decimal_text, round_to

MINUS: Final = "\u2212"
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def whole(number: int, language: str = "vi") -> str:
    """Write a whole number with its thousands parted: ``1.240``, in English ``1,240``."""
    mark = "." if language == "vi" else ","
    return (MINUS if number < 0 else "") + f"{abs(number):,}".replace(",", mark)


def count(number: int, language: str = "vi") -> str:
    """Write a count for a paper: Vietnamese papers give it at least two digits (``03 giải``)."""
    return f"{number:02d}" if language == "vi" and 0 <= number < 10 else whole(number, language)


def decimal(value: Fraction, decimals: int, language: str = "vi") -> str:
    """Write an exact value with a fixed number of decimals: ``8,50``; it never rounds.

    Raises:
        OffStep: the value needs more decimals.
    """
    text = decimal_text(value, decimals)
    sign = MINUS if text.startswith("-") else ""
    units, _, part = text.removeprefix("-").partition(".")
    point = "," if language == "vi" else "."
    return sign + whole(int(units), language) + (point + part if part else "")


def shortest(value: Fraction, language: str = "vi") -> str:
    """Write an exact value with as few decimals as it needs: ``8,5``, ``100``.

    Raises:
        OffStep: no six decimals are enough.
    """
    for decimals in range(7):
        if 10**decimals % value.denominator == 0:
            return decimal(value, decimals, language)
    raise OffStep(str(value))


def reading(value: Fraction, decimals: int, language: str = "vi") -> str:
    """Write a value for reading, cut at a number of decimals; ``…`` behind it says that its digits go on.

    It is cut, not rounded, so that the reader can do the official rounding on it: 79,949 is read as ``79,94…``.
    """
    cut = round_to(abs(value), decimals, "down")
    return decimal(-cut if value < 0 else cut, decimals, language) + ("" if cut == abs(value) else "…")


def mark(value: Fraction, decimals: int, language: str = "vi") -> str:
    """Write a mark with at least these decimals, with more where it needs them; ``…`` where it has no end."""
    for enough in range(decimals, 7):
        if 10**enough % value.denominator == 0:
            return decimal(value, enough, language)
    return reading(value, decimals + 2, language)


def exact(value: Fraction, language: str = "vi") -> str:
    """Write an exact value; behind one whose digits do not end stands its fraction: ``22,16… (133/6)``."""
    shown = mark(value, 0, language)
    return f"{shown} ({value.numerator}/{value.denominator})" if shown.endswith("…") else shown


def money(amount: int, language: str = "vi") -> str:
    """Write an amount of đồng: ``10.000.000 đồng``, in English ``10,000,000 VND``."""
    return f"{whole(amount, language)} {'đồng' if language == 'vi' else 'VND'}"


def _day(stamp: str) -> date:
    return date.fromisoformat(stamp[:10])


def date_long(stamp: str, language: str = "vi") -> str:
    """Write an ISO date or time as ``ngày 05 tháng 3 năm 2024``, in English as ``5 Mar 2024``.

    Raises:
        ValueError: the text is no ISO date.
    """
    day = _day(stamp)
    if language != "vi":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def date_short(stamp: str, language: str = "vi") -> str:
    """Write an ISO date or time as ``22/11/2024``, in English ``22 Nov 2024``.

    Raises:
        ValueError: the text is no ISO date.
    """
    day = _day(stamp)
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if language == "vi" else date_long(stamp, language)


def clock(stamp: str, language: str = "vi") -> str:
    """Write the time of an ISO stamp (``2024-09-02T10:42`` or ``10:42``) as ``10 giờ 42 phút``, English ``10:42``.

    Raises:
        ValueError: the text has no time.
    """
    hour, minute = stamp.rpartition("T")[2].split(":")[:2]
    return f"{int(hour):02d} giờ {int(minute):02d} phút" if language == "vi" else f"{hour}:{minute}"


def moment(stamp: str, language: str = "vi") -> str:
    """Write an ISO time as ``10 giờ 42 phút, ngày 02 tháng 9 năm 2024``; a bare date only as its date.

    Raises:
        ValueError: the text is no ISO date or time.
    """
    if "T" not in stamp:
        return date_long(stamp, language)
    return f"{clock(stamp, language)}, {date_long(stamp, language)}"


def place(number: int, shared: bool, language: str = "vi") -> str:
    """Write a place: ``hạng 2``, ``đồng hạng 2``; in English ``place 2``, ``joint place 2``."""
    if language == "vi":
        return f"đồng hạng {number}" if shared else f"hạng {number}"
    return f"joint place {number}" if shared else f"place {number}"


def code_groups(digits: str, size: int = 5) -> str:
    """Part a code into groups: ``12345 67890 …``."""
    return " ".join(digits[start : start + size] for start in range(0, len(digits), size))


def head_groups(head: str) -> str:
    """Write the beginning of a log's code as papers show it: 20 digits in groups of five."""
    return " ".join(head[start : start + 5] for start in range(0, min(len(head), 20), 5))


def listing(parts: Sequence[str], language: str = "vi") -> str:
    """Join parts as a sentence does: ``A, B và C``."""
    if len(parts) < 2:
        return "".join(parts)
    last = " và " if language == "vi" else " and "
    return ", ".join(parts[:-1]) + last + parts[-1]


def length(seconds: int) -> str:
    """Write the length of a clip: ``5:24``, ``1:05:00``; the same in both languages."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def file_size(size: int, language: str = "vi") -> str:
    """Write a size in bytes as ``41 KB`` or ``3,2 GB`` (steps of 1,024, one decimal below 10)."""
    value, unit = Fraction(size), "byte"
    for larger in ("KB", "MB", "GB", "TB"):
        if value < 1024:
            break
        value, unit = value / 1024, larger
    decimals = 1 if unit != "byte" and value < 10 else 0
    return f"{decimal(round_to(value, decimals), decimals, language)} {unit}"
