"""Rules on rubrics: the tree, the scale of every leaf, bands, penalties, formulas, and that the maxima add up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final

from judge_desk.contest.rulebook.checks_contest import fault
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.rulebook.rubric import JUDGED, Criterion, LeafKind, Penalty, Rubric, group_weight, leaves
from judge_desk.contest.values.facts import number
from judge_desk.contest.values.identity import CriterionId
from judge_desk.contest.values.numbers import OffStep, decimals_of
from judge_desk.contest.values.problems import Problem

ADDED_UP: Final = frozenset(
    {LeafKind.POINTS, LeafKind.BANDED, LeafKind.COEFFICIENT, LeafKind.FORMULA, LeafKind.ORGANISERS}
)
"""The kinds whose maxima make the stated maximum; a bonus comes on top of it, a penalty off the result."""
MOST_STEP_DECIMALS: Final = 2

LeafRule = Callable[[str, Criterion], Iterator[Problem]]


def _rubrics(definition: Definition) -> Iterator[tuple[str, Rubric]]:
    for each in definition.rounds:
        yield f"rounds.{each.id}.rubric", each.rubric


def has_cycle(rubric: Rubric) -> bool:
    """Say whether some criterion is, through its parents, its own parent."""
    parents = {criterion.id: criterion.parent for criterion in rubric.criteria}
    return any(_climbs_for_ever(parents, start) for start in parents)


def _climbs_for_ever(parents: dict[CriterionId, CriterionId | None], start: CriterionId) -> bool:
    seen = {start}
    at = parents.get(start)
    while at is not None and at in parents:
        if at in seen:
            return True
        seen.add(at)
        at = parents[at]
    return False


def is_tree(rubric: Rubric) -> bool:
    """Say whether every parent exists, no id stands twice and nothing turns in a circle."""
    ids = [criterion.id for criterion in rubric.criteria]
    known = all(criterion.parent is None or criterion.parent in ids for criterion in rubric.criteria)
    return known and len(set(ids)) == len(ids) and not has_cycle(rubric)


def parents_exist(definition: Definition) -> Iterator[Problem]:
    """A parent is a criterion of the same rubric and stands before its children."""
    for place, rubric in _rubrics(definition):
        ids = [criterion.id for criterion in rubric.criteria]
        seen: set[CriterionId] = set()
        for criterion in rubric.criteria:
            key = f"{place}.criteria.{criterion.id}.parent"
            if criterion.parent is not None and criterion.parent not in ids:
                yield fault("definition.parent_unknown", key, parent=criterion.parent)
            elif criterion.parent is not None and criterion.parent not in seen and not has_cycle(rubric):
                yield fault("definition.parent_after_child", key, parent=criterion.parent)
            seen.add(criterion.id)


def no_parent_cycle(definition: Definition) -> Iterator[Problem]:
    """No criterion is its own parent, directly or through others."""
    for place, rubric in _rubrics(definition):
        if has_cycle(rubric):
            yield fault("definition.parent_cycle", f"{place}.criteria")


def maxima_add_up(definition: Definition) -> Iterator[Problem]:
    """The leaves' maxima, times coefficients and weights, make the stated maximum of the rubric."""
    for place, rubric in _rubrics(definition):
        if is_tree(rubric):
            found = sum_of(rubric)
            if found != rubric.maximum:
                yield fault(
                    "definition.sum_differs", f"{place}.maximum", stated=number(rubric.maximum), found=number(found)
                )


def sum_of(rubric: Rubric) -> Fraction:
    """Add up the leaves' maxima, times coefficients and weights; the rubric must be a tree."""
    return sum((_full(leaf) * group_weight(rubric, leaf) for leaf in leaves(rubric)), Fraction(0))


def _full(leaf: Criterion) -> Fraction:
    return leaf.maximum * leaf.coefficient if leaf.kind in ADDED_UP else Fraction(0)


def group_maxima_add_up(definition: Definition) -> Iterator[Problem]:
    """A group that states a maximum has exactly the sum of its own children, before its weight."""
    for place, rubric in _rubrics(definition):
        if not is_tree(rubric):
            continue
        for group in _groups(rubric):
            found = sum((_reach(rubric, child) for child in _children(rubric, group)), Fraction(0))
            if group.maximum and found != group.maximum:
                key = f"{place}.criteria.{group.id}.maximum"
                yield fault("definition.group_differs", key, stated=number(group.maximum), found=number(found))


