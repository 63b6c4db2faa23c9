"""The summary's workbook: an office program that reckons it anew comes to the program's own values, everywhere."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from math import floor
from random import Random
from typing import Any, Final

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.formula import Tokenizer

from judge_desk.contest.rulebook.rules import ScoreMethod
from judge_desk.contest.values.numbers import ROUNDING, round_to
from judge_desk.documents.blocks import Table
from judge_desk.documents.content import SummaryContent
from judge_desk.documents.content_workbook import SummaryWorkbookContent
from judge_desk.documents.summary_table import summary_table
from judge_desk.documents.xlsx_scores import LARGEST, Made, scores_of
from judge_desk.documents.xlsx_summary import summary_workbook
from judge_desk.wording.figures import mark
from tests.contest.marking import OUTLIERS
from tests.documents import samples
from tests.documents.office import formulas_in, recalculated, values_of
from tests.documents.reckoned_rounds import RULES, drawn_round, rounds

_TABLE, _CHECK, _MARKS = "Bảng tổng hợp", "Kiểm tra", "Điểm từng tiêu chí"
_CHANGED: Final = "changed.xlsx"


@pytest.fixture(scope="module")
def contents() -> dict[str, SummaryWorkbookContent]:
    return rounds()


@pytest.fixture(scope="module")
def books(contents: dict[str, SummaryWorkbookContent]) -> dict[str, bytes]:
    return {f"{name}.xlsx": summary_workbook(content) for name, content in contents.items()}


@pytest.fixture(scope="module")
def reckoned(books: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Everything that LibreOffice made, in one start: the workbooks, and one in which a person changed a mark."""
    return recalculated(books | {_CHANGED: _with_a_changed_mark(books["vectors.xlsx"])}, tmp_path_factory.mktemp("lo"))


def _with_a_changed_mark(data: bytes) -> bytes:
    book = openpyxl.load_workbook(BytesIO(data))
    sheet: Any = book[_TABLE]
    row = next(cell.row for cell in sheet["B"] if cell.value == "001-3")
    sheet.cell(row, 3).value = 97
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _rows(data: bytes, sheet: str = _TABLE) -> dict[str, dict[str, Any]]:
    """Give the lines of a sheet by code and title; of the titles in two rows the lower one."""
    lines = values_of(data)[sheet]
    start = next(at for at, line in enumerate(lines) if "Mã số" in line)
    groups = [*lines[start], *[""] * 60]
    heads = [below or groups[at] for at, below in enumerate(lines[start + 1])] if sheet == _TABLE else lines[start]
    at = heads.index("Mã số")
    filled = ([*line, *[""] * (len(heads) - len(line))] for line in lines[start + 1 :])
    return {line[at]: dict(zip(heads, line, strict=False)) for line in filled if "-" in str(line[at])}


def test_every_formula_comes_to_the_program_s_value(books: dict[str, bytes], reckoned: dict[str, bytes]) -> None:
    for name, data in books.items():
        assert values_of(data) == values_of(reckoned[name]), name
        assert {line["Kết quả"] for line in _rows(reckoned[name], _CHECK).values()} == {"khớp"}, name
    assert sum(map(formulas_in, books.values())) > 6_000


def test_a_score_is_a_formula_unless_people_set_it_or_the_sheet_says_why(
    contents: dict[str, SummaryWorkbookContent],
) -> None:
    for name, content in contents.items():
        for row, scored in zip(content.summary.rows, scores_of(content).rows, strict=True):
            by_value = row.decided or content.summary.rules.score.method is ScoreMethod.STANDARDISED
            expected = Made.OPEN if row.official is None else Made.VALUE if by_value else Made.FORMULA
            assert scored.made is expected, f"{name} {row.code}"
    for name in ("standardised-half_up", "mean-down"):
        words = "\n".join(str(line[0]) for line in values_of(summary_workbook(contents[name]))[_TABLE] if line)
        assert "Ô nền vàng là giá trị ghi sẵn" in words
        assert ("độ lệch chuẩn" in words) == (name == "standardised-half_up")


