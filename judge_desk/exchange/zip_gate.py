"""The gate before any ZIP container (DOCX, XLSX) is opened: only its directory and raw parts are looked at.

A file of 50 KB can hold 50 MB of XML and stop a reader for a minute; declarations of document types can name other
files. Both are found here with the standard library, before a parser sees a byte.
"""

from __future__ import annotations

import errno
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MOST_ENTRIES: Final = 2_000
MOST_BYTES: Final = 100 * 1024 * 1024
MOST_XML_BYTES: Final = 10 * 1024 * 1024
MOST_SHEET_BYTES: Final = 60 * 1024 * 1024
MOST_RATIO: Final = 200
MOST_DIRECTORY: Final = 1024 * 1024
"""Bytes of the directory, of which 2,000 entries need a fifth."""
NO_PARTS: Final[Mapping[str, int]] = {}
_SMALL: Final = 1024 * 1024
_XML: Final = (".xml", ".rels", ".vml")
_END: Final = struct.Struct("<4s4H2LH")
_LONG_END: Final = struct.Struct("<4sQ2H2L4Q")
_MOST_COMMENT: Final = 65_535
_SAID_ELSEWHERE: Final = 0xFFFFFFFF


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


def look_into(path: Path, most_xml_bytes: int = MOST_XML_BYTES, of_parts: Mapping[str, int] = NO_PARTS) -> Gate:
    """Look at a ZIP file's directory and at its XML parts.

    Args:
        path: an existing file.
        most_xml_bytes: largest size of one XML part, in bytes, once unpacked.
        of_parts: the same for single parts, by name.

    Raises:
        OSError: the file cannot be read.
    """
    if _directory_size(path) > MOST_DIRECTORY:
        return Gate("bomb")
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            names = tuple(info.filename for info in infos)
            fault = _fault_of_directory(infos, most_xml_bytes, of_parts) or _fault_of_parts(archive, infos)
            return Gate(fault, names)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, RuntimeError):
        return Gate("damaged")
    except (OverflowError, struct.error):
        return Gate("damaged")
    except OSError as fault:
        if fault.errno == errno.EINVAL:  # the directory names a place before the file's beginning
            return Gate("damaged")
        raise


def _directory_size(path: Path) -> int:
    """Give the largest size that the end of the file states for its directory; the library would read all of it.

    A small file can list millions of parts, and each costs the memory of a page of text once it is read (APPNOTE.TXT
    4.3.14 and 4.3.16 of the ZIP format).
    """
    with path.open("rb") as source:
        source.seek(max(0, path.stat().st_size - _MOST_COMMENT - _END.size - 20 - _LONG_END.size))
        tail = source.read()
    stated = [0]
    for mark, shape, place in ((b"PK\5\6", _END, 5), (b"PK\6\6", _LONG_END, 8)):
        at = tail.find(mark)
        while 0 <= at <= len(tail) - shape.size:
            size = shape.unpack_from(tail, at)[place]
            stated.append(0 if shape is _END and size == _SAID_ELSEWHERE else size)
            at = tail.find(mark, at + 1)
    return max(stated)


def _fault_of_directory(infos: list[zipfile.ZipInfo], most_xml_bytes: int, of_parts: Mapping[str, int]) -> str:
    if len(infos) > MOST_ENTRIES or sum(info.file_size for info in infos) > MOST_BYTES:
        return "bomb"
    for info in infos:
        if info.flag_bits & 1:
            return "encrypted"
        if info.filename.startswith(("/", "\\")) or ".." in info.filename.replace("\\", "/").split("/"):
            return "names"
        if _is_xml(info) and info.file_size > of_parts.get(info.filename, most_xml_bytes):
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
