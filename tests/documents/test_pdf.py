"""The writer: text of strangers stays text, extreme sizes hold, signatures never stand alone."""

from __future__ import annotations

import time
import unicodedata
from typing import Any, Final, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge_desk.documents.blocks import (
    Align,
    BigText,
    Block,
    CodeBlock,
    Column,
    CutLine,
    Fields,
    KeepTogether,
    PageBreak,
    Paragraph,
    Signatures,
    Signer,
    Spacer,
    StateHead,
    Style,
    Table,
    Title,
)
from judge_desk.documents.pdf import render_pdf
from tests.documents.reading import pages_of, paper, picture_of, reader, text_of, words_of

_STRANGE: Final = (
    "<b>đậm</b> & <img src='/etc/passwd'/>",
    "<b chưa đóng",
    "<para><font color=red>đỏ</font>",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "{title} %s %(x)s $HOME",
    "\\n \\( \\) ) ( Tj ET",
    "&lt;script&gt;",
)
_NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def _plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("text", _STRANGE)
def test_markup_formulas_and_escapes_are_drawn_as_they_are(text: str) -> None:
    blocks: tuple[Block, ...] = (
        Title(text, (text,), text),
        Paragraph(text, lead=text),
        Fields(((text, text),)),
        Table((Column(text, share=1), Column("x")), ((text, "1"),)),
        CodeBlock(text, "12345", notes=(text,)),
        Signatures((Signer(text, text, text),), 1),
    )
    words = words_of(render_pdf(paper(*blocks)))
    assert words.count(_plain(text)) >= 6


def test_controls_of_direction_and_zero_width_are_seen() -> None:
    words = words_of(render_pdf(paper(Paragraph("Bài \u202egnp.exe\u202c và\u200btên 😀"))))
    assert "Bài □gnp.exe□ và□tên □" in words


def test_split_vietnamese_is_composed_when_drawn() -> None:
    split = unicodedata.normalize("NFD", "Đề xuất mô hình ở thị xã Ngã Bảy, ưỡn ẹo")
    data = render_pdf(paper(Paragraph(split), Table((Column(split, share=1),), ((split,),))))
    assert words_of(data).count("Đề xuất mô hình ở thị xã Ngã Bảy, ưỡn ẹo") == 3
    assert unicodedata.is_normalized("NFC", text_of(data))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=400))
@settings(max_examples=60)
def test_any_text_at_all_can_be_printed(text: str) -> None:
    table = Table((Column(text[:40], share=1), Column("Điểm", Align.RIGHT)), ((text, text[:9]),))
    assert render_pdf(paper(Paragraph(text, lead=text[:20]), Fields(((text, text),)), table)).startswith(b"%PDF")


def test_a_title_of_300_letters_without_a_blank_stays_inside_its_cell() -> None:
    title = "Ậ" * 300
    columns = (Column("TT", Align.CENTRE), Column("Tên bài", share=1), Column("Điểm", Align.RIGHT, width=20))
    data = render_pdf(paper(Table(columns, (("1", title, "85,5"),), numbered=False)))
    assert text_of(data).count("Ậ") == 300
    assert "85,5" in text_of(data)
    picture = picture_of(data, dpi=72).convert("L")
    margin = picture.crop((picture.width - 40, 60, picture.width, picture.height - 60))
    assert margin.getextrema()[0] == 255, "ink in the right margin"


def test_a_row_higher_than_a_page_is_cut_between_its_lines() -> None:
    text = " ".join(f"từ{number}" for number in range(3000))
    data = render_pdf(paper(Table((Column("Nhận xét", share=1), Column("x")), ((text, "1"),))))
    pages = pages_of(data)
    assert len(pages) > 3
    found = [word for page in pages for word in page.split() if word.startswith("từ")]
    assert found == text.split()
    assert all("Nhận xét" in page for page in pages)


def test_heads_repeat_and_no_row_is_lost_or_doubled() -> None:
    rows = tuple((f"{number:04d}-x", "Tên") for number in range(400))
    pages = pages_of(render_pdf(paper(Table((Column("Mã số"), Column("Tên", share=1)), rows))))
    assert all("Mã số" in page and "(1) (2)" in page for page in pages)
    assert [word for page in pages for word in page.split() if word.endswith("-x")] == [row[0] for row in rows]


def test_numbers_are_never_broken_while_a_smaller_type_is_left() -> None:
    judges = tuple(Column(f"GK{seat}", Align.RIGHT) for seat in range(1, 16))
    columns = (Column("TT", Align.CENTRE), Column("Tên bài", share=1), *judges, Column("Tổng", Align.RIGHT))
    rows = tuple((str(n), "Một tên bài vừa phải", *["100,25"] * 15, "1.503,75") for n in range(1, 31))
    words = words_of(render_pdf(paper(Table(columns, rows, least=7), wide=True)), "-layout")
    assert words.count("100,25") == 450
    assert words.count("1.503,75") == 30


