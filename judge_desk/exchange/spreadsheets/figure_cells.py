"""One cell of a sheet of figures in its one canonical text, by the kind of its column; see ``reviewing/sheets``.

What cannot be read in one way only is refused by name and never guessed: ``1.000`` may be a thousand or one, ``1:10``
that the office program keeps as a time of day may be minutes or hours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from fractions import Fraction
from typing import Final

from judge_desk.contest.counting.brought import seconds_of
from judge_desk.contest.rulebook.measured import Column, ColumnKind
from judge_desk.contest.values.numbers import NotANumber, round_to
from judge_desk.exchange.folding import loose
from judge_desk.exchange.plain_text import tidy_line
from judge_desk.exchange.spreadsheets.cell_reading import items_of, yes_in
from judge_desk.exchange.spreadsheets.sheets import Cell, text_of
from judge_desk.wording.cells import reads_as_formula

_LONGEST: Final = 2_000
_MOST_WHOLE: Final = 10**15
_MOST_DECIMALS: Final = 18
_DIGITS: Final = 15
_SMALLEST: Final = Fraction(1, 10**9)
_PLAIN: Final = re.compile(r"([-\u2212]?)([0-9]{1,15})(?:[.,]([0-9]{1,18}))?\Z")
_GROUPED: Final = re.compile(
    r"([-\u2212]?)([1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+(?=,)|(?:,[0-9]{3})+(?=\.)|(?:\.[0-9]{3}){2,}|(?:,[0-9]{3}){2,}"
    r"|(?: [0-9]{3})+))(?:[.,]([0-9]{1,18}))?\Z"
)
_THOUSAND: Final = re.compile(r"[-\u2212]?[1-9][0-9]{0,2}[.,][0-9]{3}\Z")
_HOURS: Final = re.compile(r"([0-9]{1,3}):([0-5][0-9]):([0-5][0-9])\Z")
_SPOKEN: Final = re.compile(r"(?:([0-9]{1,5})\s*(?:phút|ph|p))?\s*(?:([0-9]{1,5})\s*(?:giây|s))?\Z")
_PERCENT: Final = re.compile(r"%|\b(?:ty le|ti le|phan tram|percent|percentage|rate)\b")
_QUOTED: Final = "'"
"""Keeps a table program from taking a text of a CSV file for a formula; it is no part of the text."""
_DAY: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\Z")


class BadCell(ValueError):
    """A cell cannot be kept; ``code`` is that of the finding."""

    def __init__(self, code: str) -> None:
        """Take the finding's code."""
        super().__init__(code)
        self.code = code


def says_percent(*titles: str) -> bool:
    """Say whether a column's title speaks of percent, so that a sign ``%`` in its cells adds nothing."""
    return any(_PERCENT.search(title) or _PERCENT.search(loose(title)) for title in titles)


def canonical(column: Column, cell: Cell, percent: bool = False) -> str:
    """Give the canonical text of a cell; empty for a blank one.

    Args:
        column: of the part; its range is checked, whether it may stay blank is not.
        cell: as it was read.
        percent: the column's title speaks of percent.

    Raises:
        BadCell: it has none.
    """
    if cell.fault:
        raise BadCell("figures.cell_error")
    if cell.value is None:
        return ""
    text = _READERS[column.kind](cell, percent)
    if len(text) > _LONGEST:
        raise BadCell("figures.too_long")
    return text


def in_range(column: Column, text: str) -> bool:
    """Say whether a canonical number lies in its column's range; blank lies in every one."""
    if not text or (column.least is None and column.most is None):
        return True
    value = Fraction(text)
    return (column.least is None or value >= column.least) and (column.most is None or value <= column.most)


