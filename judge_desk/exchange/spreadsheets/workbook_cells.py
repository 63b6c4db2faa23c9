"""The cells of a workbook as plain lines: what the process does that opens strangers' workbooks.

A line of JSON for each sheet (its title, how many rows it says it has) and one for each row that holds something (its
number, its cells). A cell is nothing, a text, or a list: its sort, its value, 1 for a formula, how the office program
shows it (see ``sheets.Cell``). Whoever reads the lines believes none of it unseen (``workbook_lines``).
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from judge_desk.exchange.spreadsheets.formula_parts import may_have_formulas
from judge_desk.exchange.spreadsheets.libraries import opened_book

_NOT_FORMAT: Final = re.compile(r'"[^"]*"|\\.|\[(?![hms]+\])[^\]]*\]')
_SHOWN: Final = 60
_MOST_SHEETS: Final = 30


class _TooBig(Exception):
    """More rows, cells or letters than are read."""


@dataclass(slots=True)
class Limits:
    """How much of a workbook is read.

    Attributes:
        rows, columns: of one sheet; further columns are left out.
        cells, letters: of the whole workbook, those of columns that are left out among the cells.
        cell_letters: of one cell; the rest is left out.
    """

    rows: int
    columns: int
    cells: int
    letters: int
    cell_letters: int

    def take(self, cells: int, letters: int) -> None:
        """Count what was read.

        Raises:
            _TooBig: more than there may be.
        """
        self.cells -= cells
        self.letters -= letters
        if self.cells < 0 or self.letters < 0:
            raise _TooBig


def write_cells(path: Path, target: Path, request: Mapping[str, Any]) -> dict[str, Any]:
    """Write the lines of a workbook, or of its one sheet with the name that is asked for.

    Args:
        path: the workbook, of which the gate found nothing.
        target: file to write.
        request: ``name`` of the sheet or empty; ``limits``: those of :class:`Limits`.

    Returns:
        ``done``, or ``fault``: ``too_big``; ``no_such_sheet`` with the names of the ``sheets``.

    Raises:
        Exception: whatever the library lets through of a damaged workbook.
    """
    limits = Limits(**request["limits"])
    with warnings.catch_warnings(), target.open("w", encoding="utf-8", newline="\n") as lines:
        # Styles and extensions that openpyxl does not keep are of no interest here: nothing is written back.
        warnings.simplefilter("ignore")
        data = path.read_bytes()
        values = opened_book(data)
        formulas: Any = opened_book(data, calculated=False) if may_have_formulas(data) else None
        titles = [sheet.title for sheet in values.worksheets]
        name = request["name"]
        if name and name not in titles:
            return {"fault": "no_such_sheet", "sheets": [each[:_SHOWN] for each in titles[:_MOST_SHEETS]]}
        try:
            for title in [name] if name else titles:
                for line in _sheet(values[title], formulas and formulas[title], title, limits):
                    lines.write(json.dumps(line, ensure_ascii=True) + "\n")
        except _TooBig:
            return {"fault": "too_big"}
    return {"done": {}}


def _sheet(values: Any, formulas: Any, title: str, limits: Limits) -> Iterator[list[Any]]:
    yield [title, values.max_row or 0]
    values.reset_dimensions()
    pairs: Iterable[tuple[Any, Any]] = ((row, row) for row in values.iter_rows())
    if formulas is not None:
        formulas.reset_dimensions()
        pairs = zip(values.iter_rows(), formulas.iter_rows(), strict=True)
    for number, (row, shadow) in enumerate(pairs, start=1):
        if number > limits.rows:
            raise _TooBig
        both = zip(row[: limits.columns], shadow[: limits.columns], strict=False)
        cells = [_cell(cell, other.data_type == "f", limits.cell_letters) for cell, other in both]
        limits.take(len(row), sum(map(_letters, cells)))
        if any(each is not None for each in cells):
            yield [number, cells]


def _letters(cell: Any) -> int:
    if isinstance(cell, list):
        return len(cell[1]) if isinstance(cell[1], str) else 0
    return len(cell or "")


def _cell(cell: Any, formula: bool, most: int) -> Any:
    value = cell.value
    if cell.data_type == "e":
        return ["error", str(value)[:most], int(formula), ""]
    if value is None:
        return ["none", "", 1, ""] if formula else None
    if isinstance(value, str):
        return ["text", value[:most], 1, ""] if formula else value[:most]
    sort, plain = _plain(value)
    return [sort, plain, int(formula), _shown(value, cell.number_format)]


def _plain(value: object) -> tuple[str, Any]:
    """Give the sort of a value that is no text, and what JSON can hold of it."""
    if isinstance(value, bool):
        return "bool", value
    if isinstance(value, int):
        return "int", value
    if isinstance(value, float):
        return "float", repr(value)
    for sort, kind in (("moment", datetime), ("date", date), ("time", time)):
        if isinstance(value, kind):
            return sort, value.isoformat()
    return "text", str(value)


@lru_cache(maxsize=512)
def _signs(number_format: str) -> str:
    """Give the letters and signs of a number format that are not words in it."""
    return _NOT_FORMAT.sub("", number_format.lower())


def _shown(value: object, number_format: str | None) -> str:
    signs = _signs(number_format or "")
    if isinstance(value, (time, timedelta, datetime)):
        return "s" if "s" in signs else "m"
    return "%" if "%" in signs else ""
