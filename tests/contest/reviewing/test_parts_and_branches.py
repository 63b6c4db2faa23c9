"""A contest of two parts with branches: shares, formulas, maxima, entries, and what is not done at all."""

from __future__ import annotations

import pytest

from judge_desk.contest.reviewing.outcome import ReviewResult
from judge_desk.contest.rulebook.reviews import Order, OrderPolicy, Subjects, Take
from judge_desk.contest.rulebook.rubric import Formula
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import sentence
from tests.contest.reviewing.small import (
    CLIP,
    F,
    asked,
    cell,
    clips,
    contest,
    figures,
    gate,
    in_turn,
    measure,
    open_point,
    order_text,
    reasons,
    review,
    roster,
    table,
    value,
    week,
    work_out,
)
from tests.contest.reviewing.small import given as prizes

FIGURES = figures(A=(37, 60, 80), B=(90, 80, 40), C=(20, 50))
"""a: campaign or slogan, b: experience, c: initiatives."""
UNITS = roster("A", "B", "C", "D", C={"dvctt": "0"}, D={"dvctt": "0"})


def two_parts(weights: object = (F(2, 5), F(3, 5)), formula: object = None, **more: object) -> ReviewResult:
    """Work out a contest whose second part is a campaign for some units and a slogan for the others."""
    measures = (
        cell("part1", column="c", missing="lacks"),
        cell("closed", column="a", missing="lacks", when="dvctt:1"),
        measure(
            "campaign",
            Take.POINTS,
            of=("closed",),
            formula=formula or Formula("share_of_best", F(50), "closed", 1),
            when="dvctt:1",
        ),
        cell("slogan100", column="a", missing="lacks", when="dvctt:0"),
        measure("slogan", Take.SCALED, of=("slogan100",), to=F(50), most=F(100), when="dvctt:0"),
        cell("experience", column="b", missing="lacks"),
        measure("part2", Take.SUM, of=("campaign", "slogan", "experience"), missing=more.pop("part2", "lacks")),
        measure("total", Take.WEIGHTED, of=("part1", "part2"), weights=weights, missing=more.pop("total", "lacks")),
    )
    gates = (gate("no_part2", "present", "part2"), gate("no_part1", "present", "part1", used=more.pop("gate", True)))
    return work_out(contest(review(measures, in_turn("total"), gates), tables=[table(1, 2)]), UNITS, FIGURES)


def test_branches_are_marked_apart_and_meet_in_one_sum() -> None:
    result = two_parts()
    assert value(result, "A", "campaign") == F("20.6")  # 50 · 37 / 90 = 20.555…, rounded once
    assert value(result, "C", "campaign") == "branch"
    assert value(result, "C", "slogan") == 10
    assert {unit: value(result, unit, "part2") for unit in "ABC"} == {"A": F("80.6"), "B": F(130), "C": F(60)}
    assert value(result, "A", "total") == F("0.4") * 80 + F("0.6") * F("80.6")
    assert (order_text(result), prizes(result)) == ("B,A", "g1:B g2:A g2:-")
    assert reasons(result) == {"B": "AWARDED", "A": "AWARDED", "C": "NO_PART1", "D": "NO_PART2 NO_PART1"}


def test_shares_and_formula_that_nobody_gave_stop_the_review() -> None:
    assert asked(two_parts(weights=open_point("ST1"))) == ["ST1"]
    stopped = two_parts(formula=open_point("ST2"), weights=open_point("ST1"))
    assert asked(stopped) == ["ST2", "ST1"]
    assert value(stopped, "A", "part2") == "undecided"
    assert value(stopped, "C", "part2") == 60
    assert prizes(stopped) == "g1:? g2:? g2:?"


