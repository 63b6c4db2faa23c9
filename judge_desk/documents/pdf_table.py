"""Tables as pieces: heads that repeat, rows that never overflow their cells.

A row higher than a page is cut between its lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
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
    slack = (cell.height - len(cell.lines) * cell.size * LEADING) / 2
    _put_lines(pen, cell, cell.lines, cell.size, x, y - cell.top - slack - cell.size * 0.93)


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


@dataclass(frozen=True, slots=True)
class _Lane:
    """One column as its cells are drawn: between two rules, ``inner`` points wide, in a face."""

    left: float
    right: float
    inner: float
    face: Face
    align: Align


class _Rows:
    """The rows of one table, drawn from their texts.

    A row is broken into lines twice, once for its height and once when its page is drawn, so that a paper of many rows
    needs no more memory than its texts and its finished pages.
    """

    def __init__(self, grid: Grid, bold: bool, repeat: tuple[Piece, ...], most: int) -> None:
        """Draw rows on a grid, with ``repeat`` above them on a new page and at most ``most`` lines in a piece."""
        self._grid, self._repeat, self._most, self._drawn = grid, repeat, most, self._draw
        self._lanes = tuple(
            _Lane(left, right, right - left - 2 * pad(grid.size), face_of(column, bold), column.align)
            for (left, right), column in zip(pairwise(grid.rules), grid.columns, strict=True)
        )

    def _lines(self, row: Sequence[str]) -> list[Lines]:
        size = self._grid.size
        return [wrap(text, lane.face, size, lane.inner) for lane, text in zip(self._lanes, row, strict=True)]

    def pieces(self, row: Sequence[str]) -> list[Piece]:
        """Make the pieces of one row; more than one only when it has too many lines for one page."""
        longest = max(map(len, self._lines(row)))
        if longest <= self._most:
            return [self._piece(row, longest, None)]
        starts = range(0, longest, self._most)
        return [self._piece(row, min(longest - start, self._most), start) for start in starts]

    def _piece(self, row: Sequence[str], deep: int, start: int | None) -> Piece:
        height = deep * self._grid.leading + 2 * PAD_ABOVE
        return Piece(height, partial(self._drawn, row, start, height), repeat=self._repeat)

    def _draw(self, row: Sequence[str], start: int | None, height: float, canvas: Canvas, x: float, y: float) -> None:
        """Draw a row, or its lines from ``start`` on, with its upper left corner at (x, y)."""
        size = self._grid.size
        canvas.setLineWidth(RULE)
        canvas.addLiteral(_box_path(self._grid.rules, x, y, y - height))
        pen, font = Pen(canvas), None
        for lane, lines in zip(self._lanes, self._lines(row), strict=True):
            if start is not None:
                lines = lines[start : start + self._most]
            if not lines or lines == ("",):
                continue
            if lane.face is not font:
                font = lane.face
                pen.setFont(font.value, size)
            slack = (height - len(lines) * self._grid.leading) / 2
            _put_lines(pen, lane, lines, size, x, y - slack - size * 0.93)
        canvas.drawText(pen)


def _put_lines(pen: Pen, lane: _Lane | Cell, lines: Lines, size: float, x: float, baseline: float) -> None:
    gap, leading = pad(size), size * LEADING
    for line in lines:
        if lane.align is Align.LEFT:
            inset = gap
        else:
            room = lane.right - lane.left - width(line, lane.face, size)
            inset = room - gap if lane.align is Align.RIGHT else room / 2
        pen.put(x + lane.left + inset, baseline, line)
        baseline -= leading


@lru_cache(maxsize=16)
def _places(rules: tuple[float, ...], x: float) -> tuple[str, ...]:
    return tuple(f"{x + at:.2f}" for at in rules)


def _box_path(rules: tuple[float, ...], x: float, top: float, bottom: float) -> str:
    """Give the strokes around and between the cells of a row."""
    places, high, low = _places(rules, x), f"{top:.2f}", f"{bottom:.2f}"
    across = f"{places[0]} {high} m {places[-1]} {high} l {places[0]} {low} m {places[-1]} {low} l "
    return across + "".join([f"{at} {high} m {at} {low} l " for at in places]) + "S"


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
    body = _Rows(grid, False, heads, most)
    rows = [piece for row in table.rows for piece in body.pieces(row)]
    if not rows and table.empty:
        rows = [_empty_piece(grid, table.empty)]
    foot = _Rows(grid, True, heads, most)
    totals = [piece for row in table.totals for piece in foot.pieces(row)]
    if rows and totals:
        rows[-1:] = glue([rows[-1], *totals])
    return [Piece(0.0, _nothing, space=4.0, glued=True), *heads, *(rows or totals)]


def _nothing(_canvas: Canvas, _x: float, _y: float) -> None:
    """Draw nothing."""