def _groups(rubric: Rubric) -> list[Criterion]:
    parents = {criterion.parent for criterion in rubric.criteria}
    return [criterion for criterion in rubric.criteria if criterion.id in parents]


def _children(rubric: Rubric, group: Criterion) -> list[Criterion]:
    return [criterion for criterion in rubric.criteria if criterion.parent == group.id]


def _reach(rubric: Rubric, node: Criterion) -> Fraction:
    children = _children(rubric, node)
    if not children:
        return _full(node)
    return node.weight * sum((_reach(rubric, child) for child in children), Fraction(0))


def groups_are_not_marked(definition: Definition) -> Iterator[Problem]:
    """Only leaves are marked: a group has no kind, bands, penalty, formula or gate."""
    for place, rubric in _rubrics(definition):
        for group in _groups(rubric):
            special = group.bands or group.penalty or group.formula or group.pass_mark is not None or group.no_zero
            if special or group.kind is not LeafKind.POINTS or group.coefficient != 1:
                yield fault("definition.group_marked", f"{place}.criteria.{group.id}", id=group.id)


def something_is_marked(definition: Definition) -> Iterator[Problem]:
    """A rubric leaves the judges at least one criterion to mark."""
    for place, rubric in _rubrics(definition):
        if rubric.criteria and not any(leaf.kind in JUDGED for leaf in leaves(rubric)):
            yield fault("definition.nothing_marked", f"{place}.criteria")


def rubrics_name_their_source(definition: Definition) -> Iterator[Problem]:
    """A rubric says where it comes from, or that it is a sample."""
    for place, rubric in _rubrics(definition):
        if not rubric.source and not rubric.sample:
            yield fault("definition.source_missing", f"{place}.source")


def weights_are_positive(definition: Definition) -> Iterator[Problem]:
    """A weight is greater than 0 and belongs to a group."""
    for place, rubric in _rubrics(definition):
        groups = {group.id for group in _groups(rubric)}
        for criterion in rubric.criteria:
            key = f"{place}.criteria.{criterion.id}.weight"
            if criterion.weight <= 0:
                yield fault("definition.weight_range", key, value=number(criterion.weight))
            elif criterion.weight != 1 and criterion.id not in groups:
                yield fault("definition.weight_on_leaf", key, id=criterion.id)


def _scale(place: str, leaf: Criterion) -> Iterator[Problem]:
    if leaf.step <= 0 or not _is_short(leaf.step):
        yield fault("definition.step_form", f"{place}.step", value=number(leaf.step))
    elif leaf.minimum < 0 or leaf.minimum >= leaf.maximum:
        yield fault("definition.range_empty", f"{place}.maximum", least=number(leaf.minimum), most=number(leaf.maximum))
    else:
        for key, value in (("minimum", leaf.minimum), ("maximum", leaf.maximum)):
            if (value / leaf.step).denominator != 1:
                yield fault("definition.range_off_step", f"{place}.{key}", value=number(value), step=number(leaf.step))


def _is_short(step: Fraction) -> bool:
    try:
        return decimals_of(step) <= MOST_STEP_DECIMALS
    except OffStep:
        return False


def _coefficient(place: str, leaf: Criterion) -> Iterator[Problem]:
    if leaf.coefficient <= 0:
        yield fault("definition.coefficient_range", f"{place}.coefficient", value=number(leaf.coefficient))
    elif leaf.coefficient != 1 and leaf.kind is not LeafKind.COEFFICIENT:
        yield fault("definition.coefficient_unused", f"{place}.coefficient", kind=leaf.kind.value)


def _bands(place: str, leaf: Criterion) -> Iterator[Problem]:
    banded = leaf.kind is LeafKind.BANDED
    if banded and not leaf.bands:
        yield fault("definition.bands_missing", f"{place}.bands", id=leaf.id)
    if leaf.bands and not banded:
        yield fault("definition.bands_unused", f"{place}.bands", kind=leaf.kind.value)
    for position, band in enumerate(leaf.bands if banded else (), start=1):
        key = f"{place}.bands.{position}"
        if band.low > band.high:
            yield fault("definition.band_reversed", key, title=band.title, low=number(band.low), high=number(band.high))
        elif band.low < leaf.minimum or band.high > leaf.maximum:
            yield fault(
                "definition.band_outside", key, title=band.title, least=number(leaf.minimum), most=number(leaf.maximum)
            )
        elif leaf.step > 0 and any((value / leaf.step).denominator != 1 for value in (band.low, band.high)):
            yield fault("definition.band_off_step", key, title=band.title, step=number(leaf.step))


