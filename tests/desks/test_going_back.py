"""Going back: what it would undo is said first, a merge is taken back by its number, and nothing is ever deleted."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from judge_desk.contest.values.decisions import OPENED, DecisionKind
from judge_desk.contest.values.problems import BadInput, CannotWrite, NotNow
from judge_desk.desks import going_back, issuing, safekeeping
from judge_desk.desks.log_export import export_log
from judge_desk.desks.log_reading import LogQuery, read_log
from tests.desks.small_contest import Small
from tests.journeys.by_hand import ONE

WHY = "Gộp nhầm phiếu của buổi tập"


def acts(small: Small) -> list[str]:
    return [each.what for each in read_log(small.contest, LogQuery(), "vi", small.around()).entries]


def test_a_merge_is_taken_back_by_its_number_and_what_came_after_is_named_and_kept(
    counted: Small,
) -> None:
    around = replace(counted.around(), operator="Ngô Thư Ký")
    before = counted.standing()
    code = counted.codes()[0]
    counted.decide(DecisionKind.SPECIAL, (code,), "Bài có sáng kiến riêng")
    safety = going_back.look_at_copies(counted.contest, "vi", around)
    newest, older = safety.merges[0], len(safety.merges) - 1
    seen = going_back.preview(counted.contest, newest.backup, "vi", around)
    assert [each.what for each in seen.undone][:1] == ["decide"]
    assert seen.undone[-1].what == "merge"
    assert seen.before is not None
    assert seen.after is not None
    assert (seen.before.decisions - seen.after.decisions, seen.before.merges - seen.after.merges) == (1, 1)
    for reason, who in (("", "Ngô Thư Ký"), (WHY, " ")):
        with pytest.raises(BadInput):
            going_back.undo_merge(counted.contest, newest.number, reason, who, around)
    kept = going_back.undo_merge(counted.contest, newest.number, WHY, "Ngô Thư Ký", around).kept
    told = read_log(counted.contest, LogQuery(), "vi", around).entries[0]
    assert (told.what, WHY in told.told, told.who) == ("undo_merge", True, "Ngô Thư Ký")
    after = going_back.look_at_copies(counted.contest, "vi", around)
    assert (len(after.merges), kept in [each.name for each in after.copies]) == (older, True)
    assert all((counted.contest / "ballots" / path).is_file() for path in ballots(counted))
    back = going_back.preview(counted.contest, kept, "vi", around)
    assert [each.what for each in back.undone] == ["undo_merge"]
    assert {each.what for each in back.returning} >= {"merge", "decide"}
    said = [each.told for each in seen.undone if each.what == "decide"]
    assert said == [each.told for each in back.returning if each.what == "decide"], "what was decided, not its kind"
    going_back.go_back(counted.contest, kept, around)
    assert counted.standing().counted == before.counted, "going back to what was kept brings everything back"


def ballots(small: Small) -> list[str]:
    return [path.name for path in (small.contest / "ballots").iterdir()]


def test_a_locked_result_does_not_fall_with_a_merge_or_a_copy_until_it_is_opened(counted: Small) -> None:
    around = counted.around()
    counted.decide(DecisionKind.FINAL, (ONE,))
    safety = going_back.look_at_copies(counted.contest, "vi", around)
    seen = going_back.preview(counted.contest, safety.merges[0].backup, "vi", around)
    assert [each.code for each in seen.findings] == ["restore.locked"]
    state = acts(counted)
    merge = safety.merges[0]
    with pytest.raises(NotNow, match=r"restore\.locked"):
        going_back.undo_merge(counted.contest, merge.number, WHY, "Thư ký", around)
    with pytest.raises(NotNow, match=r"restore\.locked"):
        going_back.go_back(counted.contest, merge.backup, around)
    assert acts(counted) == state
    counted.decide(DecisionKind.FINAL, (ONE,), OPENED)
    going_back.undo_merge(counted.contest, safety.merges[0].number, WHY, "Thư ký", around)
    assert acts(counted)[0] == "undo_merge"


def test_a_copy_that_cannot_be_read_is_listed_as_such_and_a_package_that_would_be_forgotten_is_named(
    issued: Small,
) -> None:
    around = issued.around()
    name = safekeeping.backup(issued.contest, around)
    issued.decide(DecisionKind.WITHDRAW, ("2",), "withdrawn")
    issuing.issue(issued.contest, ONE, issued.place / "usb-2", around)
    seen = going_back.preview(issued.contest, name, "en", around)
    assert [each.code for each in seen.findings] == ["restore.package_after"]
    broken = issued.contest / "backups" / "2024-08-30T10-00-00_thu-cong.jdesk"
    broken.write_bytes((issued.contest / "backups" / name).read_bytes()[:5000])
    found = [each for each in going_back.look_at_copies(issued.contest, "vi", around).copies if "thu-cong" in each.name]
    assert [(each.facts is None, each.problem is None) for each in found] == [(True, False), (False, True)]
    assert found[1].why == "sao lưu theo yêu cầu"
    with pytest.raises(BadInput):
        going_back.preview(issued.contest, "khong-co.jdesk", "vi", around)
    with pytest.raises(BadInput):
        going_back.undo_merge(issued.contest, 9, WHY, "Thư ký", around)


def test_a_copy_is_written_to_another_place_read_back_and_never_over_another_file(issued: Small) -> None:
    around, stick = issued.around(), issued.place / "usb-9"
    stick.mkdir()
    name = safekeeping.backup(issued.contest, around)
    file = safekeeping.copy_out(issued.contest, name, stick, around)
    assert file == stick / "sao-luu-thi-nho" / name
    assert file.read_bytes() == (issued.contest / "backups" / name).read_bytes()
    assert safekeeping.copy_out(issued.contest, name, stick, around) == file
    file.write_bytes(b"x")
    with pytest.raises(CannotWrite):
        safekeeping.copy_out(issued.contest, name, stick, around)
    assert file.read_bytes() == b"x"


def test_a_damaged_contest_still_lists_its_copies_and_goes_back_to_one(issued: Small) -> None:
    around = issued.around()
    name = safekeeping.backup(issued.contest, around)
    (issued.contest / "contest.jdesk").write_bytes(b"SQLite format 3\x00" + bytes(5000))
    found = going_back.look_at_copies(issued.contest, "vi", around)
    assert name in [each.name for each in found.copies]
    assert all(each.facts is not None for each in found.copies)
    assert found.merges == ()
    seen = going_back.preview(issued.contest, name, "vi", around)
    assert ([each.code for each in seen.findings], seen.before) == (["restore.present_damaged"], None)
    kept = going_back.go_back(issued.contest, name, around)
    assert ("ban-hong" in kept.kept, kept.findings) == (True, ())
    assert acts(issued)[0] == "restore"


def test_the_log_leaves_as_a_table_for_excel_and_as_a_paper_and_never_as_a_formula(
    counted: Small, tmp_path: Path
) -> None:
    around = counted.around()
    counted.decide(DecisionKind.SPECIAL, (counted.codes()[0],), "Bài hay", reason="=1+1")
    total = read_log(counted.contest, LogQuery(), "vi", around).total
    for name in ("a.csv", "a.xlsx", "a.pdf"):
        assert export_log(counted.contest, LogQuery(), tmp_path / name, "vi", around) == total
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:3] == ["Số", "Lúc", "Người làm"]
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(1, total + 1)]
    assert not [cell for row in rows for cell in row if cell.startswith("=")]
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert sheet.max_row == total + 1
    pages = PdfReader(tmp_path / "a.pdf").pages
    assert "NHẬT KÝ CUỘC THI" in pages[0].extract_text()
    with pytest.raises(CannotWrite):
        export_log(counted.contest, LogQuery(), tmp_path / "a.csv", "vi", around)
    with pytest.raises(BadInput):
        export_log(counted.contest, LogQuery(), tmp_path / "a.doc", "vi", around)
