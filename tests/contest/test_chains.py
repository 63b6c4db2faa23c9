"""Revisions, forks, gaps and devices: what replaces what, and what is a question."""

from __future__ import annotations

from itertools import permutations

import pytest

from judge_desk.contest.merge.merging import Condition, panel_view
from tests.contest.notation import (
    ballot,
    ballots,
    digest_of,
    issue,
)
from tests.contest.panels import opens, others, seat, view_of


def test_a_later_revision_supersedes_whatever_the_order_of_arrival() -> None:
    made = ballots("A seat 1\n B seat 1 rev 2 after A\n C seat 1 rev 3 after B")
    for order in permutations(made.values()):
        view = panel_view(issue(), order, ())
        assert seat(view, 1).counted == made["C"]
        assert others(view, 1) == {digest_of("A"): Condition.SUPERSEDED, digest_of("B"): Condition.SUPERSEDED}


def test_two_revisions_with_one_parent_are_a_fork() -> None:
    view = view_of("A seat 1\n B seat 1 rev 2 after A\n C seat 1 rev 2 after A")
    assert seat(view, 1).condition is Condition.FORK
    assert seat(view, 1).counted is None
    assert opens(view, 1) == ["merge.fork"]
    assert others(view, 1)[digest_of("A")] is Condition.SUPERSEDED
    assert others(view, 1)[digest_of("C")] is Condition.FORK


def test_two_first_sealings_of_one_key_are_a_fork() -> None:
    assert opens(view_of("A seat 1\n B seat 1"), 1) == ["merge.fork"]


def test_a_missing_revision_in_between_is_asked_for_and_closes_the_gap() -> None:
    picture = "A seat 1\n C seat 1 rev 3 after B"
    view = view_of(picture)
    assert opens(view, 1) == ["merge.gap"]
    assert [problem.facts.get("revision") for problem in view.open if problem.facts["seat"] == 1] == [2]
    whole = view_of(picture + "\n B seat 1 rev 2 after A")
    assert opens(whole, 1) == []
    assert seat(whole, 1).counted == ballot("C seat 1 rev 3 after B")


def test_a_ballot_at_the_place_of_the_missing_revision_proves_a_fork() -> None:
    assert opens(view_of("X seat 1 rev 2 after A\n C seat 1 rev 3 after B"), 1) == ["merge.fork"]


def test_a_lone_late_revision_counts_because_nothing_speaks_against_it() -> None:
    assert seat(view_of("C seat 1 rev 3 after B"), 1).condition is Condition.COUNTED


@pytest.mark.parametrize("link", ["rev 3 after A", "rev 2 after A key other", "rev 2 after A source paper"])
def test_a_link_proves_nothing_with_a_wrong_number_another_key_or_another_source(link: str) -> None:
    view = view_of(f"A seat 1 key a\n B seat 1 key a {link}")
    assert seat(view, 1).counted is None
    assert Condition.SUPERSEDED not in others(view, 1).values()


def test_two_keys_on_one_seat_are_two_devices() -> None:
    view = view_of("A seat 1 key a\n B seat 1 key b")
    assert seat(view, 1).condition is Condition.TWO_DEVICES
    assert opens(view, 1) == ["merge.two_devices"]
    assert set(others(view, 1).values()) == {Condition.TWO_DEVICES}


def test_a_paper_ballot_beside_a_device_ballot_is_two_devices_even_with_one_key() -> None:
    view = view_of("A seat 1 key a\n B seat 1 key a source paper")
    assert seat(view, 1).condition is Condition.TWO_DEVICES
    assert opens(view, 1) == ["merge.paper_and_device"]


def test_a_fork_on_one_of_two_devices_is_said_too() -> None:
    view = view_of("A seat 1 key a\n B seat 1 key a\n C seat 1 key b")
    assert opens(view, 1) == ["merge.two_devices", "merge.fork"]
    assert others(view, 1)[digest_of("A")] is Condition.FORK
    assert others(view, 1)[digest_of("C")] is Condition.TWO_DEVICES


def test_one_key_on_two_seats_is_no_conflict() -> None:
    assert opens(view_of("A seat 1 key same\n B seat 2 key same"), 1) == []
