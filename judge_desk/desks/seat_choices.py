"""Secretary: what people can decide about one seat now, as decisions that only lack reason and names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from judge_desk.contest.merge.conditions import Condition, SeatView
from judge_desk.contest.merge.faults import grouped
from judge_desk.contest.merge.prospect import SeatState, seat_state
from judge_desk.contest.merge.rulings import IGNORED, NO_BALLOT
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import Digest, Seat
from judge_desk.contest.values.problems import Findings, Problem
from judge_desk.desks.standing import Standing

_NEVER: Final = frozenset({Condition.OUT_OF_SCALE, Condition.UNKNOWN_SEAT})
"""Conditions of ballots that no decision can make count."""
_UNDECIDED: Final = frozenset({SeatState.CHOOSE, SeatState.WAITING, SeatState.MISSING})


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be decided.

    Attributes:
        key: ``take`` a ballot, ``none`` of them, ``ignore`` marks that must not count, ``reopen`` for marking again.
        kind, about, value: of the decision; facts: for the words (revision, code, time, letter).
    """

    key: str
    kind: DecisionKind
    about: tuple[str, ...]
    value: str
    facts: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class SeatCase:
    """A seat and what can be decided about it; ``asked`` is what it asks now, ``ballots`` its heads in order."""

    seat: Seat
    name: str
    state: SeatState
    asked: Findings
    ballots: tuple[Digest, ...]
    choices: tuple[Choice, ...]


def seat_case(standing: Standing, seat: int) -> SeatCase | None:
    """Give the case of a seat; None for a seat that the round does not have."""
    view = next((each for each in standing.view.seats if each.seat == seat), None)
    if view is None:
        return None
    state = seat_state(view, standing.view, standing.closed_seats)
    asked = tuple(each for each in standing.view.open if each.facts.get("seat") == view.seat)
    return SeatCase(view.seat, view.name, state, asked, view.candidates, tuple(_choices(standing, view, state)))


def _choices(standing: Standing, view: SeatView, state: SeatState) -> list[Choice]:
    about = (str(view.seat),)
    found: list[Choice] = []
    if state in _UNDECIDED or (asked_again(standing, view.seat) and len(view.candidates) > 1):
        others = dict(view.others)
        there = {each.digest: each for each in standing.ballots}
        for number, digest in enumerate(view.candidates):
            if others.get(digest) in _NEVER:
                continue
            sealed = there[digest]
            facts: dict[str, str | int] = {
                "letter": chr(ord("A") + number), "revision": sealed.ballot.revision, "code": grouped(sealed.code),
                "time": sealed.ballot.stated_time,
            }  # fmt: skip
            found.append(Choice("take", DecisionKind.BALLOT, about, digest, facts))
        found.append(Choice("none", DecisionKind.BALLOT, about, NO_BALLOT, {}))
    if view.condition is Condition.RECUSED_MARKED and view.counted is not None:
        found.append(Choice("ignore", DecisionKind.REFUSED_MARKS, (view.counted.digest,), IGNORED, {}))
    if view.counted is not None:
        facts = {"revision": view.counted.ballot.revision}
        found.append(Choice("reopen", DecisionKind.REOPEN, about, "allowed", facts))
    return found


def asked_again(standing: Standing, seat: Seat) -> tuple[Problem, ...]:
    """Give the questions about which ballot of a seat counts, e.g. that a decision was overtaken."""
    codes = ("merge.decision_lapsed", "merge.decision_unusable", "merge.two_decisions")
    return tuple(each for each in standing.view.open if each.code in codes and each.facts.get("seat") == seat)
