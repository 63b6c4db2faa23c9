"""Sheets of figures as they were taken in: every cell in its one canonical text, with provenance.

A sheet says everything about one part in one period. It is never changed: a later sheet on the same part and period
supersedes it, and both stay. A sheet without columns takes the one before it away: then the part and period have
none again.

One canonical text for each kind of cell: names and words NFC and trimmed; numbers with a point and no needless digit
(``79.5``, ``0``); time in whole seconds; flags ``1`` or ``0``; blank is the empty text, and blank is not zero.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from judge_desk.contest.values.identity import Digest


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """The figures of one part in one period.

    Attributes:
        number: running number in the contest, from 1.
        part, period: which; the period is empty for a part without periods.
        columns: ids of the part's columns, in the order of the cells.
        rows: one tuple of cells for each row, sorted. In the cell of a unit stands its code in the roster; in the
            roster itself its name, and its code in the column of kind ``key``.
        source: the file's name, or the minutes that say the figures; sha256: of that file, empty where there is none.
        titles: for each column the title it was read from, empty where the column was not in the file.
        closed_by, closed_on: who closed the figures, and the day (ISO).
        reason: why it takes the place of an earlier one, or takes it away; empty for the first.
        stated_time: ISO local time; decides nothing.
    """

    number: int
    part: str
    period: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str
    sha256: Digest
    titles: tuple[str, ...]
    closed_by: str
    closed_on: str
    reason: str
    stated_time: str


def takes_away(sheet: FigureSheet) -> bool:
    """Say whether a sheet holds no figures and only takes those before it away."""
    return not sheet.columns


def figures_in_force(sheets: Iterable[FigureSheet]) -> tuple[FigureSheet, ...]:
    """Give the latest sheet of every part and period, by number; none where it was taken away."""
    latest: dict[tuple[str, str], FigureSheet] = {}
    for each in sorted(sheets, key=lambda sheet: sheet.number):
        latest[each.part, each.period] = each
    held = (each for each in latest.values() if not takes_away(each))
    return tuple(sorted(held, key=lambda sheet: sheet.number))


def figure_text(sheet: FigureSheet) -> str:
    """Give the one text of a sheet: one line of JSON with every field, by which it is signed, hashed and named."""
    fields = (
        "judge-desk figures 1",
        sheet.number,
        sheet.part,
        sheet.period,
        sheet.columns,
        sheet.rows,
        sheet.source,
        sheet.sha256,
        sheet.titles,
        sheet.closed_by,
        sheet.closed_on,
        sheet.reason,
        sheet.stated_time,
    )
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=16)
def sheet_digest(sheet: FigureSheet) -> Digest:
    """Give the SHA-256 (lower-case hexadecimal) of the sheet's text in UTF-8; the last few are remembered."""
    return Digest(sha256(figure_text(sheet).encode("utf-8")).hexdigest())
