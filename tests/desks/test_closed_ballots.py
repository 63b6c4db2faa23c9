"""A round whose ballots stay closed: key and paper, issue, closed files, the opening, late ones, lost digits."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from judge_desk.contest.merge.conditions import Condition
from judge_desk.contest.merge.prospect import SeatState
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.problems import CannotWrite, Refusal
from judge_desk.desks import collecting, counting, deciding, handing_over, publishing, recounting, sealing
from judge_desk.desks.closed import act, keys
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.deciding import Request
from judge_desk.desks.doctor import doctor
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.looking import look_at
from judge_desk.desks.marking import Sitting
from judge_desk.desks.stages import next_step
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.sealed import closed_file, opening_key
from judge_desk.exchange.sealed.keys import load_or_create
from judge_desk.exchange.sealed.notes import open_note, sign
from judge_desk.stores.contest_file import ContestFile
from judge_desk.stores.score_tables import recall
from tests.desks.closed_contest import Closed, drawn
from tests.desks.small_contest import PEOPLE
from tests.journeys.by_hand import ONE


@contextmanager
def refused(code: str) -> Iterator[None]:
    """Expect a refusal by its code."""
    with pytest.raises(Refusal) as caught:
        yield
    assert caught.value.problem.code == code


def _state(small: Closed) -> str:
    return act.look(small.contest, ONE, small.around()).state


def _copy(small: Closed, place: Path) -> Closed:
    shutil.copytree(small.place, place, dirs_exist_ok=True)
    made = Closed(place, dict(small.pins))
    made.digits = small.digits
    return made


@pytest.fixture(scope="module", autouse=True)
def cheap_digits() -> Iterator[None]:
    """Derive keys from digits fast; what the derivation costs is tested with the file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening_key, "_N", 2**4)
        yield


@pytest.fixture(scope="module")
def before_key(tmp_path_factory: pytest.TempPathFactory) -> Closed:
    """Give the contest with its codes drawn; no key yet."""
    return drawn(tmp_path_factory.mktemp("kin"))


@pytest.fixture(scope="module")
def handed_in(before_key: Closed, tmp_path_factory: pytest.TempPathFactory) -> Closed:
    """Give the contest with a key, issued; seats 1 to 4 sealed and were taken in closed; seat 5 only sealed."""
    small = _copy(before_key, tmp_path_factory.mktemp("nop"))
    small.prepare()
    small.issue()
    files = [small.seal(seat, small.levels()) for seat in range(1, 6)]
    small.merge(*files[:4])
    return small


@pytest.fixture
def closed(handed_in: Closed, tmp_path: Path) -> Closed:
    """Give a copy to change."""
    return _copy(handed_in, tmp_path)


def _ballot(small: Closed, seat: int) -> Path:
    return next((small.place / "phieu").glob(f"*ghe-{seat:02d}*"))


def test_a_package_is_issued_only_after_the_digits_were_read_back_from_the_paper(
    before_key: Closed, tmp_path: Path
) -> None:
    small = _copy(before_key, tmp_path)
    assert _state(small) == "no_key"
    with refused("opening.no_key"):
        small.issue()
    with refused("opening.no_key"):
        keys.confirm(small.contest, ONE, "1" * 30, small.around())
    with refused("opening.inside"):
        keys.prepare(small.contest, ONE, small.contest / "documents" / "x", small.around())
    made = keys.prepare(small.contest, ONE, small.place / "phong-bi", small.around())
    assert made.file is not None
    assert made.file.read_bytes() == made.sheet
    assert os.name == "nt" or stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert _state(small) == "not_confirmed"
    with refused("opening.not_confirmed"):
        small.issue()
    with refused("opening.other_digits"):
        keys.confirm(small.contest, ONE, made.digits[::-1], small.around())
    with refused("seal.code"):
        keys.confirm(small.contest, ONE, made.digits[:29], small.around())
    grouped = " ".join(made.digits[i : i + 5] for i in range(0, 30, 5))
    assert keys.confirm(small.contest, ONE, grouped, small.around()) == made.public
    assert _state(small) == "to_issue"
    for path in small.contest.rglob("*"):
        assert not path.is_file() or made.digits.encode() not in path.read_bytes(), path


