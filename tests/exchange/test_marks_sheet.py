from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge_desk.contest.rulebook.rubric import allows, judged_leaves
from judge_desk.contest.values.identity import EntryCode, entry_code
from judge_desk.contest.values.numbers import parse_decimal, to_steps
from judge_desk.exchange.spreadsheets.double_typing import Difference, compare_two
from judge_desk.exchange.spreadsheets.marks_sheet import (
    MarksReading,
    SheetIdentity,
    check_totals,
    range_text,
    read_marks,
)
from judge_desk.exchange.spreadsheets.marks_sheet_writer import SheetEntry, SheetHead, write_marks_sheet
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import sentence
from tests.documents.office import converted
from tests.exchange.sheet_files import codes_of, csv_file, rubric, xlsx

pytestmark = pytest.mark.usefixtures("workbooks_here")

RUBRIC = rubric()
LEAVES = judged_leaves(RUBRIC)
CODES = tuple(entry_code(number) for number in (1, 2, 3))
HEAD = ["Mã bài", "1 Tính mới", "2", "Trình bày", "Tổng điểm", "Không chấm (lý do)", "Nhận xét"]
IDENTITY = SheetIdentity("hau-giang-2024", "so-khao", "1" * 30, 2)


def read(tmp_path: Path, *rows: list[Any]) -> MarksReading:
    filled = list(rows) + [[code] for code in CODES[len(rows) :]]
    return read_marks(xlsx(tmp_path / "m.xlsx", [HEAD, *filled]), LEAVES, CODES)


def steps(reading: MarksReading, code: EntryCode = CODES[0]) -> list[int | None]:
    return [reading.marks[code, leaf.id] for leaf in LEAVES]


@pytest.mark.parametrize("written", [8.5, "8,5", "8.5", " 8,50 "])
def test_a_mark_is_read_however_it_is_written(tmp_path: Path, written: object) -> None:
    reading = read(tmp_path, [CODES[0], 21, written, 0])
    assert (steps(reading), reading.findings) == ([42, 17, 0], ())


def test_blank_stays_blank_and_is_no_zero(tmp_path: Path) -> None:
    reading = read(tmp_path, [CODES[0], None, 0, "  "])
    assert (steps(reading), reading.findings) == ([None, 0, None], ())


@pytest.mark.parametrize(
    ("place", "written", "code"),
    [
        (2, datetime(2024, 5, 8), "marks.date"),
        (2, "8/5", "marks.date"),
        (2, "08/05/2024", "marks.date"),
        (2, "8-May", "marks.date"),
        (2, "tám", "marks.not_a_number"),
        (2, "8,5 điểm", "marks.not_a_number"),
        (2, "1e1", "marks.not_a_number"),
        (2, "８", "marks.not_a_number"),
        (2, True, "marks.not_a_number"),
        (2, "8,555", "marks.not_a_number"),
        (2, 8.3, "marks.off_step"),
        (2, 8.123, "marks.off_step"),
        (2, 15.5, "marks.out_of_range"),
        (2, -1, "marks.out_of_range"),
        (2, 1e300, "marks.out_of_range"),
        (1, 18, "marks.between_bands"),
        (1, 0.5, "marks.between_bands"),
        (2, "=4+4", "marks.formula"),
    ],
)
def test_what_is_no_mark_is_refused_with_row_column_and_range(
    tmp_path: Path, place: int, written: object, code: str
) -> None:
    row: list[Any] = [CODES[0], 21, 8, 1]
    row[place] = written
    reading = read(tmp_path, row)
    (finding,) = reading.findings
    assert (finding.code, finding.facts["row"], finding.facts["column"]) == (code, 2, HEAD[place])
    assert finding.facts["range"] == range_text(LEAVES[place - 1])
    assert steps(reading)[place - 1] is None
    assert str(finding.facts["range"]) in sentence(finding, open_catalogue("vi"))


