"""Sheets of figures of the measured parts: every one that was ever in force, append-only, its rows as one text."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.values.identity import Digest
from judge_desk.stores.contest_file import Act
from judge_desk.stores.rows import Readable, pack, unpack, unpack_texts

_COLUMNS: Final = (
    "number", "part", "period", "columns", "rows", "source", "sha256", "titles", "closed_by", "closed_on", "reason",
    "stated_time",
)  # fmt: skip


def next_sheet_number(held: Readable) -> int:
    """Give the number that the next sheet will bear."""
    return int(held.rows("SELECT coalesce(max(number), 0) + 1 FROM figure_sheet")[0][0])


def put_sheet(act: Act, sheet: FigureSheet) -> None:
    """Keep a sheet; its number must be the next one.

    Raises:
        ValueError: another number.
    """
    if sheet.number != next_sheet_number(act):
        raise ValueError(sheet.number)
    head = (sheet.number, sheet.part, sheet.period, pack(sheet.columns), pack(sheet.rows), sheet.source, sheet.sha256)
    row = (*head, pack(sheet.titles), sheet.closed_by, sheet.closed_on, sheet.reason, sheet.stated_time)
    act.insert("figure_sheet", _COLUMNS, [row])


def read_sheets(held: Readable) -> tuple[FigureSheet, ...]:
    """Give every sheet, by number."""
    found = held.rows(f"SELECT {', '.join(_COLUMNS)} FROM figure_sheet ORDER BY number")
    return tuple(_sheet(*each) for each in found)


@lru_cache(maxsize=32)
def _sheet(
    number: int, part: str, period: str, columns: str, rows: str, source: str, sha256: str, titles: str, *rest: str
) -> FigureSheet:
    """Read one row; a sheet never changes, and every act opens its contest anew, so that it is read once."""
    cells = tuple(map(tuple, unpack(rows)))
    head = (number, part, period, unpack_texts(columns), cells, source, Digest(sha256), unpack_texts(titles))
    return FigureSheet(*head, *rest)
