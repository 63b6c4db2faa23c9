"""Judge: the way in. Look at a package or score file, bring the package onto this machine, sit down at a seat."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from judge_desk.contest.register.packages import Manifest
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.rulebook.definition import Definition, Round
from judge_desk.contest.values.identity import Digest, EntryCode, Seat
from judge_desk.contest.values.problems import BadInput, Findings, Refusal, WrongContest
from judge_desk.desks.closed.closing import close_all
from judge_desk.desks.judge_file import JudgeFile, entries_of, open_judge_file, rules_of
from judge_desk.desks.judge_shelf import check_place, package_path, score_path
from judge_desk.desks.rescuing import keep_copy
from judge_desk.desks.scoring import make_score_file, seat_holder, without_stopping
from judge_desk.desks.surroundings import Surroundings
from judge_desk.desks.unlocking import unlock
from judge_desk.exchange.disk import make_folder
from judge_desk.exchange.places import Place, place_of
from judge_desk.exchange.seal import code_of
from judge_desk.exchange.sealed.manifest_file import EXTENSION, digest_and_code, file_name
from judge_desk.exchange.sealed.package_check import check_package, listed, read_manifest_of, read_package
from judge_desk.exchange.sealed.package_copy import copy_package, is_complete
from judge_desk.stores.score_schema import ENDING

_LOOKED_AT: Final = 200


class Standing(StrEnum):
    """What a score file of a seat is, beside the package at hand.

    ``NONE`` there is none; ``SAME`` it was opened with this package; ``OLDER`` this package is newer and may be taken
    in; ``NEWER`` the file has taken in a newer one already.
    """

    NONE = "none"
    SAME = "same"
    OLDER = "older"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class Change:
    """What a newer package changes for a seat, by code: entries withdrawn, entries added, entries with other files."""

    withdrawn: tuple[EntryCode, ...]
    added: tuple[EntryCode, ...]
    files: tuple[EntryCode, ...]


@dataclass(frozen=True, slots=True)
class SeatOffer:
    """A seat of the package: whose it is, and what score file of it lies on this machine.

    ``change`` says what the package would change there, None unless it is newer.
    """

    seat: Seat
    name: str
    standing: Standing
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A package that was found: its folder; contest and round by their titles, empty where it cannot be read."""

    folder: Path
    contest: str
    round: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A package as it is found, its files not looked at yet.

    Attributes:
        folder: where it was found; here: its finished copy on this machine, None without one.
        text: its manifest's file, verbatim; manifest, definition, round: what it says; digest, code: of that file.
        seats: who may sit down.
        files, size: how many files, and bytes of them; free: bytes free on this machine's disk.
        outside: whether it lies on a disk that can be pulled out or on another machine.
    """

    folder: Path
    here: Path | None
    text: str
    manifest: Manifest
    definition: Definition
    round: Round
    digest: Digest
    code: str
    seats: tuple[SeatOffer, ...]
    files: int
    size: int
    free: int
    outside: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """A package whose files were checked: where they are read from, and what is wrong with some of them."""

    folder: Path
    findings: Findings


def find_packages(places: tuple[Path, ...], around: Surroundings) -> tuple[Found, ...]:
    """Find packages in some folders, e.g. where sticks are mounted, and one folder below.

    Where an older version of a package lies beside a newer one, only the newer is given.
    """
    found: dict[Path, Found] = {}
    versions: dict[Path, tuple[tuple[Path, str, str], int]] = {}
    for number, place in enumerate(places):
        around.progress("progress.package_find", number, len(places))
        for folder in (place, *_folders(place)):
            if any(name.endswith(EXTENSION) and not name.startswith(".") for name in _names(folder)):
                found[folder], versions[folder] = _found(folder)
    newest: dict[tuple[Path, str, str], int] = {}
    for group, version in versions.values():
        newest[group] = max(version, newest.get(group, 0))
    return tuple(each for folder, each in found.items() if versions[folder][1] == newest[versions[folder][0]])


def _found(folder: Path) -> tuple[Found, tuple[tuple[Path, str, str], int]]:
    """Give a package, and the group and number of its version; one that cannot be read is a group of its own."""
    try:
        manifest = read_package(folder)[0]
        definition, round_ = rules_of(manifest)
    except Refusal:
        return Found(folder, "", ""), ((folder, "", ""), 0)
    found = Found(folder, definition.short_title, round_.title)
    return found, ((folder.parent, manifest.contest, manifest.round), manifest.version)


def _names(folder: Path) -> list[str]:
    try:
        return sorted(each.name for each in folder.iterdir())
    except OSError:
        return []


def _folders(folder: Path) -> list[Path]:
    return [folder / name for name in _names(folder)[:_LOOKED_AT] if (folder / name).is_dir()]


def look_into(folder: Path, around: Surroundings) -> Offer:
    """Read what a package says, and what of it lies on this machine already.

    Raises:
        Refusal: no folder, no sound manifest, or faulty rules in it.
    """
    if not folder.is_dir():
        raise BadInput("package.no_folder", where=folder.name)
    manifest, data = read_manifest_of(folder)
    digest, code = digest_and_code(data)
    definition, round_ = rules_of(manifest)
    copy = package_path(around.home, manifest, digest)
    files = dict(listed(manifest))
    make_folder(around.home, private=True)
    return Offer(
        folder=folder,
        here=copy if is_complete(copy, digest) else None,
        text=data.decode("utf-8"),
        manifest=manifest,
        definition=definition,
        round=round_,
        digest=digest,
        code=code,
        seats=tuple(_seat_offer(manifest, digest, each, around) for each in manifest.seats if each.until is None),
        files=len(files),
        size=sum(file.size for file in files.values()),
        free=shutil.disk_usage(around.home).free,
        outside=place_of(folder) is not Place.OWN,
    )


def files_of(offer: Offer) -> Mapping[str, tuple[EntryCode, str]]:
    """Say of every file of a package, by its name, which entry it belongs to and the title of its part."""
    parts = {part.id: part.title for part in offer.definition.parts}
    return {
        file_name(entry.code, file): (entry.code, parts.get(file.part, file.part))
        for entry in offer.manifest.entries
        for file in entry.files
    }


def _seat_offer(manifest: Manifest, digest: Digest, holder: SeatHolder, around: Surroundings) -> SeatOffer:
    """Compare a seat's score file on this machine with a package; a file that cannot be read counts as the same."""
    path, seat = score_path(around.home, manifest, holder.seat), holder.seat
    if not path.exists():
        return SeatOffer(seat, holder.name, Standing.NONE)
    try:
        with open_judge_file(path, read_only=True) as judge:
            standing = _standing(judge, manifest, digest)
            change = change_for(seat, judge.manifest, manifest) if standing is Standing.OLDER else None
            return SeatOffer(seat, holder.name, standing, change)
    except Refusal:
        return SeatOffer(seat, holder.name, Standing.SAME)