def test_a_calculated_mark_is_refused_even_with_its_result(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "m.xlsx", [HEAD, [CODES[0], 21, "=4+4", 1], [CODES[1]], [CODES[2]]])
    book = path.read_bytes()
    with_result = _with_stored_result(book, b"<f>4+4</f><v></v>", b"<f>4+4</f><v>8</v>")
    path.write_bytes(with_result)
    reading = read_marks(path, LEAVES, CODES)
    assert (codes_of(reading.findings), steps(reading)) == (["marks.formula"], [42, None, 4])


def _with_stored_result(book: bytes, old: bytes, new: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(target, "w") as packed:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert b"<f>4+4</f>" in part
                part = part.replace(old, new).replace(b"<f>4+4</f><v />", new).replace(b"<f>4+4</f><v/>", new)
                assert new in part
            packed.writestr(name, part)
    return target.getvalue()


def test_csv_with_decimal_commas_is_read(tmp_path: Path) -> None:
    text = f"Mã bài;1;2;3;Tổng\n{CODES[0]};21,5;8,5;0,25;30,25\n{CODES[1]};;;;\n{CODES[2]};08/05/2024;;;\n"
    reading = read_marks(csv_file(tmp_path / "m.csv", text), LEAVES, CODES)
    assert steps(reading) == [43, 17, 1]
    assert steps(reading, CODES[1]) == [None, None, None]
    assert codes_of(reading.findings) == ["marks.date"]
    assert reading.written_totals == {CODES[0]: Fraction(121, 4)}


def test_codes_that_are_unknown_wrong_doubled_or_missing_are_named(tmp_path: Path) -> None:
    wrong = str(CODES[0])[:-1] + str((int(CODES[0][-1]) + 1) % 10)
    path = xlsx(tmp_path / "m.xlsx", [HEAD, [CODES[0]], [CODES[0]], [wrong], [entry_code(99)], [None, 5]])
    reading = read_marks(path, LEAVES, CODES)
    wanted = ["code_twice", "bad_code", "unknown_code", "bad_code", "codes_missing"]
    assert codes_of(reading.findings) == [f"marks.{code}" for code in wanted]
    assert reading.findings[-1].facts["count"] == 2


def test_a_recusal_keeps_its_reason_and_excludes_marks(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        [CODES[0], None, None, None, None, "Cùng đơn vị", "Đã xem"],
        [CODES[1], 21, None, None, None, "Cùng đơn vị"],
        [CODES[2], None, None, None, None, "x"],
    )
    assert reading.recused == {CODES[0]: "Cùng đơn vị", CODES[1]: "Cùng đơn vị", CODES[2]: ""}
    assert reading.remarks == {CODES[0]: "Đã xem"}
    assert codes_of(reading.findings) == ["marks.recused_and_marked", "marks.recused_without_reason"]


def test_written_totals_are_compared_exactly_with_the_marks(tmp_path: Path) -> None:
    reading = read(
        tmp_path, [CODES[0], 21, 8.5, 0.25, "29,75"], [CODES[1], 21, 8.5, 0.25, 29.7], [CODES[2], 21, None, 1, 22]
    )
    first, second = check_totals(reading, RUBRIC)
    assert (first.code, first.facts["written"], first.facts["added"]) == ("marks.total_differs", "29,7", "29,75")
    assert (second.code, second.facts["code"]) == ("marks.total_of_blanks", CODES[2])


def test_two_typings_are_compared_cell_by_cell(tmp_path: Path) -> None:
    first = read(tmp_path, [CODES[0], 21, 8.5, 1, 30.5], [CODES[1], 1, 2, 3], [CODES[2], None, None, None, None, "x"])
    second = read(tmp_path, [CODES[0], 21, "8,5", 1, 35], [CODES[1], 1, None, 3], [CODES[2]])
    assert compare_two(first, first, LEAVES) == ()
    assert compare_two(first, second, LEAVES) == (
        Difference(CODES[0], "", "total", "30,5", "35"),
        Difference(CODES[1], "2", "mark", "2", ""),
        Difference(CODES[2], "", "recused", "x", ""),
    )


def blank_sheet(language: str = "vi", **more: Any) -> bytes:
    head = SheetHead(IDENTITY, "Cuộc thi", "Vòng sơ khảo", "=Nguyễn <b>A</b>", sample=True)
    entries = [SheetEntry(code, "Tên bài" if more.get("titled") else "") for code in CODES]
    kept = {key: value for key, value in more.items() if key != "titled"}
    return write_marks_sheet(head, LEAVES, entries, open_catalogue(language), **kept)


@pytest.mark.parametrize("titled", [True, False])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_blank_sheet_reads_back_as_all_blank_and_says_whose_it_is(
    tmp_path: Path, language: str, titled: bool
) -> None:
    (tmp_path / "m.xlsx").write_bytes(blank_sheet(language, titled=titled))
    reading = read_marks(tmp_path / "m.xlsx", LEAVES, CODES, IDENTITY)
    assert (reading.findings, reading.identity) == ((), IDENTITY)
    assert set(reading.marks) == {(code, leaf.id) for code in CODES for leaf in LEAVES}
    assert set(reading.marks.values()) == {None}


@settings(max_examples=15)
@given(st.data())
def test_a_filled_sheet_reads_back_mark_for_mark(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    filled: dict[Any, int | None] = {}
    for code in CODES:
        for leaf in LEAVES:
            allowed = [n for n in range(int(leaf.maximum / leaf.step) + 1) if allows(leaf, n)]
            filled[code, leaf.id] = data.draw(st.one_of(st.none(), st.sampled_from(allowed)))
    path = tmp_path_factory.mktemp("m") / "m.xlsx"
    path.write_bytes(blank_sheet(filled=filled))
    reading = read_marks(path, LEAVES, CODES, IDENTITY)
    assert (dict(reading.marks), reading.findings) == (filled, ())


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (SheetIdentity("khac", "so-khao", "1" * 30, 2), "marks.other_contest"),
        (SheetIdentity("hau-giang-2024", "bao-ve", "1" * 30, 2), "marks.other_round"),
        (SheetIdentity("hau-giang-2024", "so-khao", "1" * 30, 3), "marks.other_seat"),
        (SheetIdentity("hau-giang-2024", "so-khao", "2" * 30, 2), "marks.other_package"),
    ],
)
def test_another_contests_or_seats_sheet_is_named(tmp_path: Path, other: SheetIdentity, code: str) -> None:
    (tmp_path / "m.xlsx").write_bytes(blank_sheet())
    assert codes_of(read_marks(tmp_path / "m.xlsx", LEAVES, CODES, other).findings) == [code]


