"""What goes into the contest file comes out of it: every value, after closing and opening."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from judge_desk.contest.merge.conditions import Condition, PlanRow
from judge_desk.contest.register.entries import Author, Entry, EntryState, SubmittedFile, Unit
from judge_desk.contest.register.panel import DeclaredConflict, Person, Role, SeatHolder
from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import Digest, EntryCode, EntryId, JudgeId, RoundId, Seat, UnitId
from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.stores import ballot_tables, decision_tables, figure_tables, panel_tables, register_tables, round_tables
from judge_desk.stores.chain import text_digest
from judge_desk.stores.contest_file import Act, open_contest
from judge_desk.stores.rows import Readable
from tests.stores.samples import NOW, ROUND, new_contest

Value = TypeVar("Value")
OTHER = RoundId("chung-khao")


def kept(folder: Path, *writes: Callable[[Act], Any], read: Callable[[Readable], Value]) -> Value:
    """Write in one act each, close, open, read."""
    with new_contest(folder) as contest:
        for write in writes:
            with contest.act("Thư ký", "test", {}, NOW) as act:
                write(act)
    with open_contest(contest.folder) as contest:
        return read(contest)


def entry(number: int = 17, title: str = "Số hóa hồ sơ một cửa") -> Entry:
    return Entry(
        id=EntryId(str(number)),
        title=title,
        kind="nhom",
        field="cchc",
        authors=(Author("Lê Văn Bình", "Chuyên viên", UnitId("so-noi-vu")), Author("Trần Thị Cúc")),
        units=(UnitId("so-noi-vu"), UnitId("tp-vi-thanh")),
        received="2024-08-16T16:30",
        sent="2024-08-15T08:00",
        files=(
            SubmittedFile("write-up", "Bài dự thi (bản cuối).docx", "docx", 41_000, Digest("a" * 64), pages=12),
            SubmittedFile("clip", "clip.mp4", "mp4", 3_200_000_000, Digest("b" * 64), seconds=324),
        ),
        flags=("published",),
    )


def test_units_keep_their_order_and_the_latest_title(tmp_path: Path) -> None:
    first, second = Unit(UnitId("b"), "Sở B", "Khối 1"), Unit(UnitId("a"), "Sở A")
    renamed = Unit(UnitId("b"), "Sở B và Du lịch", "Khối 1")
    found = kept(
        tmp_path,
        lambda act: panel_tables.put_units(act, [first, second]),
        lambda act: panel_tables.put_units(act, [second, renamed]),
        read=panel_tables.read_units,
    )
    assert found == (renamed, second)


def test_a_new_panel_replaces_the_one_in_force(tmp_path: Path) -> None:
    old = Person(JudgeId("gk1"), "Phạm Văn Dũng", "Giám đốc", None, Role.CHAIR)
    new = Person(JudgeId("gk2"), "Võ Thị Em", "Trưởng phòng", UnitId("a"), Role.MEMBER, (ROUND,), ("cchc", "khac"))
    conflicts = (
        DeclaredConflict(JudgeId("gk2"), "Vợ chồng", entry=EntryId("17")),
        DeclaredConflict(JudgeId("gk2"), "Biệt phái", unit=UnitId("b")),
    )
    found = kept(
        tmp_path,
        lambda act: panel_tables.put_panel(act, [old], conflicts[:1], "gk.xlsx"),
        lambda act: panel_tables.put_panel(act, [new, old], conflicts, "gk-2.xlsx"),
        read=lambda held: (panel_tables.read_people(held), panel_tables.read_conflicts(held)),
    )
    assert found == ((new, old), conflicts)


def test_an_entry_is_superseded_and_its_earlier_form_stays(tmp_path: Path) -> None:
    changed = entry(title="Số hóa toàn bộ hồ sơ")
    other = Entry(EntryId("18"), "Tập thể", "tap-the", "khac", (), (), "")
    found = kept(
        tmp_path,
        lambda act: register_tables.put_entries(act, [(entry(), 5), (other, 6)]),
        lambda act: register_tables.put_entries(act, [(changed, 5)]),
        read=lambda held: (
            [each.entry for each in register_tables.read_entries(held)],
            [each.entry for each in register_tables.read_entry_versions(held, EntryId("17"))],
        ),
    )
    assert found == ([changed, other], [entry(), changed])


def test_the_same_register_again_writes_nothing(tmp_path: Path) -> None:
    with new_contest(tmp_path) as contest:
        with contest.act("x", "intake", {}, NOW) as act:
            assert register_tables.put_entries(act, [(entry(), 5)]) == ("17",)
        with contest.act("x", "intake", {}, NOW) as act:
            assert register_tables.put_entries(act, [(entry(), 5)]) == ()


def test_intake_findings_come_back_as_they_were(tmp_path: Path) -> None:
    late = Problem("intake.late", Severity.STOP, "bài 17", {"days": 2, "closed": "2024-08-16"})
    first = {EntryId("17"): register_tables.Intake(EntryState.REFUSED, (late,))}
    then = {EntryId("17"): register_tables.Intake(EntryState.ELIGIBLE, ())}
    with new_contest(tmp_path) as contest:
        with contest.act("x", "intake", {}, NOW) as act:
            register_tables.put_intake(act, first)
        assert register_tables.read_intake(contest) == first
        with contest.act("x", "intake", {}, NOW) as act:
            register_tables.put_intake(act, then)
        assert register_tables.read_intake(contest) == then


def test_a_later_lot_replaces_codes_and_assignment_as_whole_sets(tmp_path: Path) -> None:
    draw = round_tables.Draw(ROUND, "codes", "7 3 9 1", {"witness": "Ông Sáu"}, NOW)
    codes = {EntryId("17"): EntryCode("042-7"), EntryId("18"): EntryCode("003-9")}
    pairs = {EntryId("17"): (Seat(1), Seat(3)), EntryId("18"): ()}
    gone = round_tables.Exclusion(EntryId("17"), Seat(2), "same-unit")

    def first(act: Act) -> None:
        round_tables.put_draw(act, draw)
        round_tables.put_codes(act, ROUND, {**codes, EntryId("19"): EntryCode("001-3")})
        round_tables.put_assignment(act, ROUND, {EntryId("19"): (Seat(1),)}, [])

    def second(act: Act) -> None:
        round_tables.put_codes(act, ROUND, codes)
        round_tables.put_assignment(act, ROUND, pairs, [gone])

    def read(held: Readable) -> tuple[object, ...]:
        drawn = round_tables.read_draws(held, ROUND)
        found = round_tables.read_assignment(held, ROUND), round_tables.read_exclusions(held, ROUND)
        return (drawn, list(round_tables.read_codes(held, ROUND).items()), *found, round_tables.read_codes(held, OTHER))

    found = kept(tmp_path, first, second, read=read)
    assert found == ((draw,), sorted(codes.items(), key=lambda each: each[1]), pairs, (gone,), {})


def test_seats_keep_former_holders(tmp_path: Path) -> None:
    former = SeatHolder(Seat(3), JudgeId("gk3"), "Bà A", 1, 1)
    present = SeatHolder(Seat(3), JudgeId("gk9"), "Ông B", 2)
    found = kept(
        tmp_path,
        lambda act: round_tables.put_seats(act, ROUND, [SeatHolder(Seat(3), JudgeId("gk3"), "Bà A")]),
        lambda act: round_tables.put_seats(act, ROUND, [present, former]),
        read=lambda held: round_tables.read_seats(held, ROUND),
    )
    assert found == (former, present)


def test_packages_are_kept_verbatim_and_a_wrong_digest_is_refused(tmp_path: Path) -> None:
    text = "judge-desk goi-bai-thi 1\r\n…\n"
    package = round_tables.StoredPackage(ROUND, 1, text_digest(text), "a.jdpack", text)
    wrong = round_tables.StoredPackage(ROUND, 2, Digest("0" * 64), "a.jdpack", text)
    found = kept(
        tmp_path,
        lambda act: round_tables.put_package(act, package),
        read=lambda held: round_tables.read_packages(held, ROUND),
    )
    assert found == (package,)
    with (
        open_contest(tmp_path / "hau-giang-2024") as contest,
        contest.act("x", "y", {}, NOW) as act,
        pytest.raises(ValueError, match="0000"),
    ):
        round_tables.put_package(act, wrong)


def ballot(seat: int, revision: int) -> ballot_tables.StoredBallot:
    text = f"ghế {seat} lần {revision}\n"
    digest = text_digest(text)
    return ballot_tables.StoredBallot(
        digest, ROUND, Seat(seat), revision, f"{seat}.jdballot", NOW, "Thư ký", text.encode()
    )


def test_ballots_are_a_set_and_merges_tell_what_came(tmp_path: Path) -> None:
    rows = (
        PlanRow("1.jdballot", Condition.COUNTED, Seat(1), ballot(1, 1).digest, {}, True),
        PlanRow("hỏng.jdballot", Condition.ALTERED, None, None, {"line": 4}, False),
    )
    merge = ballot_tables.MergeRecord(1, ROUND, "Thư ký", ("Ông Sáu", "Bà Bảy"), "Hết hạn chấm", NOW, rows)

    def write(act: Act) -> None:
        assert ballot_tables.next_merge_number(act) == 1
        fresh = ballot_tables.put_ballots(act, [ballot(2, 1), ballot(1, 1), ballot(2, 1)])
        assert fresh == (ballot(2, 1).digest, ballot(1, 1).digest)
        ballot_tables.put_merge(act, merge)

    def again(act: Act) -> None:
        assert ballot_tables.put_ballots(act, [ballot(2, 1), ballot(2, 2)]) == (ballot(2, 2).digest,)

    def read(held: Readable) -> tuple[object, ...]:
        return tuple(ballot_tables.read_ballots(held, ROUND)), ballot_tables.read_merges(held, ROUND)

    assert kept(tmp_path, write, again, read=read) == ((ballot(1, 1), ballot(2, 1), ballot(2, 2)), (merge,))


def test_decisions_count_up_and_never_change(tmp_path: Path) -> None:
    first = Decision(
        1, ROUND, DecisionKind.TIE, ("042-7", "003-9"), "003-9 042-7", (), "Bốc thăm", ("A (chủ tọa)",), NOW
    )
    among = (Digest("a" * 64), Digest("b" * 64))
    second = Decision(2, RoundId(""), DecisionKind.BALLOT, ("3",), "none", among, "Lý do", ("A", "B"), NOW)
    found = kept(
        tmp_path,
        lambda act: decision_tables.put_decision(act, first),
        lambda act: decision_tables.put_decision(act, second),
        read=decision_tables.read_decisions,
    )
    assert found == (first, second)
    with (
        open_contest(tmp_path / "hau-giang-2024") as contest,
        contest.act("x", "y", {}, NOW) as act,
        pytest.raises(ValueError, match="2"),
    ):
        decision_tables.put_decision(act, second)


def test_results_and_papers_come_back(tmp_path: Path) -> None:
    result = decision_tables.FrozenResult(ROUND, "0123456789abcdef", "042-7 8,25\n")

    def paper(name: str) -> decision_tables.PublishedPaper:
        return decision_tables.PublishedPaper(0, ROUND, name, "pdf", Digest("d" * 64), "0123456789abcdef", NOW)

    def write(act: Act) -> None:
        decision_tables.put_result(act, result)
        for name in ("minutes", "summary", "minutes"):
            decision_tables.put_paper(act, paper(name))

    def read(held: Readable) -> tuple[object, ...]:
        papers = [(each.number, each.name, each.superseded_by) for each in decision_tables.read_papers(held)]
        return decision_tables.read_results(held, ROUND), papers

    papers = [(1, "minutes", 3), (2, "summary", None), (3, "minutes", None)]
    assert kept(tmp_path, write, read=read) == ((result,), papers)


def test_a_sheet_of_figures_comes_back_and_a_later_one_leaves_it_there(tmp_path: Path) -> None:
    said = ("phieu.xlsx", Digest("c" * 64), ("Đơn vị", "Số phiếu"), "Tổ thư ký", "2023-10-09")
    first = FigureSheet(1, "phieu", "tuan-1", ("don-vi", "so"), (("DV-01", "37"), ("DV-02", "")), *said, "", NOW)
    second = FigureSheet(2, "phieu", "tuan-1", ("don-vi", "so"), (("DV-01", "38"),), *said, "ghi nhầm", NOW)
    found = kept(
        tmp_path,
        lambda act: figure_tables.put_sheet(act, first),
        lambda act: figure_tables.put_sheet(act, second),
        read=lambda held: (figure_tables.read_sheets(held), figure_tables.next_sheet_number(held)),
    )
    assert found == ((first, second), 3)
    with (
        open_contest(tmp_path / "hau-giang-2024") as contest,
        contest.act("x", "y", {}, NOW) as act,
        pytest.raises(ValueError, match="2"),
    ):
        figure_tables.put_sheet(act, second)
