"""The shared test vectors: every row by its name, from the judges' marks to what is printed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from judge_desk.contest.counting.aggregation import OUTLIER, quorum, used
from judge_desk.contest.counting.extras import extra_of, unjudged_leaves
from judge_desk.contest.counting.outcome import GateKind, gate_failures
from judge_desk.contest.rulebook.measures import points_for
from judge_desk.contest.rulebook.rubric import Formula, LeafKind, Penalty, PenaltyRow, overtime_points
from judge_desk.contest.rulebook.rules import Action, Undecided
from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.contest.values.numbers import round_to
from judge_desk.contest.values.problems import Severity
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import sentence
from tests.contest.marking import INTERVIEW, OUTLIERS, drawn, f, leaf, one, ranked, round_of, rubric, rule, scores_of


@pytest.mark.parametrize(("decimals", "expected"), [(1, "79,7"), (2, "79,67")])
def test_mean_1_and_2_decimals(decimals: int, expected: str) -> None:
    score = one("A 77 80 82", round_of(rule(decimals), disagreement=INTERVIEW))
    assert score.spread == 5
    assert score.action is Action.MEAN
    assert score.exact == Fraction(239, 3)
    assert score.official == f(expected)
    assert not score.questions


def test_dialogue() -> None:
    score = one("A 70 75 79", round_of(rule(1), disagreement=INTERVIEW))
    assert score.spread == 9
    assert score.action is Action.CHAIR
    assert [problem.code for problem in score.questions] == ["disagreement.chair"]
    assert score.questions[0].severity is Severity.ASK
    assert score.official is None
    assert score.exact is None


def test_third_branch() -> None:
    score = one("A 70 74 80", round_of(rule(1), disagreement=INTERVIEW))
    assert score.spread == 10
    assert isinstance(score.action, Undecided)
    assert [problem.code for problem in score.questions] == ["disagreement.undecided"]
    assert score.questions[0].facts["point"] == "TT6-c"
    assert score.official is None


def test_outlier_more_than_15_from_the_initial_mean_in_one_pass_only() -> None:
    score = one("A 60 85 88 90 87", round_of(rule(1), disagreement=OUTLIERS))
    assert score.mean == 82
    assert score.distance == 22
    assert [mark.total for mark in score.marks if mark.left_out == OUTLIER] == [60]
    assert score.official == f("87,5")
    # Here a second pass, over the new mean 80, would take the 60 as well.
    twice = one("A 40 60 85 85 85 85", round_of(rule(1), disagreement=OUTLIERS))
    assert [mark.total for mark in twice.marks if mark.left_out] == [40]
    assert twice.official == 80


def test_tie_made_by_rounding() -> None:
    marks = "X 80 80 79\nY 79,5 79,5 80 80 79,5"
    at_one = round_of(rule(1))
    assert {score.official for score in scores_of(marks, at_one).values()} == {f("79,7")}
    assert drawn(ranked(marks, at_one)) == "1X= 1Y="
    assert drawn(ranked(marks, round_of(rule(2)))) == "1Y 2X"
    assert scores_of(marks, round_of(rule(2)))["Y"].official == f("79,70")
    assert scores_of(marks, round_of(rule(2)))["X"].official == f("79,67")


def test_binary_float_trap() -> None:
    assert one("A 78 78,5", round_of(rule(1))).official == f("78,3")
    assert round_to(f("78,25"), 1) == f("78,3")
    assert round_to(Fraction(2675, 1000), 2) == f("2,68")
    # What binary floats make of the same two numbers.
    assert round(78.25, 1) == 78.2
    assert round(2.675, 2) == 2.67


def test_community_vote() -> None:
    formula = Formula("share_of_best", Fraction(20), "binh-chon", decimals=1)
    measured = points_for(formula, {"A": Fraction(37), "B": Fraction(90)})
    assert measured.points == {"A": f("8,2"), "B": Fraction(20)}
    exact = points_for(Formula("share_of_best", Fraction(20), "binh-chon"), {"A": Fraction(37), "B": Fraction(90)})
    assert exact.points["A"] == Fraction(740, 90)


@pytest.mark.parametrize(("length", "expected"), [(6 * 60 + 45, "-0,25"), (7 * 60 + 10, "-0,5"), (6 * 60, "0")])
def test_over_time_of_a_skit_of_6_minutes(length: int, expected: str) -> None:
    rows = (PenaltyRow(0, False, f("0,25")), PenaltyRow(60, True, f("0,5")))
    penalty = Penalty(rows)
    over = leaf("qua-gio", 0, kind=LeafKind.PENALTY, penalty=penalty)
    skit = rubric(leaf("1", 20), over, maximum=20)
    points = overtime_points(penalty, length - 6 * 60)
    found = extra_of(EntryCode("A"), skit, unjudged_leaves(skit), {CriterionId("qua-gio"): points})
    assert found.points == f(expected)


@pytest.mark.parametrize("how", ["x", "R"])
def test_recusal(how: str) -> None:
    score = one(f"A 80 82 {how} 84 86", round_of(rule(1)))
    assert score.official == 83
    assert score.assigned == 5
    assert len(used(score)) == 4
    said = [sentence(note, open_catalogue("vi")) for note in score.reasons]
    assert "A: 4/5 phiếu, 01 rút do xung đột lợi ích." in said


def test_count_of_ballots_and_quorum() -> None:
    issued, returned, valid = 7, 6, 5
    assert (returned - valid, issued - returned) == (1, 1)
    assert quorum(issued, Fraction(2, 3)) == 5
    assert valid >= quorum(issued, Fraction(2, 3))
    assert quorum(6, Fraction(2, 3)) == 4


def test_zero_gate() -> None:
    gated = rubric(*(leaf(str(n), 20, no_zero=True) for n in range(1, 7)), maximum=120)
    scores = scores_of("A 20/20/20/12/10/0\nB 20/20/20/12/9/1", round_of(rubric_=gated))
    assert scores["A"].official == 82
    failed = gate_failures(gated, scores.values())
    assert list(failed) == ["A"]
    assert [(each.kind, each.criterion) for each in failed[EntryCode("A")]] == [(GateKind.NO_ZERO, "6")]