def test_the_shared_vectors_in_the_office_program(reckoned: dict[str, bytes]) -> None:
    rows = _rows(reckoned["vectors.xlsx"])
    official = {code: line["Điểm chính thức"] for code, line in rows.items()}
    assert official == {"001-3": 79.7, "002-1": 87.5, "003-7": 78.3, "004-4": 79.7, "005-5": 79.7, "006-6": 81.5}
    assert rows["002-1"]["Tổng"] == 85 + 88 + 90 + 87, "of the ballots that count"
    assert rows["002-1"]["Trung bình"] == 87.5
    assert rows["002-1"]["Chênh lệch"] == 30, "of all ballots: it is why one does not count"
    assert rows["002-1"]["Số phiếu được tính"] == 4
    assert rows["006-6"]["GK1"] == "KC"
    assert rows["006-6"]["Số phiếu được tính"] == 4
    assert [rows[code]["Hạng theo điểm"] for code in ("002-1", "006-6", "001-3", "004-4", "005-5", "003-7")] == [
        1, 2, 3, 3, 3, 6,
    ]  # fmt: skip
    # People put the three in the opposite order of their codes: the sheet says what it adds to its own place.
    assert [rows[code]["Phân định đồng điểm"] for code in ("005-5", "004-4", "001-3")] == ["", 1, 2]
    assert [rows[code]["Xếp hạng"] for code in ("005-5", "004-4", "001-3")] == [3, 4, 5]


def test_the_paper_s_figures_are_what_their_heads_say(contents: dict[str, SummaryWorkbookContent]) -> None:
    off = contents["points-off"].summary
    table = next(each for each in summary_table(off).blocks if isinstance(each, Table))
    heads = [column.head for column in table.columns]
    for line, row in zip(table.rows, off.rows, strict=True):
        said = dict(zip(heads, line, strict=True))
        assert said["Điểm ngoài phần chấm"] == mark(row.extra, off.mark_decimals)
        if row.total is not None and row.mean is not None:
            ballots = int(said["Số phiếu được tính"].partition("/")[0])
            assert row.total / ballots + row.extra == row.mean
            assert row.official == round_to(row.mean, 1, "half_up")
    plain = replace(contents["vectors"].summary, rules=replace(off.rules, disagreement=OUTLIERS))
    heads = [column.head for column in next(b for b in summary_table(plain).blocks if isinstance(b, Table)).columns]
    assert {"Cao nhất trừ thấp nhất", "Chênh lệch", "Điểm ngoài phần chấm"} & {*heads} == {"Cao nhất trừ thấp nhất"}


def test_a_changed_mark_changes_the_table_and_is_told_at_once(reckoned: dict[str, bytes]) -> None:
    rows, check = _rows(reckoned[_CHANGED]), _rows(reckoned[_CHANGED], _CHECK)
    assert rows["001-3"]["Điểm chính thức"] == 86.3
    assert rows["001-3"]["Hạng theo điểm"] == 2
    differs = {code for code, line in check.items() if line["Kết quả"] == "khác"}
    assert {"001-3", "006-6", "004-4"} <= differs
    assert check["001-3"]["Chỗ khác"].startswith("Tổng; Trung bình; Chênh lệch; Điểm chính thức")
    assert check["002-1"]["Kết quả"] == "khớp"
    top = [line[0] for line in values_of(reckoned[_CHANGED])[_TABLE] if line and "Kiểm tra" in str(line[0])]
    assert top == [
        f"Kiểm tra: có {len(differs) + 1} dòng khác với kết quả của chương trình; xem cột kết quả ở các trang sau."
    ]


def test_no_formula_looks_at_another_row_so_that_rows_can_be_sorted(books: dict[str, bytes]) -> None:
    sheet: Any = openpyxl.load_workbook(BytesIO(books["trimmed_mean-half_up.xlsx"]))[_TABLE]
    first = int(str(sheet.auto_filter.ref).split(":")[0][1:]) + 1
    formulas = [cell for row in sheet.iter_rows(min_row=first) for cell in row if cell.data_type == "f"]
    assert len(formulas) > 150
    for cell in formulas:
        tokens = Tokenizer(cell.value).items
        for token in (each.value for each in tokens if each.subtype == "RANGE"):
            whole_column = token.count("$") == 4
            assert whole_column or {part.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for part in token.split(":")} == {
                str(cell.row)
            }


