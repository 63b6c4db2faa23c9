"""Tables as pieces: heads that repeat, rows that never overflow their cells.

A row higher than a page is cut between its lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas

from judge_desk.documents.blocks import Align, Table
from judge_desk.documents.pdf_flow import Piece, glue
from judge_desk.documents.pdf_text import Face, Pen, width, wrap
from judge_desk.documents.table_grid import LEADING, PAD_ABOVE, RULE, Grid, face_of, fit_grid, pad, spans_of

Lines = tuple[str, ...]


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


def _put_cell(pen: Pen, cell: Cell, x: float, y: float) -> None:
    leading, gap = cell.size * LEADING, pad(cell.size)
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
    canvas.setLineWidth(RULE)
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
    height = max(map(len, lines)) * grid.leading + 2 * PAD_ABOVE
    cells = [
        Cell(left, right, 0.0, height, texts, face_of(column, bold), grid.size, column.align)
        for (left, right), texts, column in zip(pairwise(grid.rules), lines, grid.columns, strict=True)
        if texts != ("",)
    ]
    return Piece(height, partial(_draw_cells, cells, _box(grid.rules, height)), repeat=repeat)


def _wrapped(grid: Grid, row: Sequence[str], bold: bool) -> list[Lines]:
    return [
        wrap(text, face_of(column, bold), grid.size, right - left - 2 * pad(grid.size))
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


def _head_cell(grid: Grid, first: int, last: int, text: str, top: float = 0.0) -> Cell:
    left, right = grid.rules[first], grid.rules[last]
    lines = wrap(text, Face.BOLD, grid.size, right - left - 2 * pad(grid.size))
    height = len(lines) * grid.leading + 2 * PAD_ABOVE
    return Cell(left, right, top, height, lines, Face.BOLD, grid.size, Align.CENTRE)


def _stretched(cell: Cell, height: float) -> Cell:
    return Cell(cell.left, cell.right, cell.top, height, cell.lines, cell.face, cell.size, cell.align)


def head_piece(grid: Grid) -> Piece:
    """Make the head: one row of titles, with group titles over them where columns have a group."""
    spans = spans_of(grid.columns)
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


def head_heights(grid: Grid) -> tuple[float, float]:
    """Give the heights of the two rows of a head whose columns have groups, in points."""
    groups = [_head_cell(grid, first, last, title) for first, last, title in spans_of(grid.columns) if title]
    upper = max((cell.height for cell in groups), default=0.0)
    return upper, head_piece(grid).height - upper


def _number_piece(grid: Grid) -> Piece:
    size = min(grid.size, 10.0)
    height = size * LEADING + 2
    cells = [
        Cell(left, right, 0.0, height, (f"({number})",), Face.ITALIC, size, Align.CENTRE)
        for number, (left, right) in enumerate(pairwise(grid.rules), 1)
    ]
    return Piece(height, partial(_draw_cells, cells, _box(grid.rules, height)), glued=True)


def _empty_piece(grid: Grid, sentence: str) -> Piece:
    lines = wrap(sentence, Face.ITALIC, grid.size, grid.rules[-1] - 2 * pad(grid.size))
    height = len(lines) * grid.leading + 2 * PAD_ABOVE
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
    most = max(int((page - sum(piece.height for piece in heads) - 2 * PAD_ABOVE) / grid.leading), 1)
    rows = [piece for row in table.rows for piece in _row_pieces(grid, row, False, heads, most)]
    if not rows and table.empty:
        rows = [_empty_piece(grid, table.empty)]
    totals = [piece for row in table.totals for piece in _row_pieces(grid, row, True, heads, most)]
    if rows and totals:
        rows[-1:] = glue([rows[-1], *totals])
    return [Piece(0.0, _nothing, space=4.0, glued=True), *heads, *(rows or totals)]


def _nothing(_canvas: Canvas, _x: float, _y: float) -> None:
    """Draw nothing."""
