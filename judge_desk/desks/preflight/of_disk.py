"""Checks of disks: room, the speed of a stick, files that obey, and how long a mark takes to be safe."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import CannotWrite, Refusal
from judge_desk.desks.place_kinds import CONTEST
from judge_desk.desks.preflight.of_program import folder_of
from judge_desk.desks.preflight.shape import Grade, Result, Trip, gigabytes, good, heed, passed, stop, told
from judge_desk.desks.target_checking import SLOW_MINUTES
from judge_desk.exchange.disk import make_folder
from judge_desk.exchange.disk_faults import writing
from judge_desk.exchange.disk_space import MARGIN_PERCENT
from judge_desk.exchange.disk_trial import CHUNK, try_obeying, try_speed
from judge_desk.exchange.sealed.package_check import listed
from judge_desk.exchange.stored_names import SUBMISSIONS
from judge_desk.stores.flush_trial import try_flush

MEGABYTE: Final = 1_000_000
MIB: Final = 1024 * 1024
LEAST_ROOM: Final = 200 * MEGABYTE
"""Below this marks, copies and papers themselves may not fit."""
ROOM: Final = 2_000 * MEGABYTE
"""Bytes that a contest with clips should find free."""
SAMPLE: Final = 32 * MIB
SAMPLE_SECONDS: Final = 5
STICK_ROOM: Final = 64 * MIB
"""On a stick with less left nothing is tried."""
SLOW: Final = 3 * MEGABYTE
"""Bytes a second below which a stick is called slow whatever is written."""
USUAL: Final = 1_000 * MEGABYTE
"""The package that is reckoned with where none is known."""
LIVES: Final = 25
SLOW_ACT_MS: Final = 400
SLOW_FLUSH_MS: Final = 150
_NS: Final = 1_000_000


def room(trip: Trip) -> Result:
    """How much room is left where this machine's work lies."""
    with writing(trip.work):
        free = shutil.disk_usage(trip.work).free
    return room_of(free, package_size(trip))


def room_of(free: int, size: int) -> Result:
    """Judge the free bytes of a disk; ``size``: of a package that is known, 0 without one."""
    figure = gigabytes(free)
    if free < LEAST_ROOM:
        return stop("room", "preflight.room.none", free=free // MEGABYTE)
    if size and free < size * MARGIN_PERCENT // 100 + LEAST_ROOM:
        return heed("room", "preflight.room.not_for_package", needed=gigabytes(size), figure=figure)
    if not size and free < ROOM:
        return heed("room", "preflight.room.little", figure=figure)
    return good("room", "preflight.room.good", figure=figure)


def package_size(trip: Trip) -> int:
    """Give the bytes of the package: of the one that was named, or of all files of a contest; 0 without any."""
    if trip.manifest is not None:
        return sum(file.size for _, file in listed(trip.manifest))
    if trip.kind != CONTEST:
        return 0
    with suppress(OSError), os.scandir(trip.place / SUBMISSIONS) as found:
        return sum(each.stat(follow_symlinks=False).st_size for each in found if each.is_file(follow_symlinks=False))
    return 0


def stick(trip: Trip) -> Result:
    """How fast the stick takes files, and gives them back; its own files are not touched."""
    folder = trip.stick
    if folder is None:
        return passed("stick", "preflight.stick.not_named")
    name = folder.name or str(folder)
    if not folder.is_dir():
        return stop("stick", "preflight.stick.gone", name=name)
    try:
        with writing(folder):
            free = shutil.disk_usage(folder).free
        if free < STICK_ROOM:
            return stop("stick", "preflight.stick.full", name=name, free=free // MEGABYTE)
        speed = try_speed(folder, SAMPLE, SAMPLE_SECONDS, trip.over.is_set)
    except CannotWrite as refusal:
        return _refused("stick", refusal)
    return stick_of(name, speed.written, speed.read, package_size(trip))


def stick_of(name: str, written: int, read: int, size: int) -> Result:
    """Judge a stick by its bytes a second; ``size``: of the package that is to be written, 0 where none is known."""
    whole = size or USUAL
    seconds = whole // max(written, 1)
    facts: dict[str, str | int] = {
        "name": name,
        "speed": max(written // MEGABYTE, 1),
        "back": max(read // MEGABYTE, 1),
        "size": -(-whole // MEGABYTE),
        "minutes": -(-seconds // 60) or 1,
    }
    if written < SLOW or seconds > SLOW_MINUTES * 60:
        return heed("stick", "preflight.stick.slow", **facts)
    return good("stick", "preflight.stick.good", **facts)


def obeying(trip: Trip) -> Result:
    """Whether another program, say one against viruses, holds or slows files that are saved."""
    try:
        found = try_obeying(trip.work, LIVES, trip.over.is_set)
    except CannotWrite as refusal:
        if refusal.problem.code in ("disk.busy", "disk.read_only") and _takes_files(trip.work):
            return stop("obeying", "preflight.obeying.held")
        return _refused("obeying", refusal)
    slowest = found.slowest // _NS
    if found.refused:
        return heed("obeying", "preflight.obeying.disturbed", count=found.refused)
    if slowest > SLOW_ACT_MS:
        return heed("obeying", "preflight.obeying.slow", slowest=slowest)
    return good("obeying", "preflight.obeying.good", count=found.rounds)


def _takes_files(folder: Path) -> bool:
    """Say whether a file can be made there at all: then what was refused was a later act."""
    try:
        return try_speed(folder, CHUNK, 1, lambda: True).size > 0
    except CannotWrite:
        return False


def flush(trip: Trip) -> Result:
    """How long it takes until a mark is safe on the disk."""
    try:
        took = try_flush(trip.work, trip.over.is_set) // _NS
    except Refusal as refusal:
        return _refused("flush", refusal)
    if took > SLOW_FLUSH_MS:
        return heed("flush", "preflight.flush.slow", took=took)
    return good("flush", "preflight.flush.good", took=max(took, 1))


def _refused(name: str, refusal: Refusal) -> Result:
    """Tell a refusal without the trial's own file, whose name says nothing to a person."""
    return told(name, Grade.STOP, refusal.problem.code, **refusal.problem.facts)


def work_folder(home: Path, kind: str, place: Path) -> Path:
    """Give the folder that is worked in: the contest's, the score file's, or the user's own.

    Raises:
        CannotWrite: the user's own folder cannot be made.
    """
    if kind == CONTEST:
        return place
    if kind == "score":
        return folder_of(place.parent)
    make_folder(home, private=True)
    return home
