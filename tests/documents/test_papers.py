"""Every paper of a round: readable text, embedded type, the same bytes, a page count that a person expects."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest
import zxingcpp

from judge_desk.documents.content import SeatLetter, SheetRow
from judge_desk.documents.letter import letters
from judge_desk.documents.merge_record import merge_record
from judge_desk.documents.minutes import minutes
from judge_desk.documents.pdf import render_pdf
from judge_desk.documents.prize_list import prize_list
from judge_desk.documents.score_sheet import score_sheet
from judge_desk.documents.summary_table import summary_table
from judge_desk.wording.figures import code_groups
from tests.documents import samples
from tests.documents.reading import fonts_of, pages_of, picture_of, reader, text_of, words_of
from tests.documents.samples import HEAD, digits, papers

_PAPERS: Final = {name: render_pdf(document) for name, document in papers().items()}
_PAGES: Final = {
    "phieu-cham": 2, "phieu-cham-vong2": 3, "phieu-chua-niem-phong": 2, "hop-nhat": 2, "tong-hop-5": 3,
    "tong-hop-15": 6, "tong-hop-vong2": 3, "bien-ban-1": 4, "bien-ban-2": 5, "giai-thuong": 2, "diem-thuong": 1,
    "thu-ghe": 3, "bien-nhan": 1, "phieu-xem-truoc": 2,
}  # fmt: skip
_ALL: Final = pytest.mark.parametrize("name", sorted(_PAPERS))


@_ALL
def test_the_text_is_composed_vietnamese_under_the_nation_s_name(name: str) -> None:
    text = text_of(_PAPERS[name])
    assert unicodedata.is_normalized("NFC", text)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Độc lập - Tự do - Hạnh phúc" in text
    assert "\ufffd" not in text
    assert "□" not in text
    assert "{" not in text


@_ALL
def test_only_the_shipped_type_is_used_and_embedded(name: str, tmp_path: Path) -> None:
    fonts = fonts_of(_PAPERS[name], tmp_path)
    assert fonts
    for font in fonts:
        assert "LiberationSerif" in font[0]
        assert font[-5:-2] == ["yes", "yes", "yes"]


@_ALL
def test_the_file_says_its_title_language_and_outline(name: str) -> None:
    pdf = reader(_PAPERS[name])
    assert pdf.metadata is not None
    assert pdf.metadata.title == papers()[name].title
    assert str(pdf.root_object["/Lang"]) == "vi-VN"
    assert pdf.outline
    assert len(pdf.pages) == _PAGES[name]


@_ALL
def test_every_page_carries_contest_version_hash_and_data_code(name: str) -> None:
    for page in pages_of(_PAPERS[name]):
        assert "hau-giang-2024 · bản 2 · a1b2c3d4" in page
        assert code_groups(HEAD.data_code) in page
        assert "Mẫu minh họa, không phải Thể lệ" in page


def test_the_same_content_gives_the_same_bytes_in_every_process() -> None:
    ours = {name: hashlib.sha256(data).hexdigest() for name, data in _PAPERS.items()}
    assert ours == {name: hashlib.sha256(render_pdf(each)).hexdigest() for name, each in papers().items()}
    code = (
        "import hashlib; from tests.documents.samples import papers; from judge_desk.documents.pdf import render_pdf\n"
        "for name, each in papers().items(): print(name, hashlib.sha256(render_pdf(each)).hexdigest())"
    )
    for seed in ("1", "4711"):
        ran = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        assert dict(line.split() for line in ran.stdout.splitlines()) == ours


def test_the_code_on_the_sheet_is_read_by_a_camera() -> None:
    content = samples.sheet()
    found = zxingcpp.read_barcodes(picture_of(_PAPERS["phieu-cham"], page=2))
    assert [each.text for each in found] == [content.digest]
    assert code_groups(content.code) in words_of(_PAPERS["phieu-cham"])


def test_pages_are_numbered_above_from_the_second_and_below_on_all() -> None:
    first, second, *_ = pages_of(_PAPERS["bien-ban-1"])
    assert "Trang 1/4" in first
    assert "Trang 2/4" in second
    assert second.startswith("Mẫu minh họa, không phải Thể lệ 2 ")
    assert not first.startswith("Mẫu minh họa, không phải Thể lệ 1 ")


def test_marks_of_rehearsal_draft_and_superseded_stand_on_every_page() -> None:
    assert all("BẢN CHẠY THỬ" in page for page in pages_of(_PAPERS["bien-ban-2"]))
    assert "- Bằng điểm tại vạch: 016-6 và 017-7." in words_of(_PAPERS["tong-hop-vong2"])
    assert all("DỰ THẢO" in page for page in pages_of(_PAPERS["tong-hop-vong2"]))
    for page in pages_of(_PAPERS["diem-thuong"]):
        assert f"ĐÃ THAY THẾ bằng bản có mã {code_groups(digits('newer'))}" in page
    for name in ("bien-ban-1", "tong-hop-5", "giai-thuong"):
        assert not any(mark in text_of(_PAPERS[name]) for mark in ("BẢN CHẠY THỬ", "DỰ THẢO", "THAY THẾ"))


def test_a_watermark_does_not_disturb_the_text() -> None:
    plain = minutes(samples.jury_minutes())
    marked = minutes(replace(samples.jury_minutes(), head=replace(HEAD, rehearsal=True)))
    words = words_of(render_pdf(marked)).replace("BẢN CHẠY THỬ, không có giá trị. ", "")
    assert sorted(words.split()) == sorted(words_of(render_pdf(plain)).split())


def test_minutes_follow_the_decree() -> None:
    words = words_of(_PAPERS["bien-ban-1"], "-layout")
    head, _, rest = words.partition("BIÊN BẢN")
    assert "Số: /BB-BGK" in head
    assert "Hậu Giang, ngày" not in head
    assert "Cuộc họp kết thúc vào …… giờ ……, ngày …… tháng …… năm 2024./." in rest
    assert rest.index("THƯ KÝ") < rest.index("CHỦ TỌA") < rest.index("Nơi nhận:")


def test_minutes_tell_what_happened() -> None:
    words = words_of(_PAPERS["bien-ban-1"], "-layout")
    for said in (
        "Tổng số thành viên: 07; có mặt: 06; vắng mặt: 01. Số thành viên cần có mặt: 05.",
        "Cuộc họp đủ điều kiện tiến hành.",
        "Số phiếu phát ra: 07; số phiếu thu về: 06; số phiếu hợp lệ được tính: 06; số phiếu không hợp lệ: 00.",
        "Ngoài ra, trong khi thu có 01 phiếu được niêm phong lại",
        "Ngoài ra có 01 tệp không nhận là phiếu chấm.",
        "không chấm 03 bài (003-3, 010-0, 017-7). Lý do: cùng đơn vị với tác giả.",
        "Các phiếu chấm ban đầu giữ nguyên, không sửa chữa.",
        "Lấy 17 bài có điểm chính thức cao nhất theo quyết định của Ban Giám khảo.",
        "Chưa đối chiếu giấy: ghế 5 (Đặng Thị Thùy Dương).",
        "Biểu điểm và quy tắc dùng trong vòng này là mẫu minh họa, không phải Thể lệ.",
        "trên 5 đến dưới 10: Trưởng ban tổ chức đối thoại rồi quyết định điểm chính thức",
    ):
        assert said in words
    for ballot in samples.jury_minutes().counted:
        assert code_groups(ballot.code) in words
    assert "Danh sách vào vòng trong" in words
    assert "Kết quả và giải thưởng" in words_of(_PAPERS["bien-ban-2"], "-layout")


def test_a_meeting_without_quorum_is_said_so() -> None:
    content = samples.jury_minutes()
    few = replace(content, meeting=replace(content.meeting, present=content.meeting.present[:4]))
    words = words_of(render_pdf(minutes(few)))
    assert "chưa đủ điều kiện" in words
    assert "vắng mặt: 03" in words


def test_empty_minutes_say_that_there_was_nothing() -> None:
    content = replace(
        samples.jury_minutes(), recusals=(), refused_entries=(), refused_ballots=(), disagreements=(), ties=(),
        decisions=(), counted=(), ranked=(), reserved=(), annexes=(), lot="", unsealing="", log_head="",
    )  # fmt: skip
    words = words_of(render_pdf(minutes(content)))
    assert "Không có trường hợp chênh lệch phải xử lý." in words
    assert "Không có trường hợp bằng điểm phải xử lý." in words
    assert "Chưa có kết quả." in words
    assert "Chưa có phiếu nào được tính." in words


def test_a_sheet_shows_marks_with_comma_totals_in_words_and_blanks_as_blanks() -> None:
    content = samples.sheet(rows=3)
    blank = SheetRow("009-9", (Fraction(20), None, Fraction(17, 2), None), None, reason="chưa xem xong clip")
    words = words_of(render_pdf(score_sheet(replace(content, rows=(*content.rows, blank)))), "-layout")
    assert "001-1 20,5 23,0 22,5 8,5 74,5 Bảy mươi tư phẩy năm" in words
    assert "009-9 20,0 8,5 " in words
    assert "Chưa chấm: chưa" in words
    assert "04 bài được giao, đã chấm 02, không chấm 01, chưa chấm 01" in words


def test_a_sheet_that_is_not_sealed_has_no_code() -> None:
    words = words_of(_PAPERS["phieu-chua-niem-phong"])
    assert "Phiếu này chưa niêm phong" in words
    assert "Mã kiểm tra của phiếu" not in words


def test_the_merge_record_names_what_is_missing_and_what_was_refused() -> None:
    words = words_of(_PAPERS["hop-nhat"], "-layout")
    assert "Số ghế phải nộp phiếu: 05; có phiếu được tính sau lần hợp nhất này: 04; còn thiếu: 01." in words
    assert "Chưa có phiếu được tính: ghế 4 (Phạm Hữu Nghĩa)." in words
    assert "(không rõ ghế): Tệp bị thay đổi. Nội dung không khớp chữ ký trong tệp." in words
    assert "Chưa đối chiếu giấy: ghế 2 và ghế 5." in words
    whole = replace(samples.merge(), ballots=samples.merge().ballots[:1], conditions=())
    assert "đã được đối chiếu với phiếu giấy" in words_of(render_pdf(merge_record(whole)))


def test_the_summary_keeps_left_out_marks_readable_and_explains_its_signs() -> None:
    words = words_of(_PAPERS["tong-hop-5"], "-layout")
    assert "1 001-1 80,0 81,5 83,0 84,5 (60,5) 4/5 329,0 82,25 24,0 Lấy trung bình 82,2 1" in words
    assert "83,62…" in words
    assert "77,8*" in words
    assert "KC: không chấm vì xung đột lợi ích." in words


def test_prizes_add_up_in_figures_and_words_without_the_vacant_one() -> None:
    words = words_of(_PAPERS["giai-thuong"], "-layout")
    assert "Tổng số: 05 giải; tổng tiền thưởng: 26.000.000 đồng (bằng chữ: hai mươi sáu triệu đồng)." in words
    assert "Giải Ba Không có giải" in words
    empty = prize_list(replace(samples.prizes(), rows=()))
    assert "Chưa có giải nào." in words_of(render_pdf(empty))


def test_each_letter_is_one_page_with_its_own_pin_only() -> None:
    pages = pages_of(_PAPERS["thu-ghe"])
    for page, letter in zip(pages, samples.seat_letters().letters, strict=True):
        assert f"Mã PIN: {letter.pin}" in page
        assert "Trang" not in page
        others = [each.pin for each in samples.seat_letters().letters if each != letter]
        assert not any(pin in page for pin in others)


def test_a_letter_with_a_very_long_name_stays_on_one_page() -> None:
    long = SeatLetter(1, "Công Tằng Tôn Nữ " * 2, "Phó Trưởng phòng Cải cách hành chính " * 3, "123456", 300)
    content = replace(samples.seat_letters(), letters=(long, long))
    assert len(reader(render_pdf(letters(content))).pages) == 2


@pytest.mark.parametrize("rows", [0, 1, 30, 400])
def test_sheets_and_tables_of_any_length_hold_every_entry(rows: int) -> None:
    for document in (score_sheet(samples.sheet(rows)), summary_table(samples.summary(rows))):
        pages = pages_of(render_pdf(document))
        found = " ".join(pages)
        assert all(f" {samples.code(number)} " in found for number in range(1, rows + 1))
        assert sum("Mã số" in page or "Mã" in page for page in pages) == len(pages)
        assert "(Ký và ghi rõ họ tên)" in pages[-1] or "(Ký và ghi rõ họ tên)" in pages[-2]


@pytest.mark.parametrize("judges", [1, 3, 9, 15])
def test_every_judge_has_a_column_and_a_place_to_sign(judges: int) -> None:
    words = words_of(render_pdf(summary_table(samples.summary(5, judges))), "-layout")
    for seat in range(1, judges + 1):
        assert f"GK{seat} " in words
        assert f"GIÁM KHẢO {seat}" in words
    assert "TRƯỞNG BAN GIÁM KHẢO" in words


def test_every_paper_can_be_kept_to_be_looked_at(tmp_path: Path) -> None:
    """Leave all papers in the test's own folder: ``pytest -k looked_at --basetemp=FOLDER`` keeps them."""
    for name, data in _PAPERS.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
    assert len(list(tmp_path.glob("*.pdf"))) == len(_PAPERS)
