"""Secretary: receive ballots, say what a merge would do, carry it out, show the results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.merge.ballots import SealedBallot
from judge_desk.contest.merge.conditions import Condition, IncomingFile, MergePlan, PanelView, PlanRow, RefusedFile
from judge_desk.contest.merge.merging import plan_merge, row_finding
from judge_desk.contest.merge.prospect import Outcome, Prospect, prospect
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.values.decisions import is_locked
from judge_desk.contest.values.identity import Digest, Seat
from judge_desk.contest.values.problems import (
    Altered,
    BadInput,
    Findings,
    NotNow,
    Problem,
    Refusal,
    Severity,
    Unreadable,
)
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.foreseeing import Told, told
from judge_desk.desks.safekeeping import snapshot
from judge_desk.desks.standing import Standing, columns_for, round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import finish_new, make_folder, read_bytes
from judge_desk.exchange.plain_text import tidy_line, tidy_name, tidy_text
from judge_desk.exchange.sealed.ballot_file import read_ballot
from judge_desk.exchange.sealed.notes import MAXIMUM
from judge_desk.exchange.stored_names import BALLOTS, ballot_name
from judge_desk.stores.ballot_tables import (
    MergeRecord,
    StoredBallot,
    next_merge_number,
    put_ballots,
    put_merge,
    read_ballots,
)
from judge_desk.stores.rows import Facts

CONDITIONS: Final = {
    "merge.other_contest": Condition.OTHER_CONTEST,
    "merge.other_round": Condition.OTHER_ROUND,
    "note.signature": Condition.BAD_SIGNATURE,
}
"""What a refused file is, by the code of the refusal; else altered if it begins like ours, unreadable if not."""
_OURS: Final = b"judge-desk "


@dataclass(frozen=True, slots=True)
class Row:
    """One file of a plan: its condition, seat and digest if known, whether it is kept, the finding that says it all."""

    file: str
    condition: Condition
    seat: Seat | None
    digest: str | None
    kept: bool
    finding: Problem


@dataclass(frozen=True, slots=True)
class Plan:
    """What a merge would do.

    Attributes:
        rows: file by file, in the order given; told: the same for people, in the order in which they read it.
        questions: what would be open afterwards; prospect: the panel in figures afterwards.
        before, after: the panel.
        ballots: every ballot that can be compared, here already or brought.
    """

    rows: tuple[Row, ...]
    told: tuple[Told, ...]
    questions: Findings
    prospect: Prospect
    before: PanelView
    after: PanelView
    ballots: Mapping[Digest, SealedBallot]

    @property
    def refused(self) -> tuple[str, ...]:
        """Names of the files that are not taken in."""
        return tuple(name for each in self.told if each.outcome is Outcome.REFUSED for name in each.files)


Files = tuple[tuple[IncomingFile | RefusedFile, bytes], ...]


def read_files(files: Sequence[Path], round_: Round, contest: str, around: Surroundings) -> Files:
    """Read ballot files; what cannot be believed is named, not raised."""
    read = []
    for number, path in enumerate(files, start=1):
        around.progress("progress.reading_ballots", number - 1, len(files))
        read.append(_read(path, round_, contest))
    return tuple(read)


def _read(path: Path, round_: Round, contest: str) -> tuple[IncomingFile | RefusedFile, bytes]:
    data, name = b"", tidy_name(path.name)
    try:
        data = read_bytes(path, MAXIMUM)
        return IncomingFile(name, read_ballot(data, name, columns_for(round_, contest))), data
    except Refusal as refusal:
        problem = refusal.problem
        sealed_once = isinstance(refusal, Altered | Unreadable) and data.startswith(_OURS)
        condition = CONDITIONS.get(problem.code, Condition.ALTERED if sealed_once else Condition.UNREADABLE)
        facts = {key: tidy_name(fact) if isinstance(fact, str) else fact for key, fact in problem.facts.items()}
        return RefusedFile(name, condition, {"why": problem.code, **facts}), b""


def _plan(standing: Standing, files: Files) -> MergePlan:
    mine = tuple(d for d in standing.decisions if d.round in ("", standing.round.id))
    return plan_merge(standing.view.issued, standing.ballots, [each for each, _ in files], mine)


def _shown(contest: ContestFolder, standing: Standing, plan: MergePlan, files: Files) -> Plan:
    rows = tuple(Row(row.name, row.condition, row.seat, row.digest, row.keep, _finding(row)) for row in plan.rows)
    ballots = {each.digest: each for each in standing.ballots}
    ballots |= {each.sealed.digest: each.sealed for each, _ in files if isinstance(each, IncomingFile)}
    received = {each.digest: each.received for each in read_ballots(contest.store, standing.round.id)}
    lines = told(plan, [row.finding for row in rows], ballots, received, standing)
    return Plan(rows, lines, plan.after.open, prospect(plan.after), plan.before, plan.after, ballots)


def _finding(row: PlanRow) -> Problem:
    """Say of a file that could not be believed what exactly is wrong with it; of all others what would happen."""
    why = str(row.facts.get("why", ""))
    if not why or why in ("merge.other_contest", "merge.other_round"):
        return row_finding(row)
    return Problem(why, Severity.STOP, row.name, {k: v for k, v in row.facts.items() if k != "why"})


def plan(folder: Path, round_id: str, files: Sequence[Path], around: Surroundings) -> Plan:
    """Say what merging these files would do; nothing is written."""
    with open_folder(folder, read_only=True) as contest:
        standing = round_standing(contest, contest.round(round_id).id)
        read = read_files(files, standing.round, contest.definition.id, around)
        return _shown(contest, standing, _plan(standing, read), read)


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge that was carried out: its number, the plan, ballots that count now, name of the copy made before."""

    number: int
    plan: Plan
    counted: int
    backup: str


