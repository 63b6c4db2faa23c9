"""The world of a rehearsal: a clock and random bytes out of a seed, so that the same seed gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from judge_desk.desks.surroundings import Progress, Surroundings


def scripted_clock(start: str, step: int = 37) -> Callable[[], str]:
    """Give a clock that begins at an ISO time and moves on by ``step`` seconds at every look."""
    moment = datetime.fromisoformat(start)

    def look() -> str:
        nonlocal moment
        moment += timedelta(seconds=step)
        return moment.isoformat(timespec="seconds")

    return look


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
    return Surroundings(scripted_clock(start), scripted_token(f"{seed}\n{operator}"), home, operator, progress)
