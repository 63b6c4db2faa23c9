"""Secretary: see what taking in a register and its files would do. Nothing is written by planning."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from judge_desk.contest.register.entries import Entry
from judge_desk.contest.rulebook.definition import parts_of
from judge_desk.contest.values.facts import listed
from judge_desk.contest.values.identity import Digest, EntryId
from judge_desk.contest.values.problems import BadInput, Findings, NotNow, Problem, Severity, stops
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.entry_likeness import near_title_findings
from judge_desk.desks.register_news import BY_HAND, with_corrections
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import hash_file
from judge_desk.exchange.plain_text import tidy_name
from judge_desk.exchange.spreadsheets.column_memory import remembered
from judge_desk.exchange.spreadsheets.columns import Table, known_columns, read_table
from judge_desk.exchange.spreadsheets.register_sheet import RegisterReading, read_register
from judge_desk.exchange.spreadsheets.sheets import Sheet, read_sheet
from judge_desk.exchange.submissions.file_matching import FileMatching, match_files
from judge_desk.stores.panel_tables import read_units
from judge_desk.stores.register_tables import StoredEntry, read_all_entry_versions
from judge_desk.stores.round_tables import read_codes

GUESSED: Final = "guessed"
REMEMBERED: Final = "remembered"
CHOSEN: Final = "chosen"
MISSING: Final = "missing"

SHOWN: Final = 20
"""How many entries a sentence names at most."""
NEW: Final = "new"
CHANGED: Final = "changed"
SAME: Final = "same"


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column that the register needs: its key, the title found in the sheet, and how it was found."""

    key: str
    usual: str
    title: str
    how: str
    required: bool


