"""Fills the record of a draw (biên bản bốc thăm, phân công) from the draw as it was kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from judge_desk.contest.register.assignment import thin
from judge_desk.contest.register.conflicts import Excluded
from judge_desk.contest.register.panel import Person
from judge_desk.contest.rulebook.definition import Round, Spread
from judge_desk.contest.values.identity import EntryId, Seat
from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.papers.paper_heads import paper_head
from judge_desk.desks.papers.positions import position_of
from judge_desk.desks.register import entries_of
from judge_desk.documents.content_panel import DrawnAvoidance, DrawnCode, DrawnSeat, DrawRecordContent
from judge_desk.stores.panel_tables import read_everyone, read_units
from judge_desk.stores.round_tables import (
    Draw,
    draw_acts,
    read_assignment,
    read_codes,
    read_draws,
    read_exclusions,
    read_seats,
)
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import sentence


def witnesses_of(draw: Draw) -> tuple[str, ...]:
    """Give the names of those who looked on at a draw."""
    return tuple(filter(None, str(draw.facts.get("witnesses", "")).split("; ")))


def draw_content(contest: ContestFolder, round_: Round, number: int) -> DrawRecordContent:
    """Fill the record of a draw; ``number`` counts from 1, 0 is the one in force.

    Raises:
        NotNow: nothing was drawn.
        BadInput: the round has no draw of this number.
    """
    draws, acts = read_draws(contest.store, round_.id), draw_acts(contest.store, round_.id)
    if not draws:
        raise NotNow("issue.not_drawn", round=round_.title)
    which = number or len(draws)
    if not 1 <= which <= len(draws):
        raise BadInput("lots.no_draw", number=which, count=len(draws))
    draw, act = draws[which - 1], acts[which - 1]
    actor = next(line.actor for line in contest.store.log() if line.seq == act)
    pairs = read_assignment(contest.store, round_.id, act)
    return DrawRecordContent(
        head=paper_head(contest, round_, stated_time=draw.stated_time),
        number=which,
        reason=str(draw.facts.get("reason", "")),
        stated_time=draw.stated_time,
        seed=draw.seed,
        operator=actor,
        witnesses=witnesses_of(draw),
        per_entry=round_.panel.per_entry if round_.panel.spread is Spread.LOT else 0,
        by_field=round_.panel.by_field,
        entries=len(pairs),
        pairs=sum(map(len, pairs.values())),
        seats=_seats(contest, round_, act, pairs),
        avoided=_avoided(contest, round_, act),
        codes=() if round_.blind else _codes(contest, round_, act, pairs),
        blind=round_.blind,
        warnings=_warnings(contest, round_, act, pairs),
    )


def _people(contest: ContestFolder, round_: Round, act: int) -> Mapping[Seat, Person]:
    everyone = {person.id: person for person in read_everyone(contest.store)}
    return {h.seat: everyone[h.judge] for h in read_seats(contest.store, round_.id, act)}


def _seats(
    contest: ContestFolder, round_: Round, act: int, pairs: Mapping[EntryId, tuple[Seat, ...]]
) -> tuple[DrawnSeat, ...]:
    titles = {unit.id: unit.title for unit in read_units(contest.store)}
    loads = Counter(seat for seats in pairs.values() for seat in seats)
    avoided = Counter(each.seat for each in read_exclusions(contest.store, round_.id, act))
    people = _people(contest, round_, act)
    return tuple(
        DrawnSeat(h.seat, h.name, position_of(people[h.seat], titles), loads[h.seat], avoided[h.seat])
        for h in read_seats(contest.store, round_.id, act)
    )


def _avoided(contest: ContestFolder, round_: Round, act: int) -> tuple[DrawnAvoidance, ...]:
    say = open_catalogue("vi").say
    names = {h.seat: h.name for h in read_seats(contest.store, round_.id, act)}
    groups: dict[tuple[Seat, str], list[str]] = {}
    for each in read_exclusions(contest.store, round_.id, act):
        groups.setdefault((each.seat, each.reason), []).append(each.entry)
    return tuple(
        DrawnAvoidance(seat, names[seat], say(f"avoid.{reason}"), tuple(sorted(entries, key=_natural)))
        for (seat, reason), entries in sorted(groups.items())
    )


def _natural(entry: str) -> tuple[int, str]:
    return len(entry), entry


def _codes(
    contest: ContestFolder, round_: Round, act: int, pairs: Mapping[EntryId, tuple[Seat, ...]]
) -> tuple[DrawnCode, ...]:
    titles = {entry.id: entry.title for entry in entries_of(contest)}
    codes = read_codes(contest.store, round_.id, act)
    return tuple(DrawnCode(entry, code, titles[entry], pairs[entry]) for entry, code in codes.items())


def _warnings(
    contest: ContestFolder, round_: Round, act: int, pairs: Mapping[EntryId, tuple[Seat, ...]]
) -> tuple[str, ...]:
    catalogue = open_catalogue("vi")
    entries = {entry.id: entry for entry in entries_of(contest)}
    excluded = [Excluded(e.entry, e.seat, e.reason) for e in read_exclusions(contest.store, round_.id, act)]
    found = thin(round_.panel, pairs, excluded, entries, _people(contest, round_, act))
    return tuple(sentence(each, catalogue) for each in found)
