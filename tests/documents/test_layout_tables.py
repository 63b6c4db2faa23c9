"""Tables of any size: every word in its cell, no word on another, nothing lost, rows whole, type not too small."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import pytest

from judge_desk.documents.blocks import Align, Block, Column, Document, Paragraph, Signatures, Signer, Style, Table
from judge_desk.documents.minutes import minutes
from judge_desk.documents.pdf import render_pdf
from judge_desk.documents.prize_list import prize_list
from judge_desk.documents.score_sheet import score_sheet
from judge_desk.documents.summary_table import summary_table
from tests.documents import samples
from tests.documents.measuring import MM, clashes, crossings, lines_of, words_of_pages
from tests.documents.reading import pages_of, paper, reader

_UNBROKEN: Final = "Nguyễnthịhoàngphươngthảonguyênkimngânbảoquỳnhnhưminhchâuánhn"
_AUTHORS: Final = ", ".join(f"Nguyễn Hoàng Phương Thảo Nguyên Thị Kim {number}" for number in range(5))
_LEAST: Final = 7.0
"""Points below which nothing is set; of columns that leave no choice."""


def _long_summary(judges: int) -> Document:
    content = samples.summary(20, judges, blind=False)
    rows = tuple(replace(row, title=_UNBROKEN * 2, authors=_AUTHORS, units=_UNBROKEN) for row in content.rows)
    return summary_table(replace(content, rows=rows))


def _long_prizes() -> Document:
    content = samples.prizes()
    rows = tuple(replace(row, title=_UNBROKEN, authors=_AUTHORS, units=_UNBROKEN) for row in content.rows)
    return prize_list(replace(content, rows=rows))


def _long_minutes() -> Document:
    content = samples.jury_minutes(final_round=True)
    rows = tuple(replace(row, title=_UNBROKEN, authors=_AUTHORS, units=_UNBROKEN) for row in content.ranked)
    return minutes(replace(content, ranked=rows))


_WORLDS: Final[dict[str, Callable[[], Document]]] = {
    "1 entry, 3 judges": lambda: summary_table(samples.summary(1, 3)),
    "30 entries, 9 judges": lambda: summary_table(samples.summary(30, 9, blind=False)),
    "212 entries, 5 judges": lambda: summary_table(samples.summary(212, 5)),
    "120 entries, 15 judges": lambda: summary_table(samples.summary(120, 15, blind=False)),
    "212 entries on a sheet": lambda: score_sheet(samples.sheet(212, titled=True)),
    "long names, 3 judges": lambda: _long_summary(3),
    "long names, 15 judges": lambda: _long_summary(15),
    "long names with prizes": _long_prizes,
    "long names in minutes": _long_minutes,
}


def _looked_at(pages: int) -> Sequence[int]:
    """Give the pages that are looked at: all of a few, else those at both ends and in the middle."""
    return range(1, pages + 1) if pages < 8 else (1, 2, pages // 2, pages - 1, pages)


@pytest.mark.parametrize("world", _WORLDS)
def test_every_word_stays_in_its_cell_and_off_its_neighbours(world: str) -> None:
    data = render_pdf(_WORLDS[world]())
    pages = words_of_pages(data)
    sheets = reader(data).pages
    for number in _looked_at(len(pages)):
        assert not crossings(data, number, pages[number - 1])
        assert not clashes(pages[number - 1])
        assert max(word.x2 for word in pages[number - 1]) <= float(sheets[number - 1].mediabox.width) - 15 * MM + 0.2
    assert min(line.size for line in lines_of(data)) >= _LEAST


def test_no_letter_of_a_long_name_is_lost() -> None:
    for document, rows in ((_long_summary(15), 20), (_long_minutes(), 17)):
        text = "".join("".join(line.text.split()) for line in lines_of(render_pdf(document)))
        assert text.count(_UNBROKEN) >= rows * 2
        assert text.count("".join(_AUTHORS.split())) >= rows


@pytest.mark.parametrize("lines", [12, 30])
def test_a_row_that_fits_a_page_is_never_cut(lines: int) -> None:
    rows = tuple((f"{n}", " ".join([f"a{n}.", *["chữ"] * (15 * lines), f"z{n}."]), "1,5") for n in range(1, 13))
    columns = (Column("TT"), Column("Nhận xét", share=1), Column("Điểm", Align.RIGHT))
    pages = pages_of(render_pdf(paper(Paragraph("Mở đầu"), Table(columns, rows))))
    assert len(pages) > 1
    for number in range(1, 13):
        assert sum(f"a{number}." in page and f"z{number}." in page for page in pages) == 1
    assert all("Nhận xét" in page and "(1) (2) (3)" in page for page in pages)


def test_numbers_stand_right_aligned_in_their_column() -> None:
    rows = tuple((f"Bài {n}", f"{n * n * 7},5") for n in range(1, 30))
    data = render_pdf(paper(Table((Column("Tên", share=1), Column("Điểm", Align.RIGHT, width=30)), rows)))
    edges = {round(word.x2, 1) for word in words_of_pages(data)[0] if word.text.endswith(",5")}
    assert len(edges) == 1


@pytest.mark.parametrize("before", [0, 1, 30, 31, 32, 33, 34])
def test_signatures_take_a_heading_and_two_lines_with_them(before: int) -> None:
    blocks: list[Block] = [
        *(Paragraph(f"Dòng {n}", Style.PLAIN) for n in range(before)),
        Paragraph("Đề mục", Style.HEADING),
        Paragraph("Câu thứ nhất."),
        Paragraph("Câu thứ hai."),
        Signatures((Signer("THƯ KÝ"), Signer("CHỦ TỌA")), 2, ("Nơi nhận:", "- Lưu: VT.")),
    ]
    [signed] = [page for page in pages_of(render_pdf(paper(*blocks))) if "CHỦ TỌA" in page]
    assert "Câu thứ nhất. Câu thứ hai." in signed
    assert "- Lưu: VT." in signed


def test_one_signer_stands_beside_the_recipients() -> None:
    signer = Signer("TRƯỞNG BAN", "", "Nguyễn Văn Ước")
    to = ("Nơi nhận:", "- Như Điều 3;", "- Lưu: VT, Sở Nội vụ.")
    data = render_pdf(paper(Paragraph("Điều 3."), Signatures((signer,), 1, to)))
    lines = {line.text: line for line in lines_of(data)}
    assert lines["Nơi nhận:"].y == pytest.approx(lines["TRƯỞNG BAN"].y, abs=1.5), "level with the title (ô 9b)"
    assert lines["Nơi nhận:"].x == pytest.approx(30 * MM, abs=0.1)
    assert lines["TRƯỞNG BAN"].x > 105 * MM
    assert not clashes(words_of_pages(data)[0])


def test_titles_and_names_of_a_row_are_level_however_long_the_titles_are() -> None:
    signers = (
        Signer("GIÁM KHẢO", "(Ký)", "Hồ Đức Lộc"),
        Signer("THƯ KÝ", "(Ký)", "Nguyễn Hoàng Tâm", "Hậu Giang, ngày 5"),
        Signer("TRƯỞNG BAN GIÁM KHẢO", "(Ký)", "Trần Hoàng Tín"),
    )
    lines = {line.text: line for line in reversed(lines_of(render_pdf(paper(Signatures(signers, 3)))))}
    assert len({lines[text].y for text in ("GIÁM KHẢO", "THƯ KÝ", "TRƯỞNG BAN")}) == 1
    assert len({lines[text].y for text in ("Hồ Đức Lộc", "Nguyễn Hoàng Tâm", "Trần Hoàng Tín")}) == 1