def test_without_a_package_a_lost_sheet_costs_a_new_key_and_with_one_a_decision_and_a_new_version(
    before_key: Closed, tmp_path: Path
) -> None:
    small = _copy(before_key, tmp_path)
    first, second = small.prepare(), keys.prepare(small.contest, ONE, None, small.around("khac"))
    assert second.file is None
    assert second.public != first.public
    keys.confirm(small.contest, ONE, second.digits, small.around())
    small.digits = second.digits
    assert small.issue().version == 1
    assert small.manifest().opening == second.public
    sealed = small.seal(1, small.levels())
    with refused("opening.new_key"):
        keys.prepare(small.contest, ONE, None, small.around("moi"))
    third = small.prepare("Mất cả hai phong bì")
    assert third.decision
    issued = small.issue()
    assert (issued.version, [each.code for each in issued.findings]) == (
        2,
        ["issue.other_opening_key", "issue.older_there"],
    )
    stale = counting.plan(small.contest, ONE, [sealed], small.around())
    assert [row.condition for row in stale.rows] == [Condition.OTHER_OPENING]
    with open_folder(small.contest, read_only=True) as contest:
        assert contest.decisions[-1].kind is DecisionKind.OPENING_KEY
        assert contest.decisions[-1].value == third.public


def test_what_comes_in_closed_is_kept_and_nothing_of_it_is_known(closed: Closed) -> None:
    view = act.look(closed.contest, ONE, closed.around())
    assert (view.state, [line.seat for line in view.ballots]) == ("waiting", [1, 2, 3, 4])
    assert [holder.seat for holder in view.missing] == [5]
    lines = collecting.look(closed.contest, ONE, closed.around())
    assert [line.state for line in lines.seats] == [*[SeatState.CLOSED] * 4, SeatState.MISSING]
    assert (lines.prospect.closed, lines.prospect.missing, lines.prospect.counted) == ((1, 2, 3, 4), (5,), 0)
    standing = closed.standing()
    assert standing.questions[0].code == "merge.not_opened"
    assert [p.facts["seat"] for p in standing.questions if p.code == "merge.missing"] == [5]
    assert not standing.ballots
    assert all(not score.marks for score in standing.result.scores)
    again = counting.plan(closed.contest, ONE, [_ballot(closed, 2)], closed.around())
    assert [(row.condition, row.kept) for row in again.rows] == [(Condition.SAME_AGAIN, False)]
    assert not [f for f in doctor(closed.contest, closed.around()).findings if f.code == "doctor.changed"]


def test_the_opening_comes_next_once_all_are_in(closed: Closed) -> None:
    def coming() -> tuple[str, object]:
        step = next_step(look_at(closed.contest, closed.around()))
        assert step is not None
        return step.key, step.facts.get("listed")

    assert coming() == ("collect", "5")
    closed.merge(_ballot(closed, 5))
    assert (coming(), _state(closed)) == (("open_ballots", None), "complete")


def test_the_stick_gets_no_sheet_and_the_same_closed_bytes_every_time(closed: Closed, tmp_path: Path) -> None:
    file = closed.place / "may" / "giam-khao-3" / f"{ONE}.jdscore"
    before = _ballot(closed, 3)
    assert [path.suffix for path in before.parent.iterdir()] == [".jdballot"] * 5
    again = sealing.export(file, tmp_path / "usb-moi")
    assert again.file.read_bytes() == before.read_bytes()
    assert again.sheet.parent == file.parent
    assert again.sheet.read_bytes().startswith(b"%PDF")
    checked = sealing.check(again.file)
    assert (checked.closed, checked.code) == (True, again.code)


def test_a_closed_text_that_was_lost_is_made_once_more_from_the_same_ballot(closed: Closed, tmp_path: Path) -> None:
    file = closed.place / "may" / "giam-khao-3" / f"{ONE}.jdscore"
    with open_judge_file(file) as judge:
        judge.score.file.write("DELETE FROM setting WHERE name LIKE 'closed.%'")
    with refused("closed.not_yet"):
        sealing.export(file, tmp_path / "a")
    with contextlib.closing(Sitting.open(file, closed.around("giam-khao-3"))) as sitting:
        (made,) = handing_over.sealings(sitting)
        again = handing_over.write(made, tmp_path / "b").file.read_bytes()
    before = _ballot(closed, 3).read_bytes()
    assert again != before
    assert closed_file.peek_closed(again).inner == closed_file.peek_closed(before).inner


def test_wrong_digits_missing_seats_and_missing_names_open_nothing(closed: Closed) -> None:
    with refused("opening.other_digits"):
        closed.open_all("1" * 30, "x")
    with refused("opening.missing"):
        closed.open_all()
    with refused("opening.no_people"):
        act.open_ballots(closed.contest, ONE, closed.digits, closed.around(), "Ngô Thư Ký", ())
    with refused("decide.own_act"):
        deciding.decide(
            closed.contest, Request(ONE, DecisionKind.OPEN_BALLOTS, (ONE,), closed.digits, "x", PEOPLE), closed.around()
        )
    assert (_state(closed), len(closed.standing().ballots)) == ("waiting", 0)


