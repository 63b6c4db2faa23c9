"""What one cell of a register or panel sheet means: a text, a list, a day with or without a time, a yes.

Each function gives the value, or None together with a finding that names row and column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.exchange.folding import loose
from judge_desk.exchange.spreadsheets.columns import Table, known_words
from judge_desk.exchange.spreadsheets.sheets import Cell, Row, text_of

_DAY: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\Z")
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_CLOCK: Final = re.compile(r"(\d{1,2})\s*(?::|h|giờ|g)\s*(\d{2})?(?::\d{2})?(?:\s*phút|\s*ph)?\Z")
_PREFIX: Final = re.compile(r"\A(?:\d{1,2}[.)]|[-–•+*])\s+")


def finding(table: Table, row: Row, key: str, code: str, severity: Severity, /, **facts: str | int) -> Problem:
    """Make a finding about one cell; its facts hold ``row`` and ``column`` besides the given ones."""
    return Problem(code, severity, table.where, {"row": row.number, "column": table.title(key), **facts})


def cell_of(table: Table, row: Row, key: str) -> Cell:
    """Give the cell of a column in a row; blank when the sheet has no such column."""
    return row.cell(table.places.get(key))


def _fault(table: Table, row: Row, key: str, cell: Cell) -> Problem:
    if cell.fault == "=":
        return finding(table, row, key, "sheet.formula_without_result", Severity.STOP)
    return finding(table, row, key, "sheet.cell_error", Severity.STOP, shown=cell.fault)


def text_in(table: Table, row: Row, key: str) -> tuple[str, list[Problem]]:
    """Read a text. A date or an error value is a finding (``sheet.date_for_text``, ``sheet.cell_error``)."""
    cell = cell_of(table, row, key)
    if cell.fault:
        return "", [_fault(table, row, key, cell)]
    if isinstance(cell.value, date):
        return "", [finding(table, row, key, "sheet.date_for_text", Severity.STOP, shown=text_of(cell))]
    return text_of(cell), []


def moment_in(table: Table, row: Row, key: str) -> tuple[str, list[Problem]]:
    """Read a day, with a time if one is given: ISO ``2024-08-16T16:30`` or ``2024-08-16``; empty for blank."""
    cell = cell_of(table, row, key)
    value = cell.value
    if cell.fault:
        return "", [_fault(table, row, key, cell)]
    if value is None:
        return "", []
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M"), []
    if isinstance(value, date):
        return value.isoformat(), []
    read = parse_moment(value) if isinstance(value, str) else ""
    if read:
        return read, []
    code = "sheet.number_for_date" if isinstance(value, (int, Fraction)) else "sheet.not_a_date"
    return "", [finding(table, row, key, code, Severity.STOP, shown=text_of(cell))]


def parse_moment(text: str) -> str:
    """Read a day and time as people write them, day before month; empty when it is none.

    ``16/8/2024 16:30``, ``16h30 ngày 16/8/2024``, ``2024-08-16T16:30`` and days without a time are understood.
    """
    words = text.strip().lower().replace("t", " ", 1) if _ISO_DAY.match(text.strip()[:10]) else text.strip().lower()
    day, clock = "", []
    for word in words.replace(",", " ").replace("ngày", " ").replace("lúc", " ").split():
        found = _day(word)
        if found and not day:
            day = found
        else:
            clock.append(word)
    if not day or not clock:
        return day
    time = _CLOCK.match(" ".join(clock))
    if time is None or int(time[1]) > 23 or int(time[2] or 0) > 59:
        return ""
    return f"{day}T{int(time[1]):02d}:{int(time[2] or 0):02d}"


def _day(word: str) -> str:
    found, iso = _DAY.match(word), _ISO_DAY.match(word)
    parts = (found[3], found[2], found[1]) if found else iso.groups() if iso else None
    try:
        return date(*(int(part) for part in parts)).isoformat() if parts else ""
    except ValueError:
        return ""


def items_of(text: str) -> tuple[str, ...]:
    """Split a cell at semicolons and line ends; numbering such as ``1.`` before an item is left out."""
    pieces = re.split(r"[;\n]", text)
    cleaned = (_PREFIX.sub("", piece.strip(), count=1).strip(" ,.") for piece in pieces)
    return tuple(piece for piece in cleaned if piece)


def yes_in(text: str) -> bool | None:
    """Read a tick: True for ``x`` or ``có``, False for blank or ``không``, None for anything else."""
    answers: Mapping[str, list[str]] = known_words("answers")
    word = loose(text)
    if not word or word in {loose(each) for each in answers["no"]}:
        return False
    return True if word in {loose(each) for each in answers["yes"]} else None
