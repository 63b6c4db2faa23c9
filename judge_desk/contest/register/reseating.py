"""What becomes of the work when the panel changes after the lot: a seat given away, a conflict found late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from judge_desk.contest.register.assignment import competent, thin
from judge_desk.contest.register.balance import Pairs
from judge_desk.contest.register.conflicts import Declared, Excluded, excluded_pairs
from judge_desk.contest.register.entries import Entry
from judge_desk.contest.register.panel import Person
from judge_desk.contest.rulebook.definition import PanelRule, Spread
from judge_desk.contest.values.identity import EntryId, Seat
from judge_desk.contest.values.problems import Findings


@dataclass(frozen=True, slots=True)
class Reseating:
    """The work of a round after a seat went to another judge.

    Attributes:
        pairs: for each entry its seats; only the one seat's part differs from before.
        excluded: the pairs of this seat that are in conflict now.
        lost, gained: entries that the seat no longer marks, or marks now.
        findings: entries that lost a judge and keep too few.
    """

    pairs: Pairs
    excluded: tuple[Excluded, ...]
    lost: tuple[EntryId, ...]
    gained: tuple[EntryId, ...]
    findings: Findings


def reseat(
    rule: PanelRule,
    pairs: Pairs,
    entries: Iterable[Entry],
    judges: Mapping[Seat, Person],
    seat: Seat,
    declared: Declared = (),
) -> Reseating:
    """Work out what a seat marks once ``judges[seat]`` holds it; nobody else's work changes.

    Where every judge marks everything, the seat marks all that the new judge may. Where the lot spread the entries,
    the seat keeps its own but for those in conflict: they are not handed to others, who may be marking already.
    """
    by_id = {entry.id: entry for entry in entries}
    excluded = excluded_pairs(by_id, {seat: judges[seat]}, declared)
    barred = {each.entry for each in excluded}
    changed = {
        entry_id: _seats(rule, seats, seat, entry_id not in barred and competent(judges[seat], by_id[entry_id], rule))
        for entry_id, seats in pairs.items()
        if entry_id in by_id
    }
    lost = tuple(sorted(e for e, seats in changed.items() if seat in pairs[e] and seat not in seats))
    gained = tuple(sorted(e for e, seats in changed.items() if seat not in pairs[e] and seat in seats))
    findings = thin(rule, {each: changed[each] for each in lost}, excluded, by_id, judges)
    return Reseating({**pairs, **changed}, excluded, lost, gained, findings)


def _seats(rule: PanelRule, seats: tuple[Seat, ...], seat: Seat, allowed: bool) -> tuple[Seat, ...]:
    others = tuple(each for each in seats if each != seat)
    marks = allowed and (rule.spread is Spread.ALL or seat in seats)
    return tuple(sorted((*others, seat))) if marks else others


def late_conflicts(
    pairs: Pairs, entries: Iterable[Entry], judges: Mapping[Seat, Person], declared: Declared = ()
) -> tuple[Excluded, ...]:
    """Give the pairs that the lot assigned and that are in conflict by what is known now."""
    found = excluded_pairs({entry.id: entry for entry in entries}, judges, declared)
    return tuple(each for each in found if each.seat in pairs.get(each.entry, ()))
