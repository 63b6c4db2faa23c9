from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from judge_desk.exchange.spreadsheets.marks_sheet import SHEET_MARK
from tests.faults.command_line import done, refused, run
from tests.faults.small_world import SmallWorld, mark_rows

pytestmark = pytest.mark.usefixtures("workbooks_here")

CODE, NOVELTY, EFFECT = 1, 2, 3
Spoil = Callable[[Any, list[int]], object]


def _cell(column: int, value: object) -> Spoil:
    def put(sheet: Any, rows: list[int]) -> None:
        sheet.cell(rows[0], column).value = value

    return put


def _whose(place: int, value: str) -> Spoil:
    def put(sheet: Any, rows: list[int]) -> None:
        assert sheet.cell(1, 1).value == SHEET_MARK
        sheet.cell(1, 1 + place).value = value

    return put


def _spoilt(sheet_file: Path, target: Path, spoil: Spoil) -> Path:
    book = openpyxl.load_workbook(sheet_file)
    sheet: Any = book.active
    spoil(sheet, mark_rows(sheet))
    book.save(target)
    return target


@pytest.fixture
def seat_three(small: SmallWorld, tmp_path: Path, at_machine: Callable[[int], None]) -> Path:
    """Give a copy of the third judge's machine, and sit down at it."""
    at_machine(3)
    return Path(shutil.copytree(small.home(3), tmp_path / "may-3"))


@pytest.mark.parametrize(
    ("spoil", "code", "about"),
    [
        (_cell(EFFECT, datetime(2024, 5, 8)), "marks.date", "thành ngày 08/05/2024"),
        (_cell(EFFECT, "8/5"), "marks.date", "thành ngày 8/5"),
        (_cell(EFFECT, "=1+2"), "marks.formula", "chứa công thức"),
        (_cell(EFFECT, "tốt"), "marks.not_a_number", "“tốt” không phải điểm"),
        (_cell(EFFECT, 11), "marks.out_of_range", "điểm 11 nằm ngoài"),
        (_cell(EFFECT, -1), "marks.out_of_range", "nằm ngoài"),
        (_cell(EFFECT, "7,3"), "marks.off_step", "không theo bước 0,5"),
        (_cell(NOVELTY, 12), "marks.between_bands", "không thuộc mức nào"),
        (_cell(CODE, "001-0"), "marks.bad_code", "sai chữ số cuối"),
        (_whose(1, "hoi-thi-khac"), "marks.other_contest", "cuộc thi khác"),
        (_whose(2, "vong-2"), "marks.other_round", "vòng khác"),
        (_whose(3, "1" * 30), "marks.other_package", "gói bài thi khác"),
        (_whose(4, "1"), "marks.other_seat", "ghế số 1, không phải ghế số 3"),
    ],
)
def test_one_wrong_cell_stops_the_whole_sheet_with_one_sentence(
    seat_three: Path, spoil: Spoil, code: str, about: str
) -> None:
    sheet = _spoilt(seat_three / "diem.xlsx", seat_three / "hong.xlsx", spoil)
    score = seat_three / "vong-1.jdscore"
    refused(["ballot", "fill", score, sheet], 1, [code], [seat_three], about=[about, "Chưa lưu điểm nào"])
    assert done("ballot", "show", score, "--json").data["lines"][0]["state"] == "done"


@pytest.mark.parametrize(
    "typed",
    ["NaN", "nan", "inf", "-Infinity", "1e400", "1.000", "1,000", "８,５", "٨", "५", "½", "8,5,", "8.5.1", "0x8", "1_0",
     "8 5", "+8", "−8", "5%", "5 điểm", "＝8", "x" * 10_000, "9" * 400, 1e300, -1e-300, True],
)  # fmt: skip
def test_what_is_no_number_in_plain_digits_is_never_a_mark(seat_three: Path, typed: object) -> None:
    sheet = _spoilt(seat_three / "diem.xlsx", seat_three / "hong.xlsx", _cell(EFFECT, typed))
    before = (seat_three / "vong-1.jdscore").read_bytes()
    told = run("ballot", "fill", seat_three / "vong-1.jdscore", sheet, "--json")
    assert told.code == 1
    assert set(told.codes) <= {"marks.not_a_number", "marks.out_of_range", "marks.off_step"}
    assert len(told.codes) == 1
    assert len(told.data["findings"][0]["sentence"]) < 400
    assert (seat_three / "vong-1.jdscore").read_bytes() == before


