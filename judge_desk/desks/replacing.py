"""Secretary: give a seat to another judge after the package was issued.

It is a decision with reason and names. The work of the seat is worked out anew for the new judge, nobody else's
changes, and a further version of the package seats him with a new PIN. Ballots of the judge before stay as they are:
until people decide, none of them counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.merge.rulings import given_value
from judge_desk.contest.register.panel import Person, SeatHolder, judges_of
from judge_desk.contest.register.reseating import Reseating, reseat
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.values.decisions import Decision, DecisionKind, is_locked
from judge_desk.contest.values.identity import Digest, EntryCode, JudgeId, Seat
from judge_desk.contest.values.problems import BadInput, Findings, NotNow, Problem, Severity, stops
from judge_desk.desks.contest_folder import ContestFolder, open_folder, read_folder
from judge_desk.desks.package_making import letters_path, newest_package, plan_package
from judge_desk.desks.register import entries_of
from judge_desk.desks.standing import round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.plain_text import tidy_line, tidy_text
from judge_desk.stores.contest_file import Act
from judge_desk.stores.decision_tables import next_decision_number, put_decision
from judge_desk.stores.panel_tables import read_conflicts, read_everyone, read_people
from judge_desk.stores.round_tables import (
    Exclusion,
    put_assignment,
    put_seats,
    read_assignment,
    read_codes,
    read_exclusions,
    read_packages,
    read_seats,
)
from judge_desk.stores.rows import Facts


@dataclass(frozen=True, slots=True)
class Handover:
    """What giving a seat to another judge means.

    Attributes:
        seat, before, taker: the seat, who held it last, who takes it.
        entries: how many the new judge marks; lost, gained: codes that the seat no longer marks, or marks now.
        avoided: how many entries the new judge avoids.
        excluded: their codes, each with the key of the reason; empty in a blind round, where that would tell whose
            work stands behind a code.
        ballots: how many ballots of the seat are there already; they stay.
        findings: entries that keep too few judges, and what happens to the ballots.
    """

    seat: Seat
    before: str
    taker: str
    entries: int
    lost: tuple[EntryCode, ...]
    gained: tuple[EntryCode, ...]
    avoided: int
    excluded: tuple[tuple[EntryCode, str], ...]
    ballots: int
    findings: Findings


@dataclass(frozen=True, slots=True)
class Replaced:
    """A seat that was given away: what it means, the decision's number, the new package version, its letter."""

    handover: Handover
    number: int
    version: int
    letters: Path


@dataclass(frozen=True, slots=True)
class Replacement:
    """A seat to be given to somebody of the panel, for a reason, by people."""

    round: str
    seat: int
    judge: str
    reason: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Case:
    round: Round
    before: SeatHolder
    taker: Person
    work: Reseating
    ballots: tuple[Digest, ...]
    handover: Handover


def plan_replacement(folder: Path, asked: Replacement, around: Surroundings) -> Handover:
    """Say what giving the seat away would mean; nothing is written.

    Raises:
        NotNow: no package was issued, or the result is locked.
        BadInput: no such seat, or the judge is not on the panel, does not judge in this round or has a seat.
    """
    with open_folder(folder, read_only=True) as contest:
        return _case(contest, asked).handover


def replace_judge(
    folder: Path, asked: Replacement, around: Surroundings, told: dict[Seat, str] | None = None
) -> Replaced | Handover:
    """Give a seat to another judge; only what it would mean is given back when an entry would have no judge left.

    The decision, the new work and the new holder are kept in one act; then the package's further version is made and
    the letter with the new PIN. What a crash leaves undone of that is done when the package is issued next.

    Raises:
        BadInput: no reason or names, or as :func:`plan_replacement`.
        NotNow: as :func:`plan_replacement`.
    """
    reason, people = tidy_text(asked.reason), tuple(map(tidy_line, asked.people))
    if not reason or not people or not all(people):
        raise BadInput("decide.no_reason")
    with open_folder(folder) as contest:
        case = _case(contest, asked)
        if stops(case.handover.findings):
            return case.handover
        number = _record(contest, case, reason, people, around)
        now = read_folder(contest.store)
        made = newest_package(now, case.round, plan_package(now, case.round), around, told)
        return Replaced(case.handover, number, made.version, letters_path(now, case.round, made.version))


