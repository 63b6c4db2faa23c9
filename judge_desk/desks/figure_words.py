"""Words by which the rules divide units: whom a sheet should speak of, and words that no prize table names.

A block that is written otherwise than the rules do would lose its units without a sound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from judge_desk.contest.reviewing.roster import Roster, Unit
from judge_desk.contest.reviewing.tables import IS
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.rulebook.measured import Column, ColumnKind, MeasuredPart
from judge_desk.contest.values.facts import listed
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.problems import Problem, Severity

_MOST_LISTED: Final = 8


def words_beside(
    definition: Definition, part: MeasuredPart, rows: Sequence[tuple[str, ...]], where: str
) -> Iterator[Problem]:
    """Ask about words in a column by which prize tables are divided, where no table names them.

    Args:
        definition: of the contest; tables name words as ``is:column:word``.
        part: whose sheet it is.
        rows: as they would be kept.
        where: file and sheet.
    """
    named = _named(definition)
    for at, column in enumerate(part.columns):
        words = named.get(column.id)
        if words is None or not _divides(column):
            continue
        known, strange = {fold(each) for each in words}, dict[str, int]()
        for row in rows:
            if row[at] and fold(row[at]) not in known:
                strange[row[at]] = strange.get(row[at], 0) + 1
        if strange:
            facts: dict[str, str | int] = {
                "column": column.title,
                "count": sum(strange.values()),
                "words": listed(f"“{each}”" for each in list(strange)[:_MOST_LISTED]),
                "known": listed(f"“{each}”" for each in words),
            }
            yield Problem("figures.word_of_no_table", Severity.ASK, where, facts)


def units_asked(definition: Definition, part: MeasuredPart, roster: Roster) -> tuple[Unit, ...]:
    """Give the units that a part should speak of: all, or those of the branches for which alone measures read it."""
    read = [each.when for review in definition.reviews for each in review.measures if each.part == part.id]
    if not read or not all(read):
        return roster.units
    return tuple(unit for unit in roster.units if any(_belongs(unit, when) for when in read))


def _belongs(unit: Unit, when: str) -> bool:
    column, _, value = when.partition(":")
    return fold(unit.facts.get(column, "")) == fold(value)


def _divides(column: Column) -> bool:
    return column.kind is ColumnKind.TEXT


def _named(definition: Definition) -> Mapping[str, list[str]]:
    """Give by column the words that prize tables of reviews name, in their order."""
    found: dict[str, list[str]] = {}
    for table in definition.prize_tables:
        for text in table.filters if table.review is not None else ():
            column, _, word = text.removeprefix(IS).partition(":")
            if text.startswith(IS) and word not in found.setdefault(column, []):
                found[column].append(word)
    return found
