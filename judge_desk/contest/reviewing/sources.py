"""The rows that a measure reads: of every period, by subject, with only those attempts of a person that count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from judge_desk.contest.reviewing.case import Case, Found, without
from judge_desk.contest.reviewing.figures import Person, Row, Table
from judge_desk.contest.reviewing.outcome import Subject
from judge_desk.contest.rulebook.measured import ColumnKind, MeasuredPart, Per, column_of_kind
from judge_desk.contest.rulebook.reviews import Attempts, Measure, Subjects
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.problems import Problem, Severity

Key = str | Person


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one period by subject, and the subjects of whom nobody knows which row counts."""

    period: str
    table: Table
    rows: Mapping[Any, tuple[Row, ...]]
    unsure: frozenset[Key]
    key: Callable[[Subject], Key]

    def of(self, subject: Subject) -> tuple[Row, ...]:
        """Give a subject's rows; empty where it has none."""
        return self.rows.get(self.key(subject), ())


@dataclass(frozen=True, slots=True)
class Source:
    """What a measure reads.

    Attributes:
        part: of the rules; column: id of the column, empty where only rows count.
        sheets: of the periods that are there, in order of time.
        complete: whether every sheet is there; settled: whether the rules say which attempts count.
    """

    part: MeasuredPart
    column: str
    sheets: tuple[Sheet, ...]
    complete: bool
    settled: bool

    def unsure(self, subject: Subject) -> bool:
        """Say whether nobody knows which of a subject's rows count."""
        return any(sheet.unsure and sheet.key(subject) in sheet.unsure for sheet in self.sheets)


def source_of(case: Case, measure: Measure) -> Source:
    """Find the rows that a measure reads, and ask for sheets that are not there."""
    part = case.part(measure)
    column = measure.column if isinstance(measure.column, str) else ""
    tables: list[tuple[str, Table]] = []
    periods = case.periods(measure)
    for period in periods:
        table = case.figures.table(part.id, period)
        if table is None:
            case.asked.sheet_missing(part, period)
        else:
            tables.append((period, table))
    settled = _attempts_settled(case, measure, [table for _, table in tables])
    attempts = measure.attempts if isinstance(measure.attempts, Attempts) else Attempts.EACH
    sheets = tuple(_sheet(case, measure, attempts, period, table) for period, table in tables)
    return Source(part, column, sheets, len(sheets) == len(periods), settled)


def stopped(source: Source, measure: Measure, subject: Subject) -> Found | None:
    """Give what stands for a value while sheets or the choice of attempts are open."""
    if not source.complete:
        return without(measure, "missing", "working.sheet_missing", True, part=source.part.title)
    if not source.settled or source.unsure(subject):
        return without(measure, "undecided", "working.attempts", True)
    return None


def _attempts_settled(case: Case, measure: Measure, tables: Iterable[Table]) -> bool:
    """Ask about attempts that the rules leave open, where somebody has several rows in one period."""
    if not isinstance(measure.attempts, Undecided) or not any(table.several for table in tables):
        return True
    case.asked.undecided(measure.attempts)
    return False


def _sheet(case: Case, measure: Measure, attempts: Attempts, period: str, table: Table) -> Sheet:
    persons = case.review.subjects is Subjects.PERSONS
    _ask_strangers(case, table)
    if table.part.per is not Per.PERSON or (attempts is Attempts.EACH and not persons):
        units: dict[Key, tuple[Row, ...]] = {unit: tuple(rows) for unit, rows in table.by_unit.items()}
        return Sheet(period, table, units, frozenset(), _unit_code)
    key = _person_key(case, table) if persons else _unit_of_person
    of = (lambda subject: key(case.people[subject.code])) if persons else _unit_code
    if attempts is Attempts.EACH and key is _whole_person:
        return Sheet(period, table, table.by_person, frozenset(), of)
    column = measure.column if isinstance(measure.column, str) else ""
    chosen = table.chosen(attempts, measure.attempt_by, column)
    if chosen.unsure:
        _ask_attempts(case, measure, period, table, len(chosen.unsure))
    rows: dict[Key, list[Row]] = {}
    for person, own in chosen.rows.items():
        rows.setdefault(key(person), []).extend(own)
    unsure = frozenset(key(person) for person in chosen.unsure)
    return Sheet(period, table, {each: tuple(own) for each, own in rows.items()}, unsure, of)


def _ask_attempts(case: Case, measure: Measure, period: str, table: Table, count: int) -> None:
    title = next((each.title for each in table.part.periods if each.id == period), "")
    code = "review.attempts_unclear_period" if period else "review.attempts_unclear"
    case.asked.ask(code, measure.title, part=table.part.title, period=title, count=count)


def _unit_code(subject: Subject) -> Key:
    return subject.unit_code


def _unit_of_person(person: Person) -> Key:
    return person[0]


def _person_key(case: Case, table: Table) -> Callable[[Person], Key]:
    """Give how people are found in a table: without what tells namesakes apart where one of the two sheets lacks it."""
    own = next(part for part in case.definition.measured if part.id == case.review.part)
    if table.has_key == (column_of_kind(own, ColumnKind.KEY) is not None):
        return _whole_person
    return _person_by_name


def _whole_person(person: Person) -> Key:
    return person


def _person_by_name(person: Person) -> Key:
    return person[0], person[1], ""


def _ask_strangers(case: Case, table: Table) -> None:
    """Ask about people of units that the roster does not have, and note rows of such units themselves.

    A sheet's units were in the roster when it came in: one that is not there now was left out of a later roster.
    """
    if not case.roster.units or table.part.roster:
        return
    strangers = sorted(unit for unit in table.by_unit if unit and unit not in case.roster.by_code)
    for unit in strangers:
        if table.part.per is not Per.UNIT:
            case.asked.ask("review.row_unit_unknown", table.part.title, unit=unit)
            continue
        note = Problem("review.row_unit_gone", Severity.NOTE, table.part.title, {"unit": unit})
        if note not in case.noted:
            case.noted.append(note)