def merge(
    folder: Path,
    round_id: str,
    files: Sequence[Path],
    around: Surroundings,
    reason: str,
    operator: str,
    witnesses: tuple[str, ...] = (),
    accepted: Plan | None = None,
) -> Merged:
    """Carry out a merge: a snapshot, the ballots byte for byte, then one transaction with its record.

    Raises:
        NotNow: no files, or files or folder no longer give the plan that was ``accepted``.
        BadInput: no reason or no name.
        Refusal: the folder cannot be written; then nothing of the merge is recorded.
    """
    if not files:
        raise NotNow("merge.no_files")
    reason, operator = tidy_text(reason), tidy_line(operator)
    witnesses = tuple(name for each in witnesses if (name := tidy_line(each)))
    if not reason or not operator:
        raise BadInput("merge.no_reason")
    with open_folder(folder) as contest:
        standing = round_standing(contest, contest.round(round_id).id)
        if is_locked(contest.decisions, standing.round.id):
            raise NotNow("merge.locked", where=standing.round.title)
        read = read_files(files, standing.round, contest.definition.id, around)
        planned = _plan(standing, read)
        _check_accepted(planned, accepted, standing)
        shown = _shown(contest, standing, planned, read)
        backup = snapshot(contest, f"merge-{round_id}", around)
        kept = _keep(contest, planned, read, around, operator)
        number, names = next_merge_number(contest.store), (operator, witnesses, reason)
        record = MergeRecord(number, standing.round.id, *names, around.now(), planned.rows)
        facts: Facts = {"round": round_id, "files": len(files), "kept": len(kept), "merge": number, "backup": backup}
        with contest.store.act(operator, "merge", facts, record.stated_time) as act:
            put_ballots(act, kept)
            put_merge(act, record)
        return Merged(number, shown, shown.prospect.counted, backup)


def _check_accepted(planned: MergePlan, accepted: Plan | None, standing: Standing) -> None:
    """Refuse a plan that is another one than people looked at and accepted."""
    if accepted is not None and _outcomes(planned.rows) != _outcomes(accepted.rows):
        raise NotNow("merge.other_plan", where=standing.round.title)


def _outcomes(rows: Sequence[Row] | Sequence[PlanRow]) -> list[tuple[Condition, str | None]]:
    return [(row.condition, row.digest) for row in rows]


def _keep(
    contest: ContestFolder, planned: MergePlan, read: Files, around: Surroundings, operator: str
) -> tuple[StoredBallot, ...]:
    """Write the ballots that are kept into the folder, named by digest, and give their rows."""
    kept = []
    make_folder(contest.path / BALLOTS)
    for row, (each, data) in zip(planned.rows, read, strict=True):
        if row.keep and isinstance(each, IncomingFile):
            finish_new(contest.path / BALLOTS / ballot_name(each.sealed.digest), data)
            kept.append(_stored(each.sealed, each.name, data, around.now(), operator))
    return tuple(kept)


def _stored(sealed: SealedBallot, name: str, data: bytes, now: str, operator: str) -> StoredBallot:
    ballot = sealed.ballot
    text = data.decode("utf-8")
    return StoredBallot(
        sealed.digest, ballot.round, ballot.seat, ballot.revision, sealed.code, name, text, now, operator
    )


def results(folder: Path, round_id: str, around: Surroundings) -> Standing:
    """Work a round out; its questions say what keeps the result from being official."""
    with open_folder(folder, read_only=True) as contest:
        return round_standing(contest, contest.round(round_id).id)