def number_text(value: Fraction) -> str:
    """Write a number with a point and no needless digit.

    Raises:
        BadCell: it has more than 15 digits before the point or 18 behind it.
    """
    if value.denominator == 1 and abs(value.numerator) < _MOST_WHOLE:
        return str(value.numerator)
    scaled = value * 10**_MOST_DECIMALS
    if abs(value) >= _MOST_WHOLE or scaled.denominator != 1:
        raise BadCell("figures.not_a_number")
    digits = str(abs(scaled.numerator)).rjust(_MOST_DECIMALS + 1, "0")
    part = digits[-_MOST_DECIMALS:].rstrip("0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-_MOST_DECIMALS]}{'.' if part else ''}{part}"


def as_shown(value: Fraction) -> Fraction:
    """Give a calculated number by the 15 digits that an office program keeps of it and shows.

    What a person types has no more digits than that; a longer number is the trace of binary arithmetic, e.g.
    89.99999999999999 for 90.
    """
    if not _SMALLEST <= abs(value) < _MOST_WHOLE:
        return value
    whole = int(abs(value))
    first = len(str(whole)) if whole else 1 - len(str(int(1 / abs(value))))
    return round_to(value, _DIGITS - first)


def parse_number(text: str) -> Fraction:
    """Read a number as people write it, with comma or point, thousands apart only where that can be seen.

    Raises:
        BadCell: ``figures.thousands`` for ``1.000``, ``figures.not_a_number`` for anything else.
    """
    plain = text.strip()
    if _THOUSAND.match(plain):
        raise BadCell("figures.thousands")
    found = _PLAIN.match(plain) or _GROUPED.match(plain)
    if found is None:
        raise BadCell("figures.not_a_number")
    whole = re.sub("[., ]", "", found[2])
    part = found[3] or ""
    value = Fraction(int(whole + part), 10 ** len(part))
    return -value if found[1] else value


def _number(cell: Cell, percent: bool) -> str:
    value = cell.value
    if isinstance(value, bool | date | time) or cell.shown in ("s", "m"):
        raise BadCell("figures.date_for_number" if not isinstance(value, bool) else "figures.not_a_number")
    if isinstance(value, int | Fraction):
        if cell.shown == "%" and not percent:
            raise BadCell("figures.percent")
        return number_text(as_shown(Fraction(value)) * (100 if cell.shown == "%" else 1))
    text = str(value).strip()
    if text.endswith("%"):
        if not percent:
            raise BadCell("figures.percent")
        text = text[:-1].strip()
    return number_text(parse_number(text))


def _whole(cell: Cell, percent: bool) -> str:
    text = _number(cell, percent)
    if "." in text:
        raise BadCell("figures.not_whole")
    return text


def _time(cell: Cell, _: bool) -> str:
    value = cell.value
    if isinstance(value, bool) or cell.shown == "%":
        raise BadCell("figures.not_a_time")
    if isinstance(value, date) or cell.shown == "m":
        raise BadCell("figures.time_of_day")
    if isinstance(value, time):
        if value.microsecond:
            raise BadCell("figures.not_a_time")
        return str(value.hour * 3600 + value.minute * 60 + value.second)
    if isinstance(value, int):
        if not 0 <= value < _MOST_WHOLE:
            raise BadCell("figures.not_a_time")
        return str(value)
    return str(_seconds(str(value)))


def _seconds(text: str) -> int:
    plain = text.strip().lower()
    hours, spoken = _HOURS.match(plain), _SPOKEN.match(plain)
    if hours is not None:
        return int(hours[1]) * 3600 + int(hours[2]) * 60 + int(hours[3])
    if plain and spoken is not None and (spoken[1] or spoken[2]):
        if spoken[1] and int(spoken[2] or 0) >= 60:
            raise BadCell("figures.not_a_time")
        return int(spoken[1] or 0) * 60 + int(spoken[2] or 0)
    try:
        return seconds_of(plain)
    except NotANumber as error:
        raise BadCell("figures.not_a_time") from error


def _flag(cell: Cell, _: bool) -> str:
    if isinstance(cell.value, bool):
        return "1" if cell.value else "0"
    if isinstance(cell.value, date | time):
        raise BadCell("figures.not_a_flag")
    text = text_of(cell)
    if text in ("✓", "✔", "☑"):
        return "1"
    answer = yes_in(text) if loose(text) else None
    if answer is None:
        raise BadCell("figures.not_a_flag")
    return "1" if answer else "0"


def _name(cell: Cell, _: bool) -> str:
    text = _line(cell, _)
    if not any(letter.isalpha() for letter in text) or not isinstance(cell.value, str):
        raise BadCell("figures.not_a_name")
    return text


def _line(cell: Cell, _: bool) -> str:
    if isinstance(cell.value, time):
        return cell.value.isoformat()
    text = tidy_line(text_of(cell))
    return text[1:] if text.startswith(_QUOTED) and reads_as_formula(text[1:]) else text


def _key(cell: Cell, _: bool) -> str:
    text = _line(cell, _)
    day = _DAY.match(text)
    return f"{int(day[1]):02d}/{int(day[2]):02d}/{day[3]}" if day else text


def _aliases(cell: Cell, _: bool) -> str:
    return "; ".join(tidy_line(each) for each in items_of(_line(cell, _)))


_READERS: Final[Mapping[ColumnKind, Callable[[Cell, bool], str]]] = {
    ColumnKind.UNIT: _line,
    ColumnKind.PERSON: _name,
    ColumnKind.KEY: _key,
    ColumnKind.ALIASES: _aliases,
    ColumnKind.NUMBER: _number,
    ColumnKind.WHOLE: _whole,
    ColumnKind.TIME: _time,
    ColumnKind.FLAG: _flag,
    ColumnKind.TEXT: _line,
}
