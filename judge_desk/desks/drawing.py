"""Secretary: draw codes and who marks what; both follow from a seed that can be drawn before witnesses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from judge_desk.contest.register.assignment import Assignment, blind_codes, load
from judge_desk.contest.register.assignment import assign as spread
from judge_desk.contest.register.entries import Entry, EntryState
from judge_desk.contest.register.panel import Person, SeatHolder, judges_of
from judge_desk.contest.rulebook.definition import Round, competes_in
from judge_desk.contest.values.decisions import DecisionKind, latest
from judge_desk.contest.values.identity import EntryCode, Seat
from judge_desk.contest.values.problems import BadInput, Findings, NeedsDecision, NotNow, stops
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.register import entries_of, states
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.plain_text import is_line, tidy_line, tidy_text
from judge_desk.stores.panel_tables import read_conflicts, read_people
from judge_desk.stores.round_tables import (
    Draw,
    Exclusion,
    put_assignment,
    put_codes,
    put_draw,
    put_seats,
    read_codes,
    read_draws,
    read_packages,
)
from judge_desk.stores.rows import Facts

LONGEST_SEED: Final = 200
"""Characters of the longest seed."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw, kept or only looked at.

    Attributes:
        seed: empty where a random one was only tried: it is drawn when the draw is kept, and not before.
        entries, pairs, excluded: how many, of pairs those to mark and those in conflict.
        loads: (seat, name, load) of every seat.
        findings: entries with too few judges, and an uneven load; with a stop nothing is kept.
        number: which draw of the round this is, from 1.
        kept: whether it stands.
    """

    seed: str
    entries: int
    pairs: int
    excluded: int
    loads: tuple[tuple[Seat, str, int], ...]
    findings: Findings
    number: int = 1
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How a draw came about: who looked on, and why it is drawn again (needed from the second draw on)."""

    witnesses: tuple[str, ...] = ()
    reason: str = ""


NO_CIRCUMSTANCES: Final = Circumstances()
"""Nobody looked on, and nothing was drawn before."""


def plan_draw(folder: Path, round_id: str, around: Surroundings, seed: str | None = None) -> Drawn:
    """Show load and exclusions before anything is drawn; nothing is written.

    Without a seed the loads are those of a trial that nobody sees, so that no seed can be tried and chosen.

    Raises:
        NotNow, NeedsDecision: as :func:`assign`.
    """
    with open_folder(folder, read_only=True) as contest:
        lots = _lots(contest, contest.round(round_id), seed if seed is not None else around.token(8).hex())
        return replace(_drawn(lots), seed=seed or "")


def assign(
    folder: Path, round_id: str, around: Surroundings, seed: str | None = None, how: Circumstances = NO_CIRCUMSTANCES
) -> Drawn:
    """Draw the codes of a round and who marks what; both follow from the seed, which the minutes print.

    Raises:
        BadInput: a seed of more than one line, or of nothing.
        NotNow: the round's package is issued already, there is nobody or nothing to assign, or the round was drawn
            before and no reason is given; the draw before stays in the file.
        NeedsDecision: doubtful entries, or the shortlist of the round before, wait for people.
    """
    if seed is not None and not is_line(seed, LONGEST_SEED):
        raise BadInput("assign.seed", most=LONGEST_SEED)
    with open_folder(folder) as contest:
        round_ = contest.round(round_id)
        lots = _lots(contest, round_, seed if seed is not None else around.token(8).hex())
        reason = tidy_text(how.reason)
        if lots.number > 1 and not reason:
            raise NotNow("assign.again", round=round_.title, number=lots.number - 1)
        drawn = _drawn(lots)
        if stops(drawn.findings):
            return drawn
        _keep(contest, lots, Circumstances(tuple(filter(None, map(tidy_line, how.witnesses))), reason), around)
        return replace(drawn, kept=True)


@dataclass(frozen=True, slots=True)
class _Lots:
    round: Round
    number: int
    seed: str
    entries: tuple[Entry, ...]
    seats: Mapping[Seat, Person]
    assignment: Assignment


def _lots(contest: ContestFolder, round_: Round, seed: str) -> _Lots:
    if read_packages(contest.store, round_.id):
        raise NotNow("assign.issued", round=round_.title)
    entries = competing(contest, round_)
    judges = judges_of(read_people(contest.store), round_.id)
    if not entries or not judges:
        raise NotNow("assign.nothing", round=round_.title, entries=len(entries), judges=len(judges))
    seats = {Seat(number): person for number, person in enumerate(judges, 1)}
    assignment = spread(round_.panel, seed, entries, seats, read_conflicts(contest.store))
    return _Lots(round_, len(read_draws(contest.store, round_.id)) + 1, seed, entries, seats, assignment)


def _drawn(lots: _Lots) -> Drawn:
    assignment = lots.assignment
    loads = tuple((seat, lots.seats[seat].name, count) for seat, count in load(assignment).items())
    pairs = sum(len(each) for each in assignment.pairs.values())
    excluded = len(assignment.excluded)
    return Drawn(lots.seed, len(lots.entries), pairs, excluded, loads, assignment.findings, lots.number)


def competing(contest: ContestFolder, round_: Round) -> tuple[Entry, ...]:
    """Give the entries of a round: the eligible ones of its fields, or the shortlist of the round before.

    Raises:
        NeedsDecision: an entry is doubtful, or the shortlist is not settled.
    """
    state = states(contest)
    before = contest.round_before(round_.id)
    if before is None:
        fitting = tuple(entry for entry in entries_of(contest) if competes_in(round_, entry.field))
        doubtful = [entry.id for entry in fitting if state[entry.id] is EntryState.DOUBTFUL]
        if doubtful:
            raise NeedsDecision("assign.doubtful", count=len(doubtful), entries=", ".join(doubtful[:20]))
        return tuple(entry for entry in fitting if state[entry.id] is EntryState.ELIGIBLE)
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


def _keep(contest: ContestFolder, lots: _Lots, how: Circumstances, around: Surroundings) -> None:
    round_id, assignment = lots.round.id, lots.assignment
    codes = blind_codes(lots.seed, (entry.id for entry in lots.entries))
    holders = tuple(SeatHolder(seat, person.id, person.name) for seat, person in sorted(lots.seats.items()))
    more = {"witnesses": "; ".join(how.witnesses), "reason": how.reason}
    given = {key: text for key, text in more.items() if text}
    told: Facts = {"entries": len(lots.entries), "seats": len(lots.seats), **given}
    facts: Facts = {"round": round_id, **told, "seed": lots.seed}
    now = around.now()
    with contest.store.act(around.operator, "assign", facts, now) as act:
        put_draw(act, Draw(round_id, "codes", lots.seed, told, now))
        put_codes(act, round_id, codes)
        put_assignment(
            act, round_id, assignment.pairs, [Exclusion(e.entry, e.seat, e.reason) for e in assignment.excluded]
        )
        put_seats(act, round_id, holders)
