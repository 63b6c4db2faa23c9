"""The world of a rehearsal: a clock and random bytes out of a seed, so that the same seed gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from judge_desk.desks.surroundings import Progress, Surroundings


class ScriptedClock:
    """A clock that begins at an ISO time and moves on by ``step`` seconds at every look; it never goes back."""

    __slots__ = ("_moment", "_step")

    def __init__(self, start: str, step: int = 37) -> None:
        self._moment = datetime.fromisoformat(start)
        self._step = timedelta(seconds=step)

    def __call__(self) -> str:
        """Look: give the stated time."""
        self._moment += self._step
        return self._moment.isoformat(timespec="seconds")

    def sleep_until(self, hour: int) -> None:
        """Go on to this hour of the next day."""
        self._moment = (self._moment + timedelta(days=1)).replace(hour=hour, minute=0, second=0)


def scripted_token(seed: str) -> Callable[[int], bytes]:
    """Give "random" bytes that follow from the seed: only a rehearsal may use them."""
    drawn = 0

    def token(size: int) -> bytes:
        nonlocal drawn
        drawn += 1
        blocks = (sha256(f"{seed}\n{drawn}\n{i}".encode()).digest() for i in range(size // 32 + 1))
        return b"".join(blocks)[:size]

    return token


def world(seed: str, start: str, home: Path, operator: str, progress: Progress) -> Surroundings:
    """Give the surroundings of one person of the rehearsal."""
    return Surroundings(ScriptedClock(start), scripted_token(f"{seed}\n{operator}"), home, operator, progress)
