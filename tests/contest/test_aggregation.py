"""From ballots to the official score."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.counting import methods
from judge_desk.contest.counting.aggregation import TRIMMED, score_entry, score_round, used
from judge_desk.contest.counting.extras import top_of
from judge_desk.contest.merge.ballots import Line
from judge_desk.contest.rulebook.rubric import Criterion, Formula, LeafKind, Rubric
from judge_desk.contest.rulebook.rules import ScoreMethod
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import CriterionId, EntryCode, Seat
from judge_desk.contest.values.problems import Severity
from tests.contest.marking import INTERVIEW, decide, f, leaf, one, round_of, rubric, rule, scores_of, sheet, sheets

PARTS = rubric(
    leaf("1", 60),
    leaf("2", 20, kind=LeafKind.ORGANISERS),
    leaf("3", 0, kind=LeafKind.PENALTY),
    leaf("4", 0, kind=LeafKind.FORMULA, formula=Formula("share_of_best", Fraction(20), "binh-chon")),
)
BROUGHT = {CriterionId("2"): f("15"), CriterionId("3"): f("0,5"), CriterionId("4"): f("8,2")}


def test_a_recused_and_an_absent_judge_count_neither_as_zero_nor_as_ballot() -> None:
    score = one("A 80 R - 84", round_of())
    assert score.official == 82
    assert score.recused == ((2, "cùng đơn vị"),)
    assert score.absent == (3,)
    assert score.assigned == 4


def test_a_blank_in_a_line_leaves_the_judge_absent() -> None:
    two = rubric(leaf("1", 50), leaf("2", 50))
    held = replace(sheet("A 40/40 50/50", two))
    cast = {**held.cast, Seat(2): Line(EntryCode("A"), (200, None))}
    score = score_entry(EntryCode("A"), held.assigned, cast, round_of(rubric_=two), ())
    assert score.absent == (2,)
    assert score.official == 80


def test_a_line_from_a_seat_that_was_not_to_mark_the_entry_is_not_used() -> None:
    held = sheet("A 80 82 10")
    score = score_entry(EntryCode("A"), (Seat(1), Seat(2)), held.cast, round_of(), ())
    assert [mark.seat for mark in score.marks] == [1, 2]
    assert score.official == 81


def test_an_entry_nobody_marked_has_a_question_and_no_score() -> None:
    score = one("A - -", round_of())
    assert [problem.code for problem in score.questions] == ["score.too_few"]
    assert score.official is None


def test_too_few_ballots_give_no_official_score() -> None:
    score = one("A 80 R 82", round_of(rule(minimum=3)))
    assert [(p.code, p.facts["counted"], p.facts["minimum"]) for p in score.questions] == [("score.too_few", 2, 3)]
    assert score.exact is None
    assert one("A 80 81 82", round_of(rule(minimum=3))).official == 81


def test_a_trimmed_mean_names_the_ballots_it_leaves_out() -> None:
    score = one("A 60 80 82 84 99", round_of(rule(method=ScoreMethod.TRIMMED_MEAN, trim=1)))
    assert score.official == 82
    assert [(mark.seat, mark.left_out) for mark in score.marks if mark.left_out] == [(1, TRIMMED), (5, TRIMMED)]
    assert "score.trimmed" in [note.code for note in score.reasons]


def test_as_many_ballots_go_at_either_end_as_the_rules_say() -> None:
    score = one("A 60 70 80 82 84 95 99", round_of(rule(method=ScoreMethod.TRIMMED_MEAN, trim=2)))
    assert score.official == 82
    assert [mark.seat for mark in score.marks if mark.left_out] == [1, 2, 6, 7]


def test_a_trimmed_mean_needs_a_ballot_that_stays() -> None:
    score = one("A 60 80", round_of(rule(method=ScoreMethod.TRIMMED_MEAN, trim=1)))
    assert [problem.code for problem in score.questions] == ["score.too_few_to_trim"]
    assert not [mark for mark in score.marks if mark.left_out]


@pytest.mark.parametrize(("line", "expected"), [("A 60 90 70", "70"), ("A 60 90 70 75", "72,5")])
def test_a_median_is_the_middle_or_the_mean_of_the_two_middle_ones(line: str, expected: str) -> None:
    assert one(line, round_of(rule(method=ScoreMethod.MEDIAN))).official == f(expected)


def test_a_sum_of_places_shares_places_among_equals() -> None:
    held = round_of(rule(method=ScoreMethod.SUM_OF_PLACES))
    scores = scores_of("A 90 80\nB 80 80\nC 70 90", held)
    assert {code: score.official for code, score in scores.items()} == {
        "A": f("3,5"),
        "B": f("4,5"),
        "C": f("4"),
    }


def test_a_sum_of_places_asks_where_not_the_same_judges_marked_all() -> None:
    scores = scores_of("A 90 80\nB 80 R", round_of(rule(method=ScoreMethod.SUM_OF_PLACES)))
    assert {problem.code for score in scores.values() for problem in score.questions} == {"score.places_uneven"}


def test_standardised_marks_lift_a_strict_judge() -> None:
    held = round_of(rule(method=ScoreMethod.STANDARDISED))
    scores = scores_of("A 90 60\nB 80 40\nC 70 50", held)
    # Means 80 and 50, deviations in the ratio 1 to 1: both judges meet at 65.
    assert {code: score.exact for code, score in scores.items()} == {"A": 75, "B": 60, "C": 60}


def test_a_judge_who_gave_all_the_same_puts_everybody_in_the_middle() -> None:
    moved = methods.standardised({Seat(1): {EntryCode("A"): Fraction(70), EntryCode("B"): Fraction(70)}})
    assert moved == {1: {"A": 70, "B": 70}}


def test_one_entry_alone_cannot_be_scored_by_a_method_of_the_whole_round() -> None:
    held = sheet("A 80 82")
    with pytest.raises(ValueError, match="sum_of_places"):
        score_entry(held.code, held.assigned, held.cast, round_of(rule(method=ScoreMethod.SUM_OF_PLACES)), ())


def test_what_no_judge_marks_is_added_to_every_total() -> None:
    held = round_of(rule(1), rubric_=PARTS)
    base = sheets("A 50 53", rubric(leaf("1", 60)))[0]
    (score,) = score_round([replace(base, extra=BROUGHT)], held, ())
    assert score.extra == f("22,7")
    assert score.official == f("74,2")
    assert score.spread == 3
    assert [mark.total for mark in score.marks] == [50, 53]
    assert dict(score.criteria)[CriterionId("2")] == 15


def test_a_missing_figure_is_a_question_even_for_a_penalty() -> None:
    held = round_of(rubric_=PARTS)
    base = sheets("A 50 53", rubric(leaf("1", 60)))[0]
    (score,) = score_round([replace(base, extra={CriterionId("2"): f("15")})], held, ())
    assert [(p.code, p.facts["criterion"]) for p in score.questions] == [
        ("score.figure_missing", "3"),
        ("score.figure_missing", "4"),
    ]
    assert score.official is None


@pytest.mark.parametrize("change", [{"2": "20,25"}, {"3": "-1"}, {"4": "21"}])
def test_a_figure_off_its_scale_is_a_question(change: dict[str, str]) -> None:
    brought = BROUGHT | {CriterionId(key): f(value) for key, value in change.items()}
    base = sheets("A 50 53", rubric(leaf("1", 60)))[0]
    (score,) = score_round([replace(base, extra=brought)], round_of(rubric_=PARTS), ())
    assert [problem.code for problem in score.questions] == ["score.figure_off_scale"]


def test_a_group_weighs_the_means_of_its_leaves() -> None:
    group = Criterion(CriterionId("2"), "Nhóm", weight=Fraction(1, 2))
    tree = Rubric(
        (leaf("1", 60), group, leaf("2.1", 40, parent="2"), leaf("2.2", 20, parent="2", coefficient=Fraction(2))),
        Fraction(100),
    )
    flat = rubric(leaf("1", 60), leaf("2.1", 40), leaf("2.2", 20))
    cast = sheets("A 50/30/10 40/20/20", flat)[0]
    score = score_entry(EntryCode("A"), cast.assigned, cast.cast, round_of(rubric_=tree), ())
    assert dict(score.criteria) == {"1": 45, "2": f("27,5"), "2.1": 25, "2.2": 15}
    assert score.official == f("72,5")


def test_a_decision_on_a_mark_that_nobody_asked_for_is_noted_and_not_applied() -> None:
    score = one("A 77 80 82", round_of(rule(1), disagreement=INTERVIEW), decide(DecisionKind.SCORE, "A", "95"))
    assert score.official == f("79,7")
    assert score.decision is None
    assert [(n.code, n.severity) for n in score.reasons if "decision" in n.code] == [
        ("score.decision_not_asked", Severity.NOTE)
    ]


@pytest.mark.parametrize("value", ["101", "-1", "7x", "76.55", ""])
def test_a_decided_mark_off_the_scale_leaves_the_question_open(value: str) -> None:
    held = round_of(rule(1), disagreement=INTERVIEW)
    score = one("A 70 75 79", held, decide(DecisionKind.SCORE, "A", value))
    assert score.official is None
    assert [problem.code for problem in score.questions] == ["disagreement.chair"]
    assert score.reasons[-1].code == "score.decision_off_scale"


def test_the_later_decision_counts_and_one_of_another_round_does_not() -> None:
    held = round_of(rule(1), disagreement=INTERVIEW)
    decisions = (
        decide(DecisionKind.SCORE, "A", "75", number=3),
        decide(DecisionKind.SCORE, "A", "76", number=5),
        decide(DecisionKind.SCORE, "A", "77", number=9, round_id="bao-ve"),
    )
    assert one("A 70 75 79", held, *decisions).official == 76


def test_a_decision_may_answer_for_too_few_ballots() -> None:
    score = one("A 80", round_of(rule(minimum=2)), decide(DecisionKind.SCORE, "A", "80"))
    assert score.official == 80
    assert score.decision == 1
    assert not score.questions


def test_the_top_of_a_rubric_counts_bonus_and_formula_but_no_penalty() -> None:
    assert top_of(rubric(leaf("1", 100), leaf("2", 5, kind=LeafKind.BONUS))) == 105
    assert top_of(PARTS) == 100
    assert top_of(rubric(leaf("1", 10, coefficient=Fraction(3)), maximum=30)) == 30


def test_a_zero_on_a_ballot_left_out_as_outlier_is_no_zero() -> None:
    two = rubric(leaf("1", 80), leaf("2", 20))
    assert one("A 80/0 80/10", round_of(rubric_=two)).zeros == ("2",)
    assert one("A 80/20 80/10", round_of(rubric_=two)).zeros == ()


ROWS = st.lists(st.integers(0, 400), min_size=1, max_size=6)


@given(ROWS.flatmap(lambda row: st.tuples(st.just(row), st.permutations(row))))
def test_permuting_judges_changes_no_score(rows: tuple[list[int], list[int]]) -> None:
    for method in (ScoreMethod.MEAN, ScoreMethod.MEDIAN, ScoreMethod.TRIMMED_MEAN):
        held = round_of(rule(method=method, trim=1), disagreement=INTERVIEW)
        seats = tuple(Seat(number) for number in range(1, len(rows[0]) + 1))
        straight, turned = (score_entry(EntryCode("A"), seats, _cast(seats, row), held, ()) for row in rows)
        assert (straight.exact, straight.official) == (turned.exact, turned.official)
        assert straight.questions == turned.questions


def _cast(seats: tuple[Seat, ...], row: list[int]) -> dict[Seat, Line]:
    return {seat: Line(EntryCode("A"), (each,)) for seat, each in zip(seats, row, strict=True)}


@given(ROWS, st.sampled_from([0, 1, 2]))
def test_the_official_score_is_the_exact_one_rounded_once(steps: list[int], decimals: int) -> None:
    seats = tuple(Seat(number) for number in range(1, len(steps) + 1))
    score = score_entry(EntryCode("A"), seats, _cast(seats, steps), round_of(rule(decimals)), ())
    exact = Fraction(sum(steps), 4 * len(steps))
    assert score.exact == exact
    assert score.official is not None
    assert -Fraction(1, 2) <= (exact - score.official) * 10**decimals < Fraction(1, 2)
    assert len(used(score)) == len(steps)


@given(st.lists(st.integers(0, 100), min_size=2, max_size=8), st.integers(1, 3), st.integers(-20, 20))
def test_standardising_forgives_a_judge_who_is_generous_or_wide(marks: list[int], wide: int, higher: int) -> None:
    own = {EntryCode(str(n)): Fraction(mark) for n, mark in enumerate(marks)}
    moved = {code: wide * value + higher for code, value in own.items()}
    both = methods.standardised({Seat(1): own, Seat(2): moved})
    assert both[Seat(1)] == both[Seat(2)]
