from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.faults.command_line import done, refused, run
from tests.faults.conftest import Copied
from tests.faults.small_world import HEAD, SmallWorld, docx_bytes, register_rows, save_rows

pytestmark = pytest.mark.usefixtures("workbooks_here")

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LEGACY = "Danh sách bài dự thi;Tên bài\n1;Đổi mới\n".encode("cp1258", "ignore") + b"\xb9\xae\xcd\n"


def _rows(change: Callable[[list[list[Any]]], object]) -> list[list[Any]]:
    rows = register_rows()
    change(rows)
    return rows


def _without_authors(rows: list[list[Any]]) -> None:
    for row in rows:
        del row[HEAD.index("Tác giả")]


@pytest.mark.parametrize(
    ("rows", "codes", "about"),
    [
        (_rows(_without_authors), ["sheet.column_missing"], "“Tác giả”"),
        ([list(HEAD)], ["register.no_rows"], "chưa có bài nào"),
    ],
    ids=["no column", "only a head"],
)
def test_a_register_that_cannot_be_read_stops_the_intake(
    small: SmallWorld, copied: Copied, tmp_path: Path, rows: list[list[Any]], codes: list[str], about: str
) -> None:
    folder = copied(small.founded)
    register = save_rows(tmp_path / "so.xlsx", rows)
    refused(["intake", folder, register, "--files", small.files], 1, codes, [folder], about=[about, "Chưa nhận gì"])
    done("contest", "show", folder)


@pytest.mark.parametrize(
    ("place", "value", "code", "about"),
    [
        ("Tên bài dự thi", datetime(2024, 8, 5), "sheet.date_for_text", "05/08/2024"),
        ("STT", 1, "register.id_twice", "số 1 đã dùng ở dòng 2"),
        ("STT", "../x", "register.bad_id", "../x"),
        ("Tên bài dự thi", None, "register.no_title", "chưa có tên bài"),
        ("Loại hình", "đội tuyển", "register.unknown_kind", "đội tuyển"),
        ("Thời gian nhận", "hôm qua", "sheet.not_a_date", "hôm qua"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_once_and_the_others_are_taken(
    small: SmallWorld, copied: Copied, tmp_path: Path, place: str, value: object, code: str, about: str
) -> None:
    folder = copied(small.founded)
    rows = register_rows()
    rows[2][HEAD.index(place)] = value
    register = save_rows(tmp_path / "so.xlsx", rows)
    told = run("intake", folder, register, "--files", small.files, "--json")
    stops = [each for each in told.data["findings"] if each["severity"] == "stop"]
    assert (told.code, [each["code"] for each in stops]) == (1, [code])
    assert about in stops[0]["sentence"]
    assert "Dòng 3" in stops[0]["sentence"]
    assert told.data["counts"]["eligible"] == 4
    assert done("contest", "show", folder, "--json").data["entries"]["eligible"] == 4


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("cu.xlsx", OLE + bytes(600), "sheet.old_format"),
        ("khoa.xlsx", OLE + bytes(64) + "EncryptedPackage".encode("utf-16-le") + bytes(600), "sheet.encrypted"),
        ("tcvn3.csv", LEGACY, "sheet.encoding"),
        ("rong.xlsx", b"", "sheet.empty"),
        ("ngoac.csv", 'STT;Tên bài\n1;"Bài\n'.encode(), "sheet.csv_quotes"),
        ("phim.xlsx", b"\0\0\0\x18ftypmp42" + bytes(50), "sheet.not_a_sheet"),
        ("van-ban.xlsx", docx_bytes("không phải bảng"), "sheet.not_a_sheet"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_unread(
    small: SmallWorld, copied: Copied, tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    folder = copied(small.founded)
    (tmp_path / name).write_bytes(data)
    refused(["intake", folder, tmp_path / name, "--files", small.files], 4, [code], [folder], about=["Chưa nhận gì"])
    done("contest", "show", folder)


def test_a_register_cut_in_the_middle_or_missing_is_refused(small: SmallWorld, copied: Copied, tmp_path: Path) -> None:
    folder = copied(small.founded)
    (tmp_path / "dut.xlsx").write_bytes(small.register.read_bytes()[:3000])
    for register, code in ((tmp_path / "dut.xlsx", "sheet.unreadable"), (tmp_path / "mat.xlsx", "sheet.missing")):
        refused(["intake", folder, register, "--files", small.files], 4, [code], [folder])


def test_an_empty_folder_of_files_changes_nothing_and_takes_no_entry_away(
    small: SmallWorld, copied: Copied, tmp_path: Path
) -> None:
    folder, empty = copied(small.taken), tmp_path / "rong"
    empty.mkdir()
    refused(["intake", folder, small.register, "--files", empty], 1, ["files.none"], [folder], about=["Chưa nhận tệp"])
    (empty / "Thumbs.db").write_bytes(b"x")
    codes = ["files.ignored", "files.none"]
    refused(["intake", folder, small.register, "--files", empty], 1, codes, [folder], about=["Thumbs.db"])
    refused(["intake", folder, small.register, "--files", empty / "x"], 4, ["files.no_folder"], [folder])
    assert done("contest", "show", folder, "--json").data["entries"]["eligible"] == 5


def test_a_folder_that_is_no_contest_is_refused_by_every_command(small: SmallWorld, tmp_path: Path) -> None:
    stranger = tmp_path / "khong-phai"
    stranger.mkdir()
    for arguments in (
        ["contest", "show", stranger],
        ["intake", stranger, small.register, "--files", small.files],
        ["panel", "import", stranger, small.root / "ban-giam-khao.xlsx"],
        ["issue", stranger, "--round", "vong-1", "--to", tmp_path],
        ["merge", stranger, "--round", "vong-1", small.ballots[1]],
        ["decide", stranger],
        ["publish", stranger, "--round", "vong-1", "--to", tmp_path / "giay"],
        ["backup", stranger],
    ):
        refused(arguments, 4, ["contest.no_folder"], [stranger], about=["không phải hồ sơ cuộc thi"])
