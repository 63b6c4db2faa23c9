"""Many rows of a few forms: a form says once how cells look and reckon, a row is then its values alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from judge_desk.documents.xlsx_book import LINES, WRAPPED, Look, SheetPen, height_of
from judge_desk.documents.xlsx_sheet import Filled, RowXml, escaped, fraction_piece, nearest, number_piece
from judge_desk.wording.cells import cell_text, reads_as_formula

Value = str | int | Fraction | None
"""A text, an exact number, or nothing."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How one cell looks and reckons.

    Attributes:
        look: how it looks; number: number format in the neutral notation of the file.
        formula: beginning with ``=``, with ``ROW`` for the number of the row; only ever the program's own.
        empty: whatever its value, it shows nothing.
    """

    look: Look = Look.TEXT
    number: str = ""
    formula: str = ""
    empty: bool = False


BLANK: Final = Kind(Look.FIGURE, empty=True)


@dataclass(frozen=True, slots=True, eq=False)
class RowForm:
    """What rows have in common: the kinds of their cells, from the left. A form is equal to itself alone."""

    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    """The XML of rows of a form whose values are of the same types; places of texts that may need more lines."""

    xml: RowXml
    high: float
    texts: tuple[int, ...]


class FormPen:
    """Writes rows of forms where a pen stands."""

    def __init__(self, pen: SheetPen) -> None:
        """Write with a pen; no row of a form has been met yet."""
        self._pen = pen
        self._made: dict[tuple[RowForm, tuple[type, ...]], _Made] = {}

    def row(self, form: RowForm, values: Sequence[Value]) -> None:
        """Write one row, as high as its longest text needs; as many values as the form has kinds.

        Raises:
            ValueError: there are more or fewer.
        """
        pen, types = self._pen, tuple(map(type, values))
        made = self._made.get((form, types))
        if made is None:
            made = self._made[(form, types)] = self._make(form, types)
        high = made.high
        for place in made.texts:
            high = max(high, height_of(cell_text(str(values[place])), form.kinds[place].look, pen.widths[place]))
        pen.set_height(high)
        pen.sheet.put_row(pen.at, len(form.kinds), made.xml.filled(pen.at + 1, values))
        pen.at += 1

    def _make(self, form: RowForm, types: tuple[type, ...]) -> _Made:
        xml, texts = RowXml(), []
        piece: Filled
        for place, (kind, each) in enumerate(zip(form.kinds, types, strict=True)):
            if kind.empty or (not kind.formula and each is type(None)):
                xml.add(self._style(kind.look), _nothing, "/>")
            elif kind.formula:
                typed, piece = (' t="str"', escaped) if each is str else ("", _result)
                opened = f"{self._style(kind.look, kind.number)}{typed}><f>{escaped(kind.formula[1:])}</f><v>"
                xml.add(opened, piece, "</v></c>")
            elif each is str:
                xml.add("", self._text(kind.look), "")
                texts += [place] if kind.look in WRAPPED else []
            else:
                piece = fraction_piece if each is Fraction else number_piece
                xml.add(f"{self._style(kind.look, kind.number)}><v>", piece, "</v></c>")
        return _Made(xml, max(LINES[kind.look] for kind in form.kinds), tuple(texts))

    def _style(self, look: Look, number: str = "", quoted: bool = False) -> str:
        return f' s="{self._pen.book.style(look, number, quoted)._get_xf_index()}"'

    def _text(self, look: Look) -> Filled:
        """Give what writes a text in a look, marked as quoted where a person who edits it would wake a formula."""

        def piece(text: str) -> str:
            if not text:
                return f"{self._style(look)}/>"
            shown = cell_text(text)
            return f"{self._style(look, '', reads_as_formula(shown))}{sheet.text_piece(shown)}"

        sheet = self._pen.sheet
        return piece


def _nothing(_value: Value) -> str:
    return ""


def _result(value: int | Fraction | None) -> str:
    """Give the number that a formula comes to; nothing where it comes to none."""
    return "" if value is None else str(nearest(value))
