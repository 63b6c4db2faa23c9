"""Faults of the world told apart from faults of ours.

A full disk, a write-protected place, a lock, a failing medium and a damaged file become a :class:`Refusal` that a
person can act on, by SQLite's primary result code (https://sqlite.org/rescode.html). Everything else is a fault in
the program and goes up unchanged.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import CannotWrite, InUse, Refusal, Unreadable

_LOCKED: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})
_UNWRITABLE: Final = {
    sqlite3.SQLITE_FULL: "store.full",
    sqlite3.SQLITE_READONLY: "store.read-only",
    sqlite3.SQLITE_PERM: "store.read-only",
    sqlite3.SQLITE_IOERR: "store.io",
}
_UNREADABLE: Final = {
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.foreign",
    sqlite3.SQLITE_CANTOPEN: "store.cannot-open",
}
_PAGE_KEPT_BACK: Final = re.compile(r"unable to get the page\. error code=(\d+)")
_FATAL: Final = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def result_code(error: sqlite3.Error) -> int:
    """Give SQLite's primary result code, or 0 when the error does not come from SQLite itself."""
    extended = getattr(error, "sqlite_errorcode", 0) or 0
    return int(extended) & 0xFF


def refusal_of(error: sqlite3.Error, path: Path) -> Refusal | None:
    """Give the refusal for a fault of the world, or None when the fault is ours."""
    code = result_code(error)
    if code in _LOCKED:
        return InUse("store.busy", where=path.name)
    if code in _UNWRITABLE:
        return CannotWrite(_UNWRITABLE[code], where=path.name, folder=str(path.parent))
    if code in _UNREADABLE:
        return damaged(path, str(error)) if code == sqlite3.SQLITE_CORRUPT else _unreadable(code, path)
    if "decode to UTF-8" in str(error):
        return damaged(path, "UTF-8")
    return None


def _unreadable(code: int, path: Path) -> Unreadable:
    return Unreadable(_UNREADABLE[code], where=path.name, folder=str(path.parent))


def damaged(path: Path, detail: str) -> Unreadable:
    """Give the refusal of a damaged file; ``detail`` says what was found (for the report, not for the reader)."""
    return Unreadable("store.damaged", where=path.name, detail=detail[:200], folder=str(path.parent))


def unsound(path: Path, found: str) -> Refusal:
    """Give the refusal for what SQLite found amiss: damage, or pages that the disk kept back."""
    kept_back = _PAGE_KEPT_BACK.search(found)
    if kept_back and int(kept_back[1]) & 0xFF == sqlite3.SQLITE_IOERR:
        return CannotWrite("store.io", where=path.name, folder=str(path.parent))
    return damaged(path, found)


def is_fatal(error: sqlite3.Error) -> bool:
    """Say whether work must stop and the file be opened and checked again: failing medium or damage."""
    return result_code(error) in _FATAL


@contextmanager
def world_faults(path: Path) -> Generator[None]:
    """Turn faults of the world inside the block into refusals.

    Raises:
        Refusal: disk full, write-protected, locked, failing or damaged.
    """
    try:
        yield
    except sqlite3.Error as error:
        refusal = refusal_of(error, path)
        if refusal is None:
            raise
        raise refusal from error


@contextmanager
def medium_faults(path: Path) -> Generator[None]:
    """Turn what the system refuses inside the block, such as looking at a file of a failing disk, into a refusal.

    Raises:
        CannotWrite: ``store.io``.
    """
    try:
        yield
    except OSError as error:
        raise CannotWrite("store.io", where=path.name, folder=str(path.parent)) from error


@contextmanager
def damage_faults(path: Path) -> Generator[None]:
    """Turn every SQLite error inside the block into a refusal: while a file is being checked, all are its faults.

    Raises:
        Refusal: a fault of the world, or ``store.damaged``.
    """
    try:
        with world_faults(path):
            yield
    except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
        raise damaged(path, str(error)) from error
