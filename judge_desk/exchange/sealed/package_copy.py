"""Copying a package onto this machine: files first, each hashed on the way and read back, the manifest last.

What is there whole is not copied again, so a copy that was cut off is finished the next time, and one with a damaged
file is mended from any sound stick. The source is only read; nothing in it is opened that is not a plain file of the
listed size. A file that is missing or changed there is named and left out; the others are copied.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from judge_desk.contest.register.packages import ManifestFile
from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import Findings, Problem, Refusal, Severity, Unreadable
from judge_desk.exchange.disk import (
    Copied,
    Progress,
    copy_verified,
    hash_file,
    is_link,
    make_folder,
    never,
    remove,
    replace_safely,
)
from judge_desk.exchange.disk_space import check_space
from judge_desk.exchange.pouring import Cancel
from judge_desk.exchange.sealed.manifest_file import manifest_name
from judge_desk.exchange.sealed.package import FILES, UNFINISHED, Report, mute
from judge_desk.exchange.sealed.package_check import listed, read_manifest_of, read_package

CHECKING: Final = "progress.package_check"
BRINGING: Final = "progress.package_bring"
_KIB: Final = 1024


@dataclass(frozen=True, slots=True)
class CopiedPackage:
    """A package on this machine: its files copied now, kept from before, and those left out, as findings."""

    folder: Path
    copied: int
    kept: int
    findings: Findings


def is_complete(folder: Path, digest: Digest) -> bool:
    """Say whether the copy of a package came to its end; its files are not looked at."""
    try:
        return read_package(folder)[1] == digest
    except Refusal:
        return False


def copy_package(source: Path, target: Path, progress: Report = mute, cancel: Cancel = never) -> CopiedPackage:
    """Copy a package into a folder of our own, finish a copy that was cut off, or mend one.

    Raises:
        Unreadable: the source has no sound manifest, or was never finished.
        CannotWrite: no room, which is asked first, or the disk refuses. NotNow: cancelled.
        In every case what was copied whole stays for the next time, and nothing looks like a finished copy.
    """
    if (source / UNFINISHED).exists():
        raise Unreadable("package.unfinished", UNFINISHED)
    manifest, data = read_manifest_of(source)
    make_folder(target / FILES)
    files = dict(listed(manifest))
    todo = _missing(target / FILES, files, progress, cancel)
    check_space(target, sum(file.size for file in todo.values()))
    findings = _copy_all(source / FILES, target / FILES, todo, progress, cancel)
    replace_safely(target / manifest_name(manifest), data)
    return CopiedPackage(target, len(todo) - len(findings), len(files) - len(todo), findings)


def _missing(
    folder: Path, files: Mapping[str, ManifestFile], progress: Report, cancel: Cancel
) -> dict[str, ManifestFile]:
    """Give the files that are not there whole; one that this machine cannot read counts as damaged."""
    there = {name: file for name, file in files.items() if _has_size(folder / name, file)}
    total, done, whole = sum(file.size for file in there.values()), 0, set()
    for name, file in there.items():
        with contextlib.suppress(Unreadable):
            found = hash_file(folder / name, partial(_report, progress, CHECKING, done, total), cancel)
            whole |= {name} if found.sha256 == file.sha256 else set()
        done += file.size
    return {name: file for name, file in files.items() if name not in whole}


def _copy_all(
    source: Path, target: Path, todo: Mapping[str, ManifestFile], progress: Report, cancel: Cancel
) -> Findings:
    """Copy files; gives a finding for each that is not the one that was listed."""
    findings: list[Problem] = []
    total, done = 2 * sum(file.size for file in todo.values()), 0
    for name, file in todo.items():
        report = partial(_report, progress, BRINGING, done, total)
        found = _copied(source / name, target / name, file, report, cancel)
        findings.extend([found] if found else [])
        done += 2 * file.size
    return tuple(findings)


def _report(progress: Report, step: str, before: int, total: int, part: int, _: int) -> None:
    progress(step, (before + part) // _KIB, total // _KIB)


def _has_size(path: Path, file: ManifestFile) -> bool:
    """Say whether a plain file, no link or pipe, of the listed size lies there."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and not is_link(status) and status.st_size == file.size


def _copied(source: Path, target: Path, file: ManifestFile, report: Progress, cancel: Cancel) -> Problem | None:
    """Copy one file; gives the finding if it is not the one that was listed."""
    place = f"{FILES}/{source.name}"
    if not os.path.lexists(source):
        return Problem("package.missing", Severity.ASK, place)
    if not _has_size(source, file):
        return Problem("package.changed", Severity.ASK, place)
    remove(target)
    try:
        found = copy_verified(source, target, report, cancel, Copied(file.size, file.sha256))
    except Unreadable as refusal:
        return Problem(refusal.problem.code, Severity.ASK, place, refusal.problem.facts)
    if found.sha256 != file.sha256:
        remove(target)
        return Problem("package.changed", Severity.ASK, place)
    return None
