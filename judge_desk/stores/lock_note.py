"""Who has a file open: a small note beside it, so that the second window can say more than "locked".

The note decides nothing; SQLite's own lock does. A note left behind by a crash is harmless and is written over.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import platform
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

ENDING: Final = ".dang-mo"
_OPEN: Final[dict[Path, str]] = {}
"""The files that this process has open, each with the random name of its opening."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a file.

    Attributes:
        host, user: machine and login name.
        pid: number of the process.
        since: ISO local time of that machine.
        process: a random name of the opening, so that the running program recognises its own.
    """

    host: str
    user: str
    pid: int
    since: str
    process: str


def note_path(path: Path) -> Path:
    """Give the place of a file's note."""
    return path.with_name(path.name + ENDING)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def write_note(path: Path) -> None:
    """Write the note of this process; a place that cannot be written goes without."""
    _OPEN[path] = secrets.token_hex(8)
    holder = Holder(platform.node(), _user(), os.getpid(), datetime.now().isoformat(timespec="seconds"), _OPEN[path])
    with contextlib.suppress(OSError):
        note_path(path).write_text(json.dumps(asdict(holder), ensure_ascii=False), encoding="utf-8")


def remove_note(path: Path) -> None:
    """Take this process's note away; another one's stays. One that cannot be taken away no longer counts as ours."""
    if held_here(path):
        with contextlib.suppress(OSError):
            note_path(path).unlink()
    _OPEN.pop(path, None)


def read_note(path: Path) -> Holder | None:
    """Read who holds a file; None without a readable note."""
    try:
        raw = json.loads(note_path(path).read_text(encoding="utf-8"))
        texts = [str(raw[key]) for key in ("host", "user", "since", "process")]
        return Holder(texts[0], texts[1], int(raw["pid"]), texts[2], texts[3])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def held_here(path: Path) -> bool:
    """Say whether this very process has the file open already."""
    holder = read_note(path)
    return holder is not None and holder.pid == os.getpid() and holder.process in _OPEN.values()
