from __future__ import annotations

import json
import time
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.values.problems import Unreadable
from judge_desk.exchange.folding import loose, strict_key
from judge_desk.exchange.spreadsheets.columns import Column, known_columns, read_table
from judge_desk.exchange.spreadsheets.sheets import Cell, Row, read_sheet, text_of
from judge_desk.exchange.submissions.line_process import LineProcess
from tests.exchange.sheet_files import codes_of, csv_file, xlsx
from tests.trust.hostile_sheets import workbook_parts

WANTED = (Column("id", ("STT",)), Column("title", ("Tên bài", "Tên sáng kiến")), Column("note", ("Ghi chú",), False))


def refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read_sheet(path)
    return caught.value.problem.code


def test_numbers_are_exact_and_dates_stay_dates(tmp_path: Path) -> None:
    row = [8, 8.5, 0.1, 8.25, datetime(2024, 8, 16), datetime(2024, 8, 16, 16, 30), True, " Hòa  ", None]
    cells = read_sheet(xlsx(tmp_path / "a.xlsx", [row])).rows[0].cells
    assert [cell.value for cell in cells[:4]] == [8, Fraction(17, 2), Fraction(1, 10), Fraction(33, 4)]
    assert [cell.value for cell in cells[4:8]] == [date(2024, 8, 16), datetime(2024, 8, 16, 16, 30), True, "Hòa"]
    assert text_of(cells[5]) == "16/08/2024 16:30"


@given(st.integers(-(10**6), 10**6), st.integers(0, 4))
def test_every_decimal_is_written_as_it_is(number: int, decimals: int) -> None:
    value = Fraction(number, 10**decimals)
    written = text_of(Cell(value))
    assert Fraction(Decimal(written.replace(",", "."))) == value


def test_rows_keep_their_own_numbers_when_blank_rows_lie_between(tmp_path: Path) -> None:
    sheet = read_sheet(xlsx(tmp_path / "a.xlsx", [["x"], [], ["", None], ["y"]]))
    assert [row.number for row in sheet.rows] == [1, 4]


def test_a_formula_without_a_stored_result_is_not_taken_for_blank(tmp_path: Path) -> None:
    cells = read_sheet(xlsx(tmp_path / "a.xlsx", [["x", "=1+1"]])).rows[0].cells
    assert cells[1] == Cell(None, True, "=")


def test_an_error_value_is_kept_as_a_fault(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "#DIV/0!"
    sheet["A1"].data_type = "e"
    book.save(tmp_path / "a.xlsx")
    assert read_sheet(tmp_path / "a.xlsx").rows[0].cells[0].fault == "#DIV/0!"


def test_decomposed_letters_and_hidden_characters_are_brought_in_order_and_noted(tmp_path: Path) -> None:
    sheet = read_sheet(xlsx(tmp_path / "a.xlsx", [["Ho\u0300a\u200b\ufeff", "a\u00a0b"]]))
    assert [cell.value for cell in sheet.rows[0].cells] == ["Hòa", "a b"]
    assert codes_of(sheet.findings) == ["sheet.hidden_characters"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("STT;Tên bài\n1;Một, hai\n", "utf-8"),
        ("STT;Tên bài\r\n1;Một, hai\r\n", "utf-8-sig"),
        ("STT\tTên bài\n1\tMột, hai\n", "utf-16"),
        ('STT,Tên bài\n1,"Một, hai"\n', "utf-8"),
        ("sep=;\nSTT;Tên bài\n1;Một, hai\n", "utf-8"),
    ],
)
def test_csv_is_read_whatever_its_delimiter(tmp_path: Path, text: str, encoding: str) -> None:
    rows = read_sheet(csv_file(tmp_path / "a.csv", text, encoding)).rows
    assert [[cell.value for cell in row.cells] for row in rows] == [["STT", "Tên bài"], ["1", "Một, hai"]]


def test_decimal_commas_do_not_pass_for_delimiters(tmp_path: Path) -> None:
    text = "Mã;1;2\n001-8;8,5;7,5\n002-9;9,5;6,5\n"
    assert len(read_sheet(csv_file(tmp_path / "a.csv", text)).rows[1].cells) == 3


def test_a_quoted_line_end_stays_in_its_cell_and_rows_count_lines(tmp_path: Path) -> None:
    rows = read_sheet(csv_file(tmp_path / "a.csv", 'a;b\n1;"x\ny"\n2;z\n')).rows
    assert rows[1].cells[1].value == "x\ny"
    assert [row.number for row in rows] == [1, 2, 4]


