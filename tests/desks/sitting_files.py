"""A judge sitting at a small score file of our own: every kind of criterion, a clock that ticks by the second."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Final

from benchmarks.score_files import new_score_file
from judge_desk.contest.values.identity import CriterionId, EntryCode, entry_code
from judge_desk.desks.marking import Sitting
from judge_desk.desks.surroundings import Surroundings

BANDED, SCALE, QUARTERS, HALVES, WHOLE = (CriterionId(each) for each in ("1", "2.1", "2.2", "2.3", "2.4"))
CRITERIA: Final = tuple(CriterionId(each) for each in ("1", "2.1", "2.2", "2.3", "2.4", "2.5", "3", "4", "5", "6"))
CODES: Final = tuple(entry_code(number) for number in range(1, 13))
FIRST: Final = datetime(2024, 9, 2, 10, 0, 0)


def ticking() -> Callable[[], str]:
    """Give a clock that goes on by a second whenever it is read."""
    seconds: Iterator[int] = count()
    return lambda: (FIRST + timedelta(seconds=next(seconds))).isoformat()


def around(home: Path, now: Callable[[], str] | None = None) -> Surroundings:
    """Give surroundings whose random bytes are all zero."""
    return Surroundings(now or ticking(), bytes, home)


def sit_down(folder: Path, entries: int = len(CODES)) -> Sitting:
    """Make a new score file in a folder and open it."""
    file = folder / "phieu.jdscore"
    new_score_file(file, entries)
    return Sitting.open(file, around(folder))


def mark_whole(sitting: Sitting, code: EntryCode, points: str = "5") -> None:
    """Give every criterion of an entry the same points."""
    for criterion in CRITERIA:
        sitting.mark(code, criterion, points)
