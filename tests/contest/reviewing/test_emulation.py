"""Yearly and long reviews of blocks by an index: levels, rises, satisfaction, quotas, and what the council judges."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from judge_desk.contest.reviewing.outcome import Evidence
from judge_desk.contest.reviewing.reviewing import every_review
from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.rulebook.measures import points_for
from judge_desk.contest.rulebook.reviews import Level, Measure, Order, OrderPolicy, Review, Take
from judge_desk.contest.rulebook.rubric import Formula
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import Digest, RoundId
from tests.contest.reviewing.small import (
    REVIEW,
    F,
    asked,
    cell,
    contest,
    decided,
    figures,
    gate,
    given,
    in_turn,
    measure,
    met,
    open_point,
    order_text,
    reasons,
    review,
    roster,
    table,
    value,
    work_out,
    year,
)

YEARS = ("n2021", "n2022", "n2023", "n2024", "n2025")


def index(name: str, over: str = "mean", **more: object) -> Measure:
    """Make a measure of the index over all years."""
    return measure(name, Take.COLUMN, **{"part": "chi-so", "column": "ty-le", "over": over, **more})


def levels(first: bool | Undecided) -> tuple[Level, ...]:
    """Make the five levels, the first of which begins at 90 or above it."""
    rest = ((2, 80), (3, 65), (4, 50), (5, 0))
    return (Level(1, "Nhóm 1", F(90), first), *(Level(number, f"Nhóm {number}", F(bound)) for number, bound in rest))


def years(**cells: str) -> tuple[FigureSheet, ...]:
    """Make five years from figures parted by blanks; ``-`` is a blank cell."""
    rows = {unit: text.split() for unit, text in cells.items()}
    return tuple(
        year(2021 + at, **{unit: "" if row[at] == "-" else row[at] for unit, row in rows.items()}) for at in range(5)
    )


INCLUDED: dict[str, tuple[bool | Undecided, object, list[str]]] = {
    "Nhóm 2 literally": (False, 2, []),
    "Nhóm 1": (True, 1, []),
    "E1": (open_point("E1"), "undecided", ["E1"]),
}


@pytest.mark.parametrize("name", INCLUDED)
def test_exactly_ninety_per_cent(name: str) -> None:
    first, group, questions = INCLUDED[name]
    measures = (cell("a"), measure("group", Take.GROUP, of=("a",), levels=levels(first)))
    gates = [gate("low", "at_most", "group", 3)]
    rules = contest(review(measures, in_turn("a"), gates), tables=[table(1)])
    result = work_out(rules, roster("A", "B"), figures(A=(90,), B=(64,)))
    assert (value(result, "A", "group"), value(result, "B", "group"), asked(result)) == (group, 4, questions)
    assert reasons(result) == {"A": "WAITING" if questions else "AWARDED", "B": "LOW"}
    elsewhere = work_out(rules, roster("A"), figures(A=("90.01",)))
    assert (value(elsewhere, "A", "group"), asked(elsewhere)) == (1, [])


def test_the_mean_is_classified_or_the_numbers_of_the_levels_are_averaged() -> None:
    by_year = [index(f"i{each}", "only", periods=(each,)) for each in YEARS]
    groups = [measure(f"g{each}", Take.GROUP, of=(f"i{each}",), levels=levels(False)) for each in YEARS]
    fifths = tuple(F(1, 5) for _ in YEARS)
    measures = (
        index("mean"),
        measure("group", Take.GROUP, of=("mean",), levels=levels(False)),
        *by_year,
        *groups,
        measure("mean-group", Take.WEIGHTED, of=tuple(each.id for each in groups), weights=fifths),
    )
    result = work_out(contest(review(measures, in_turn("mean"))), roster("A"), *years(A="91 79 79 79 79"))
    assert value(result, "A", "mean") == F("81.4")
    assert (value(result, "A", "group"), value(result, "A", "mean-group")) == (2, F("2.6"))


OVER = {
    "least": ("least", {"A": F(49), "B": F(50), "C": F(60)}),
    "most": ("most", {"A": F(95), "B": F(90), "C": F(64)}),
    "latest": ("latest", {"A": F(90), "B": F(90), "C": F(60)}),
    "rise": ("rise", {"A": F(-46), "B": F(5), "C": F(-4)}),
    "last_rise": ("last_rise", {"A": F(-5), "B": F(20), "C": F(-4)}),
    "sum": ("sum", {"A": F(376), "B": F(325), "C": F(310)}),
}


@pytest.mark.parametrize("name", OVER)
def test_what_several_years_come_to(name: str) -> None:
    over, expected = OVER[name]
    sheets = years(A="49 95 49 95 90", B="50 55 60 70 90", C="61 62 63 64 60")
    gates = [gate("group5", "at_least", "x", 50)] if over == "least" else []
    result = work_out(contest(review([index("x", over)], in_turn("x"), gates)), roster("A", "B", "C"), *sheets)
    expected["A"] = F(88 + 95 + 49 + 95 + 90 - 41) if name == "sum" else expected["A"]
    assert {unit: value(result, unit, "x") for unit in "BC"} == {unit: expected[unit] for unit in "BC"}
    assert name != "least" or [each.gate for each in result.subjects[-1].failed] == ["group5"]


RISE = {
    "higher every year": ("50 55 60 70 90", "AWARDED"),
    "one year not higher": ("50 55 55 70 90", "FLAT"),
    "at the highest": ("100 100 100 100 100", "FLAT"),
}


@pytest.mark.parametrize("name", RISE)
def test_every_year_must_be_higher_and_who_is_at_the_top_cannot_rise(name: str) -> None:
    figures_, became = RISE[name]
    rules = contest(review([index("x", "rise")], in_turn("x"), [gate("flat", "above", "x", 0)]), tables=[table(1)])
    assert reasons(work_out(rules, roster("A"), *years(A=figures_)))["A"] == became


STEPS = {
    "higher every year": ("50 55 60 70 90", 0, 0),
    "at the full mark all the time": ("100 100 100 100 100", 4, 0),
    "up to the full mark and kept there": ("95 97 100 100 100", 2, 0),
    "down first, then kept at the full mark": ("95 90 100 100 100", 3, 1),
    "left the full mark": ("100 100 99 99 100", 3, 2),
}


@pytest.mark.parametrize("name", STEPS)
def test_staying_at_the_full_mark_counts_as_rising_only_where_the_rules_say_so(name: str) -> None:
    figures_, literally, with_full = STEPS[name]
    measures = [index("x", "not_rising"), index("y", "not_rising_below_full")]
    rules = contest(review(measures, in_turn("x")))
    part = next(each for each in rules.measured if each.id == "chi-so")
    columns = tuple(replace(each, most=F(100)) if each.id == "ty-le" else each for each in part.columns)
    full = tuple(replace(each, columns=columns) if each is part else each for each in rules.measured)
    result = work_out(replace(rules, measured=full), roster("A"), *years(A=figures_))
    assert (value(result, "A", "x"), value(result, "A", "y")) == (literally, with_full)


def test_one_year_alone_shows_no_rise() -> None:
    gates = [gate("flat", "above", "x", 0)]
    rules = contest(review([index("x", "rise", periods=("n2021",))], in_turn("x"), gates), tables=[table(1)])
    result = work_out(rules, roster("A"), *years(A="50 60 70 80 90"))
    assert (value(result, "A", "x"), reasons(result)["A"], given(result)) == ("missing", "FLAT", "g1:-")


def test_several_component_indices_rise_each_or_in_the_mean() -> None:
    measures = (
        cell("a"),
        cell("b"),
        cell("c"),
        measure("mean", Take.WEIGHTED, of=("a", "b"), weights=(F(1, 2), F(1, 2))),
    )
    for gates, became in (
        ([gate("one", "above", "a", 0), gate("other", "above", "b", 0)], "OTHER"),
        ([gate("mean", "above", "mean", 0)], "AWARDED"),
        ([gate("mean", "above", "mean", 0, used=open_point("E6"))], "AWARDED"),
        ([gate("one", "above", "b", 0, used=open_point("E6"))], "WAITING"),
    ):
        rules = contest(review(measures, in_turn("mean"), gates), tables=[table(1)])
        result = work_out(rules, roster("A"), figures(A=(5, -1, 0)))
        assert reasons(result)["A"] == became
        assert asked(result) == (["E6"] if became == "WAITING" else [])


NEW = {
    "mean of the years there are": ("leave_out", F(85), "AWARDED"),
    "out": ("lacks", "missing", "LOW"),
    "as zero": ("zero", F(34), "LOW"),
    "ask": ("ask", "missing", "WAITING"),
    "E11": (open_point("E11"), "undecided", "WAITING"),
}


@pytest.mark.parametrize("name", NEW)
def test_a_unit_without_some_years(name: str) -> None:
    missing, mean, became = NEW[name]
    gates = [gate("low", "at_least", "x", 65)]
    rules = contest(review([index("x", missing=missing)], in_turn("x"), gates), tables=[table(2)])
    result = work_out(rules, roster("A", "B"), *years(A="- - - 80 90", B="70 70 70 70 70"))
    assert (value(result, "A", "x"), reasons(result)["A"]) == (mean, became)
    assert bool(asked(result)) == (became == "WAITING")
    complete = work_out(rules, roster("B"), *years(B="70 70 70 70 70"))
    assert asked(complete) == []


def test_satisfaction_before_the_year_for_which_it_was_set() -> None:
    for used, questions, became in ((open_point("E4"), ["E4"], "WAITING"), (True, [], "SAT"), (False, [], "AWARDED")):
        gates = [gate("sat", "at_least", "b", 90, used=used)]
        rules = contest(review([cell("a"), cell("b")], in_turn("a"), gates), tables=[table(1)])
        result = work_out(rules, roster("A"), figures(A=(85, "89.99")))
        assert (asked(result), reasons(result)["A"]) == (questions, became)
        assert asked(work_out(rules, roster("A"), figures(A=(85, 90)))) == []


# --- two reviews, the council ------------------------------------------------------------------------------------

FIRST = RoundId("tham-muu")


def movement(order: Order | Undecided | None = None) -> Definition:
    """Make a review of advising units by the council, and then one of blocks without those considered there."""
    advising: Review = review(
        [cell("adviser", column="a"), cell("rise", column="b")],
        order or Order(OrderPolicy.COUNCIL),
        [gate("not_advising", "equals", "adviser", 1), gate("flat", "above", "rise", 0), gate("leads", "council")],
        id=FIRST,
    )
    blocks = review(
        [cell("index", column="c"), cell("tasks", column="d")], in_turn("index"), [gate("late", "equals", "tasks", 100)]
    )
    tables = [
        table(1, name="tham-muu", of=FIRST),
        table(1, name="so", filters=("is:khoi:so", "not_in:tham-muu")),
        table(2, name="huyen", filters=("is:khoi:huyen", "not_in:tham-muu")),
    ]
    return contest(advising, blocks, tables=tables)


SHEETS = (
    roster("A", "B", "C", "D", "E", D={"khoi": "huyen"}, E={"khoi": "huyen"}),
    figures(A=(1, 5, 95, 100), B=(1, 2, 91, 100), C=(0, 0, 85, 100), D=(0, 0, 70, 100), E=(0, 0, 99, 80)),
)


def told(number: int, kind: DecisionKind, about: str, what: str, among: tuple[Digest, ...] = ()) -> Decision:
    """Make a decision on the first review."""
    return replace(decided(number, kind, about, what, among), round=FIRST)


def test_advising_units_are_considered_only_there_and_blocks_fill_their_own_quota() -> None:
    rules = movement()
    waiting = every_review(rules, Evidence(SHEETS))
    assert [each.code for each in waiting[FIRST].questions] == ["review.gate_waiting"]
    assert waiting[FIRST].questions[0].facts["codes"] == "A; B"
    assert [each.waiting for each in waiting[FIRST].subjects][:2] == [("leads",), ("leads",)]
    assert "review.earlier_open" in asked(waiting[REVIEW])
    assert [given(waiting[REVIEW], at) for at in (0, 1)] == ["g1:?", "g1:? g1:?"]
    words = (
        told(1, DecisionKind.MET, "leads A", "met"),
        told(2, DecisionKind.MET, "leads B", "not_met"),
        told(3, DecisionKind.PRIZE, "tham-muu g1", "A"),
    )
    done = every_review(rules, Evidence(SHEETS, (), words))
    assert (asked(done[FIRST]), asked(done[REVIEW])) == ([], [])
    assert given(done[FIRST]) == "g1:A"
    assert reasons(done[FIRST])["B"] == "LEADS"
    # B meets its gates in the second review, and is not considered in the first: it fails the council's word there.
    assert [given(done[REVIEW], at) for at in (0, 1)] == ["g1:B", "g1:D g1:-"]
    assert reasons(done[REVIEW]) == {
        "A": "OUT_OF_TABLES", "B": "AWARDED", "C": "BELOW_QUOTA", "D": "AWARDED", "E": "LATE",
    }  # fmt: skip


def test_who_meets_the_first_but_gets_no_prize_there_does_not_come_back() -> None:
    words = tuple(told(at, DecisionKind.MET, f"leads {unit}", "met") for at, unit in enumerate("AB", 1))
    chosen = (*words, told(3, DecisionKind.PRIZE, "tham-muu g1", "B"))
    found = every_review(movement(), Evidence(SHEETS, (), chosen))
    assert reasons(found[FIRST])["A"] == "BELOW_QUOTA"
    assert reasons(found[REVIEW])["A"] == "OUT_OF_TABLES"
    undecided = every_review(movement(open_point("E8")), Evidence(SHEETS, (), words))
    assert (asked(undecided[FIRST]), given(undecided[FIRST])) == (["E8"], "g1:?")
    assert asked(undecided[REVIEW]) == ["review.earlier_open"]


def test_a_word_of_the_council_holds_while_what_it_names_is_there() -> None:
    rules = contest(review([cell("a")], in_turn("a"), [gate("leads", "council")]), tables=[table(1)])
    sheets = roster("A"), figures(A=(1,))
    seen = work_out(rules, *sheets).rests_on
    word = decided(1, DecisionKind.MET, "leads A", "met", seen[:1])
    assert reasons(work_out(rules, *sheets, decisions=(word,)))["A"] == "AWARDED"
    changed = work_out(rules, roster("A", "B"), figures(A=(2,), B=(1,)), decisions=(word, met(2, "leads Z", "B")))
    assert [each.code for each in changed.notes] == ["review.word_unused", "review.decision_stale"]
    assert reasons(changed)["A"] == "WAITING"
    taken_back = (met(1, "leads", "A"), met(2, "leads", "A", "not_met"))
    assert reasons(work_out(rules, *sheets, decisions=taken_back))["A"] == "LEADS"


def test_a_tie_at_the_last_place_of_a_block_is_asked_and_a_short_block_leaves_a_vacancy() -> None:
    rules = contest(review([cell("a")], in_turn("a")), tables=[table(1, name="so"), table(3, name="huyen")])
    result = work_out(rules, roster("A", "B"), figures(A=(80,), B=(80,)))
    assert (asked(result), order_text(result)) == (["prize.tie"], "A=B")
    assert (given(result), given(result, 1)) == ("g1:?", "g1:A g1:B g1:-")
    assert "prize.vacant" in [each.code for each in result.notes]


def test_twenty_times_thirty_seven_by_ninety() -> None:
    points = points_for(Formula("share_of_best", F(20), "m", 1), {"A": F(37), "B": F(90)}).points
    assert points["A"] == Fraction("8.2")
