"""Which column is which: titles of a sheet matched with the columns a reader needs.

The head row is looked for in the first ten rows, so that a sheet may begin with the name of the province; where one row
does not hold every column that is needed, a head of two or three rows with merged cells is tried. Titles are compared
folded, with the usual other wordings from ``resources/sheets/columns.toml``; an explicit mapping goes before
all. A column that is missing or stands twice is a finding that says which titles are there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from judge_desk.contest.values.problems import Findings, Problem, Severity
from judge_desk.exchange.folding import loose, nearest
from judge_desk.exchange.spreadsheets.sheets import Cell, Row, Sheet, text_of
from judge_desk.paths import resource

HEAD_ROWS: Final = 10
_MOST_HIGH: Final = 3
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_MOST_TITLES: Final = 30
"""Titles that a sentence names; of a sheet with hundreds of columns, the rest stay unsaid."""
_LONGEST_TITLE: Final = 80


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a reader knows.

    Attributes:
        key: its name in the program; titles: what it may be called, the usual title first.
        required: the sheet cannot be read without it.
    """

    key: str
    titles: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose head row is known.

    Attributes:
        where: file and sheet, as a person would say it; head_row: its row number, of several the first.
        header: titles in order, empty text where a column has none.
        rows: the rows below the head.
        before: the rows above the head.
        places: column key to place, counted from 0.
        findings: what is wrong with the columns; with a stop among them the rows cannot be read.
    """

    where: str
    head_row: int
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    before: tuple[Row, ...]
    places: Mapping[str, int]
    findings: Findings

    def title(self, key: str) -> str:
        """Give the title of a column as it stands in the sheet; its key when the sheet has none."""
        return self.header[self.places[key]] if key in self.places else key


@cache
def known_columns(sheet_kind: str) -> tuple[Column, ...]:
    """Give the columns of a kind of sheet: ``register``, ``panel``, ``marks`` or ``figures``.

    Raises:
        KeyError: another kind.
    """
    listed = _load("sheets/columns.toml")[sheet_kind]
    return tuple(Column(each["key"], tuple(each["titles"]), each["required"]) for each in listed)


@cache
def known_words(group: str) -> Mapping[str, Any]:
    """Give a table of ``resources/sheets/words.toml``, e.g. ``roles``.

    Raises:
        KeyError: no such table.
    """
    table: Mapping[str, Any] = _load("sheets/words.toml")[group]
    return table


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resource(name).read_text(encoding="utf-8"))


def read_table(sheet: Sheet, columns: tuple[Column, ...], mapping: Mapping[str, str] | None = None) -> Table:
    """Find the head row and the columns.

    Args:
        sheet: the rows.
        columns: what is looked for.
        mapping: column key to the title that the secretary chose for it; goes before the known titles.
    """
    wanted = _with_mapping(columns, mapping or {})
    head = max(range(min(HEAD_ROWS, len(sheet.rows))), key=lambda i: (_known_in(sheet.rows[i], wanted), -i), default=0)
    header = tuple(_title_in(cell) for cell in sheet.rows[head].cells) if sheet.rows else ()
    high = 1
    places, findings = _places(header, wanted, sheet.where)
    if any(each.required and each.key not in places for each in wanted):
        for at, tall, titles in _heads(sheet.rows):
            found, told = _places(titles, wanted, sheet.where)
            if len(found) > len(places) or (high == 1 and at == head and _splits(sheet.rows[at + 1], places)):
                head, high, header, places, findings = at, tall, titles, found, told
    return Table(
        where=sheet.where,
        head_row=sheet.rows[head].number if sheet.rows else 0,
        header=header,
        rows=_below(sheet.rows[head + high :]),
        before=sheet.rows[:head],
        places=places,
        findings=sheet.findings + findings,
    )


def _title_in(cell: Cell) -> str:
    return " ".join(text_of(cell).split())


def _heads(rows: tuple[Row, ...]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Give every head of several rows that there may be: the place of its first row, its height, its titles."""
    for high in range(2, _MOST_HIGH + 1):
        for at in range(min(HEAD_ROWS, len(rows)) - high + 1):
            held = rows[at : at + high]
            if [each.number for each in held] == list(range(held[0].number, held[0].number + high)):
                yield at, high, _joined(held)


