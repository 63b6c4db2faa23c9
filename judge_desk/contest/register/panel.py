"""The people of a contest: judges, organisers, secretaries; their units and declared conflicts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from judge_desk.contest.values.identity import EntryId, JudgeId, RoundId, Seat, UnitId


class Role(StrEnum):
    """What a person does. Only chair, deputy and member judge; all five may not enter where the rules bar them."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    MEMBER = "member"
    SECRETARY = "secretary"
    ORGANISER = "organiser"


JUDGING = frozenset({Role.CHAIR, Role.DEPUTY, Role.MEMBER})


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the panel sheet.

    Attributes:
        id: short stable name, e.g. ``gk3``.
        name: as printed, no title before it; position: chức vụ.
        unit: own unit, None if none.
        role: see :class:`Role`.
        rounds: rounds in which the person judges; empty means all.
        fields: fields that the person judges where panels are made by field; empty means all.
    """

    id: JudgeId
    name: str
    position: str
    unit: UnitId | None
    role: Role
    rounds: tuple[RoundId, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeclaredConflict:
    """A conflict of interest declared beforehand, with a unit or with one entry."""

    judge: JudgeId
    reason: str
    unit: UnitId | None = None
    entry: EntryId | None = None


@dataclass(frozen=True, slots=True)
class SeatHolder:
    """Who sits on a seat (ghế) in one round.

    Attributes:
        seat: number from 1.
        judge, name: who.
        since: package version from which the person holds it.
        until: last package version, None while the seat is open.
        position: chức vụ, đơn vị, as printed on the score sheet; filled in when a package is issued.
    """

    seat: Seat
    judge: JudgeId
    name: str
    since: int = 1
    until: int | None = None
    position: str = ""


def judges_of(people: tuple[Person, ...], round_id: RoundId) -> tuple[Person, ...]:
    """Give those who judge in a round, chair first, then in sheet order."""
    judging = [p for p in people if p.role in JUDGING and (not p.rounds or round_id in p.rounds)]
    return tuple(sorted(judging, key=lambda p: list(Role).index(p.role)))
