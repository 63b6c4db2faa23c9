"""Figures into points and into an order."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.rulebook.measures import FORMULAS, POLICIES, Pair, order, points_for, ratio
from judge_desk.contest.rulebook.rubric import Formula
from judge_desk.contest.values.problems import Severity

UNITS = {
    "A": Pair(Fraction(200, 200), Fraction(11, 15)),
    "B": Pair(Fraction(180, 200), Fraction(14, 15)),
    "C": Pair(Fraction(190, 200), Fraction(13, 15)),
}
"""Collective prizes of Thừa Thiên Huế 2023: share of staff who took part, mean mark of 15."""


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("LEX_RATE_QUALITY", "A,C,B"),
        ("LEX_QUALITY_RATE", "B,C,A"),
        ("WEIGHTED", "B,C,A"),
        ("PRODUCT", "B,C,A"),
        ("RANK_SUM", "A=B=C"),
    ],
)
def test_the_policy_alone_decides_the_prize(policy: str, expected: str) -> None:
    assert ",".join("=".join(group) for group in order(policy, UNITS)) == expected


def test_weights_are_the_rules_own() -> None:
    assert order("WEIGHTED", UNITS, (Fraction(1), Fraction(0))) == (("A",), ("C",), ("B",))


def test_equal_values_share_the_better_place_in_a_sum_of_places() -> None:
    pairs = {
        "A": Pair(Fraction(1), Fraction(0)),
        "B": Pair(Fraction(1), Fraction(1)),
        "C": Pair(Fraction(0), Fraction(1)),
    }
    assert order("RANK_SUM", pairs) == (("B",), ("A", "C"))


def test_a_unit_without_headcount_has_no_rate() -> None:
    assert ratio(Fraction(3), Fraction(0)) is None
    assert ratio(Fraction(3), Fraction(4)) == Fraction(3, 4)


@pytest.mark.parametrize(
    ("name", "target", "expected"),
    [
        ("share_of_best", None, {"A": Fraction(20, 3), "B": Fraction(40, 3), "C": Fraction(20)}),
        ("rate_against_target", Fraction(20), {"A": Fraction(10), "B": Fraction(20), "C": Fraction(20)}),
        ("linear", None, {"A": Fraction(0), "B": Fraction(10), "C": Fraction(20)}),
    ],
)
def test_a_named_formula_turns_figures_into_points(
    name: str, target: Fraction | None, expected: dict[str, Fraction]
) -> None:
    figures = {"A": Fraction(10), "B": Fraction(20), "C": Fraction(30)}
    assert points_for(Formula(name, Fraction(20), "m", target=target), figures).points == expected


def test_a_figure_may_be_the_points_themselves_but_not_more_than_there_are() -> None:
    measured = points_for(Formula("as_given", Fraction(15), "trac-nghiem"), {"A": Fraction(12), "B": Fraction(16)})
    assert measured.points == {"A": Fraction(12)}
    assert [(each.code, each.where, each.severity) for each in measured.questions] == [
        ("measure.no_reference", "B", Severity.ASK)
    ]


@pytest.mark.parametrize(
    ("name", "figures", "code"),
    [
        ("share_of_best", {"A": Fraction(0)}, "measure.no_reference"),
        ("rate_against_target", {"A": Fraction(5)}, "measure.no_reference"),
        ("linear", {"A": Fraction(5), "B": Fraction(5)}, "measure.no_reference"),
        ("share_of_best", {"A": Fraction(-1), "B": Fraction(5)}, "measure.negative"),
    ],
)
def test_a_figure_without_meaning_is_a_question_and_never_zero(
    name: str, figures: dict[str, Fraction], code: str
) -> None:
    measured = points_for(Formula(name, Fraction(20), "m"), figures)
    assert measured.questions[0].code == code
    assert "A" not in measured.points


def test_no_figures_give_no_points_and_no_questions() -> None:
    assert points_for(Formula("share_of_best", Fraction(20), "m"), {}).points == {}


@given(
    st.sampled_from(sorted(FORMULAS)),
    st.dictionaries(st.text("abc", min_size=1), st.fractions(0, 1000), min_size=1),
    st.none() | st.fractions(0, 500),
)
def test_points_lie_between_nothing_and_all_and_follow_the_figures(
    name: str, figures: dict[str, Fraction], target: Fraction | None
) -> None:
    points = points_for(Formula(name, Fraction(20), "m", target=target), figures).points
    assert all(0 <= value <= 20 for value in points.values())
    ordered = sorted(points, key=lambda each: figures[each])
    assert [points[each] for each in ordered] == sorted(points.values())


@given(
    st.sampled_from(sorted(POLICIES)),
    st.dictionaries(st.text("abcd", min_size=1, max_size=2), st.builds(Pair, st.fractions(0, 1), st.fractions(0, 1))),
)
def test_an_order_does_not_depend_on_the_sheets_order(policy: str, pairs: dict[str, Pair]) -> None:
    backwards = dict(reversed(pairs.items()))
    assert order(policy, pairs) == order(policy, backwards)
    assert sorted(name for group in order(policy, pairs) for name in group) == sorted(pairs)
