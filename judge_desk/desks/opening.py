"""Judge: the way in. Look at packages and score files; what follows is :mod:`judge_desk.desks.sitting_down`."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from judge_desk.contest.register.packages import Manifest
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.rulebook.definition import Definition, Round
from judge_desk.contest.values.identity import Digest, EntryCode, Seat
from judge_desk.contest.values.problems import BadInput, Refusal
from judge_desk.desks.judge_file import JudgeFile, entries_of, open_judge_file, rules_of
from judge_desk.desks.judge_shelf import check_place, package_path, score_path
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import make_folder
from judge_desk.exchange.places import Place, place_of
from judge_desk.exchange.seal import code_of
from judge_desk.exchange.sealed.manifest_file import EXTENSION, digest_and_code, file_name
from judge_desk.exchange.sealed.package_check import listed, read_manifest_of, read_package
from judge_desk.exchange.sealed.package_copy import is_complete
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
            standing = standing_of(judge, manifest, digest)
            change = change_for(seat, judge.manifest, manifest) if standing is Standing.OLDER else None
            return SeatOffer(seat, holder.name, standing, change)
    except Refusal:
        return SeatOffer(seat, holder.name, Standing.SAME)


def standing_of(judge: JudgeFile, manifest: Manifest, digest: Digest) -> Standing:
    """Say what an open score file is beside a package, by the digest of its manifest's file."""
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


def is_score_file(path: Path) -> bool:
    """Say whether a path is named like a score file."""
    return path.suffix == ENDING