FORMULAS = {
    "share_of_best": (Formula("share_of_best", F(20), "closed", 1), F("8.2"), F(20)),
    "exact": (Formula("share_of_best", F(20), "closed"), F(20 * 37, 90), F(20)),
    "rate_against_target": (Formula("rate_against_target", F(20), "closed", None, F(74)), F(10), F(20)),
    "linear": (Formula("linear", F(20), "closed"), F(0), F(20)),
    "as_given": (Formula("as_given", F(90), "closed"), F(37), F(90)),
}


@pytest.mark.parametrize("name", FORMULAS)
def test_each_formula_of_the_campaign(name: str) -> None:
    formula, one, other = FORMULAS[name]
    result = two_parts(formula=formula)
    assert (value(result, "A", "campaign"), value(result, "B", "campaign")) == (one, other)
    assert asked(result) == []


def test_a_figure_that_no_formula_can_turn_into_points_is_asked_about() -> None:
    result = two_parts(formula=Formula("as_given", F(50), "closed"))
    assert asked(result) == ["measure.no_reference"]
    assert value(result, "B", "total") == "no_reference"
    assert reasons(result)["B"] == "WAITING"


ABSENT = {
    "lacks": ("missing", []),
    "zero": (F("0.6") * 60, []),
    "leave_out": (F(60), []),
    "ST10": ("undecided", ["ST10"]),
}


@pytest.mark.parametrize("word", ABSENT)
def test_a_part_that_was_not_done_is_no_zero_unless_the_rules_say_so(word: str) -> None:
    expected, questions = ABSENT[word]
    missing = open_point(word) if word.startswith("ST") else word
    result = two_parts(total=missing, gate=False)
    assert value(result, "C", "total") == expected
    assert asked(result) == questions
    assert value(two_parts(part2="leave_out"), "D", "part2") == "missing"


def test_a_branch_that_nobody_named_is_asked_for() -> None:
    result = work_out(
        contest(review([cell("a", when="dvctt:1")], in_turn("a"))), roster("A", A={"dvctt": ""}), figures(A=(1,))
    )
    assert [(each.code, each.facts["column"], each.facts["codes"]) for each in result.questions] == [
        ("review.figure_missing", "dvctt", "A")
    ]


ENTRIES = {"best": F(90), "mean": F(80), "sum": F(160), "ST9": "undecided", "only": "undecided"}


@pytest.mark.parametrize("over", ENTRIES)
def test_several_initiatives_of_one_unit(over: str) -> None:
    word = open_point(over) if over.startswith("ST") else over
    initiatives = measure("best", Take.ROUND, round=CLIP, over=word, missing="lacks")
    result = work_out(contest(review([initiatives], in_turn("best"))), UNITS, rounds=(clips(A="90 70", B="60"),))
    assert value(result, "A", "best") == ENTRIES[over]
    assert bool(asked(result)) == (ENTRIES[over] == "undecided")


def test_who_organises_may_be_kept_out_once_somebody_said_so() -> None:
    for used, questions, became in ((open_point("ST8"), ["ST8"], "WAITING"), (True, [], "ORG"), (False, [], "AWARDED")):
        gates = [gate("org", "below", "b", 1, used=used)]
        rules = contest(review([cell("a"), cell("b")], in_turn("a"), gates), tables=[table(2)])
        result = work_out(rules, roster("A", "B"), figures(A=(5, 1), B=(4, 0)))
        assert (asked(result), reasons(result)["A"]) == (questions, became)


FLOORS = {"30": (F(30), "AWARDED"), "40": (F(40), "FLOOR"), "ST11": (open_point("ST11"), "WAITING")}