def _record(contest: ContestFolder, case: _Case, reason: str, people: tuple[str, ...], around: Surroundings) -> int:
    """Keep the decision, the new work and the new holder in one act; gives the decision's number."""
    decision = Decision(
        next_decision_number(contest.store),
        case.round.id,
        DecisionKind.SEAT,
        (str(case.before.seat),),
        given_value(case.taker.id, case.taker.name),
        case.ballots,
        reason,
        people,
        around.now(),
    )
    facts: Facts = {
        "round": case.round.id,
        "seat": case.before.seat,
        "before": case.before.name,
        "after": case.taker.name,
        "number": decision.number,
        "reason": reason,
    }
    with contest.store.act(around.operator, "replace_judge", facts, decision.stated_time) as act:
        put_decision(act, decision)
        _keep_work(contest, act, case)
    return decision.number


def _keep_work(contest: ContestFolder, act: Act, case: _Case) -> None:
    """Keep the whole sets anew: who marks what, what is left out, who sits where."""
    seat, newest = case.before.seat, read_packages(contest.store, case.round.id)[-1].version
    others = [each for each in read_exclusions(contest.store, case.round.id) if each.seat != seat]
    mine = [Exclusion(each.entry, each.seat, each.reason) for each in case.work.excluded]
    put_assignment(act, case.round.id, case.work.pairs, sorted((*others, *mine), key=lambda e: (e.entry, e.seat)))
    holders = [h for h in read_seats(contest.store, case.round.id) if h.seat != seat or h.since <= newest]
    kept = [_until(h, newest) if h.seat == seat and h.until is None else h for h in holders]
    put_seats(act, case.round.id, (*kept, SeatHolder(seat, case.taker.id, case.taker.name, newest + 1)))


def _until(holder: SeatHolder, version: int) -> SeatHolder:
    return SeatHolder(holder.seat, holder.judge, holder.name, holder.since, version)


def _case(contest: ContestFolder, asked: Replacement) -> _Case:
    round_ = contest.round(asked.round)
    if not read_packages(contest.store, round_.id):
        raise NotNow("replace.not_issued", round=round_.title)
    if is_locked(contest.decisions, round_.id):
        raise NotNow("decide.locked", where=round_.title)
    holders = read_seats(contest.store, round_.id)
    before = next((h for h in reversed(holders) if h.seat == asked.seat), None)
    if before is None:
        raise BadInput("decide.no_seat", seat=asked.seat)
    taker = _taker(contest, round_, asked.judge, holders)
    return _worked_out(contest, round_, holders, before, taker)


def _taker(contest: ContestFolder, round_: Round, judge: str, holders: tuple[SeatHolder, ...]) -> Person:
    people = read_people(contest.store)
    found = next((each for each in people if each.id == judge), None)
    if found is None:
        raise BadInput("panel.nobody_called", where=judge)
    if found not in judges_of(people, round_.id):
        raise BadInput("replace.not_a_judge", where=found.name, name=found.name, round=round_.title)
    seat = next((h.seat for h in holders if h.judge == found.id and h.until is None), None)
    if seat is not None:
        raise BadInput("replace.has_a_seat", where=found.name, name=found.name, seat=seat)
    return found


def _worked_out(
    contest: ContestFolder, round_: Round, holders: tuple[SeatHolder, ...], before: SeatHolder, taker: Person
) -> _Case:
    seat = before.seat
    everyone = {person.id: person for person in read_everyone(contest.store)}
    judges = {h.seat: everyone[JudgeId(h.judge)] for h in holders if h.until is None} | {seat: taker}
    codes = read_codes(contest.store, round_.id)
    entries = tuple(each for each in entries_of(contest) if each.id in codes)
    pairs = read_assignment(contest.store, round_.id)
    work = reseat(round_.panel, pairs, entries, judges, seat, read_conflicts(contest.store))
    view = round_standing(contest, round_.id).view
    mine = next((each for each in view.seats if each.seat == seat), None)
    ballots = mine.candidates if mine is not None else ()
    count = 0 if mine is None else len(mine.others) + (mine.counted is not None)
    handover = Handover(
        seat=seat,
        before=before.name,
        taker=taker.name,
        entries=sum(1 for seats in work.pairs.values() if seat in seats),
        lost=tuple(codes[each] for each in work.lost),
        gained=tuple(codes[each] for each in work.gained),
        avoided=len(work.excluded),
        excluded=() if round_.blind else tuple((codes[each.entry], each.reason) for each in work.excluded),
        ballots=count,
        findings=(*work.findings, *_about_ballots(before, taker, count)),
    )
    return _Case(round_, before, taker, work, ballots, handover)


def _about_ballots(before: SeatHolder, taker: Person, count: int) -> Findings:
    facts: dict[str, str | int] = {"seat": before.seat, "name": before.name, "taker": taker.name, "count": count}
    return (Problem("replace.ballots", Severity.ASK, "", facts),) if count else ()
