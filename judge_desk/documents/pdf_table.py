"""Tables as pieces: widths, type size, heads that repeat, rows that never overflow their cells.

The widest words of a column are measured once; then the largest type size is taken at which no number, code or head is
broken. A row higher than a page is cut between its lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import accumulate, pairwise
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from judge_desk.documents.blocks import Align, Column, Table
from judge_desk.documents.pdf_flow import Piece, glue
from judge_desk.documents.pdf_text import Face, Pen, longest_word, width, wrap

_PAD_ABOVE: Final = 2.2
_LEADING: Final = 1.16
_RULE: Final = 0.5
_WIDEST_FIT: Final = 68 * mm
_DEEPEST: Final = Fraction(16, 5)
"""Mean number of lines of a row above which a smaller type is tried."""
_COMFORT: Final = 8.0
"""Points below which type is set only where numbers would be broken otherwise."""
_SAMPLE: Final = 60
_SMALLER: Final = 2.0
Lines = tuple[str, ...]


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
        return self.size * _LEADING


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines of one cell between two rules; ``top`` and ``height`` inside its row, in points."""

    left: float
    right: float
    top: float
    height: float
    lines: Lines
    face: Face
    size: float
    align: Align


def _face(column: Column, bold: bool) -> Face:
    return Face.BOLD if bold or column.bold else Face.REGULAR


def _column_units(table: Table) -> list[float]:
    """Give, for every column, the widest word that must not be broken, in thousandths of the size."""
    widest = []
    for at, column in enumerate(table.columns):
        need = longest_word(column.head, Face.BOLD)
        if not column.share:
            faced = [(row[at], _face(column, False)) for row in table.rows]
            faced += [(row[at], Face.BOLD) for row in table.totals]
            need = max([need, *(longest_word(text, face) for text, face in set(faced))])
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


def _put_cell(pen: Pen, cell: Cell, x: float, y: float) -> None:
    leading, gap = cell.size * _LEADING, pad(cell.size)
    slack = (cell.height - len(cell.lines) * leading) / 2
    baseline = y - cell.top - slack - cell.size * 0.93
    for line in cell.lines:
        room = cell.right - cell.left - width(line, cell.face, cell.size)
        inset = gap if cell.align is Align.LEFT else room - gap if cell.align is Align.RIGHT else room / 2
        pen.put(x + cell.left + inset, baseline, line)
        baseline -= leading


def _draw_cells(
    cells: Sequence[Cell], rules: Sequence[tuple[float, float, float, float]], canvas: Canvas, x: float, y: float
) -> None:
    """Draw cells and rules (x1, top1, x2, top2 inside the row) at the row's upper left corner."""
    canvas.setLineWidth(_RULE)
    path = "".join(f"{x + x1:.2f} {y - y1:.2f} m {x + x2:.2f} {y - y2:.2f} l " for x1, y1, x2, y2 in rules)
    canvas.addLiteral(f"{path}S")
    pen = Pen(canvas)
    font: tuple[Face, float] | None = None
    for cell in cells:
        if (cell.face, cell.size) != font:
            font = (cell.face, cell.size)
            pen.setFont(cell.face.value, cell.size)
        _put_cell(pen, cell, x, y)
    canvas.drawText(pen)


def _box(rules: Sequence[float], height: float) -> list[tuple[float, float, float, float]]:
    across = [(rules[0], 0.0, rules[-1], 0.0), (rules[0], height, rules[-1], height)]
    return across + [(at, 0.0, at, height) for at in rules]


def _row_piece(grid: Grid, lines: Sequence[Lines], bold: bool, repeat: tuple[Piece, ...]) -> Piece:
    height = max(map(len, lines)) * grid.leading + 2 * _PAD_ABOVE
    cells = [
        Cell(left, right, 0.0, height, texts, _face(column, bold), grid.size, column.align)
        for (left, right), texts, column in zip(pairwise(grid.rules), lines, grid.columns, strict=True)
        if texts != ("",)
    ]
    return Piece(height, partial(_draw_cells, cells, _box(grid.rules, height)), repeat=repeat)


def _wrapped(grid: Grid, row: Sequence[str], bold: bool) -> list[Lines]:
    return [
        wrap(text, _face(column, bold), grid.size, right - left - 2 * pad(grid.size))
        for (left, right), text, column in zip(pairwise(grid.rules), row, grid.columns, strict=True)
    ]


