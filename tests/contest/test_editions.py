"""Packages of one round: what an older one is still good for, and who sat where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from judge_desk.contest.merge.merging import Condition, issued_from, panel_view
from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import WrongContest
from tests.contest.notation import (
    RUBRIC,
    ballot,
    choose,
    code,
    digest_of,
    entry,
    holder,
    issue,
    manifest,
)
from tests.contest.panels import notes, opens, seat, view_of


def test_a_ballot_from_before_a_change_of_holder_waits_beside_the_new_one() -> None:
    entries = (entry(1, "1 2"),)
    world = issue(
        manifest(1, entries, (holder(1), holder(2, "An"))),
        manifest(2, entries, (holder(1), holder(2, "An", until=1), holder(2, "Bình", since=2))),
    )
    old, new = "old seat 2 package v1 name An", "new seat 2 name Bình key b"
    alone = view_of(old, issued=world)
    assert seat(alone, 2).condition is Condition.MISSING
    assert opens(alone, 2) == ["merge.missing", "merge.seat_closed"]
    both = view_of(f"{old}\n{new}", issued=world)
    assert seat(both, 2).counted == ballot(new, world)
    assert opens(both, 2) == ["merge.seat_closed"]
    assert opens(view_of(f"{old}\n{new}", choose(1, 2, "new", "old new"), issued=world), 2) == []


def test_a_holder_that_the_new_package_forgot_is_still_a_former_holder() -> None:
    entries = (entry(1, "1 2"),)
    world = issue(
        manifest(1, entries, (holder(1), holder(2, "An"))),
        manifest(2, entries, (holder(1), holder(2, "Bình", since=2))),
    )
    assert opens(view_of("old seat 2 package v1 name An", issued=world), 2) == ["merge.missing", "merge.seat_closed"]


def test_an_older_package_holds_when_only_withdrawals_and_other_seats_changed() -> None:
    world = issue(
        manifest(1, (entry(1, "1 2"), entry(2, "1"), entry(3, "2")), (holder(1), holder(2))),
        manifest(2, (entry(1, "1"), entry(2, "1", withdrawn=True), entry(3, "2")), (holder(1), holder(2))),
    )
    view = view_of("A seat 1 package v1\n B seat 2 package v1 | 1 = 10 4 | 3 = 10 4", issued=world)
    assert seat(view, 1).condition is Condition.COUNTED
    assert "merge.older_accepted" in notes(view, 1)
    assert opens(view, 2) == ["merge.older_package"]


def test_an_older_package_does_not_hold_when_a_file_an_entry_the_rules_or_the_chain_changed() -> None:
    seats = (holder(1),)
    first = manifest(1, (entry(1, "1"),), seats)
    for second in (
        manifest(2, (entry(1, "1", content="new"),), seats),
        manifest(2, (entry(1, "1"), entry(2, "1")), seats),
        manifest(2, (entry(1, "1"),), seats, definition=digest_of("new rules")),
        manifest(2, (entry(1, "1"),), seats, previous=digest_of("elsewhere")),
    ):
        world = issue(first, second)
        old = replace(ballot("A package v1 | 1 = 10 4", world))
        view = panel_view(world, [old], ())
        assert "merge.older_package" in opens(view, 1)


def test_packages_of_two_rounds_or_two_of_one_version_are_refused() -> None:
    first, second = manifest(1, (entry(1, "1"),), (holder(1),)), manifest(2, (entry(1, "1"),), (holder(1),))
    elsewhere = (replace(second[0], round=RoundId("chung-khao")), second[1])
    twin = (replace(first[0], log_head="x"), digest_of("twin"))
    for pair, reason in (((first, elsewhere), "packages_mixed"), ((first, twin), "two_packages"), ((), "no_package")):
        with pytest.raises(WrongContest) as refused:
            issued_from(pair, RUBRIC)
        assert refused.value.problem.code == f"merge.{reason}"


def test_the_order_of_packages_does_not_matter_and_the_newest_wins() -> None:
    first = manifest(1, (entry(1, "1"),), (holder(1),))
    second = manifest(2, (entry(1, "1"), entry(2, "1")), (holder(1),))
    assert issue(first, second) == issue(second, first, first)
    assert [each.code for each in issue(first, second).entries] == [code(1), code(2)]
    assert issue(first, second).packages == ((1, digest_of("v1")), (2, digest_of("v2")))


def test_an_older_definition_with_the_very_same_rubric_keeps_its_ballots() -> None:
    first = manifest(1, (entry(1, "1"),), (holder(1),), definition=digest_of("old"))
    second = manifest(2, (entry(1, "1"),), (holder(1),))
    world = issued_from((first, second), RUBRIC, {digest_of("old"): RUBRIC})
    view = view_of("A seat 1 package v1 definition old", issued=world)
    assert seat(view, 1).condition is Condition.COUNTED
    assert opens(view_of("A seat 1 package v1 definition old", issued=issue(first, second)), 1)[0] == (
        "merge.other_definition"
    )