def test_a_sheet_of_ones_own_making_is_asked_about(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "m.xlsx", [HEAD, *[[code] for code in CODES]])
    assert codes_of(read_marks(path, LEAVES, CODES, IDENTITY).findings) == ["marks.no_identity"]


def test_the_blank_sheet_checks_every_mark_while_typing_and_keeps_texts_as_texts() -> None:
    sheet: Any = openpyxl.load_workbook(io.BytesIO(blank_sheet())).active
    checks = {str(check.sqref): check for check in sheet.data_validations.dataValidation}
    assert {cells: check.formula1 for cells, check in checks.items()} == {
        "B8:B10": "'Điểm cho phép'!$A$1:$A$222",
        "C8:C10": "'Điểm cho phép'!$B$1:$B$140",
        "D8:D10": "'Điểm cho phép'!$C$1:$C$70",
    }
    assert {check.type for check in checks.values()} == {"list"}
    assert checks["C8:C10"].error == "Tiêu chí này cho 0–15 điểm, bước 0,5. Để trống nếu chưa chấm."
    assert {sheet.cell(8, column).number_format for column in range(2, 8)} == {"@"}
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$7:$7")
    assert sheet.protection.sheet
    assert not sheet.protection.formatColumns
    assert "không phải Thể lệ" in sheet["A2"].value
    assert "không phải Thể lệ" in sheet.oddHeader.center.text
    assert (sheet["B8"].protection.locked, sheet["A8"].protection.locked) == (False, True)
    assert "=Nguyễn <b>A</b>" in str(sheet["A4"].value)
    assert sheet["A4"].data_type == "s"
    assert sheet.row_dimensions[1].hidden


