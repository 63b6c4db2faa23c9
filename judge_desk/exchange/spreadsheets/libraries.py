"""The two libraries of workbooks, each loaded with the first sheet that is read or written.

Their imports take four and two times as long as a bare start, and most commands and pages touch no sheet.
"""

from __future__ import annotations

import importlib
import io
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:  # packers find the libraries by these lines
    from openpyxl import Workbook
    from xlsxwriter import Workbook as NewBook  # type: ignore[import-untyped]  # it ships no marker of its types


def opened_book(data: bytes, calculated: bool = True) -> Workbook:
    """Open a workbook for reading: with the results that the office program calculated, or with the formulas.

    Raises:
        ValueError: the library takes it for no workbook; of a damaged one it lets much else through.
    """
    library: Any = importlib.import_module("openpyxl")
    try:
        return cast("Workbook", library.load_workbook(io.BytesIO(data), read_only=True, data_only=calculated))
    except library.utils.exceptions.InvalidFileException as fault:
        raise ValueError(str(fault)) from fault


def new_book(target: io.BytesIO) -> NewBook:
    """Begin a workbook in which no text becomes a formula or a link."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    return importlib.import_module("xlsxwriter").Workbook(target, options)


def column_letters(place: int) -> str:
    """Give the letters of a column, counted from 0."""
    return str(importlib.import_module("xlsxwriter.utility").xl_col_to_name(place))
