"""What a merge comes to, in the order in which people read it, and what will be true of the panel afterwards."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from judge_desk.contest.merge.conditions import Condition, MergePlan, PanelView, PlanRow, SeatView
from judge_desk.contest.values.identity import Seat

CHOICES: Final = frozenset({Condition.FORK, Condition.TWO_DEVICES, Condition.CLASH})
"""Conditions of a seat with several ballots of which people choose one."""


class Outcome(StrEnum):
    """What becomes of a file, in the order of a plan.

    ``COUNTED`` it counts; ``REPLACING`` it counts in place of another; ``CLOSED`` it is kept closed until the opening;
    ``OLDER`` it is kept beside a later revision;
    ``SAME`` it is here already; ``CHOOSE`` one of several must be chosen; ``WAITING`` it is kept and waits for a
    decision of another kind, or was set aside by one; ``REFUSED`` it is not taken in.
    """

    COUNTED = "counted"
    REPLACING = "replacing"
    CLOSED = "closed"
    OLDER = "older"
    SAME = "same"
    CHOOSE = "choose"
    WAITING = "waiting"
    REFUSED = "refused"


_OUTCOMES: Final = {
    Condition.COUNTED: Outcome.COUNTED,
    Condition.RECUSED_MARKED: Outcome.COUNTED,
    Condition.SUPERSEDED: Outcome.OLDER,
    Condition.CLOSED: Outcome.CLOSED,
    Condition.SAME_AGAIN: Outcome.SAME,
}


def outcome_of(row: PlanRow) -> Outcome:
    """Say what becomes of a file of a plan."""
    if row.condition is Condition.SAME_AGAIN:
        return Outcome.SAME
    if not row.keep:
        return Outcome.REFUSED
    if row.condition in CHOICES:
        return Outcome.CHOOSE
    outcome = _OUTCOMES.get(row.condition, Outcome.WAITING)
    return Outcome.REPLACING if outcome is Outcome.COUNTED and "instead" in row.facts else outcome


def in_order(plan: MergePlan) -> tuple[tuple[int, Outcome], ...]:
    """Give the places of a plan's rows (from 0) in reading order, each with its outcome; equal ones stay by seat."""
    places = [(place, outcome_of(row)) for place, row in enumerate(plan.rows)]
    order = list(Outcome)
    return tuple(sorted(places, key=lambda each: (order.index(each[1]), plan.rows[each[0]].seat or 0, each[0])))


class SeatState(StrEnum):
    """Where a seat stands.

    ``COUNTED`` a ballot of it counts; ``CLOSED`` one came and is closed until the opening; ``MISSING`` none came;
    ``CHOOSE`` several came, people choose; ``WAITING`` what came waits for a decision; ``SETTLED`` people decided to go
    on without one; ``NOTHING`` it has nothing to mark, or the seat is closed.
    """

    COUNTED = "counted"
    CLOSED = "closed"
    MISSING = "missing"
    CHOOSE = "choose"
    WAITING = "waiting"
    SETTLED = "settled"
    NOTHING = "nothing"


def seat_state(seat: SeatView, view: PanelView, closed: Collection[Seat] = ()) -> SeatState:
    """Say where a seat of a panel stands; ``closed`` as for :func:`prospect`."""
    if seat.counted is not None:
        return SeatState.COUNTED
    if seat.decision is not None:
        return SeatState.SETTLED
    if seat.condition in CHOICES:
        return SeatState.CHOOSE
    if seat.condition is Condition.MISSING and seat.seat in closed:
        return SeatState.CLOSED
    if seat.condition is Condition.MISSING:
        return SeatState.MISSING if work_of(seat.seat, view) else SeatState.NOTHING
    return SeatState.WAITING if seat.candidates else SeatState.NOTHING


def work_of(seat: Seat, view: PanelView) -> int:
    """Count the entries that a seat has to mark; withdrawn ones are none."""
    return sum(1 for entry in view.issued.entries if seat in entry.seats and not entry.withdrawn)


@dataclass(frozen=True, slots=True)
class Prospect:
    """The panel in figures.

    Attributes:
        expected: seats from which a ballot is expected; counted: those of them whose ballot counts.
        choose: seats where one of several ballots must be chosen; waiting: seats whose ballot waits for a decision.
        missing: seats from which nothing came; untied: seats whose counted ballot is not compared with its paper.
        closed: seats whose ballot is here, closed until the opening; they are not among the missing.
    """

    expected: int
    counted: int
    choose: tuple[Seat, ...]
    waiting: tuple[Seat, ...]
    missing: tuple[Seat, ...]
    untied: tuple[Seat, ...]
    closed: tuple[Seat, ...] = ()


def prospect(view: PanelView, closed: Collection[Seat] = ()) -> Prospect:
    """Count what is true of a panel; ``closed`` are the seats whose closed ballot waits for the opening."""
    states = {seat.seat: seat_state(seat, view, closed) for seat in view.seats}

    def those(state: SeatState) -> tuple[Seat, ...]:
        return tuple(seat for seat, each in states.items() if each is state)

    untied = tuple(seat.seat for seat in view.seats if seat.counted is not None and not seat.tied)
    expected = sum(1 for each in states.values() if each is not SeatState.NOTHING)
    counted = len(those(SeatState.COUNTED))
    return Prospect(
        expected,
        counted,
        those(SeatState.CHOOSE),
        those(SeatState.WAITING),
        those(SeatState.MISSING),
        untied,
        those(SeatState.CLOSED),
    )
