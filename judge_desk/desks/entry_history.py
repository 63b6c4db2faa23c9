"""Secretary: find entries in the register, and look at one with everything that was done about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.register.entries import Entry
from judge_desk.contest.values.decisions import Decision
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.entries import EntryForm, form_of, stored_entry
from judge_desk.desks.entry_findings import Card, ListedEntry, RegisterView, register_view
from judge_desk.desks.register import decisions_by_entry
from judge_desk.desks.register_news import changed_fields
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.folding import loose
from judge_desk.stores.log import LogLine
from judge_desk.stores.register_tables import StoredEntry, read_entry_versions


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an entry: who wrote it, when (ISO local), by which act, why, and what differs from before."""

    entry: Entry
    actor: str
    stated_time: str
    what: str
    reason: str
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry.

    Attributes:
        listed: itself, with its state; form: as a person writes it.
        cards: every finding about it; versions: oldest first; decisions: about it, by number.
        part_titles: id and title of every part of a submission.
        kind_title, field_title: what the rules call the entry's kind and field; the id where they know none.
    """

    listed: ListedEntry
    form: EntryForm
    cards: tuple[Card, ...]
    versions: tuple[Version, ...]
    decisions: tuple[Decision, ...]
    part_titles: tuple[tuple[str, str], ...]
    kind_title: str
    field_title: str


def show(folder: Path, entry_id: str, around: Surroundings) -> EntryView:
    """Look at one entry; nothing is changed.

    Raises:
        BadInput: no such entry. Refusal: the folder cannot be opened.
    """
    with open_folder(folder, read_only=True) as contest:
        own = stored_entry(contest, entry_id).entry
        view = register_view(contest, around)
        listed = next(each for each in view.entries if each.entry.id == own.id)
        lines = {line.seq: line for line in contest.store.log()}
        return EntryView(
            listed,
            form_of(own, view.units),
            tuple(card for card in view.cards if card.entry.id == own.id),
            _versions(read_entry_versions(contest.store, own.id), lines),
            decisions_by_entry(contest.decisions).get(own.id, ()),
            tuple((part.id, part.title) for part in contest.definition.parts),
            next((each.title for each in contest.definition.entrants if each.id == own.kind), own.kind),
            next((each.title for each in contest.definition.fields if each.id == own.field), own.field),
        )


def _versions(stored: tuple[StoredEntry, ...], lines: dict[int, LogLine]) -> tuple[Version, ...]:
    versions = []
    for place, each in enumerate(stored):
        line = lines[each.act]
        changed = changed_fields(stored[place - 1].entry, each.entry) if place else ()
        reason = str(line.facts.get("reason", ""))
        versions.append(Version(each.entry, line.actor, line.stated_time, line.what, reason, changed))
    return tuple(versions)


def find(view: RegisterView, text: str) -> tuple[ListedEntry, ...]:
    """Give the entries whose number, title, authors or units hold every word of a text; accents do not matter."""
    words = loose(text).split()
    if not words:
        return view.entries
    return tuple(each for each in view.entries if all(word in _searched(each, view) for word in words))


def _searched(listed: ListedEntry, view: RegisterView) -> str:
    entry = listed.entry
    names = [author.name for author in entry.authors] + [view.units.get(unit, "") for unit in entry.units]
    return loose(" ".join([entry.id, entry.title, *names]))