def test_files_that_are_no_sheets_are_named_for_what_they_are(tmp_path: Path) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    contents = {
        "empty.xlsx": b"",
        "old.xls": old,
        "locked.xlsx": old + "EncryptedPackage".encode("utf-16-le"),
        "cut.xlsx": b"PK\x03\x04" + bytes(50),
        "picture.csv": b"\x89PNG\r\n\x1a\n\0\0\0",
        "tcvn.csv": "Tên;Đơn vị".encode("utf-16-le")[:-1].replace(b"\0", b"\xb8"),
        "blank.csv": b"\n\n;;\n",
        "quotes.csv": b'a;b\n1;"x" y\n',
    }
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    wanted = ["empty", "old_format", "encrypted", "unreadable", "not_a_sheet", "encoding", "empty", "csv_quotes"]
    assert [refusal(tmp_path / name) for name in contents] == [f"sheet.{code}" for code in wanted]
    assert refusal(tmp_path / "missing.xlsx") == "sheet.missing"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["x"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/big.bin", bytes(30 * 1024 * 1024))
    assert path.stat().st_size < 100_000
    assert refusal(path) == "sheet.too_big"


def test_a_document_type_in_a_part_is_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["x"]])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("customXml/item9.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')
    assert refusal(path) == "sheet.unreadable"


def test_a_damaged_workbook_is_refused_whatever_part_is_damaged(tmp_path: Path) -> None:
    whole = xlsx(tmp_path / "a.xlsx", [["x", 1], ["y", 2]]).read_bytes()
    names = zipfile.ZipFile(tmp_path / "a.xlsx").namelist()
    for name in [n for n in names if n.startswith("xl/w")]:
        path = tmp_path / "b.xlsx"
        (tmp_path / "c.xlsx").write_bytes(whole)
        with zipfile.ZipFile(tmp_path / "c.xlsx") as source, zipfile.ZipFile(path, "w") as target:
            for part in names:
                target.writestr(part, source.read(part)[:60] if part == name else source.read(part))
        assert refusal(path) == "sheet.unreadable", name


def test_a_named_sheet_is_read_and_a_missing_one_says_which_there_are(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["x"]], name="Danh sách")
    assert read_sheet(path, "Danh sách").name == "Danh sách"
    with pytest.raises(Unreadable) as caught:
        read_sheet(path, "Khác")
    assert caught.value.problem.facts["sheets"] == "Danh sách"


def test_the_head_row_is_found_below_a_letterhead_and_column_numbers_are_left_out(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["UBND TỈNH"],
        ["DANH SÁCH"],
        [],
        ["Ghi chú", " stt ", "TÊN  SÁNG KIẾN (đầy đủ)"],
        ["(1)", "(2)", "(3)"],
        ["n", 1, "Một"],
    ]
    table = read_table(read_sheet(xlsx(tmp_path / "a.xlsx", rows)), WANTED)
    assert (table.head_row, table.places, table.findings) == (4, {"note": 0, "id": 1, "title": 2}, ())
    assert [row.number for row in table.rows] == [6]


def test_a_missing_column_names_what_was_looked_for_what_is_there_and_the_nearest(tmp_path: Path) -> None:
    table = read_table(read_sheet(xlsx(tmp_path / "a.xlsx", [["STT", "Tên bàii"], [1, "x"]])), WANTED)
    (finding,) = table.findings
    assert finding.code == "sheet.column_missing_near"
    assert finding.facts == {"column": "Tên bài", "titles": "“STT”; “Tên bàii”", "near": "Tên bàii"}


def test_two_columns_of_one_meaning_are_a_finding_unless_the_mapping_chooses(tmp_path: Path) -> None:
    sheet = read_sheet(xlsx(tmp_path / "a.xlsx", [["STT", "Tên sáng kiến", "Tên sáng kiến "], [1, "x", "y"]]))
    assert codes_of(read_table(sheet, WANTED).findings) == ["sheet.column_twice"]
    other = read_sheet(xlsx(tmp_path / "b.xlsx", [["STT", "Cột lạ"], [1, "x"]]))
    assert read_table(other, WANTED, {"title": "Cột lạ"}).places["title"] == 1


def test_known_titles_are_in_one_column_of_their_sheet_only() -> None:
    for kind in ("register", "panel", "marks"):
        titles = [title for column in known_columns(kind) for title in {loose(each) for each in column.titles}]
        assert len(set(titles)) == len(titles), kind


def test_folding_forgets_accents_or_only_the_place_of_the_tone() -> None:
    assert loose(" Họ  và TÊN: ") == "ho va ten"
    assert strict_key("Uỷ ban Hoà Bình") == strict_key("ủy BAN  Hòa Bình")
    assert strict_key("Tân Bình") != strict_key("Tấn Bình")


