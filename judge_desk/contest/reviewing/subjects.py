"""Who is reviewed: the units of the roster, or the people of the rows of a part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from judge_desk.contest.reviewing.case import Questions
from judge_desk.contest.reviewing.figures import Figures, Person, Row, Table
from judge_desk.contest.reviewing.outcome import Subject
from judge_desk.contest.reviewing.roster import WORDS, Roster
from judge_desk.contest.rulebook.definition import Definition, find_measured, roster_of
from judge_desk.contest.rulebook.measured import ColumnKind, MeasuredPart, column_of_kind
from judge_desk.contest.rulebook.reviews import Review, Subjects
from judge_desk.contest.values.identity import EntryCode

NO_UNIT = "0"
"""Stands before the number of a person without a unit."""


@dataclass(frozen=True, slots=True)
class Known:
    """The subjects in code order, and for persons who they are in the sheets."""

    subjects: tuple[Subject, ...]
    people: Mapping[EntryCode, Person]


def subjects_of(definition: Definition, review: Review, roster: Roster, figures: Figures, asked: Questions) -> Known:
    """Find who is reviewed; a sheet that is not there is asked for."""
    listed_in = roster_of(definition)
    if listed_in is not None and figures.table(listed_in.id, "") is None:
        asked.sheet_missing(listed_in, "")
    if review.subjects is Subjects.UNITS:
        units = (Subject(each.code, each.name, each.name, each.code, each.facts) for each in roster.units)
        return Known(tuple(sorted(units, key=lambda each: each.code)), {})
    part = find_measured(definition, review.part)
    return _people(part, review, roster, figures, asked) if part is not None else Known((), {})


def _people(part: MeasuredPart, review: Review, roster: Roster, figures: Figures, asked: Questions) -> Known:
    periods = tuple(each.id for each in part.periods if not review.periods or each.id in review.periods) or ("",)
    rows: dict[Person, list[tuple[Table, Row]]] = {}
    for period in periods:
        table = figures.table(part.id, period)
        if table is None:
            asked.sheet_missing(part, period)
            continue
        for person, own in table.by_person.items():
            rows.setdefault(person, []).extend((table, row) for row in own)
    by_unit: dict[str, list[Person]] = {}
    for person in sorted(rows):
        by_unit.setdefault(person[0], []).append(person)
    found: dict[EntryCode, Person] = {}
    subjects: list[Subject] = []
    for unit, people in by_unit.items():
        for at, person in enumerate(people, 1):
            code = EntryCode(f"{unit or NO_UNIT}.{at}")
            found[code] = person
            subjects.append(_person(code, unit, rows[person], part, roster))
    return Known(tuple(sorted(subjects, key=lambda each: each.code)), found)


def _person(
    code: EntryCode, unit_code: str, rows: Iterable[tuple[Table, Row]], part: MeasuredPart, roster: Roster
) -> Subject:
    own = tuple(rows)
    unit = roster.by_code.get(unit_code)
    name = column_of_kind(part, ColumnKind.PERSON)
    facts = dict(unit.facts) if unit is not None else {}
    for column in part.columns:
        if column.kind in WORDS:
            cells = {table.cell(row, column.id) for table, row in own} - {""}
            if len(cells) == 1:
                facts[column.id] = cells.pop()
    called = min(table.cell(row, name.id) for table, row in own) if name is not None else code
    return Subject(code, called, unit.name if unit is not None else unit_code, unit_code, facts)