@dataclass(frozen=True, slots=True)
class PlannedEntry:
    """An entry that would be taken in: what is new about it, and how many files come with it."""

    entry: Entry
    row: int
    news: str
    files: int


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that would be taken in: whose, title of the part it answers to (empty for none), and its size."""

    entry: EntryId
    part: str
    name: str
    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class IntakePlan:
    """What an intake would do.

    Attributes:
        register: name of the sheet, empty when only files come; header: its titles.
        columns: what is read from where.
        entries: in the sheet's order; files: by entry.
        unread: how many rows of the sheet cannot become entries; the findings say why.
        strangers: files that fit no entry; left_out: what the system left behind.
        findings: of the sheet, the files and the entries as they would stand.
        code: of everything that was looked at; an intake with this code refuses when it has changed since.
    """

    register: str
    header: tuple[str, ...]
    columns: tuple[ColumnGuess, ...]
    entries: tuple[PlannedEntry, ...]
    files: tuple[PlannedFile, ...]
    unread: int
    strangers: tuple[str, ...]
    left_out: tuple[str, ...]
    findings: Findings
    code: str

    @property
    def possible(self) -> bool:
        """Say whether anything would be taken in."""
        return bool(self.entries or self.files)


@dataclass(frozen=True, slots=True)
class IntakeReading:
    """A register and a folder as read, before anything is decided.

    Attributes:
        register: the reading of the sheet, None when only files come; table: its head.
        mapping: the columns as chosen now or before.
        entries: as they would stand, without new files, with their rows; before: every version so far, by entry.
        matching: the files, None when only the sheet comes.
        notes: about corrections that the sheet replaces.
    """

    register: RegisterReading | None
    table: Table | None
    mapping: Mapping[str, str]
    remembered: bool
    entries: tuple[tuple[Entry, int], ...]
    before: Mapping[EntryId, tuple[StoredEntry, ...]]
    matching: FileMatching | None
    notes: Findings

    @property
    def findings(self) -> Findings:
        """What was found in the sheet and in the folder."""
        sheet = self.register.all_findings() if self.register is not None else ()
        return (*sheet, *(self.matching.findings if self.matching is not None else ()), *self.notes)

    @property
    def stopped(self) -> bool:
        """Say whether nothing can be taken in: the sheet cannot be read, or the folder has no file at all."""
        unreadable = self.register is not None and stops(self.register.findings)
        empty = self.matching is not None and not self.matching.files and not self.matching.unmatched
        return unreadable or empty


def plan_intake(
    folder: Path,
    register: Path | None,
    files: Path | None,
    around: Surroundings,
    columns: Mapping[str, str] | None = None,
) -> IntakePlan:
    """See what taking in a register, a folder of files, or both would do.

    Args:
        folder: the contest folder.
        register: the sheet; None: only files come, for entries that are there.
        files: the folder with the files; None: only the sheet comes.
        around: surroundings; what was chosen for such a sheet before lies in its home.
        columns: column key to title, as chosen now; empty title: the sheet has no such column.

    Raises:
        Refusal: the folder, the register or the files cannot be read, or codes are drawn already.
    """
    with open_folder(folder, read_only=True) as contest:
        reading = read_intake_sources(contest, register, files, around, columns)
        code = seen_code(register, reading)
        if reading.stopped:
            return _plan(contest, register, reading, (), reading.findings, code)
        planned = tuple(_planned(entry, row, reading) for entry, row in reading.entries)
        planned = tuple(each for each in planned if register is not None or each.files)
        named = {each.entry.id for each in planned}
        found = (p for p in near_title_findings(_standing(reading)) if p.facts["entry"] in named)
        same = tuple(_same_content(reading, around))
        return _plan(contest, register, reading, planned, (*reading.findings, *same, *found), code)


def read_intake_sources(
    contest: ContestFolder,
    register: Path | None,
    files: Path | None,
    around: Surroundings,
    columns: Mapping[str, str] | None,
) -> IntakeReading:
    """Read the register and match the files; nothing is written.

    Raises:
        Refusal: as :func:`plan_intake`.
    """
    check_not_drawn(contest)
    if register is None and files is None:
        raise BadInput("intake.nothing_given")
    around.progress("progress.matching", 0, 2)
    before = _versions(contest)
    hands = frozenset(line.seq for line in contest.store.log() if line.what in BY_HAND)
    reading, table, mapping, known = None, None, columns or {}, False
    entries: tuple[tuple[Entry, int], ...] = tuple((v[-1].entry, v[-1].row) for v in before.values())
    notes: list[Problem] = []
    if register is not None:
        sheet = read_sheet(register)
        mapping, known = _mapping(around.home, sheet, columns)
        reading = read_register(sheet, contest.definition, mapping, read_units(contest.store))
        table = read_table(sheet, known_columns("register"), mapping)
        joined = [(with_corrections(row.entry, before.get(row.entry.id, ()), hands), row.row) for row in reading.rows]
        entries = tuple((entry, row) for (entry, _), row in joined)
        notes = [*(note for (_, found), _ in joined for note in found), *_left_as_they_are(before, reading)]
    around.progress("progress.matching", 1, 2)
    matching = None
    if files is not None and not (reading is not None and stops(reading.findings)):
        own = {entry.id: parts_of(contest.definition, entry.field) for entry, _ in entries}
        matching = match_files(files, tuple(own), contest.definition.parts, own)
        if register is None:
            matching = replace(matching, findings=tuple(p for p in matching.findings if p.code != "files.no_files"))
    around.progress("progress.matching", 2, 2)
    return IntakeReading(reading, table, mapping, known, entries, before, matching, tuple(notes))


def _left_as_they_are(before: Mapping[EntryId, object], reading: RegisterReading) -> Iterator[Problem]:
    """Say which entries the sheet does not name; they stay, for leaving is a decision."""
    named = {row.entry.id for row in reading.rows}
    missing = [entry for entry in before if entry not in named]
    if missing and reading.rows:
        facts: dict[str, str | int] = {"count": len(missing), "entries": listed(missing[:SHOWN])}
        yield Problem("intake.not_in_sheet", Severity.NOTE, "", facts)


def check_not_drawn(contest: ContestFolder) -> None:
    """Once codes are drawn the list of entries is closed; leaving is a withdrawal, by decision.

    Raises:
        NotNow: ``intake.drawn``.
    """
    for each in contest.definition.rounds:
        if read_codes(contest.store, each.id):
            raise NotNow("intake.drawn", where=each.title)


def seen_code(register: Path | None, reading: IntakeReading) -> str:
    """Give a short code of everything that was looked at: the sheet's bytes, the columns, names and sizes of files."""
    hasher = hashlib.sha256()
    if register is not None:
        hasher.update(hash_file(register).sha256.encode())
    hasher.update(repr(sorted(reading.mapping.items())).encode())
    if reading.matching is not None:
        paths = [each.path for each in reading.matching.files] + list(reading.matching.unmatched)
        for path in paths:
            hasher.update(f"{path!s}\n{_size(path)}\n".encode(errors="surrogateescape"))
    for entry, versions in reading.before.items():
        hasher.update(f"{entry} {versions[-1].act}\n".encode())
    return hasher.hexdigest()[:16]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _versions(contest: ContestFolder) -> Mapping[EntryId, tuple[StoredEntry, ...]]:
    found: dict[EntryId, list[StoredEntry]] = {}
    for stored in read_all_entry_versions(contest.store):
        found.setdefault(stored.entry.id, []).append(stored)
    return {entry: tuple(versions) for entry, versions in found.items()}


