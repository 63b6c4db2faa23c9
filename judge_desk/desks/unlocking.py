"""The PIN of a seat, with a wait after wrong ones: a screen lock and a "this is really you", no protection of data.

How often a wrong PIN was typed is remembered on this machine, in a small file per lock; whoever can write there can
take it away, as he could read the marks.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from judge_desk.contest.register.packages import Manifest, SeatLock
from judge_desk.contest.values.identity import Seat
from judge_desk.contest.values.problems import BadInput, CannotWrite, Refusal, WrongPin
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import make_folder, read_bytes, remove, replace_safely
from judge_desk.exchange.sealed.pins import opens

FOLDER: Final = "khoa-ghe"
"""Folder of what is remembered, in the user's own folder."""
WAITS: Final = (0, 0, 5, 15, 30, 60)
"""Seconds to wait after the first, second … wrong PIN; after more of them as after the last."""

_LIMIT: Final = 1000


@dataclass(frozen=True, slots=True)
class _Tries:
    """Wrong PINs in a row and the time of the last (ISO local)."""

    wrong: int
    last: str

    @property
    def wait(self) -> int:
        return WAITS[min(self.wrong, len(WAITS)) - 1] if self.wrong else 0


def unlock(manifest: Manifest, seat: Seat, pin: str, around: Surroundings) -> None:
    """Check a seat's PIN; the right one ends all waits.

    Raises:
        WrongPin: another PIN (``package.wrong_pin``), or one typed during a wait and not looked at (``pin.wait``);
            the fact ``seconds`` says how long to wait now.
        BadInput: the package has no such seat.
    """
    lock = _lock(manifest, seat)
    path = _path(around.home, lock)
    left = wait_left(manifest, seat, around)
    if left:
        raise WrongPin("pin.wait", seat=seat, seconds=left)
    if opens(lock, pin):
        with contextlib.suppress(CannotWrite):
            remove(path)
        return
    tries = _Tries(_read(path).wrong + 1, around.now())
    _write(path, tries)
    raise WrongPin("package.wrong_pin", seat=seat, seconds=tries.wait)


def wait_left(manifest: Manifest, seat: Seat, around: Surroundings) -> int:
    """Say how many seconds must pass before a PIN is looked at again; 0 when one may be typed.

    A clock that was set back begins the wait anew from now, so that nobody waits longer than the wait itself.

    Raises:
        BadInput: the package has no such seat.
    """
    path = _path(around.home, _lock(manifest, seat))
    tries = _read(path)
    if not tries.wait:
        return 0
    now = around.now()
    passed = (datetime.fromisoformat(now) - datetime.fromisoformat(tries.last)).total_seconds()
    if passed < 0:
        _write(path, _Tries(tries.wrong, now))
        return tries.wait
    return max(0, tries.wait - int(passed))


def _lock(manifest: Manifest, seat: Seat) -> SeatLock:
    found = next((lock for lock in manifest.locks if lock.seat == seat), None)
    if found is None:
        raise BadInput("package.no_seat", seat=seat)
    return found


def _path(home: Path, lock: SeatLock) -> Path:
    """Give the file of a lock; its salt is random and stands for seat and package."""
    return home / FOLDER / f"{lock.salt}.json"


def _read(path: Path) -> _Tries:
    """Read what is remembered; a file that cannot be read, or is none of ours, remembers nothing."""
    try:
        raw = json.loads(read_bytes(path, _LIMIT))
        tries = _Tries(int(raw["wrong"]), str(raw["last"]))
        return tries if datetime.fromisoformat(tries.last).tzinfo is None else _Tries(0, "")
    except (Refusal, ValueError, KeyError, TypeError):
        return _Tries(0, "")


def _write(path: Path, tries: _Tries) -> None:
    """Remember; where nothing can be written, the lock goes without a wait rather than shutting the judge out."""
    with contextlib.suppress(CannotWrite):
        make_folder(path.parent)
        replace_safely(path, json.dumps({"wrong": tries.wrong, "last": tries.last}).encode(), private=True)
