"""The tree of criteria: which leaves are marked, what a step is worth, what a scale allows."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.rulebook.rubric import (
    Band,
    Criterion,
    LeafKind,
    Penalty,
    PenaltyRow,
    Rubric,
    allows,
    group_weight,
    judged_leaves,
    leaves,
    overtime_points,
    total,
    worth,
)
from judge_desk.contest.values.identity import CriterionId


def node(name: str, parent: str = "", **more: object) -> Criterion:
    above = CriterionId(parent) if parent else None
    return replace(Criterion(CriterionId(name), name, above, maximum=Fraction(10)), **more)  # type: ignore[arg-type]  # values by name


TREE = Rubric(
    criteria=(
        node("1", weight=Fraction(2)),
        node("1.1", "1", step=Fraction(1, 2)),
        node("1.2", "1", weight=Fraction(1, 2)),
        node("1.2.1", "1.2", kind=LeafKind.COEFFICIENT, coefficient=Fraction(3)),
        node("2", kind=LeafKind.BONUS, step=Fraction(1, 4)),
        node("3", kind=LeafKind.PENALTY),
        node("4", kind=LeafKind.FORMULA),
        node("5", kind=LeafKind.ORGANISERS),
    ),
    maximum=Fraction(100),
)
BY_ID = {criterion.id: criterion for criterion in TREE.criteria}


def test_only_nodes_without_children_are_leaves_and_judges_mark_only_their_kinds() -> None:
    assert [leaf.id for leaf in leaves(TREE)] == ["1.1", "1.2.1", "2", "3", "4", "5"]
    assert [leaf.id for leaf in judged_leaves(TREE)] == ["1.1", "1.2.1", "2"]


def test_a_step_is_worth_step_times_coefficient_times_the_weights_above() -> None:
    assert group_weight(TREE, BY_ID[CriterionId("1.2.1")]) == 1
    assert worth(TREE, BY_ID[CriterionId("1.1")]) == 1
    assert worth(TREE, BY_ID[CriterionId("1.2.1")]) == 3
    assert worth(TREE, BY_ID[CriterionId("2")]) == Fraction(1, 4)
    assert worth(TREE, BY_ID[CriterionId("3")]) == -1


def test_a_blank_is_not_zero() -> None:
    marks = {CriterionId("1.1"): 17, CriterionId("1.2.1"): 4}
    with pytest.raises(KeyError):
        total(TREE, marks)
    assert total(TREE, marks | {CriterionId("2"): 0}) == 29


@given(st.lists(st.integers(0, 40), min_size=3, max_size=3), st.integers(0, 2))
def test_one_step_more_adds_exactly_its_worth(steps: list[int], place: int) -> None:
    columns = judged_leaves(TREE)
    marks = {leaf.id: mark for leaf, mark in zip(columns, steps, strict=True)}
    raised = marks | {columns[place].id: steps[place] + 1}
    assert total(TREE, raised) - total(TREE, marks) == worth(TREE, columns[place])


@given(st.integers(-50, 50))
def test_a_scale_allows_its_ends_and_nothing_beyond(steps: int) -> None:
    leaf = node("x", step=Fraction(1, 2), minimum=Fraction(1))
    assert allows(leaf, steps) == (2 <= steps <= 20)


@given(st.integers(0, 12))
def test_a_banded_scale_allows_no_mark_between_its_bands(mark: int) -> None:
    bands = (Band("Cao", Fraction(8), Fraction(10)), Band("Thấp", Fraction(0), Fraction(5)))
    leaf = node("x", kind=LeafKind.BANDED, bands=bands)
    assert allows(leaf, mark) == (mark in {0, 1, 2, 3, 4, 5, 8, 9, 10})


SKIT = Penalty(rows=(PenaltyRow(0, False, Fraction(1, 4)), PenaltyRow(60, False, Fraction(1, 2))))


@pytest.mark.parametrize(
    ("seconds", "points"), [(-5, "0"), (0, "0"), (1, "1/4"), (45, "1/4"), (60, "1/4"), (61, "1/2"), (70, "1/2")]
)
def test_overtime_follows_the_last_row_reached(seconds: int, points: str) -> None:
    assert overtime_points(SKIT, seconds) == Fraction(points)


def test_a_row_may_include_its_own_second_and_minutes_count_when_whole() -> None:
    assert overtime_points(Penalty(rows=(PenaltyRow(60, True, Fraction(1)),)), 60) == 1
    assert overtime_points(Penalty(per_minute=Fraction(1, 2)), 119) == Fraction(1, 2)
    assert overtime_points(Penalty(per_minute=Fraction(1, 2)), 59) == 0