def test_a_record_that_never_ends_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    for text in (";" * 1_100_000, '"a\nb";' * 200_000):
        with pytest.raises(Unreadable) as refusal:
            read_sheet(csv_file(tmp_path / "a.csv", text))
        assert refusal.value.problem.code == "sheet.csv_quotes"


def test_a_sheet_of_too_many_cells_is_refused_though_few_columns_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("judge_desk.exchange.spreadsheets.sheets.MOST_CELLS", 900)
    path = xlsx(tmp_path / "a.xlsx", [["x"] * 301] * 3)
    with pytest.raises(Unreadable) as refusal:
        read_sheet(path)
    assert refusal.value.problem.code == "sheet.too_big"


def test_one_long_text_in_every_cell_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{row}">' + '<c t="s"><v>0</v></c>' * 200 + "</row>" for row in range(1, 200))
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for name, data in workbook_parts(rows, f"<si><t>{'aê' * 16_000}</t></si>").items():
            archive.writestr(name, data)
    assert refusal(tmp_path / "a.xlsx") == "sheet.too_big"


def test_a_length_of_time_keeps_how_it_is_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append([timedelta(hours=30), timedelta(minutes=6, seconds=45)])
    book.active["A1"].number_format, book.active["B1"].number_format = "[h]:mm", "[mm]:ss"
    book.save(tmp_path / "a.xlsx")
    assert [(cell.value, cell.shown) for cell in read_sheet(tmp_path / "a.xlsx").rows[0].cells] == [
        ("1 day, 6:00:00", "m"), ("0:06:45", "s")
    ]  # fmt: skip


WRITTEN = (
    [["S", 2], [1, ["a", None, ["int", 5, 0, ""]]], [2, [["float", "8.5", 1, "%"], ["date", "2024-08-16", 0, "m"]]]],
    [
        Row(1, (Cell("a"), Cell(), Cell(5))),
        Row(2, (Cell(Fraction(17, 2), True, "", "%"), Cell(date(2024, 8, 16), shown="m"))),
    ],
)


def said(monkeypatch: pytest.MonkeyPatch, lines: list[object], answer: object = None) -> None:
    """Let the reading process have written these lines."""

    def ask(_: object, request: Mapping[str, Any], seconds: int) -> object:
        Path(request["target"]).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        return {"done": {}} if answer is None else answer

    monkeypatch.setattr(LineProcess, "ask", ask)


def test_what_the_reading_process_writes_are_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["x"]])
    said(monkeypatch, list(WRITTEN[0]))
    assert list(read_sheet(path).rows) == WRITTEN[1]


@pytest.mark.parametrize(
    "line",
    ["S", [], [1, 2, 3], {"a": 1}, [1, "a"], [True, []], [1, [5]], [1, [["int", "5", 0, ""]]], [1, [["int", 5, 0]]],
     [1, [["float", "một", 0, ""]]], [1, [["float", "nan", 0, ""]]], [1, [["date", "16/08/2024", 0, ""]]],
     [1, [["moment", 3, 0, ""]]], [1, [["thing", "x", 0, ""]]], [1, [["int", 5, 0, "<b>"]]],
     [1, [["error", 5, 0, ""]]]],
)  # fmt: skip
def test_nothing_else_that_it_writes_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: object) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["x"]])
    for lines in ([["S", 1], line], [line]):
        said(monkeypatch, lines)
        assert refusal(path) == "sheet.unreadable"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({}, "sheet.unreadable"),
        ({"fault": "damaged"}, "sheet.unreadable"),
        ({"fault": "too_big"}, "sheet.too_big"),
        ({"fault": "no_such_sheet"}, "sheet.unreadable"),
    ],
)
def test_what_it_could_not_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: object, code: str
) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["x"]])
    said(monkeypatch, [], answer)
    assert refusal(path) == code


def test_a_reader_that_says_done_and_wrote_nothing_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["x"]])
    monkeypatch.setattr(LineProcess, "ask", lambda *_: {"done": {}})
    assert refusal(path) == "sheet.unreadable"


def test_a_workbook_that_breaks_its_reader_is_refused_and_nothing_else_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["x"]])
    monkeypatch.setattr("judge_desk.exchange.spreadsheets.workbook_lines._READER", "tests.exchange.no_such_reader")
    assert refusal(path) == "sheet.stopped"


def test_a_long_text_of_before_unicode_is_known_by_its_beginning(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xb9\xae\xcd \xb5;" * 400_000)
    start = time.process_time()
    with pytest.raises(Unreadable) as refusal:
        read_sheet(tmp_path / "a.csv")
    assert refusal.value.problem.code == "sheet.encoding"
    assert time.process_time() - start < 4
