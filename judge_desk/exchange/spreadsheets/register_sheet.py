"""The register of entries (danh sách bài dự thi) from a sheet.

A row that cannot become an entry is kept aside with its reasons; the other rows are read all the same. Whether an
entry may take part (late, too many authors, barred) is no question of this room: ``contest.eligibility`` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from judge_desk.contest.register.entries import Author, Entry, Unit
from judge_desk.contest.rulebook.definition import Definition, EntrantKind
from judge_desk.contest.values.identity import EntryId, UnitId
from judge_desk.contest.values.problems import Findings, Problem, Severity, stops
from judge_desk.exchange.folding import loose, nearest
from judge_desk.exchange.spreadsheets.author_names import WrittenAuthors, read_authors
from judge_desk.exchange.spreadsheets.cell_reading import cell_of, finding, items_of, moment_in, text_in, yes_in
from judge_desk.exchange.spreadsheets.columns import Table, known_columns, known_words, read_table
from judge_desk.exchange.spreadsheets.joined_rows import join_rows
from judge_desk.exchange.spreadsheets.sheets import Row, Sheet, text_of
from judge_desk.exchange.spreadsheets.unit_names import UnitBook, open_book, unit_findings

_LEADING_NUMBER: Final = re.compile(r"(?:lĩnh vực|nội dung)?\s*(\d{1,2})\s*(?:[.):\-]\s*|\Z)", re.IGNORECASE)
_NEGATION: Final = re.compile(r"(?:khong|chua)(?: \w+){0,2} ?\Z")
_ID: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/\-]{0,31}\Z")


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row that became an entry.

    Attributes:
        row: its number in the sheet.
        entry: the entry, without files.
        unit_titles: its units as written in this row, in the order of ``entry.units`` as far as named.
        raw: every titled cell as text, by column title.
        findings: questions and notes on this row.
    """

    row: int
    entry: Entry
    unit_titles: tuple[str, ...]
    raw: Mapping[str, str]
    findings: Findings = ()


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """One row that could not become an entry, with at least one finding that says why."""

    row: int
    raw: Mapping[str, str]
    findings: Findings


@dataclass(frozen=True, slots=True)
class RegisterReading:
    """A register as read.

    Attributes:
        rows: rows that became entries, in sheet order; unread: rows that did not.
        units: every unit, the known ones first.
        findings: what concerns the whole sheet; with a stop among them nothing was read.
    """

    rows: tuple[RegisterRow, ...]
    unread: tuple[UnreadRow, ...]
    units: tuple[Unit, ...]
    findings: Findings

    def all_findings(self) -> Findings:
        """Give the findings of the sheet and then of its rows, in row order."""
        pairs = [(each.row, each.findings) for each in self.rows] + [(each.row, each.findings) for each in self.unread]
        ordered = sorted(pairs, key=lambda pair: pair[0])
        return self.findings + tuple(problem for _, findings in ordered for problem in findings)


@dataclass(slots=True)
class _Draft:
    """Collects one row's findings while it is read."""

    table: Table
    row: Row
    findings: list[Problem] = field(default_factory=list)

    def text(self, key: str) -> str:
        text, problems = text_in(self.table, self.row, key)
        self.findings.extend(problems)
        return text

    def moment(self, key: str) -> str:
        moment, problems = moment_in(self.table, self.row, key)
        self.findings.extend(problems)
        return moment

    def find(self, key: str, code: str, severity: Severity = Severity.STOP, **facts: str | int) -> None:
        self.findings.append(finding(self.table, self.row, key, code, severity, **facts))


