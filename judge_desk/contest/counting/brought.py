"""What the organisers bring to a round: figures and points by entry for the leaves that no judge marks.

A sheet says everything about one leaf. It is never changed: a later sheet on the same leaf supersedes it, and both
stay. What is brought is kept as it was brought (votes, seconds over the time, points of the organisers); the points
are worked out from it by the rubric, anew every time. An entry without a value is a question, never a zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from judge_desk.contest.counting.extras import unjudged_leaves
from judge_desk.contest.rulebook.measures import points_for
from judge_desk.contest.rulebook.rubric import Criterion, LeafKind, Rubric, overtime_points
from judge_desk.contest.values.identity import CriterionId, Digest, EntryCode, RoundId
from judge_desk.contest.values.numbers import NotANumber, parse_decimal
from judge_desk.contest.values.problems import Findings, Problem

ASKED_OF_ORGANISERS: Final = frozenset(
    {"score.figure_missing", "score.figure_off_scale", "measure.negative", "measure.no_reference"}
)
"""Codes of the questions that another value answers."""


@dataclass(frozen=True, slots=True)
class BroughtSheet:
    """The values of one leaf for the entries of a round.

    Attributes:
        number: running number in the contest, from 1.
        round, criterion: what the values are about.
        kind: of the leaf when they were brought; a sheet for another kind of leaf is not read.
        rows: code and value, by code: a decimal with a point, at most two digits behind it; for a penalty the seconds
            over the time, whole. An entry that stands in no row has no value.
        source: the file's name, or the minutes that say it; sha256: of that file, empty where there is none.
        closed_by, closed_on: who closed the figures, and the day (ISO).
        amends: number of the sheet of which single rows were put right; 0 where the sheet stands for itself.
        reason: why it takes the place of an earlier one; empty for the first.
        stated_time: ISO local time; decides nothing.
    """

    number: int
    round: RoundId
    criterion: CriterionId
    kind: LeafKind
    rows: tuple[tuple[EntryCode, str], ...]
    source: str
    sha256: Digest
    closed_by: str
    closed_on: str
    amends: int
    reason: str
    stated_time: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What sheets come to.

    Attributes:
        points: by entry and leaf; points off for a penalty.
        questions: figures that could not be turned into points.
    """

    points: Mapping[EntryCode, Mapping[CriterionId, Fraction]]
    questions: Findings


def sheets_in_force(sheets: Iterable[BroughtSheet], round_id: str = "") -> tuple[BroughtSheet, ...]:
    """Give the latest sheet of every leaf, by number; of one round only where it is named."""
    latest: dict[tuple[RoundId, CriterionId], BroughtSheet] = {}
    for each in sorted(sheets, key=lambda sheet: sheet.number):
        if round_id in ("", each.round):
            latest[each.round, each.criterion] = each
    return tuple(sorted(latest.values(), key=lambda sheet: sheet.number))


def figures_of(sheet: BroughtSheet) -> Mapping[EntryCode, Fraction]:
    """Give what was brought, exactly."""
    return {code: parse_decimal(value) for code, value in sheet.rows}


def read_value(leaf: Criterion, text: str) -> Fraction:
    """Read what a person brings for one entry; for a penalty, seconds or minutes and seconds over the time.

    Raises:
        NotANumber: no such value, or one below 0.
    """
    value = Fraction(seconds_of(text)) if leaf.kind is LeafKind.PENALTY else parse_decimal(text)
    if value < 0:
        raise NotANumber(text)
    return value


def seconds_of(text: str) -> int:
    """Read a time: ``45``, ``1:10``, ``1'10``, ``1'10''`` or ``1’10”``.

    Raises:
        NotANumber: anything else, or 60 seconds and more beside minutes.
    """
    plain = text.strip().replace("’", "'").replace("′", "'").replace("”", "''").replace("″", "''").replace('"', "''")
    plain = plain.removesuffix("''")
    minutes, sign, seconds = plain.replace("'", ":").partition(":")
    seconds = seconds or ("0" if sign and "'" in plain else "")
    parts = (minutes, seconds) if sign else (minutes,)
    if not all(part.isascii() and part.isdigit() and len(part) <= 5 for part in parts):
        raise NotANumber(text)
    if not sign:
        return int(minutes)
    if int(seconds) >= 60:
        raise NotANumber(text)
    return int(minutes) * 60 + int(seconds)


def points_brought(rubric: Rubric, sheets: Iterable[BroughtSheet]) -> Brought:
    """Turn the sheets in force of one round into points by entry and leaf.

    A penalty by its table of overtime; a formula over all figures of its sheet, as the sheet was closed; points of the
    organisers as they are. A sheet on a leaf that the rubric no longer has, or has as another kind, is left out.
    """
    leaves = {leaf.id: leaf for leaf in unjudged_leaves(rubric)}
    points: dict[EntryCode, dict[CriterionId, Fraction]] = {}
    questions: list[Problem] = []
    for sheet in sheets:
        leaf = leaves.get(sheet.criterion)
        if leaf is None or leaf.kind is not sheet.kind:
            continue
        for code, value in _points(leaf, figures_of(sheet), questions).items():
            points.setdefault(EntryCode(code), {})[leaf.id] = value
    return Brought(points, tuple(questions))


def _points(leaf: Criterion, figures: Mapping[EntryCode, Fraction], questions: list[Problem]) -> Mapping[str, Fraction]:
    if leaf.formula is not None:
        measured = points_for(leaf.formula, {str(code): value for code, value in figures.items()})
        questions.extend(measured.questions)
        return measured.points
    if leaf.penalty is not None:
        table = leaf.penalty
        return {code: overtime_points(table, int(value)) for code, value in figures.items()}
    return {str(code): value for code, value in figures.items()}
