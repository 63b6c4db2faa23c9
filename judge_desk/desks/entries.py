"""Secretary: one entry by itself: enter it, put it right, look at it and at everything that was done about it.

Each change supersedes the version before and names its reason; every version stays, and so does every file that was
ever taken in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from judge_desk.contest.register.entries import Author, Entry, EntryState, SubmittedFile
from judge_desk.contest.rulebook.definition import Definition, PartKind, parts_of
from judge_desk.contest.values.identity import EntryId, UnitId
from judge_desk.contest.values.problems import BadInput, Findings, NotNow
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.entry_files import JoinedFiles, LookedFile, copied_in, file_findings, join_files, look_at_files
from judge_desk.desks.entry_findings import is_drawn
from judge_desk.desks.entry_insides import inspected
from judge_desk.desks.intake import record_findings
from judge_desk.desks.intake_plan import check_not_drawn
from judge_desk.desks.register_news import ADDED, CORRECTED, changed_fields
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.plain_text import tidy_line, tidy_text
from judge_desk.exchange.spreadsheets.author_names import read_authors
from judge_desk.exchange.spreadsheets.cell_reading import items_of, parse_moment
from judge_desk.exchange.spreadsheets.register_sheet import (
    authors_with_units,
    find_field,
    find_kind,
    is_id,
    tidy_id,
    units_of,
)
from judge_desk.exchange.spreadsheets.unit_names import UnitBook, open_book
from judge_desk.exchange.stored_names import SUBMISSIONS
from judge_desk.exchange.submissions.file_matching import part_files
from judge_desk.exchange.submissions.insides import open_insides
from judge_desk.stores.panel_tables import put_units, read_units
from judge_desk.stores.register_tables import StoredEntry, put_entries, read_entries


@dataclass(frozen=True, slots=True)
class EntryForm:
    """An entry as a person writes it, each field as in a cell of the register.

    Attributes:
        title, kind, field: the latter two by id, title or another usual word.
        authors: one on each line or parted by semicolons, ``Name (position, unit)``.
        unit: the entry's own units, parted by semicolons.
        received, sent: day and time as people write them; may be empty.
    """

    title: str
    kind: str
    field: str
    authors: str
    unit: str
    received: str = ""
    sent: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """An entry that was written: its id, its state now, what differs from before, every finding, and its files."""

    id: EntryId
    state: EntryState
    changed: tuple[str, ...]
    findings: Findings
    files: JoinedFiles


def add_entry(
    folder: Path, entry_id: str, form: EntryForm, files: tuple[Path, ...], reason: str, around: Surroundings
) -> Written:
    """Enter one entry that no sheet brings.

    Args:
        folder: the contest folder.
        entry_id: its number; empty: the next free one.
        form: what it is.
        files: its files.
        reason: why it comes by hand.
        around: surroundings.

    Raises:
        BadInput: no reason, a number that is taken or not possible, a field that cannot be read.
        NotNow: codes are drawn. Refusal: a file or the folder cannot be read or written. Nothing was changed.
    """
    said = _reason(reason)
    with open_folder(folder) as contest:
        check_not_drawn(contest)
        stored = {each.entry.id for each in read_entries(contest.store)}
        own = EntryId(tidy_id(tidy_line(entry_id))) if tidy_line(entry_id) else _free_id(stored)
        if not is_id(own):
            raise BadInput("entry_form.bad_id", where=own, shown=own[:40])
        if own in stored:
            raise BadInput("entry_form.id_taken", where=own, entry=own)
        book = open_book(read_units(contest.store))
        entry = read_form(own, form, contest.definition, book)
        looked = _look(contest, entry, files, around)
        joined = join_files((), (each.submitted for each in looked))
        return _write(contest, ADDED, None, replace(entry, files=joined.files), joined, looked, book, said, around)


def correct_entry(
    folder: Path,
    entry_id: str,
    form: EntryForm | None,
    files: tuple[Path, ...],
    without: tuple[str, ...],
    reason: str,
    around: Surroundings,
) -> Written:
    """Put an entry right: the version before stays, with its files.

    Once codes are drawn only the title and the names of the same authors may still be put right.

    Args:
        folder: the contest folder.
        entry_id: which.
        form: all fields as they should be, None when only files change.
        files: added, or in place of those with the same name.
        without: names of files that no longer belong to it.
        reason: why.
        around: surroundings.

    Raises:
        BadInput: no reason, no such entry or file, a field that cannot be read, or nothing changes.
        NotNow: codes are drawn. Refusal: a file or the folder cannot be read or written. Nothing was changed.
    """
    said = _reason(reason)
    with open_folder(folder) as contest:
        before = (stored := stored_entry(contest, entry_id)).entry
        book = open_book(read_units(contest.store))
        entry = before if form is None else _corrected(before, form, contest.definition, book)
        kept = _kept_files(before, without)
        looked = _look(contest, before, files, around)
        joined = join_files(kept, (each.submitted for each in looked))
        entry = replace(entry, files=tuple(sorted(joined.files, key=lambda file: file not in kept)))
        changed = changed_fields(before, entry)
        if not changed:
            raise BadInput("entry_form.nothing_changed", where=before.id)
        _check_drawn(contest, before, entry, changed)
        return _write(contest, CORRECTED, stored, entry, joined, looked, book, said, around)


def stored_entry(contest: ContestFolder, entry_id: str) -> StoredEntry:
    """Give an entry of the register.

    Raises:
        BadInput: ``entry_form.unknown``.
    """
    wanted = tidy_id(tidy_line(entry_id))
    found = next((each for each in read_entries(contest.store) if each.entry.id == wanted), None)
    if found is None:
        raise BadInput("entry_form.unknown", where=wanted, entry=wanted)
    return found


def read_form(entry_id: EntryId, form: EntryForm, definition: Definition, book: UnitBook) -> Entry:
    """Read what a person wrote, without files; new units come into the book.

    Raises:
        BadInput: a field that cannot be read.
    """
    title = " ".join(tidy_text(form.title).split())
    if not title:
        raise BadInput("entry_form.no_title", where=entry_id)
    kind = find_kind(form.kind, definition.entrants) if form.kind.strip() else None
    if kind is None:
        allowed = "; ".join(each.title for each in definition.entrants)
        raise BadInput("entry_form.unknown_kind", where=entry_id, shown=form.kind, allowed=allowed)
    field = find_field(form.field, definition) if form.field.strip() else None
    if field is None and definition.fields:
        allowed = "; ".join(each.title for each in definition.fields)
        raise BadInput("entry_form.unknown_field", where=entry_id, shown=form.field, allowed=allowed)
    own = tuple(book.add(unit) for unit in items_of(tidy_text(form.unit)))
    authors = authors_with_units(read_authors(tidy_text(form.authors)), book, own)
    return Entry(
        id=entry_id,
        title=title,
        kind=kind.id,
        field=field or "",
        authors=authors,
        units=units_of(authors, own),
        received=_moment(entry_id, form.received),
        sent=_moment(entry_id, form.sent),
    )


def form_of(entry: Entry, units: Mapping[str, str]) -> EntryForm:
    """Write an entry down as a person would, so that it can be put right; ``units`` holds titles by id."""
    shared = len(entry.units) == 1 and all(each.unit in (None, entry.units[0]) for each in entry.authors)
    lines = [_author_line(each, units, shared) for each in entry.authors]
    own = [units.get(unit, unit) for unit in entry.units if shared or not _of_an_author(entry, unit)]
    return EntryForm(
        entry.title,
        entry.kind,
        entry.field,
        "\n".join(lines),
        "; ".join(own),
        _written(entry.received),
        _written(entry.sent),
    )


def _of_an_author(entry: Entry, unit: UnitId) -> bool:
    return any(author.unit == unit for author in entry.authors)


def _author_line(author: Author, units: Mapping[str, str], shared: bool) -> str:
    unit = "" if shared or author.unit is None else units.get(author.unit, author.unit)
    if not unit:
        return f"{author.name} ({author.position})" if author.position else author.name
    return f"{author.name} ({author.position}, {unit})"


def _written(moment: str) -> str:
    day, _, clock = moment.partition("T")
    if not day:
        return ""
    year, month, number = day.split("-")
    return f"{number}/{month}/{year} {clock}".strip()


def _corrected(before: Entry, form: EntryForm, definition: Definition, book: UnitBook) -> Entry:
    """Read a correction; people stay exactly as they were while their fields say the same."""
    units = {str(unit.id): unit.title for unit in book.units.values()}
    entry = read_form(before.id, form, definition, book)
    written = form_of(before, units)
    if (written.authors, written.unit) == (form.authors.strip(), form.unit.strip()):
        entry = replace(entry, authors=before.authors, units=before.units)
    return replace(entry, flags=before.flags)


def _moment(entry_id: EntryId, text: str) -> str:
    said = tidy_line(text)
    moment = parse_moment(said) if said else ""
    if said and not moment:
        raise BadInput("entry_form.bad_time", where=entry_id, shown=said[:40])
    return moment


def _kept_files(before: Entry, without: tuple[str, ...]) -> tuple[SubmittedFile, ...]:
    missing = [name for name in without if name not in {file.name for file in before.files}]
    if missing:
        raise BadInput("entry_form.no_file", where=before.id, file=missing[0])
    return tuple(file for file in before.files if file.name not in without)


def _reason(reason: str) -> str:
    said = tidy_text(reason)
    if not said:
        raise BadInput("entry_form.no_reason")
    return said


def _free_id(taken: Iterable[str]) -> EntryId:
    numbers = [int(each) for each in taken if each.isascii() and each.isdigit()]
    return EntryId(str(max(numbers, default=0) + 1))


def _look(
    contest: ContestFolder, entry: Entry, files: tuple[Path, ...], around: Surroundings
) -> tuple[LookedFile, ...]:
    parts = parts_of(contest.definition, entry.field)
    documents = {part.id for part in parts if part.kind is PartKind.DOCUMENT}
    before = {file.name.casefold(): file.part for file in entry.files}
    replaced = {path.name.casefold() for path in files}
    has = any(file.part in documents and file.name.casefold() not in replaced for file in entry.files)
    matched = part_files(entry.id, files, parts, has).files
    known = {part.id for part in parts}
    placed = (
        replace(each, part=part) if (part := before.get(each.name.casefold(), "")) in known else each
        for each in matched
    )
    with open_insides() as insides:
        return look_at_files(placed, around, insides)


def _check_drawn(contest: ContestFolder, before: Entry, after: Entry, changed: tuple[str, ...]) -> None:
    """Once codes are drawn, packages and conflicts stand on the entry: only its spelling may still be put right."""
    spelling = set(changed) <= {"title", "people"} and before.units == after.units
    same_people = [author.unit for author in before.authors] == [author.unit for author in after.authors]
    if is_drawn(contest) and not (spelling and same_people):
        raise NotNow("entry_form.drawn", where=before.id)


def _write(
    contest: ContestFolder,
    what: str,
    before: StoredEntry | None,
    entry: Entry,
    joined: JoinedFiles,
    looked: tuple[LookedFile, ...],
    book: UnitBook,
    reason: str,
    around: Surroundings,
) -> Written:
    changed = changed_fields(before.entry, entry) if before is not None else ()
    facts: dict[str, str | int] = {"entry": entry.id, "reason": reason}
    if changed:
        facts["changed"] = ", ".join(changed)
    with (
        copied_in(contest.path / SUBMISSIONS, looked, around),
        open_insides(contest.path / SUBMISSIONS) as insides,
        inspected(contest, looked, (entry,), book.units.values(), around, insides) as seen,
        contest.store.act(around.operator, what, facts, around.now()) as act,
    ):
        put_units(act, book.units.values())
        put_entries(act, [(entry, before.row if before is not None else 0)])
        names = tuple(file.name for file in entry.files if file.name not in {each.match.name for each in looked})
        kept = replace(joined, files=entry.files, kept=names)
        of_row = () if "people" in changed else None  # doubts of reading the row were about its people
        found = record_findings(contest, act, {entry.id: (of_row, kept, file_findings(entry, seen))})[entry.id]
    return Written(entry.id, found.state, changed, found.findings, joined)
