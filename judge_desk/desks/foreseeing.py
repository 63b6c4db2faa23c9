"""A merge plan as people read it: what happens to each seat's ballots, with counts, and what will be true afterwards.

No sentence stands here: what is said is a finding, and ``wording`` says it the same in window and terminal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from judge_desk.contest.merge.ballots import SealedBallot
from judge_desk.contest.merge.comparing import Comparison, compare
from judge_desk.contest.merge.conditions import MergePlan, PlanRow, SeatView
from judge_desk.contest.merge.faults import grouped
from judge_desk.contest.merge.prospect import CHOICES, Outcome, Prospect, in_order
from judge_desk.contest.values.decisions import DecisionKind, latest
from judge_desk.contest.values.identity import Digest, Seat
from judge_desk.contest.values.problems import Findings, Problem, Severity
from judge_desk.desks.standing import Standing

Pair = tuple[Digest, Digest]
Ballots = Mapping[Digest, SealedBallot]
REPLACING: Final = ("collect.replacing_same", "collect.replacing_one", "collect.replacing_many")
CHOOSE: Final = ("collect.choose_same", "collect.choose_one", "collect.choose_many")
_SHEETS: Final = (".xlsx", ".csv")
_KEPT: Final = frozenset({Outcome.WAITING, Outcome.REFUSED})


@dataclass(frozen=True, slots=True)
class Told:
    """One row of a plan.

    Attributes:
        outcome: what becomes of it.
        files: the file's name; several where a seat's ballots must be chosen from.
        seat: of the ballot; None where nothing could be believed.
        said: what happens, behind the seat or file that it is about; kept: what is kept; None for none.
        pair: two ballots to look at side by side, the one that stands now first.
        counted: a ballot that simply counts.
    """

    outcome: Outcome
    files: tuple[str, ...]
    seat: Seat | None
    said: Problem
    kept: Problem | None = None
    pair: Pair | None = None
    counted: SealedBallot | None = None

    @property
    def note(self) -> Problem | None:
        """What is kept, or the code of a ballot that counts; None for none. Slow where it is a code."""
        return _note("collect.code", code=grouped(self.counted.code)) if self.counted is not None else self.kept


def told(
    plan: MergePlan, findings: Sequence[Problem], ballots: Ballots, received: Mapping[Digest, str], standing: Standing
) -> tuple[Told, ...]:
    """Tell a plan in the order counted, replacing, closed, older, same again, to choose, waiting, refused.

    Args:
        plan: the plan.
        findings: of its rows, in their order.
        ballots: every ballot of it and of the folder.
        received: when those of the folder came, by digest.
        standing: the round as it stands before.
    """
    teller = _Teller(plan, ballots, received, standing)
    lines: list[Told] = []
    for place, outcome in in_order(plan):
        row, last = plan.rows[place], lines[-1] if lines else None
        if outcome is Outcome.CHOOSE and last is not None and (last.outcome, last.seat) == (outcome, row.seat):
            lines[-1] = replace(last, files=(*last.files, row.name))
        elif outcome in _KEPT or row.digest is None or row.digest not in ballots:
            said = replace(findings[place], where="")
            if not row.keep and row.name.lower().endswith(_SHEETS):
                said = Problem("collect.is_sheet", Severity.STOP)
            lines.append(Told(outcome, (row.name,), row.seat if row.keep else None, said))
        else:
            lines.append(teller.line(row, outcome, ballots[row.digest]))
    return tuple(lines)


class _Teller:
    def __init__(self, plan: MergePlan, ballots: Ballots, received: Mapping[Digest, str], standing: Standing) -> None:
        self._ballots, self._received, self._standing = ballots, received, standing
        self._before = {seat.seat: seat for seat in plan.before.seats}
        self._after = {seat.seat: seat for seat in plan.after.seats}

    def line(self, row: PlanRow, outcome: Outcome, sealed: SealedBallot) -> Told:
        """Tell what becomes of one ballot."""
        seat, about = sealed.ballot.seat, (row.name,)
        if outcome is Outcome.COUNTED:
            return Told(outcome, about, seat, counts_of(sealed), counted=sealed)
        if outcome is Outcome.REPLACING:
            counted = self._before[seat].counted
            assert counted is not None
            return self._replacing(about, sealed, counted)
        if outcome is Outcome.SAME:
            said = _note("collect.same", revision=sealed.ballot.revision)
            return Told(outcome, about, seat, said, _note("collect.file", file=row.name))
        if outcome is Outcome.OLDER:
            return Told(outcome, about, seat, _note("collect.older", revision=sealed.ballot.revision))
        return self._choice(about, self._after[seat])

    def _replacing(self, files: tuple[str, ...], sealed: SealedBallot, counted: SealedBallot) -> Told:
        facts: dict[str, str | int] = {"revision": sealed.ballot.revision, "instead": counted.ballot.revision}
        said = difference(REPLACING, compare(counted, sealed), facts, Severity.NOTE)
        seat = sealed.ballot.seat
        allowed = latest(self._standing.decisions, DecisionKind.REOPEN, str(seat))
        received = self._received.get(counted.digest, counted.ballot.stated_time)
        kept: dict[str, str | int] = {"instead": counted.ballot.revision, "received": received}
        if allowed is not None and allowed.value == counted.digest and allowed.round == self._standing.round.id:
            note = Problem("collect.allowed", Severity.NOTE, "", kept)
        else:
            note = Problem("collect.unasked", Severity.NOTE, "", kept)
        return Told(Outcome.REPLACING, files, seat, said, note, (counted.digest, sealed.digest))

    def _choice(self, files: tuple[str, ...], seat: SeatView) -> Told:
        pair = first_pair(seat)
        if pair is None:
            said = Problem("collect.choose_unclear", Severity.ASK, "", {"count": len(seat.candidates)})
        else:
            found = compare(self._ballots[pair[0]], self._ballots[pair[1]])
            said = difference(CHOOSE, found, {"count": len(seat.candidates)}, Severity.ASK)
        return Told(Outcome.CHOOSE, files, seat.seat, said, _note("collect.none_counted"), pair)


def first_pair(seat: SeatView) -> Pair | None:
    """Give the first two ballots between which a seat's choice lies; None where there is no choice."""
    heads = seat.candidates
    return (heads[0], heads[1]) if len(heads) > 1 and seat.condition in CHOICES else None


