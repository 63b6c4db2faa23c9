"""Secretary: issue the package, one for all judges, and check one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.values.identity import Digest, Seat
from judge_desk.contest.values.problems import BadInput, Findings, NotNow
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.judge_file import rules_of
from judge_desk.desks.package_making import (
    letters_path,
    newest_letters,
    newest_package,
    plan_package,
    sources_of,
    versions_with_letters,
)
from judge_desk.desks.papers.wall_content import wall_content
from judge_desk.desks.papers.words_in_force import pdf_in_force
from judge_desk.desks.surroundings import Surroundings
from judge_desk.desks.target_checking import checked_target, refuse
from judge_desk.documents.wall_code import wall_code as wall_page
from judge_desk.exchange.disk import finish_new, make_folder, read_bytes
from judge_desk.exchange.plain_text import tidy_name
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.sealed import package
from judge_desk.exchange.sealed.keys import key_from
from judge_desk.exchange.sealed.manifest_file import digest_and_code, read_manifest
from judge_desk.exchange.sealed.package_check import PackageCheck, look_over
from judge_desk.exchange.sealed.package_check import check_package as check_folder
from judge_desk.exchange.sealed.package_copy import is_complete
from judge_desk.stores.round_tables import StoredPackage, read_codes
from judge_desk.stores.rows import Facts

HAND: Final = "hand"
"""Word of the log for a stick that was written."""
LARGEST_LETTERS: Final = 64 * 1024 * 1024
"""Bytes of the longest file of letters."""


@dataclass(frozen=True, slots=True)
class Issued:
    """An issued package: its folder, version, digest, 30 digits; letters of its seats; what is to be known of it.

    ``copied`` files were written now, the others were there already; ``findings`` say what a further version changed,
    and what to mind with this stick.
    """

    package: Path
    version: int
    digest: Digest
    code: str
    letters: Path
    files: int
    findings: Findings
    copied: int = 0


def issue(
    folder: Path, round_id: str, target: Path, around: Surroundings, told: dict[Seat, str] | None = None
) -> Issued:
    """Write the package of a round into a new folder below the target, e.g. a stick.

    The target is looked at first; one that cannot take the package is refused before anything is made or written.
    The manifest and the letters are kept in the contest folder first, so that an interrupted copy is finished, and a
    further stick filled, by the same command. Only when entries withdrew or seats changed is a new version made; it
    goes beside an older one on the same stick. PINs stand in the letters and nowhere else; ``told`` takes them too,
    for a rehearsal that plays the judges.

    Raises:
        NotNow: codes are not drawn yet.
        Refusal: the target cannot be written; what was copied whole is kept and used the next time.
    """
    with open_folder(folder) as contest:
        round_ = contest.round(round_id)
        if not read_codes(contest.store, round_.id):
            raise NotNow("issue.not_drawn", round=round_.title)
        planned = plan_package(contest, round_)
        check = checked_target(contest, round_, planned, target, around, measure=False)
        refuse(check)
        made = newest_package(contest, round_, planned, around, told)
        manifest, data = read_manifest(made.text.encode("utf-8"), made.name), made.text.encode("utf-8")
        place = package.place_for(target, f"goi-{manifest.contest}-{manifest.round}", manifest.version, data)
        there = is_complete(place, made.digest)
        built = package.build_package(
            manifest, key_from(contest.store.key_seed()), sources_of(contest, round_), place, around.progress
        )
        files = built.copied + built.kept
        _tell(contest, made, target, files, there, around)
        notes = (*planned.changes, *check.findings)
        letters = newest_letters(contest, round_, manifest.version)
        return Issued(place, manifest.version, made.digest, built.code, letters, files, notes, built.copied)


def _tell(
    contest: ContestFolder, made: StoredPackage, target: Path, files: int, there: bool, around: Surroundings
) -> None:
    """Tell the log which stick took the package; one that had it whole, and is told already, is not told again."""
    place = tidy_name(target.name or str(target))
    facts: Facts = {"round": made.round, "version": made.version, "package": made.digest, "place": place}
    handed = [each for each in contest.store.log() if each.what == HAND]
    told = any({name: each.facts.get(name) for name in facts} == facts for each in handed)
    if there and told:
        return
    with contest.store.act(around.operator, HAND, {**facts, "files": files}, around.now()):
        pass


@dataclass(frozen=True, slots=True)
class Handed:
    """A stick that was written: when (stated), by whom, its name, version and digest of the package, files."""

    time: str
    who: str
    place: str
    version: int
    digest: str
    files: int


@dataclass(frozen=True, slots=True)
class IssueView:
    """What the secretary sees of a round's issue.

    Attributes:
        version: of the newest package, 0 before the first; digest, code: of it.
        next_version: what writing a stick now would write; changes: what that version changes.
        entries, files, size: of the package as it would be written.
        letters: versions that gave letters with PINs, oldest first; handed: sticks that were written, newest first.
        drawn: whether codes and seats are drawn.
    """

    version: int
    digest: str
    code: str
    next_version: int
    changes: Findings
    entries: int
    files: int
    size: int
    letters: tuple[int, ...]
    handed: tuple[Handed, ...]
    drawn: bool


def look_at_issue(folder: Path, round_id: str, around: Surroundings) -> IssueView:
    """Say where the issue of a round stands; nothing is changed."""
    with open_folder(folder, read_only=True) as contest:
        round_ = contest.round(round_id)
        drawn = bool(read_codes(contest.store, round_.id))
        planned = plan_package(contest, round_)
        newest = planned.packages[-1] if planned.packages else None
        digest, code = digest_and_code(newest.text.encode("utf-8")) if newest is not None else ("", "")
        going = [entry for entry in planned.entries if not entry.withdrawn]
        sizes = [file.size for entry in going for file in entry.files]
        return IssueView(
            newest.version if newest is not None else 0,
            digest,
            code,
            planned.version,
            planned.changes,
            len(going),
            len(sizes),
            sum(sizes),
            versions_with_letters(contest, round_, planned.version),
            _handed(contest, round_.id),
            drawn,
        )


def _handed(contest: ContestFolder, round_id: str) -> tuple[Handed, ...]:
    told = [each for each in contest.store.log() if each.what == HAND and each.facts.get("round") == round_id]
    return tuple(
        Handed(
            each.stated_time,
            each.actor,
            str(each.facts["place"]),
            int(each.facts["version"]),
            str(each.facts["package"]),
            int(each.facts["files"]),
        )
        for each in reversed(told)
    )


def wall_code(folder: Path, round_id: str, around: Surroundings) -> bytes:
    """Make the page with the newest package's code for the wall of the room, as a PDF; nothing is written.

    Raises:
        NotNow: no package of the round was issued.
    """
    with open_folder(folder, read_only=True) as contest:
        round_ = contest.round(round_id)
        return pdf_in_force(contest, wall_page, wall_content(contest, round_))


def save_wall_code(folder: Path, round_id: str, target: Path, around: Surroundings) -> Path:
    """Write the page for the wall into a folder; gives the file.

    Raises:
        CannotWrite: the place refuses, or another page has the name.
    """
    data = wall_code(folder, round_id, around)
    make_folder(target)
    path = target / wall_name(round_id, data)
    finish_new(path, data)
    return path


def wall_name(round_id: str, data: bytes) -> str:
    """Say what the file of a page for the wall is called."""
    return f"ma-goi-bai-thi-{round_id}-{digest_of(data)[:8]}.pdf"


def letters_pages(folder: Path, round_id: str, version: int, around: Surroundings) -> bytes:
    """Read the letters of seats that were written with a version of a round's package, for printing only.

    Raises:
        Unreadable: there are none, or they cannot be read.
    """
    with open_folder(folder, read_only=True) as contest:
        return read_bytes(letters_path(contest, contest.round(round_id), version), LARGEST_LETTERS)


@dataclass(frozen=True, slots=True)
class PackageReport:
    """What checking a package folder found: 30 digits, digest, whole files, findings; titles where it can be read."""

    code: str
    digest: str
    files: int
    findings: Findings
    title: str = ""
    round: str = ""
    rehearsal: bool = False


def check_package(folder: Path, around: Surroundings) -> PackageReport:
    """Check every file of a package folder against its signed manifest."""
    if not folder.is_dir():
        raise BadInput("package.no_folder", where=folder.name)
    return _report(check_folder(folder, around.progress))


def look_at_written(issued: Issued) -> PackageReport:
    """Say what lies where a package was written this moment; every file of it was read back, none is read again."""
    return _report(look_over(issued.package))


def _report(checked: PackageCheck) -> PackageReport:
    found = (checked.code, checked.digest, checked.whole, checked.findings)
    if checked.manifest is None:
        return PackageReport(*found)
    definition, round_ = rules_of(checked.manifest)
    return PackageReport(*found, definition.short_title, round_.title, checked.manifest.rehearsal)
