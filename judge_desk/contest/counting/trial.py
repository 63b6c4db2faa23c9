"""Trial marking (chấm thử chung): how far the judges part on a few entries, before the marks that count.

Exact values only, to be talked about. Nothing here becomes part of a ballot or a result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from judge_desk.contest.rulebook.rubric import Criterion, Rubric, judged_leaves, total
from judge_desk.contest.values.identity import CriterionId, EntryCode, Seat

SheetMarks = Mapping[tuple[EntryCode, CriterionId], int | None]


@dataclass(frozen=True, slots=True)
class Spread:
    """Marks of several judges on one thing, by seat: the least, the most, their mean, most minus least."""

    marks: tuple[tuple[Seat, Fraction], ...]
    least: Fraction
    most: Fraction
    mean: Fraction

    @property
    def distance(self) -> Fraction:
        """How far the highest and the lowest part."""
        return self.most - self.least


@dataclass(frozen=True, slots=True)
class TrialSpread:
    """One entry: the spread of each criterion that anybody marked, and of the totals of those who marked all."""

    code: EntryCode
    criteria: tuple[tuple[Criterion, Spread], ...]
    total: Spread | None


def spread_of(marks: Mapping[Seat, Fraction]) -> Spread | None:
    """Work out the spread of marks; None without any."""
    if not marks:
        return None
    values = marks.values()
    return Spread(tuple(sorted(marks.items())), min(values), max(values), sum(values, Fraction(0)) / len(values))


def trial_spreads(
    rubric: Rubric, codes: tuple[EntryCode, ...], sheets: Mapping[Seat, SheetMarks]
) -> tuple[TrialSpread, ...]:
    """Work out the spread of every entry: each criterion as typed, the total as the rubric weighs it.

    A blank is no mark: that judge is left out of the criterion, and out of the total.
    """
    return tuple(_entry(rubric, code, sheets) for code in codes)


def _entry(rubric: Rubric, code: EntryCode, sheets: Mapping[Seat, SheetMarks]) -> TrialSpread:
    found = []
    for leaf in judged_leaves(rubric):
        given = {seat: marks.get((code, leaf.id)) for seat, marks in sheets.items()}
        spread = spread_of({seat: steps * leaf.step for seat, steps in given.items() if steps is not None})
        if spread is not None:
            found.append((leaf, spread))
    totals = {seat: whole for seat, marks in sheets.items() if (whole := _total(rubric, code, marks)) is not None}
    return TrialSpread(code, tuple(found), spread_of(totals))


def _total(rubric: Rubric, code: EntryCode, marks: SheetMarks) -> Fraction | None:
    given: dict[CriterionId, int] = {}
    for leaf in judged_leaves(rubric):
        steps = marks.get((code, leaf.id))
        if steps is None:
            return None
        given[leaf.id] = steps
    return total(rubric, given)
