"""The panel as a pure function of a set of ballots and a set of decisions, and the plan of a merge.

Order and repetition of files cannot change a result, and two secretaries' folders merge by union. The program never
resolves a conflict: it names it, and a decision names the exact ballots it chose among. Nothing is written here.
``conditions`` has the values, ``chains`` the revisions, ``faults`` the rules on one ballot, ``rulings`` the
decisions, ``seating`` one seat; readers need only this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from judge_desk.contest.merge.ballots import SealedBallot
from judge_desk.contest.merge.casting import Cast
from judge_desk.contest.merge.conditions import (
    Condition,
    HeldFile,
    IncomingFile,
    Issued,
    MergePlan,
    PanelView,
    PlanRow,
    RefusedFile,
    SeatView,
)
from judge_desk.contest.merge.editions import issued_from
from judge_desk.contest.merge.faults import facts_of, make_bench, names_of
from judge_desk.contest.merge.rulings import read_rulings, with_withdrawals
from judge_desk.contest.merge.seating import view_seat
from judge_desk.contest.values.decisions import Decision
from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import Problem, Severity

__all__ = [
    "Condition",
    "HeldFile",
    "IncomingFile",
    "Issued",
    "MergePlan",
    "PanelView",
    "PlanRow",
    "RefusedFile",
    "SeatView",
    "cast_lines",
    "issued_from",
    "panel_view",
    "plan_merge",
    "row_finding",
]

_STRAY = {Condition.OTHER_CONTEST: "merge.stray_contest", Condition.OTHER_ROUND: "merge.stray_round"}
_HARMLESS = frozenset({Condition.COUNTED, Condition.SAME_AGAIN, Condition.SUPERSEDED, Condition.CLOSED})


def panel_view(issued: Issued, ballots: Iterable[SealedBallot], decisions: tuple[Decision, ...]) -> PanelView:
    """Work out the panel of a round from what was issued, the verified ballots and the decisions.

    A pure function of the two sets: order and repetition change nothing. Every ballot given is counted, listed at
    its seat with its condition, or (another contest's or round's) named in a note.

    Raises:
        ValueError: two different contents under one digest, which no reading of files can produce.
    """
    present = _by_digest(ballots)
    ours = [sealed for sealed in present if _foreign(sealed, issued) is None]
    rulings = read_rulings(decisions, issued)
    current = with_withdrawals(issued, rulings.withdrawn)
    bench = make_bench(current, ours, rulings.closed, bool(rulings.papers))
    seats = sorted(bench.seats | {sealed.ballot.seat for sealed in ours})
    results = [view_seat(seat, [s for s in ours if s.ballot.seat == seat], bench, rulings) for seat in seats]
    strangers = tuple(
        Problem(_STRAY[condition], Severity.NOTE, "", facts_of(sealed))
        for sealed in present
        if (condition := _foreign(sealed, issued)) is not None
    )
    return PanelView(
        issued=current,
        seats=tuple(view for view, _, _ in results),
        open=tuple(problem for _, asked, _ in results for problem in asked),
        notes=tuple(problem for _, _, noted in results for problem in noted) + strangers,
    )


def _by_digest(ballots: Iterable[SealedBallot]) -> tuple[SealedBallot, ...]:
    """Give the set of ballots in digest order."""
    found: dict[Digest, SealedBallot] = {}
    for sealed in ballots:
        if found.setdefault(sealed.digest, sealed) != sealed:
            raise ValueError(f"two contents under one digest: {sealed.digest}")
    return tuple(found[digest] for digest in sorted(found))


def _foreign(sealed: SealedBallot, issued: Issued) -> Condition | None:
    if sealed.ballot.contest != issued.contest:
        return Condition.OTHER_CONTEST
    return Condition.OTHER_ROUND if sealed.ballot.round != issued.round else None


def cast_lines(view: PanelView) -> Cast:
    """Give the lines that count, by entry and seat; see ``casting``."""
    return Cast.of(view)


def plan_merge(
    issued: Issued,
    present: Iterable[SealedBallot],
    incoming: Sequence[IncomingFile | RefusedFile | HeldFile],
    decisions: tuple[Decision, ...],
) -> MergePlan:
    """Say what taking in these files would do; nothing is written.

    Every genuine ballot of this contest and round is kept, also a superseded or conflicting one. A file that could
    not be believed, or that belongs elsewhere, is not. A closed ballot is kept as it is and changes nothing yet.
    """
    there = _by_digest(present)
    ours = [each.sealed for each in incoming if isinstance(each, IncomingFile)]
    joining = [sealed for sealed in ours if _foreign(sealed, issued) is None]
    before = panel_view(issued, there, decisions)
    after = panel_view(issued, [*there, *joining], decisions)
    conditions = _conditions(after)
    seen = {sealed.digest for sealed in there}
    rows = tuple(
        _row(each, issued, seen, conditions, before) if isinstance(each, IncomingFile) else _unread(each)
        for each in incoming
    )
    return MergePlan(rows, before, after)


def _conditions(view: PanelView) -> Mapping[Digest, Condition]:
    found = dict(pair for seat in view.seats for pair in seat.others)
    return found | {seat.counted.digest: seat.condition for seat in view.seats if seat.counted}


def _unread(file: RefusedFile | HeldFile) -> PlanRow:
    if isinstance(file, HeldFile):
        return PlanRow(
            file.name, file.condition, file.seat, file.digest, file.facts, file.condition is Condition.CLOSED
        )
    return PlanRow(file.name, file.condition, None, None, file.facts, False)


def _row(
    file: IncomingFile,
    issued: Issued,
    seen: set[Digest],
    conditions: Mapping[Digest, Condition],
    before: PanelView,
) -> PlanRow:
    """Make one file's row; ``seen`` grows, so that the second copy of a ballot is the same again."""
    sealed, seat = file.sealed, file.sealed.ballot.seat
    foreign = _foreign(sealed, issued)
    if foreign is not None:
        return PlanRow(file.name, foreign, seat, sealed.digest, facts_of(sealed), False)
    if sealed.digest in seen:
        return PlanRow(file.name, Condition.SAME_AGAIN, seat, sealed.digest, names_of(sealed), False)
    seen.add(sealed.digest)
    counted = next((view.counted for view in before.seats if view.seat == seat), None)
    condition = conditions[sealed.digest]
    if counted is not None:
        facts = facts_of(sealed) | {"instead": counted.ballot.revision}
    else:  # nothing to tell apart by code
        facts = names_of(sealed) if condition is Condition.COUNTED else facts_of(sealed)
    return PlanRow(file.name, condition, seat, sealed.digest, facts, True)


def row_finding(row: PlanRow) -> Problem:
    """Turn a row into the finding whose sentence says what would happen (``plan.<condition>``).

    A counted ballot that takes the place of another one has its own sentence. What joins the panel without a
    question is a note, what needs a person is a question, and what is not taken in is a stop.
    """
    replaces = row.condition is Condition.COUNTED and "instead" in row.facts
    code = "plan.counted_instead" if replaces else f"plan.{row.condition}"
    doubtful = Severity.ASK if row.keep else Severity.STOP
    return Problem(code, Severity.NOTE if row.condition in _HARMLESS else doubtful, row.name, row.facts)