def _standing(judge: JudgeFile, manifest: Manifest, digest: Digest) -> Standing:
    if judge.score.package()[0] == digest:
        return Standing.SAME
    return Standing.OLDER if judge.manifest.version < manifest.version else Standing.NEWER


def change_for(seat: Seat, before: Manifest, after: Manifest) -> Change:
    """Say what another version of a package changes for a seat."""
    old = {entry.code: entry.files for entry in entries_of(before, seat)}
    new = {entry.code: entry.files for entry in entries_of(after, seat)}
    return Change(
        tuple(code for code in old if code not in new),
        tuple(code for code in new if code not in old),
        tuple(code for code in new if code in old and new[code] != old[code]),
    )


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
        if _standing(judge, offer.manifest, offer.digest) is Standing.OLDER:
            if judge.manifest.definition_digest != offer.manifest.definition_digest:
                raise WrongContest("package.newer_rules", where=offer.definition.short_title)
            judge.score.take_package(offer.text, around.now())
            close_all(replace(judge, manifest=offer.manifest), around)
        keep_copy(judge, around)
    return path


@dataclass(frozen=True, slots=True)
class Begun:
    """A score file before its PIN is typed: whose it is, its rules, and where its package's files are read from."""

    path: Path
    manifest: Manifest
    definition: Definition
    round: Round
    seat: Seat
    name: str
    code: str
    package: Path | None


def look_at_score_file(path: Path, around: Surroundings) -> Begun:
    """Read whose score file it is and find the copy of its package; ``path`` is a ``.jdscore``.

    Raises:
        Refusal: it lies where no score file may live, is damaged, in use, from a newer program, or is none.
    """
    check_place(path)
    with open_judge_file(path, read_only=True) as judge:
        digest = judge.score.package()[0]
        copy = package_path(around.home, judge.manifest, digest)
        about = judge.score.identity
        found = copy if is_complete(copy, digest) else None
        rules = (judge.manifest, judge.definition, judge.round)
        return Begun(path, *rules, about.seat, about.name, code_of(digest), found)


def sit_down_again(begun: Begun, pin: str, around: Surroundings) -> Path:
    """Open a score file that was begun with its seat's PIN; gives its path.

    Raises:
        WrongPin: see :func:`judge_desk.desks.unlocking.unlock`.
        Refusal: as :func:`look_at_score_file`.
    """
    unlock(begun.manifest, begun.seat, pin, around)
    with open_judge_file(begun.path) as judge:
        keep_copy(judge, around)
    return begun.path


def is_score_file(path: Path) -> bool:
    """Say whether a path is named like a score file."""
    return path.suffix == ENDING
