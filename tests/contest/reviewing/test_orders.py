"""Which policy orders several measures decides the prize; ties are as open as in a judged round."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge_desk.contest.reviewing.ordering import Key, ranked
from judge_desk.contest.rulebook.reviews import Order, OrderPolicy, Take
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import EntryCode
from tests.contest.reviewing.small import (
    F,
    asked,
    cell,
    contest,
    decided,
    figures,
    in_turn,
    measure,
    open_point,
    order_text,
    reasons,
    review,
    roster,
    table,
    value,
    work_out,
)
from tests.contest.reviewing.small import given as prizes

HALVES = (F(1, 2), F(1, 2))
POLICIES = {
    "rate, then quality": (in_turn("rate", "quality"), "A,C,B"),
    "quality, then rate": (in_turn("quality", "rate"), "B,C,A"),
    "weighted": (Order(OrderPolicy.WEIGHTED, ("rate", "quality"), HALVES), "B,C,A"),
    "weighted by the rate alone": (Order(OrderPolicy.WEIGHTED, ("rate", "quality"), (F(1), F(0))), "A,C,B"),
    "product": (Order(OrderPolicy.PRODUCT, ("rate", "quality")), "B,C,A"),
    "sum of places": (Order(OrderPolicy.RANK_SUM, ("rate", "quality")), "A=B=C"),
    "council": (Order(OrderPolicy.COUNCIL), "A=B=C"),
    "fewest first": (in_turn("-took-part"), "B,C,A"),
}
HUE = (
    cell("took-part", column="a"),
    cell("staff", column="b"),
    cell("mean", column="c"),
    measure("rate", Take.RATIO, of=("took-part", "staff")),
    measure("quality", Take.SCALED, of=("mean",), to=F(1), most=F(15)),
)
UNITS = figures(A=(200, 200, 11), B=(180, 200, 14), C=(190, 200, 13))


@pytest.mark.parametrize("name", POLICIES)
def test_the_policy_alone_decides_the_prize(name: str) -> None:
    order, expected = POLICIES[name]
    assert order_text(work_out(contest(review(HUE, order)), roster("A", "B", "C"), UNITS)) == expected


def test_an_open_order_stops_and_gives_nothing() -> None:
    rules = contest(review(HUE, open_point("H7")), tables=[table(1, 2, 2)])
    result = work_out(rules, roster("A", "B", "C"), UNITS)
    assert asked(result) == ["H7"]
    assert order_text(result) == ""
    assert prizes(result) == "g1:? g2:? g2:? g3:? g3:?"
    assert set(reasons(result).values()) == {"WAITING"}


def test_a_tie_inside_the_quota_is_asked_and_a_decision_orders_exactly_those() -> None:
    rules = contest(review(HUE, Order(OrderPolicy.RANK_SUM, ("rate", "quality"))), tables=[table(1, 1)])
    sheets = roster("A", "B", "C"), UNITS
    tied = work_out(rules, *sheets)
    assert asked(tied) == ["prize.tie"]
    assert prizes(tied) == "g1:? g2:?"
    assert set(reasons(tied).values()) == {"TIE_PENDING"}
    settled = work_out(rules, *sheets, decisions=(decided(1, DecisionKind.TIE, "A B C", "B A C", tied.rests_on),))
    assert prizes(settled) == "g1:B g2:A"
    assert reasons(settled) == {"B": "AWARDED", "A": "AWARDED", "C": "BELOW_QUOTA"}
    stale = decided(1, DecisionKind.TIE, "A B C", "B A C", tied.rests_on)
    later = work_out(rules, roster("A", "B", "C", "D"), UNITS, decisions=(stale,))
    assert [each.code for each in later.notes] == ["review.decision_stale"]
    assert len(later.ranking.ties) == 1


def test_a_step_of_the_order_leaves_its_trace_in_the_measures_own_sign() -> None:
    rules = contest(review(HUE, in_turn("staff", "-took-part")))
    result = work_out(rules, roster("A", "B", "C"), UNITS)
    assert order_text(result) == "B,C,A"
    assert [(step.ref, step.value, step.parted) for step in result.ranking.places[0].trace] == [
        ("took-part", F(180), True)
    ]


def test_who_lacks_a_later_measure_stays_tied_and_who_lacks_the_first_stands_nowhere() -> None:
    from_sheet = figures(A=(5, 1), B=(5,), C=(7, 2))
    measures = (cell("a"), cell("b", missing="lacks"))
    first = work_out(contest(review(measures, in_turn("a", "b"))), roster("A", "B", "C"), from_sheet)
    assert order_text(first) == "C,A=B"
    assert first.ranking.ties[0].missing == ("B",)
    other = work_out(contest(review(measures, in_turn("b")), tables=[table(3)]), roster("A", "B", "C"), from_sheet)
    assert order_text(other) == "C,A"
    assert reasons(other)["B"] == "UNRANKED"
    assert value(other, "B", "b") == "missing"


def test_where_the_council_chooses_no_place_gives_a_prize() -> None:
    rules = contest(review((cell("a"),), Order(OrderPolicy.COUNCIL)), tables=[table(2)])
    sheets = roster("A", "B"), figures(A=(1,), B=(2,))
    waiting = work_out(rules, *sheets)
    assert (asked(waiting), prizes(waiting)) == (["review.council_chooses"], "g1:? g1:?")
    chosen = work_out(rules, *sheets, decisions=(decided(1, DecisionKind.PRIZE, "bang g1", "B"),))
    assert (asked(chosen), prizes(chosen)) == ([], "g1:B g1:-")
    assert reasons(chosen) == {"B": "AWARDED", "A": "BELOW_QUOTA"}
    ordered = work_out(rules, *sheets, decisions=(decided(1, DecisionKind.TIE, "A B", "B A"),))
    assert (asked(ordered), prizes(ordered)) == ([], "g1:B g1:A")


NUMBERS = st.fractions(0, 5, max_denominator=3)
MARKS = st.dictionaries(st.sampled_from("ABCDEFG"), st.tuples(NUMBERS, NUMBERS), min_size=1)


@settings(max_examples=50, deadline=None)
@given(MARKS, st.sampled_from([OrderPolicy.IN_TURN, OrderPolicy.WEIGHTED, OrderPolicy.RANK_SUM, OrderPolicy.PRODUCT]))
def test_every_policy_agrees_with_a_naive_computation(
    marks: dict[str, tuple[Fraction, Fraction]], policy: OrderPolicy
) -> None:
    codes = [EntryCode(code) for code in sorted(marks, reverse=True)]
    keys = [Key(str(at), False, {EntryCode(code): pair[at] for code, pair in marks.items()}) for at in (0, 1)]

    def naive(code: str) -> tuple[Fraction, ...]:
        one, other = marks[code]
        if policy is OrderPolicy.IN_TURN:
            return one, other
        if policy is OrderPolicy.WEIGHTED:
            return ((one + 2 * other) / 3,)
        if policy is OrderPolicy.PRODUCT:
            return (one * other,)
        places = [1 + sum(pair[at] > marks[code][at] for pair in marks.values()) for at in (0, 1)]
        return (Fraction(-sum(places)),)

    ranking = ranked(Order(policy, ("0", "1"), (F(1, 3), F(2, 3))), keys, codes)
    found = {place.code: place.number for place in ranking.places}
    assert found == {code: 1 + sum(naive(other) > naive(code) for other in marks) for code in marks}