def test_the_check_knows_every_mark_in_every_way_it_is_read_and_nothing_else() -> None:
    allowed: Any = openpyxl.load_workbook(io.BytesIO(blank_sheet()))["Điểm cho phép"]
    assert allowed.sheet_state == "veryHidden"
    for column, leaf in zip(allowed.iter_cols(values_only=True), LEAVES, strict=True):
        listed = [str(text) for text in column if text is not None]
        steps_of = {text: to_steps(parse_decimal(text), leaf.step) for text in listed}
        every = {n for n in range(int(leaf.maximum / leaf.step) + 1) if allows(leaf, n)}
        assert set(steps_of.values()) == every
        assert len(listed) == len(set(listed))
    assert {"8", "8,5", "8.5", "8,50", "8.50"} <= {str(cell.value) for cell in allowed["B"]}


def test_a_scale_too_long_to_be_listed_is_checked_by_range_and_step() -> None:
    long = replace(LEAVES[1], maximum=Fraction(100), step=Fraction(1, 20))
    head = SheetHead(IDENTITY, "Cuộc thi", "Vòng sơ khảo", "A")
    data = write_marks_sheet(head, (LEAVES[0], long), [SheetEntry(CODES[0])], open_catalogue("vi"))
    sheet: Any = openpyxl.load_workbook(io.BytesIO(data)).active
    checks = {str(check.sqref): check for check in sheet.data_validations.dataValidation}
    assert checks["C8"].type == "custom"
    assert "AND(C8>=0,C8<=100)" in checks["C8"].formula1
    assert "C8*20/1" in checks["C8"].formula1
    assert sheet["C8"].number_format == "General"
    assert sheet["A2"].value == "PHIẾU CHẤM ĐIỂM"


def test_the_same_sheet_has_the_same_bytes() -> None:
    assert blank_sheet(titled=True) == blank_sheet(titled=True)


def test_a_sheet_that_another_office_program_saved_gives_the_same_marks(tmp_path: Path) -> None:
    """Typed with commas, points and as numbers, then saved by LibreOffice: straight, and by way of its own format."""
    book = openpyxl.load_workbook(io.BytesIO(blank_sheet(titled=True)))
    sheet: Any = book.active
    typed: list[list[Any]] = [
        ["21,5", "8.5", "0,25", "30,25", None, "- Tốt"],
        [22, 8.5, 1, None, None, None],
        [None, None, None, None, "Người nhà", None],
    ]
    for row, line in enumerate(typed, start=8):
        for column, text in enumerate(line, start=3):
            if text is not None:
                sheet.cell(row, column).value = text
    target = io.BytesIO()
    book.save(target)
    own = converted({"phieu.xlsx": target.getvalue()}, tmp_path, "ods")
    saved = converted({"thang.xlsx": target.getvalue(), "vong.ods": own["phieu.xlsx"]}, tmp_path)
    for name, data in {"goc": target.getvalue(), **saved}.items():
        path = tmp_path / f"{Path(name).stem}-doc.xlsx"
        path.write_bytes(data)
        reading = read_marks(path, LEAVES, CODES, IDENTITY)
        assert reading.findings == (), name
        assert [steps(reading, code) for code in CODES] == [[43, 17, 1], [44, 17, 4], [None, None, None]], name
        assert (reading.recused, reading.remarks) == ({CODES[2]: "Người nhà"}, {CODES[0]: "- Tốt"}), name
        assert reading.written_totals == {CODES[0]: Fraction(121, 4)}, name
        kept: Any = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
        assert {check.type for check in kept.data_validations.dataValidation} == {"list"}, name
        assert kept.protection.sheet, name
