"""A weekly quiz and clips: every point that a plan leaves open stops the review, and each answer has its result."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge_desk.contest.reviewing.outcome import ReviewResult
from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.rulebook.reviews import Measure, Order, OrderPolicy, Subjects, Take
from judge_desk.contest.rulebook.rules import Undecided
from tests.contest.reviewing.small import (
    CLIP,
    QUIZ,
    F,
    asked,
    cell,
    clips,
    contest,
    figures,
    gate,
    in_turn,
    measure,
    met,
    open_point,
    order_text,
    reasons,
    review,
    roster,
    sheet,
    table,
    value,
    week,
    work_out,
)
from tests.contest.reviewing.small import given as prizes


def quiz(name: str, over: object, **more: object) -> Measure:
    """Make a measure of the quiz."""
    return measure(name, Take.ROWS, part="thi", over=over, **more)


WEEKS = (
    week(1, "A an 1 - 15 300", "A ba 2 - 9 400", "A cu 3 - 12 200", "B an 1 - 12 250", "C an 1 - 15 100"),
    week(2, "A an 1 - 12 300", "A de 4 - 15 400", "B an 1 - 0 250", "B bo 2 - 15 250", "C an 1 - 3 100"),
)
"""A: 4 people, 5 papers, 63 marks; B: 2 people, 3 papers with one 0; C: 1 person, 2 papers, 18 marks."""
UNITS = roster("A", "B", "C", "D", B={"bien-che": "10", "co-mat": "8"}, D={"bien-che": "", "co-mat": "0"})
TABLE: dict[str, tuple[str, dict[str, Any], dict[str, object]]] = {
    "H2 best": ("clip", {"over": "best"}, {"A": F(90), "B": F(80), "C": "missing"}),
    "H2 mean": ("clip", {"over": "mean"}, {"A": F(80), "B": F(80), "C": "missing"}),
    "H2 sum": ("clip", {"over": "sum"}, {"A": F(160), "B": F(80), "C": "missing"}),
    "H2 entries": ("clip", {"over": "papers"}, {"A": F(2), "B": F(1), "C": F(0)}),
    "H4 people over all weeks": ("rows", {"over": "persons"}, {"A": F(4), "B": F(2), "C": F(1), "D": F(0)}),
    "H4 people by week": ("rows", {"over": "persons_mean"}, {"A": F(5, 2), "B": F(3, 2), "C": F(1), "D": F(0)}),
    "H4 papers": ("rows", {"over": "papers"}, {"A": F(5), "B": F(3), "C": F(2), "D": F(0)}),
    "H4 papers by week": ("rows", {"over": "papers_mean"}, {"A": F(5, 2), "B": F(3, 2), "C": F(1), "D": F(0)}),
    "H6 mean mark": ("rows", {"over": "mean", "column": "diem"}, {"A": F(63, 5), "B": F(9), "D": "no_whole"}),
    "H6 mean by full mark": ("rows", {"over": "mean_share", "column": "diem"}, {"A": F(63, 75), "B": F(9, 15)}),
    "H6 full marks": ("rows", {"over": "share_full", "column": "diem"}, {"A": F(2, 5), "B": F(1, 3), "C": F(1, 2)}),
    "H6 from 75 %": ("rows", {"over": "share_from", "column": "diem", "bound": F(45, 4)}, {"A": F(4, 5), "B": F(2, 3)}),
    "H8 zeros": ("rows", {"over": "zeros", "column": "diem"}, {"A": F(0), "B": F(1), "C": F(0), "D": F(0)}),
    "marks in all": ("rows", {"over": "sum", "column": "diem"}, {"A": F(63), "B": F(27), "C": F(18), "D": "missing"}),
    "H5 posts": ("column", {"column": "bien-che"}, {"A": F(200), "B": F(10), "D": "missing"}),
    "H5 present": ("column", {"column": "co-mat"}, {"A": F(190), "B": F(8), "D": F(0)}),
}
SOURCES: dict[str, dict[str, Any]] = {
    "clip": {"take": Take.ROUND, "round": CLIP, "missing": "lacks"},
    "rows": {"take": Take.ROWS, "part": "thi"},
    "column": {"take": Take.COLUMN, "part": "don-vi", "missing": "lacks"},
}


@pytest.mark.parametrize("name", TABLE)
def test_each_answer_gives_its_own_figure_and_no_answer_gives_none(name: str) -> None:
    source, answer, expected = TABLE[name]
    more = {**SOURCES[source], **answer}
    take = more.pop("take")
    rounds = (clips(A="90 70", B="80"),)
    decided = measure("x", take, **more)
    result = work_out(contest(review([decided], in_turn("x"))), UNITS, *WEEKS, rounds=rounds)
    assert {code: value(result, code, "x") for code in expected} == expected
    assert asked(result) == []
    point = "column" if source == "column" else "over"
    undecided = measure("x", take, **{**more, point: open_point(name)})
    stopped = work_out(contest(review([undecided], in_turn("x")), tables=[table(1)]), UNITS, *WEEKS, rounds=rounds)
    assert asked(stopped) == [name]
    assert prizes(stopped) == "g1:?"
    assert all(value(stopped, code, "x") == "undecided" for code in "ABCD")


def collective(**points: object) -> Definition:
    """Make the collective prizes: a clip among the first, no zero, a headcount, then rate and quality."""
    measures = (
        measure("clip", Take.ROUND, round=CLIP, over="best", missing="lacks"),
        quiz("people", "persons"),
        cell("staff", part="don-vi", column="bien-che", missing="lacks"),
        measure("rate", Take.RATIO, of=("people", "staff")),
        quiz("quality", "mean", column="diem"),
        quiz("zeros", "zeros", column="diem", missing=points.get("H8", "ask")),
    )
    gates = (
        gate("no_clip", "present", "clip"),
        gate(
            "not_top", "top", "clip", points.get("bound", 2), tie=points.get("H3", "ask"), used=points.get("H1", True)
        ),
        gate("zero_score", "equals", "zeros", 0),
        gate("no_headcount", "present", "rate"),
    )
    return contest(review(measures, in_turn("rate", "quality"), gates), tables=[table(1, 2, 2)])


def test_every_unit_hears_why() -> None:
    rounds = (clips(A="90 70", B="80", C="70", E="60"),)
    units = roster("A", "B", "C", "D", "E", A={"bien-che": ""})
    result = work_out(collective(bound=3), units, *WEEKS, rounds=rounds)
    assert reasons(result) == {
        "A": "NO_HEADCOUNT", "B": "ZERO_SCORE", "C": "AWARDED", "D": "NO_CLIP NOT_TOP", "E": "NOT_TOP",
    }  # fmt: skip
    failed = {str(each.subject.code): each.failed for each in result.subjects}
    assert [(each.value, each.needed) for each in failed["E"]] == [(F(4), F(3))]
    assert prizes(result) == "g1:C g2:- g2:- g3:- g3:-"
    assert asked(result) == []


TOP = {
    "ask": ("", ["review.top_tie"], {"A": "WAITING", "B": "WAITING", "C": "WAITING", "D": "NO_CLIP NOT_TOP"}),
    "all_in": ("A=B=C", [], {"A": "AWARDED", "B": "AWARDED", "C": "AWARDED", "D": "NO_CLIP NOT_TOP"}),
    "all_out": ("", [], {"A": "NOT_TOP", "B": "NOT_TOP", "C": "NOT_TOP", "D": "NO_CLIP NOT_TOP"}),
    "H3": ("", ["H3"], {"A": "WAITING", "B": "WAITING", "C": "WAITING", "D": "NO_CLIP NOT_TOP"}),
}


@pytest.mark.parametrize("tie", TOP)
def test_a_tie_across_the_line_of_the_first_places(tie: str) -> None:
    expected, questions, became = TOP[tie]
    gates = (gate("no_clip", "present", "clip"), gate("not_top", "top", "clip", 2, tie=_open(tie)))
    clip = measure("clip", Take.ROUND, round=CLIP, over="best", missing="lacks")
    rules = contest(review([clip], in_turn("clip"), gates), tables=[table(3)])
    rounds = (clips(A="9", B="9", C="9"),)
    result = work_out(rules, UNITS, rounds=rounds)
    assert (order_text(result), asked(result), reasons(result)) == (expected, questions, became)
    if tie == "ask":
        words = (met(1, "not_top", "A"), met(2, "not_top", "B"), met(3, "not_top", "C", "not_met"))
        assert order_text(work_out(rules, UNITS, rounds=rounds, decisions=words)) == "A=B"
    fewer = work_out(rules, UNITS, rounds=(clips(A="9", B="9"),))
    assert (order_text(fewer), asked(fewer)) == ("A=B", [])


def _open(word: str) -> object:
    return open_point(word) if word.startswith("H") else word


def test_whether_a_gate_holds_is_asked_only_where_it_would_keep_somebody_out() -> None:
    rounds = (clips(A="90", C="70"),)
    kept_out = work_out(collective(H1=open_point("H1"), bound=1), UNITS, *WEEKS, rounds=rounds)
    assert asked(kept_out) == ["H1"]
    assert reasons(kept_out)["C"] == "WAITING"
    all_in = work_out(collective(H1=open_point("H1")), UNITS, *WEEKS, rounds=rounds)
    assert asked(all_in) == []
    assert "review.no_matter" in [each.code for each in all_in.notes]
    assert reasons(work_out(collective(H1=False, bound=1), UNITS, *WEEKS, rounds=rounds))["C"] == "AWARDED"


BLANK = {
    "ask": (["review.figure_missing"], "WAITING"),
    "H8": (["H8"], "WAITING"),
    "zero": ([], "ZERO_SCORE"),
    "leave_out": ([], "AWARDED"),
    "lacks": ([], "ZERO_SCORE"),
}


@pytest.mark.parametrize("missing", BLANK)
def test_a_blank_paper_is_no_zero_unless_the_rules_say_so(missing: str) -> None:
    weeks = (week(1, "A an 1 - 15 1", "A bo 2 - -"), week(2, "A an 1 - 14 1"))
    zeros = quiz("zeros", "zeros", column="diem", missing=_open(missing))
    rules = contest(review([zeros], in_turn("zeros"), [gate("zero_score", "equals", "zeros", 0)]), tables=[table(1)])
    result = work_out(rules, roster("A"), *weeks)
    assert (asked(result), reasons(result)["A"]) == BLANK[missing]


def test_big_and_small_units_may_have_tables_of_their_own() -> None:
    tables = [table(1, name=each, filters=(f"is:khoi:{each}",)) for each in ("so", "huyen")]
    rules = contest(review([cell("a")], in_turn("a")), tables=tables)
    units = roster("A", "B", "C", "D", C={"khoi": "huyen"}, D={"khoi": "HUYEN"})
    result = work_out(rules, units, figures(A=(1,), B=(2,), C=(9,), D=(8,)))
    assert (prizes(result), prizes(result, 1)) == ("g1:B", "g1:C")
    assert reasons(result) == {"C": "AWARDED", "D": "BELOW_QUOTA", "B": "AWARDED", "A": "BELOW_QUOTA"}


def test_a_clip_of_an_unknown_unit_and_an_open_round_stop_the_review() -> None:
    rounds = (clips(final=False, unknown=("Sở Lạ",), A="90", C="70"),)
    result = work_out(collective(), UNITS, *WEEKS, rounds=rounds)
    assert asked(result) == ["review.round_open", "review.unit_unknown"]
    assert prizes(result) == "g1:? g2:? g2:? g3:? g3:?"


def test_what_is_not_there_is_asked_for_once() -> None:
    result = work_out(collective(), UNITS, WEEKS[0], rounds=(clips(A="90"),))
    assert [(each.code, each.facts["period"]) for each in result.questions] == [
        ("review.sheet_missing_period", "Tuần 2")
    ]
    nothing = work_out(collective())
    assert [each.facts["part_id"] for each in nothing.questions if "part_id" in each.facts] == ["don-vi", "thi", "thi"]
    assert prizes(nothing) == "g1:? g2:? g2:? g3:? g3:?"


# --- people ------------------------------------------------------------------------------------------------------


def weekly(order: Order | Undecided, **more: object) -> Definition:
    """Make the prizes of the first week: mark, time, how far the prediction lay from the truth."""

    def own(name: str, column: str) -> Measure:
        return measure(name, Take.COLUMN, part="thi", column=column, periods=("t1",), missing="lacks", **more)

    measures = (
        own("mark", "diem"),
        own("time", "giay"),
        own("guess", "doan"),
        measure("full", Take.ROWS_AT_MOST, part="thi", column="diem", periods=("t1",)),
        measure("off", Take.DISTANCE, of=("guess", "full")),
    )
    made = review(
        measures, order, [gate("barred", "not_barred"), gate("no_paper", "present", "mark")],
        subjects=Subjects.PERSONS, part="thi", periods=("t1",),
    )  # fmt: skip
    return contest(made, tables=[table(1, 1, 1)])


PEOPLE = week(
    1,
    "A an 1 1 15 300 5",
    "A bo 1 1 15 300 9",
    "B cu 1 1 15 200 9",
    "B cu 2 1 14 100 2",
    "C da 1 1 - -",
    "A an 2 1 9 9 9",
)
WEEKLY = {
    "time": (in_turn("mark", "-time"), "B.1,A.1=A.3,B.2,A.2"),
    "prediction, then time": (in_turn("mark", "-off", "-time"), "A.1,B.1,A.3,B.2,A.2"),
    "council": (Order(OrderPolicy.COUNCIL), "A.1=A.2=A.3=B.1=B.2"),
}


@pytest.mark.parametrize("name", WEEKLY)
def test_people_are_told_apart_and_ordered(name: str) -> None:
    order, expected = WEEKLY[name]
    result = work_out(weekly(order), roster("A", "B", "C"), PEOPLE)
    assert order_text(result) == expected
    assert reasons(result)["C.1"] == "NO_PAPER"
    assert value(result, "A.1", "full") == F(3)
    assert value(result, "A.1", "off") == F(2)
    assert [each.subject.name for each in result.subjects if each.subject.code == "A.3"] == ["bo"]


def test_who_is_barred_stays_out_and_namesakes_are_asked_about() -> None:
    barred = [("an", "đơn vị a"), ("cu", ""), ("bo", "đơn vị b")]
    rules = weekly(in_turn("mark", "-time"))
    result = work_out(rules, roster("A", "B", "C"), PEOPLE, barred=barred)
    became = reasons(result)
    assert {code for code, reason in became.items() if reason == "BARRED"} == {"A.1", "A.2"}
    assert sorted(each.facts["entry"] for each in result.questions) == ["A.3", "B.1", "B.2"]
    words = (met(1, "barred", "A.3"), met(2, "barred", "B.1", "not_met"), met(3, "barred", "B.2"))
    answered = work_out(rules, roster("A", "B", "C"), PEOPLE, barred=barred, decisions=words)
    assert (asked(answered), order_text(answered)) == ([], "A.3,B.2")


TURNS = week(1, "A an 1 1 9 300", "A an 1 2 12 500", "A an 1 3 12 400", "B bo 1 1 10 1")
ATTEMPTS: dict[str, tuple[dict[str, Any], object, object]] = {
    "best by mark": ({"attempts": "best", "attempt_by": "diem"}, F(12), "undecided"),
    "first": ({"attempts": "first", "attempt_by": "lan"}, F(9), F(300)),
    "last": ({"attempts": "last", "attempt_by": "lan"}, F(12), F(400)),
    "first by nothing": ({"attempts": "first"}, "undecided", "undecided"),
    "each": ({"attempts": "each"}, "undecided", "undecided"),
    "H4": ({"attempts": open_point("H4")}, "undecided", "undecided"),
}


@pytest.mark.parametrize("name", ATTEMPTS)
def test_which_of_several_attempts_counts(name: str) -> None:
    more, mark, time = ATTEMPTS[name]
    result = work_out(weekly(in_turn("mark", "-time"), **more), roster("A", "B"), TURNS)
    assert (value(result, "A.1", "mark"), value(result, "A.1", "time")) == (mark, time)
    assert value(result, "B.1", "mark") == (F(10) if name != "H4" else "undecided")
    assert bool(asked(result)) == ("undecided" in (mark, time))
    single = week(1, "A an 1 1 9 300")
    assert asked(work_out(weekly(in_turn("mark", "-time"), **more), roster("A", "B"), single)) == []


# --- exactness, and what must not matter -------------------------------------------------------------------------

ROWS = st.lists(
    st.tuples(
        st.sampled_from("ABC"), st.sampled_from(["an", "ba", "cu"]), st.sampled_from("12"), st.integers(0, 15),
        st.integers(1, 2),
    ),
    max_size=25,
)  # fmt: skip


def _figures(result: ReviewResult) -> dict[str, object]:
    return {
        each.subject.code: ({name: worked.value for name, worked in each.values.items()}, each.reasons)
        for each in result.subjects
    }


@settings(max_examples=40, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_figures_are_exact_and_no_order_of_rows_or_sheets_matters(
    rows: list[tuple[str, str, str, int, int]], shuffle: object
) -> None:
    def weeks(turned: bool) -> tuple[FigureSheet, ...]:
        made = []
        for number in (2, 1) if turned else (1, 2):
            cells = [
                (u, name.upper() if turned else name, k, "", str(mark), "", "")
                for u, name, k, mark, w in rows
                if w == number
            ]
            made.append(sheet(QUIZ, cells, f"t{number}"))
        return tuple(made)

    rules = collective(bound=2)
    rounds = (clips(A="90", B="80", C="80"),)
    straight = work_out(rules, UNITS, *weeks(False), rounds=rounds)
    turned = work_out(rules, *weeks(True), UNITS, rounds=rounds)
    assert _figures(straight) == _figures(turned)
    assert order_text(straight) == order_text(turned)
    people, papers, marks = Counter[str](), Counter[str](), Counter[str]()
    for unit in "ABC":
        people[unit] = len({(name, key) for u, name, key, _, _ in rows if u == unit})
    for unit, _, _, mark, _ in rows:
        papers[unit] += 1
        marks[unit] += mark
    for unit, staff in (("A", 200), ("B", 10), ("C", 200)):
        assert value(straight, unit, "rate") == Fraction(people[unit], staff)
        expected = Fraction(marks[unit], papers[unit]) if papers[unit] else "no_whole"
        assert value(straight, unit, "quality") == expected


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_a_unit_that_meets_no_gate_changes_no_place(rows: list[tuple[str, str, str, int, int]]) -> None:
    cells = {w: [(u, name, k, "", str(mark), "", "") for u, name, k, mark, of in rows if of == w] for w in (1, 2)}
    weeks = tuple(sheet(QUIZ, cells[w], f"t{w}") for w in (1, 2))
    more = tuple(sheet(QUIZ, [*cells[w], ("Z", "an", "1", "", "0", "", "")], f"t{w}") for w in (1, 2))
    rounds = (clips(A="90", B="80", C="70"),)
    without = work_out(collective(bound=3), roster("A", "B", "C"), *weeks, rounds=rounds)
    beside = work_out(collective(bound=3), roster("A", "B", "C", "Z"), *more, rounds=rounds)
    assert without.ranking.places == beside.ranking.places
    assert reasons(beside)["Z"] == "NO_CLIP NOT_TOP ZERO_SCORE"


def test_each_sheet_has_its_own_order_of_columns() -> None:
    """A column that came into the rules between two weeks may stand before the names."""
    first, second = week(1, "A an 1 1 15 9"), week(2, "A an 1 1 15 9", "A an 2 1 15 9")
    turned = second.columns[::-1]
    second = replace(second, columns=turned, rows=tuple(sorted(row[::-1] for row in second.rows)))
    measures = [measure(each, Take.ROWS, part="thi", over=each) for each in ("persons", "persons_mean", "papers")]
    found = work_out(contest(review(measures, in_turn("persons"))), roster("A"), first, second)
    assert [value(found, "A", each.id) for each in measures] == [2, F(3, 2), 3]
