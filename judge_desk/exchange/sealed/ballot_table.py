"""The table of a ballot's text: one line of fixed width for every entry.

Only ASCII, apart from the head line. A cell is a mark, ``R`` or ``-``, right-aligned; every cell of a line is ``R``
or none is. Here lines are taken apart one by one, and the first that is not legal is named; ``ballot_planes`` reads
tables without a fault, as nearly all are, in a hundredth of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final

from judge_desk.contest.merge.lines import Line, Lines
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import BadInput, Unreadable
from judge_desk.exchange.sealed.ballot_columns import (
    BLANK,
    CODE_WIDTH,
    COUNT_WIDTH,
    RECUSED,
    Column,
    Columns,
    cell_of,
    code_order,
    steps_of,
)
from judge_desk.exchange.sealed.ballot_planes import read_planes

_CODE_TITLE: Final = "Mã bài"
_COUNT_TITLE: Final = "Nhận xét"


def head_line(columns: Columns) -> str:
    """Write the line with the criteria's names."""
    cells = (column.id.rjust(column.width) for column in columns)
    return " ".join((_CODE_TITLE.ljust(CODE_WIDTH), *cells, _COUNT_TITLE.rjust(COUNT_WIDTH)))


def write_table(lines: Lines, remarks: Mapping[EntryCode, int], columns: Columns) -> list[str]:
    """Write the head line and one line per entry, without newlines.

    Args:
        lines: in code order, each code once.
        remarks: how many remarks an entry has; none where it is missing.
        columns: of the rubric.

    Raises:
        BadInput: wrong order, a code twice or malformed, a number of marks that is not the number of columns, marks
            on a recused line, or a mark too long for its column.
    """
    _check_order(lines.codes)
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


def _check_order(codes: Iterable[EntryCode]) -> None:
    keys = [code_order(code) for code in codes]
    if any(after <= before for before, after in pairwise(keys)):
        raise BadInput("ballot.order")


def read_table(table: str, columns: Columns, where: str = "") -> tuple[Lines, Mapping[EntryCode, int]]:
    """Read the head line and the lines below it, each ended by a line feed; reasons are still empty.

    Returns:
        The lines, and how many remarks the lines with remarks state, by entry.

    Raises:
        Unreadable: any line that :func:`write_table` would not write; the facts name the line and the criterion.
    """
    head, _, body = table.partition("\n")
    if head != head_line(columns):
        raise Unreadable("ballot.columns_differ", where)
    quick = read_planes(body.encode("ascii"), columns) if body.isascii() else None
    return quick if quick is not None else read_lines(body, columns, where)


def read_lines(body: str, columns: Columns, where: str = "") -> tuple[Lines, Mapping[EntryCode, int]]:
    """Read the lines below the head line one by one, and write them again; see :func:`read_table`.

    Raises:
        Unreadable: any line that :func:`write_table` would not write.
    """
    *lines, rest = body.split("\n")
    reader = _Reader(columns, where)
    read = [reader.line(number, text) for number, text in enumerate(lines, start=1)]
    try:
        _check_order(line.code for line, _ in read)
    except BadInput as error:
        raise Unreadable(error.problem.code, where, **error.problem.facts) from error
    found, counts = Lines.of(line for line, _ in read), {line.code: count for line, count in read if count}
    if rest or write_table(found, counts, columns)[1:] != lines:
        raise Unreadable("ballot.form", where)
    return found, counts


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
