"""Conflicts of interest: which judge may not mark which entry, and why.

That a judge does not mark entries of the own unit is a sound default of this program, not a cited regulation; for
authors compare Thông tư 18/2013/TT-BKHCN Đ8 (the head who is the author does not sit on the council).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from judge_desk.contest.register.entries import Entry
from judge_desk.contest.register.panel import DeclaredConflict, Person
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.identity import EntryId, Seat, UnitId

Declared = tuple[DeclaredConflict, ...]


def _units(entry: Entry) -> frozenset[UnitId]:
    return frozenset(entry.units) | {author.unit for author in entry.authors if author.unit is not None}


def is_author(person: Person, entry: Entry, declared: Declared) -> str | None:
    """``author``: a name and unit of the authors are the judge's own, or the name is and one unit is unknown.

    ``namesake``: only the name is the same. To leave out one pair costs little, to let it stand could cost the contest.
    """
    named = [author for author in entry.authors if fold(author.name) == fold(person.name)]
    if not named:
        return None
    sure = any(author.unit is None or person.unit is None or author.unit == person.unit for author in named)
    return "author" if sure else "namesake"


def declared_entry(person: Person, entry: Entry, declared: Declared) -> str | None:
    """``declared_entry``: the judge declared a conflict with this entry, for example kin."""
    found = any(each.judge == person.id and each.entry == entry.id for each in declared)
    return "declared_entry" if found else None


def same_unit(person: Person, entry: Entry, declared: Declared) -> str | None:
    """``unit``: the judge's own unit is one of the entry's; for a group of several units, any of them."""
    return "unit" if person.unit is not None and person.unit in _units(entry) else None


def declared_unit(person: Person, entry: Entry, declared: Declared) -> str | None:
    """``declared_unit``: the judge declared a conflict with one of the entry's units."""
    units = _units(entry)
    found = any(each.judge == person.id and each.unit is not None and each.unit in units for each in declared)
    return "declared_unit" if found else None


CONFLICTS: Final[tuple[Callable[[Person, Entry, Declared], str | None], ...]] = (
    is_author,
    declared_entry,
    same_unit,
    declared_unit,
)
"""Every reason that excludes a pair, the most personal first; that order decides which one is named."""

REASONS: Final = ("author", "namesake", "declared_entry", "unit", "declared_unit")
"""Keys of all reasons."""


def conflict(person: Person, entry: Entry, declared: Declared) -> str | None:
    """Give the key of the reason (one of :data:`REASONS`) why a judge may not mark an entry, None if there is none."""
    found = (rule(person, entry, declared) for rule in CONFLICTS)
    return next((reason for reason in found if reason is not None), None)


@dataclass(frozen=True, slots=True)
class Excluded:
    """A pair that was excluded, and the key of the reason."""

    entry: EntryId
    seat: Seat
    reason: str


def excluded_pairs(
    entries: Mapping[EntryId, Entry], judges: Mapping[Seat, Person], declared: Declared
) -> tuple[Excluded, ...]:
    """Give every pair in conflict, by entry (in id order) and seat.

    Only pairs that share a name, a unit or a declaration are looked at: half a million pairs take a second, not ten.
    """
    near = _Nearness(judges, declared)
    return tuple(
        Excluded(entry_id, seat, reason)
        for entry_id in sorted(entries)
        for seat in sorted(near.seats(entries[entry_id]))
        if (reason := conflict(judges[seat], entries[entry_id], declared)) is not None
    )


class _Nearness:
    """Finds the seats that could be in conflict with an entry: by folded name, unit, and what was declared."""

    def __init__(self, judges: Mapping[Seat, Person], declared: Declared) -> None:
        self._seats: dict[tuple[str, str], set[Seat]] = {}
        by_judge = {person.id: seat for seat, person in judges.items()}
        for seat, person in judges.items():
            self._add("name", fold(person.name), seat)
            self._add("unit", person.unit or "", seat)
        for each in declared:
            if each.judge in by_judge:
                self._add("unit", each.unit or "", by_judge[each.judge])
                self._add("entry", each.entry or "", by_judge[each.judge])

    def _add(self, kind: str, key: str, seat: Seat) -> None:
        if key:
            self._seats.setdefault((kind, key), set()).add(seat)

    def seats(self, entry: Entry) -> frozenset[Seat]:
        keys = [("entry", str(entry.id)), *(("unit", str(unit)) for unit in _units(entry))]
        keys += [("name", fold(author.name)) for author in entry.authors]
        return frozenset(seat for key in keys for seat in self._seats.get(key, ()))
