"""A copy of the contest file before every act: quick, kept ten deep and one per day, checked when it is gone back to.

The bytes come from SQLite itself, so that nothing opens the file behind its back, and get their name once they are all
written. They are not flushed one by one: a power cut may cost the newest copy, never the contest file. A copy that
cannot be made holds up no act.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Final

from judge_desk.stores.contest_schema import ENDING
from judge_desk.stores.copies import BEFORE_ACT, is_room, rolling_name, thin_out
from judge_desk.stores.database import OpenFile

FOLDER: Final = "backups"
EVERY: Final = 4 * 1024 * 1024
"""Bytes of a contest file up to which a copy is made before every act; one of five times the size: every sixth act."""
OWN_COPY: Final = frozenset({"merge", "restore", "undo_merge", "rescue"})
"""Acts before which a copy is made that stays for ever."""
_PRIVATE: Final = 0o600
_ROOM: Final = 4


def keep_rolling(file: OpenFile, act: int, what: str, now: str) -> None:
    """Copy an open contest file before the act of a number, unless it is too large, or the disk has no room to spare.

    Args:
        file: the file, no transaction under way.
        act: number of the act that follows.
        what: its short name.
        now: stated time, ISO local.
    """
    folder = file.path.parent / FOLDER
    with contextlib.suppress(OSError, sqlite3.Error, ValueError):
        size = file.path.stat().st_size
        if what in OWN_COPY or act % (1 + size // EVERY):
            return
        folder.mkdir(exist_ok=True)
        if not is_room(shutil.disk_usage(folder).free, _ROOM * size):
            return
        target = rolling_name(folder, now, BEFORE_ACT + what.replace("_", "-"), ENDING)
        _write(target, file.conn.serialize())
        thin_out(folder, ENDING)


def _write(target: Path, data: bytes) -> None:
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _PRIVATE)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        beside.rename(target)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
