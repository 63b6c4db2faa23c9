"""The grid of a table: widths of its columns and its type size, the same in every format.

The widest words of a column are measured once; then the largest type size is taken at which no number, code or head is
broken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Final

from reportlab.lib.units import mm

from judge_desk.documents.blocks import Column, Table
from judge_desk.documents.pdf_text import Face, longest_word, wrap

PAD_ABOVE: Final = 2.2
"""Points between a rule and the text below or above it."""
LEADING: Final = 1.16
"""Distance of two lines of a cell, in type sizes."""
RULE: Final = 0.5
"""Thickness of a rule in points."""
_WIDEST_FIT: Final = 68 * mm
_DEEPEST: Final = Fraction(16, 5)
"""Mean number of lines of a row above which a smaller type is tried."""
_COMFORT: Final = 8.0
"""Points below which type is set only where numbers would be broken otherwise."""
_SAMPLE: Final = 60
_SMALLER: Final = 2.0


def pad(size: float) -> float:
    """Give the points between a rule and the text beside it at a type size."""
    return 3.0 if size >= 10 else 2.0


@dataclass(frozen=True, slots=True)
class Grid:
    """How a table is drawn: type size, columns, x of every vertical rule from the left edge, in points."""

    size: float
    columns: tuple[Column, ...]
    rules: tuple[float, ...]

    @property
    def leading(self) -> float:
        """Distance of two lines in points."""
        return self.size * LEADING


def face_of(column: Column, bold: bool) -> Face:
    """Give the face of a column's cells, or of its totals."""
    return Face.BOLD if bold or column.bold else Face.REGULAR


def _column_units(table: Table) -> list[float]:
    """Give, for every column, the widest word that must not be broken, in thousandths of the size."""
    widest = []
    for at, column in enumerate(table.columns):
        need = longest_word(column.head, Face.BOLD)
        if not column.share:
            for rows, face in ((table.rows, face_of(column, False)), (table.totals, Face.BOLD)):
                need = max(need, max((longest_word(text, face) for text in {row[at] for row in rows}), default=0.0))
        widest.append(need)
    return widest


def _widths(table: Table, needs: Sequence[float], size: float, room: float) -> list[float] | None:
    """Give the widths at a type size, or None when something would be broken."""
    least = [need * size / 1000 + 2 * pad(size) + 0.5 for need in needs]
    wanted = []
    for column, need in zip(table.columns, least, strict=True):
        fixed = column.width * mm
        if fixed and fixed < need:
            return None
        wanted.append(fixed or min(need, _WIDEST_FIT))
    left = room - sum(wide for column, wide in zip(table.columns, wanted, strict=True) if not column.share)
    shares = sum(column.share for column in table.columns)
    if not shares:
        return [wide + left / len(wanted) for wide in wanted] if left >= 0 else None
    for at, column in enumerate(table.columns):
        if column.share:
            part = left * column.share / shares
            if part < wanted[at]:
                return None
            wanted[at] = part
    return wanted


def _squeezed(table: Table, needs: Sequence[float], size: float, room: float) -> list[float]:
    """Give widths that fill the room whatever is broken: every column its need, scaled."""
    wanted = [
        min(need * size / 1000 + 2 * pad(size), _WIDEST_FIT) * (1 + column.share)
        for column, need in zip(table.columns, needs, strict=True)
    ]
    return [wide * room / sum(wanted) for wide in wanted]


def _depth(table: Table, widths: Sequence[float], size: float) -> Fraction:
    """Estimate the mean number of lines of a row from the first rows."""
    shared = [(at, widths[at] - 2 * pad(size)) for at, column in enumerate(table.columns) if column.share]
    rows = table.rows[:_SAMPLE]
    lines = [
        max((len(wrap(row[at], Face.REGULAR, size, inner)) for at, inner in shared if inner > 0), default=1)
        for row in rows
    ]
    return Fraction(sum(lines), max(len(rows), 1))


def fit_grid(table: Table, room: float) -> Grid:
    """Choose type size and column widths for a room in points.

    The largest size at which nothing is broken and rows are not deep; where they are deep at any size, as with very
    long titles, a size little below the wanted one.
    """
    needs = _column_units(table)
    sizes = [table.size - half / 2 for half in range(2 * (table.size - table.least) + 1)]
    fitting = [(size, widths) for size in sizes if (widths := _widths(table, needs, size, room)) is not None]
    if not fitting:
        least = float(table.least)
        return _grid(table, least, _squeezed(table, needs, least, room))
    for size, widths in fitting:
        if size >= _COMFORT and _depth(table, widths, size) <= _DEEPEST:
            return _grid(table, size, widths)
    wanted = fitting[0][0] - _SMALLER
    return _grid(table, *next((each for each in fitting if each[0] <= wanted), fitting[-1]))


def _grid(table: Table, size: float, widths: Sequence[float]) -> Grid:
    return Grid(size, table.columns, tuple(accumulate(widths, initial=0.0)))


def spans_of(columns: Sequence[Column]) -> list[tuple[int, int, str]]:
    """Give neighbouring columns of one group as (first, behind the last, title)."""
    spans: list[tuple[int, int, str]] = []
    for at, column in enumerate(columns):
        if spans and column.group and spans[-1][2] == column.group:
            spans[-1] = (spans[-1][0], at + 1, column.group)
        else:
            spans.append((at, at + 1, column.group))
    return spans
