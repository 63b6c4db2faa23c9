"""Cells of a row as the XML of the file, the very text that XlsxWriter writes for them, made for a whole row at once.

Rows of one form differ in values and in the row's number only, so their XML is made once, with a place for every
value. Everything else of the file (styles, shared texts, spans, streaming) stays with the library. The tests write the
same rows in both ways and compare the files.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]  # it ships no marker of its types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

ROW: Final = "\x00"
"""Stands for the number of its row in a formula of a form; no text of a file can hold it."""
_LONG: Final = 16_383
"""Letters from which on a text may be longer than a cell, which counts the rarest letters twice."""
Filled = Callable[[Any], object]
"""Gives the piece of XML that a value fills in."""


def nearest(value: int | Fraction) -> int | float:
    """Give what a sheet can hold of an exact number: the nearest binary fraction, a whole number as it is."""
    return value.numerator / value.denominator if isinstance(value, Fraction) else value


def number_piece(value: int | Fraction) -> str:
    """Give a number in the digits that a sheet holds."""
    return f"{nearest(value):.16G}"


def fraction_piece(value: Fraction) -> str:
    """Give a fraction in the digits that a sheet holds."""
    return f"{value.numerator / value.denominator:.16G}"


def escaped(text: str) -> str:
    """Make a text fit to stand between two tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@dataclass(slots=True)
class RowXml:
    """The XML of rows that differ in values only.

    Attributes:
        text: with ``ROW`` for the row's number and a place for every value; pieces: what fills the places.
    """

    text: str = ""
    pieces: list[Filled] = field(default_factory=list)

    def add(self, opened: str, piece: Filled, closed: str) -> None:
        """Add the next cell: what stands before, in and behind the place of its value."""
        address = f'<c r="{xl_col_to_name(len(self.pieces))}{ROW}"'
        self.text += f"{address}{opened.replace('%', '%%')}%s{closed}"
        self.pieces.append(piece)

    def filled(self, number: int, values: Sequence[object]) -> str:
        """Give the cells of the row of this number, from 1."""
        pieces = [piece(value) for piece, value in zip(self.pieces, values, strict=True)]
        return self.text.replace(ROW, str(number)) % tuple(pieces)


class Sheet(Worksheet):  # type: ignore[misc]  # the library ships no marker of its types
    """A sheet that takes whole rows as XML, and formulas as they are: none of ours needs the library's search."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")

    def put_row(self, row: int, columns: int, cells: str) -> None:
        """Take the first so many cells of a row as XML; a row comes after all above it.

        The library is told of the first and the last cell, by which it knows how far the row reaches.
        """
        if self.constant_memory and row > self.previous_row:
            self._write_single_row(row)
        self._check_dimensions(row, 0)
        self._check_dimensions(row, columns - 1)
        self.table[row] = {columns - 1: "", 0: cells}

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if isinstance(cell, str):
            self.fh.write(cell)
        else:
            super()._write_cell(row, col, cell)

    def text_piece(self, text: str) -> str:
        """Give a text as it stands in its cell: its number among the workbook's texts, or itself where rows stream."""
        if len(text) > _LONG:
            text = text.encode("utf-16-le")[: 2 * self.xls_strmax].decode("utf-16-le", "ignore")
        if not self.constant_memory:
            return f' t="s"><v>{self.str_table._get_shared_string_index(text)}</v></c>'
        space = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
        return f' t="inlineStr"><is><t{space}>{escaped(self._escape_control_characters(text))}</t></is></c>'
