"""What a plain XLSX sheet holds; :mod:`judge_desk.documents.sheet_writer` writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

SheetValue = str | int | date | None
"""What may stand in a cell; ``datetime`` is a ``date``. Marks and money are texts or whole numbers, never floats."""


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """The content of one sheet.

    Attributes:
        name: on the tab, at most 31 characters; title: line above the head row, empty for none.
        head: titles of the columns; widths: of the columns, in characters, as many as titles.
        rows: as long as the head or shorter.
    """

    name: str
    title: str
    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Sequence[tuple[SheetValue, ...]]
