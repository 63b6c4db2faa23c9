"""What the PIN of a seat opens: the score file on the judge's bench, and the page where the work begins or was left."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from judge_desk.contest.values.identity import Seat
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.judge_shelf import score_path
from judge_desk.desks.marking import Sitting
from judge_desk.desks.opening import Begun, Offer
from judge_desk.desks.sitting_down import Taken, sit_down, sit_down_again
from judge_desk.desks.surroundings import Surroundings
from judge_desk.ui.bench import DECLARED, Bench
from judge_desk.ui.marking_aim import where_left

__all__ = ["score_path", "sit", "sit_again", "way_on"]

KEPT_PACKAGE: Final = "package"
"""Name under which the folder of a package that is read from a stick is kept."""


def sit(offer: Offer, taken: Taken, seat: Seat, pin: str, around: Surroundings) -> Bench:
    """Sit down at a seat of a package.

    Raises:
        WrongPin: see :func:`judge_desk.desks.unlocking.unlock`.
        Refusal: see :func:`judge_desk.desks.sitting_down.sit_down`.
    """
    return _bench(Sitting.open(sit_down(offer, seat, pin, around), around), taken.folder, around)


def sit_again(begun: Begun, pin: str, around: Surroundings) -> Bench:
    """Sit down at a score file that was begun; raises as :func:`sit`."""
    return _bench(sit_down_again(begun, pin, around), begun.package, around)


def _bench(sitting: Sitting, package: Path | None, around: Surroundings) -> Bench:
    return Bench(sitting, _package_of(sitting, package), around)


def _package_of(sitting: Sitting, package: Path | None) -> Path | None:
    """Remember where the files of a package are read from, or recall it."""
    if package is not None:
        with contextlib.suppress(Refusal):  # a comfort: a disk that refuses says so at the first mark
            sitting.keep(KEPT_PACKAGE, str(package))
        return package
    kept = sitting.kept(KEPT_PACKAGE)
    return Path(kept) if kept and Path(kept).is_dir() else None


def way_on(bench: Bench) -> tuple[tuple[str, object], ...]:
    """Give the pages that are opened one over the other, each with what it shows."""
    sitting = bench.sitting
    if not sitting.round.blind and not sitting.sealed and not sitting.kept(DECLARED):
        return (("conflicts", bench),)
    left = where_left(bench)
    return (("entries", bench),) if left is None else (("entries", bench), left)
