"""Secretary: receive ballots, say what a merge would do, carry it out, show the results."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Final

from judge_desk.contest.counting.results import RoundResult
from judge_desk.contest.merge.ballots import SealedBallot
from judge_desk.contest.merge.conditions import Condition, IncomingFile, MergePlan, PanelView, PlanRow, RefusedFile
from judge_desk.contest.merge.merging import plan_merge, row_finding
from judge_desk.contest.merge.prospect import Outcome, Prospect, in_order, prospect
from judge_desk.contest.values.decisions import Decision, is_locked
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
from judge_desk.desks import closed_files
from judge_desk.desks.closed_files import Reader, Taken
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.foreseeing import Told, told
from judge_desk.desks.safekeeping import snapshot
from judge_desk.desks.standing import Standing, count_again, round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import finish_new, make_folder, read_bytes
from judge_desk.exchange.plain_text import tidy_line, tidy_name, tidy_text
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.sealed import closed_file
from judge_desk.exchange.stored_names import BALLOTS, ballot_name, closed_name
from judge_desk.stores.ballot_tables import (
    MergeRecord,
    StoredBallot,
    next_merge_number,
    put_ballots,
    put_merge,
    read_arrivals,
)
from judge_desk.stores.decision_tables import put_decision
from judge_desk.stores.opening_tables import StoredClosed, put_closed
from judge_desk.stores.rows import Facts

CONDITIONS: Final = {
    "merge.other_contest": Condition.OTHER_CONTEST,
    "merge.other_round": Condition.OTHER_ROUND,
    "note.signature": Condition.BAD_SIGNATURE,
    **closed_files.CONDITIONS,
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


@dataclass(frozen=True)
class Plan:
    """What a merge would do.

    Attributes:
        rows: file by file, in the order given; refused: names of the files that are not taken in, in reading order.
        tell: tells the same for people.
        questions: what would be open afterwards; prospect: the panel in figures afterwards.
        before, after: the panel.
        ballots: every ballot that can be compared, here already or brought.
    """

    rows: tuple[Row, ...]
    refused: tuple[str, ...]
    tell: Callable[[], tuple[Told, ...]] = field(repr=False, compare=False)
    questions: Findings
    prospect: Prospect
    before: PanelView
    after: PanelView
    ballots: Mapping[Digest, SealedBallot]

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """The plan for people, in the order in which they read it."""
        return self.tell()


Files = tuple[Taken, ...]


def read_files(files: Sequence[Path], reader: Reader, around: Surroundings) -> Files:
    """Read ballot files; what cannot be believed is named, not raised."""
    read = []
    for number, path in enumerate(files, start=1):
        around.progress("progress.reading_ballots", number - 1, len(files))
        read.append(_read(path, reader))
    return tuple(read)


def _read(path: Path, reader: Reader) -> Taken:
    data, name = b"", tidy_name(path.name)
    try:
        data = read_bytes(path, closed_file.LIMIT)
    except Refusal as refusal:
        return Taken(_refused(refusal, name, data))
    return read_one(data, name, reader)


def read_one(data: bytes, name: str, reader: Reader) -> Taken:
    """Read the bytes of a ballot file; what cannot be believed is named, not raised."""
    try:
        return reader.take(data, name)
    except Refusal as refusal:
        return Taken(_refused(refusal, name, data))


def _refused(refusal: Refusal, name: str, data: bytes) -> RefusedFile:
    problem = refusal.problem
    sealed_once = isinstance(refusal, Altered | Unreadable) and data.startswith(_OURS)
    condition = CONDITIONS.get(problem.code, Condition.ALTERED if sealed_once else Condition.UNREADABLE)
    facts = {key: tidy_name(fact) if isinstance(fact, str) else fact for key, fact in problem.facts.items()}
    return RefusedFile(name, condition, {"why": problem.code, **facts})


def _plan(standing: Standing, files: Files) -> MergePlan:
    mine = tuple(d for d in standing.decisions if d.round in ("", standing.round.id))
    return plan_merge(standing.view.issued, standing.ballots, [each.file for each in files], mine)


def _shown(contest: ContestFolder, standing: Standing, plan: MergePlan, files: Files) -> Plan:
    rows = tuple(Row(row.name, row.condition, row.seat, row.digest, row.keep, _finding(row)) for row in plan.rows)
    ballots = {each.digest: each for each in standing.ballots}
    ballots |= {each.file.sealed.digest: each.file.sealed for each in files if isinstance(each.file, IncomingFile)}
    received = read_arrivals(contest.store, standing.round.id)
    refused = tuple(plan.rows[at].name for at, outcome in in_order(plan) if outcome is Outcome.REFUSED)
    tell = partial(told, plan, [row.finding for row in rows], ballots, received, standing)
    held = {row.seat for row in plan.rows if row.condition is Condition.CLOSED and row.seat is not None}
    figures = prospect(plan.after, held | set(standing.closed_seats))
    return Plan(rows, refused, tell, plan.after.open, figures, plan.before, plan.after, ballots)


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
        read = read_files(files, Reader(standing, contest.definition.id), around)
        return planned(contest, standing, read)[1]


def planned(contest: ContestFolder, standing: Standing, read: Files) -> tuple[MergePlan, Plan]:
    """Give the plan of a merge of files that were read, and the same as it is shown."""
    found = _plan(standing, read)
    return found, _shown(contest, standing, found, read)


@dataclass(frozen=True)
class Merged:
    """A merge that was carried out.

    Attributes:
        number: of the merge; plan: what was planned, and done; counted: how many ballots count now.
        backup: name of the copy made before.
        count: counts the round as it stands now, prizes left away; None while its ballots are closed.
    """

    number: int
    plan: Plan
    counted: int
    backup: str
    count: Callable[[], RoundResult] | None = field(repr=False, compare=False, default=None)

    @cached_property
    def result(self) -> RoundResult | None:
        """What the round comes to now: every official score and place that the rules give."""
        return self.count() if self.count is not None else None


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
        read = read_files(files, Reader(standing, contest.definition.id), around)
        return carry_out(contest, standing, read, around, Protocol(operator, witnesses, reason), accepted)


@dataclass(frozen=True, slots=True)
class Protocol:
    """Who merges, who looks on, why; for the record."""

    operator: str
    witnesses: tuple[str, ...]
    reason: str


def carry_out(
    contest: ContestFolder,
    standing: Standing,
    read: Files,
    around: Surroundings,
    told: Protocol,
    accepted: Plan | None,
    decision: Decision | None = None,
) -> Merged:
    """Carry out the merge of files that were read; ``decision`` is recorded in the same transaction.

    Raises:
        NotNow: the plan is another one than was ``accepted``.
        Refusal: the folder cannot be written; then nothing is recorded.
    """
    found, shown = planned(contest, standing, read)
    _check_accepted(found, accepted, standing)
    round_id = standing.round.id
    backup = snapshot(contest, f"merge-{round_id}", around)
    kept, closed = _keep(contest, standing, found, read, around, told.operator)
    number, names = next_merge_number(contest.store), (told.operator, told.witnesses, told.reason)
    record = MergeRecord(number, round_id, *names, around.now(), found.rows)
    facts: Facts = {"round": round_id, "files": len(read), "kept": len(kept) or len(closed), "merge": number}
    with contest.store.act(told.operator, "merge", {**facts, "backup": backup}, record.stated_time) as act:
        put_ballots(act, kept)
        put_closed(act, closed)
        put_merge(act, record)
        if decision is not None:
            put_decision(act, decision)
            act.tell(decision=decision.number)
    count = partial(count_again, standing, shown.after, contest.decisions)
    return Merged(number, shown, shown.prospect.counted, backup, None if standing.waits_for_opening else count)


def _check_accepted(planned: MergePlan, accepted: Plan | None, standing: Standing) -> None:
    """Refuse a plan that is another one than people looked at and accepted."""
    if accepted is not None and _outcomes(planned.rows) != _outcomes(accepted.rows):
        raise NotNow("merge.other_plan", where=standing.round.title)


def _outcomes(rows: Sequence[Row] | Sequence[PlanRow]) -> list[tuple[Condition, str | None]]:
    return [(row.condition, row.digest) for row in rows]


def _keep(
    contest: ContestFolder, standing: Standing, planned: MergePlan, read: Files, around: Surroundings, operator: str
) -> tuple[tuple[StoredBallot, ...], tuple[StoredClosed, ...]]:
    """Write the ballots that are kept into the folder, named by digest, and give their rows: open ones, closed ones."""
    kept, closed = [], []
    make_folder(contest.path / BALLOTS)
    for row, each in zip(planned.rows, read, strict=True):
        if not row.keep:
            continue
        if isinstance(each.file, IncomingFile):
            finish_new(contest.path / BALLOTS / ballot_name(each.file.sealed.digest), each.data)
            kept.append(_stored(each.file.sealed, each.file.name, each.data, around.now(), operator))
        if each.closed and row.seat is not None:
            digest = digest_of(each.closed)
            finish_new(contest.path / BALLOTS / closed_name(digest), each.closed)
            text, about = each.closed.decode("utf-8"), (standing.round.id, row.seat, each.file.name)
            closed.append(StoredClosed(digest, *about, text, around.now(), operator))
    return tuple(kept), tuple(closed)


def _stored(sealed: SealedBallot, name: str, data: bytes, now: str, operator: str) -> StoredBallot:
    ballot = sealed.ballot
    return StoredBallot(sealed.digest, ballot.round, ballot.seat, ballot.revision, name, now, operator, data)


def results(folder: Path, round_id: str, around: Surroundings) -> Standing:
    """Work a round out; its questions say what keeps the result from being official."""
    with open_folder(folder, read_only=True) as contest:
        return round_standing(contest, contest.round(round_id).id)
