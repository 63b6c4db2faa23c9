"""Measured parts (phần thi tính bằng số liệu): what a sheet of figures holds, column by column.

The figures come from elsewhere (a quiz on outside software, a campaign counted by an office, the reform index of each
year) and are imported with their provenance. What they are turned into stands in :mod:`reviews` and in the rubrics.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from judge_desk.contest.rulebook.rubric import Formula
from judge_desk.contest.rulebook.rules import Undecided


class Per(StrEnum):
    """What one row of a sheet is about: a unit, a person of a unit, or an entry of a round."""

    UNIT = "unit"
    PERSON = "person"
    ENTRY = "entry"


class ColumnKind(StrEnum):
    """What stands in a column.

    ``UNIT`` the unit's name; ``PERSON`` a person's full name; ``KEY`` what tells two of the same name apart (mã, số
    hiệu, ngày sinh), for units their code; ``ALIASES`` other names of a unit, parted by semicolons (roster only);
    ``NUMBER`` an exact decimal; ``WHOLE`` a whole number; ``TIME`` minutes and seconds, kept as seconds; ``FLAG`` yes
    or no, kept as 1 or 0; ``TEXT`` words, e.g. the block a unit competes in.
    """

    UNIT = "unit"
    PERSON = "person"
    KEY = "key"
    ALIASES = "aliases"
    NUMBER = "number"
    WHOLE = "whole"
    TIME = "time"
    FLAG = "flag"
    TEXT = "text"


NUMERIC = frozenset({ColumnKind.NUMBER, ColumnKind.WHOLE, ColumnKind.TIME, ColumnKind.FLAG})
"""The kinds whose cells are numbers."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    Attributes:
        id: short name; title: as people write it at the head of the column.
        kind: see :class:`ColumnKind`.
        least, most: the range of a number; None where the rules set none. ``most`` is also the full mark of a paper.
        required: a blank cell is a fault of the sheet; else it stays blank, and blank is not zero.
    """

    id: str
    title: str
    kind: ColumnKind = ColumnKind.TEXT
    least: Fraction | None = None
    most: Fraction | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """One of several times for which figures come, each with a sheet of its own: a week of the quiz, a year."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class MeasuredPart:
    """Figures imported from a sheet instead of marked (quiz, campaign, index).

    Attributes:
        id, title: name.
        per: what a row is about, see :class:`Per`.
        columns: of the sheet; a definition that only names titles gives columns of text.
        closed_by: who closes the figures (chốt số liệu).
        periods: in order of time; empty for a part with one sheet.
        roster: True for the one part that lists the units; all other sheets refer to its units.
        source, sample: where the columns come from; True when no source gives them.
        formula, weight: kept from older definitions; how figures become points stands in the reviews.
    """

    id: str
    title: str
    per: Per
    columns: tuple[Column, ...]
    closed_by: str | Undecided
    periods: tuple[Period, ...] = ()
    roster: bool = False
    source: str = ""
    sample: bool = False
    formula: Formula | Undecided | None = None
    weight: Fraction | Undecided | None = None


def column_of(part: MeasuredPart, column_id: str) -> Column | None:
    """Give a column by its id, None when the part has none of that name."""
    return next((each for each in part.columns if each.id == column_id), None)


def column_of_kind(part: MeasuredPart, kind: ColumnKind) -> Column | None:
    """Give the first column of a kind, None when the part has none."""
    return next((each for each in part.columns if each.kind is kind), None)
