"""Which decision speaks on a ballot or a seat, and whether it still holds.

A decision on a seat names in ``among`` the exact ballots it chose among: either those that no revision replaces, or
every ballot of the seat. When another ballot arrives the sets differ, and the question is open again. Two decisions
under one number (two folders, two histories) are nobody's word until people decide anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from judge_desk.contest.merge.ballots import SealedBallot
from judge_desk.contest.merge.conditions import Issued
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import Digest, EntryCode, JudgeId, RoundId, Seat

NO_BALLOT = "none"
CLOSED = "closed"
GIVEN = "given"
IGNORED = "ignored"


def given_value(judge: JudgeId, name: str) -> str:
    """Write the value of a SEAT decision that gives the seat to another judge: ``given``, the id, the name."""
    return f"{GIVEN} {judge} {name}"


def given_to(decision: Decision) -> tuple[JudgeId, str] | None:
    """Read to whom a SEAT decision gives the seat: id and name; None for any other decision."""
    parts = decision.value.split(" ", 2)
    if decision.kind is not DecisionKind.SEAT or parts[0] != GIVEN or len(parts) < 3:
        return None
    return JudgeId(parts[1]), parts[2]


def closed_seats(decisions: Iterable[Decision], round_id: RoundId, holders: Iterable[SeatHolder]) -> frozenset[Seat]:
    """Give the seats that nobody holds any more: closed, or given to a judge whom no package has seated yet.

    Only the last decision on a seat speaks; two under one number close it when either does.
    """
    sitting = {holder.seat: holder.judge for holder in holders if holder.until is None}
    spoken: dict[str, list[Decision]] = {}
    for each in decisions:
        if each.kind is DecisionKind.SEAT and each.round in (round_id, "") and each.about:
            spoken.setdefault(each.about[0], []).append(each)
    return frozenset(seat for seat in sitting if _vacant(sitting[seat], spoken.get(str(seat), [])))


def _vacant(sitting: JudgeId, said: list[Decision]) -> bool:
    number = max((each.number for each in said), default=0)
    last = [each for each in said if each.number == number]
    takers = [given_to(each) for each in last]
    return any(each.value == CLOSED for each in last) or any(to is not None and to[0] != sitting for to in takers)


@dataclass(frozen=True, slots=True)
class Word:
    """The last word on a subject: the decision, None if there is none; ``twice`` when two share the last number."""

    decision: Decision | None
    twice: int | None = None


@dataclass(frozen=True, slots=True)
class Rulings:
    """The last words of a round.

    Attributes:
        seats: on what counts at a seat (BALLOT and SEAT decisions are one subject, the later one speaks).
        closed: seats that nobody holds, by a decision that closed them or gave them to somebody whom no package
            has seated yet; whether or not a later one picked a ballot of theirs.
        papers: on the digits read off the signed sheet; ignored: on marks of recused pairs; both by digest.
        withdrawn: codes of entries withdrawn by decision.
    """

    seats: Mapping[str, Word]
    closed: frozenset[Seat]
    papers: Mapping[str, Word]
    ignored: Mapping[str, Word]
    withdrawn: frozenset[EntryCode]


def read_rulings(decisions: Iterable[Decision], issued: Issued) -> Rulings:
    """Sort the decisions of a round (and of the contest as a whole) by what they speak on."""
    ours = frozenset(each for each in decisions if each.round in (issued.round, ""))
    return Rulings(
        seats=_last_words(ours, DecisionKind.BALLOT, DecisionKind.SEAT),
        closed=closed_seats(ours, issued.round, issued.seats),
        papers=_last_words(ours, DecisionKind.PAPER),
        ignored=_last_words(ours, DecisionKind.REFUSED_MARKS),
        withdrawn=_withdrawn(ours, issued),
    )


def _last_words(decisions: frozenset[Decision], *kinds: DecisionKind) -> Mapping[str, Word]:
    spoken: dict[str, list[Decision]] = {}
    for each in decisions:
        if each.kind in kinds and each.about:
            spoken.setdefault(each.about[0], []).append(each)
    return {subject: _last(said) for subject, said in spoken.items()}


def _last(said: list[Decision]) -> Word:
    number = max(each.number for each in said)
    last = [each for each in said if each.number == number]
    return Word(last[0]) if len(last) == 1 else Word(None, number)


def _withdrawn(decisions: frozenset[Decision], issued: Issued) -> frozenset[EntryCode]:
    """Give the codes withdrawn in this round; a code means an entry only within its own round."""
    codes = {entry.code for entry in issued.entries}
    named = (
        EntryCode(each.about[1])
        for each in decisions
        if each.kind is DecisionKind.WITHDRAW and each.round == issued.round and len(each.about) > 1
    )
    return frozenset(code for code in named if code in codes)


def with_withdrawals(issued: Issued, withdrawn: frozenset[EntryCode]) -> Issued:
    """Mark the withdrawn entries in what was issued."""
    if not withdrawn:
        return issued
    entries = tuple(replace(e, withdrawn=e.withdrawn or e.code in withdrawn) for e in issued.entries)
    return replace(issued, entries=entries)


def holds(decision: Decision, heads: Iterable[SealedBallot], every: Iterable[SealedBallot]) -> bool:
    """Say whether a decision chose among exactly the ballots that are there: the heads, or all of the seat."""
    among = frozenset(decision.among)
    return among in (_digests(heads), _digests(every))


def _digests(ballots: Iterable[SealedBallot]) -> frozenset[Digest]:
    return frozenset(sealed.digest for sealed in ballots)
