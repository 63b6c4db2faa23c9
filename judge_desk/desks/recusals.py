"""Secretary: who may not mark what, and why; worked out before the lot, shown as assigned after it.

Entries stand by their number in the register: a blind round's codes do not appear beside titles here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.register.conflicts import excluded_pairs
from judge_desk.contest.register.entries import Entry, EntryState
from judge_desk.contest.register.panel import Person, judges_of
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.values.identity import EntryId, Seat
from judge_desk.contest.values.problems import Findings
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.panel_gate import draw_fits
from judge_desk.desks.register import entries_of, states, taken_in_for
from judge_desk.desks.surroundings import Surroundings
from judge_desk.stores.panel_tables import read_conflicts, read_everyone, read_people, read_units
from judge_desk.stores.round_tables import read_assignment, read_exclusions, read_packages, read_seats


@dataclass(frozen=True, slots=True)
class Column:
    """One judge: the seat (planned, before the lot), name and unit."""

    seat: Seat
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: number in the register, title, names of its units."""

    entry: EntryId
    title: str
    units: str


@dataclass(frozen=True, slots=True)
class Recusals:
    """Judges × entries of a round.

    Attributes:
        columns: judges by seat; lines: entries in register order.
        reasons: key of the reason for every pair in conflict.
        assigned: pairs that the lot gave to the judge; before it, none.
        drawn, issued: whether the lot was drawn, and whether the package was issued.
        findings: whether the lot no longer fits the panel.
    """

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    reasons: Mapping[tuple[EntryId, Seat], str]
    assigned: frozenset[tuple[EntryId, Seat]]
    drawn: bool
    issued: bool
    findings: Findings

    @property
    def late(self) -> tuple[tuple[EntryId, Seat], ...]:
        """Pairs that are assigned although they are in conflict by what is known now."""
        return tuple(sorted(pair for pair in self.reasons if pair in self.assigned))


def recusals(folder: Path, round_id: str, around: Surroundings) -> Recusals:
    """Work out who may not mark what in a round.

    Raises:
        BadInput: no such round.
    """
    with open_folder(folder, read_only=True) as contest:
        return read_recusals(contest, contest.round(round_id))


def read_recusals(contest: ContestFolder, round_: Round) -> Recusals:
    """Work them out of an open folder."""
    pairs = read_assignment(contest.store, round_.id)
    judges, entries = _judges(contest, round_), _entries(contest, round_, pairs)
    titles = {unit.id: unit.title for unit in read_units(contest.store)}
    found = excluded_pairs({entry.id: entry for entry in entries}, judges, read_conflicts(contest.store))
    reasons = {(each.entry, each.seat): each.reason for each in found}
    assigned = frozenset((entry, seat) for entry, seats in pairs.items() for seat in seats)
    kept = {(each.entry, each.seat): each.reason for each in read_exclusions(contest.store, round_.id)}
    issued = bool(read_packages(contest.store, round_.id))
    return Recusals(
        columns=tuple(Column(s, p.name, titles.get(p.unit, "") if p.unit else "") for s, p in judges.items()),
        lines=tuple(Line(e.id, e.title, ", ".join(titles[unit] for unit in e.units)) for e in entries),
        reasons=kept | reasons,
        assigned=assigned,
        drawn=bool(pairs),
        issued=issued,
        findings=() if issued else draw_fits(contest, round_),
    )


def _judges(contest: ContestFolder, round_: Round) -> Mapping[Seat, Person]:
    """Give who sits where; before the lot, who would sit where."""
    holders = [h for h in read_seats(contest.store, round_.id) if h.until is None]
    if holders:
        everyone = {person.id: person for person in read_everyone(contest.store)}
        return {h.seat: everyone[h.judge] for h in holders}
    return {Seat(n): person for n, person in enumerate(judges_of(read_people(contest.store), round_.id), 1)}


def _entries(contest: ContestFolder, round_: Round, pairs: Mapping[EntryId, tuple[Seat, ...]]) -> tuple[Entry, ...]:
    """Give the entries that were drawn; before the lot, all of the round that may still compete."""
    if pairs:
        return tuple(entry for entry in entries_of(contest) if entry.id in pairs)
    out = (EntryState.REFUSED, EntryState.WITHDRAWN)
    state = states(contest)
    return tuple(entry for entry in taken_in_for(contest, round_) if state[entry.id] not in out)
