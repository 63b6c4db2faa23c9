"""Plain XLSX sheets with a title, a head row and rows of texts, numbers and times: registers and panel lists.

Texts stay texts, also those that begin with ``=``, without control characters. Same content, same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import Any, Final

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from judge_desk.documents.plain_sheet import PlainSheet, SheetValue
from judge_desk.wording.cells import cell_text, reads_as_formula

_ZIP_TIME: Final = (2000, 1, 1, 0, 0, 0)
_STAMP: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_LINE: Final = Side(style="thin", color="808080")
_BOX: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def write_sheet(content: PlainSheet) -> bytes:
    """Write one sheet as an XLSX file."""
    book = openpyxl.Workbook(write_only=True)
    sheet: Any = book.create_sheet(content.name)
    for place, width in enumerate(content.widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = f"A{4 if content.title else 2}"
    looks = _Looks(sheet)
    if content.title:
        sheet.append([looks.cell(content.title, "title")])
        sheet.append([])
    sheet.append([looks.cell(title, "head") for title in content.head])
    for row in content.rows:
        sheet.append([looks.cell(value, "plain") for value in row])
    target = io.BytesIO()
    book.save(target)
    return _fixed(target.getvalue())


class _Looks:
    """Gives cells of one sheet; the style of a kind is made once, for the library is slow at making them."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.made: dict[tuple[str, str, bool], Any] = {}

    def cell(self, value: SheetValue, kind: str) -> Any:
        """Make a cell: ``plain``, ``head`` or ``title``."""
        cell: Any = WriteOnlyCell(self.sheet)
        number = ""
        if isinstance(value, str):
            value = cell_text(value)
        elif isinstance(value, date):
            number = "dd/mm/yyyy hh:mm" if isinstance(value, datetime) else "dd/mm/yyyy"
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        key = (kind, number, isinstance(value, str) and reads_as_formula(value))
        if key not in self.made:
            self.made[key] = self._style(*key)
        cell._style = self.made[key]
        return cell

    def _style(self, kind: str, number: str, quoted: bool) -> Any:
        model: Any = WriteOnlyCell(self.sheet)
        model.font = Font(name="Times New Roman", size=12, bold=kind != "plain")
        model.alignment = Alignment(wrap_text=True, vertical="top")
        if kind != "title":
            model.border = _BOX
        if kind == "head":
            model.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
            model.fill = PatternFill("solid", fgColor="E8EEF4")
        if number:
            model.number_format = number
        model.quotePrefix = quoted
        return model._style


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
