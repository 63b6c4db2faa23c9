"""Tiers of disagreement and what they ask for."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.counting.disagreement import read, tier_of, tier_text
from judge_desk.contest.rulebook.rules import Action, DisagreementRule, Measure, Tier, Undecided
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import Seat
from tests.contest.marking import INTERVIEW, OUTLIERS, decide, f, one, round_of, rule


def totals(*marks: str) -> dict[Seat, Fraction]:
    return {Seat(number): f(mark) for number, mark in enumerate(marks, 1)}


@pytest.mark.parametrize(("spread", "tier"), [("0", 0), ("5", 0), ("5,25", 1), ("9,75", 1), ("10", 2), ("40", 2)])
def test_a_bound_belongs_to_the_tier_that_includes_it(spread: str, tier: int) -> None:
    assert tier_of(INTERVIEW, (Fraction(50), 50 + f(spread), Fraction(50))) == tier


def test_without_ballots_there_is_no_tier() -> None:
    assert tier_of(INTERVIEW, ()) is None
    assert read(INTERVIEW, {}).action is None


def test_a_single_ballot_lies_in_the_first_tier() -> None:
    reading = read(INTERVIEW, totals("70"))
    assert reading.tier == 0
    assert reading.spread == reading.distance == 0


def test_bounds_are_written_in_signs() -> None:
    assert [tier_text(INTERVIEW, number) for number in range(3)] == ["≥ 0; ≤ 5", "> 5; < 10", "≥ 10"]


def test_a_distance_is_measured_exactly() -> None:
    reading = read(OUTLIERS, totals("60", "75", "91"))
    assert reading.mean == Fraction(226, 3)
    assert reading.distance == Fraction(47, 3)
    assert reading.far == (1, 3)


def test_a_distance_of_exactly_the_bound_is_not_more_than_it() -> None:
    assert read(OUTLIERS, totals("60", "90")).far == ()
    assert read(OUTLIERS, totals("60", "90,5")).far == (1, 2)


@pytest.mark.parametrize(
    ("action", "code"),
    [
        (Action.CHAIR, "disagreement.chair"),
        (Action.THIRD, "disagreement.third"),
        (Action.JOINT, "disagreement.joint"),
        (Undecided("disagreement", "Q1"), "disagreement.undecided"),
    ],
)
def test_what_people_must_settle_is_a_question_until_they_have(action: Action | Undecided, code: str) -> None:
    tiers = (Tier(Fraction(0), True, Action.MEAN), Tier(Fraction(5), False, action))
    held = round_of(rule(1), disagreement=DisagreementRule(Measure.RANGE, tiers))
    asked = one("A 70 75 79", held)
    assert [problem.code for problem in asked.questions] == [code]
    facts = asked.questions[0].facts
    assert (facts["marks"], facts["spread"], facts["tier"]) == ("70; 75; 79", "9", "> 5")
    settled = one("A 70 75 79", held, decide(DecisionKind.SCORE, "A", "76.5", number=7))
    assert (settled.official, settled.exact, settled.decision) == (f("76,5"), f("76,5"), 7)
    assert not settled.questions
    assert [mark.total for mark in settled.marks] == [70, 75, 79]


def test_where_every_ballot_is_an_outlier_nothing_is_left_to_count() -> None:
    score = one("A 50 90", round_of(disagreement=OUTLIERS))
    assert [problem.code for problem in score.questions] == ["disagreement.drops_all", "score.too_few"]
    assert score.official is None
    assert len(score.marks) == 2


def test_a_range_may_call_for_outliers_where_no_ballot_is_one() -> None:
    tiers = (Tier(Fraction(0), True, Action.MEAN), Tier(Fraction(20), True, Action.DROP))
    score = one("A 70 80 90", round_of(disagreement=DisagreementRule(Measure.RANGE, tiers)))
    assert [problem.code for problem in score.questions] == ["disagreement.drops_none"]


def test_an_undecided_rule_asks_nothing_of_a_single_entry() -> None:
    score = one("A 70 90", round_of(disagreement=Undecided("rounds.so-khao.disagreement")))
    assert score.official == 80
    assert not score.questions


MARKS = st.lists(st.integers(0, 200).map(lambda steps: Fraction(steps, 2)), min_size=1, max_size=7)


@given(MARKS, st.permutations(range(7)))
def test_who_gave_which_mark_changes_neither_tier_nor_question(marks: list[Fraction], order: list[int]) -> None:
    straight = read(INTERVIEW, {Seat(number): mark for number, mark in enumerate(marks)})
    moved = read(INTERVIEW, {Seat(order[number]): mark for number, mark in enumerate(marks)})
    assert (straight.tier, straight.spread, straight.distance) == (moved.tier, moved.spread, moved.distance)


@given(MARKS)
def test_outliers_are_exactly_the_marks_beyond_the_bound_of_the_initial_mean(marks: list[Fraction]) -> None:
    mean = sum(marks) / Fraction(len(marks))
    far = {number for number, mark in enumerate(marks) if abs(mark - mean) > 15}
    assert set(read(OUTLIERS, {Seat(number): mark for number, mark in enumerate(marks)}).far) == far
