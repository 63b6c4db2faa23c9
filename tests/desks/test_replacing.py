"""A seat goes to another judge after the package was issued, before and after the first one sealed."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge_desk.contest.merge.conditions import Condition, SeatView
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import JudgeId, Seat
from judge_desk.contest.values.problems import BadInput, NotNow, WrongPin, stops
from judge_desk.desks import issuing, panel_people, publishing, recounting, replacing, scoring, sealing
from judge_desk.desks.decision_words import decision_text
from judge_desk.desks.panel_people import Typed
from judge_desk.desks.replacing import Replaced, Replacement
from tests.desks.small_contest import PEOPLE, Small
from tests.journeys.by_hand import ONE, TWO

SEAT = Seat(4)
ASKED = Replacement(ONE, SEAT, "gk6", "Nghỉ ốm dài ngày", PEOPLE)


def replaced(small: Small) -> Replaced:
    """Add somebody of the unit of entry 4 to the panel and give the seat away; the new PIN is kept."""
    taker = Typed("Bùi Thị Tám", "Thành viên", "Chuyên viên", "Đơn vị số 4")
    panel_people.add_person(small.contest, taker, small.around())
    told: dict[Seat, str] = {}
    done = replacing.replace_judge(small.contest, ASKED, small.around(again="thay"), told)
    assert isinstance(done, Replaced)
    assert list(told) == [SEAT], "nobody else gets another PIN"
    small.pins = {**small.pins, **told}
    issuing.issue(small.contest, ONE, small.place / "usb-2", small.around())
    return done


def seal_new(small: Small) -> Path:
    """Let the new judge mark and seal from the new package."""
    file = small.open(SEAT, "giam-khao-moi", small.place / "usb-2" / f"goi-thi-nho-{ONE}")
    small.mark(file, small.levels())
    return sealing.seal(file, small.place / "phieu", small.around("giam-khao-moi"), "").file


def seat_view(small: Small) -> SeatView:
    return next(each for each in small.standing().view.seats if each.seat == SEAT)


def opens(small: Small) -> list[str]:
    return [each.code for each in small.standing().view.open if each.facts.get("seat") == SEAT]


def test_before_sealing_the_new_judge_has_his_own_pin_work_and_ballot(issued: Small) -> None:
    first, old_pin = issued.manifest(), issued.pins[SEAT]
    early = issued.seal(1, issued.levels())
    done = replaced(issued)
    assert (done.version, done.handover.before, done.handover.taker) == (2, "Võ Thị Tư", "Bùi Thị Tám")
    assert (done.handover.avoided, len(done.handover.lost)) == (1, 1)
    assert done.handover.excluded == (), "a blind round does not say whose work a code is"
    assert done.letters.is_file()
    second = issued.manifest()
    sitting = [(h.name, h.since, h.until, h.position) for h in second.seats if h.seat == SEAT]
    assert sitting[1] == ("Bùi Thị Tám", 2, None, "Chuyên viên, Đơn vị số 4")
    assert sitting[0][:3] == ("Võ Thị Tư", 1, 1)
    locks = [(a.seat, a == b) for a, b in zip(first.locks, second.locks, strict=True)]
    assert locks == [(seat, seat != SEAT) for seat in range(1, 6)]
    package = issued.place / "usb-2" / f"goi-thi-nho-{ONE}"
    with pytest.raises(WrongPin):
        scoring.open_package(package, SEAT, old_pin, issued.place / "x.jdscore", issued.around("y"))
    merged = issued.merge(early, seal_new(issued))
    assert [row.condition for row in merged.plan.rows] == [Condition.COUNTED, Condition.COUNTED]
    assert (seat_view(issued).name, opens(issued)) == ("Bùi Thị Tám", [])
    standing = issued.standing()
    decision = next(each for each in standing.decisions if each.kind is DecisionKind.SEAT)
    assert decision_text(decision, standing.definition) == "Giao ghế 4 cho Bùi Thị Tám"


def test_after_sealing_both_ballots_stay_none_is_guessed_and_a_decision_settles_it(counted: Small) -> None:
    former = seat_view(counted).counted
    assert former is not None
    done = replaced(counted)
    assert done.handover.ballots == 1
    assert [each.code for each in done.handover.findings][-1:] == ["replace.ballots"]
    assert (seat_view(counted).counted, seat_view(counted).condition) == (None, Condition.MISSING)
    assert opens(counted) == ["merge.missing", "merge.seat_closed"]
    counted.merge(seal_new(counted))
    new = seat_view(counted).counted
    assert new is not None
    assert opens(counted) == ["merge.seat_closed"], "the ballot of the judge before waits for a word"
    counted.decide(DecisionKind.BALLOT, (str(SEAT),), new.digest)
    assert opens(counted) == []
    assert dict(seat_view(counted).others) == {former.digest: Condition.SEAT_CLOSED}
    publishing.publish(counted.contest, ONE, counted.place / "giay", counted.around(), draft=True)
    again = recounting.recount((counted.contest,), counted.definition, counted.around())
    assert not stops(again.findings), "the sealed files and decisions alone give the same"
    counted.decide(DecisionKind.BALLOT, (str(SEAT),), former.digest)
    counted_now = seat_view(counted).counted
    assert counted_now is not None
    assert counted_now.digest == former.digest, "people may let the first ballot stand"
    assert opens(counted) == ["merge.recused_marked"], "but not its marks on what the new judge avoids"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (Replacement(TWO, 4, "gk6", "x", PEOPLE), "replace.not_issued"),
        (Replacement(ONE, 9, "gk6", "x", PEOPLE), "decide.no_seat"),
        (Replacement(ONE, 4, "gk2", "x", PEOPLE), "replace.has_a_seat"),
        (Replacement(ONE, 4, "tk1", "x", PEOPLE), "replace.not_a_judge"),
        (Replacement(ONE, 4, JudgeId("gk77"), "x", PEOPLE), "panel.nobody_called"),
        (Replacement(ONE, 4, "gk6", " ", PEOPLE), "decide.no_reason"),
    ],
)
def test_a_seat_is_not_given_to_nobody_nor_for_nothing(issued_once: Small, asked: Replacement, code: str) -> None:
    before = issued_once.manifest()
    with pytest.raises((BadInput, NotNow)) as caught:
        replacing.replace_judge(issued_once.contest, asked, issued_once.around())
    assert caught.value.problem.code == code
    assert issued_once.manifest() == before


def test_a_crash_between_the_decision_and_the_package_is_made_good_by_the_next_issue(
    issued: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel_people.add_person(issued.contest, Typed("Bùi Thị Tám", "member", unit="Xã Tám"), issued.around())

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(replacing, "newest_package", crash)
        with pytest.raises(KeyboardInterrupt):
            replacing.replace_judge(issued.contest, ASKED, issued.around())
    assert seat_view(issued).condition is Condition.SEAT_CLOSED, "nobody's ballot counts in between"
    told: dict[Seat, str] = {}
    issuing.issue(issued.contest, ONE, issued.place / "usb-2", issued.around(again="sau"), told)
    assert list(told) == [SEAT]
    assert [h.name for h in issued.manifest().seats if h.until is None][SEAT - 1] == "Bùi Thị Tám"