def read_register(
    sheet: Sheet,
    definition: Definition,
    mapping: Mapping[str, str] | None = None,
    known: Iterable[Unit] = (),
) -> RegisterReading:
    """Read a register.

    Args:
        sheet: from ``sheets.read_sheet``.
        definition: whose fields and entrant kinds the cells name.
        mapping: column key (``id``, ``title``, ``kind``, ``field``, ``authors``, ``unit``, ``received``, ``sent``,
            ``duplicate``, ``published``, ``note``) to the title in this sheet, where the usual titles do not fit.
        known: units that are already in the contest, e.g. from the panel sheet; their ids stay.
    """
    table = read_table(sheet, known_columns("register"), mapping)
    book = open_book(known)
    if stops(table.findings):
        return RegisterReading((), (), tuple(book.units.values()), table.findings)
    rows: list[RegisterRow] = []
    unread: list[UnreadRow] = []
    seen: dict[EntryId, int] = {}
    joined, notes = join_rows(table)
    for row in joined:
        read = _read_row(_Draft(table, row), definition, book, seen)
        if isinstance(read, RegisterRow):
            rows.append(read)
        else:
            unread.append(read)
    findings = table.findings + notes + unit_findings(book, table.where)
    if not table.rows:
        findings += (Problem("register.no_rows", Severity.STOP, table.where),)
    return RegisterReading(tuple(rows), tuple(unread), tuple(book.units.values()), findings)


def _read_row(
    draft: _Draft, definition: Definition, book: UnitBook, seen: dict[EntryId, int]
) -> RegisterRow | UnreadRow:
    raw = _raw(draft.table, draft.row)
    entry_id = _id_of(draft, seen)
    before = len(draft.findings)
    title = " ".join(draft.text("title").split())
    if not title and len(draft.findings) == before:
        draft.find("title", "register.no_title")
    kind = _kind_of(draft, definition)
    field_id = _field_of(draft, definition)
    received = draft.moment("received")
    sent = draft.moment("sent")
    flags = _flags_of(draft, definition)
    written, unit_titles = read_authors(draft.text("authors")), items_of(draft.text("unit"))
    if stops(draft.findings) or kind is None:
        return UnreadRow(draft.row.number, raw, tuple(draft.findings))
    own = tuple(book.add(unit) for unit in unit_titles)
    authors = authors_with_units(written, book, own)
    _ask_about_people(draft, kind, authors, own, written)
    entry = Entry(
        id=entry_id,
        title=title,
        kind=kind.id,
        field=field_id,
        authors=authors,
        units=units_of(authors, own),
        received=received,
        sent=sent,
        flags=flags,
    )
    return RegisterRow(draft.row.number, entry, unit_titles, raw, tuple(draft.findings))


def _raw(table: Table, row: Row) -> dict[str, str]:
    return {title: text_of(row.cell(place)) for place, title in enumerate(table.header) if title}


def is_id(text: str) -> bool:
    """Say whether a text can be the number of an entry: plain letters, digits, points, strokes."""
    return _ID.match(text) is not None


def tidy_id(text: str) -> str:
    """Bring the register's number into one form: ``017`` is ``17``; letters are kept as written."""
    return str(int(text)) if text.isascii() and text.isdigit() else text


def _id_of(draft: _Draft, seen: dict[EntryId, int]) -> EntryId:
    text = draft.text("id")
    entry_id = EntryId(tidy_id(text))
    if not text:
        if not draft.findings:
            draft.find("id", "register.no_id")
    elif not is_id(text):
        draft.find("id", "register.bad_id", shown=text[:40])
    elif entry_id in seen:
        draft.find("id", "register.id_twice", id=entry_id, first=seen[entry_id])
    else:
        seen[entry_id] = draft.row.number
    return entry_id


def find_kind(text: str, kinds: tuple[EntrantKind, ...]) -> EntrantKind | None:
    """Find the entrant kind that a word means, by id, title, or the usual other words; None if unclear."""
    word = loose(text)
    for kind in kinds:
        if word in (loose(kind.id), loose(kind.title)):
            return kind
    words: Mapping[str, list[str]] = known_words("kinds")
    meant = [key for key, others in words.items() if word == key or word in {loose(other) for other in others}]
    fitting = [kind for kind in kinds if any(key in loose(f"{kind.id} {kind.title}") for key in meant)]
    return fitting[0] if len(fitting) == 1 else None


