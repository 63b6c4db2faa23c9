"""Registers typed in fonts of before Unicode are read as what was meant, and that is said with examples."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from judge_desk.contest.values.problems import Severity, Unreadable
from judge_desk.exchange.spreadsheets.sheets import read_sheet
from judge_desk.exchange.submissions.old_writing import Writing
from tests.exchange.old_vectors import written_old

HEAD = ("STT", "Tên bài dự thi", "Tác giả", "Đơn vị", "Lĩnh vực")
ROWS = (
    ("1", "Số hóa hồ sơ đất đai ở xã", "Nguyễn Thị Ước", "Phòng tài nguyên và môi trường", "thủ tục"),
    ("2", "Tổ công nghệ đến từng nhà", "Đỗ Văn Lượng", "Bưu điện văn hóa xã", "phục vụ người dân"),
)
SMALL = tuple(tuple(cell.lower() for cell in row) for row in (HEAD, *ROWS))


@pytest.mark.parametrize("writing", [Writing.TCVN3, Writing.VNI])
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_register_in_an_old_writing_is_read_and_said(tmp_path: Path, writing: Writing, ending: str) -> None:
    written = [[written_old(cell, writing) for cell in row] for row in SMALL]
    path = tmp_path / f"so.{ending}"
    if ending == "csv":
        path.write_bytes("\n".join(";".join(row) for row in written).encode("latin-1"))
    else:
        book = openpyxl.Workbook()
        page: Any = book.active
        for row in written:
            page.append(row)
        book.save(path)
    sheet = read_sheet(path)
    assert [tuple(str(cell.value) for cell in row.cells) for row in sheet.rows] == list(SMALL)
    found = {each.code: each for each in sheet.findings}
    assert set(found) == {"sheet.old_writing"}
    told = found["sheet.old_writing"]
    assert (told.severity, told.facts["writing"]) == (Severity.ASK, writing.value)
    assert str(told.facts["after"]).startswith("tên bài dự thi; tác giả; đơn vị")


def test_a_register_in_unicode_or_in_another_encoding_is_left_alone(tmp_path: Path) -> None:
    unicode, french = tmp_path / "a.csv", tmp_path / "b.csv"
    unicode.write_text("\n".join(";".join(row) for row in (HEAD, *ROWS)), encoding="utf-8")
    assert read_sheet(unicode).findings == ()
    french.write_bytes("Numéro;Élève à la fenêtre;été;où;préféré;goût;forêt;maïs;naïf;noël".encode("latin-1"))
    with pytest.raises(Unreadable):
        read_sheet(french)