def _splits(below: Row, places: Mapping[str, int]) -> bool:
    """Say whether a row parts the head above it into further columns: titles alone, and none below a known column."""
    texts = [cell.value for cell in below.cells if cell.value is not None]
    words = [each for each in texts if isinstance(each, str) and any(map(str.isalpha, each))]
    under = [place for place in places.values() if below.cell(place).value is not None]
    return bool(places) and len(words) == len(texts) > 1 and not under


def _joined(rows: tuple[Row, ...]) -> tuple[str, ...]:
    """Give each column of a head its lowest title; one that stands several times, with what stands above it.

    Of merged cells only the first holds the text: one to the left stands above those to its right, too.
    """
    width = max(len(row.cells) for row in rows)
    texts = [[_title_in(row.cell(place)) for place in range(width)] for row in rows]
    own = [next((line[place] for line in reversed(texts) if line[place]), "") for place in range(width)]
    above = [""] * width
    for place in range(width):
        deepest = max((at for at, line in enumerate(texts) if line[place]), default=0)
        over = [next((line[left] for left in range(place, -1, -1) if line[left]), "") for line in texts[:deepest]]
        above[place] = " · ".join(filter(None, over))
    return tuple(
        f"{above[place]} · {title}" if title and above[place] and own.count(title) > 1 else title
        for place, title in enumerate(own)
    )


def _below(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Leave out the row of column numbers, (1) (2) (3), that papers have below the head."""
    texts = [text_of(cell).strip("()") for cell in rows[0].cells if cell.value is not None] if rows else []
    numbered = len(texts) >= 3 and texts == [str(number) for number in range(1, len(texts) + 1)]
    return rows[1:] if numbered else rows


def _with_mapping(columns: tuple[Column, ...], mapping: Mapping[str, str]) -> tuple[Column, ...]:
    return tuple(
        Column(column.key, (mapping[column.key],), column.required) if column.key in mapping else column
        for column in columns
    )


def fold_title(title: str) -> str:
    """Fold a column's title; what stands in brackets is an explanation and does not count."""
    return loose(_BRACKETS.sub(" ", title)) or loose(title)


def _known_in(row: Row, columns: tuple[Column, ...]) -> int:
    titles = {fold_title(text_of(cell)) for cell in row.cells}
    return sum(any(fold_title(title) in titles for title in column.titles) for column in columns)


def _places(header: tuple[str, ...], columns: tuple[Column, ...], where: str) -> tuple[dict[str, int], Findings]:
    places: dict[str, int] = {}
    findings: list[Problem] = []
    for column in columns:
        names = [fold_title(title) for title in column.titles]
        found = [i for i, title in enumerate(header) if title and fold_title(title) in names]
        exact = [i for i in found if loose(header[i]) == loose(column.titles[0])]
        if len(found) > 1 and len(exact) != 1:
            facts = {"column": column.titles[0], "titles": _told([header[i] for i in found])}
            findings.append(Problem("sheet.column_twice", Severity.STOP, where, facts))
        elif found:
            places[column.key] = (exact or found)[0]
        elif column.required:
            findings.append(_missing(column, header, columns, where))
    return places, tuple(findings)


def _missing(column: Column, header: tuple[str, ...], columns: tuple[Column, ...], where: str) -> Problem:
    titles = tuple(title for title in header if title)
    known = {fold_title(title) for each in columns for title in each.titles}
    free = tuple(title for title in titles if fold_title(title) not in known)
    near = nearest(column.titles[0], free) or next((n for t in column.titles if (n := nearest(t, free, 85))), "")
    facts = {"column": column.titles[0], "titles": _told(titles)}
    if near:
        return Problem("sheet.column_missing_near", Severity.STOP, where, {**facts, "near": _short(near)})
    return Problem("sheet.column_missing", Severity.STOP, where, facts)


def _told(titles: Sequence[str]) -> str:
    """Name titles of a sheet in a sentence: the first many, each as long as can be read."""
    more = ("…",) if len(titles) > _MOST_TITLES else ()
    return "; ".join((*(f"“{_short(title)}”" for title in titles[:_MOST_TITLES]), *more))


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"
