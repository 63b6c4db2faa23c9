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
from judge_desk.documents.pdf_text import Face, Pen, figure_units, width, wrap
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
    for cell in cells:
        pen.take(cell.face, cell.size)
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


@dataclass(frozen=True, slots=True)
class Row:
    """Draws one row of a table, or its lines from ``start`` on; rows below each other are drawn in one go."""

    table: Rows
    texts: Sequence[str]
    start: int | None
    height: float

    def __call__(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw the row with its upper left corner at (x, y)."""
        self.table.draw(canvas, x, ((self, y),))


class Rows:
    """The rows of one table, drawn from their texts.

    A row is broken into lines twice, once for its height and once when its page is drawn, so that a paper of many rows
    needs no more memory than its texts and its finished pages. Figures and codes, most of a large table, are measured
    once and kept as they are written.
    """

    def __init__(self, grid: Grid, bold: bool, repeat: tuple[Piece, ...], most: int) -> None:
        """Draw rows on a grid, with ``repeat`` above them on a new page and at most ``most`` lines in a piece."""
        self._grid, self._repeat, self._most = grid, repeat, most
        self._lanes = tuple(
            _Lane(left, right, right - left - 2 * pad(grid.size), face_of(column, bold), column.align)
            for (left, right), column in zip(pairwise(grid.rules), grid.columns, strict=True)
        )

    def _lines(self, lane: _Lane, text: str) -> Lines:
        return wrap(text, lane.face, self._grid.size, lane.inner)

    def pieces(self, texts: Sequence[str]) -> list[Piece]:
        """Make the pieces of one row; more than one only when it has too many lines for one page.

        Raises:
            ValueError: it has not as many texts as the table has columns.
        """
        longest, size = 1, self._grid.size
        for lane, text in zip(self._lanes, texts, strict=True):
            wide = figure_units(text, lane.face)
            if wide is None or wide * size > 1000 * lane.inner:
                longest = max(longest, len(self._lines(lane, text)))
        if longest <= self._most:
            return [self._piece(texts, longest, None)]
        starts = range(0, longest, self._most)
        return [self._piece(texts, min(longest - start, self._most), start) for start in starts]

    def _piece(self, texts: Sequence[str], deep: int, start: int | None) -> Piece:
        height = deep * self._grid.leading + 2 * PAD_ABOVE
        return Piece(height, Row(self, texts, start, height), repeat=self._repeat)

    def draw(self, canvas: Canvas, x: float, rows: Sequence[tuple[Row, float]]) -> None:
        """Draw rows that stand below each other, each with its upper left corner at x and its own y."""
        canvas.setLineWidth(RULE)
        last, low = rows[-1]
        canvas.addLiteral(_strokes(self._grid.rules, x, [*(y for _, y in rows), low - last.height]))
        pen = Pen(canvas)
        for row, y in rows:
            self._draw_texts(pen, row, x, y)
        canvas.drawText(pen)

    def _draw_texts(self, pen: Pen, row: Row, x: float, y: float) -> None:
        size, leading, gap = self._grid.size, self._grid.leading, pad(self._grid.size)
        level = f"{y - (row.height - leading) / 2 - size * 0.93:.2f}"
        for lane, text in zip(self._lanes, row.texts, strict=True):
            wide = figure_units(text, lane.face) if row.start is None else None
            if wide is None or wide * size > 1000 * lane.inner:
                self._draw_lines(pen, row, lane, text, x, y)
                continue
            if lane.align is Align.RIGHT:
                at = lane.right - gap - wide * size / 1000
            elif lane.align is Align.LEFT:
                at = lane.left + gap
            else:
                at = (lane.left + lane.right - wide * size / 1000) / 2
            pen.take(lane.face, size)
            pen.put_figure(x + at, level, text)

    def _draw_lines(self, pen: Pen, row: Row, lane: _Lane, text: str, x: float, y: float) -> None:
        lines = self._lines(lane, text)
        if row.start is not None:
            lines = lines[row.start : row.start + self._most]
        if not lines or lines == ("",):
            return
        pen.take(lane.face, self._grid.size)
        slack = (row.height - len(lines) * self._grid.leading) / 2
        _put_lines(pen, lane, lines, self._grid.size, x, y - slack - self._grid.size * 0.93)


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


def _strokes(rules: Sequence[float], x: float, heights: Sequence[float]) -> str:
    """Give the strokes around and between the cells of rows; ``heights`` are all y between them, from the top."""
    left, right, high, low = (f"{each:.2f}" for each in (x + rules[0], x + rules[-1], heights[0], heights[-1]))
    across = [f"{left} {y:.2f} m {right} {y:.2f} l " for y in heights]
    down = [f"{x + at:.2f} {high} m {x + at:.2f} {low} l " for at in rules]
    return "".join([*across, *down, "S"])


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
    body = Rows(grid, False, heads, most)
    rows = [piece for row in table.rows for piece in body.pieces(row)]
    if not rows and table.empty:
        rows = [_empty_piece(grid, table.empty)]
    foot = Rows(grid, True, heads, most)
    totals = [piece for row in table.totals for piece in foot.pieces(row)]
    if rows and totals:
        rows[-1:] = glue([rows[-1], *totals])
    return [Piece(0.0, _nothing, space=4.0, glued=True), *heads, *(rows or totals)]


def _nothing(_canvas: Canvas, _x: float, _y: float) -> None:
    """Draw nothing."""
