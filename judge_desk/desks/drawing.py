"""Secretary: draw codes and who marks what; both follow from a seed that can be drawn before witnesses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.register.assignment import Assignment, blind_codes, load
from judge_desk.contest.register.assignment import assign as spread
from judge_desk.contest.register.entries import Entry, EntryState
from judge_desk.contest.register.panel import Person, SeatHolder, judges_of
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.values.decisions import DecisionKind, latest
from judge_desk.contest.values.identity import EntryCode, Seat
from judge_desk.contest.values.problems import Findings, NeedsDecision, NotNow, stops
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.register import entries_of, states
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.stores.panel_tables import read_conflicts, read_people
from judge_desk.stores.round_tables import (
    Draw,
    Exclusion,
    put_assignment,
    put_codes,
    put_draw,
    put_seats,
    read_codes,
    read_packages,
)
from judge_desk.stores.rows import Facts


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw: seed, entries, pairs to mark, pairs excluded, (seat, name, load) of every seat."""

    seed: str
    entries: int
    pairs: int
    excluded: int
    loads: tuple[tuple[Seat, str, int], ...]
    findings: Findings


def assign(folder: Path, round_id: str, around: Surroundings, seed: str | None = None) -> Drawn:
    """Draw the codes of a round and who marks what; both follow from the seed, which the minutes print.

    Raises:
        NotNow: the round's package is issued already, or there is nobody or nothing to assign.
        NeedsDecision: doubtful entries, or the shortlist of the round before, wait for people.
    """
    with open_folder(folder) as contest:
        round_ = contest.round(round_id)
        if read_packages(contest.store, round_.id):
            raise NotNow("assign.issued", round=round_.title)
        entries = competing(contest, round_)
        judges = judges_of(read_people(contest.store), round_.id)
        if not entries or not judges:
            raise NotNow("assign.nothing", round=round_.title, entries=len(entries), judges=len(judges))
        drawn_seed = seed if seed is not None else around.token(8).hex()
        seats = {Seat(number): person for number, person in enumerate(judges, 1)}
        assignment = spread(round_.panel, drawn_seed, entries, seats, read_conflicts(contest.store))
        if not stops(assignment.findings):
            _keep(contest, round_, drawn_seed, assignment, entries, seats, around)
        loads = tuple((seat, seats[seat].name, count) for seat, count in load(assignment).items())
        pairs = sum(len(each) for each in assignment.pairs.values())
        return Drawn(drawn_seed, len(entries), pairs, len(assignment.excluded), loads, assignment.findings)


def competing(contest: ContestFolder, round_: Round) -> tuple[Entry, ...]:
    """Give the entries of a round: the eligible ones, or the shortlist of the round before.

    Raises:
        NeedsDecision: an entry is doubtful, or the shortlist is not settled.
    """
    state = states(contest)
    before = contest.round_before(round_.id)
    if before is None:
        doubtful = [entry for entry, each in state.items() if each is EntryState.DOUBTFUL]
        if doubtful:
            raise NeedsDecision("assign.doubtful", count=len(doubtful), entries=", ".join(doubtful[:20]))
        return tuple(entry for entry in entries_of(contest) if state[entry.id] is EntryState.ELIGIBLE)
    standing = round_standing(contest, before.id)
    going_on = _settled_shortlist(standing)
    codes = {code: entry for entry, code in read_codes(contest.store, before.id).items()}
    ids = {codes[code] for code in going_on}
    return tuple(e for e in entries_of(contest) if e.id in ids and state[e.id] is not EntryState.WITHDRAWN)


def _settled_shortlist(standing: Standing) -> tuple[EntryCode, ...]:
    shortlist = standing.result.shortlist
    if shortlist is None or standing.result.questions:
        raise NeedsDecision("assign.shortlist_open", round=standing.round.title, count=len(standing.result.questions))
    opened = latest(standing.decisions, DecisionKind.UNSEAL, standing.round.id)
    if standing.round.blind and opened is None:
        raise NeedsDecision("assign.sealed_codes", round=standing.round.title)
    return shortlist.inside


def _keep(
    contest: ContestFolder,
    round_: Round,
    seed: str,
    assignment: Assignment,
    entries: tuple[Entry, ...],
    seats: Mapping[Seat, Person],
    around: Surroundings,
) -> None:
    codes = blind_codes(seed, (entry.id for entry in entries))
    holders = tuple(SeatHolder(seat, person.id, person.name) for seat, person in sorted(seats.items()))
    facts: Facts = {"round": round_.id, "entries": len(entries), "seats": len(seats), "seed": seed}
    now = around.now()
    with contest.store.act(around.operator, "assign", facts, now) as act:
        put_draw(act, Draw(round_.id, "codes", seed, {"entries": len(entries), "seats": len(seats)}, now))
        put_codes(act, round_.id, codes)
        put_assignment(
            act, round_.id, assignment.pairs, [Exclusion(e.entry, e.seat, e.reason) for e in assignment.excluded]
        )
        put_seats(act, round_.id, holders)
