"""Sheets of figures: one canonical text for each kind of cell, nothing guessed, strangers' text only text."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge_desk.contest.reviewing.roster import Roster, Unit
from judge_desk.contest.rulebook.measured import Column, ColumnKind, MeasuredPart, Per
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import Severity
from judge_desk.exchange.spreadsheets import figure_sheet
from judge_desk.exchange.spreadsheets.figure_cells import BadCell, canonical
from judge_desk.exchange.spreadsheets.figure_sheet import FigureReading, read_figure_sheet
from judge_desk.exchange.spreadsheets.figure_sheet_writer import figures_csv, write_blank, write_figures
from judge_desk.exchange.spreadsheets.figure_units import UnitFinder
from judge_desk.exchange.spreadsheets.formula_parts import may_have_formulas
from judge_desk.exchange.spreadsheets.sheets import Cell
from tests.exchange.sheet_files import codes_of, csv_file, xlsx

pytestmark = pytest.mark.usefixtures("workbooks_here")

COLUMNS = (
    Column("don-vi", "Đơn vị", ColumnKind.UNIT, required=True),
    Column("ho-ten", "Họ và tên", ColumnKind.PERSON, required=True),
    Column("ma", "Ngày sinh", ColumnKind.KEY),
    Column("diem", "Điểm", ColumnKind.NUMBER, Fraction(0), Fraction(10_000)),
    Column("so", "Số hồ sơ", ColumnKind.WHOLE),
    Column("gio", "Thời gian", ColumnKind.TIME),
    Column("dat", "Đạt", ColumnKind.FLAG),
    Column("khoi", "Khối", ColumnKind.TEXT),
)
PART = MeasuredPart("trac-nghiem", "Thi trắc nghiệm", Per.PERSON, COLUMNS, "Sở Nội vụ")
NFD = unicodedata.normalize("NFD", "Sở Nội vụ")
HEAD = [each.title for each in COLUMNS]
N, W, T, F, K, P = (
    ColumnKind.NUMBER,
    ColumnKind.WHOLE,
    ColumnKind.TIME,
    ColumnKind.FLAG,
    ColumnKind.KEY,
    ColumnKind.PERSON,
)


def read(path: Path, chosen: dict[str, str] | None = None, last: dict[str, str] | None = None) -> FigureReading:
    return read_figure_sheet(path, PART, chosen or {}, last or {})


@pytest.mark.parametrize(
    ("kind", "cell", "text"),
    [
        (N, "79,50", "79.5"), (N, "79.5", "79.5"), (N, 8, "8"), (N, Fraction(17, 2), "8.5"), (N, "-0,0", "0"),
        (N, "\u22123,25", "-3.25"), (N, "1.234.567", "1234567"), (N, "1.234,5", "1234.5"), (N, "1,234.50", "1234.5"),
        (N, Fraction("89.99999999999999"), "90"), (N, Fraction("0.30000000000000004"), "0.3"),
        (N, Fraction("0.012345678901234567"), "0.0123456789012346"), (N, "89.99999999999999", "89.99999999999999"),
        (N, "12 345,6", "12345.6"), (N, "0,123", "0.123"), (N, "1,2340", "1.234"), (N, "0012", "12"), (N, None, ""),
        (W, "24563", "24563"), (W, "7,0", "7"),
        (T, "70", "70"), (T, 70, "70"), (T, "1:10", "70"), (T, "1'10''", "70"), (T, "1’10”", "70"),
        (T, "0:01:10", "70"),
        (T, "1 phút 10 giây", "70"), (T, "2 phút", "120"), (T, "0", "0"),
        (F, "x", "1"), (F, "Có", "1"), (F, "không", "0"), (F, "0", "0"), (F, "TRUE", "1"), (F, True, "1"), (F, 0, "0"),
        (K, date(1990, 3, 5), "05/03/1990"), (K, "5/3/1990", "05/03/1990"), (K, 12, "12"),
        (P, "=HYPERLINK(\"x\")", '=HYPERLINK("x")'), (ColumnKind.ALIASES, "1. Sở A;\nSở B; ", "Sở A; Sở B"),
    ],
)  # fmt: skip
def test_a_cell_has_one_text(kind: ColumnKind, cell: Any, text: str) -> None:
    assert canonical(Column("c", "Cột", kind), Cell(cell)) == text


@pytest.mark.parametrize(
    ("kind", "cell", "code"),
    [
        (N, Cell("1.000"), "thousands"), (N, Cell("24,563"), "thousands"), (W, Cell("1.000"), "thousands"),
        (N, Cell("1e5"), "not_a_number"), (N, Cell("1,2,3"), "not_a_number"), (N, Cell("12a"), "not_a_number"),
        (N, Cell("\u0661"), "not_a_number"), (N, Cell(Fraction("1e308")), "not_a_number"),
        (N, Cell(Fraction("1e-300")), "not_a_number"), (N, Cell(True), "not_a_number"),
        (N, Cell("9" * 5_000), "not_a_number"), (N, Cell(date(2023, 1, 2)), "date_for_number"),
        (N, Cell("0:01:00", shown="s"), "date_for_number"), (N, Cell("85%"), "percent"),
        (N, Cell(Fraction(17, 20), shown="%"), "percent"), (N, Cell(None, True, "="), "cell_error"),
        (N, Cell(None, False, "#DIV/0!"), "cell_error"), (W, Cell("2,5"), "not_whole"),
        (T, Cell("1:60"), "not_a_time"), (T, Cell("-5"), "not_a_time"), (T, Cell("70,5"), "not_a_time"),
        (T, Cell(time(1, 10), shown="m"), "time_of_day"), (T, Cell("1:10:00", shown="m"), "time_of_day"),
        (T, Cell(date(2023, 1, 2)), "time_of_day"), (F, Cell("có thể"), "not_a_flag"), (F, Cell(2), "not_a_flag"),
        (P, Cell(12), "not_a_name"), (P, Cell("—"), "not_a_name"), (ColumnKind.TEXT, Cell("a" * 2_001), "too_long"),
    ],
)  # fmt: skip
def test_a_cell_that_may_mean_two_things_or_nothing_is_refused_by_name(kind: ColumnKind, cell: Cell, code: str) -> None:
    with pytest.raises(BadCell) as bad:
        canonical(Column("c", "Cột", kind), cell)
    assert bad.value.code == f"figures.{code}"


@given(st.decimals(-(10**14), 10**14, allow_nan=False, places=6), st.booleans())
def test_any_number_keeps_its_value_and_its_text_is_read_as_itself(drawn: Decimal, comma: bool) -> None:
    text = f"{drawn:f}".replace(".", "," if comma else ".")
    kept = canonical(Column("c", "Cột", N), Cell(text))
    assert Fraction(kept) == Fraction(drawn)
    if len(kept.partition(".")[2]) != 3:
        assert canonical(Column("c", "Cột", N), Cell(kept)) == kept
    if abs(drawn) < 10**9:
        value = Fraction(drawn)
        assert canonical(Column("c", "Cột", N), Cell(value.numerator if value.denominator == 1 else value)) == kept


names = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp", "Zs"]), min_size=1, max_size=12
)
rows = st.lists(
    st.tuples(
        st.sampled_from(["Sở Nội vụ", "=1+1", "-Xã Ba", "@xã", 'Xã "Tư"; phường']),
        names.map(lambda text: unicodedata.normalize("NFC", f"A {text} B")),
        st.sampled_from(["", "05/03/1990", "S1"]),
        st.integers(0, 10_000_000).map(lambda steps: canonical(COLUMNS[3], Cell(Fraction(steps, 1000)))),
        st.integers(0, 10**9).map(str) | st.just(""),
        st.integers(0, 5_000).map(str),
        st.sampled_from(["0", "1", ""]),
        st.sampled_from(["Khối 1", "", "+khối"]),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25)
@given(rows)
def test_what_is_written_out_is_read_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("ra")
    for name, data in (("a.csv", figures_csv(COLUMNS, drawn)), ("a.xlsx", write_figures("Số liệu", COLUMNS, drawn))):
        path = folder / name
        path.write_bytes(data)
        reading = read(path)
        assert codes_of(reading.findings) == []
        plain = [tuple(cell.removeprefix("'") for cell in row.cells) for row in reading.rows]
        assert plain == [tuple(cell.removeprefix("'") for cell in row) for row in drawn]


def test_a_hostile_sheet_is_only_text_and_every_fault_is_named_at_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in (
        ["THỐNG KÊ TUẦN 1"],
        HEAD,
        [
            unicodedata.normalize("NFD", "Sở Nội vụ"),
            "Lê\u202e\u200bVăn Một",
            date(1990, 3, 5),
            9.5,
            3,
            "1:10",
            "x",
            "Khối 1",
        ],
        ["Sở Nội vụ", '=HYPERLINK("http://x";"y")', "+84", 1e308, 2.5, "1:70", "?", "@SUM(A1)"],
        ["Xã Ba", "Trần Hai", "", 20_000, "1.000", time(1, 10), None, None],
        ["Xã Ba", "Trần Hai", "", 0.1 + 0.2, None, timedelta(seconds=70), True, None],
        ["", "Ghi chú dưới bảng"],
    ):
        sheet.append(row)
    sheet["B4"].data_type = "s"
    sheet["F5"].number_format, sheet["F6"].number_format = "h:mm", "[mm]:ss"
    sheet.merge_cells("A5:A6")
    path = tmp_path / "xau.xlsx"
    book.save(path)
    reading = read(path)
    bad = [each for each in reading.findings if each.severity == "stop"]
    assert [(each.code.removeprefix("figures."), each.facts["row"]) for each in bad] == [
        ("not_a_number", 4), ("not_whole", 4), ("not_a_time", 4), ("not_a_flag", 4),
        ("out_of_range", 5), ("thousands", 5), ("time_of_day", 5), ("blank", 6), ("blank", 7),
    ]  # fmt: skip
    codes_of(reading.findings)
    assert reading.rows[0].cells == ("Sở Nội vụ", "LêVăn Một", "05/03/1990", "9.5", "3", "70", "1", "Khối 1")
    assert reading.rows[3].cells[3:7] == ("0.3", "", "70", "1")
    assert reading.rows[1].cells[1] == '=HYPERLINK("http://x";"y")'


def test_columns_are_found_by_title_by_the_last_sheet_or_by_choice_and_never_twice(tmp_path: Path) -> None:
    text = ";".join(HEAD).replace("Điểm", "Câu đúng").replace(";Khối", "") + "\nXã Ba;An;;5;1;70;x\n"
    path = csv_file(tmp_path / "a.csv", text)
    assert codes_of(read(path).findings) == ["sheet.column_missing", "figures.column_blank"]
    assert read(path, last={"diem": "CÂU ĐÚNG (15)", "khoi": "Vùng"}).titles["diem"] == "Câu đúng"
    chosen = read(path, {"diem": "Câu đúng", "khoi": "", "ma": ""})
    assert codes_of(chosen.findings) == []
    assert chosen.rows[0].cells == ("Xã Ba", "An", "", "5", "1", "70", "1", "")
    assert codes_of(read(path, {"diem": "", "don-vi": "", "khoi": ""}).findings) == ["figures.column_must_be"]
    wrong = read(path, {"diem": "Số hồ sơ", "khoi": "Vùng"})
    assert codes_of(wrong.findings) == ["figures.one_title", "figures.no_title"]
    usual = csv_file(tmp_path / "d.csv", text.replace("Đơn vị", "Cơ quan, đơn vị").replace("Họ và tên", "Họ tên"))
    assert read(usual, {"diem": "Câu đúng"}).titles["don-vi"] == "Cơ quan, đơn vị"
    twice = csv_file(tmp_path / "b.csv", "Đơn vị;" + ";".join(HEAD) + "\n")
    assert "sheet.column_twice" in codes_of(read(twice).findings)
    assert codes_of(read(csv_file(tmp_path / "c.csv", ";".join(HEAD) + "\n")).findings) == ["figures.no_rows"]


def test_a_file_without_formulas_is_known_by_its_parts(tmp_path: Path) -> None:
    plain = xlsx(tmp_path / "a.xlsx", [HEAD, ["Xã Ba", "<f>", None, 1]]).read_bytes()
    assert not may_have_formulas(plain)
    assert may_have_formulas(xlsx(tmp_path / "b.xlsx", [HEAD, ["Xã Ba", "An", None, "=1+1"]]).read_bytes())
    assert may_have_formulas(plain[: len(plain) // 2]), "what cannot be read may hold anything"
    for content in (
        b"<x><a:f >1</a:f>",
        "<x/>".encode("utf-16"),
        b" " * (1 << 20) + b"<f/>",
        b" " * ((1 << 20) - 1) + b"<f>",
    ):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("xl/worksheets/sheet1.xml", content)
        assert may_have_formulas(target.getvalue())


def test_percent_is_what_the_person_sees(tmp_path: Path) -> None:
    part = MeasuredPart("p", "P", Per.UNIT, (COLUMNS[0], Column("ty-le", "Tỷ lệ", N)), "")
    path = xlsx(tmp_path / "a.xlsx", [["Đơn vị", "Tỷ lệ"], ["Xã A", 0.85], ["Xã B", 85], ["Xã C", "85,5 %"]])
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B2"].number_format = "0.0%"
    book.save(path)
    reading = read_figure_sheet(path, part, {}, {})
    assert ([row.cells[1] for row in reading.rows], reading.findings) == (["85", "85", "85.5"], ())


def test_only_the_first_faults_are_listed_and_reading_can_be_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figure_sheet, "MOST_FAULTS", 3)
    path = csv_file(tmp_path / "a.csv", ";".join(HEAD) + "\n" + "Xã Ba;An;;abc;1;70;x;\n" * 1_500)
    findings = read(path).findings
    assert codes_of(findings) == ["figures.not_a_number"] * 3 + ["figures.more"]
    assert findings[-1].facts == {"count": 1_497}
    told: list[tuple[int, int]] = []
    read_figure_sheet(path, PART, {}, {}, lambda done, whole: told.append((done, whole)))
    assert told == [(500, 0), (1000, 0), (1500, 0), (0, 1500), (500, 1500), (1000, 1500)]


def test_units_are_found_by_any_usual_spelling_and_never_by_likeness() -> None:
    units = tuple(
        Unit(EntryCode(f"DV-0{number}"), name, aliases)
        for number, (name, aliases) in enumerate(
            [("UBND huyện Tân", ()), ("UBND huyện Tấn", ()), ("Sở Y tế", ("SYT", "Xã Ba")), ("Xã Ba", ())], start=1
        )
    )
    by_name = {fold(unit.name): unit for unit in units[:3]} | {"syt": units[2]}
    finder = UnitFinder(Roster(units, {unit.code: unit for unit in units}, by_name))
    found = [finder.find(name) for name in ("Ủy ban nhân dân huyện Tân", "uỷ ban nhân dân huyện tấn", "syt", "dv-01")]
    assert [unit and unit.code for unit in found] == ["DV-01", "DV-02", "DV-03", "DV-01"]
    assert finder.find("UBND huyện Tan") is None
    assert finder.find("Xã Ba") is None, "two units bear it"
    assert {unit.code for unit in finder.near("UBND huyện Tan")} >= {"DV-01", "DV-02"}


def test_the_blank_sheet_is_read_back_once_it_is_filled_in(tmp_path: Path) -> None:
    notes = {each.id: "Cách ghi" for each in COLUMNS}
    path = tmp_path / "trong.xlsx"
    path.write_bytes(write_blank("Tuần 1", COLUMNS, ("=Xã A", "Xã B"), "Cách ghi", notes))
    assert path.read_bytes() == write_blank("Tuần 1", COLUMNS, ("=Xã A", "Xã B"), "Cách ghi", notes)
    book = openpyxl.load_workbook(path)
    sheet: Any = book.worksheets[0]
    sheet["B2"], sheet["D2"], sheet["F2"], sheet["B3"], sheet["E3"] = "An", 9.25, "1:10", "Bình", 4
    book.save(path)
    reading = read(path)
    assert codes_of(reading.findings) == []
    assert [row.cells for row in reading.rows] == [
        ("=Xã A", "An", "", "9.25", "", "70", "", ""),
        ("Xã B", "Bình", "", "", "4", "", "", ""),
    ]


INDEX = MeasuredPart(
    "chi-so",
    "Chỉ số",
    Per.UNIT,
    (
        Column("don-vi", "Đơn vị", ColumnKind.UNIT, required=True),
        Column("ty-le", "Tỷ lệ đạt (%)", ColumnKind.NUMBER, Fraction(0), Fraction(100)),
    ),
    "Sở Nội vụ",
)
OFFICE: list[list[Any]] = [
    ["ỦY BAN NHÂN DÂN TỈNH"],
    ["KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023"],
    ["(Kèm theo Quyết định số     /QĐ-UBND)"],
    ["TT", "Đơn vị", "Kết quả", None, "Ghi chú"],
    [None, None, "Tổng điểm", "Tỷ lệ đạt (%)"],
    ["(1)", "(2)", "(3)", "(4)", "(5)"],
    ["I", "Khối sở, ban, ngành"],
    [1, "Sở Nội vụ", 89.5, "89,50%"],
    [2, "Sở Tài chính", None, None, "mới thành lập"],
    ["II", "Huyện"],
    [1, "UBND huyện Kế Sách", 70, 0.7],
    [None, "Trung bình", 79.75, "79,75%"],
    ["Tổng cộng", None, 2],
    [None, None, None, "Sóc Trăng, ngày 5 tháng 1 năm 2024"],
    [None, "Người lập biểu", None, "GIÁM ĐỐC"],
]


def test_an_offices_table_is_read_as_it_comes(tmp_path: Path) -> None:
    known = {"Sở Nội vụ", "Sở Tài chính", "UBND huyện Kế Sách"}
    book = openpyxl.Workbook()
    page: Any = book.active
    for row in OFFICE:
        page.append(row)
    page.cell(11, 4).number_format = "0.00%"
    for area in ("A1:C1", "A2:E2", "A4:A5", "B4:B5", "C4:D4", "E4:E5"):
        page.merge_cells(area)
    book.save(tmp_path / "bang.xlsx")
    reading = read_figure_sheet(tmp_path / "bang.xlsx", INDEX, {}, {}, knows=known.__contains__)
    assert [(each.number, each.cells) for each in reading.rows] == [
        (8, ("Sở Nội vụ", "89.5")), (9, ("Sở Tài chính", "")), (11, ("UBND huyện Kế Sách", "70")),
    ]  # fmt: skip
    assert [(each.code.partition(".")[2], each.facts["rows"]) for each in reading.findings] == [
        ("total_row", "12, 13"), ("heading_row", "7"), ("heading_row", "10"), ("foot_row", "14, 15"),
    ]  # fmt: skip
    assert [each.facts["rows"] for each in reading.findings if each.severity is Severity.ASK] == ["10"], (
        "a misspelt unit?"
    )
    lines = [[str(cell or "") for cell in row] for row in OFFICE]
    lines[10][3], lines[7][1] = "70 %", "Sở Nội vu"
    misspelt = csv_file(tmp_path / "sai.csv", "\n".join(map(";".join, lines)))
    again = read_figure_sheet(misspelt, INDEX, {}, {}, knows=known.__contains__)
    assert again.rows[0].cells == ("Sở Nội vu", "89.5"), "nobody knows the name, and it is asked about"
    years = [["TT", "Đơn vị", "Năm 2022", "", "Năm 2023", ""], ["", "", "Điểm", "Tỷ lệ", "Điểm", "Tỷ lệ"]]
    years.append(["1", "Sở Nội vụ", "8", "80", "9", "90"])
    both = csv_file(tmp_path / "hai-nam.csv", "\n".join(map(";".join, years)))
    unsure = read_figure_sheet(both, INDEX, {}, {}, knows=known.__contains__)
    assert "“Năm 2023 · Tỷ lệ”" in str(unsure.findings[0].facts["titles"])
    chosen = read_figure_sheet(both, INDEX, {"ty-le": "Năm 2023 · Tỷ lệ"}, {}, knows=known.__contains__)
    assert [each.cells for each in chosen.rows] == [("Sở Nội vụ", "90")]
