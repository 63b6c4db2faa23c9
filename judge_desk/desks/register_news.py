"""What a register read again says that is new, and what the secretary had put right in the meantime.

A field that was corrected at the desk stays corrected while the sheet still says what it said before; when the sheet
says something new, the sheet's word is taken and that is told. So a correction is never undone in silence, and neither
is the sheet ignored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from judge_desk.contest.register.entries import Entry
from judge_desk.contest.values.problems import Findings, Problem, Severity
from judge_desk.stores.register_tables import StoredEntry

ADDED: Final = "entry_add"
CORRECTED: Final = "entry_correct"
BY_HAND: Final = frozenset({ADDED, CORRECTED})
"""Words of the acts that write an entry by hand; all others take it from a sheet."""

Read = Callable[[Entry], Any]
_FIELDS: Final[Mapping[str, Read]] = {
    "title": lambda entry: entry.title,
    "kind": lambda entry: entry.kind,
    "field": lambda entry: entry.field,
    "people": lambda entry: (entry.authors, entry.units),
    "received": lambda entry: entry.received,
    "sent": lambda entry: entry.sent,
    "flags": lambda entry: entry.flags,
}
"""What may be corrected, and how it is compared."""


def changed_fields(before: Entry, after: Entry) -> tuple[str, ...]:
    """Name what differs between two versions of an entry, files last."""
    fields = tuple(name for name, read in _FIELDS.items() if read(before) != read(after))
    return (*fields, "files") if before.files != after.files else fields


def with_corrections(read: Entry, versions: Sequence[StoredEntry], by_hand: frozenset[int]) -> tuple[Entry, Findings]:
    """Give an entry as read from the sheet with the corrections that still hold, and what must be told.

    Args:
        read: from the sheet, without files.
        versions: of this entry, oldest first; none for a new one.
        by_hand: numbers of the acts that wrote an entry by hand.
    """
    if not versions:
        return read, ()
    joined, notes = read, []
    for name, value in _FIELDS.items():
        last = _last_correction(value, versions, by_hand)
        if last is None:
            continue
        now = versions[-1].entry
        if value(read) in [value(each.entry) for each in versions[:last]]:
            joined = _with(joined, name, now)
        elif value(read) != value(now):
            notes.append(Problem("intake.correction_replaced", Severity.NOTE, "", {"entry": read.id, "what": name}))
    return joined, tuple(notes)


def _last_correction(value: Read, versions: Sequence[StoredEntry], by_hand: frozenset[int]) -> int | None:
    """Give the place of the newest version that changed the field by hand, None when no hand did."""
    for place in range(len(versions) - 1, -1, -1):
        changed = place == 0 or value(versions[place].entry) != value(versions[place - 1].entry)
        if changed and versions[place].act in by_hand:
            return place
    return None


def _with(entry: Entry, name: str, other: Entry) -> Entry:
    if name == "people":
        return replace(entry, authors=other.authors, units=other.units)
    return replace(entry, **{name: getattr(other, name)})
