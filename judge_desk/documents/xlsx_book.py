"""Workbooks of papers: sheets written row by row, one style per kind, page set-up, and what marks the contest.

A formula cell carries the program's own value beside its formula, so that a reader that does not compute (a preview, a
protected view) shows the same figures. Texts are written as texts, never as formulas. Same content, same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it ships no marker of its types
from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]  # as above

from judge_desk.documents.blocks import Orientation
from judge_desk.documents.pdf_text import Face, width, wrap
from judge_desk.documents.xlsx_sheet import Sheet, nearest
from judge_desk.wording.cells import cell_text, reads_as_formula, sheet_name

FONT: Final = "Times New Roman"
STREAMED_CELLS: Final = 150_000
"""From so many cells on, rows go to a temporary file instead of memory."""
_TIME: Final = datetime(2000, 1, 1)
_MARGIN: Final = 0.6
_LETTER: Final = 6.0
"""Points of one letter of a column's width: a digit of the workbook's type."""
_WIDEST: Final = 9.5
"""Points of the widest letter that counts; a text of fewer letters than fit by it stands on one line."""
_HIGHEST: Final = 400.0
_EMPTY: Final = 15.0
_MOST_STILL: Final = 260.0
"""Points that may stand still on top; more would leave a small screen no room to scroll in."""
_MOST_IN_FRAME: Final = 75


class Look(StrEnum):
    """How a cell looks.

    ``BANNER`` what the paper is not (a sample, a trial, a draft); ``TITLE``, ``LINE``, ``LEAD`` and ``NOTE`` stand
    above and below a table; ``HEAD``, ``NUMBERS`` begin it; the rest are its cells. ``VALUE``: set by people instead
    of a formula; ``OUT``: left out by a rule; ``RESULT``: what counts; ``WORK``: steps on the way; ``ALARM``: differs.
    """

    BANNER = "banner"
    TITLE = "title"
    LINE = "line"
    LEAD = "lead"
    NOTE = "note"
    HEAD = "head"
    NUMBERS = "numbers"
    TEXT = "text"
    CENTRE = "centre"
    FIGURE = "figure"
    RESULT = "result"
    VALUE = "value"
    OUT = "out"
    TOTAL = "total"
    STRONG = "strong"
    SIGNER = "signer"
    HINT = "hint"
    ALARM = "alarm"
    WORK = "work"


_BOXED: Final = {"border": 1, "border_color": "#808080", "valign": "top"}
_PALE: Final = {"bg_color": "#E8EEF4"}
_LOOKS: Final[dict[Look, dict[str, Any]]] = {
    Look.BANNER: {"bold": True, "font_size": 20, "font_color": "#B00020", "bg_color": "#FDECEA", "align": "center"},
    Look.TITLE: {"bold": True, "font_size": 14, "align": "center"},
    Look.LINE: {"align": "center"},
    Look.LEAD: {"bold": True},
    Look.NOTE: {"italic": True, "font_size": 11},
    Look.HEAD: {**_BOXED, **_PALE, "bold": True, "align": "center", "valign": "vcenter"},
    Look.NUMBERS: {**_BOXED, "italic": True, "align": "center", "font_size": 10},
    Look.TEXT: {**_BOXED, "align": "left", "indent": 1},
    Look.CENTRE: {**_BOXED, "align": "center"},
    Look.FIGURE: {**_BOXED, "align": "right"},
    Look.RESULT: {**_BOXED, "align": "right", "bold": True},
    Look.VALUE: {**_BOXED, "align": "right", "bold": True, "bg_color": "#FFF4CE"},
    Look.OUT: {**_BOXED, "align": "right", "font_strikeout": True, "font_color": "#5F5F5F"},
    Look.TOTAL: {**_BOXED, **_PALE, "bold": True},
    Look.STRONG: {**_BOXED, "bold": True, "align": "left", "indent": 1},
    Look.SIGNER: {"bold": True, "align": "center"},
    Look.HINT: {"italic": True, "align": "center"},
    Look.ALARM: {"bold": True, "font_color": "#B00020", "bg_color": "#FDECEA"},
    Look.WORK: {**_BOXED, "align": "right", "font_color": "#5F5F5F"},
}
WRAPPED: Final = frozenset(Look) - {Look.FIGURE, Look.RESULT, Look.VALUE, Look.OUT, Look.WORK}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        value: a text, an exact number or None for an empty cell; of a formula, what the program itself came to.
        look: how it looks; number: number format in the neutral notation of the file, e.g. ``0.00``.
        formula: beginning with ``=``; only ever the program's own.
    """

    value: str | int | Fraction | None
    look: Look = Look.TEXT
    number: str = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on every sheet of a workbook and at the head and foot of its prints.

    Attributes:
        title, subject: metadata of the file.
        banners: sentences on what the paper is not, large on top; across: the same in a few words, at the head of every
            print; left, middle: of the foot; page: word for page, empty for no numbers.
        orientation: of the prints.
    """

    title: str
    subject: str
    banners: tuple[str, ...]
    across: str
    left: str
    middle: str
    page: str
    orientation: Orientation


def decimals_format(decimals: int) -> str:
    """Give the number format of a mark: the office program shows its own decimal sign."""
    return f"0.{'0' * decimals}" if decimals else "0"


class Book:
    """A workbook that is being written."""

    def __init__(self, frame: Frame, cells: int) -> None:
        """Begin a workbook of about so many cells."""
        self._target = io.BytesIO()
        self.streamed = cells > STREAMED_CELLS
        options = {
            "in_memory": not self.streamed,
            "constant_memory": self.streamed,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_format_properties": {"font_name": FONT, "font_size": 12},
        }
        self._book: Any = Workbook(self._target, options)
        named = {"title": cell_text(frame.title), "subject": cell_text(frame.subject)}
        self._book.set_properties({**named, "author": "", "created": _TIME})
        self._styles: dict[tuple[Look, str, bool], Any] = {}
        self._names: set[str] = set()
        self.frame = frame

    def sheet(self, name: str, widths: Sequence[float]) -> SheetPen:
        """Add a sheet with columns of these widths, in letters; its name is made fit and single."""
        sheet: Any = self._book.add_worksheet(self._free_name(name), worksheet_class=Sheet)
        for place, letters in enumerate(widths):
            sheet.set_column(place, place, letters)
        _set_page(sheet, self.frame)
        return SheetPen(self, sheet, tuple(widths), len(widths))

    def style(self, look: Look, number: str = "", quoted: bool = False) -> Any:
        """Give the one style of a kind."""
        key = (look, number, quoted)
        if key not in self._styles:
            facts = {**_LOOKS[look]}
            if look is not Look.ALARM:
                facts = {"font_name": FONT, "font_size": 12, "text_wrap": look in WRAPPED, **facts}
            facts |= ({"num_format": number} if number else {}) | ({"quote_prefix": True} if quoted else {})
            self._styles[key] = self._book.add_format(facts)
        return self._styles[key]

    def finish(self) -> bytes:
        """Close the workbook and give its bytes."""
        self._book.close()
        return self._target.getvalue()

    def _free_name(self, name: str) -> str:
        plain = sheet_name(name)
        number, free = 1, plain
        while free.casefold() in self._names:
            number += 1
            free = f"{plain[:26].rstrip()} {number}"
        self._names.add(free.casefold())
        return free


@dataclass(slots=True)
class SheetPen:
    """Writes one sheet from top to bottom.

    Attributes:
        book, sheet: what it writes into; widths: of the columns; at: the row to be written next, from 0.
        across: so many columns, from the left, lines of words go over; the rest is not printed.
        high: points from the top of the sheet to that row; tall: of that row, where it is written in pieces.
    """

    book: Book
    sheet: Any
    widths: tuple[float, ...]
    across: int
    at: int = 0
    high: float = 0.0
    tall: float = 0.0

    def banners(self) -> None:
        """Write what the paper is not, large."""
        for text in self.book.frame.banners:
            self.line(text, Look.BANNER)

    def line(self, text: str, look: Look, formula: str = "") -> None:
        """Write a text over all printed columns, as high as its lines need; ``formula`` is what makes the text."""
        shown, last = cell_text(text), self.across - 1
        self.set_height(height_of(shown, look, sum(self.widths[: self.across])))
        if last:
            self.sheet.merge_range(self.at, 0, self.at, last, "", self.book.style(look))
        if formula:
            self.sheet.write_formula(self.at, 0, formula, self.book.style(look), shown)
        else:
            self.sheet.write_string(self.at, 0, shown, self.book.style(look, "", reads_as_formula(shown)))
        self.at += 1

    def gap(self, rows: int = 1) -> None:
        """Leave rows empty, or leave a row that was written in pieces."""
        self.at += rows
        self.high += max(rows * _EMPTY, self.tall)
        self.tall = 0.0

    def row(self, cells: Iterable[Cell]) -> None:
        """Write one row of cells from the left, as high as the longest text needs."""
        row = tuple(cells)
        self.set_height(max(map(_cell_height, row, self.widths)))
        for place, cell in enumerate(row):
            self._write(place, cell)
        self.at += 1

    def set_height(self, points: float) -> None:
        """Make the present row so high, as far as a row can be."""
        self.sheet.set_row(self.at, min(_HIGHEST, points))
        self.high += min(_HIGHEST, points)

    def span(self, first: int, last: int, text: str, look: Look) -> None:
        """Write a text over neighbouring columns of the present row; the row stays the present one until a gap."""
        shown, style = cell_text(text), self.book.style(look)
        self.tall = max(self.tall, height_of(shown, look, sum(self.widths[first : last + 1])))
        self.sheet.set_row(self.at, min(_HIGHEST, self.tall))
        if last > first:
            self.sheet.merge_range(self.at, first, self.at, last, "", style)
        self.sheet.write_string(self.at, first, shown, self.book.style(look, "", reads_as_formula(shown)))

    def pieces(self, first: int, last: int, parts: Sequence[tuple[str, Look]], look: Look, blank: int) -> None:
        """Write lines of several looks into one cell over neighbouring columns, which no page break parts.

        Args:
            first: the first column.
            last: the last one.
            parts: each line with its look; an empty one stands for ``blank`` lines for ink.
            look: of the cell.
            blank: how many.
        """
        written: list[Any] = []
        points = 0.0
        for text, each in parts:
            shown = cell_text(text) or "\n" * (blank - 1)
            written += [self.book.style(each), f"\n{shown}" if written else shown]
            points += height_of(shown, each, sum(self.widths[first : last + 1])) if text else blank * LINES[each]
        self.tall = max(self.tall, points)
        self.sheet.set_row(self.at, min(_HIGHEST, self.tall))
        style = self.book.style(look)
        if last > first:
            self.sheet.merge_range(self.at, first, self.at, last, "", style)
        self.sheet.write_rich_string(self.at, first, *written, style)

    def over_two(self, texts: Sequence[str]) -> None:
        """Join every cell of the last two rows that has one of these texts in the lower with the one above it.

        Not in a streamed workbook, whose rows are gone once they are written.
        """
        if self.book.streamed:
            return
        for place, text in enumerate(texts):
            if text:
                cells = (self.at - 2, place, self.at - 1, place)
                self.sheet.merge_range(*cells, cell_text(text), self.book.style(Look.HEAD))

    def head_rows(self, first: int, last: int, columns: int) -> None:
        """Print these rows on every page; with all above they stand still, unless that is too much of a screen."""
        self.sheet.repeat_rows(first, last)
        self.sheet.freeze_panes(last + 1 if self.high <= _MOST_STILL else 0, columns)

    def filters(self, head: int, columns: int, rows: int) -> None:
        """Put filters on the row ``head`` over so many rows below it."""
        if rows:
            self.sheet.autofilter(head, 0, head + rows, columns - 1)

    def print_to(self, columns: int) -> None:
        """Print only so many columns, down to the last row written."""
        self.sheet.print_area(0, 0, max(0, self.at - 1), columns - 1)

    def trust(self, rows: int, columns: int) -> None:
        """Keep the office program from marking texts of digits and formulas beside numbers as doubtful."""
        area = f"A1:{xl_rowcol_to_cell(max(0, rows - 1), columns - 1)}"
        self.sheet.ignore_errors({"number_stored_as_text": area, "formula_range": area, "formula_differs": area})

    def colour(self, place: int, first: int, last: int, text: str) -> None:
        """Colour cells of a column that begin with a text, now and after any change."""
        rule = {"type": "text", "criteria": "begins with", "value": text, "format": self.book.style(Look.ALARM)}
        self.sheet.conditional_format(first, place, last, place, rule)

    def _write(self, place: int, cell: Cell) -> None:
        value = cell.value
        if cell.formula:
            shown = value if isinstance(value, str) else "" if value is None else nearest(value)
            self.sheet.write_formula(self.at, place, cell.formula, self.book.style(cell.look, cell.number), shown)
        elif value is None or (isinstance(value, str) and not value):
            self.sheet.write_blank(self.at, place, None, self.book.style(cell.look))
        elif isinstance(value, str):
            text = cell_text(value)
            style = self.book.style(cell.look, "", reads_as_formula(text))
            self.sheet.write_string(self.at, place, text, style)
        else:
            self.sheet.write_number(self.at, place, nearest(value), self.book.style(cell.look, cell.number))


def _cell_height(cell: Cell, letters: float) -> float:
    if cell.formula or not isinstance(cell.value, str) or cell.look not in WRAPPED:
        return LINES[cell.look]
    return height_of(cell_text(cell.value), cell.look, letters)


def height_of(text: str, look: Look, letters: float) -> float:
    """Say how many points high a text stands in a column of so many letters."""
    size, room = _size(look), letters * _LETTER - 10
    if "\n" not in text and len(text) * _WIDEST * size / 12 < room:
        return _line_height(size)
    return _line_height(size) + (len(wrap(text, _face(look), size, max(room, 20.0))) - 1) * size * 1.2


def _line_height(size: float) -> float:
    return round(size * 1.35, 1)


def _size(look: Look) -> float:
    return float(_LOOKS[look].get("font_size", 12))


def _face(look: Look) -> Face:
    return Face.BOLD if _LOOKS[look].get("bold") else Face.ITALIC if _LOOKS[look].get("italic") else Face.REGULAR


LINES: Final = {look: _line_height(_size(look)) for look in Look}
"""Points of one line of every look."""


def letters_of(text: str, look: Look) -> float:
    """Measure the longest line of a text in letters of a column's width."""
    shown = cell_text(text)
    return max(width(line, _face(look), _size(look)) for line in shown.split("\n")) / _LETTER


def _set_page(sheet: Any, frame: Frame) -> None:
    sheet.set_paper(9)
    if frame.orientation is Orientation.LANDSCAPE:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(_MARGIN, _MARGIN, 0.9 if frame.banners else 0.7, 0.7)
    sheet.hide_gridlines(2)
    banner = _frame_text(frame.across)
    if banner:
        sheet.set_header(f'&C&"{FONT},Bold"&18&KB00020 {banner}')
    left, middle, page = (_frame_text(each) for each in (frame.left, frame.middle, frame.page))
    number = f'&R&"{FONT},Regular"&9 {page} &P/&N' if page else ""
    sheet.set_footer(f'&L&"{FONT},Regular"&9 {left}&C&"{FONT},Regular"&9 {middle}{number}')


def _frame_text(text: str) -> str:
    """Make a text fit for the head or foot of a print, where ``&`` is a sign of its own."""
    return cell_text(text).replace("\n", " ")[:_MOST_IN_FRAME].replace("&", "&&")