def _row_pieces(grid: Grid, row: Sequence[str], bold: bool, repeat: tuple[Piece, ...], most: int) -> list[Piece]:
    """Make the pieces of one row; more than one only when it has more than ``most`` lines."""
    lines = _wrapped(grid, row, bold)
    longest = max(map(len, lines))
    return [
        _row_piece(grid, [texts[start : start + most] or ("",) for texts in lines], bold, repeat)
        for start in range(0, longest, most)
    ]


def _spans(columns: Sequence[Column]) -> list[tuple[int, int, str]]:
    """Give neighbouring columns of one group as (first, behind the last, title)."""
    spans: list[tuple[int, int, str]] = []
    for at, column in enumerate(columns):
        if spans and column.group and spans[-1][2] == column.group:
            spans[-1] = (spans[-1][0], at + 1, column.group)
        else:
            spans.append((at, at + 1, column.group))
    return spans


def _head_cell(grid: Grid, first: int, last: int, text: str, top: float = 0.0) -> Cell:
    left, right = grid.rules[first], grid.rules[last]
    lines = wrap(text, Face.BOLD, grid.size, right - left - 2 * pad(grid.size))
    height = len(lines) * grid.leading + 2 * _PAD_ABOVE
    return Cell(left, right, top, height, lines, Face.BOLD, grid.size, Align.CENTRE)


def _stretched(cell: Cell, height: float) -> Cell:
    return Cell(cell.left, cell.right, cell.top, height, cell.lines, cell.face, cell.size, cell.align)


def head_piece(grid: Grid) -> Piece:
    """Make the head: one row of titles, with group titles over them where columns have a group."""
    spans = _spans(grid.columns)
    groups = [_head_cell(grid, first, last, title) for first, last, title in spans if title]
    upper = max((cell.height for cell in groups), default=0.0)
    singles = [
        _head_cell(grid, at, at + 1, column.head, upper if column.group else 0.0)
        for at, column in enumerate(grid.columns)
    ]
    lower = max([cell.height for cell in singles if cell.top] or [0.0])
    height = max([upper + lower, *(cell.height for cell in singles if not cell.top)])
    cells = [_stretched(cell, upper) for cell in groups]
    cells += [_stretched(cell, height - cell.top) for cell in singles]
    rules = [(0.0, 0.0, grid.rules[-1], 0.0), (0.0, height, grid.rules[-1], height)]
    inner = {at for first, last, title in spans if title for at in range(first + 1, last)}
    rules += [(x, upper if at in inner else 0.0, x, height) for at, x in enumerate(grid.rules)]
    rules += [(cell.left, upper, cell.right, upper) for cell in groups]
    return Piece(height, partial(_draw_cells, cells, rules), glued=True)


def _number_piece(grid: Grid) -> Piece:
    size = min(grid.size, 10.0)
    height = size * _LEADING + 2
    cells = [
        Cell(left, right, 0.0, height, (f"({number})",), Face.ITALIC, size, Align.CENTRE)
        for number, (left, right) in enumerate(pairwise(grid.rules), 1)
    ]
    return Piece(height, partial(_draw_cells, cells, _box(grid.rules, height)), glued=True)


def _empty_piece(grid: Grid, sentence: str) -> Piece:
    lines = wrap(sentence, Face.ITALIC, grid.size, grid.rules[-1] - 2 * pad(grid.size))
    height = len(lines) * grid.leading + 2 * _PAD_ABOVE
    cell = Cell(0.0, grid.rules[-1], 0.0, height, lines, Face.ITALIC, grid.size, Align.CENTRE)
    return Piece(height, partial(_draw_cells, [cell], _box([0.0, grid.rules[-1]], height)))


def table_pieces(table: Table, room: float, page: float) -> list[Piece]:
    """Lay out a table in a room (points wide) on pages of a body height in points.

    Raises:
        ValueError: a row has not as many texts as there are columns.
    """
    grid = fit_grid(table, room)
    head = head_piece(grid)
    heads = (head, _number_piece(grid)) if table.numbered else (head,)
    most = max(int((page - sum(piece.height for piece in heads) - 2 * _PAD_ABOVE) / grid.leading), 1)
    rows = [piece for row in table.rows for piece in _row_pieces(grid, row, False, heads, most)]
    if not rows and table.empty:
        rows = [_empty_piece(grid, table.empty)]
    totals = [piece for row in table.totals for piece in _row_pieces(grid, row, True, heads, most)]
    if rows and totals:
        rows[-1:] = glue([rows[-1], *totals])
    return [Piece(0.0, _nothing, space=4.0, glued=True), *heads, *(rows or totals)]


def _nothing(_canvas: Canvas, _x: float, _y: float) -> None:
    """Draw nothing."""
