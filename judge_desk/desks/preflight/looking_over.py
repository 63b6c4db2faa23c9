"""Anyone: look over this machine before the day of marking, and remember that it was done."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from judge_desk import __version__
from judge_desk.contest.register.packages import Manifest
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.place_kinds import PACKAGE, find_place
from judge_desk.desks.preflight import of_disk, of_program, of_sight, of_system
from judge_desk.desks.preflight.asking import MODULE, Asking
from judge_desk.desks.preflight.reminding import remember
from judge_desk.desks.preflight.shape import Check, Report, Result, Trip, first_stop, stop
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import make_folder
from judge_desk.exchange.sealed.package_check import read_manifest_of

CHECKS: Final = (
    Check("version", 3, of_program.version),
    Check("clock", 1, of_program.clock),
    Check("screen", 6, of_sight.screen),
    Check("fonts", 6, of_sight.fonts),
    Check("pdf", 8, of_sight.pdf),
    Check("docx", 8, of_sight.docx),
    Check("clip", 8, of_sight.clip),
    Check("sound", 8, of_sight.sound),
    Check("printer", 6, of_sight.printer),
    Check("room", 2, of_disk.room),
    Check("stick", 12, of_disk.stick),
    Check("obeying", 5, of_disk.obeying),
    Check("flush", 5, of_disk.flush),
    Check("memory", 1, of_system.memory_room),
    Check("power", 1, of_system.feeding),
)
"""All checks, in the order in which people read them."""
WHOLE_SECONDS: Final = 29
"""Longest time of all checks together: what is left when it is over gets half a second each."""
_STEP_MS: Final = 50
_LEAST_MS: Final = 500
_LEAVE_MS: Final = 1000
_MS: Final = 1000
_NS: Final = 1_000_000


def look_over(
    place: Path | None,
    stick: Path | None,
    around: Surroundings,
    checks: Sequence[Check] = CHECKS,
    module: str = MODULE,
) -> Report:
    """Look over this machine and remember when that was and what it came to (``reminding``).

    Args:
        place: a contest folder, package or score file to be worked on here; None for the machine alone.
        stick: a stick or folder whose speed is tried with a file of the program's own, which is removed again.
        around: stopping its progress ends the look; the trials' files are removed.
        checks: what is looked at.
        module: the process that is asked; tests bring their own.

    Raises:
        BadInput: the place is none of ours.
        CannotWrite: the user's own folder cannot be written.
    """
    kind, found = find_place(place) if place is not None else ("", around.home)
    work = of_disk.work_folder(around.home, kind, found)
    with _cache(around.home) as cache, Asking(cache, module) as asking:
        trip = Trip(around, kind, found, work, stick, _manifest(kind, found), asking)
        results = tuple(_results(trip, checks))
    report = Report(results, around.now(), __version__, kind, found.name if kind else "")
    remember(around, report)
    return report


def _manifest(kind: str, place: Path) -> Manifest | None:
    if kind != PACKAGE:
        return None
    with contextlib.suppress(Refusal):  # the check of the version says why
        return read_manifest_of(place)[0]
    return None


@contextmanager
def _cache(home: Path) -> Iterator[Path]:
    make_folder(home, private=True)
    folder = Path(tempfile.mkdtemp(prefix="thu-may-", dir=home))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _results(trip: Trip, checks: Sequence[Check]) -> Iterator[Result]:
    began = _now_ms()
    for number, check in enumerate(checks):
        trip.around.progress("progress.preflight", number, len(checks))
        left = WHOLE_SECONDS * _MS - (_now_ms() - began)
        yield _within(trip, check, number, len(checks), min(check.seconds * _MS, max(left, _LEAST_MS)))
    trip.around.progress("progress.preflight", len(checks), len(checks))


def _now_ms() -> int:
    return time.monotonic_ns() // _NS


def _within(trip: Trip, check: Check, number: int, total: int, longest_ms: int) -> Result:
    """Run a check beside; one that takes too long is left behind and said to hang.

    A disk that hangs cannot be called back: its thread ends when the system lets go of it, or with the program.
    """
    found: list[Result] = []
    broken: list[Exception] = []

    def run() -> None:
        try:
            found.append(check.look(trip))
        except Refusal as refusal:
            found.extend(each for each in (first_stop(check.name, (refusal.problem,)),) if each is not None)
        except Exception as fault:  # noqa: BLE001 - carried over to the thread that waits, and raised there
            broken.append(fault)

    trip = replace(trip, over=threading.Event())
    thread = threading.Thread(target=run, name=f"preflight-{check.name}", daemon=True)
    thread.start()
    deadline = _now_ms() + longest_ms
    try:
        while thread.is_alive() and _now_ms() < deadline:
            thread.join(_STEP_MS / _MS)
            trip.around.progress("progress.preflight", number, total)
    except BaseException:
        trip.over.set()
        thread.join(_LEAVE_MS / _MS)
        raise
    if thread.is_alive():
        trip.over.set()
        thread.join(_LEAVE_MS / _MS)
    if broken:
        raise broken[0]
    return found[0] if found else stop(check.name, "preflight.too_long", seconds=check.seconds)
