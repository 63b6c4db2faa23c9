"""Tables of papers as workbooks: the paper's words, real numbers where they are exact, nothing alive of strangers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.documents import xlsx_book
from judge_desk.documents.blocks import Align, Column, Document, Orientation, Paragraph, Style, Table, Title
from judge_desk.documents.plain_sheet import PlainSheet
from judge_desk.documents.sheet_writer import write_sheet
from judge_desk.documents.xlsx_table import read_figure, table_workbook
from judge_desk.wording.cells import cell_text, sheet_name
from judge_desk.wording.figures import count, mark, whole
from tests.documents.office import formulas_in, values_of
from tests.documents.samples import papers

STRANGE = (
    "=HYPERLINK(\"http://x\")", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "<r><t>đậm</t></r>", "<b>&amp;</b>",
    "_x0041_", "a\x00b\x07\x1b[0m", "\ufffe\uffff", "\ud800", "Hiê\u0323u quả", "dòng 1\ndòng 2", "'=1", "×" * 40_000, "http://a.b",
)  # fmt: skip


def _table(rows: int = len(STRANGE)) -> Document:
    columns = (Column("TT", Align.CENTRE), Column("Tên", share=3), Column("Điểm", Align.RIGHT, group="Chấm"))
    lines = tuple((str(n + 1), STRANGE[n % len(STRANGE)], mark(Fraction(n, 4), 2)) for n in range(rows))
    table = Table(columns, lines, totals=(("", "Tổng", "1.240"),))
    return Document("Danh sách", "Thử", (Title("DANH SÁCH"), table, Paragraph("=Hết", Style.PLAIN)), "c & d", "12345")


def test_strangers_words_are_words_in_every_reader() -> None:
    data = table_workbook(_table())
    book = openpyxl.load_workbook(BytesIO(data))
    sheet: Any = book.worksheets[0]
    assert formulas_in(data) == 0
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    shown = {cell.value: cell for cell in sheet["B"] if cell.value}
    for text in STRANGE:
        assert cell_text(text).rstrip() in {each.rstrip() for each in shown}
    for text in STRANGE[:6]:
        assert shown[cell_text(text)].quotePrefix
    assert "Hiệu quả" in shown
    assert "a b  [0m" in shown
    assert max(map(len, shown)) == 32_767
    second = {row[1] for row in values_of(data)[sheet.title] if len(row) > 1}
    assert {each.rstrip() for each in shown} == {str(each).rstrip() for each in second if each}
    assert not sheet._hyperlinks
    assert sheet.oddFooter.left.text.strip().endswith("c && d") or "c & d" in sheet.oddFooter.left.text


def test_numbers_are_numbers_and_totals_stand_outside_the_filter() -> None:
    sheet: Any = openpyxl.load_workbook(BytesIO(table_workbook(_table()))).worksheets[0]
    numbers = {cell.value: cell.number_format for cell in sheet["C"] if isinstance(cell.value, (int, float))}
    assert numbers[0.25] == "0.00"
    assert numbers[1240] == "#,##0"
    first, last = (int(part.lstrip("ABC")) for part in str(sheet.auto_filter.ref).split(":"))
    assert last - first == len(STRANGE)
    assert sheet.cell(last + 1, 2).value == "Tổng"
    assert sheet.freeze_panes == f"A{first + 1}"
    assert {str(each) for each in sheet.merged_cells.ranges} >= {f"A{first - 2}:A{first - 1}"}


def test_every_paper_with_a_table_gives_the_same_workbook_twice() -> None:
    for name, document in papers().items():
        data = table_workbook(document)
        assert data == table_workbook(document), name
        sheets = openpyxl.load_workbook(BytesIO(data)).worksheets
        assert len({sheet.title.casefold() for sheet in sheets}) == len(sheets) > 0
        assert all("Mẫu minh họa" in str(sheet["A1"].value) + str(sheet["A2"].value) for sheet in sheets), name
        assert all(sheet.page_setup.orientation == str(document.orientation) for sheet in sheets)


def test_a_streamed_workbook_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole_book = values_of(table_workbook(_table()))["Danh sách"]
    monkeypatch.setattr(xlsx_book, "STREAMED_CELLS", 10)
    streamed = values_of(table_workbook(_table()))["Danh sách"]
    # Titles over two rows are joined only where rows can still be reached.
    assert streamed[:2] + streamed[4:] == whole_book[:2] + whole_book[4:]
    assert streamed[3] == ["TT", "Tên", "Điểm"]


def test_a_paper_of_words_gives_one_sheet_of_words() -> None:
    words = Document("Thư", "Thử", (Title("THƯ"), Paragraph("Kính gửi")), orientation=Orientation.PORTRAIT)
    assert [row for row in values_of(table_workbook(words))["Thư"] if row] == [["THƯ"], ["Kính gửi"]]
    assert values_of(table_workbook(replace(words, superseded="Đã thay")))["Thư"][0] == ["Đã thay"]


def test_names_of_sheets_are_fit_and_single() -> None:
    assert sheet_name("Điểm [vòng 1]: A/B?*'") == "Điểm vòng 1 A B"
    assert len(sheet_name("x" * 50)) == 31
    assert sheet_name("'") == "-"
    table = Table((Column("A"),), (("1",),))
    head = Paragraph("Danh sách các đơn vị trên địa bàn tỉnh", Style.HEADING)
    names = openpyxl.load_workbook(BytesIO(table_workbook(Document("T", "", (head, table, head, table))))).sheetnames
    assert names == ["Danh sách các đơn vị trên địa b", "Danh sách các đơn vị trên 2"]


@given(st.fractions(0, 10**7, max_denominator=1).map(int), st.integers(0, 6))
def test_a_figure_is_read_back_as_it_was_written(number: int, decimals: int) -> None:
    value = Fraction(number, 10**decimals)
    for text, expected in ((mark(value, decimals), value), (whole(number), Fraction(number)), (count(number), number)):
        found = read_figure(text)
        assert found is not None
        assert found[0] == expected
        _, _, part = found[1].partition(".")
        assert len(part) == len(text.partition(",")[2])


def test_what_is_no_figure_stays_text() -> None:
    for text in ("", "1234", "001-3", "1.23", "1,5*", "(60,5)", "79,66…", "12.1234", "007", "1e5", "4/5", "٣", "1,2,3"):
        assert read_figure(text) is None, text


def test_a_plain_list_keeps_strangers_words_as_words_and_times_as_times() -> None:
    rows = [(number, text, datetime(2024, 9, 5, 8, 30), date(2024, 9, 5)) for number, text in enumerate(STRANGE)]
    content = PlainSheet("Sổ", "=Danh sách", ("STT", "Tên", "Lúc", "Ngày"), (6, 20, 18, 12), rows)
    data = write_sheet(content)
    assert data == write_sheet(content)
    sheet: Any = openpyxl.load_workbook(BytesIO(data))["Sổ"]
    assert formulas_in(data) == 0
    assert [cell.value for cell in sheet["B"]][3:6] == ['=HYPERLINK("http://x")', "+1", "-2+3"]
    assert all(sheet.cell(row, 2).quotePrefix for row in range(4, 10))
    assert (sheet["C4"].value, sheet["C4"].number_format) == (datetime(2024, 9, 5, 8, 30), "dd/mm/yyyy hh:mm")
    assert sheet["A4"].border.left.style == "thin"
    assert (sheet["A1"].font.bold, sheet["A3"].font.bold, sheet["A4"].font.bold) == (True, True, False)
