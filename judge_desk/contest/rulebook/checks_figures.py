"""Rules on sheets of figures: the roster, the columns of each sheet and their ranges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from judge_desk.contest.rulebook.checks_contest import fault
from judge_desk.contest.rulebook.definition import Definition, roster_of
from judge_desk.contest.rulebook.measured import NUMERIC, Column, ColumnKind, MeasuredPart, Per, column_of_kind
from judge_desk.contest.values.facts import number
from judge_desk.contest.values.problems import Problem

ONCE: Final = (ColumnKind.UNIT, ColumnKind.PERSON, ColumnKind.KEY, ColumnKind.ALIASES)
"""The kinds of which a sheet has at most one column: they say who a row is about."""


def there_is_one_roster(definition: Definition) -> Iterator[Problem]:
    """At most one part lists the units; it is about units and has no periods."""
    rosters = [part for part in definition.measured if part.roster]
    for part in rosters[1:]:
        yield fault("definition.roster_twice", f"measured.{part.id}.roster", part=part.id, first=rosters[0].id)
    for part in rosters[:1]:
        if part.per is not Per.UNIT or part.periods:
            yield fault("definition.roster_form", f"measured.{part.id}", part=part.id)


def sheets_say_who_a_row_is_about(definition: Definition) -> Iterator[Problem]:
    """Where units are listed, every sheet on units names the unit, and every sheet on people the person too.

    A sheet of which only titles are known stays out of the reviews, and is not asked.
    """
    if roster_of(definition) is None:
        return
    for part in definition.measured:
        typed = part.roster or any(column.kind is not ColumnKind.TEXT for column in part.columns)
        for kind in _needed(part) if part.columns and typed else ():
            if column_of_kind(part, kind) is None:
                place = f"measured.{part.id}.columns"
                yield fault("definition.column_kind_missing", place, part=part.id, kind=kind.value)


def _needed(part: MeasuredPart) -> tuple[ColumnKind, ...]:
    if part.per is Per.PERSON:
        return (ColumnKind.UNIT, ColumnKind.PERSON)
    return (ColumnKind.UNIT,) if part.per is Per.UNIT else ()


def columns_stand_where_they_mean_something(definition: Definition) -> Iterator[Problem]:
    """Other names of units stand in the roster, names of people in sheets on people."""
    for part in definition.measured:
        for column in part.columns:
            aliases = column.kind is ColumnKind.ALIASES and not part.roster
            person = column.kind is ColumnKind.PERSON and part.per is not Per.PERSON
            if aliases or person:
                yield fault("definition.column_kind_misplaced", _place(part, column), kind=column.kind.value)


def columns_are_told_apart(definition: Definition) -> Iterator[Problem]:
    """A sheet has one column of each kind that says who a row is about, and no two columns with one title."""
    for part in definition.measured:
        kinds = Counter(column.kind for column in part.columns)
        titles = Counter(column.title.casefold() for column in part.columns)
        for column in part.columns:
            if column.kind in ONCE and kinds[column.kind] > 1:
                yield fault("definition.column_kind_twice", _place(part, column), kind=column.kind.value)
                kinds[column.kind] = 1
            if titles[column.title.casefold()] > 1 and column.title != column.id:
                yield fault("definition.column_title_twice", _place(part, column), title=column.title)
                titles[column.title.casefold()] = 1


def ranges_of_columns_hold_numbers(definition: Definition) -> Iterator[Problem]:
    """Only numbers have a least and a most, and the least is not above the most."""
    for part in definition.measured:
        for column in part.columns:
            given = [each for each in (column.least, column.most) if each is not None]
            if given and column.kind not in NUMERIC:
                yield fault("definition.column_range_unused", _place(part, column), kind=column.kind.value)
            elif column.least is not None and column.most is not None and column.least >= column.most:
                least, most = number(column.least), number(column.most)
                yield fault("definition.column_range", _place(part, column), least=least, most=most)


def _place(part: MeasuredPart, column: Column) -> str:
    return f"measured.{part.id}.columns.{column.id}"


RULES: Final = (
    there_is_one_roster,
    sheets_say_who_a_row_is_about,
    columns_stand_where_they_mean_something,
    columns_are_told_apart,
    ranges_of_columns_hold_numbers,
)
"""The rules of this module, in order."""
