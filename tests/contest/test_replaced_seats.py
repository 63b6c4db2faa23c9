"""A seat that was given to another judge: nobody's ballot is chosen by that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from judge_desk.contest.merge.merging import Condition, Issued
from judge_desk.contest.merge.rulings import given_to, given_value
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import JudgeId
from tests.contest.notation import ballot, choose, decision, entry, holder, issue, manifest
from tests.contest.panels import notes, opens, seat, view_of

OLD, NEW = "old seat 2 package v1 name An", "new seat 2 name Bình key b"
TAKER = replace(holder(2, "Bình", since=2), judge=JudgeId("gk9"))


def given(number: int, *among: str) -> Decision:
    return decision(number, DecisionKind.SEAT, "2", given_value(TAKER.judge, TAKER.name), " ".join(among))


def before() -> Issued:
    return issue(manifest(1, (entry(1, "1 2"),), (holder(1), holder(2, "An"))))


def after() -> Issued:
    entries = (entry(1, "1 2"),)
    seats = (holder(1), holder(2, "An", until=1), TAKER)
    return issue(manifest(1, entries, (holder(1), holder(2, "An"))), manifest(2, entries, seats))


def test_a_decision_says_to_whom_the_seat_goes_even_where_the_name_has_blanks() -> None:
    said = decision(1, DecisionKind.SEAT, "2", given_value(JudgeId("gk9"), "Lê Thị Bình"), "")
    assert given_to(said) == ("gk9", "Lê Thị Bình")
    assert given_to(decision(1, DecisionKind.SEAT, "2", "closed", "")) is None
    assert given_to(decision(1, DecisionKind.BALLOT, "2", "given gk9 Bình", "")) is None


def test_until_a_package_seats_the_taker_nobody_holds_the_seat() -> None:
    view = view_of("old seat 2 name An", given(1, "old"), issued=before())
    assert seat(view, 2).condition is Condition.SEAT_CLOSED
    assert seat(view, 2).counted is None
    assert opens(view, 2) == ["merge.seat_closed"]


def test_before_sealing_the_seat_waits_for_the_takers_ballot_and_for_nothing_else() -> None:
    view = view_of("other seat 1", given(1), issued=after())
    assert opens(view, 2) == ["merge.missing"]
    assert notes(view, 2) == ["merge.seat_given"]
    settled = view_of(NEW, given(1), issued=after())
    assert seat(settled, 2).counted == ballot(NEW, after())
    assert opens(settled, 2) == []


def test_after_sealing_both_ballots_stay_and_people_choose() -> None:
    alone = view_of(OLD, given(1, "old"), issued=after())
    assert seat(alone, 2).counted is None
    assert opens(alone, 2) == ["merge.missing", "merge.seat_closed"]
    both = view_of(f"{OLD}\n{NEW}", given(1, "old"), issued=after())
    assert opens(both, 2) == ["merge.seat_closed"]
    for chosen in ("old", "new"):
        view = view_of(f"{OLD}\n{NEW}", given(1, "old"), choose(2, 2, chosen, "old new"), issued=after())
        assert opens(view, 2) == []
        assert seat(view, 2).counted == ballot(OLD if chosen == "old" else NEW, after())


def test_a_ballot_chosen_before_the_seat_changed_hands_is_no_longer_chosen() -> None:
    view = view_of(OLD, choose(1, 2, "old", "old"), given(2, "old"), issued=after())
    assert seat(view, 2).counted is None
    assert opens(view, 2) == ["merge.missing", "merge.seat_closed"]


@pytest.mark.parametrize(("last", "counted"), [("closed", False), ("given", True)])
def test_of_closing_and_giving_the_last_one_speaks(last: str, counted: bool) -> None:
    closed = decision(1 if last == "given" else 2, DecisionKind.SEAT, "2", "closed", "")
    view = view_of(NEW, closed, given(2 if last == "given" else 1), issued=after())
    assert (seat(view, 2).counted is not None) is counted
