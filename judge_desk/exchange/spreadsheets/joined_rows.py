"""Registers that give a group of authors several rows: number and title once (often merged cells), then only names.

Such rows are joined to the row above them before anything is read; the joined row keeps the first row's number.
"""

from __future__ import annotations

from collections.abc import Mapping

from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.exchange.spreadsheets.cell_reading import cell_of, finding
from judge_desk.exchange.spreadsheets.columns import Table
from judge_desk.exchange.spreadsheets.sheets import BLANK, Cell, Row, text_of

_OWN: tuple[str, ...] = ("id", "title", "kind", "field", "received")


def join_rows(table: Table) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Join every row that names only an author with the row above; give the rows and a note for each joined row."""
    joined: list[Row] = []
    notes: list[Problem] = []
    for row in table.rows:
        if joined and _only_an_author(table, row):
            note = finding(table, row, "authors", "register.row_joined", Severity.NOTE, first=joined[-1].number)
            notes.append(note)
            joined[-1] = _with_author(table, joined[-1], row)
        else:
            joined.append(row)
    return tuple(joined), tuple(notes)


def _only_an_author(table: Table, row: Row) -> bool:
    return cell_of(table, row, "authors") != BLANK and all(cell_of(table, row, key) == BLANK for key in _OWN)


def _with_author(table: Table, above: Row, row: Row) -> Row:
    author, unit = text_of(cell_of(table, row, "authors")), text_of(cell_of(table, row, "unit"))
    first_unit = text_of(cell_of(table, above, "unit"))
    if unit and unit != first_unit and "(" not in author:
        author = f"{author} (, {unit})"
    texts = {"authors": f"{text_of(cell_of(table, above, 'authors'))}\n{author}"}
    return Row(above.number, _replaced(table, above, texts))


def _replaced(table: Table, row: Row, texts: Mapping[str, str]) -> tuple[Cell, ...]:
    by_place = {table.places[key]: text for key, text in texts.items()}
    length = max(len(row.cells), *(place + 1 for place in by_place))
    return tuple(Cell(by_place[i]) if i in by_place else row.cell(i) for i in range(length))
