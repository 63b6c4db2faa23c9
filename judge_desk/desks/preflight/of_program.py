"""Checks of the program and the clock."""

from __future__ import annotations

import contextlib
import os
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from judge_desk import __version__
from judge_desk.contest.values.problems import BadInput, NewerFormat, Refusal
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.pins import check_pins
from judge_desk.desks.place_kinds import CONTEST, PACKAGE, SCORE
from judge_desk.desks.preflight.shape import Result, Trip, first_stop, good, heed, stop
from judge_desk.exchange.sealed.package_check import read_manifest_of

EARLIEST: Final = "2026-11-01"
"""No clock of a machine that this program runs on can rightly show a day before it was made."""
LATEST_YEARS: Final = 20
VIETNAM: Final = 7 * 3600
"""Seconds by which Vietnam's time is ahead of UTC: one zone, no summer time."""
AHEAD: Final = timedelta(hours=26)
"""A file or package that is newer than the clock by more than this, whatever the zones, says the clock is late."""
_FILES_LOOKED_AT: Final = 200
_NANO: Final = 1_000_000_000


def version(trip: Trip) -> Result:
    """Whether the libraries are sound, and the program reads what was named."""
    found = first_stop("version", check_pins())
    if found is not None:
        return found
    if not trip.kind:
        return good("version", "preflight.version.good", version=__version__)
    try:
        _open(trip)
    except NewerFormat as refusal:
        return first_stop("version", (refusal.problem,)) or heed("version", "preflight.version.unread")
    except Refusal:
        return heed("version", "preflight.version.unread", name=trip.place.name)
    return good("version", "preflight.version.reads", version=__version__, name=trip.place.name)


def _open(trip: Trip) -> None:
    """Open what was named, to read only.

    Raises:
        Refusal: it cannot be.
    """
    if trip.kind == CONTEST:
        with open_folder(trip.place, read_only=True):
            return
    if trip.kind == SCORE:
        with open_judge_file(trip.place, read_only=True):
            return
    if trip.kind == PACKAGE:
        read_manifest_of(trip.place)
        return
    raise BadInput("looking.unknown_folder", where=trip.place.name)


def clock(trip: Trip) -> Result:
    """Whether the clock can be right: after the program, the package and the files, in the zone of Vietnam."""
    return clock_of(trip.around.now(), time.localtime().tm_gmtoff, _issued(trip), _newest(trip))


def _issued(trip: Trip) -> str:
    return trip.manifest.stated_time if trip.manifest is not None else ""


def _newest(trip: Trip) -> int:
    """Give the latest time of a file of what was named or of this machine's work, 0 without any."""
    times = [0]
    folder = trip.place if trip.place.is_dir() else trip.place.parent
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for each, _ in zip(found, range(_FILES_LOOKED_AT), strict=False):
            times.append(each.stat(follow_symlinks=False).st_mtime_ns // _NANO)
    return max(times)


def clock_of(now: str, offset: int, issued: str, newest: int) -> Result:
    """Judge a clock.

    Args:
        now: what it shows, ISO local.
        offset: seconds ahead of UTC.
        issued: stated time of a package, ISO local, empty without one.
        newest: time of the newest file, seconds since 1970, 0 without one.
    """
    shown = datetime.fromisoformat(now)
    if now[:10] < EARLIEST:
        return stop("clock", "preflight.clock.early", now=now)
    if int(now[:4]) > int(EARLIEST[:4]) + LATEST_YEARS:
        return stop("clock", "preflight.clock.late", now=now)
    with contextlib.suppress(ValueError):
        if issued and datetime.fromisoformat(issued) - shown > AHEAD:
            return stop("clock", "preflight.clock.before_package", now=now, issued=issued)
    if newest - (shown - datetime(1970, 1, 1)).total_seconds() + offset > AHEAD.total_seconds():
        return heed("clock", "preflight.clock.before_files", now=now)
    if offset != VIETNAM:
        return heed("clock", "preflight.clock.zone", now=now, zone=_zone(offset))
    return good("clock", "preflight.clock.good", now=now)


def _zone(offset: int) -> str:
    """Write an offset as ``+07:00``."""
    hours, minutes = divmod(abs(offset) // 60, 60)
    return f"{'-' if offset < 0 else '+'}{hours:02d}:{minutes:02d}"


def folder_of(path: Path) -> Path:
    """Give the folder that is there nearest to a path."""
    return next((each for each in (path, *path.absolute().parents) if each.is_dir()), path)
