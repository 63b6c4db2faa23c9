"""Secretary: issue the package, one for all judges, and check one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.values.identity import Digest, Seat
from judge_desk.contest.values.problems import BadInput, Findings, NotNow
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.judge_file import rules_of
from judge_desk.desks.package_making import letters_path, newest_package, sources_of
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.sealed import package
from judge_desk.exchange.sealed.keys import key_from
from judge_desk.exchange.sealed.manifest_file import read_manifest
from judge_desk.exchange.sealed.package_check import check_package as check_folder
from judge_desk.stores.round_tables import read_codes


@dataclass(frozen=True, slots=True)
class Issued:
    """An issued package: its folder, version, digest, 30 digits; letters of its seats."""

    package: Path
    version: int
    digest: Digest
    code: str
    letters: Path
    files: int
    findings: Findings


def issue(
    folder: Path, round_id: str, target: Path, around: Surroundings, told: dict[Seat, str] | None = None
) -> Issued:
    """Write the package of a round into a new folder below the target, e.g. a stick.

    The manifest and the letters are kept in the contest folder first, so that an interrupted copy is finished, and a
    further stick filled, by the same command. Only when entries withdrew or seats closed is a new version made.
    PINs stand in the letters and nowhere else; ``told`` takes them too, for a rehearsal that plays the judges.

    Raises:
        NotNow: codes are not drawn yet.
        Refusal: the target cannot be written; what was copied whole is kept and used the next time.
    """
    with open_folder(folder) as contest:
        round_ = contest.round(round_id)
        if not read_codes(contest.store, round_.id):
            raise NotNow("issue.not_drawn", round=round_.title)
        made = newest_package(contest, round_, around, told)
        manifest = read_manifest(made.text.encode("utf-8"), made.name)
        place = target / f"goi-{manifest.contest}-{manifest.round}"
        built = package.build_package(
            manifest, key_from(contest.store.key_seed()), sources_of(contest, round_), place, around.progress
        )
        path = letters_path(contest, round_, 1)
        return Issued(place, manifest.version, made.digest, built.code, path, built.copied + built.kept, ())


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
    checked = check_folder(folder, around.progress)
    found = (checked.code, checked.digest, checked.whole, checked.findings)
    if checked.manifest is None:
        return PackageReport(*found)
    definition, round_ = rules_of(checked.manifest)
    return PackageReport(*found, definition.short_title, round_.title, checked.manifest.rehearsal)
