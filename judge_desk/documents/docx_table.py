"""Ruled tables of Word papers: the widths and the type size of the PDF, heads that repeat, rows that stay whole.

A row is written as text, cell by cell, from parts that are made once per column: a table of some hundred rows costs
little that way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Final

from judge_desk.documents.blocks import Align, Table
from judge_desk.documents.docx_styles import NATURAL, style_xml
from judge_desk.documents.docx_xml import Element, elements, keep_with_next, rows_of, run, twips, words
from judge_desk.documents.looks import Look
from judge_desk.documents.pdf_table import head_heights
from judge_desk.documents.pdf_text import Face, width, wrap
from judge_desk.documents.table_grid import PAD_ABOVE, RULE, Grid, face_of, fit_grid, pad, spans_of

_RULE_ROOM: Final = 0.3
"""Points that a rule takes from the cell beside it."""
_LONG: Final = 400
"""Letters above which a cell may be higher than a page."""
_HEAD: Final = "Head"
_COUNT: Final = "Count"
_COUNT_EDGES: Final = (("top", 20), ("left", 0), ("bottom", 20), ("right", 0))
_LEAST_COUNT: Final = 6.0
_MOST_READY: Final = 60
"""Rows of a table that are all made at once; of a longer one only the last, which may cling to what follows."""
_LAST: Final = 4
_MARK: Final = re.compile(rb"<\?rows ([0-9]+)\?>")


@dataclass(slots=True)
class CellStyles:
    """Collects the styles of cells that a paper needs, one for every kind and type size."""

    made: dict[str, str] = field(default_factory=dict)

    def key(self, kind: Align | str, size: float) -> str:
        """Give the identifier of the style of a cell, and remember it."""
        key = f"PaperCell{kind.title()}{round(size * 2)}"
        if key not in self.made:
            look = Look(size=size, gap=0.0, leading=NATURAL, align=kind if isinstance(kind, Align) else Align.CENTRE)
            if kind == _HEAD:
                look = Look(Face.BOLD, size, gap=0.0, leading=NATURAL, align=Align.CENTRE)
            if kind == _COUNT:
                look = Look(Face.ITALIC, size, gap=0.0, leading=NATURAL, align=Align.CENTRE)
            shown = f"{size:g}".replace(".", ",")
            self.made[key] = style_xml(key, f"Paper cell {kind.lower()} {shown}", look, keep=kind in (_HEAD, _COUNT))
        return key


@dataclass(slots=True)
class HeldRows:
    """Rows of long tables, kept as texts until the file is packed: a tree of them takes thirty times their size."""

    made: list[Callable[[], Iterable[str]]] = field(default_factory=list)

    def hold(self, rows: Callable[[], Iterable[str]]) -> str:
        """Keep the maker of rows; gives the mark that stands for them in the file until then."""
        self.made.append(rows)
        return f"<?rows {len(self.made) - 1}?>"

    def filled(self, data: bytes) -> Iterator[bytes]:
        """Give the text of a file piece by piece, with the rows in the place of their marks."""
        at = 0
        for mark in _MARK.finditer(data):
            yield data[at : mark.start()]
            yield from (row.encode("utf-8") for row in self.made[int(mark[1])]())
            at = mark.end()
        yield data[at:]


def cell_start(wide: int, span: int = 1, merged: str = "", edges: str = "") -> str:
    """Begin a cell ``wide`` twentieths of a point wide.

    Args:
        wide: see above.
        span: how many columns it takes.
        merged: ``restart`` where it goes on in the rows below, ``continue`` in those.
        edges: its own distances from its rules, as finished XML.
    """
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merge = f'<w:vMerge w:val="{merged}"/>' if merged else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{spanned}{merge}{edges}<w:vAlign w:val="center"/></w:tcPr>'


def table_start(style: str, widths: Sequence[int], margins: Sequence[float], about: str = "") -> str:
    """Begin a table of fixed widths; margins of its cells in points: above, left, below, right."""
    sides = zip(("top", "left", "bottom", "right"), margins, strict=True)
    room = "".join(f'<w:{side} w:w="{twips(points)}" w:type="dxa"/>' for side, points in sides)
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{room}</w:tblCellMar><w:tblLook w:val="0420"/>{about}'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def widths_of(rules: Sequence[float]) -> list[int]:
    """Give the widths between rules, rounded so that their sum is exact."""
    return [twips(right) - twips(left) for left, right in pairwise(rules)]


def _texts(style: str, text: str, bold: bool) -> str:
    start = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return "".join(f"{start}{run(part, bold) if part else ''}</w:p>" for part in text.split("\n"))


@dataclass(frozen=True, slots=True)
class _Columns:
    """What all rows of a table share."""

    grid: Grid
    widths: tuple[int, ...]
    styles: tuple[str, ...]
    starts: tuple[str, ...]

    def cell(self, at: int, text: str, bold: bool) -> str:
        column = self.grid.columns[at]
        return f"{self.starts[at]}{_texts(self.styles[at], text, bold or column.bold)}</w:tc>"

    def lines(self, row: Sequence[str], bold: bool) -> int:
        """Count the lines of a row; only of a row with a long text, for the others are surely low."""
        if max(map(len, row)) < _LONG:
            return 1
        rooms = [right - left - 2 * pad(self.grid.size) for left, right in pairwise(self.grid.rules)]
        return max(
            len(wrap(text, face_of(column, bold), self.grid.size, room))
            for text, column, room in zip(row, self.grid.columns, rooms, strict=True)
        )

    def row(self, row: Sequence[str], bold: bool, most: int) -> str:
        """Make a row; one with more than ``most`` lines may be divided between them.

        Raises:
            ValueError: it has not as many texts as there are columns.
        """
        if len(row) != len(self.starts):
            raise ValueError(f"zip: {len(row)} texts for {len(self.starts)} columns")
        whole = "<w:trPr><w:cantSplit/></w:trPr>" if self.lines(row, bold) <= most else ""
        return f"<w:tr>{whole}{''.join(self.cell(at, text, bold) for at, text in enumerate(row))}</w:tr>"


_HEAD_ROW: Final = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"


def _high_row(points: float) -> str:
    """Begin a row of the head that is at least so high: a title through both rows does not stretch them everywhere."""
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(points)}"/><w:tblHeader/></w:trPr>'


def _head(table: Table, columns: _Columns, styles: CellStyles) -> str:
    """Make the rows of the head: group titles over their columns, the others through both rows."""
    style = styles.key(_HEAD, columns.grid.size)
    text = partial(_texts, style, bold=False)
    spans = spans_of(table.columns)
    if not any(title for *_, title in spans):
        cells = (columns.starts[at] + text(column.head) + "</w:tc>" for at, column in enumerate(table.columns))
        return f"{_HEAD_ROW}{''.join(cells)}</w:tr>"
    upper, lower = [], []
    for first, last, title in spans:
        wide = sum(columns.widths[first:last])
        if title:
            upper.append(f"{cell_start(wide, last - first)}{text(title)}</w:tc>")
            lower += [f"{columns.starts[at]}{text(table.columns[at].head)}</w:tc>" for at in range(first, last)]
        else:
            upper.append(f"{cell_start(wide, merged='restart')}{text(table.columns[first].head)}</w:tc>")
            lower.append(f"{cell_start(wide, merged='continue')}{text('')}</w:tc>")
    above, below = head_heights(columns.grid)
    return f"{_high_row(above)}{''.join(upper)}</w:tr>{_high_row(below)}{''.join(lower)}</w:tr>"


def _count_size(columns: _Columns) -> float:
    """Give the size at which the numbers of all columns stand on one line."""
    size = min(columns.grid.size, 10.0)
    for number, wide in enumerate(columns.widths, 1):
        while size > _LEAST_COUNT and twips(width(f"({number})", Face.ITALIC, size) + 1) > wide:
            size -= 0.5
    return size


def _count_row(columns: _Columns, styles: CellStyles) -> str:
    style = styles.key(_COUNT, _count_size(columns))
    edges = "".join(f'<w:{side} w:w="{room}" w:type="dxa"/>' for side, room in _COUNT_EDGES)
    cells = (
        f"{cell_start(wide, edges=f'<w:tcMar>{edges}</w:tcMar>')}{_texts(style, f'({number})', False)}</w:tc>"
        for number, wide in enumerate(columns.widths, 1)
    )
    return f"{_HEAD_ROW}{''.join(cells)}</w:tr>"


def _empty_row(table: Table, columns: _Columns, styles: CellStyles) -> str:
    style = styles.key(Align.CENTRE, columns.grid.size)
    start = cell_start(sum(columns.widths), len(columns.widths))
    words_in = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(table.empty, italic=True)}</w:p>'
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{start}{words_in}</w:tc></w:tr>"


def _columns_of(grid: Grid, styles: CellStyles) -> _Columns:
    widths = widths_of(grid.rules)
    keys = tuple(styles.key(column.align, grid.size) for column in grid.columns)
    return _Columns(grid, tuple(widths), keys, tuple(map(cell_start, widths)))


def table_elements(table: Table, room: float, page: float, styles: CellStyles, held: HeldRows) -> list[Element]:
    """Make a table in a room (points wide) for pages of a body height in points; ``held`` keeps rows of a long one.

    Raises:
        ValueError: a row has not as many texts as there are columns.
    """
    grid = fit_grid(table, room)
    columns = _columns_of(grid, styles)
    most = max(int((page * 0.8) / grid.leading), 1)
    ready = table.rows[-_LAST:] if len(table.rows) > _MOST_READY else table.rows
    rows = [columns.row(row, False, most) for row in ready]
    if not rows and table.empty:
        rows = [_empty_row(table, columns, styles)]
    totals = [columns.row(row, True, most) for row in table.totals]
    side, above = pad(grid.size) - _RULE_ROOM, PAD_ABOVE - RULE / 2
    about = f'<w:tblCaption w:val="{words(_about(table))}"/>'
    parts = [table_start("PaperGrid", columns.widths, (above, side, above, side), about)]
    parts.append(_head(table, columns, styles))
    if table.numbered:
        parts.append(_count_row(columns, styles))
    if len(ready) < len(table.rows):
        parts.append(held.hold(lambda: (columns.row(row, False, most) for row in table.rows[:-_LAST])))
    made = elements("".join([*parts, *rows, *totals, "</w:tbl>"]))
    if totals:
        for row in rows_of(made[0])[-len(totals) - bool(rows) : -1]:
            keep_with_next(row)
    return made


def _about(table: Table) -> str:
    """Say what a table holds, for people who do not see it: the titles of its columns."""
    return ", ".join(" ".join(column.head.split()) for column in table.columns)
