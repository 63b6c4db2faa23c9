"""The gate before any ZIP container (DOCX, XLSX) is opened: only its directory and raw parts are looked at.

A file of 50 KB can hold 50 MB of XML and stop a reader for a minute; declarations of document types can name other
files. Both are found here with the standard library, before a parser sees a byte.
"""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MOST_ENTRIES: Final = 2_000
MOST_BYTES: Final = 100 * 1024 * 1024
MOST_XML_BYTES: Final = 10 * 1024 * 1024
MOST_SHEET_BYTES: Final = 60 * 1024 * 1024
MOST_RATIO: Final = 200
_SMALL: Final = 1024 * 1024
_XML: Final = (".xml", ".rels", ".vml")


@dataclass(frozen=True, slots=True)
class Gate:
    """What the gate found.

    Attributes:
        fault: empty when the container may be opened; else ``damaged``, ``encrypted``, ``bomb``, ``names`` or
            ``doctype``.
        names: the names of its parts, as written.
    """

    fault: str
    names: tuple[str, ...] = ()


def look_into(path: Path, most_xml_bytes: int = MOST_XML_BYTES) -> Gate:
    """Look at a ZIP file's directory and at its XML parts.

    Args:
        path: an existing file.
        most_xml_bytes: largest size of one XML part, in bytes, once unpacked.

    Raises:
        OSError: the file cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            names = tuple(info.filename for info in infos)
            fault = _fault_of_directory(infos, most_xml_bytes) or _fault_of_parts(archive, infos)
            return Gate(fault, names)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, RuntimeError):
        return Gate("damaged")


def _fault_of_directory(infos: list[zipfile.ZipInfo], most_xml_bytes: int) -> str:
    if len(infos) > MOST_ENTRIES or sum(info.file_size for info in infos) > MOST_BYTES:
        return "bomb"
    for info in infos:
        if info.flag_bits & 1:
            return "encrypted"
        if info.filename.startswith(("/", "\\")) or ".." in info.filename.replace("\\", "/").split("/"):
            return "names"
        if _is_xml(info) and info.file_size > most_xml_bytes:
            return "bomb"
        if info.file_size > _SMALL and info.file_size > MOST_RATIO * max(info.compress_size, 1):
            return "bomb"
    return "names" if len({info.filename for info in infos}) != len(infos) else ""


def _fault_of_parts(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> str:
    for info in infos:
        if _is_xml(info):
            # The whole part is searched: comments of any length may stand before a document type. Written as text
            # the words would be escaped. UTF-16 parts are searched without their zero bytes.
            content = archive.read(info)
            if b"<!DOCTYPE" in content or b"<!DOCTYPE" in content.replace(b"\0", b""):
                return "doctype"
    return ""


def _is_xml(info: zipfile.ZipInfo) -> bool:
    return info.filename.lower().endswith(_XML)
