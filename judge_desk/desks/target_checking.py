"""Secretary: whether a stick takes the package, asked before anything is written to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.register.packages import ManifestEntry, ManifestFile
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import CannotWrite, Findings, NotNow, Problem, Severity
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.package_making import Planned, plan_package
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import probe_writable
from judge_desk.exchange.disk_space import MARGIN_PERCENT, too_large
from judge_desk.exchange.places import Place
from judge_desk.exchange.sealed.manifest_file import file_name
from judge_desk.exchange.sealed.package import FILES, place_for
from judge_desk.exchange.target import Target, look_at_target, write_speed
from judge_desk.stores.round_tables import read_codes

SLOW_MINUTES: Final = 15
"""From so many minutes on a stick is called slow: the secretary may prefer another one."""
_MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class TargetCheck:
    """What is known of a stick before the package is written to it.

    Attributes:
        target: as asked; package: the folder that would be written there; version: of the package.
        place, system, free: sort of disk, name of its file system (empty if unknown), bytes free.
        files, size: of the whole package; needed: bytes still to be written; kept: files there already, by size.
        speed: bytes a second that were written and read back in the try, 0 where none was made; seconds: how long
            the writing may take by that, 0 when unknown.
        changes: what a further version of the package changes; empty when none is made.
        findings: what stands against it; STOP: nothing would be written.
    """

    target: Path
    package: Path
    version: int
    place: Place
    system: str
    free: int
    files: int
    size: int
    needed: int
    kept: int
    speed: int
    seconds: int
    changes: Findings
    findings: Findings


def check_target(folder: Path, round_id: str, target: Path, around: Surroundings, measure: bool = True) -> TargetCheck:
    """Say whether a round's package can be written to a target; of the contest nothing is changed.

    ``measure`` writes a few megabytes to the target, reads them back and removes them, to know its speed.

    Raises:
        NotNow: codes are not drawn yet.
        CannotWrite: there is no such disk.
    """
    with open_folder(folder, read_only=True) as contest:
        round_ = contest.round(round_id)
        if not read_codes(contest.store, round_.id):
            raise NotNow("issue.not_drawn", round=round_.title)
        planned = plan_package(contest, round_)
        return checked_target(contest, round_, planned, target, around, measure)


def package_folder(contest: ContestFolder, round_: Round, planned: Planned, target: Path) -> Path:
    """Say into which folder of a target the package goes."""
    name = f"goi-{contest.definition.id}-{round_.id}"
    data = planned.made.text.encode("utf-8") if planned.made is not None else None
    return place_for(target, name, planned.version, data)


def checked_target(
    contest: ContestFolder, round_: Round, planned: Planned, target: Path, around: Surroundings, measure: bool
) -> TargetCheck:
    """Look at a target for a planned package."""
    around.progress("progress.target", 0, 0)
    disk = look_at_target(target)
    package = package_folder(contest, round_, planned, target)
    files = dict(_files(planned))
    there = {name for name, (_, file) in files.items() if _has_size(package / FILES / name, file)}
    size = sum(file.size for _, file in files.values())
    needed = sum(file.size for name, (_, file) in files.items() if name not in there)
    faults = (*_inside(contest, target), *_faults(disk, files, needed))
    speed = write_speed(disk.folder) if measure and not faults and needed else 0
    seconds = needed // speed if speed else 0
    own = (Problem("issue.own_disk", Severity.NOTE),) if measure and disk.place is Place.OWN else ()
    return TargetCheck(
        target,
        package,
        planned.version,
        disk.place,
        disk.system,
        disk.free,
        len(files),
        size,
        needed,
        len(there),
        speed,
        seconds,
        planned.changes,
        (*faults, *own, *_advice(disk, package, target, contest, round_, seconds)),
    )


def _inside(contest: ContestFolder, target: Path) -> Findings:
    """Refuse a place within the contest's own folder, which holds names, marks and the key: none of it may travel."""
    if target.resolve().is_relative_to(contest.path.resolve()):
        return (Problem("issue.inside_contest", Severity.STOP, "", {"folder": contest.path.name}),)
    return ()


def _files(planned: Planned) -> Iterator[tuple[str, tuple[EntryCode, ManifestFile]]]:
    for entry in planned.entries:
        if not entry.withdrawn:
            yield from _named(entry)


def _named(entry: ManifestEntry) -> Iterator[tuple[str, tuple[EntryCode, ManifestFile]]]:
    return ((file_name(entry.code, file), (entry.code, file)) for file in entry.files)


def _has_size(path: Path, file: ManifestFile) -> bool:
    try:
        return path.is_file() and path.stat().st_size == file.size
    except OSError:
        return False


def _faults(disk: Target, files: dict[str, tuple[EntryCode, ManifestFile]], needed: int) -> Iterator[Problem]:
    """Name what makes writing impossible: the right to write, else every file too large, and the room."""
    name_of_disk = disk.folder.name or str(disk.folder)
    refused = probe_writable(disk.folder)
    if refused is not None:
        yield Problem(refused.code, refused.severity, "", {**refused.facts, "folder": name_of_disk})
        return
    for name, (code, file) in files.items():
        if too_large(disk.system, file.size):
            yield Problem("disk.fat32", Severity.STOP, f"{code} ({name})", {"folder": name_of_disk})
    wanted = needed * MARGIN_PERCENT // 100
    if disk.free < wanted:
        facts = {"needed": -(-wanted // _MEGABYTE), "free": disk.free // _MEGABYTE}
        yield Problem("disk.no_space", Severity.STOP, name_of_disk, facts)


def _advice(
    disk: Target, package: Path, target: Path, contest: ContestFolder, round_: Round, seconds: int
) -> Iterator[Problem]:
    """Name what the secretary should know and may pass over."""
    if package.name != f"goi-{contest.definition.id}-{round_.id}":
        yield Problem("issue.older_there", Severity.ASK, target.name, {"folder": package.name})
    if seconds >= SLOW_MINUTES * 60:
        yield Problem("issue.slow", Severity.ASK, target.name, {"minutes": -(-seconds // 60)})


def refuse(check: TargetCheck) -> None:
    """Refuse a target that stands against writing.

    Raises:
        CannotWrite: the first reason.
    """
    for problem in check.findings:
        if problem.severity is Severity.STOP:
            raise CannotWrite(problem.code, problem.where, **problem.facts)
