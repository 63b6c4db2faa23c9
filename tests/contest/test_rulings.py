"""Decisions on seats: they hold for the exact ballots they chose among, and not for one more."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from judge_desk.contest.merge.merging import Condition
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import RoundId
from tests.contest.notation import (
    ballot,
    choose,
    decision,
    digest_of,
)
from tests.contest.panels import GOOD, notes, opens, others, seat, view_of


def test_a_decision_picks_one_and_names_the_other() -> None:
    view = view_of("A seat 1 key a\n B seat 1 key b", choose(4, 1, "B", "A B"))
    assert seat(view, 1).condition is Condition.COUNTED
    assert seat(view, 1).decision == 4
    assert seat(view, 1).counted == ballot("B seat 1 key b")
    assert others(view, 1) == {digest_of("A"): Condition.TWO_DEVICES}
    assert opens(view, 1) == []
    assert "merge.by_decision" in notes(view, 1)


@pytest.mark.parametrize("among", ["A", "B", "A B C", ""])
def test_a_decision_on_other_ballots_than_those_there_does_not_hold(among: str) -> None:
    view = view_of("A seat 1 key a\n B seat 1 key b", choose(4, 1, "B", among))
    assert seat(view, 1).counted is None
    assert opens(view, 1) == ["merge.decision_lapsed", "merge.two_devices"]


def test_a_later_ballot_reopens_a_decision_and_a_later_decision_closes_it_again() -> None:
    picture = "A seat 1 key a\n B seat 1 key b\n C seat 1 key c"
    first = choose(4, 1, "B", "A B")
    assert seat(view_of(picture, first), 1).counted is None
    assert seat(view_of(picture, first, choose(5, 1, "A", "A B C")), 1).decision == 5


def test_an_older_revision_that_comes_late_does_not_disturb_a_decision() -> None:
    picture = "A seat 1 key a rev 2 after old\n B seat 1 key b"
    held = choose(4, 1, "A", "A B")
    assert seat(view_of(picture, held), 1).decision == 4
    assert seat(view_of(picture + "\n old seat 1 key a", held), 1).decision == 4


def test_a_decision_among_all_ballots_may_pick_an_earlier_revision() -> None:
    view = view_of("A seat 1\n B seat 1 rev 2 after A", choose(1, 1, "A", "A B"))
    assert seat(view, 1).counted == ballot("A seat 1")
    assert others(view, 1) == {digest_of("B"): Condition.SET_ASIDE}
    assert view.open == tuple(problem for problem in view.open if problem.facts["seat"] != 1)


def test_a_decision_overtaken_by_the_missing_link_is_only_noted_when_it_chose_the_same() -> None:
    picture = "A seat 1\n B seat 1 rev 2 after A\n C seat 1 rev 3 after B"
    same = view_of(picture, choose(1, 1, "C", "A C"))
    assert opens(same, 1) == []
    assert "merge.decision_overtaken" in notes(same, 1)
    assert opens(view_of(picture, choose(1, 1, "A", "A C")), 1) == ["merge.decision_lapsed"]


def test_a_decision_for_none_sets_a_good_ballot_aside() -> None:
    view = view_of("A seat 1", choose(1, 1, "none", "A"))
    assert seat(view, 1).condition is Condition.SET_ASIDE
    assert others(view, 1) == {digest_of("A"): Condition.SET_ASIDE}
    assert opens(view, 1) == []


def test_two_different_decisions_under_one_number_are_nobodys_word() -> None:
    pair = (choose(4, 1, "A", "A B"), choose(4, 1, "B", "A B"))
    for order in permutations(pair):
        view = view_of("A seat 1 key a\n B seat 1 key b", *order)
        assert opens(view, 1) == ["merge.two_decisions", "merge.two_devices"]
    assert seat(view_of("A seat 1 key a\n B seat 1 key b", pair[0], pair[0]), 1).decision == 4


def test_a_decision_of_another_round_says_nothing_here() -> None:
    foreign = replace(choose(4, 1, "B", "A B"), round=RoundId("chung-khao"))
    assert opens(view_of("A seat 1 key a\n B seat 1 key b", foreign), 1) == ["merge.two_devices"]


def test_a_seat_closed_by_decision_keeps_its_ballot_aside_only_while_it_is_the_one_looked_at() -> None:
    closed = decision(1, DecisionKind.SEAT, "2", "closed", "two")
    view = view_of(GOOD, closed)
    assert seat(view, 2).condition is Condition.SEAT_CLOSED
    assert others(view, 2) == {digest_of("two"): Condition.SEAT_CLOSED}
    assert view.open == ()
    later = view_of(GOOD + "\n late seat 2 key z", closed)
    assert opens(later, 2) == ["merge.decision_lapsed", "merge.seat_closed", "merge.seat_closed"]


def test_a_ballot_of_a_closed_seat_counts_only_by_a_later_decision() -> None:
    closed = decision(1, DecisionKind.SEAT, "2", "closed", "two")
    assert seat(view_of(GOOD, closed, choose(2, 2, "two", "two")), 2).condition is Condition.COUNTED
    assert seat(view_of(GOOD, choose(1, 2, "two", "two"), replace(closed, number=2)), 2).counted is None
