"""Plain XLSX sheets with a title, a head row and rows of texts, numbers and times: registers and panel lists.

Texts stay texts, also those that begin with ``=``. Same content, same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

SheetValue = str | int | date | None
"""What may stand in a cell; ``datetime`` is a ``date``. Marks and money are texts or whole numbers, never floats."""

_ZIP_TIME: Final = (2000, 1, 1, 0, 0, 0)
_STAMP: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_LINE: Final = Side(style="thin", color="808080")
_BOX: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


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


def write_sheet(content: PlainSheet) -> bytes:
    """Write one sheet as an XLSX file."""
    book = openpyxl.Workbook(write_only=True)
    sheet: Any = book.create_sheet(content.name)
    for place, width in enumerate(content.widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = f"A{4 if content.title else 2}"
    plain, bold = Font(name="Times New Roman", size=12), Font(name="Times New Roman", size=12, bold=True)
    if content.title:
        sheet.append([_cell(sheet, content.title, bold)])
        sheet.append([])
    sheet.append([_head_cell(sheet, title, bold) for title in content.head])
    for row in content.rows:
        sheet.append([_boxed(_cell(sheet, value, plain)) for value in row])
    target = io.BytesIO()
    book.save(target)
    return _fixed(target.getvalue())


def _cell(sheet: Any, value: SheetValue, font: Font) -> Any:
    cell: Any = WriteOnlyCell(sheet)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    if isinstance(value, datetime):
        cell.number_format = "dd/mm/yyyy hh:mm"
    elif isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    cell.font = font
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _boxed(cell: Any) -> Any:
    cell.border = _BOX
    return cell


def _head_cell(sheet: Any, title: str, font: Font) -> Any:
    cell = _boxed(_cell(sheet, title, font))
    cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
    cell.fill = PatternFill("solid", fgColor="E8EEF4")
    return cell


def _fixed(data: bytes) -> bytes:
    """Pack the container again without the times that the library writes into it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(source.namelist()):
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", part)
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.external_attr, info.create_system = 0o600 << 16, 3
            packed.writestr(info, part, zipfile.ZIP_DEFLATED)
    return target.getvalue()
