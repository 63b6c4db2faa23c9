"""Judge: the way in, once a package or score file was looked at. Bring its files, sit down at a seat with the PIN."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from judge_desk.contest.values.identity import Seat
from judge_desk.contest.values.problems import Findings, WrongContest
from judge_desk.desks.closed.closing import close_all
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.judge_shelf import check_place, package_path, score_path
from judge_desk.desks.marking import Sitting
from judge_desk.desks.opening import Begun, Offer, Standing, standing_of
from judge_desk.desks.rescuing import keep_copy
from judge_desk.desks.scoring import make_score_file, seat_holder, without_stopping
from judge_desk.desks.surroundings import Surroundings
from judge_desk.desks.unlocking import unlock
from judge_desk.exchange.disk import make_folder
from judge_desk.exchange.sealed.package_check import check_package
from judge_desk.exchange.sealed.package_copy import copy_package


@dataclass(frozen=True, slots=True)
class Taken:
    """A package whose files were checked: where they are read from, and what is wrong with some of them."""

    folder: Path
    findings: Findings


def bring(offer: Offer, around: Surroundings) -> Taken:
    """Copy a package onto this machine, or finish or mend its copy; every file is checked on the way.

    Raises:
        Refusal: no room, or a disk fails; what was copied whole stays for the next time.
    """
    target = package_path(around.home, offer.manifest, offer.digest)
    if target.exists() and target.samefile(offer.folder):
        return _checked(target, around)
    copied = copy_package(offer.folder, target, around.progress)
    return Taken(copied.folder, copied.findings)


def check_in_place(offer: Offer, around: Surroundings) -> Taken:
    """Check every file where it lies."""
    return _checked(offer.folder, around)


def _checked(folder: Path, around: Surroundings) -> Taken:
    return Taken(folder, without_stopping(check_package(folder, around.progress).findings))


def sit_down(offer: Offer, seat: Seat, pin: str, around: Surroundings) -> Path:
    """Open a seat with its PIN; gives its score file on this machine, made anew or the one that was begun.

    A package newer than the one that the file was begun with is taken in, as an event of its history.

    Raises:
        WrongPin: see :func:`judge_desk.desks.unlocking.unlock`.
        WrongContest: the newer package has other rules.
        Refusal: the seat is closed, or the score file cannot be made or is damaged.
    """
    holder = seat_holder(offer.manifest, offer.folder, seat)
    unlock(offer.manifest, seat, pin, around)
    path = score_path(around.home, offer.manifest, seat)
    if not path.exists():
        check_place(path)
        make_folder(path.parent, private=True)
        make_score_file(offer.manifest, offer.digest, offer.text, holder, path, around)
        return path
    with open_judge_file(path) as judge:
        if standing_of(judge, offer.manifest, offer.digest) is Standing.OLDER:
            if judge.manifest.definition_digest != offer.manifest.definition_digest:
                raise WrongContest("package.newer_rules", where=offer.definition.short_title)
            judge.score.take_package(offer.text, around.now())
            close_all(replace(judge, manifest=offer.manifest), around)
        keep_copy(judge, around)
    return path


def sit_down_again(begun: Begun, pin: str, around: Surroundings) -> Sitting:
    """Open a score file that was begun with its seat's PIN; gives the work on it, whose file was checked once.

    Raises:
        WrongPin: see :func:`judge_desk.desks.unlocking.unlock`.
        Refusal: as :func:`judge_desk.desks.opening.look_at_score_file`.
    """
    unlock(begun.manifest, begun.seat, pin, around)
    sitting = Sitting.open(begun.path, around)
    try:
        keep_copy(sitting.judge(), around)
    except BaseException:
        sitting.close()
        raise
    return sitting
