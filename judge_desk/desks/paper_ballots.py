"""Secretary: a paper ballot, typed twice by two people, becomes a ballot file like any other.

The two typings are compared cell by cell and the written totals are checked; any difference stops it. The ballot is
signed by the contest's key, says that it comes from paper, and still has to be merged.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.merge.ballots import Ballot, BallotState, Line, Lines, Remark, Source
from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.contest.values.identity import CriterionId, Digest, EntryCode, Seat
from judge_desk.contest.values.problems import BadInput, Findings, Problem, Severity, stops
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.judge_file import entries_of
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import make_folder, write_new
from judge_desk.exchange.seal import code_of, digest_of
from judge_desk.exchange.sealed import ballot_file
from judge_desk.exchange.sealed.ballot_columns import columns_of
from judge_desk.exchange.sealed.keys import key_from, public_hex
from judge_desk.exchange.spreadsheets.double_typing import compare_two
from judge_desk.exchange.spreadsheets.marks_sheet import MarksReading, SheetIdentity, check_totals, read_marks
from judge_desk.stores.rows import Facts

Readings = tuple[MarksReading, MarksReading]


@dataclass(frozen=True, slots=True)
class Typed:
    """What typing brought: the ballot file (None when the typings differ or have faults), its code, the findings."""

    file: Path | None
    code: str
    digest: str
    findings: Findings


def type_in(
    folder: Path,
    round_id: str,
    seat: int,
    sheets: tuple[Path, Path],
    typists: tuple[str, str],
    target: Path,
    around: Surroundings,
) -> Typed:
    """Compare two typings of one paper sheet; where they agree, write a ballot file.

    Raises:
        BadInput: one person typed both, the same file was given twice, or no such seat.
        Refusal: a sheet or the folder cannot be read.
    """
    if typists[0].strip().casefold() == typists[1].strip().casefold():
        raise BadInput("paper.one_typist", name=typists[0])
    if sheets[0].resolve() == sheets[1].resolve():
        raise BadInput("paper.one_sheet", where=sheets[0].name)
    with open_folder(folder) as contest:
        standing = round_standing(contest, contest.round(round_id).id)
        readings = _read(standing, Seat(seat), sheets)
        names = (sheets[0].name, sheets[1].name)
        return seal_typed(contest, standing, Seat(seat), readings, names, typists, target, around)


def seal_typed(
    contest: ContestFolder,
    standing: Standing,
    seat: Seat,
    readings: Readings,
    names: tuple[str, str],
    typists: tuple[str, str],
    target: Path,
    around: Surroundings,
) -> Typed:
    """Compare two typings that were read; where they agree, write a ballot file. ``names`` is how findings call them.

    Raises:
        Refusal: the place cannot be written.
    """
    findings = differences(standing, readings, names)
    if stops(findings):
        return Typed(None, "", "", findings)
    ballot = _ballot(contest, standing, seat, readings[0], around)
    data = ballot_file.seal(ballot, columns_of(standing.round.rubric), key_from(contest.store.key_seed()))
    path = target / ballot_file.file_name(ballot, data)
    make_folder(target)
    write_new(path, data)
    digest = digest_of(data)
    facts: Facts = {
        "round": standing.round.id, "seat": seat, "first": typists[0], "second": typists[1], "ballot": digest,
    }  # fmt: skip
    with contest.store.act(around.operator, "paper", facts, around.now()):
        pass
    return Typed(path, code_of(digest), digest, findings)


def _read(standing: Standing, seat: Seat, sheets: tuple[Path, Path]) -> Readings:
    manifest = standing.manifest
    if all(holder.seat != seat for holder in manifest.seats):
        raise BadInput("package.no_seat", where=standing.round.title, seat=seat)
    codes = tuple(entry.code for entry in entries_of(manifest, seat))
    leaves = judged_leaves(standing.round.rubric)
    identity = SheetIdentity(manifest.contest, manifest.round, code_of(standing.package), seat)
    first, second = (read_marks(sheet, leaves, codes, identity) for sheet in sheets)
    return first, second


def differences(standing: Standing, readings: Readings, names: tuple[str, str]) -> Findings:
    """Give the faults of both typings, every difference between them, and the totals that do not add up."""
    found = [p for reading in readings for p in reading.findings]
    for each in compare_two(*readings, judged_leaves(standing.round.rubric)):
        facts = {"criterion": each.criterion or "-", "first": each.first or "-", "second": each.second or "-"}
        found.append(Problem(f"paper.differs_{each.what}", Severity.STOP, each.code, facts))
    for reading, name in zip(readings, names, strict=True):
        found.extend(check_totals(reading, standing.round.rubric, name))
    return tuple(found)


def _ballot(
    contest: ContestFolder, standing: Standing, seat: Seat, reading: MarksReading, around: Surroundings
) -> Ballot:
    manifest, columns = standing.manifest, tuple(leaf.id for leaf in judged_leaves(standing.round.rubric))
    device = public_hex(key_from(contest.store.key_seed()))
    before = [b for b in standing.ballots if b.ballot.seat == seat and b.ballot.source is Source.PAPER]
    last = max(before, key=lambda each: each.ballot.revision, default=None)
    lines = tuple(_line(entry.code, columns, reading) for entry in entries_of(manifest, seat))
    whole = all(line.recused or None not in line.marks for line in lines)
    return Ballot(
        contest=manifest.contest,
        round=manifest.round,
        definition=manifest.definition_digest,
        package=Digest(standing.package),
        seat=seat,
        name=next(h.name for h in manifest.seats if h.seat == seat and h.until is None),
        device=device,
        revision=last.ballot.revision + 1 if last is not None else 1,
        previous=last.digest if last is not None else "",
        nonce=around.token(16).hex(),
        state=BallotState.COMPLETE if whole else BallotState.PARTIAL,
        source=Source.PAPER,
        stated_time=around.now(),
        columns=columns,
        lines=Lines.of(lines),
        remarks=tuple(Remark(code, None, text) for code, text in sorted(reading.remarks.items())),
    )


def _line(code: EntryCode, columns: tuple[CriterionId, ...], reading: MarksReading) -> Line:
    if code in reading.recused:
        return Line(code, (None,) * len(columns), True, reading.recused[code] or "-")
    marks = tuple(reading.marks[code, criterion] for criterion in columns)
    return Line(code, marks, False, "-" if None in marks else "")
