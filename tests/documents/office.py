"""Lets an office program reckon: workbooks without their stored values go in, the values it comes to come out.

Values are read by a reader that shares no line with the one that the program itself reads with.
"""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from python_calamine import CalamineWorkbook

_STORED: Final = re.compile(rb"(</f>)<v>[^<]*</v>")
_PATIENCE: Final = 180
_DIGITS: Final = 14


def _sheets(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(data)) as source:
        for name in source.namelist():
            yield name, source.read(name)


def without_values(data: bytes) -> bytes:
    """Take the stored values of formulas out of a workbook, so that whoever opens it must reckon."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, part in _sheets(data):
            packed.writestr(name, _STORED.sub(rb"\1", part) if "/sheet" in name else part)
    return target.getvalue()


def formulas_in(data: bytes) -> int:
    """Count the formulas of a workbook."""
    return sum(part.count(b"</f>") for name, part in _sheets(data) if "/sheet" in name)


def converted(files: Mapping[str, bytes], folder: Path, ending: str = "xlsx") -> dict[str, bytes]:
    """Open files in LibreOffice and save them again, all in one start; ``files`` by name with ending."""
    before, after = folder / "before", folder / f"after-{ending}"
    before.mkdir(exist_ok=True)
    for name, data in files.items():
        (before / name).write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(after)]
    ran = [*command, *(str(before / name) for name in files)]
    subprocess.run(ran, check=True, capture_output=True, timeout=_PATIENCE)
    return {name: (after / f"{Path(name).stem}.{ending}").read_bytes() for name in files}


def recalculated(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Let LibreOffice reckon workbooks anew."""
    return converted({name: without_values(data) for name, data in files.items()}, folder)


def values_of(data: bytes) -> dict[str, list[list[Any]]]:
    """Give the values of every sheet, row by row; a number to the digits that office programs keep."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return {name: [[_short(each) for each in row] for row in _rows(book, name)] for name in book.sheet_names}


def _rows(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    """Give rows from the first cell of the sheet, without empty ones at the right and at the end."""
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    cut = [row[: max((at + 1 for at, each in enumerate(row) if each != ""), default=0)] for row in rows]
    while cut and not cut[-1]:
        cut.pop()
    return cut


def _short(value: Any) -> Any:
    return float(f"{value:.{_DIGITS}g}") if isinstance(value, (int, float)) and not isinstance(value, bool) else value
