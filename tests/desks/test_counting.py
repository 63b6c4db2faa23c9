"""Merges: conflicts are named, people settle them, a later ballot opens them again."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge_desk.contest.merge.conditions import Condition
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.problems import NotNow
from judge_desk.desks import counting, sealing
from tests.desks.small_contest import Small
from tests.journeys.by_hand import ONE

Kind = DecisionKind


def conditions(plan: counting.Plan) -> list[Condition]:
    return [row.condition for row in plan.rows]


def open_codes(small: Small) -> list[str]:
    return sorted({problem.code for problem in small.standing().view.open})


def again(small: Small, seat: int, who: str = "") -> Path:
    """Let a judge change a mark and seal once more."""
    who = who or f"giam-khao-{seat}"
    file = small.place / "may" / who / f"{ONE}.jdscore"
    sealing.reopen(file, "Ghi nhầm", "Ngô Thư Ký", small.around(who))
    code = small.codes()[-1]
    small.mark(file, {code: [2, 2, 2]})
    return sealing.seal(file, small.place / "phieu", small.around(who, "again")).file


def test_two_devices_wait_for_people_and_a_third_ballot_opens_the_seat_again(issued: Small) -> None:
    others = [issued.seal(seat, issued.levels()) for seat in (2, 3, 4, 5)]
    one, two = issued.seal(1, issued.levels()), issued.seal(1, issued.levels(), "may-khac")
    merged = issued.merge(*others, one, two)
    assert merged.counted == 4
    assert conditions(merged.plan)[-2:] == [Condition.TWO_DEVICES, Condition.TWO_DEVICES]
    assert open_codes(issued) == ["merge.two_devices"]
    heads = issued.standing().view.seats[0].candidates
    decided = issued.decide(Kind.BALLOT, ("1",), heads[0][:8]).decision
    assert (decided.value, decided.among) == (heads[0], heads)
    assert issued.standing().counted[0].digest == heads[0]
    assert open_codes(issued) == []
    issued.merge(issued.seal(1, issued.levels(), "may-thu-ba"))
    assert "merge.decision_lapsed" in open_codes(issued)
    assert issued.decide(Kind.BALLOT, ("1",), "none").decision.among == issued.standing().view.seats[0].candidates
    assert open_codes(issued) == []
    assert [each.ballot.seat for each in issued.standing().counted] == [2, 3, 4, 5]


def test_a_fork_of_one_device_waits_for_people(issued: Small) -> None:
    first = issued.seal(1, issued.levels())
    score = issued.place / "may" / "giam-khao-1" / f"{ONE}.jdscore"
    copy = score.read_bytes()
    left = again(issued, 1)
    score.write_bytes(copy)
    sealing.reopen(score, "Ghi nhầm", "Ngô Thư Ký", issued.around("giam-khao-1"))
    issued.mark(score, {issued.codes()[-1]: [4, 4, 4]})
    around = issued.around("giam-khao-1", "other")
    right = sealing.seal(score, issued.place / "phieu", around).file
    merged = issued.merge(first, left, right)
    assert conditions(merged.plan) == [Condition.SUPERSEDED, Condition.FORK, Condition.FORK]
    assert "merge.fork" in open_codes(issued)
    chosen = issued.standing().view.seats[0].candidates[1]
    issued.decide(Kind.BALLOT, ("1",), chosen)
    assert issued.standing().counted[0].digest == chosen


def test_a_partial_ballot_counts_only_when_people_say_so_and_blanks_are_no_zeros(issued: Small) -> None:
    levels = issued.levels()
    last = issued.codes()[-1]
    partial = issued.seal(2, {code: marks for code, marks in levels.items() if code != last}, partial="Ốm")
    merged = issued.merge(partial, *(issued.seal(seat, levels) for seat in (1, 3, 4, 5)))
    assert conditions(merged.plan)[0] is Condition.PARTIAL
    assert open_codes(issued) == ["merge.partial"]
    issued.decide(Kind.BALLOT, ("2",), issued.standing().view.seats[1].candidates[0])
    score = next(each for each in issued.standing().result.scores if each.code == last)
    assert score.absent == (2,)
    assert score.spread == 0
    assert score.exact == sum(levels[last]) / 2
    assert issued.standing().result.questions == ()


def test_order_and_repetition_of_files_change_nothing(counted: Small) -> None:
    files = sorted((counted.place / "phieu").glob("*.jdballot"))
    again_ = counted.merge(*reversed(files), files[0])
    assert set(conditions(again_.plan)) == {Condition.SAME_AGAIN}
    assert not any(row.kept for row in again_.plan.rows)
    assert again_.number == 2
    assert len(list((counted.contest / "ballots").iterdir())) == 5
    assert (counted.contest / "backups" / again_.backup).is_file()


def test_a_plan_writes_nothing_and_a_merge_of_nothing_is_refused(issued: Small) -> None:
    ballot = issued.seal(3, issued.levels())
    before = {path: path.read_bytes() for path in issued.contest.rglob("*") if path.is_file()}
    plan = counting.plan(issued.contest, ONE, (ballot,), issued.around())
    assert conditions(plan) == [Condition.COUNTED]
    assert plan.before.seats[2].counted is None
    assert plan.after.seats[2].counted is not None
    assert {path: path.read_bytes() for path in issued.contest.rglob("*") if path.is_file()} == before
    with pytest.raises(NotNow) as caught:
        issued.merge()
    assert caught.value.problem.code == "merge.no_files"


def test_a_replacement_takes_the_place_of_the_first_and_lets_decisions_on_it_lapse(counted: Small) -> None:
    first = counted.standing().counted[0]
    counted.decide(Kind.REOPEN, ("1",), "allowed")
    assert counted.merge(again(counted, 1)).counted == 5
    standing = counted.standing()
    assert standing.counted[0].ballot.previous == first.digest
    assert standing.view.seats[0].others == ((first.digest, Condition.SUPERSEDED),)
    assert not standing.view.seats[0].tied
