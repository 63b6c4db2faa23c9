"""Figures into points."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.rulebook.measures import FORMULAS, points_for
from judge_desk.contest.rulebook.rubric import Formula
from judge_desk.contest.values.problems import Severity


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