def test_another_seats_sheet_and_files_that_are_no_sheet_are_refused(small: SmallWorld, seat_three: Path) -> None:
    score = seat_three / "vong-1.jdscore"
    refused(["ballot", "fill", score, small.sheet(1)], 1, ["marks.other_seat"], [seat_three])
    refused(["ballot", "fill", score, small.ballots[1]], 1, ["sheet.column_missing"] * 3 + ["marks.no_identity"], [])
    refused(["ballot", "fill", score, small.score(1)], 4, ["sheet.not_a_sheet"], [seat_three])
    refused(["ballot", "fill", score, seat_three / "khong.xlsx"], 4, ["sheet.missing"], [seat_three])
    refused(["ballot", "fill", score, seat_three], 4, ["sheet.missing"], [seat_three])


def test_score_files_that_are_none_are_refused_by_class(small: SmallWorld, tmp_path: Path) -> None:
    whole = small.score(3).read_bytes()
    newer = bytearray(whole)
    newer[60:64] = (99).to_bytes(4, "big")
    faults = {
        "rong": (b"", 4, "store.empty"),
        "chu": ("chỉ là chữ".encode(), 4, "store.foreign"),
        "cuoc-thi": ((small.contest / "contest.jdesk").read_bytes(), 4, "store.foreign"),
        "dut": (whole[: len(whole) // 2], 4, "store.damaged"),
        "moi": (bytes(newer), 7, "store.newer"),
    }
    for name, (data, exit_code, code) in faults.items():
        path = tmp_path / f"{name}.jdscore"
        path.write_bytes(data)
        for act in (["show", path], ["seal", path, "--to", tmp_path / "usb"], ["fill", path, small.sheet(3)]):
            refused(["ballot", *act], exit_code, [code], [tmp_path])
    refused(["ballot", "show", tmp_path / "mat.jdscore"], 4, ["score_file.missing"], [tmp_path])
    (tmp_path / "thu-muc.jdscore").mkdir()
    refused(["ballot", "show", tmp_path / "thu-muc.jdscore"], 4, ["store.cannot-open"], [tmp_path])
    assert "99" in run("ballot", "show", tmp_path / "moi.jdscore").err, "both numbers are told"


def test_a_flipped_bit_in_the_marks_is_found(small: SmallWorld, tmp_path: Path) -> None:
    data = small.score(3).read_bytes()
    place = data.rindex(b"001-3")
    path = tmp_path / "lat.jdscore"
    path.write_bytes(data[:place] + b"002" + data[place + 3 :])
    told = run("ballot", "show", path, "--json")
    assert told.code in (4, 5)
    assert told.codes[0].startswith("store.")
    assert path.read_bytes()[place : place + 3] == b"002"


def test_sealing_twice_filling_after_it_and_reopening_what_is_open(
    small: SmallWorld, seat_three: Path, at_machine: Callable[[int], None]
) -> None:
    score, usb = seat_three / "vong-1.jdscore", seat_three / "usb"
    reopen = ["ballot", "reopen", score, "--reason", "Nhầm dòng", "--word-of", "Thư ký"]
    refused(reopen, 10, ["store.not-sealed"], [seat_three])
    at_machine(1)
    refused(["ballot", "seal", score, "--to", usb], 10, ["seal.other_device"], [seat_three], about=["máy khác"])
    at_machine(3)
    done("ballot", "seal", score, "--to", usb)
    refused(["ballot", "seal", score, "--to", usb], 10, ["seal.sealed"], [seat_three])
    refused(["ballot", "fill", score, small.sheet(3)], 10, ["store.sealed"], [seat_three])
    no_reason = ["ballot", "reopen", score, "--reason", "\u200b", "--word-of", " "]
    refused(no_reason, 3, ["store.no-reason"], [seat_three])
    done(*reopen)
    assert done("ballot", "seal", score, "--to", usb, "--json").data["revision"] == 2


def test_a_ballot_with_gaps_needs_a_reason(
    small: SmallWorld, tmp_path: Path, at_machine: Callable[[int], None]
) -> None:
    at_machine(2)
    score = tmp_path / "trong.jdscore"
    done("ballot", "open", small.package, "--seat", 2, "--pin-stdin", "--file", score, stdin=small.pins[2] + "\n")
    arguments = ["ballot", "seal", score, "--to", tmp_path / "usb"]
    refused(arguments, 10, ["seal.gaps"], [tmp_path], about=["Còn 5 bài chưa chấm xong"])
    assert not (tmp_path / "usb").exists()
    done(*arguments, "--partial", "Giám khảo ốm\n\u202eđột ngột\udce0")
