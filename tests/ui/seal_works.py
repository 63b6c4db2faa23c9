"""A judge's work ready to be sealed, with a PIN that the tests know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Final

from benchmarks.score_files import SEAT, new_score_file
from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.desks.marking import Sitting
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.sealed.pins import lock

PIN: Final = "284617"
ENTRIES: Final = 4


def token(size: int) -> bytes:
    """Give the bytes from which the key of the score files is made."""
    return bytes(range(size))


def clock() -> Callable[[], str]:
    """Give a clock that goes on by a second whenever it is read."""
    seconds = count()
    return lambda: (datetime(2024, 11, 22, 15, 20) + timedelta(seconds=next(seconds))).isoformat()


def machine(home: Path) -> Surroundings:
    """Give the judge's machine."""
    return Surroundings(clock(), token, home)


def work(home: Path, entries: int = ENTRIES) -> Path:
    """Make a score file with every mark given, no two totals alike."""
    home.mkdir(parents=True, exist_ok=True)
    file = home / "phieu.jdscore"
    new_score_file(file, entries, locks=(lock(SEAT, PIN, token),))
    sitting = Sitting.open(file, machine(home))
    for number, line in enumerate(sitting.lines(), start=1):
        for leaf in judged_leaves(sitting.round.rubric):
            sitting.mark(line.code, leaf.id, str(min(number, int(leaf.maximum))))
    sitting.close()
    return file
