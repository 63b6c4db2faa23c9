"""Rounds that name fields stand beside each other: each chain of rounds with the same fields is a way to the prizes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from judge_desk.contest.rulebook.definition import Definition, competes_in, parts_of, round_after, round_before
from judge_desk.contest.values.identity import RoundId
from tests.exchange.sheet_files import hau_giang


def _beside() -> Definition:
    shape = hau_giang()
    first = shape.rounds[0]
    named = (("sang-kien", "sk-1"), ("khau-hieu", "kh-1"), ("sang-kien", "sk-2"), ("khau-hieu", "kh-2"))
    rounds = tuple(replace(first, id=RoundId(each), fields=(field,)) for field, each in named)
    write_up = replace(shape.parts[0], fields=("sang-kien",))
    return replace(shape, rounds=rounds, parts=(write_up, *shape.parts[1:]))


@pytest.mark.parametrize(("before", "after"), [("sk-1", "sk-2"), ("kh-1", "kh-2")])
def test_a_round_takes_the_shortlist_of_the_last_round_with_its_fields(before: str, after: str) -> None:
    contest = _beside()
    found, follower = round_before(contest, after), round_after(contest, before)
    assert found is not None
    assert follower is not None
    assert (found.id, follower.id) == (before, after)
    assert round_before(contest, before) is None
    assert round_after(contest, after) is None


def test_rounds_without_fields_follow_each_other_as_they_are_written() -> None:
    contest = hau_giang()
    first, second = contest.rounds
    assert round_before(contest, second.id) is first
    assert round_after(contest, first.id) is second
    assert round_before(contest, first.id) is None
    with pytest.raises(KeyError):
        round_before(contest, "khong-co")


def test_entries_compete_and_consist_of_parts_by_their_field() -> None:
    contest = _beside()
    assert [each.id for each in contest.rounds if competes_in(each, "khau-hieu")] == ["kh-1", "kh-2"]
    assert all(competes_in(each, "bất kỳ") for each in hau_giang().rounds)
    assert parts_of(contest, "sang-kien") == contest.parts
    assert parts_of(contest, "khau-hieu") == contest.parts[1:]
