"""What the summary's workbook needs beside the summary itself: exact scores, other rounds, marks of every criterion."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from judge_desk.documents.content_marks import SheetCriterion, SummaryContent


@dataclass(frozen=True, slots=True)
class FinalPart:
    """Another round that counts for the final score: title, weight."""

    title: str
    weight: Fraction


@dataclass(frozen=True, slots=True)
class WorkbookRow:
    """What belongs to one row of the summary.

    Attributes:
        exact: the round's own score before its rounding; None while undecided.
        parts: official scores of the other rounds, in the order of the parts; None while unknown.
        final, ranked_by: final score over all rounds; the number that places follow; None without one.
    """

    exact: Fraction | None
    parts: tuple[Fraction | None, ...] = ()
    final: Fraction | None = None
    ranked_by: Fraction | None = None


@dataclass(frozen=True, slots=True)
class CriterionMarks:
    """One judge's marks of one entry, in the order of the criteria, and the total that the program made of them."""

    code: str
    seat: int
    marks: tuple[Fraction, ...]
    total: Fraction


@dataclass(frozen=True, slots=True)
class SummaryWorkbookContent:
    """The summary as a workbook.

    Attributes:
        summary: as on paper; rows: one for each of its rows.
        criteria, marks: of the counted ballots; empty where they are not to be shown.
        parts, weight: other rounds that count, and the weight of the round itself; no parts: it counts alone.
    """

    summary: SummaryContent
    rows: tuple[WorkbookRow, ...]
    criteria: tuple[SheetCriterion, ...] = ()
    marks: tuple[CriterionMarks, ...] = ()
    parts: tuple[FinalPart, ...] = ()
    weight: Fraction = Fraction(1)
