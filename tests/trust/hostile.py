"""What a hostile file of the corpus is: a name, a maker, the doors that it tries, and what must be said of it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DEFLATED: Final = zipfile.ZIP_DEFLATED


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file.

    Attributes:
        name: the file's own name, unique in the corpus.
        make: writes it at a path.
        door: how it comes in: ``entry`` (an entrant's file: intake and the judge's viewer), ``sheet`` (a register or
            any other sheet), ``text`` (offered as definition, ballot, manifest, decisions and figures), ``package`` (a
            folder on a stick), ``database`` (found as a contest's or a judge's own file).
        told: codes of which one must be said when it comes in; empty where being shown harmlessly is right.
    """

    name: str
    make: Callable[[Path], object]
    door: str
    told: tuple[str, ...] = ()


def write(data: bytes) -> Callable[[Path], object]:
    """Give a maker of these bytes."""
    return lambda path: path.write_bytes(data)


def packed(parts: Mapping[str, bytes] | list[tuple[str, bytes]]) -> bytes:
    """Pack parts into a ZIP file; a list may name one twice."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", DEFLATED) as archive:
        for name, data in parts.items() if isinstance(parts, Mapping) else parts:
            archive.writestr(name, data)
    return target.getvalue()


def packed_huge(parts: Mapping[str, bytes], name: str, start: bytes, fill: bytes, size: int) -> bytes:
    """Pack parts and one more that unpacks to so many bytes, without ever holding them."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", DEFLATED) as archive:
        for each, data in parts.items():
            archive.writestr(each, data)
        with archive.open(name, "w", force_zip64=True) as part:
            part.write(start)
            block = fill * (65_536 // len(fill))
            for _ in range(size // len(block) + 1):
                part.write(block)
    return target.getvalue()


def long_directory(parts: int) -> bytes:
    """Give a ZIP file whose directory lists so many parts that are not there."""
    directory = bytearray()
    for number in range(parts):
        name = b"word/%07d.xml" % number
        directory += (
            struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0, 0, 0, 0, 0, 0) + name
        )
    end = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, parts, parts, len(directory), 30)
    place = struct.pack("<4sLQL", b"PK\6\7", 0, 30 + len(directory), 1)
    last = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return b"PK\3\4" + bytes(26) + bytes(directory) + end + place + last


def chunk(name: bytes, data: bytes) -> bytes:
    """Give a chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, lines: int = 8, extra: bytes = b"", level: int = 9) -> bytes:
    """Give a PNG whose head says its size, with so many of its lines."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packer = zlib.compressobj(level)
    data = b"".join(packer.compress(b"\0" + bytes(3 * width)) for _ in range(lines)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def pdf_of(objects: list[str | bytes], trailer: str = "", root: int = 1) -> bytes:
    """Give a PDF of these objects, numbered from 1."""
    data, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + (each.encode() if isinstance(each, str) else each) + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    data += f"trailer << /Size {len(objects) + 1} /Root {root} 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(data)


def stream(data: bytes, head: str = "") -> bytes:
    """Give a stream object of a PDF."""
    return f"<< /Length {len(data)} {head} >>\nstream\n".encode() + data + b"\nendstream"


def boxes(data: bytes, start: int = 0, end: int | None = None) -> Iterator[tuple[bytes, int, int]]:
    """Give name, start and end of every box of an MP4, those inside others, too."""
    place, end = start, len(data) if end is None else end
    while place + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, place)
        if size < 8 or place + size > end:
            return
        yield name, place, place + size
        if name in (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf"):
            yield from boxes(data, place + 8, place + size)
        place += size
