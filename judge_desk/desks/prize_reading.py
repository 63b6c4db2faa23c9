"""The prize tables as people read them, and who comes into question for a special prize."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from judge_desk.contest.counting.prizes import Award, AwardState
from judge_desk.contest.rulebook.rules import Prize
from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks.reviews.standing import ReviewStanding
from judge_desk.desks.standing import Standing


@dataclass(frozen=True, slots=True)
class PrizeLine:
    """One prize of one table.

    Attributes:
        table, table_title, prize: which.
        state: given, vacant or open; code, title: of the entry that has it, empty otherwise.
        place, shared: of that entry; 0 without one.
        decision: number of the decision that changed it; None where the rules propose it.
    """

    table: str
    table_title: str
    prize: Prize
    state: AwardState
    code: str
    title: str
    place: int
    shared: bool
    decision: int | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that comes into question for a special prize: exact mean of the criterion, or its official score."""

    code: EntryCode
    title: str
    field: str
    value: Fraction
    decision: int | None


def prize_lines(standing: Standing | ReviewStanding, titles: Mapping[str, str]) -> tuple[PrizeLine, ...]:
    """Give every prize of the round or review, table by table; ``titles``: what may be shown, by code."""
    tables = {table.id: table for table in standing.definition.prize_tables}
    prizes = {(table.id, prize.id): prize for table in tables.values() for prize in table.prizes}
    return tuple(
        _line(row, tables[row.table].title, prizes[row.table, row.prize], titles)
        for awards in standing.result.awards
        for row in awards.rows
    )


def _line(row: Award, title: str, prize: Prize, titles: Mapping[str, str]) -> PrizeLine:
    place = row.place
    return PrizeLine(
        row.table,
        title,
        prize,
        row.state,
        row.code or "",
        titles.get(row.code or "", ""),
        place.number if place is not None else 0,
        place.shared if place is not None else False,
        row.decision,
    )


def candidates(standing: Standing, subject: str, titles: Mapping[str, str]) -> tuple[Candidate, ...]:
    """List entries for a special prize, best first; equals in code order, and nothing is decided by that.

    Args:
        standing: the round.
        subject: ``criterion:<id>`` ranks by the exact mean of that criterion over the used ballots; ``field:<id>``
            takes the entries of that field by their official score.
        titles: of entries that may be shown, by code.

    Raises:
        BadInput: no such criterion or field.
    """
    kind, _, name = subject.partition(":")
    fields = {entry.code: entry.field for entry in standing.manifest.entries}
    values: dict[EntryCode, Fraction] = {}
    if kind == "criterion" and any(each.id == name for each in standing.round.rubric.criteria):
        means = ((score.code, dict(score.criteria)) for score in standing.result.scores)
        values = {code: found[CriterionId(name)] for code, found in means if name in found}
    elif kind == "field" and any(each.id == name for each in standing.definition.fields):
        values = {p.code: p.official for p in standing.result.ranking.places if fields[p.code] == name}
    else:
        raise BadInput("decide.no_special", where=subject)
    given = {each.about: each.number for each in standing.decisions if len(each.about) == 2 and each.kind == "special"}
    ordered = sorted(values, key=lambda code: (-values[code], code))
    return tuple(
        Candidate(code, titles.get(code, ""), fields[code], values[code], given.get((code, subject)))
        for code in ordered
    )
