"""Checking a package folder against its signed manifest, file by file.

Only files that the manifest lists are opened, and never through a link. Findings name every missing, changed and
extra file at once, so that a judge makes one call to the secretary and not ten.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.register.packages import Manifest, ManifestFile
from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import Findings, Problem, Refusal, Severity, Unreadable
from judge_desk.exchange.disk import Progress, hash_file, is_link, never, read_bytes
from judge_desk.exchange.disk_faults import reading
from judge_desk.exchange.pouring import Cancel
from judge_desk.exchange.sealed.manifest_file import (
    EXTENSION,
    LIMIT,
    digest_and_code,
    file_name,
    manifest_name,
    read_manifest,
)
from judge_desk.exchange.sealed.package import FILES, READ_FIRST, UNFINISHED, Report, mute

_KIB: Final = 1024
_LEFT_BY_SYSTEMS: Final = frozenset(
    {
        "system volume information",
        "$recycle.bin",
        "desktop.ini",
        "thumbs.db",
        ".ds_store",
        ".spotlight-v100",
        ".fseventsd",
        ".trashes",
        "lost+found",
    }
)
_BALLOT: Final = ".jdballot"


@dataclass(frozen=True, slots=True)
class PackageCheck:
    """What a package folder was found to be.

    Attributes:
        manifest: the signed content, None when it cannot be believed.
        digest, code: SHA-256 and 30 digits of the manifest's file; empty without one.
        findings: STOP for what makes the package unusable, NOTE for extra files, which are never opened.
        whole: number of files found exactly as listed.
    """

    manifest: Manifest | None
    digest: str
    code: str
    findings: Findings
    whole: int


def find_manifest(folder: Path) -> Path:
    """Find the one ``.jdpack`` of a folder.

    Raises:
        Unreadable: the folder cannot be read, or has no manifest or more than one.
    """
    with reading(folder):
        names = sorted(entry.name for entry in os.scandir(folder) if entry.name.endswith(EXTENSION))
    names = [name for name in names if not name.startswith(".")]
    if not names:
        unfinished = (folder / UNFINISHED).exists()
        raise Unreadable("package.unfinished" if unfinished else "package.no_manifest", folder.name)
    if len(names) > 1:
        raise Unreadable("package.several_manifests", folder.name, names=", ".join(names))
    return folder / names[0]


def read_package(folder: Path) -> tuple[Manifest, Digest, str]:
    """Read a package's manifest without looking at its files: content, SHA-256 and 30 digits.

    Raises:
        Refusal: of :func:`find_manifest`, of reading the file, or of
            :func:`~judge_desk.exchange.sealed.manifest_file.read_manifest`.
    """
    manifest, data = read_manifest_of(folder)
    return manifest, *digest_and_code(data)


def read_manifest_of(folder: Path) -> tuple[Manifest, bytes]:
    """Read a package's manifest: content, and the file's bytes from which it was read.

    Raises:
        Refusal: as :func:`read_package`.
    """
    path = find_manifest(folder)
    data = read_bytes(path, LIMIT)
    manifest = read_manifest(data, path.name)
    if path.name != manifest_name(manifest):
        raise Unreadable("package.renamed", path.name, wanted=manifest_name(manifest))
    return manifest, data


def check_package(folder: Path, progress: Report = mute, cancel: Cancel = never) -> PackageCheck:
    """Check a package: signature, every listed file's size and SHA-256, and what else lies in the folder.

    Raises:
        NotNow: cancelled.
    """
    try:
        manifest, digest, code = read_package(folder)
    except Refusal as refusal:
        return PackageCheck(None, "", "", (refusal.problem,), 0)
    files = folder / FILES
    names, findings = _names(files)
    wanted = {} if findings else dict(listed(manifest))
    total = sum(file.size for file in wanted.values()) // _KIB
    done = whole = 0
    for name, file in wanted.items():

        def report(part: int, _: int, before: int = done) -> None:
            progress("progress.package_check", (before + part) // _KIB, total)

        found = _file_finding(files, names, name, file, report, cancel)
        findings.extend([found] if found else [])
        whole += found is None
        done += file.size
    findings.extend(_strangers(folder, names, manifest))
    return PackageCheck(manifest, digest, code, tuple(findings), whole)


def look_over(folder: Path) -> PackageCheck:
    """Check a package whose files were read back this moment: signature, and what else lies in the folder.

    No file is read again; ``whole`` is how many are listed.
    """
    try:
        manifest, digest, code = read_package(folder)
    except Refusal as refusal:
        return PackageCheck(None, "", "", (refusal.problem,), 0)
    names, findings = _names(folder / FILES)
    findings.extend(_strangers(folder, names, manifest))
    return PackageCheck(manifest, digest, code, tuple(findings), len(dict(listed(manifest))))


def _names(files: Path) -> tuple[frozenset[str], list[Problem]]:
    """Give the names in the folder of files, or none and the finding why."""
    try:
        with reading(files):
            if is_link(files.lstat()):
                raise Unreadable("disk.link", FILES, folder=str(files.parent))
            return frozenset(os.listdir(files)), []
    except Unreadable as refusal:
        return frozenset(), [refusal.problem]


def listed(manifest: Manifest, withdrawn: bool = False) -> Iterator[tuple[str, ManifestFile]]:
    """Give name and line of every file that a package brings, or of those that left it with withdrawn entries."""
    for entry in manifest.entries:
        if entry.withdrawn is withdrawn:
            for file in entry.files:
                yield file_name(entry.code, file), file


def _file_finding(
    files: Path, names: frozenset[str], name: str, file: ManifestFile, progress: Progress, cancel: Cancel
) -> Problem | None:
    place = f"{FILES}/{name}"
    if name not in names:
        return Problem("package.missing", where=place)
    try:
        found = hash_file(files / name, progress, cancel)
    except Unreadable as refusal:
        return Problem(refusal.problem.code, where=place, facts=refusal.problem.facts)
    if (found.size, found.sha256) != (file.size, file.sha256):
        return Problem("package.changed", where=place)
    return None


def _strangers(folder: Path, names: frozenset[str], manifest: Manifest) -> Iterator[Problem]:
    """Name what lies in the folder and is not listed: renamed in case, left over, or brought by somebody."""
    wanted = {name.casefold(): name for name, _ in listed(manifest)}
    ours = {*wanted.values(), *(name for name, _ in listed(manifest, withdrawn=True))}
    for name in sorted(names - ours):
        if name.casefold() in wanted and wanted[name.casefold()] not in names:
            facts = {"wanted": wanted[name.casefold()]}
            yield Problem("package.case", Severity.NOTE, f"{FILES}/{name}", facts)
        elif not _is_left_by_system(name):
            yield Problem("package.extra", Severity.NOTE, f"{FILES}/{name}")
    expected = {FILES, READ_FIRST, manifest_name(manifest)}
    for name in sorted(os.listdir(folder)):
        if name == UNFINISHED:
            yield Problem("package.unfinished", Severity.STOP, name)
        elif name not in expected and not _is_left_by_system(name) and not name.endswith(_BALLOT):
            yield Problem("package.extra", Severity.NOTE, name)


def _is_left_by_system(name: str) -> bool:
    return name.casefold() in _LEFT_BY_SYSTEMS or name.startswith(("._", ".Trash-"))
