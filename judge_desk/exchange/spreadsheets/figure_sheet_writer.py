"""Sheets of figures for people: the blank one to fill in, and the rows in force as XLSX or CSV.

A stranger's text is never a formula. What is written is read back as the same figures: a number that could be taken
for thousands (``1,234``) bears a further zero in CSV, and one with more digits than an office program keeps is text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from judge_desk.contest.rulebook.measured import NUMERIC, Column, ColumnKind
from judge_desk.exchange.spreadsheets.figure_cells import number_text
from judge_desk.exchange.spreadsheets.libraries import new_book
from judge_desk.wording.cells import cell_text, reads_as_formula, sheet_name

_NO_TIME: Final = datetime(2000, 1, 1)
_WIDTHS: Final[Mapping[ColumnKind, int]] = {
    ColumnKind.UNIT: 44, ColumnKind.PERSON: 30, ColumnKind.ALIASES: 44, ColumnKind.TEXT: 24,
}  # fmt: skip
_NARROW: Final = 18
_TWO_LINES: Final = 32
"""Height of a row of two lines, in points."""
_FILLED: Final = 2_000
"""Rows of a blank sheet that are prepared for filling in."""
_KEPT_DIGITS: Final = 15
_NUMBERS: Final = (ColumnKind.NUMBER, ColumnKind.WHOLE)


def write_blank(
    name: str, columns: Sequence[Column], units: Sequence[str], notes_name: str, notes: Mapping[str, str]
) -> bytes:
    """Make the blank sheet (XLSX); the same values give the same bytes.

    Args:
        name: of the sheet.
        columns: of the part; numbers are held to their range by the office program, too.
        units: names to stand in the column of units, one row each; empty leaves it blank.
        notes_name: of the second sheet, which says how each column is filled in.
        notes: by column id.
    """
    target = io.BytesIO()
    book, page, looks = _new_book(target, name)
    _heads(page, looks, [each.title for each in columns], columns)
    last = max(_FILLED, len(units))
    for place, column in enumerate(columns):
        cells = looks["number"] if column.kind in NUMERIC and column.kind is not ColumnKind.TIME else looks["text"]
        page.set_column(place, place, _width(column), cells)
        _hold(page, place, last, column)
    unit = next((place for place, each in enumerate(columns) if each.kind is ColumnKind.UNIT), None)
    for row, each in enumerate(units if unit is not None else (), start=1):
        page.write_string(row, unit, cell_text(each), looks["quoted" if reads_as_formula(each) else "text"])
    told = book.add_worksheet(sheet_name(notes_name))
    _to_print(told)
    told.set_column(0, 0, 34)
    told.set_column(1, 1, 90)
    for row, column in enumerate(columns):
        told.set_row(row, _TWO_LINES)
        told.write_string(row, 0, cell_text(column.title), looks["head"])
        told.write_string(row, 1, cell_text(notes[column.id]), looks["wrapped"])
    book.close()
    return target.getvalue()


def write_figures(name: str, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> bytes:
    """Make an XLSX file of canonical rows, units as they shall be shown; the same values give the same bytes."""
    target = io.BytesIO()
    book, page, looks = _new_book(target, name)
    _heads(page, looks, [each.title for each in columns], columns)
    for place, column in enumerate(columns):
        page.set_column(place, place, _width(column))
    for number, row in enumerate(rows, start=1):
        for place, (column, text) in enumerate(zip(columns, row, strict=True)):
            if not text:
                continue
            if column.kind in NUMERIC and sum(map(str.isdigit, text)) <= _KEPT_DIGITS:
                page.write_number(number, place, Decimal(text))
            else:
                shown = _decimal_comma(column, text)
                page.write_string(
                    number, place, cell_text(shown), looks["quoted" if reads_as_formula(shown) else "text"]
                )
    book.close()
    return target.getvalue()


def figures_csv(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> bytes:
    """Make a CSV file as Vietnamese office programs read it: UTF-8 with its mark, semicolons, decimal comma."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([_plain(each.title) for each in columns])
    for row in rows:
        pairs = zip(columns, row, strict=True)
        writer.writerow([_decimal_comma(each, text) if each.kind in NUMERIC else _plain(text) for each, text in pairs])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def _plain(text: str) -> str:
    """Keep a table program from taking a text for a formula."""
    return f"'{text}" if reads_as_formula(text) else text


def _decimal_comma(column: Column, text: str) -> str:
    if column.kind is not ColumnKind.NUMBER:
        return text
    whole, _, part = text.partition(".")
    return f"{whole},{part}{'0' if len(part) == 3 else ''}" if part else whole


def _new_book(target: io.BytesIO, name: str) -> tuple[Any, Any, Mapping[str, Any]]:
    book = new_book(target)
    book.set_properties({"title": name, "author": "", "created": _NO_TIME})
    looks = {
        "head": book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter"}),
        "text": book.add_format({"num_format": "@"}),
        "quoted": book.add_format({"num_format": "@", "quote_prefix": True}),
        "number": book.add_format({"num_format": "General"}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    return book, book.add_worksheet(sheet_name(name)), looks


def _to_print(page: Any) -> None:
    page.set_paper(9)  # A4
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _heads(page: Any, looks: Mapping[str, Any], titles: Sequence[str], columns: Sequence[Column]) -> None:
    for place, title in enumerate(titles):
        page.write_string(0, place, cell_text(title), looks["head"])
    page.repeat_rows(0)
    _to_print(page)
    page.freeze_panes(1, 1 if columns and columns[0].kind is ColumnKind.UNIT else 0)


def _hold(page: Any, place: int, last: int, column: Column) -> None:
    """Have the office program hold the cells of a numeric column to its range."""
    if column.kind not in _NUMBERS or (column.least is None and column.most is None):
        return
    kind = "integer" if column.kind is ColumnKind.WHOLE else "decimal"
    ends = [number_text(end) if end is not None else None for end in (column.least, column.most)]
    rule: dict[str, object] = {"validate": kind, "ignore_blank": True, "error_type": "warning"}
    if ends[0] is not None and ends[1] is not None:
        rule |= {"criteria": "between", "minimum": Decimal(ends[0]), "maximum": Decimal(ends[1])}
    else:
        rule |= {"criteria": ">=" if ends[0] is not None else "<=", "value": Decimal(ends[0] or ends[1] or "0")}
    page.data_validation(1, place, last, place, rule)


def _width(column: Column) -> int:
    return max(_WIDTHS.get(column.kind, _NARROW), min(len(column.title), 40))
