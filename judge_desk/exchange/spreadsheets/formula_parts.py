"""Whether an XLSX file may hold formulas at all: seen in its parts, before the library reads every cell a second time.

A part in an encoding that hides the letters, or one that merely looks like a formula, counts as one: then the slower
way is taken, which knows for certain.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import IO, Final

_FORMULA: Final = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?f[\s/>]")
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_CHUNK: Final = 1 << 20
_OVERLAP: Final = 128


def may_have_formulas(data: bytes) -> bool:
    """Say whether any part of the file may hold a formula; False only where every part was read and none does."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(_found(archive, name) for name in archive.namelist())
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        return True  # a damaged part that nobody reads is no reason to refuse the file


def _found(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as part:
        return _found_in(part)


def _found_in(part: IO[bytes]) -> bool:
    before = b""
    while chunk := part.read(_CHUNK):
        if not before and chunk.startswith(_WIDE):
            return True
        if _FORMULA.search(before + chunk):
            return True
        before = chunk[-_OVERLAP:]
    return False
