"""Reads an exFAT image as it lies on a stick: the files that a machine would find there after a pull.

After the published specification (https://learn.microsoft.com/windows/win32/fileio/exfat-specification). Read only,
no mount needed. Directory entries whose checksum does not fit are passed over, as a driver does that keeps the rest
of the stick readable; their number is told.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

ENTRY: Final = 32
_FILE: Final = 0x85
_STREAM: Final = 0xC0
_NAME: Final = 0xC1
_BITMAP: Final = 0x81
_FOLDER: Final = 0x10
_NO_CHAIN: Final = 0x02
_DEEPEST: Final = 8


@dataclass(slots=True)
class Contents:
    """What an image holds.

    Attributes:
        files: content by path; loose: paths of which a cluster is not marked as taken, so that a later write on
            another machine might land on it; broken: how many entries had a wrong checksum or place.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    loose: set[str] = field(default_factory=set)
    broken: int = 0


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where the parts of an image lie: bytes of a cluster, of the FAT and of the heap; first cluster of the root."""

    cluster: int
    fat: int
    heap: int
    count: int
    root: int


def read_exfat(image: bytes | bytearray) -> Contents:
    """Read every file of an image.

    Raises:
        ValueError: the boot sector is not one of exFAT.
    """
    view = memoryview(image)
    shape = _shape(view)
    found = Contents()
    root = _chained(view, shape, shape.root)
    taken = _bitmap(view, shape, root)
    _walk(view, shape, root, "", taken, found, 0)
    return found


def _shape(view: memoryview) -> _Shape:
    if bytes(view[3:11]) != b"EXFAT   ":
        raise ValueError("no exFAT boot sector")
    fat, _, heap, count, root = struct.unpack_from("<5I", view, 80)
    sector, per_cluster = view[108], view[109]
    return _Shape(1 << (sector + per_cluster), fat << sector, heap << sector, count, root)


def _chained(view: memoryview, shape: _Shape, first: int) -> bytes:
    """Give the content of a chain of clusters; one that leaves the heap or runs in a ring ends there."""
    parts, seen, at = [], set(), first
    while 2 <= at < shape.count + 2 and at not in seen:
        seen.add(at)
        parts.append(_cluster(view, shape, at))
        (at,) = struct.unpack_from("<I", view, shape.fat + 4 * at)
    return b"".join(parts)


def _cluster(view: memoryview, shape: _Shape, number: int) -> bytes:
    start = shape.heap + (number - 2) * shape.cluster
    return bytes(view[start : start + shape.cluster])


def _bitmap(view: memoryview, shape: _Shape, root: bytes) -> bytes:
    for at in range(0, len(root), ENTRY):
        if root[at] == _BITMAP:
            first, length = struct.unpack_from("<IQ", root, at + 20)
            start = shape.heap + (first - 2) * shape.cluster
            return bytes(view[start : start + length])
    return b""


def _sets(folder: bytes, found: Contents) -> Iterator[bytes]:
    """Give the sets of entries of a folder that are whole."""
    at = 0
    while at + ENTRY <= len(folder) and folder[at]:
        if folder[at] != _FILE:
            at += ENTRY
            continue
        length = (folder[at + 1] + 1) * ENTRY
        entries = folder[at : at + length]
        sound = len(entries) == length >= 3 * ENTRY and entries[ENTRY] == _STREAM
        if sound and _checksum(entries) == int.from_bytes(entries[2:4], "little"):
            yield entries
            at += length
        else:
            found.broken += 1
            at += ENTRY


def _checksum(entries: bytes) -> int:
    total = 0
    for place, byte in enumerate(entries):
        if place not in (2, 3):
            total = ((total << 15) & 0x8000) + (total >> 1) + byte & 0xFFFF
    return total


def _walk(
    view: memoryview, shape: _Shape, folder: bytes, above: str, taken: bytes, found: Contents, depth: int
) -> None:
    for entries in _sets(folder, found):
        attributes = int.from_bytes(entries[4:6], "little")
        flags, letters = entries[ENTRY + 1], entries[ENTRY + 3]
        valid, _, first, length = struct.unpack_from("<QIIQ", entries, ENTRY + 8)
        names = b"".join(
            entries[at + 2 : at + ENTRY] for at in range(2 * ENTRY, len(entries), ENTRY) if entries[at] == _NAME
        )
        path = above + names[: 2 * letters].decode("utf-16-le", "replace")
        clusters = _clusters(view, shape, first, length, bool(flags & _NO_CHAIN))
        content = b"".join(_cluster(view, shape, each) for each in clusters)[:length]
        if attributes & _FOLDER:
            if depth < _DEEPEST:
                _walk(view, shape, content, path + "/", taken, found, depth + 1)
            continue
        content = content[:valid] + bytes(max(length - valid, 0)) if valid <= length else content
        found.files[path] = content if len(content) == length else content + b"?"
        if not all(_is_taken(taken, each) for each in clusters):
            found.loose.add(path)


def _clusters(view: memoryview, shape: _Shape, first: int, length: int, contiguous: bool) -> list[int]:
    wanted = -(-length // shape.cluster)
    if contiguous:
        return [each for each in range(first, first + min(wanted, shape.count)) if 2 <= each < shape.count + 2]
    found: list[int] = []
    at = first
    while len(found) < wanted and 2 <= at < shape.count + 2:
        found.append(at)
        (at,) = struct.unpack_from("<I", view, shape.fat + 4 * at)
    return found


def _is_taken(bitmap: bytes, cluster: int) -> bool:
    place = cluster - 2
    return place // 8 < len(bitmap) and bool(bitmap[place // 8] >> place % 8 & 1)