@pytest.mark.parametrize("floor", FLOORS)
def test_a_floor_of_participation_by_size(floor: str) -> None:
    bound, became = FLOORS[floor]
    measures = (
        cell("took-part", column="a"),
        cell("staff", column="b"),
        measure("rate", Take.RATIO, of=("took-part", "staff")),
        measure("percent", Take.SCALED, of=("rate",), to=F(100), most=F(1), decimals=2),
    )
    gates = [gate("floor", "at_least", "percent", bound, when="khoi:nho")]
    rules = contest(review(measures, in_turn("percent"), gates), tables=[table(2)])
    result = work_out(rules, roster("A", "B", A={"khoi": "nhỏ"}), figures(A=(1, 3), B=(0, 9)))
    assert reasons(result) == {"A": "AWARDED", "B": "AWARDED"}
    small = work_out(rules, roster("A", "B", A={"khoi": "nho"}), figures(A=(1, 3), B=(0, 9)))
    assert (value(small, "A", "percent"), reasons(small)["A"]) == (F("33.33"), became)
    assert asked(small) == (["ST11"] if became == "WAITING" else [])


def test_side_prizes_may_overlap_with_the_others_or_not() -> None:
    people = week(1, "A an - - 9", "A bo - - 8", "A cu - - 7")
    mark = measure("mark", Take.COLUMN, part="thi", column="diem", periods=("t1",))
    made = review([mark], in_turn("mark"), subjects=Subjects.PERSONS, part="thi", periods=("t1",))
    main, side = table(1, name="chinh"), table(2, name="phu")
    both = work_out(contest(made, tables=[main, side]), roster("A"), people)
    assert (prizes(both), prizes(both, 1)) == ("g1:A.1", "g1:A.1 g1:A.2")
    apart = work_out(contest(made, tables=[main, table(2, name="phu", filters=("not_in:chinh",))]), roster("A"), people)
    assert (prizes(apart), prizes(apart, 1)) == ("g1:A.1", "g1:- g1:-")  # all three are considered for the main prize


def test_a_cap_that_nobody_set_is_asked_where_it_matters() -> None:
    people = week(1, "A an - - 9", "A bo - - 8", "B cu - - 7")
    mark = measure("mark", Take.COLUMN, part="thi", column="diem", periods=("t1",))
    made = review([mark], in_turn("mark"), subjects=Subjects.PERSONS, part="thi", periods=("t1",))
    for cap, expected, questions in (
        (open_point("H-b"), "g1:A.1 g1:A.2", ["prize.per_unit_undecided"]),
        (1, "g1:A.1 g1:B.1", []),
    ):
        result = work_out(contest(made, tables=[table(2, per_unit=cap)]), roster("A", "B"), people)
        assert (prizes(result), asked(result)) == (expected, questions)
        assert cap != 1 or reasons(result)["A.2"] == "CAPPED"


def test_measures_on_which_nothing_turns_ask_nothing() -> None:
    idle = cell("idle", column=open_point("nothing"))
    result = work_out(contest(review([cell("a"), idle], in_turn("a"))), roster("A"), figures(A=(1,)))
    assert (asked(result), value(result, "A", "idle")) == ([], "undecided")


def test_the_working_lets_a_reader_work_it_out_again() -> None:
    vietnamese, english = open_catalogue("vi"), open_catalogue("en")
    workings = {
        (str(each.subject.code), name): worked.working
        for each in two_parts().subjects
        for name, worked in each.values.items()
    }
    assert sentence(workings["A", "campaign"], vietnamese) == "campaign: 50 × 37 : 90 (số cao nhất) = 185/9 ≈ 20,6."
    assert sentence(workings["A", "total"], vietnamese) == (
        "total: Tổng có trọng số của part1 80 × 0,4; part2 80,6 × 0,6 = 80,36."
    )
    assert sentence(workings["C", "campaign"], english) == "campaign: Not of this branch, so not worked out."
    assert sentence(workings["C", "slogan"], english) == "slogan: 20 × 50 : 100 = 10."


def test_an_order_by_weights_counts_the_smaller_against() -> None:
    order = Order(OrderPolicy.WEIGHTED, ("a", "-b"), (F(1, 2), F(1, 2)))
    rules = contest(review([cell("a"), cell("b")], order))
    assert order_text(work_out(rules, roster("A", "B"), figures(A=(10, 9), B=(8, 1)))) == "B,A"
