"""Rows of an office's table that hold no figures of a unit: sums, headings of blocks, the place of the signature.

None of them is guessed at: a row is left out only where it cannot be a unit's, and every one is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from judge_desk.contest.rulebook.measured import NUMERIC, Column, ColumnKind, MeasuredPart
from judge_desk.contest.values.facts import listed
from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.exchange.folding import loose
from judge_desk.exchange.plain_text import tidy_line
from judge_desk.exchange.spreadsheets.columns import Table
from judge_desk.exchange.spreadsheets.figure_cells import BadCell, canonical
from judge_desk.exchange.spreadsheets.figure_units import is_total
from judge_desk.exchange.spreadsheets.sheets import BLANK, Row, text_of

TOTAL, HEADING, FOOT = "figures.total_row", "figures.heading_row", "figures.foot_row"
_PLAIN: Final = {
    TOTAL: re.compile(""),
    HEADING: re.compile(r"(?:khoi|cum|nhom|cac|phan|muc|[ivx]+|[0-9]+|[a-z])\b"),
    FOOT: re.compile(r"\Z|(?:nguoi|lap bieu|ke toan|giam doc|thu truong|noi nhan|ghi chu|.*\bngay\b.*\bthang\b)"),
}
"""How the name in such a row usually begins; one that begins otherwise is asked about."""
_MOST_LISTED: Final = 12
_SHOWN: Final = 60

Knows = Callable[[str], bool]
"""Whether a name means a unit of the roster."""


def rows_beside(table: Table, part: MeasuredPart, knows: Knows | None) -> Mapping[int, str]:
    """Find the rows that are no unit's; gives by the row's number the code of the finding.

    A sum or mean is known by its name. A heading names nobody whom the roster knows and has nothing in any other
    column. The foot stands below the last row of a known unit and has no number in any column of numbers.

    Args:
        table: the rows, with the columns found.
        part: of the rules.
        knows: tells units of the roster; None for the roster itself, or where there is none: only sums are found.
    """
    fed = [(each, table.places[each.id]) for each in part.columns if each.id in table.places]
    unit = next((place for each, place in fed if each.kind is ColumnKind.UNIT), None)
    if unit is None:
        return {}
    others = [(each, place) for each, place in fed if place != unit]
    names = [tidy_line(text_of(row.cell(unit))) for row in table.rows]
    known = [bool(name) and knows is not None and knows(name) for name in names]
    last = max((at for at, each in enumerate(known) if each), default=len(names))
    found = {}
    for at, (row, name) in enumerate(zip(table.rows, names, strict=True)):
        if known[at]:
            continue
        if is_total(name) or (not name and is_total(_first(row))):
            found[row.number] = TOTAL
        elif any(known) and name and all(row.cell(place) == BLANK for _, place in others):
            found[row.number] = FOOT if at > last else HEADING
        elif at > last and not any(_is_number(each, row, place) for each, place in others):
            found[row.number] = FOOT
    return found


def _first(row: Row) -> str:
    return next((tidy_line(text_of(cell)) for cell in row.cells if cell != BLANK), "")


def _is_number(column: Column, row: Row, place: int) -> bool:
    try:
        return column.kind in NUMERIC and bool(canonical(column, row.cell(place), percent=True))
    except BadCell:
        return False


def findings_beside(table: Table, part: MeasuredPart, beside: Mapping[int, str]) -> Iterator[Problem]:
    """Name the rows that are left out, those of each kind together; what may be a misspelt unit is asked about."""
    column = next((each.id for each in part.columns if each.kind is ColumnKind.UNIT), "")
    unit = table.places.get(column)
    kinds = [(code, severity) for code in _PLAIN for severity in (Severity.NOTE, Severity.ASK)]
    held = [(row, beside[row.number]) for row in table.rows if row.number in beside]
    for code, severity in kinds:
        rows = [row for row, kind in held if kind == code and _severity(kind, row, unit) is severity]
        if rows:
            shown = listed(_first_words(row)[:_SHOWN] for row in rows[:_MOST_LISTED])
            numbers = ", ".join(str(row.number) for row in rows[:_MOST_LISTED])
            facts: dict[str, str | int] = {"count": len(rows), "rows": numbers, "shown": shown}
            yield Problem(code, severity, table.where, facts)


def _severity(kind: str, row: Row, unit: int | None) -> Severity:
    name = loose(tidy_line(text_of(row.cell(unit))))
    return Severity.NOTE if _PLAIN[kind].match(name) else Severity.ASK


def _first_words(row: Row) -> str:
    """Give the first cell of a row that has a word of several letters, else its first cell."""
    texts = [tidy_line(text_of(cell)) for cell in row.cells if cell != BLANK]
    return next((text for text in texts if sum(map(str.isalpha, text)) > len("III")), texts[0])
