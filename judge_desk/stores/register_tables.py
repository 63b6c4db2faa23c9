"""The register: entries with authors and files, and what intake found. An entry is superseded, never overwritten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from judge_desk.contest.register.entries import Author, Entry, EntryState, SubmittedFile
from judge_desk.contest.values.identity import Digest, EntryId, UnitId
from judge_desk.contest.values.problems import Findings
from judge_desk.stores.contest_file import Act
from judge_desk.stores.rows import Readable, pack, pack_findings, unpack_findings, unpack_texts

_ENTRY = ("id", "row", "title", "kind", "field", "received", "sent", "units", "flags")
_FILE = ("entry", "number", "part", "name", "extension", "size", "sha256", "seconds", "pages")


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry of the register.

    Attributes:
        entry: the entry.
        row: its row in the register's sheet, 0 when not from a sheet.
        act: the act that wrote it.
    """

    entry: Entry
    row: int
    act: int


@dataclass(frozen=True, slots=True)
class Intake:
    """What intake made of an entry: its state before decisions, and the findings."""

    state: EntryState
    findings: Findings


def put_entries(act: Act, entries: Iterable[tuple[Entry, int]]) -> tuple[EntryId, ...]:
    """Keep entries (each with its row in the sheet) that are new or have changed; gives their ids.

    Entries that are not among them stay as they are: leaving is a decision (withdrawal), not an omission.
    """
    present = {stored.entry.id: stored for stored in read_entries(act)}
    fresh = [(entry, row) for entry, row in entries if _differs(present.get(entry.id), entry, row)]
    act.insert("entry", _ENTRY, (_entry_row(entry, row) for entry, row in fresh))
    act.insert("author", ("entry", "position", "name", "office", "unit"), _author_rows(entry for entry, _ in fresh))
    act.insert("file", _FILE, _file_rows(entry for entry, _ in fresh))
    return tuple(entry.id for entry, _ in fresh)


def _differs(stored: StoredEntry | None, entry: Entry, row: int) -> bool:
    return stored is None or stored.entry != entry or stored.row != row


def _entry_row(entry: Entry, row: int) -> tuple[str | int, ...]:
    head = (entry.id, row, entry.title, entry.kind, entry.field, entry.received, entry.sent)
    return (*head, pack(entry.units), pack(entry.flags))


def _author_rows(entries: Iterable[Entry]) -> Iterable[tuple[str | int | None, ...]]:
    for entry in entries:
        for number, author in enumerate(entry.authors, start=1):
            yield entry.id, number, author.name, author.position, author.unit


def _file_rows(entries: Iterable[Entry]) -> Iterable[tuple[str | int | None, ...]]:
    for entry in entries:
        for number, file in enumerate(entry.files, start=1):
            head = (entry.id, number, file.part, file.name, file.extension, file.size)
            yield *head, file.sha256, file.seconds, file.pages


_Children = Mapping[tuple[int, str], list[Any]]


def read_entries(held: Readable) -> tuple[StoredEntry, ...]:
    """Give every entry as last written, in the order in which they first came."""
    return _in_force(_all_versions(held))


def read_entry_versions(held: Readable, entry_id: EntryId) -> tuple[StoredEntry, ...]:
    """Give every version of one entry, oldest first."""
    return tuple(stored for stored in _all_versions(held) if stored.entry.id == entry_id)


def read_all_entry_versions(held: Readable) -> tuple[StoredEntry, ...]:
    """Give every version of every entry, oldest first."""
    return tuple(_all_versions(held))


def _in_force(versions: Iterable[StoredEntry]) -> tuple[StoredEntry, ...]:
    entries: dict[str, StoredEntry] = {}
    for stored in versions:
        entries[stored.entry.id] = stored
    return tuple(entries.values())


def _all_versions(held: Readable) -> list[StoredEntry]:
    authors, files = _authors(held), _files(held)
    found = held.rows(f"SELECT act, {', '.join(_ENTRY)} FROM entry ORDER BY act, rowid")
    return [_stored(row, authors, files) for row in found]


def _stored(row: tuple[Any, ...], authors: _Children, files: _Children) -> StoredEntry:
    act, entry_id, number, title, kind, field, received, sent, units, flags = row
    key = (act, entry_id)
    entry = Entry(
        id=EntryId(entry_id),
        title=title,
        kind=kind,
        field=field,
        authors=tuple(authors.get(key, ())),
        units=tuple(UnitId(unit) for unit in unpack_texts(units)),
        received=received,
        sent=sent,
        files=tuple(files.get(key, ())),
        flags=unpack_texts(flags),
    )
    return StoredEntry(entry, number, act)


def _authors(held: Readable) -> _Children:
    found = held.rows("SELECT act, entry, name, office, unit FROM author ORDER BY act, entry, position")
    authors: dict[tuple[int, str], list[Author]] = defaultdict(list)
    for act, entry, name, office, unit in found:
        authors[act, entry].append(Author(name, office, UnitId(unit) if unit is not None else None))
    return authors


def _files(held: Readable) -> _Children:
    found = held.rows(f"SELECT act, {', '.join(_FILE)} FROM file ORDER BY act, entry, number")
    files: dict[tuple[int, str], list[SubmittedFile]] = defaultdict(list)
    for act, entry, _, part, name, extension, size, sha256, seconds, pages in found:
        files[act, entry].append(SubmittedFile(part, name, extension, size, Digest(sha256), seconds, pages))
    return files


def put_intake(act: Act, found: Mapping[EntryId, Intake]) -> None:
    """Keep what intake found for entries; it replaces what was found for them before."""
    rows = [(entry, intake.state.value, pack_findings(intake.findings)) for entry, intake in found.items()]
    act.insert("intake", ("entry", "state", "findings"), rows)


def read_intake(held: Readable) -> dict[EntryId, Intake]:
    """Give what intake last found, by entry."""
    found = held.rows("SELECT entry, state, findings FROM intake ORDER BY act, rowid")
    return {EntryId(entry): Intake(EntryState(state), unpack_findings(text)) for entry, state, text in found}
