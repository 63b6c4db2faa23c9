"""Judge: open a package at a seat, see where the marks stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from judge_desk.contest.register.packages import Manifest
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.rulebook.rubric import Rubric, judged_leaves, total, worth
from judge_desk.contest.values.identity import CriterionId, Digest, EntryCode, Seat
from judge_desk.contest.values.numbers import decimal_text, decimals_of
from judge_desk.contest.values.problems import (
    BadInput,
    Findings,
    NotNow,
    Severity,
    Unreadable,
)
from judge_desk.desks.judge_file import JudgeFile, entries_of, open_judge_file, rules_of
from judge_desk.desks.rescuing import is_gone
from judge_desk.desks.surroundings import Surroundings
from judge_desk.desks.unlocking import unlock
from judge_desk.exchange.disk import read_bytes
from judge_desk.exchange.sealed import keys
from judge_desk.exchange.sealed.manifest_file import LIMIT
from judge_desk.exchange.sealed.package_check import check_package, find_manifest, read_package
from judge_desk.stores.score_events import ScoreFileIdentity
from judge_desk.stores.score_file import ScoreFile

DEVICE_KEY = "may-nay"
"""Name of this installation's key in the user's folder."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A seat that was opened: who, how many entries, the 30 digits to compare with the wall, damaged files."""

    seat: Seat
    name: str
    entries: int
    package_code: str
    findings: Findings


def open_package(folder: Path, seat: int, pin: str, file: Path, around: Surroundings) -> Opened:
    """Check a package, open a seat with its PIN and make the seat's score file.

    A damaged file of an entry is a finding and does not stop the marking of the others.

    Raises:
        Refusal: no sound manifest, no such seat, wrong PIN, or the score file cannot be made.
    """
    if not folder.is_dir():
        raise BadInput("package.no_folder", where=folder.name)
    manifest, package, code = read_package(folder)
    text = read_bytes(find_manifest(folder), LIMIT).decode("utf-8")
    rules_of(manifest)
    holder = seat_holder(manifest, folder, Seat(seat))
    unlock(manifest, Seat(seat), pin, around)
    if file.exists():
        raise NotNow("score_file.exists", where=file.name)
    findings = _checked(folder, around)
    make_score_file(manifest, package, text, holder, file, around)
    entries = len(entries_of(manifest, Seat(seat)))
    return Opened(Seat(seat), holder.name, entries, code, findings)


def seat_holder(manifest: Manifest, folder: Path, seat: Seat) -> SeatHolder:
    """Give who sits on a seat now.

    Raises:
        BadInput: the package has no such seat, or it was closed.
    """
    holder = next((each for each in manifest.seats if each.seat == seat and each.until is None), None)
    if holder is None:
        raise BadInput("package.no_seat", where=folder.name, seat=seat)
    return holder


def make_score_file(
    manifest: Manifest, package: Digest, text: str, holder: SeatHolder, file: Path, around: Surroundings
) -> None:
    """Make the score file of a seat; ``text`` is that of the manifest, ``package`` its digest.

    Raises:
        Unreadable: there was one, its copies are here, and it is gone: nobody starts anew without knowing that.
        Refusal: it exists, or cannot be made there.
    """
    if is_gone(file):
        raise Unreadable("score_file.gone", where=file.name)
    device = keys.public_hex(keys.load_or_create(around.home, DEVICE_KEY, around.token))
    about = (manifest.contest, manifest.round, manifest.definition_digest, package)
    identity = ScoreFileIdentity(*about, holder.seat, holder.name, device)
    ScoreFile.create(file, identity, text).close()


def _checked(folder: Path, around: Surroundings) -> Findings:
    """Check every file of the package; one whose writing was interrupted is not opened at all."""
    found = check_package(folder, around.progress).findings
    for each in found:
        if each.code == "package.unfinished":
            raise Unreadable(each.code, each.where)
    return without_stopping(found)


def without_stopping(findings: Findings) -> Findings:
    """Make a damaged file a question to the secretary: it does not stop the marking of the others."""
    return tuple(replace(each, severity=Severity.ASK) if each.severity is Severity.STOP else each for each in findings)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One entry: code, marks as text (empty where blank), total (None while incomplete), state of the line."""

    code: EntryCode
    marks: tuple[str, ...]
    total: str | None
    state: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A score file to look at: ``state`` open or sealed; a line's state done, started, empty or recused."""

    seat: Seat
    name: str
    state: str
    columns: tuple[CriterionId, ...]
    lines: tuple[ShownLine, ...]
    findings: Findings = ()


def show(file: Path) -> Shown:
    """Show marks, gaps and state of a score file, every entry of the seat in code order."""
    with open_judge_file(file, read_only=True) as judge:
        marks, recusals = judge.score.marks(), judge.score.recusals()
        columns = tuple(leaf.id for leaf in judged_leaves(judge.round.rubric))
        lines = tuple(_line(judge, entry.code, marks, recusals) for entry in judge.entries)
        return Shown(judge.score.identity.seat, judge.score.identity.name, judge.score.state, columns, lines)


def _line(
    judge: JudgeFile,
    code: EntryCode,
    marks: Mapping[tuple[EntryCode, CriterionId], int],
    recusals: Mapping[EntryCode, str],
) -> ShownLine:
    rubric = judge.round.rubric
    given = {leaf.id: marks[code, leaf.id] for leaf in judged_leaves(rubric) if (code, leaf.id) in marks}
    texts = tuple(
        decimal_text(given[leaf.id] * leaf.step, decimals_of(leaf.step)) if leaf.id in given else ""
        for leaf in judged_leaves(rubric)
    )
    if code in recusals:
        return ShownLine(code, texts, None, "recused")
    if len(given) < len(texts):
        return ShownLine(code, texts, None, "started" if given else "empty")
    return ShownLine(code, texts, decimal_text(total(rubric, given), total_decimals(judge)), "done")


def total_decimals(judge: JudgeFile) -> int:
    """Say how many decimals a judge's total can need under the rubric of the file."""
    return decimals_of_totals(judge.round.rubric)


def decimals_of_totals(rubric: Rubric) -> int:
    """Say how many decimals a total under a rubric can need."""
    return max((decimals_of(abs(worth(rubric, leaf))) for leaf in judged_leaves(rubric)), default=0)