def test_a_table_with_too_many_columns_still_fits_the_sheet() -> None:
    columns = tuple(Column(f"Cột{number}", Align.RIGHT) for number in range(60))
    data = render_pdf(paper(Table(columns, (("123",) * 60,), numbered=False), wide=True))
    picture = picture_of(data, dpi=72).convert("L")
    assert picture.crop((picture.width - 40, 60, picture.width, picture.height - 60)).getextrema()[0] == 255


def test_a_row_of_the_wrong_length_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="zip"):
        render_pdf(paper(Table((Column("a"), Column("b", share=1)), (("1", "2", "3"),))))


@pytest.mark.parametrize("lines", range(30, 56))
def test_signatures_are_never_alone_on_a_page(lines: int) -> None:
    body = [Paragraph(f"Dòng {number}", Style.ITEM) for number in range(lines)]
    pages = pages_of(render_pdf(paper(*body, Signatures((Signer("THƯ KÝ"), Signer("CHỦ TỌA"))))))
    [signed] = [page for page in pages if "CHỦ TỌA" in page]
    assert f"Dòng {lines - 1}" in signed
    assert f"Dòng {lines - 2}" in signed


@pytest.mark.parametrize("rows", range(24, 44))
def test_signatures_take_the_last_rows_of_a_table_with_them(rows: int) -> None:
    table = Table((Column("Mã"), Column("Tên", share=1)), tuple((f"m{n}.", "x") for n in range(rows)))
    pages = pages_of(render_pdf(paper(table, Signatures((Signer("THƯ KÝ"), Signer("CHỦ TỌA"))))))
    assert f"m{rows - 1}." in pages[-1]
    assert "CHỦ TỌA" in pages[-1]
    assert "Mã Tên" in pages[-1]


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    for lines in range(30, 50):
        body = [Paragraph(f"Dòng {number}", Style.ITEM) for number in range(lines)]
        pages = pages_of(render_pdf(paper(*body, Paragraph("Đề mục", Style.HEADING), Paragraph("Nội dung"))))
        [page] = [page for page in pages if "Đề mục" in page]
        assert "Nội dung" in page


def test_blocks_kept_together_share_a_page_and_breaks_begin_one() -> None:
    together = KeepTogether(tuple(Paragraph(f"k{n}.") for n in range(10)))
    for lines in (20, 27, 33, 40):
        body = [Paragraph(f"Dòng {number}", Style.ITEM) for number in range(lines)]
        pages = pages_of(render_pdf(paper(*body, together, PageBreak(), Spacer(30), Paragraph("Sau"))))
        assert sum("k0." in page and "k9." in page for page in pages) == 1
        assert "Sau" in pages[-1]
        assert "k9." not in pages[-1]


def test_the_head_keeps_the_nation_s_name_on_one_line_in_both_directions() -> None:
    date = "Hậu Giang, ngày 05 tháng 3 năm 2024"
    head = StateHead("ỦY BAN NHÂN DÂN TỈNH HẬU GIANG", "BAN TỔ CHỨC", "Số: 05/BB-BGK", date)
    for wide in (False, True):
        lines = [_plain(line) for line in text_of(render_pdf(paper(head, wide=wide)), "-layout").splitlines()]
        beside = "ỦY BAN NHÂN DÂN TỈNH HẬU GIANG" if wide else "ỦY BAN NHÂN DÂN"
        assert f"{beside} {_NATION}" in lines
        assert f"Số: 05/BB-BGK {date}" in lines


def test_small_blocks_are_drawn() -> None:
    words = words_of(render_pdf(paper(BigText("481 193"), CutLine("gấp tại đây"), Spacer(5), Paragraph("Hết"))))
    assert "481 193" in words
    assert "gấp tại đây" in words


def test_an_empty_document_is_one_page() -> None:
    assert len(reader(render_pdf(paper())).pages) == 1


def test_the_outline_leads_to_titles_and_headings() -> None:
    data = render_pdf(paper(Title("BIÊN BẢN", ("Họp",)), Paragraph("1. Điều kiện", Style.HEADING), Paragraph("x")))
    top, below = cast(list[Any], reader(data).outline)
    assert top.title == "BIÊN BẢN Họp"
    assert [each.title for each in below] == ["1. Điều kiện"]


def test_a_table_of_2000_rows_and_24_columns_takes_a_breath() -> None:
    columns = (Column("TT"), Column("Mã số"), Column("Tên bài", share=1), *(Column(f"GK{n}") for n in range(21)))
    rows = tuple(
        (str(n), f"{n:04d}-{n % 10}", f"Mô hình số {n}", *(f"{60 + (n + 3 * i) % 40},{n % 10}" for i in range(21)))
        for n in range(2000)
    )
    document = paper(Table(columns, rows, size=9, least=7), wide=True)
    began = time.process_time()
    data = render_pdf(document)
    assert time.process_time() - began < 5
    assert len(reader(data).pages) > 30
