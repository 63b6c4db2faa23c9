r"""Who marks what: the lot, the blind codes, conflicts of interest, and the spread of entries over the judges.

Everything follows from a printed seed: the lot orders labels by SHA-256 of ``<seed>\n<label>``, so that anybody can
repeat it with a hash calculator. A pair in conflict is excluded before any package is made (no ballot line exists for
it), see ``conflicts``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from judge_desk.contest.register.balance import Pairs, even_out
from judge_desk.contest.register.conflicts import Declared, Excluded, excluded_pairs
from judge_desk.contest.register.entries import Entry
from judge_desk.contest.register.panel import Person
from judge_desk.contest.rulebook.definition import PanelRule, Spread
from judge_desk.contest.values.identity import EntryCode, EntryId, Seat, entry_code
from judge_desk.contest.values.problems import Findings, Problem, Severity


def lot(seed: str, labels: Iterable[str]) -> tuple[str, ...]:
    """Draw labels in order: ascending hexadecimal SHA-256 of the UTF-8 text ``<seed>``, line feed, ``<label>``.

    Raises:
        ValueError: one label stands twice.
    """
    every = tuple(labels)
    if len(set(every)) < len(every):
        raise ValueError("a label stands twice in the lot")
    return tuple(sorted(every, key=lambda label: sha256(f"{seed}\n{label}".encode()).hexdigest()))


def blind_codes(seed: str, entry_ids: Iterable[EntryId]) -> Mapping[EntryId, EntryCode]:
    """Give every entry its code: numbers from 001 in the order of the lot, with a check digit.

    So a code tells nothing of the order of receipt. All codes of a round have the same number of digits (three, or
    more beyond 999 entries), so that the order of codes as text is their order as numbers.
    """
    drawn = lot(seed, entry_ids)
    width = max(3, len(str(len(drawn))))
    return {EntryId(label): entry_code(number, width) for number, label in enumerate(drawn, start=1)}


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who marks what.

    Attributes:
        pairs: for each entry its seats, ascending.
        excluded: every pair in conflict, by entry (in id order) and seat.
        findings: entries with too few judges, and an uneven load.
        seats: every seat of the panel, ascending, also one that got nothing.
    """

    pairs: Mapping[EntryId, tuple[Seat, ...]]
    excluded: tuple[Excluded, ...]
    findings: Findings
    seats: tuple[Seat, ...]


def assign(
    rule: PanelRule, seed: str, entries: Iterable[Entry], judges: Mapping[Seat, Person], declared: Declared = ()
) -> Assignment:
    """Spread entries over the seats: every judge marks everything, or ``rule.per_entry`` judges each by lot.

    Conflicts are left out, and where panels are made by field a judge gets only the fields named for him. By lot, the
    load is as even as conflicts and fields allow (see ``balance``). The result follows from the seed and the sets
    given, never from their order.
    """
    by_id = {entry.id: entry for entry in entries}
    seats = tuple(sorted(judges))
    excluded = excluded_pairs(by_id, judges, declared)
    barred = {(each.entry, each.seat) for each in excluded}
    allowed = {
        EntryId(label): tuple(
            seat
            for seat in seats
            if (label, seat) not in barred and competent(judges[seat], by_id[EntryId(label)], rule)
        )
        for label in lot(seed, by_id)
    }
    pairs = _drawn(seed, allowed, rule.per_entry) if rule.spread is Spread.LOT else allowed
    ordered = {entry_id: tuple(sorted(pairs[entry_id])) for entry_id in sorted(pairs)}
    findings = thin(rule, ordered, excluded, by_id, judges) + _uneven(rule, ordered, seats)
    return Assignment(ordered, excluded, findings, seats)


def competent(person: Person, entry: Entry, rule: PanelRule) -> bool:
    """Say whether a judge marks the entry's field, where panels are made by field."""
    return not rule.by_field or not person.fields or entry.field in person.fields


def _drawn(seed: str, allowed: Pairs, per_entry: int) -> Pairs:
    """Give each entry, in the order of the lot, the seats with the least load so far; equals by lot; then even out."""
    loads: Counter[Seat] = Counter()
    pairs: dict[EntryId, tuple[Seat, ...]] = {}
    for entry_id, seats in allowed.items():
        drawn = {label: rank for rank, label in enumerate(lot(f"{seed}\n{entry_id}", (str(s) for s in seats)))}
        chosen = sorted(seats, key=lambda seat: (loads[seat], drawn[str(seat)]))[:per_entry]
        loads.update(chosen)
        pairs[entry_id] = tuple(chosen)
    return even_out(pairs, allowed)


def load(assignment: Assignment) -> Mapping[Seat, int]:
    """Count the entries of every seat."""
    counts = Counter(seat for seats in assignment.pairs.values() for seat in seats)
    return {seat: counts[seat] for seat in assignment.seats}


def thin(
    rule: PanelRule,
    pairs: Pairs,
    excluded: Sequence[Excluded],
    entries: Mapping[EntryId, Entry],
    judges: Mapping[Seat, Person],
) -> Findings:
    """Name every entry that keeps fewer judges than it must, or than was planned, and the conflicts that cause it."""
    return tuple(
        Problem(code, severity, "", _why(entries[entry_id], seats, rule, excluded, judges))
        for entry_id, seats in pairs.items()
        for code, severity in _shortage(rule, len(seats))
    )


def _shortage(rule: PanelRule, count: int) -> tuple[tuple[str, Severity], ...]:
    if count == 0:
        return (("panel.nobody", Severity.STOP),)
    if count < rule.least_judges:
        return (("panel.too_few", Severity.ASK),)
    if rule.spread is Spread.LOT and count < rule.per_entry:
        return (("panel.fewer_than_planned", Severity.NOTE),)
    return ()


def _why(
    entry: Entry,
    seats: Sequence[Seat],
    rule: PanelRule,
    excluded: Sequence[Excluded],
    judges: Mapping[Seat, Person],
) -> dict[str, str | int]:
    """Give the facts: for each kind of conflict the seats it excludes, ``–`` where there are none."""
    mine = [each for each in excluded if each.entry == entry.id]
    groups = {
        "author": [each.seat for each in mine if each.reason in ("author", "namesake")],
        "unit": [each.seat for each in mine if each.reason == "unit"],
        "declared": [each.seat for each in mine if each.reason.startswith("declared")],
        "field": [seat for seat in sorted(judges) if not competent(judges[seat], entry, rule)],
    }
    facts: dict[str, str | int] = {key: ", ".join(map(str, value)) or "–" for key, value in groups.items()}
    planned = rule.per_entry if rule.spread is Spread.LOT else len(judges)
    return facts | {
        "entry": entry.id,
        "title": entry.title,
        "count": len(seats),
        "least": rule.least_judges,
        "planned": planned,
    }


def _uneven(rule: PanelRule, pairs: Pairs, seats: Sequence[Seat]) -> Findings:
    counts = Counter(seat for chosen in pairs.values() for seat in chosen)
    loads = [counts[seat] for seat in seats]
    if rule.spread is Spread.ALL or not loads or max(loads) - min(loads) <= 1:
        return ()
    return (Problem("panel.uneven", Severity.NOTE, "", {"least": min(loads), "most": max(loads)}),)
