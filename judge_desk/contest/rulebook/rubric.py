"""The rubric (biểu điểm): a tree of criteria of which only the leaves are marked.

A mark is a whole number of the leaf's step. What it contributes to the total is an exact fraction
The maximum of a rubric need not be 100.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Final

from judge_desk.contest.values.identity import CriterionId


class LeafKind(StrEnum):
    """How a leaf is marked, and by whom.

    ``POINTS`` 0 to maximum; ``BANDED`` one band, then a mark inside it; ``COEFFICIENT`` a mark on a small scale
    times a coefficient; ``BONUS`` added over the sum; ``PENALTY`` taken off by a table; ``FORMULA`` computed from
    imported figures; ``ORGANISERS`` given by the organisers. The last three are no judge's mark.
    """

    POINTS = "points"
    BANDED = "banded"
    COEFFICIENT = "coefficient"
    BONUS = "bonus"
    PENALTY = "penalty"
    FORMULA = "formula"
    ORGANISERS = "organisers"


JUDGED: Final = frozenset({LeafKind.POINTS, LeafKind.BANDED, LeafKind.COEFFICIENT, LeafKind.BONUS})
"""The kinds that a judge marks."""


@dataclass(frozen=True, slots=True)
class Band:
    """One level of a banded criterion.

    Attributes:
        title: name of the level, e.g. ``Hoàn toàn mới``.
        low, high: the smallest and largest mark inside it, both allowed.
        anchor: what earns it, in words.
    """

    title: str
    low: Fraction
    high: Fraction
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class PenaltyRow:
    """One row of a table of overtime: from ``over`` seconds (that second itself only if ``included``)."""

    over: int
    included: bool
    points: Fraction


@dataclass(frozen=True, slots=True)
class Penalty:
    """What running over the time costs.

    Attributes:
        rows: ascending; the last row reached applies.
        per_minute: points for every whole minute over, instead of rows.
    """

    rows: tuple[PenaltyRow, ...] = ()
    per_minute: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """A named formula on imported figures, e.g. ``share_of_best`` with 20 points (20·v/vmax).

    Attributes:
        name: key of ``measures.FORMULAS``.
        points: the largest result.
        measure: id of the measured part whose figures it reads.
        decimals: rounding of the result, or None to stay exact.
        target: the figure that earns all points, for formulas against a target.
    """

    name: str
    points: Fraction
    measure: str
    decimals: int | None = None
    target: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One node of the rubric (tiêu chí); a leaf unless another names it as parent.

    Attributes:
        id: short and sayable, e.g. ``2.1``.
        title: as printed.
        parent: id of the group, None at the top.
        kind: how a leaf is marked; a group's kind is not used.
        minimum, maximum: range of the mark itself, before the coefficient; whole multiples of ``step``.
        step: smallest difference between two marks.
        coefficient: what the mark is multiplied by.
        bands: levels of a banded leaf, highest first.
        anchors: what earns what, one sentence each.
        pass_mark: gate: the official mean of this leaf must reach it.
        no_zero: gate: no counted ballot may give 0.
        weight: factor of a group's sum.
        penalty, formula: for leaves of those kinds.
    """

    id: CriterionId
    title: str
    parent: CriterionId | None = None
    kind: LeafKind = LeafKind.POINTS
    minimum: Fraction = Fraction(0)
    maximum: Fraction = Fraction(0)
    step: Fraction = Fraction(1)
    coefficient: Fraction = Fraction(1)
    bands: tuple[Band, ...] = ()
    anchors: tuple[str, ...] = ()
    pass_mark: Fraction | None = None
    no_zero: bool = False
    weight: Fraction = Fraction(1)
    penalty: Penalty | None = None
    formula: Formula | None = None


@dataclass(frozen=True)
class Rubric:
    """All criteria of one round, groups before their children, in print order.

    Attributes:
        criteria: the tree, flattened in order.
        maximum: the stated maximum of the total; ``checks`` compares it with the leaves.
        source: where it comes from, as printed.
        sample: True when no source gives it; then every page says "Mẫu minh họa, không phải Thể lệ".
    """

    criteria: tuple[Criterion, ...]
    maximum: Fraction
    source: str = ""
    sample: bool = False

    @cached_property
    def whole_worths(self) -> tuple[tuple[tuple[CriterionId, int], ...], int]:
        """What one step of every judged leaf adds, in whole parts of a point, and how many parts a point has."""
        exact = {leaf.id: worth(self, leaf) for leaf in judged_leaves(self)}
        over = lcm(*(each.denominator for each in exact.values()))
        return tuple((leaf, each.numerator * (over // each.denominator)) for leaf, each in exact.items()), over


def leaves(rubric: Rubric) -> tuple[Criterion, ...]:
    """Give the nodes that carry marks, in order."""
    parents = {criterion.parent for criterion in rubric.criteria}
    return tuple(criterion for criterion in rubric.criteria if criterion.id not in parents)


def judged_leaves(rubric: Rubric) -> tuple[Criterion, ...]:
    """Give the leaves that a judge marks, in order: the columns of a ballot."""
    return tuple(leaf for leaf in leaves(rubric) if leaf.kind in JUDGED)


def allows(leaf: Criterion, steps: int) -> bool:
    """Say whether a mark, counted in steps, lies on the leaf's scale and inside one of its bands."""
    value = steps * leaf.step
    if not leaf.minimum <= value <= leaf.maximum:
        return False
    return not leaf.bands or any(band.low <= value <= band.high for band in leaf.bands)


def group_weight(rubric: Rubric, leaf: Criterion) -> Fraction:
    """Multiply the weights of the leaf's groups, up to the top."""
    by_id = {criterion.id: criterion for criterion in rubric.criteria}
    weight = Fraction(1)
    parent = leaf.parent
    while parent is not None:
        weight *= by_id[parent].weight
        parent = by_id[parent].parent
    return weight


def worth(rubric: Rubric, leaf: Criterion) -> Fraction:
    """Say what one step of this leaf adds to the total; negative for a penalty."""
    sign = -1 if leaf.kind is LeafKind.PENALTY else 1
    return sign * leaf.step * leaf.coefficient * group_weight(rubric, leaf)


def total(rubric: Rubric, marks: Mapping[CriterionId, int]) -> Fraction:
    """Add up one judge's marks (steps by criterion) exactly.

    Raises:
        KeyError: a judged leaf has no mark; blank is not zero.
    """
    worths, over = rubric.whole_worths
    return Fraction(sum(marks[leaf] * parts for leaf, parts in worths), over)


def overtime_points(penalty: Penalty, seconds_over: int) -> Fraction:
    """Give the points taken off for running over the time by a number of seconds (Cần Thơ, Vĩnh Phúc 2023)."""
    if seconds_over <= 0:
        return Fraction(0)
    if penalty.per_minute is not None:
        return penalty.per_minute * (seconds_over // 60)
    points = Fraction(0)
    for row in penalty.rows:
        if seconds_over > row.over or (row.included and seconds_over == row.over):
            points = row.points
    return points