def _band_order(place: str, leaf: Criterion) -> Iterator[Problem]:
    if any(band.low > band.high for band in leaf.bands):
        return
    for position, (upper, lower) in enumerate(pairwise(leaf.bands), start=2):
        if lower.low <= upper.high and upper.low <= lower.high:
            yield fault("definition.band_overlap", f"{place}.bands.{position}", one=upper.title, other=lower.title)
        elif lower.low > upper.high:
            yield fault("definition.band_order", f"{place}.bands.{position}", one=upper.title, other=lower.title)


def _gates(place: str, leaf: Criterion) -> Iterator[Problem]:
    if leaf.kind not in JUDGED and (leaf.no_zero or leaf.pass_mark is not None):
        yield fault("definition.gate_not_marked", place, id=leaf.id, kind=leaf.kind.value)
    elif leaf.pass_mark is not None and not leaf.minimum < leaf.pass_mark <= leaf.maximum:
        yield fault(
            "definition.pass_mark_range", f"{place}.pass_mark", value=number(leaf.pass_mark), most=number(leaf.maximum)
        )


def _penalties(place: str, leaf: Criterion) -> Iterator[Problem]:
    if leaf.kind is LeafKind.PENALTY and leaf.penalty is None:
        yield fault("definition.penalty_missing", f"{place}.penalty", id=leaf.id)
    elif leaf.kind is not LeafKind.PENALTY and leaf.penalty is not None:
        yield fault("definition.penalty_unused", f"{place}.penalty", kind=leaf.kind.value)
    elif leaf.penalty is not None:
        yield from _penalty_rows(f"{place}.penalty", leaf.penalty)


def _penalty_rows(place: str, penalty: Penalty) -> Iterator[Problem]:
    if bool(penalty.rows) is (penalty.per_minute is not None):
        yield fault("definition.penalty_form", place)
    points = [row.points for row in penalty.rows] + ([penalty.per_minute] if penalty.per_minute is not None else [])
    if any(value <= 0 for value in points):
        yield fault("definition.penalty_points", place)
    for position, (row, after) in enumerate(pairwise(penalty.rows), start=2):
        if (row.over, not row.included) >= (after.over, not after.included):
            yield fault("definition.penalty_order", f"{place}.rows.{position}", over=after.over)


def _formulas(place: str, leaf: Criterion) -> Iterator[Problem]:
    if leaf.kind is LeafKind.FORMULA and leaf.formula is None:
        yield fault("definition.formula_missing", f"{place}.formula", id=leaf.id)
    elif leaf.kind is not LeafKind.FORMULA and leaf.formula is not None:
        yield fault("definition.formula_unused", f"{place}.formula", kind=leaf.kind.value)
    elif leaf.formula is not None and leaf.formula.points != leaf.maximum:
        points, most = number(leaf.formula.points), number(leaf.maximum)
        yield fault("definition.formula_points", f"{place}.formula.points", points=points, most=most)


LEAF_RULES: Final[tuple[LeafRule, ...]] = (
    _scale,
    _coefficient,
    _bands,
    _band_order,
    _gates,
    _penalties,
    _formulas,
)
"""Rules on one leaf each; a penalty has no scale of its own."""


def leaves_hold_together(definition: Definition) -> Iterator[Problem]:
    """Every leaf passes :data:`LEAF_RULES`."""
    for place, rubric in _rubrics(definition):
        for leaf in leaves(rubric):
            for rule in LEAF_RULES:
                if rule is not _scale or leaf.kind is not LeafKind.PENALTY:
                    yield from rule(f"{place}.criteria.{leaf.id}", leaf)


RULES: Final = (
    parents_exist,
    no_parent_cycle,
    maxima_add_up,
    group_maxima_add_up,
    groups_are_not_marked,
    something_is_marked,
    rubrics_name_their_source,
    weights_are_positive,
    leaves_hold_together,
)
"""The rules of this module, in order."""