@settings(max_examples=30)
@given(st.randoms(use_true_random=False), st.sampled_from(RULES), st.integers(0, 3), st.integers(0, 2))
def test_whatever_the_marks_the_formula_is_the_engine_s_score(
    chance: Random, rule: tuple[ScoreMethod, str], decimals: int, trim: int
) -> None:
    content = drawn_round(chance, rule, decimals, trim)
    for row, scored in zip(content.summary.rows, scores_of(content).rows, strict=True):
        if row.official is not None and not row.decided and rule[0] is not ScoreMethod.STANDARDISED:
            assert scored.made is Made.FORMULA
            assert scored.own is not None
            assert Fraction(scored.own.units, 10**decimals) == row.official


_TOTALS: Final = st.integers(-(10**6), 10**6)


@given(_TOTALS, st.integers(1, 6000), st.integers(0, 3), st.sampled_from(sorted(ROUNDING)))
def test_quotient_and_remainder_round_as_the_engine_does(total: int, over: int, decimals: int, mode: str) -> None:
    """The formulas of a rounding, with the doubles of an office program."""
    scaled = float(total * 10**decimals)
    assert abs(scaled) * over < LARGEST * 10**decimals
    whole = float(floor(scaled / over))
    rest = scaled - whole * over
    up = {
        "half_up": 1 if 2 * rest > over or (2 * rest == over and scaled >= 0) else 0,
        "half_even": 1 if 2 * rest > over or (2 * rest == over and whole % 2) else 0,
        "down": 0,
        "up": 1 if rest > 0 else 0,
    }
    expected = round_to(Fraction(total, over), decimals, mode)
    assert Fraction(whole + up[mode]) == expected * 10**decimals
    assert (whole + up[mode]) / 10**decimals == float(expected)


def test_the_sheet_is_made_for_reading_filtering_and_printing(contents: dict[str, SummaryWorkbookContent]) -> None:
    content = contents["vectors"]
    head = replace(content.summary.head, sample=True, rehearsal=True, superseded="1" * 30, data_code="4" * 30)
    content = replace(content, summary=replace(content.summary, head=head))
    data = summary_workbook(content)
    assert data == summary_workbook(content)
    sheet: Any = openpyxl.load_workbook(BytesIO(data))[_TABLE]
    top = int(str(sheet.auto_filter.ref).split(":")[0][1:])
    assert sheet.freeze_panes == f"C{top + 1}"
    assert sheet.print_title_rows == f"${top - 2}:${top}"
    assert sheet.page_setup.orientation == "landscape"
    # One page wide is what a file means that says nothing of the width.
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (9, 1, 0)
    assert "BẢN CHẠY THỬ" in sheet.oddHeader.center.text
    assert "hau-giang-2024 · bản 2" in sheet.oddFooter.left.text
    assert "44444 44444" in sheet.oddFooter.center.text
    assert "&P/&N" in sheet.oddFooter.right.text or "&[Page]" in sheet.oddFooter.right.text
    assert [sheet.cell(row, 1).font.size for row in (1, 2)] == [20, 20]
    assert "bằng bản có mã 11111" in sheet.cell(1, 1).value
    assert "Mẫu minh họa" in sheet.cell(2, 1).value
    assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None} == {
        "Times New Roman"
    }
    marks = [sheet.cell(row, 3) for row in range(top + 1, top + 7)]
    assert {cell.number_format for cell in marks if cell.data_type == "n"} == {"0.00", '"("0.00")"'}


def test_a_round_without_entries_and_one_without_judges_have_a_workbook_too() -> None:
    empty: SummaryContent = replace(samples.summary(), rows=())
    for summary in (empty, replace(empty, judges=())):
        values = values_of(summary_workbook(SummaryWorkbookContent(summary, ())))
        assert "Không có bài nào." in str(values[_TABLE])
        assert list(values) == [_TABLE, _CHECK]