def _kind_of(draft: _Draft, definition: Definition) -> EntrantKind | None:
    before = len(draft.findings)
    text = draft.text("kind")
    kind = find_kind(text, definition.entrants) if text else None
    if kind is None and len(draft.findings) == before:
        allowed = "; ".join(each.title for each in definition.entrants)
        draft.find("kind", "register.unknown_kind" if text else "register.no_kind", shown=text[:80], allowed=allowed)
    return kind


def find_field(text: str, definition: Definition) -> str | None:
    """Find the field that a cell means: by id, number in the definition's order, title, or a part of one title."""
    number = _LEADING_NUMBER.match(text.strip())
    rest = text.strip()[number.end() :] if number else text
    word = loose(rest)
    for each in definition.fields:
        if word and word in (loose(each.id), loose(each.title)):
            return each.id
    if word:
        holding = [each.id for each in definition.fields if word in loose(each.title) or loose(each.title) in word]
        return holding[0] if len(holding) == 1 and len(word) >= 8 else None
    if number and 1 <= int(number[1]) <= len(definition.fields):
        return definition.fields[int(number[1]) - 1].id
    return None


def _field_of(draft: _Draft, definition: Definition) -> str:
    before = len(draft.findings)
    text = draft.text("field")
    found = find_field(text, definition) if text else None
    if found is not None or len(draft.findings) > before:
        return found or ""
    titles = tuple(each.title for each in definition.fields)
    near = nearest(text, titles) if text else ""
    if near:
        draft.find("field", "register.field_near", shown=text[:120], near=near)
    else:
        code = "register.unknown_field" if text else "register.no_field"
        draft.find("field", code, shown=text[:120], allowed="; ".join(titles))
    return ""


def _flags_of(draft: _Draft, definition: Definition) -> tuple[str, ...]:
    words: Mapping[str, list[str]] = known_words("flags")
    note = loose(draft.text("note"))
    raised = []
    for flag in dict.fromkeys([*words, *definition.content_flags]):
        ticked = _ticked(draft, flag) if flag in draft.table.places else False
        said = any(_said(note, loose(word)) for word in words.get(flag, ()))
        if ticked or said:
            raised.append(flag)
    return tuple(raised)


def _ticked(draft: _Draft, flag: str) -> bool:
    text = text_of(cell_of(draft.table, draft.row, flag))
    answer = yes_in(text)
    if answer is None:
        # Words instead of a tick say why: "trùng bài số 12". The flag is raised and the secretary sees the words.
        draft.find(flag, "register.flag_in_words", Severity.NOTE, shown=text[:120])
    return answer is not False


def _said(note: str, word: str) -> bool:
    places = [found.start() for found in re.finditer(rf"\b{re.escape(word)}\b", note)]
    return any(_NEGATION.search(note[:place]) is None for place in places)


def authors_with_units(written: WrittenAuthors, book: UnitBook, own: tuple[UnitId, ...]) -> tuple[Author, ...]:
    """Give the authors with their units: as written with each, else the one unit of the entry."""
    shared = own[0] if len(own) == 1 else None
    authors = []
    for each in written.authors:
        position, unit = each.position, book.add(each.unit) if each.unit else None
        if unit is None and position and (as_unit := book.find(position)):
            position, unit = "", as_unit
        authors.append(Author(each.name, position, unit or shared))
    return tuple(authors)


def units_of(authors: tuple[Author, ...], own: tuple[UnitId, ...]) -> tuple[UnitId, ...]:
    """Give every unit of an entry, its own first, each once."""
    return tuple(dict.fromkeys([*own, *(author.unit for author in authors if author.unit is not None)]))


def _ask_about_people(
    draft: _Draft, kind: EntrantKind, authors: tuple[Author, ...], own: tuple[UnitId, ...], written: WrittenAuthors
) -> None:
    if written.by_comma:
        names = "; ".join(author.name for author in authors)
        draft.find("authors", "register.authors_by_comma", Severity.ASK, names=names)
    if not authors and kind.most_people is not None:
        draft.find("authors", "register.no_author", Severity.ASK)
    if not authors and kind.most_people is None and not own:
        draft.find("unit", "register.no_unit", Severity.ASK)
