"""The table of a ballot's text: one line of fixed width for every entry.

Only ASCII, apart from the head line. A cell is a mark, ``R`` or ``-``, right-aligned; every cell of a line is ``R``
or none is. This module alone knows the layout, so that a faster reader can take its place behind the same two
functions and the same tests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from judge_desk.contest.merge.ballots import Line
from judge_desk.contest.values.identity import BadCode, EntryCode, parse_code
from judge_desk.contest.values.problems import BadInput, Unreadable
from judge_desk.exchange.sealed.ballot_columns import BLANK, RECUSED, Column, Columns, cell_of, steps_of

CODE_WIDTH: Final = 7
COUNT_WIDTH: Final = 8
_CODE_TITLE: Final = "Mã bài"
_COUNT_TITLE: Final = "Nhận xét"


@lru_cache(maxsize=2**17)
def code_order(code: EntryCode) -> tuple[int, str]:
    """Give the sort key of codes: their number, then their spelling.

    Raises:
        BadInput: not a code, or a wrong check digit.
    """
    try:
        proved = parse_code(code)
    except BadCode as error:
        raise BadInput("ballot.code", entry=code[:20]) from error
    if proved != code:
        raise BadInput("ballot.code", entry=code[:20])
    return int(code.partition("-")[0]), code


def head_line(columns: Columns) -> str:
    """Write the line with the criteria's names."""
    cells = (column.id.rjust(column.width) for column in columns)
    return " ".join((_CODE_TITLE.ljust(CODE_WIDTH), *cells, _COUNT_TITLE.rjust(COUNT_WIDTH)))


def write_table(lines: Sequence[Line], remarks: Mapping[EntryCode, int], columns: Columns) -> list[str]:
    """Write the head line and one line per entry, without newlines.

    Args:
        lines: in code order, each code once.
        remarks: how many remarks an entry has; none where it is missing.
        columns: of the rubric.

    Raises:
        BadInput: wrong order, a code twice or malformed, a number of marks that is not the number of columns, marks
            on a recused line, or a mark too long for its column.
    """
    _check_order(lines)
    known: list[dict[int | None, str]] = [{None: BLANK.rjust(column.width)} for column in columns]
    refused = [RECUSED.rjust(column.width) for column in columns]
    table = [head_line(columns)]
    for line in lines:
        if len(line.marks) != len(columns) or (line.recused and any(mark is not None for mark in line.marks)):
            raise BadInput("ballot.marks", entry=line.code)
        cells = refused if line.recused else [_cell(*each) for each in zip(columns, known, line.marks, strict=True)]
        count = str(remarks.get(line.code, 0)).rjust(COUNT_WIDTH)
        table.append(" ".join((line.code.ljust(CODE_WIDTH), *cells, count)))
    return table


def _cell(column: Column, known: dict[int | None, str], mark: int | None) -> str:
    cell = known.get(mark)
    if cell is None:
        known[mark] = cell = cell_of(column, mark or 0)
    return cell


def _check_order(lines: Sequence[Line]) -> None:
    keys = [code_order(line.code) for line in lines]
    if any(after <= before for before, after in pairwise(keys)):
        raise BadInput("ballot.order")


def read_table(table: Sequence[str], columns: Columns, where: str = "") -> tuple[tuple[Line, ...], tuple[int, ...]]:
    """Read the head line and the lines below it; reasons are still empty.

    Returns:
        The lines, and beside each the number of remarks that it states.

    Raises:
        Unreadable: any line that :func:`write_table` would not write; the facts name the line and the criterion.
    """
    if not table or table[0] != head_line(columns):
        raise Unreadable("ballot.columns_differ", where)
    reader = _Reader(columns, where)
    read = [reader.line(number, text) for number, text in enumerate(table[1:], start=1)]
    lines = tuple(line for line, _ in read)
    try:
        _check_order(lines)
    except BadInput as error:
        raise Unreadable(error.problem.code, where, **error.problem.facts) from error
    return lines, tuple(count for _, count in read)


class _Reader:
    """Reads lines cell by cell and keeps every cell text that it has seen and proved."""

    def __init__(self, columns: Columns, where: str) -> None:
        self._columns = columns
        self._where = where
        self._length = CODE_WIDTH + sum(column.width + 1 for column in columns) + 1 + COUNT_WIDTH
        start = CODE_WIDTH + 1
        self._places: list[slice] = []
        for column in columns:
            self._places.append(slice(start, start + column.width))
            start += column.width + 1
        self._gaps = (*(place.start - 1 for place in self._places), start - 1)
        self._known: list[dict[str, int | None]] = [{BLANK.rjust(column.width): None} for column in columns]
        self._recused = [RECUSED.rjust(column.width) for column in columns]

    def line(self, number: int, text: str) -> tuple[Line, int]:
        """Read one line of the table; ``number`` counts from 1 below the head line."""
        if len(text) != self._length or not text.isascii() or any(text[gap] != " " for gap in self._gaps):
            raise Unreadable("ballot.table", self._where, line=number)
        code = EntryCode(text[:CODE_WIDTH].rstrip(" "))
        cells = [text[place] for place in self._places]
        count = self._count(number, text[-COUNT_WIDTH:])
        if cells == self._recused:
            return Line(code, (None,) * len(cells), recused=True), count
        return Line(code, tuple(self._mark(code, index, cell) for index, cell in enumerate(cells))), count

    def _mark(self, code: EntryCode, index: int, cell: str) -> int | None:
        known = self._known[index]
        if cell in known:
            return known[cell]
        try:
            known[cell] = steps_of(self._columns[index], cell)
        except (ValueError, BadInput) as error:
            criterion = self._columns[index].id
            raise Unreadable("ballot.cell", self._where, entry=code, criterion=criterion) from error
        return known[cell]

    def _count(self, number: int, cell: str) -> int:
        digits = cell.lstrip(" ")
        if not digits.isdigit() or str(int(digits)) != digits:
            raise Unreadable("ballot.table", self._where, line=number)
        return int(digits)
