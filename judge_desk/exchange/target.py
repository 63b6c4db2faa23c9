"""Where a package is to be written: what sort of disk, its file system, its room, and how fast it takes bytes."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import CannotWrite
from judge_desk.exchange.disk import write_new
from judge_desk.exchange.disk_faults import writing
from judge_desk.exchange.disk_space import file_system
from judge_desk.exchange.places import Place, place_of

SAMPLE: Final = 4 * 1024 * 1024
"""Bytes of the try that measures a disk."""
_NANO: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Target:
    """A disk as the system tells of it.

    Attributes:
        folder: the folder that was asked about, or the nearest one above that is there.
        place: own, removable or network; system: name of the file system in lower case, empty if unknown.
        free, total: bytes.
    """

    folder: Path
    place: Place
    system: str
    free: int
    total: int


def look_at_target(folder: Path) -> Target:
    """Look at the disk of a folder that may not be there yet.

    Raises:
        CannotWrite: no disk is there at all.
    """
    nearest = next((each for each in (folder, *folder.absolute().parents) if each.is_dir()), None)
    if nearest is None:
        raise CannotWrite("disk.no_folder", folder.name, folder=str(folder.parent))
    with writing(nearest):
        usage = shutil.disk_usage(nearest)
    return Target(nearest, place_of(nearest), file_system(nearest), usage.free, usage.total)


def write_speed(folder: Path, sample: int = SAMPLE) -> int:
    """Measure how many bytes a second a folder's disk takes and gives back: a file is written, read back, removed.

    Raises:
        CannotWrite: the place is read-only, full or failing.
    """
    probe = folder / f".judge-desk-{os.getpid()}-do"
    began = time.monotonic_ns()
    try:
        write_new(probe, os.urandom(1024) * (sample // 1024))
    finally:
        with contextlib.suppress(OSError):
            probe.unlink()
    return sample * _NANO // max(time.monotonic_ns() - began, 1)
