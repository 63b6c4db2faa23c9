"""Who has a contest folder open in a window for a longer time: a note beside the contest's file.

Acts open and close the file, and SQLite's lock guards each of them. This note guards nothing; it says that somebody
sits at the folder, so that a second secretary hears it before, and not in the middle of, the work. A note that a
crash left behind is recognised: its process is gone from this machine, or it was not renewed for a while.
"""

from __future__ import annotations

import contextlib
import ctypes
import getpass
import json
import os
import platform
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

ENDING: Final = ".ban-thu-ky"
STALE_MINUTES: Final = 5
"""A note that was not renewed for so long belongs to nobody; a window renews its own every minute."""
_LIMIT: Final = 10_000
_PROCESS: Final = secrets.token_hex(8)
_QUERY_LIMITED: Final = 0x1000
_STILL_ACTIVE: Final = 259


@dataclass(frozen=True, slots=True)
class PresenceNote:
    """Who sits at a folder.

    Attributes:
        name: as that person gave it; host, user: machine and login name.
        pid, process: number of the process, and a random name of the running program, so that it knows itself.
        since, renewed: ISO local times of that machine.
    """

    name: str
    host: str
    user: str
    pid: int
    process: str
    since: str
    renewed: str

    @property
    def ours(self) -> bool:
        """Say whether this very process wrote it."""
        return (self.process, self.pid) == (_PROCESS, os.getpid())


def note_of(path: Path) -> Path:
    """Give the place of a file's note."""
    return path.with_name(path.name + ENDING)


def own_note(name: str, since: str, now: str) -> PresenceNote:
    """Make the note of this process."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = ""
    return PresenceNote(name, platform.node(), user, os.getpid(), _PROCESS, since, now)


def read_presence(path: Path) -> PresenceNote | None:
    """Read who sits at a file's folder; None without a readable note."""
    try:
        with note_of(path).open("rb") as stream:
            raw = json.loads(stream.read(_LIMIT).decode("utf-8"))
        texts = {key: str(raw[key]) for key in ("name", "host", "user", "process", "since", "renewed")}
        return PresenceNote(pid=int(raw["pid"]), **texts)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def create_presence(path: Path, note: PresenceNote) -> bool:
    """Write a note where there is none; False when somebody was quicker. A place that refuses goes without."""
    try:
        with note_of(path).open("x", encoding="utf-8") as stream:
            json.dump(asdict(note), stream, ensure_ascii=False)
    except FileExistsError:
        return False
    except OSError:
        return True
    return True


def replace_presence(path: Path, note: PresenceNote) -> None:
    """Put a note in place of another; a place that refuses goes without."""
    beside = note_of(path).with_name(f"{note_of(path).name}.{note.process}")
    with contextlib.suppress(OSError):
        beside.write_text(json.dumps(asdict(note), ensure_ascii=False), encoding="utf-8")
        os.replace(beside, note_of(path))
    with contextlib.suppress(OSError):
        beside.unlink(missing_ok=True)


def remove_presence(path: Path) -> None:
    """Take this process's note away; another one's stays."""
    note = read_presence(path)
    if note is not None and note.ours:
        with contextlib.suppress(OSError):
            note_of(path).unlink()


def is_alive(note: PresenceNote, now: str) -> bool:
    """Say whether somebody still sits there: the note is fresh, and its process runs as far as this machine can see."""
    try:
        age = datetime.fromisoformat(now) - datetime.fromisoformat(note.renewed)
    except (ValueError, TypeError):
        return False
    if abs(age) > timedelta(minutes=STALE_MINUTES):
        return False
    return note.host != platform.node() or _runs(note.pid)


def _runs(pid: int) -> bool:
    """Say whether a process of this machine runs; one that belongs to another user does."""
    if pid <= 0:
        return False
    if os.name == "nt":
        return _runs_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _runs_on_windows(pid: int) -> bool:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - exists on Windows only, and mypy runs elsewhere too
    handle = kernel.OpenProcess(_QUERY_LIMITED, False, pid)
    if not handle:
        return False
    code = ctypes.c_ulong()
    asked = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return bool(asked) and code.value == _STILL_ACTIVE
