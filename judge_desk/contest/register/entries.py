"""Entries (bài dự thi), their authors, units and files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from judge_desk.contest.values.identity import Digest, EntryId, UnitId


@dataclass(frozen=True, slots=True)
class Unit:
    """An agency, locality or other body (cơ quan, đơn vị).

    Attributes:
        id: short stable name; title: full name as printed.
        block: khối or cụm, empty if none.
    """

    id: UnitId
    title: str
    block: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """One author. ``unit`` is None for residents and firms, who belong to no unit."""

    name: str
    position: str = ""
    unit: UnitId | None = None


DAMAGED: Final = "?"
"""Part of a file that cannot be opened: kept and named, but it answers to no part and does not travel."""


@dataclass(frozen=True, slots=True)
class SubmittedFile:
    """One file of an entry as taken in.

    Attributes:
        part: id of the definition's part it answers to; empty when it fits none, :data:`DAMAGED` when unusable.
        name: original name as received (NFC); never used as a path.
        extension: lower case, no dot; decided by content, not by name.
        size: bytes; sha256: of the content.
        seconds: length of a clip, rounded up; None for other files or when unknown.
        pages: pages of a document, None when unknown.
    """

    part: str
    name: str
    extension: str
    size: int
    sha256: Digest
    seconds: int | None = None
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the register.

    Attributes:
        id: the register's number as text, e.g. ``17``.
        title: as written by the authors (NFC).
        kind: id of the entrant kind; field: id of the field.
        authors: at least one for persons and groups; may be empty for a collective.
        units: every unit of the entry: the collective's own, or the authors' units, each once, in order.
        received, sent: ISO local time ``2024-08-16T16:30``; empty when unknown.
        files: as taken in.
        flags: declarations and remarks of the register: ``duplicate``, ``published``.
    """

    id: EntryId
    title: str
    kind: str
    field: str
    authors: tuple[Author, ...]
    units: tuple[UnitId, ...]
    received: str
    sent: str = ""
    files: tuple[SubmittedFile, ...] = ()
    flags: tuple[str, ...] = ()


class EntryState(StrEnum):
    """What the secretary may do with an entry: eligible, doubtful (waits), refused, withdrawn (kept, not counted)."""

    ELIGIBLE = "eligible"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
