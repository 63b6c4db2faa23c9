"""Closed ballots: what can be said of one before the opening, and of a round whose ballots travel closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from judge_desk.contest.merge.conditions import Condition, Issued
from judge_desk.contest.values.decisions import Decision, DecisionKind, latest
from judge_desk.contest.values.identity import ContestId, Digest, RoundId, Seat

IN_THE_OPEN: Final = "lost"
"""Value of an OPEN_BALLOTS decision after which a round goes on without its digits: ballots come in the open."""


@dataclass(frozen=True, slots=True)
class ClosedBallot:
    """A verified closed ballot; what it holds is not known.

    Attributes:
        digest: SHA-256 of the closed file.
        contest, round, package, seat, name, device, revision: of the ballot inside, as the signed head says.
        inner: SHA-256 of the ballot inside, whose 30 digits stand on the signed sheet.
        opening: the public key (hex) that it is closed to.
    """

    digest: Digest
    contest: ContestId
    round: RoundId
    package: Digest
    seat: Seat
    name: str
    device: str
    revision: int
    inner: Digest
    opening: str


def opening_of(decisions: tuple[Decision, ...], round_id: RoundId) -> Decision | None:
    """Give the decision in force by which a round's ballots were opened, or were let in the open; None before."""
    return latest(decisions, DecisionKind.OPEN_BALLOTS, round_id)


def digits_of(decisions: tuple[Decision, ...], round_id: RoundId) -> str:
    """Give the digits by which a round's ballots were opened; empty before the opening, and without digits."""
    found = opening_of(decisions, round_id)
    return found.value if found is not None and found.value != IN_THE_OPEN else ""


def closed_condition(
    closed: ClosedBallot, issued: Issued, opening: str, there: Iterable[ClosedBallot], plain: Iterable[Digest]
) -> Condition:
    """Say what a closed ballot is before the opening.

    Args:
        closed: the ballot.
        issued: what was issued to the judges.
        opening: the public key that the round's ballots are to be closed to.
        there: closed ballots that were received before.
        plain: digests of the ballots of the round that are here in the open.
    """
    if closed.contest != issued.contest:
        return Condition.OTHER_CONTEST
    if closed.round != issued.round:
        return Condition.OTHER_ROUND
    if closed.opening != opening:
        return Condition.OTHER_OPENING
    if closed.digest in {each.digest for each in there} or closed.inner in set(plain):
        return Condition.SAME_AGAIN
    return Condition.CLOSED


def closed_seats(closed: Iterable[ClosedBallot]) -> tuple[Seat, ...]:
    """Give the seats that handed in a closed ballot, ascending."""
    return tuple(sorted({each.seat for each in closed}))