def test_the_opening_is_one_act_and_a_late_closed_ballot_merges_like_any(closed: Closed, tmp_path: Path) -> None:
    seen = act.plan(closed.contest, ONE, closed.digits, closed.around())
    assert [row.condition for row in seen.rows] == [Condition.COUNTED] * 4
    opened = act.open_ballots(
        closed.contest, ONE, closed.digits, closed.around(), "Ngô Thư Ký", PEOPLE, ("Đỗ Tổ Chức",), "Ghế 5 ốm", seen
    )
    assert (opened.merged.counted, _state(closed)) == (4, "opened")
    with open_folder(closed.contest, read_only=True) as contest:
        decision = contest.decisions[-1]
    assert (decision.kind, decision.value, len(decision.among)) == (DecisionKind.OPEN_BALLOTS, closed.digits, 4)
    with refused("opening.done"):
        closed.open_all()
    assert closed.merge(_ballot(closed, 5)).counted == 5
    publishing.publish(closed.contest, ONE, tmp_path / "in", closed.around(), draft=True, only=("opening_record",))
    found = recounting.recount([closed.contest], closed.definition, closed.around())
    assert (found.rounds[0].same, found.findings) == (True, ())
    _forged_beside(closed)
    found = recounting.recount([closed.contest], closed.definition, closed.around())
    assert [each.code for each in found.findings] == ["recount.closed_differs"]


def _forged_beside(small: Closed) -> None:
    """Put a closed file into the folder whose content was spoiled and signed anew by somebody with the judge's key."""
    key = load_or_create(small.place / "may" / "giam-khao-1", "may-nay", lambda _: b"")
    text = open_note(_ballot(small, 1).read_bytes()).text
    lines = text.split("\n")
    lines[10] = lines[10][::-1]
    data = sign("\n".join(lines), closed_file.KEY_NAME, key, closed_file.LIMIT)
    (small.contest / "ballots" / f"{digest_of(data)}_kin.jdballot").write_bytes(data)


def test_a_closed_ballot_that_does_not_open_is_named_and_the_others_count(closed: Closed) -> None:
    small = closed
    key = load_or_create(small.place / "may" / "giam-khao-5", "may-nay", lambda _: b"")
    lines = open_note(_ballot(small, 5).read_bytes()).text.split("\n")
    lines[10] = lines[10][::-1]
    spoiled = small.place / "hong.jdballot"
    spoiled.write_bytes(sign("\n".join(lines), closed_file.KEY_NAME, key, closed_file.LIMIT))
    small.merge(spoiled)
    opened = small.open_all()
    conditions = [row.condition for row in opened.merged.plan.rows]
    assert conditions == [*[Condition.COUNTED] * 4, Condition.CANNOT_OPEN]
    assert (opened.merged.counted, opened.merged.plan.rows[-1].finding.code) == (4, "closed.cannot_open")
    assert small.merge(_ballot(small, 5)).counted == 5


def test_an_opening_that_breaks_off_leaves_everything_closed_and_can_be_repeated(
    closed: Closed, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = ContestFile.act

    def broken(*args: object, **kwargs: object) -> object:
        raise CannotWrite("disk.full", where="x")

    monkeypatch.setattr(ContestFile, "act", broken)
    with refused("disk.full"):
        closed.open_all(incomplete_reason="Ghế 5 ốm")
    monkeypatch.setattr(ContestFile, "act", real)
    assert (_state(closed), len(closed.standing().ballots)) == ("waiting", 0)
    assert closed.open_all(incomplete_reason="Ghế 5 ốm").merged.counted == 4


def test_lost_digits_let_ballots_in_in_the_open_on_somebodys_word(closed: Closed, tmp_path: Path) -> None:
    file = closed.place / "may" / "giam-khao-2" / f"{ONE}.jdscore"
    with refused("closed.no_reason"):
        sealing.export_open(file, tmp_path, "", "Trần Văn Chủ", closed.around("giam-khao-2"))
    bare = sealing.export_open(file, tmp_path, "Mất mã", "Trần Văn Chủ", closed.around("giam-khao-2")).file
    early = counting.plan(closed.contest, ONE, [bare], closed.around())
    assert [(row.condition, row.kept) for row in early.rows] == [(Condition.OPEN_EARLY, False)]
    assert early.rows[0].finding.code == "closed.open_early"
    with refused("opening.came_in"):
        keys.prepare(closed.contest, ONE, None, closed.around(), "Mất mã", PEOPLE)
    with refused("decide.no_reason"):
        act.let_in(closed.contest, ONE, closed.around(), "", PEOPLE)
    assert act.let_in(closed.contest, ONE, closed.around(), "Mất cả hai phong bì", PEOPLE)
    assert _state(closed) == "in_the_open"
    assert closed.merge(bare).counted == 1
    found = closed.open_all(incomplete_reason="Tìm lại được phong bì")
    assert found.merged.counted == 4, "digits that are found after all still open what came in closed"
    with open_judge_file(file) as judge:
        assert "Trần Văn Chủ" in (recall(judge.score.file, "exported-open.1") or "")