def _note(code: str, /, **facts: str | int) -> Problem:
    return Problem(code, Severity.NOTE, "", facts)


def counts_of(sealed: SealedBallot) -> Problem:
    """Say how much a ballot marks, recuses and leaves blank."""
    lines = sealed.ballot.lines
    recused, blank = len(lines.recused), len(lines.blank)
    marked = len(lines) - recused - blank
    if blank:
        return _note("collect.counted_part", marked=marked, recused=recused, blank=blank)
    if recused:
        return _note("collect.counted_recused", marked=marked, recused=recused)
    return _note("collect.counted", marked=marked)


def difference(
    codes: tuple[str, str, str], found: Comparison, facts: Mapping[str, str | int], severity: Severity
) -> Problem:
    """Say in how many marks two ballots differ; ``codes`` are for no entry, for one and for several."""
    entries = found.differing
    if not entries:
        return Problem(codes[0], severity, "", facts)
    if len(entries) == 1:
        return Problem(codes[1], severity, "", {**facts, "places": found.marks, "code": entries[0].code})
    return Problem(codes[2], severity, "", {**facts, "places": found.marks, "entries": len(entries)})


def afterwards(found: Prospect) -> Findings:
    """Say what is true of a panel: how many seats are in, which wait for what."""
    said = [_note("collect.after", counted=found.counted, expected=found.expected)]
    named = (
        ("closed", found.closed), ("choose", found.choose), ("waiting", found.waiting), ("missing", found.missing),
    )  # fmt: skip
    said += [_note(f"collect.after_{key}", seats=_seats(seats)) for key, seats in named if seats]
    return tuple(said)


def _seats(seats: Sequence[Seat]) -> str:
    return ", ".join(str(seat) for seat in seats)
