"""How long a durable write takes where a file of ours would lie: a file of the trial's own, written and removed."""

from __future__ import annotations

import contextlib
import secrets
import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import CannotWrite
from judge_desk.stores.faults import refusal_of

WRITES: Final = 20
_ENDINGS: Final = ("", "-journal")


def try_flush(folder: Path, stopping: Callable[[], bool], writes: int = WRITES) -> int:
    """Give the median of ns that one durable transaction takes, as every mark is one.

    Journal and flushing are those of our files (:mod:`judge_desk.stores.database`). ``stopping`` is asked between two.

    Raises:
        Refusal: the database cannot be made or written there, or somebody holds it.
    """
    path = folder / f".judge-desk-thu-{secrets.token_hex(8)}.sqlite"
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None, timeout=2)) as db:
            db.execute("PRAGMA journal_mode=TRUNCATE")
            db.execute("PRAGMA synchronous=FULL")
            db.execute("CREATE TABLE trial (number INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")
            took = []
            for number in range(writes):
                began = time.monotonic_ns()
                db.execute("INSERT INTO trial VALUES (?, ?)", (number, "x" * 200))
                took.append(time.monotonic_ns() - began)
                if stopping():
                    break
        return int(statistics.median(took))
    except sqlite3.Error as fault:
        refusal = refusal_of(fault, folder / folder.name)
        raise refusal or CannotWrite("disk.failed", folder.name, folder=str(folder)) from fault
    finally:
        for ending in _ENDINGS:
            with contextlib.suppress(OSError):
                path.with_name(path.name + ending).unlink()
