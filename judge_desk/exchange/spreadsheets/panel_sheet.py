"""The people of a contest (jury, secretaries, organisers) and their declared conflicts, from a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from judge_desk.contest.register.entries import Unit
from judge_desk.contest.register.panel import JUDGING, DeclaredConflict, Person, Role
from judge_desk.contest.rulebook.definition import Definition, Round
from judge_desk.contest.values.identity import EntryId, JudgeId, RoundId
from judge_desk.contest.values.problems import Findings, Problem, Severity, stops
from judge_desk.exchange.folding import loose, strict_key
from judge_desk.exchange.spreadsheets.author_names import bare_name
from judge_desk.exchange.spreadsheets.cell_reading import finding, items_of, text_in
from judge_desk.exchange.spreadsheets.columns import (
    HEAD_ROWS,
    Table,
    fold_title,
    known_columns,
    known_words,
    read_table,
)
from judge_desk.exchange.spreadsheets.register_sheet import find_field, tidy_id
from judge_desk.exchange.spreadsheets.sheets import Cell, Row, Sheet, text_of
from judge_desk.exchange.spreadsheets.unit_names import UnitBook, open_book, unit_findings

_ENTRY: Final = re.compile(
    r"(?:bài|mã|số|hồ sơ)?\s*(?:số|dự thi số)?\s*([0-9]{1,6}|[A-Z]{1,6}-?[0-9]{1,6})\Z", re.IGNORECASE
)
_PREFIXES: Final = {Role.SECRETARY: "tk", Role.ORGANISER: "btc"}


@dataclass(frozen=True, slots=True)
class PanelReading:
    """A panel sheet as read.

    Attributes:
        people: in sheet order; judges are ``gk1``…, secretaries ``tk1``…, organisers ``btc1``….
        units: every unit, the known ones first.
        conflicts: declared beforehand.
        findings: in sheet order; with a stop among them the sheet is not ready to be taken over.
    """

    people: tuple[Person, ...]
    units: tuple[Unit, ...]
    conflicts: tuple[DeclaredConflict, ...]
    findings: Findings


def read_panel(
    sheet: Sheet,
    definition: Definition,
    mapping: Mapping[str, str] | None = None,
    known: Iterable[Unit] = (),
) -> PanelReading:
    """Read a panel sheet.

    Args:
        sheet: from ``sheets.read_sheet``.
        definition: whose rounds and fields the cells name.
        mapping: column key (``name``, ``position``, ``unit``, ``role``, ``rounds``, ``fields``, ``avoid``,
            ``reason``) to the title in this sheet.
        known: units that are already in the contest; their ids stay.
    """
    table = read_table(sheet, known_columns("panel"), mapping)
    book = open_book(known)
    if stops(table.findings):
        return PanelReading((), tuple(book.units.values()), (), table.findings)
    reader = _PanelReader(table, definition, book)
    for row in table.rows:
        reader.take(row)
    findings = (*table.findings, *reader.findings, *unit_findings(book, table.where))
    if not any(person.role is Role.CHAIR for person in reader.people):
        findings += (Problem("panel.no_chair", Severity.ASK, table.where),)
    return PanelReading(tuple(reader.people), tuple(book.units.values()), tuple(reader.conflicts), findings)


def with_head(sheet: Sheet) -> Sheet:
    """Put the usual head above rows that have none, as rows copied out of a sheet may; their order is the usual one.

    A first column of running numbers before the names is left out.
    """
    columns = known_columns("panel")
    titles = {fold_title(title) for column in columns for title in column.titles}
    if any(sum(fold_title(text_of(cell)) in titles for cell in row.cells) > 1 for row in sheet.rows[:HEAD_ROWS]):
        return sheet
    numbered = all(text_of(row.cell(0)).rstrip(".").isdigit() for row in sheet.rows)
    rows = tuple(replace(row, cells=row.cells[1:]) if numbered else row for row in sheet.rows)
    head = Row(0, tuple(Cell(column.titles[0]) for column in columns))
    return replace(sheet, rows=(head, *rows))


def find_role(text: str) -> Role | None:
    """Find the role that a cell names; None if it is none of the five."""
    words: Mapping[str, list[str]] = known_words("roles")
    for role, names in words.items():
        if loose(text) in {loose(name) for name in names}:
            return Role(role)
    return None


def find_rounds(text: str, definition: Definition) -> tuple[RoundId, ...] | None:
    """Find the rounds that a cell names, by title, id or number; empty means all; None if one is unknown."""
    answers: Mapping[str, list[str]] = known_words("answers")
    if not text or loose(text) in {loose(word) for word in answers["all"]}:
        return ()
    found = [_find_round(item, definition.rounds) for item in items_of(text.replace(",", ";"))]
    return tuple(dict.fromkeys(each for each in found if each)) if all(found) else None


def _find_round(text: str, rounds: tuple[Round, ...]) -> RoundId | None:
    word = loose(text).removeprefix("vong ").strip()
    for number, each in enumerate(rounds, start=1):
        if word in (str(number), loose(each.id), loose(each.title), loose(each.title).removeprefix("vong ")):
            return each.id
    return None


class _PanelReader:
    """Takes in the rows of one sheet."""

    def __init__(self, table: Table, definition: Definition, book: UnitBook) -> None:
        self.people: list[Person] = []
        self.conflicts: list[DeclaredConflict] = []
        self.findings: list[Problem] = []
        self._table = table
        self._definition = definition
        self._book = book
        self._seen: dict[str, int] = {}

    def take(self, row: Row) -> None:
        """Take in one row: a person, and what the person avoids."""
        name = bare_name(" ".join(self._text(row, "name").split()))
        role = self._role(row)
        if not name:
            self._say(row, "name", "panel.no_name")
        if not name or role is None:
            return
        title = " ".join(self._text(row, "unit").split())
        key = f"{strict_key(name)}\n{strict_key(title)}"
        if key in self._seen:
            self._say(row, "name", "panel.twice", name=name, first=self._seen[key])
            return
        self._seen[key] = row.number
        person = Person(
            id=self._next_id(role),
            name=name,
            position=" ".join(self._text(row, "position").split()),
            unit=self._book.add(title) if title else None,
            role=role,
            rounds=self._rounds(row),
            fields=self._fields(row),
        )
        self._ask(row, person)
        self.people.append(person)
        self.conflicts.extend(self._avoided(row, person))

    def _ask(self, row: Row, person: Person) -> None:
        if person.unit is None and person.role in JUDGING:
            self._say(row, "unit", "panel.no_unit", Severity.ASK, name=person.name)

    def _role(self, row: Row) -> Role | None:
        before = len(self.findings)
        text = self._text(row, "role")
        role = find_role(text) if text else None
        if role is None and len(self.findings) == before:
            self._say(row, "role", "panel.unknown_role" if text else "panel.no_role", shown=text[:80])
        return role

    def _next_id(self, role: Role) -> JudgeId:
        prefix = _PREFIXES.get(role, "gk")
        return JudgeId(f"{prefix}{sum(_PREFIXES.get(p.role, 'gk') == prefix for p in self.people) + 1}")

    def _rounds(self, row: Row) -> tuple[RoundId, ...]:
        text = self._text(row, "rounds")
        rounds = find_rounds(text, self._definition)
        if rounds is None:
            allowed = "; ".join(each.title for each in self._definition.rounds)
            self._say(row, "rounds", "panel.unknown_round", shown=text[:80], allowed=allowed)
        return rounds or ()

    def _fields(self, row: Row) -> tuple[str, ...]:
        fields = []
        for item in items_of(self._text(row, "fields")):
            found = find_field(item, self._definition)
            if found is not None:
                fields.append(found)
            elif loose(item) not in {loose(word) for word in known_words("answers")["all"]}:
                allowed = "; ".join(each.title for each in self._definition.fields)
                self._say(row, "fields", "panel.unknown_field", shown=item[:120], allowed=allowed)
        return tuple(dict.fromkeys(fields))

    def _avoided(self, row: Row, person: Person) -> list[DeclaredConflict]:
        reason = " ".join(self._text(row, "reason").split())
        items = items_of(self._text(row, "avoid"))
        if items and not reason:
            self._say(row, "reason", "panel.no_reason", Severity.ASK, name=person.name)
        conflicts = []
        for item in items:
            entry = _ENTRY.match(item)
            if entry:
                conflicts.append(DeclaredConflict(person.id, reason, entry=EntryId(tidy_id(entry[1]))))
            else:
                conflicts.append(DeclaredConflict(person.id, reason, unit=self._book.add(item)))
        return conflicts

    def _text(self, row: Row, key: str) -> str:
        text, problems = text_in(self._table, row, key)
        self.findings.extend(problems)
        return text

    def _say(self, row: Row, key: str, code: str, severity: Severity = Severity.STOP, **facts: str | int) -> None:
        self.findings.append(finding(self._table, row, key, code, severity, **facts))