def _mapping(home: Path, sheet: Sheet, chosen: Mapping[str, str] | None) -> tuple[Mapping[str, str], bool]:
    """Give the columns to go by: what is chosen now, else what was chosen for such a sheet before."""
    known = {column.key for column in known_columns("register")}
    unknown = sorted(set(chosen or {}) - known)
    if unknown:
        raise BadInput("intake.no_such_column", where=unknown[0], known=", ".join(sorted(known)))
    if chosen:
        return {**remembered(home, sheet), **chosen}, False
    before = remembered(home, sheet)
    return before, bool(before)


def _planned(entry: Entry, row: int, reading: IntakeReading) -> PlannedEntry:
    versions = reading.before.get(entry.id, ())
    matched = reading.matching.of(entry.id) if reading.matching is not None else ()
    if not versions:
        return PlannedEntry(entry, row, NEW, len(matched))
    same = replace(versions[-1].entry, files=()) == replace(entry, files=())
    return PlannedEntry(entry, row, SAME if same else CHANGED, len(matched))


def _standing(reading: IntakeReading) -> tuple[Entry, ...]:
    coming = {entry.id: entry for entry, _ in reading.entries}
    there = {entry: versions[-1].entry for entry, versions in reading.before.items()}
    return tuple({**there, **coming}.values())


def _same_content(reading: IntakeReading, around: Surroundings) -> Iterator[Problem]:
    """Ask about files of two entries that have the same content; only files of one size are read for it."""
    sizes: dict[int, list[tuple[EntryId, str, Path | None, Digest]]] = defaultdict(list)
    for entry in _standing(reading):
        for file in entry.files:
            sizes[file.size].append((entry.id, file.name, None, file.sha256))
    for each in reading.matching.files if reading.matching is not None else ():
        sizes[_size(each.path)].append((each.entry, each.name, each.path, Digest("")))
    doubtful = [group for group in sizes.values() if len({owner for owner, *_ in group}) > 1]
    for number, group in enumerate(doubtful, start=1):
        contents: dict[str, list[tuple[EntryId, str]]] = defaultdict(list)
        for owner, name, path, known in group:
            contents[known if path is None else hash_file(path).sha256].append((owner, name))
        for holders in contents.values():
            others = sorted({owner for owner, _ in holders if owner != holders[0][0]})
            if others:
                facts = {"entry": holders[0][0], "file": holders[0][1], "others": ", ".join(others)}
                yield Problem("intake.same_file", Severity.ASK, "", facts)
        around.progress("progress.comparing", number, len(doubtful))


def _plan(
    contest: ContestFolder,
    register: Path | None,
    reading: IntakeReading,
    planned: Iterable[PlannedEntry],
    findings: Findings,
    code: str,
) -> IntakePlan:
    titles = {part.id: part.title for part in contest.definition.parts}
    matching = reading.matching
    files = tuple(
        PlannedFile(each.entry, titles.get(each.part, ""), each.name, each.path, _size(each.path))
        for each in (matching.files if matching is not None and not reading.stopped else ())
    )
    return IntakePlan(
        tidy_name(register.name) if register is not None else "",
        tuple(title for title in reading.table.header if title) if reading.table is not None else (),
        _columns(reading),
        tuple(planned),
        files,
        len(reading.register.unread) if reading.register is not None else 0,
        tuple(tidy_name(path.name) for path in matching.unmatched) if matching is not None else (),
        matching.left_out if matching is not None else (),
        findings,
        code,
    )


def _columns(reading: IntakeReading) -> tuple[ColumnGuess, ...]:
    table = reading.table
    if table is None:
        return ()
    how = REMEMBERED if reading.remembered else CHOSEN
    return tuple(
        ColumnGuess(
            column.key,
            column.titles[0],
            table.header[table.places[column.key]] if column.key in table.places else "",
            MISSING if column.key not in table.places else how if column.key in reading.mapping else GUESSED,
            column.required,
        )
        for column in known_columns("register")
    )
