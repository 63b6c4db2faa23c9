"""Lists and records of a round: every row once, heads on every page, closed codes closed, nothing decided by paper."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from io import BytesIO
from typing import Final

import openpyxl
import pytest

from judge_desk.documents.blocks import Document, Table
from judge_desk.documents.pdf import render_pdf
from judge_desk.documents.press_list import press_list
from judge_desk.documents.register_list import register_list
from judge_desk.documents.shortlist import shortlist
from judge_desk.documents.vote_record import vote_record
from judge_desk.documents.xlsx_table import table_workbook
from tests.documents import round_samples as samples
from tests.documents.reading import pages_of, reader, words_of
from tests.documents.samples import HEAD, code

_SIZES: Final = (1, 30, 400)
_LARGE: Final = ("register", "outcome-blind", "participation")
"""Lists that are looked at with 400 rows, too; the others are built alike."""
_CODE: Final = re.compile(r"\b[0-9]{3}-[0-9]\b")


def _pages(document: Document) -> list[str]:
    return pages_of(render_pdf(document))


@pytest.mark.parametrize("rows", _SIZES)
def test_every_list_shows_every_row_once_under_a_head_on_every_page(rows: int) -> None:
    lists = samples.lists(rows)
    for name in _LARGE if rows > 100 else lists:
        document = lists[name]
        pages = _pages(document)
        table = next(each for each in document.blocks if isinstance(each, Table))
        assert len(table.rows) >= rows, name
        assert len({row[0] for row in table.rows}) == len(table.rows), name
        assert all(unicodedata.is_normalized("NFC", page) and "{" not in page for page in pages), name
        assert all(re.search(r"\bTT\b", page) for page in pages[:-1]), name
        assert all(HEAD.short_hash in page for page in pages), name
        # The last page has more than places to sign: a row, a sum or a closing sentence stands above them.
        assert min(map(pages[-1].find, ("Tổng số", "TT", "Biên bản lập xong", "Danh sách", "Thông tin"))) < 400, name


def test_a_closed_register_ties_no_code_to_a_name_and_an_open_one_does() -> None:
    closed, open_ = (words_of(render_pdf(register_list(samples.register(30, each)))) for each in (True, False))
    assert not _CODE.search(closed)
    assert "bảng mã số chưa mở" in closed
    assert {code(n) for n in range(1, 31) if n % 7} == set(_CODE.findall(open_))
    assert "gửi 15/08/2024" in open_
    assert "Trong đó: nhận: 26; không hợp lệ: 04." in open_


def test_a_shortlist_names_who_stands_behind_the_line_and_what_is_pending() -> None:
    content = samples.shortlisted(6, named=False)
    said = words_of(render_pdf(shortlist(content)))
    assert f"Đứng ngay sau danh sách: bài {code(7)}, hạng 7, 94,30 điểm." in said
    assert "theo thể lệ lấy cả" in said
    assert "Còn chờ quyết định" not in said
    pending = replace(content, pending=content.rows[-1:], outside=())
    said = words_of(render_pdf(shortlist(pending)))
    assert f"Còn chờ quyết định: bài {code(6)}" in said
    assert "Không có bài nào được xếp hạng ở ngoài danh sách." in said


def test_a_tie_that_is_open_leaves_its_order_to_people() -> None:
    decided, open_ = (words_of(render_pdf(samples.records()[name])) for name in ("tie", "tie-open"))
    assert f"Kết quả: bài {code(18)} hạng 6; bài {code(4)} hạng 7" in decided
    assert "Biểu quyết: 4 tán thành, 1 không tán thành, 0 không biểu quyết" in decided
    assert "Kết quả:" not in open_
    assert "thể lệ giao cho Ban Giám khảo biểu quyết" in open_
    assert "từ trên xuống): ……" in open_


def test_a_vote_is_counted_or_left_for_ink_and_its_papers_must_add_up() -> None:
    counted, form = (words_of(render_pdf(samples.records()[name])) for name in ("vote", "vote-form"))
    assert "06 phiếu phát ra, 06 phiếu thu về, gồm 05 phiếu hợp lệ và 01 phiếu không hợp lệ" in counted
    assert "Tán thành: 04 phiếu" in counted
    assert "Số phiếu phát ra: ……" in form
    assert "Tán thành: ……" in form
    only_votes = replace(samples.vote(), issued=None, returned=None, valid=None, invalid=None, votes=(2, 1, 0))
    said = words_of(render_pdf(vote_record(only_votes)))
    assert "Số phiếu thu về: ……" in said
    assert "ít hơn số thành viên cần có mặt" in said
    for returned, valid, invalid in ((7, 6, 1), (6, 4, 1), (6, 5, 0)):
        with pytest.raises(ValueError, match=r"[0-9] (>|!=) [0-9]"):
            replace(samples.vote(), returned=returned, valid=valid, invalid=invalid)


def test_the_press_gets_winners_and_no_marks() -> None:
    said = words_of(render_pdf(press_list(samples.press(3))))
    assert "Ngày 27 tháng 11 năm 2024, Ban Tổ chức công bố kết quả Cuộc thi" in said
    assert "Có 03 giải được trao." in said
    assert not re.search(r"\d,\d", said)
    assert not re.search(r"điểm|hạng", said.replace("thời điểm", ""))


def test_records_say_what_is_known_and_leave_the_rest_for_ink() -> None:
    records = {name: words_of(render_pdf(each)) for name, each in samples.records().items()}
    assert "usb-1-so-khao" in records["handover-15"]
    assert "Có 14 phiếu chấm đã nhận từ 14 ghế; 01 ghế chưa có phiếu." in records["handover-15"]
    assert "1 (nhập từ giấy)" in records["handover-15"]
    opened = words_of(render_pdf(samples.lists(2)["unsealing"]))
    assert "Tình trạng niêm phong trước khi mở: ……" in opened
    assert "Số mã số trong bảng: 02" in opened
    for name, said in records.items():
        assert "BIÊN BẢN" in said, name
        assert "/BB-BGK" in said, name


def test_lists_make_workbooks_whose_cells_are_those_of_the_paper() -> None:
    content = samples.register(30)
    hostile = replace(content.rows[0], title='=HYPERLINK("http://x")')
    document = register_list(replace(content, rows=(hostile, *content.rows[1:])))
    sheet = openpyxl.load_workbook(BytesIO(table_workbook(document))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" for cell in cells)
    shown = {str(cell.value) for cell in cells}
    assert {hostile.title, *(row.title for row in content.rows[1:])} <= shown
    assert {row.code for row in content.rows if row.code} <= shown


def test_participation_names_the_units_without_entries_and_counts_totals_once() -> None:
    content = samples.units(9)
    said = words_of(render_pdf(samples.lists(9)["participation"]))
    missing = [row.unit for row in content.units if not row.sent]
    assert len(missing) == 3
    assert f"Chưa có bài dự thi: {'; '.join(missing)}." in said
    assert "Có 06 trong số 09 cơ quan, đơn vị đã biết có bài dự thi." in said
    assert "Tổng số bài 18 9 6 6" in words_of(render_pdf(samples.lists(9)["participation"]), "-layout")


def test_an_index_has_pages_digests_and_what_each_print_replaced() -> None:
    content = samples.index(30)
    data = render_pdf(samples.lists(30)["index"])
    said = words_of(data, "-layout")
    for row in content.rows:
        assert row.sha256[:16] in said
        assert row.file in said
    assert "Tổng số: 30 tệp, 90 trang." in said
    told = reader(data).metadata
    assert told is not None
    assert str(told.title).startswith("Mục lục hồ sơ")
