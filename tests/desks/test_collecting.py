"""Collecting: what lies on a stick, the plan as people read it, two ballots side by side, judges beside entries."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from judge_desk.contest.merge.grid import Cell
from judge_desk.contest.merge.prospect import Outcome, SeatState
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import Seat
from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks import collecting, comparing, counting, matrix
from judge_desk.desks.foreseeing import afterwards
from judge_desk.desks.gathering import gather
from judge_desk.exchange.sealed import ballot_search
from judge_desk.exchange.spreadsheets.marks_sheet import SheetIdentity, identity_of
from judge_desk.exchange.spreadsheets.sheets import read_sheet
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import sentence
from tests.desks.small_contest import Small
from tests.desks.test_counting import again
from tests.journeys.by_hand import ONE

VI = open_catalogue("vi")


def files_of(place: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def test_a_plan_is_told_in_order_with_counts_and_says_what_will_be_true(issued: Small) -> None:
    levels, code = issued.levels(), issued.codes()[3]
    three = issued.seal(3, levels)
    issued.merge(three, issued.seal(5, levels))
    issued.decide(DecisionKind.REOPEN, ("3",), "allowed")
    replaced = again(issued, 3)
    two = issued.seal(2, {**levels, code: None})
    one, other = issued.seal(1, levels), issued.seal(1, {**levels, code: [1, 2, 3]}, "may-khac")
    cut = issued.place / "phieu" / "cut.jdballot"
    cut.write_bytes(two.read_bytes()[:-40])
    sheet = collecting.write_sheet(issued.contest, ONE, 4, issued.place / "phieu" / "bang.xlsx", issued.around())
    brought = (cut, one, other, three, replaced, sheet, two)
    before = files_of(issued.contest)
    plan = counting.plan(issued.contest, ONE, brought, issued.around())
    assert [(each.outcome, each.seat) for each in plan.told] == [
        (Outcome.COUNTED, 2), (Outcome.REPLACING, 3), (Outcome.SAME, 3), (Outcome.CHOOSE, 1), (Outcome.REFUSED, None),
        (Outcome.REFUSED, None),
    ]  # fmt: skip
    assert {each.said.code for each in plan.told[4:]} >= {"collect.is_sheet"}
    told = [sentence(each.said, VI) for each in plan.told]
    assert told[0] == "10 bài và 1 bài không chấm. Chữ ký và mã niêm phong đúng."
    assert told[1] == f"Lần 2 thay lần 1. Khác nhau 3 điểm ở bài {issued.codes()[-1]}."
    assert plan.told[1].note is not None
    assert plan.told[1].note.code == "collect.allowed"
    assert told[3] == f"Có 2 bản, khác nhau 3 điểm ở bài {code}. Chương trình không tự chọn."
    assert len(plan.told[3].files) == 2
    assert [row.file for row in plan.rows] == [path.name for path in brought]
    assert " ".join(sentence(each, VI) for each in afterwards(plan.prospect)) == (
        "Có phiếu của 3/5 ghế. Chờ chọn: ghế số 1. Chưa nộp: ghế số 4."
    )
    assert files_of(issued.contest) == before


def test_a_merge_that_is_stopped_or_no_longer_the_accepted_plan_leaves_everything_as_it_was(issued: Small) -> None:
    ballot = issued.seal(3, issued.levels())
    plan = counting.plan(issued.contest, ONE, (ballot,), issued.around())

    def stop(step: str, done: int, total: int) -> None:
        if done:
            raise InterruptedError(step)

    before = files_of(issued.contest)
    around = replace(issued.around(), progress=stop)
    with pytest.raises(InterruptedError):
        counting.merge(issued.contest, ONE, (ballot, ballot), around, "Thu", "Ngô Thư Ký")
    assert files_of(issued.contest) == before
    issued.merge(ballot)
    before = files_of(issued.contest)
    with pytest.raises(NotNow) as caught:
        counting.merge(issued.contest, ONE, (ballot,), issued.around(), "Thu", "Ngô Thư Ký", accepted=plan)
    assert caught.value.problem.code == "merge.other_plan"
    assert files_of(issued.contest) == before


def test_two_ballots_lie_side_by_side_with_and_without_their_contest(issued: Small) -> None:
    levels, codes = issued.levels(), issued.codes()
    one, other = issued.seal(1, levels), issued.seal(1, {**levels, codes[0]: [1, 2, 3], codes[3]: None}, "may-khac")
    alone = comparing.compare_files(one, other)
    issued.merge(one, other)
    inside = comparing.compare_in(issued.standing(), alone.first.digest, alone.second.digest)
    for found in (alone, inside):
        assert (found.marks, [each.code for each in found.differing]) == (6, [codes[0], codes[3]])
        assert found.differing[0].first.marks == ("30.0", "15.0", "15.0")
        assert found.differing[0].second.marks == ("0.5", "1.0", "1.5")
        assert found.differing[1].second.marks == ("R", "R", "R")
    assert (inside.differing[0].first.total, inside.differing[0].second.total) == ("60.0", "3.0")
    with pytest.raises(BadInput):
        comparing.compare_in(issued.standing(), alone.first.digest, issued.standing().package)


def test_every_pair_has_a_state_a_mark_and_a_reason(issued: Small) -> None:
    levels, codes = issued.levels(), issued.codes()
    files = [issued.seal(1, levels), issued.seal(1, {**levels, codes[0]: [1, 2, 3]}, "may-khac")]
    files.append(issued.seal(2, {**levels, codes[0]: None, codes[4]: ()}, partial="Ốm"))
    issued.merge(*files, issued.seal(4, levels))
    partial = issued.standing().view.seats[1].candidates[0]
    found = matrix.matrix(issued.contest, ONE, issued.around())
    row = {seat: found.cell(0, place) for place, seat in enumerate(found.seats)}
    assert row == {1: Cell.CHOOSE, 2: Cell.WAITING, 3: Cell.MISSING, 4: Cell.COUNTED, 5: Cell.MISSING}
    assert (found.mark(0, 3), found.grid.rows[0], found.grid.columns[3]) == ("60.0", (1, 5), (11, 11))
    assert sentence(found.explain(0, 0).reason, VI).endswith(
        "Bài này 60,0 ở bản A và 3,0 ở bản B. Chưa tính bản nào."
    ) or sentence(found.explain(0, 0).reason, VI).endswith("Bài này 3,0 ở bản A và 60,0 ở bản B. Chưa tính bản nào.")
    issued.decide(DecisionKind.BALLOT, ("2",), partial)
    found = matrix.matrix(issued.contest, ONE, issued.around())
    assert (found.cell(0, 1), found.cell(4, 1), found.cell(2, 2)) == (Cell.RECUSED, Cell.BLANK, Cell.MISSING)
    assert "Họ hàng" in sentence(found.explain(0, 1).reason, VI)
    assert "không phải điểm 0" in sentence(found.explain(4, 1).reason, VI)
    apart = [(code, seat) for code, seats in _apart(issued).items() for seat in seats]
    assert apart
    for code, seat in apart:
        assert found.cell(found.codes.index(code), found.seats.index(seat)) is Cell.EXCLUDED
    assert found.grid.whole == (20, 54)


def _apart(small: Small) -> dict[str, set[Seat]]:
    seats = {each.seat for each in small.manifest().seats}
    return {entry.code: seats - set(entry.seats) for entry in small.manifest().entries}


def test_every_seat_says_where_it_stands_and_who_is_to_be_reminded(issued: Small) -> None:
    issued.merge(issued.seal(1, issued.levels()), issued.seal(2, issued.levels()))
    issued.decide(DecisionKind.PAPER, ("1",), issued.standing().counted[0].code)
    found = collecting.look(issued.contest, ONE, issued.around())
    assert [(each.state, each.paper.value) for each in found.seats[:3]] == [
        (SeatState.COUNTED, "tied"), (SeatState.COUNTED, "open"), (SeatState.MISSING, "none")
    ]  # fmt: skip
    assert (found.prospect.counted, found.prospect.expected, found.prospect.untied) == (2, 5, (2,))
    record = collecting.write_merge_record(issued.contest, ONE, issued.around())
    assert record == collecting.write_merge_record(issued.contest, ONE, issued.around())
    assert record.read_bytes().startswith(b"%PDF")
    first = collecting.remind(issued.contest, ONE, issued.place / "giay", issued.around())
    second = collecting.remind(issued.contest, ONE, issued.place / "giay", issued.around())
    assert first != second
    assert first.read_bytes().startswith(b"%PDF")
    sheet = collecting.write_sheet(issued.contest, ONE, 4, issued.place / "giay", issued.around())
    paper = collecting.write_paper_sheet(issued.contest, ONE, 4, issued.place / "giay", issued.around())
    printed = "".join(page.extract_text() for page in PdfReader(paper).pages)
    assert all(entry.code in printed for entry in issued.manifest().entries if 4 in entry.seats)
    said = identity_of(read_sheet(sheet))
    assert isinstance(said, SheetIdentity)
    assert (said.round, said.seat) == (ONE, 4)


def test_a_stick_is_searched_without_following_links_and_without_writing(
    issued: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    ballot = issued.seal(1, issued.levels())
    stick = issued.place / "stick"
    (stick / "a" / "b").mkdir(parents=True)
    for name in ("a/b/one.jdballot", "two.JDBALLOT", "other.txt"):
        (stick / name).write_bytes(ballot.read_bytes())
    (stick / "loop").symlink_to(stick, target_is_directory=True)
    before = files_of(stick)
    around = issued.around()
    found = gather((stick, ballot), around)
    assert [path.name for path in found] == ["one.jdballot", "two.JDBALLOT", ballot.name]
    assert files_of(stick) == before
    (issued.place / "leer").mkdir()
    with pytest.raises(NotNow) as none:
        gather((issued.place / "leer",), around)
    assert none.value.problem.code == "collect.no_ballots"
    monkeypatch.setattr(ballot_search, "MOST_LOOKED", 2)
    with pytest.raises(BadInput) as many:
        gather((stick,), around)
    assert many.value.problem.code == "collect.too_many"
