"""What an act is given from outside: the clock, fresh random bytes, the user's folder, a way to report progress.

Desks take these as values, so that a rehearsal can bring its own and give the same bytes for the same seed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

Progress = Callable[[str, int, int], None]
"""Called with a catalogue key (``progress.…``), steps done and steps in all (0 when unknown)."""

MEASURED: Final = {
    "progress.package_copy": 2, "progress.package_bring": 2, "progress.package_check": 1, "progress.publicity": 2,
}  # fmt: skip
"""Steps that count KiB, each byte so many times: written, and read back."""


def silent(step: str, done: int, total: int) -> None:
    """Take a report of progress and say nothing."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The world around an act.

    Attributes:
        now: gives the stated time, ISO local ``2024-09-02T10:42:05``; it decides nothing.
        token: gives n fresh random bytes.
        home: folder of this user's keys, on the local disk.
        operator: who sits at the desk, as written into the log.
        progress: where long acts report.
    """

    now: Callable[[], str]
    token: Callable[[int], bytes]
    home: Path
    operator: str = ""
    progress: Progress = silent
