"""Copies of a store: written whole under a new name, flushed, listed, and thinned by a fixed rule.

A copy's name is ``<time>_<what>.<ending>``. Copies that a person asked for, and those before a merge or a return,
stay for ever. Rolling ones (``what`` = ``tu-dong-<number>`` at sitting down, ``viec-<act>-<number>`` before any other
act) are kept ten deep, and one per day before that. They are counted on by their own number, so that a clock that was
set back never makes the newest the oldest.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import CannotWrite, Unreadable
from judge_desk.stores.faults import medium_faults, world_faults

AUTOMATIC: Final = "tu-dong"
BEFORE_ACT: Final = "viec-"
KEEP_NEWEST: Final = 10
_ROLLING: Final = re.compile(r"(?:tu-dong|viec-[a-z0-9-]+)-(?P<number>\d{6,})\Z")
_PRIVATE: Final = 0o600
_NAME: Final = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)T(?P<time>\d\d-\d\d-\d\d)_(?P<what>[a-z0-9-]+?)(?:\.(?P<number>\d+))?\.[a-z]+\Z"
)


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy.

    Attributes:
        path: where it lies.
        time: stated time of its making, ISO local.
        what: why it was made, e.g. ``truoc-khi-gop``.
        number: 1, or more where several bear the same time.
        size: bytes.
    """

    path: Path
    time: str
    what: str
    number: int
    size: int

    @property
    def reason(self) -> str:
        """Why it was made, without the running number that a rolling copy bears."""
        rolling = _ROLLING.match(self.what)
        return self.what[: rolling.start("number") - 1] if rolling is not None else self.what

    @property
    def running(self) -> int:
        """Number of a rolling copy, from 1; 0 for the others."""
        rolling = _ROLLING.match(self.what)
        return int(rolling["number"]) if rolling is not None else 0


def copy_into(db: sqlite3.Connection, source: Path, target: Path) -> None:
    """Copy an open database into a new file and flush it; the copy is not checked here.

    ``VACUUM INTO`` does not flush what it writes (https://sqlite.org/lang_vacuum.html), so this does.

    Raises:
        CannotWrite: the name is taken, the folder is missing, too little room, write-protected or failing.
    """
    _check_room(source, target)
    try:
        make_private(target)
        _vacuum(db, target)
        flush(target)
        flush(target.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            target.unlink()
        raise


def make_private(path: Path) -> None:
    """Make an empty file that only its owner can read, where the system knows that; one that is there stays.

    SQLite takes an empty file for a new one, and gives a journal the rights of its file. Where the system refuses,
    SQLite meets the same fault and tells it.
    """
    with contextlib.suppress(OSError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, _PRIVATE))


def _vacuum(db: sqlite3.Connection, target: Path) -> None:
    """Write the copy; SQLite calls a folder that it may not write to a file that it cannot open.

    A new file that it cannot even look at it takes for one that is there already.
    """
    try:
        with world_faults(target):
            db.execute("VACUUM INTO ?", [str(target)])
    except sqlite3.OperationalError as error:
        if "output file already exists" not in str(error):
            raise
        raise CannotWrite("store.io", where=target.name, folder=str(target.parent)) from error
    except Unreadable as refusal:
        if refusal.problem.code != "store.cannot-open":
            raise
        raise CannotWrite("store.read-only", where=target.name, folder=str(target.parent)) from refusal


def _check_room(source: Path, target: Path) -> None:
    with medium_faults(target):
        placed, taken = target.parent.is_dir(), target.exists()
    if not placed:
        raise CannotWrite("store.no-folder", where=target.name, folder=str(target.parent))
    if taken:
        raise CannotWrite("store.exists", where=target.name, folder=str(target.parent))
    with medium_faults(target):
        room = is_room(shutil.disk_usage(target.parent).free, source.stat().st_size)
    if not room:
        raise CannotWrite("store.full", where=target.name, folder=str(target.parent))


def is_room(free: int, size: int) -> bool:
    """Say whether a copy of this many bytes may be begun: twice its size must be free."""
    return free >= 2 * size


def flush(path: Path) -> None:
    """Make a file's bytes, or a folder's names, durable; Windows has no such act for folders.

    Raises:
        CannotWrite: the medium failed.
    """
    with medium_faults(path):
        folder = path.is_dir()
        if folder and os.name == "nt":
            return
        descriptor = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def flush_names(folder: Path) -> None:
    """Make a folder's names durable, e.g. of a new folder in it; where the system refuses, they stay as they are."""
    with contextlib.suppress(CannotWrite):
        flush(folder)


def name_new(begun: Path, path: Path) -> None:
    """Give a whole new file its name, also after a power cut, in place of an empty file at most.

    A journal that lies there under that name belongs to a file that is gone; it must never meet the new one.

    Raises:
        CannotWrite: the place is write-protected or failing.
    """
    journal = path.with_name(path.name + "-journal")
    try:
        if journal.exists():
            os.truncate(journal, 0)
            flush(journal)
        os.replace(begun, path)
    except OSError as error:
        raise CannotWrite("store.io", where=path.name, folder=str(path.parent)) from error
    flush(path)
    flush_names(path.parent)


def copy_name(folder: Path, time: str, what: str, ending: str) -> Path:
    """Give a free name for a copy made at a stated time (ISO local) for a reason (lower case, digits, dashes).

    Raises:
        ValueError: time or reason would give a name that :func:`list_copies` does not know.
    """
    stem = f"{time[:19].replace(':', '-')}_{what}"
    path = folder / f"{stem}{ending}"
    if _NAME.match(path.name) is None:
        raise ValueError(path.name)
    number = 1
    with medium_faults(path):
        while path.exists():
            number += 1
            path = folder / f"{stem}.{number}{ending}"
    return path


def list_copies(folder: Path, ending: str) -> tuple[Copy, ...]:
    """List the copies of a folder, newest first; other files are passed over.

    Raises:
        CannotWrite: the medium failed.
    """
    found = []
    with medium_faults(folder):
        for path in folder.glob(f"*{ending}") if folder.is_dir() else ():
            name = _NAME.match(path.name)
            if name is not None and path.suffix == ending:
                time = f"{name['day']}T{name['time'].replace('-', ':')}"
                found.append(Copy(path, time, name["what"], int(name["number"] or 1), path.stat().st_size))
    return tuple(sorted(found, key=lambda copy: (copy.time, copy.running, copy.number), reverse=True))


def rolling_name(folder: Path, time: str, what: str, ending: str) -> Path:
    """Give a free name for the next rolling copy; ``what`` is ``AUTOMATIC``, or begins with ``BEFORE_ACT``.

    Raises:
        ValueError: as :func:`copy_name`.
    """
    number = max((copy.running for copy in list_copies(folder, ending)), default=0) + 1
    return copy_name(folder, time, f"{what}-{number:06}", ending)


def superfluous(copies: Iterable[Copy]) -> tuple[Copy, ...]:
    """Say which rolling copies the rule lets go: all but the ten newest by number and the newest of each day."""
    rolling = sorted((copy for copy in copies if copy.running), key=lambda copy: copy.running, reverse=True)
    days: set[str] = set()
    gone = []
    for position, copy in enumerate(rolling):
        day = copy.time[:10]
        if position >= KEEP_NEWEST and day in days:
            gone.append(copy)
        days.add(day)
    return tuple(gone)


def thin_out(folder: Path, ending: str) -> tuple[Copy, ...]:
    """Let the superfluous rolling copies go; gives what went."""
    gone = superfluous(list_copies(folder, ending))
    for copy in gone:
        with contextlib.suppress(OSError):
            copy.path.unlink()
    return gone
