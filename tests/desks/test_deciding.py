"""Decisions: every refusal by name, and nothing of a refused one is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from judge_desk.contest.values.decisions import OPENED, DecisionKind
from judge_desk.contest.values.identity import entry_code
from judge_desk.contest.values.problems import BadInput, NotNow, Refusal
from judge_desk.desks import deciding
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.deciding import CHECKS, Request
from tests.desks.small_contest import PEOPLE, Small
from tests.journeys.by_hand import FLAGGED, LATE, ONE, TWO

Kind = DecisionKind
Case = tuple[DecisionKind, tuple[str, ...], str, str, type[Refusal], str]
POINT = "prize_tables.giai.per_unit"
CASES: list[Case] = [
    (Kind.RULE_POINT, ("rounds.vong-1.cut",), "5", "", BadInput, ""),
    (Kind.RULE_POINT, (POINT,), "-3", "", BadInput, ""),
    (Kind.ENTRY, ("99",), "accept", "", BadInput, "decide.no_entry"),
    (Kind.FINDING, (LATE, "intake.late"), "maybe", "", BadInput, "handle.accept_or_refuse"),
    (Kind.FINDING, ("1", "intake.late"), "accepted", "", NotNow, "handle.no_finding"),
    (Kind.ENTRY, (LATE,), "maybe", "", BadInput, "decide.accept_or_refuse"),
    (Kind.ENTRY, (FLAGGED,), "refuse", "", NotNow, "decide.already_drawn"),
    (Kind.WITHDRAW, ("99",), "withdrawn", ONE, BadInput, "decide.no_entry"),
    (Kind.WITHDRAW, ("2",), "withdrawn", "", BadInput, "decide.no_round"),
    (Kind.BALLOT, ("9",), "none", ONE, BadInput, "decide.no_seat"),
    (Kind.BALLOT, ("1",), "ffffffffffff", ONE, BadInput, "decide.no_ballot"),
    (Kind.BALLOT, ("1",), "", ONE, BadInput, "decide.no_ballot"),
    (Kind.BALLOT, ("1",), "none", "", BadInput, "decide.no_round"),
    (Kind.REFUSED_MARKS, ("ffffffffffff",), "ignored", ONE, BadInput, "decide.no_ballot"),
    (Kind.REFUSED_MARKS, ("",), "ignored", ONE, BadInput, "decide.no_ballot"),
    (Kind.PAPER, ("9",), "1" * 30, ONE, NotNow, "decide.nothing_counted"),
    (Kind.PAPER, ("1",), "1" * 30, ONE, BadInput, "decide.other_code"),
    (Kind.REOPEN, ("9",), "allowed", ONE, NotNow, "decide.nothing_counted"),
    (Kind.SEAT, ("9",), "closed", ONE, BadInput, "decide.no_seat"),
    (Kind.DIALOGUE, (entry_code(1),), "Đã bàn", ONE, NotNow, "settle.not_open"),
    (Kind.THIRD, (entry_code(1),), "gk5", ONE, NotNow, "settle.not_open"),
    (Kind.THIRD_MARK, (entry_code(77), "gk5"), "1 1 1", ONE, BadInput, "decide.no_code"),
    (Kind.SCORE, ("001-4",), "50", ONE, BadInput, "decide.bad_code"),
    (Kind.SCORE, (entry_code(77),), "50", ONE, BadInput, "decide.no_code"),
    (Kind.SCORE, (entry_code(1),), "năm mươi", ONE, BadInput, "decide.bad_mark"),
    (Kind.TIE, (entry_code(1), entry_code(2)), "001-3 002-1", ONE, NotNow, "decide.no_tie"),
    (Kind.CUT, (ONE,), "001-3 077-7", ONE, BadInput, ""),
    (Kind.PRIZE, ("giai", "tu"), "vacant", ONE, BadInput, "decide.no_prize"),
    (Kind.PRIZE, ("giai",), "vacant", ONE, BadInput, "decide.no_prize"),
    (Kind.MET, ("dieu-kien", "DV-01"), "met", ONE, BadInput, "contest.no_review"),
    (Kind.SPECIAL, (entry_code(77),), "Thưởng thêm", ONE, BadInput, "decide.no_code"),
    (Kind.SPECIAL, (entry_code(1),), "", ONE, BadInput, "decide.no_text"),
    (Kind.SPECIAL, (entry_code(1), "criterion:9"), "Giải phụ", ONE, BadInput, "decide.no_special"),
    (Kind.SPECIAL, (entry_code(1), "field:x"), "Giải phụ", ONE, BadInput, "decide.no_special"),
    (Kind.APPROVE, (ONE,), "", ONE, NotNow, "decide.no_approval"),
    (Kind.ANNOUNCE, (ONE,), "", ONE, NotNow, "decide.lock_first"),
    (Kind.UNSEAL, (ONE,), "opened", "", BadInput, "decide.no_round"),
    (Kind.UNSEAL, (TWO,), "opened", TWO, NotNow, "contest.not_issued"),
    (Kind.OPENING_KEY, (ONE,), "ab" * 32, ONE, BadInput, "decide.own_act"),
    (Kind.OPEN_BALLOTS, (ONE,), "1" * 30, ONE, BadInput, "decide.own_act"),
    (Kind.FINAL, (TWO,), "", TWO, NotNow, "contest.not_issued"),
    (Kind.FINAL, (ONE,), OPENED, ONE, NotNow, "decide.not_locked"),
    (Kind.FINAL, (ONE,), "", "vong-3", BadInput, "contest.no_round"),
]


def numbers(small: Small) -> list[int]:
    with open_folder(small.contest, read_only=True) as contest:
        return [each.number for each in contest.decisions]


def test_what_cannot_be_decided_is_refused_by_name_and_leaves_nothing(counted: Small) -> None:
    before = numbers(counted)
    for kind, about, value, round_id, refusal, code in CASES:
        with pytest.raises(refusal) as caught:
            counted.decide(kind, about, value, round_id)
        assert not code or caught.value.problem.code == code, (kind, about, value, caught.value.problem)
        with open_folder(counted.contest, read_only=True) as contest:
            assert contest.store.findings == ()
    assert numbers(counted) == before
    assert {kind for kind, *_ in CASES} == set(CHECKS)


def test_a_decision_without_a_reason_or_a_name_is_none(counted: Small) -> None:
    for reason, people in ((" ", PEOPLE), ("Đã họp", ()), ("Đã họp", (PEOPLE[0], " "))):
        with pytest.raises(BadInput) as caught:
            deciding.decide(counted.contest, Request(ONE, Kind.CUT, (ONE,), "001-3", reason, people), counted.around())
        assert caught.value.problem.code == "decide.no_reason"


def test_the_code_table_is_opened_by_two_people_at_least(counted: Small) -> None:
    request = Request(ONE, Kind.UNSEAL, (ONE,), "opened", "Đã chấm xong", PEOPLE[:1])
    with pytest.raises(BadInput) as caught:
        deciding.decide(counted.contest, request, counted.around())
    assert caught.value.problem.code == "decide.two_people"
    assert counted.decide(Kind.UNSEAL, (ONE,), "opened").number == 2


def test_paper_digits_that_differ_are_told_by_their_group(counted: Small) -> None:
    code = counted.standing().counted[0].code
    wrong = f"{code[:12]}{(int(code[12]) + 1) % 10}{code[13:]}"
    with pytest.raises(BadInput) as caught:
        counted.decide(Kind.PAPER, ("1",), wrong)
    assert caught.value.problem.facts["group"] == 3
    spaced = " ".join(code[i : i + 5] for i in range(0, 30, 5))
    decided = counted.decide(Kind.PAPER, ("1",), spaced).decision
    assert (decided.value, decided.about) == (code, (counted.standing().counted[0].digest,))
    assert counted.standing().view.seats[0].tied


def test_a_locked_result_takes_no_ballot_and_no_decision_until_it_is_opened(counted: Small) -> None:
    with pytest.raises(NotNow) as caught:
        counted.decide(Kind.FINAL, (ONE,), "opened")
    assert caught.value.problem.code == "decide.not_locked"
    codes = counted.codes()
    before = counted.standing()
    assert before.result.questions == ()
    locked = counted.decide(Kind.FINAL, (ONE,)).decision
    assert locked.among == tuple(sorted(each.digest for each in before.counted))
    attempts: list[Callable[[], object]] = [
        lambda: counted.decide(Kind.FINAL, (ONE,)),
        lambda: counted.decide(Kind.SEAT, ("2",), "closed"),
        lambda: counted.decide(Kind.SCORE, (codes[0],), "50"),
        lambda: counted.decide(Kind.WITHDRAW, ("2",), "withdrawn"),
    ]
    for attempt in attempts:
        with pytest.raises(NotNow) as caught:
            attempt()
        assert caught.value.problem.code == "decide.locked"
    with pytest.raises(NotNow) as caught:
        counted.merge(next((counted.place / "phieu").glob("*.jdballot")))
    assert caught.value.problem.code == "merge.locked"
    counted.decide(Kind.PAPER, ("1",), before.counted[0].code)
    counted.decide(Kind.FINAL, (ONE,), OPENED)
    counted.decide(Kind.SEAT, ("2",), "closed")
    assert len(counted.standing().counted) == 4


def test_a_mark_that_nobody_asked_for_is_kept_and_said_to_have_no_effect(counted: Small) -> None:
    code = counted.codes()[0]
    before = next(each for each in counted.standing().result.scores if each.code == code)
    decided = counted.decide(Kind.SCORE, (code,), "99")
    assert [problem.code for problem in decided.findings] == ["score.decision_not_asked"]
    after = next(each for each in counted.standing().result.scores if each.code == code)
    assert (after.official, after.decision) == (before.official, None)


def test_a_withdrawn_entry_leaves_the_result_and_its_marks_are_named(counted: Small) -> None:
    with open_folder(counted.contest, read_only=True) as contest:
        before = {score.code for score in counted.standing().result.scores}
        assert len(contest.decisions) == 1
    decided = counted.decide(Kind.WITHDRAW, ("2",), "withdrawn").decision
    gone = decided.about[1]
    assert {score.code for score in counted.standing().result.scores} == before - {gone}
    notes = [p for p in counted.standing().result.notes if p.code == "merge.withdrawn_marked"]
    assert len(notes) == 5
    assert all(p.facts["codes"] == gone for p in notes)
    assert len(counted.standing().counted) == 5
