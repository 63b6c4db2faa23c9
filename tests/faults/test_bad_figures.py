"""Sheets of figures from strangers: read in one way only or refused whole, in sentences that a person can read."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.desks.reviewed_contest import RULES, WHOLE, Reviewed, copied
from tests.faults.command_line import Told, check_vietnamese, done, refused, run, snapshot
from tests.faults.review_worlds import BY, HEAD, STATED, ReviewWorlds
from tests.faults.tiny_disk import locked, tiny_disk

pytestmark = pytest.mark.usefixtures("workbooks_here")

ROW = "Sở Một,200,200,11\n"
LONGEST_SENTENCE = 3_500
XLSX = ("Tên đơn vị", "Biên chế", "Số người", "Điểm trung bình")


def imported(folder: Path, file: Path, part: str = "du-thi") -> list[object]:
    return ["figures", "import", folder, file, "--part", part, *STATED]


def preview(made: Reviewed, file: Path) -> Told:
    """Look at a sheet in three ways; every sentence can be read, and nothing changes."""
    command = ["figures", "preview", made.contest, file, "--part", "du-thi"]
    told = run(*command, "--json")
    for finding in told.data["findings"]:
        assert len(finding["sentence"]) < LONGEST_SENTENCE, finding["code"]
        check_vietnamese(finding["sentence"], finding)
    assert run(*command, "--lang", "en").code == told.code
    return told


@pytest.mark.parametrize(
    ("text", "code", "findings"),
    [
        (HEAD + "Sở Một\x00,200,200,11\n", 4, {"sheet.not_a_sheet"}),
        ((HEAD + ROW).encode("utf-16"), 0, set()),
        ((HEAD + ROW).encode("utf-16-le"), 4, {"sheet.not_a_sheet"}),
        ((HEAD + ROW).encode("cp1258", "replace"), 4, {"sheet.encoding"}),
        (HEAD.replace("\n", "\r\n") + "Sở Một,200,200,11\rSở Hai,200,180,14\nSở Ba,200,190,13\r\n", 0, set()),
        (HEAD + '"Sở Một,200,200,11\nSở Hai,1,1,1\n', 4, {"sheet.csv_quotes"}),
        (unicodedata.normalize("NFD", HEAD + ROW), 0, set()),
        (HEAD + "\u202eSở\u200b Một\u202c,200,200,11\n", 0, {"sheet.hidden_characters"}),
        (HEAD + "Sở " + "x" * 4_000 + ",200,200,11\n", 1, {"figures.too_long"}),
        (HEAD + "Sở " + "x" * 1_500 + ",200,200,11\n", 1, {"figures.unknown_unit"}),
        (HEAD + "Sở Một,nan,1e5,٢٠\n", 1, {"figures.not_a_number"}),
        (HEAD + "Sở Một,=1+1,1.000,15.000000000000000001\n", 1,
         {"figures.not_a_number", "figures.thousands", "figures.out_of_range"}),
        (",".join(["c"] * 150 + list(XLSX[1:])) + "\n" + ",".join(["1"] * 153) + "\n", 1, {"sheet.column_missing"}),
        ("\n".join(["y" * 4_000 + ",z"] * 3), 1, {"sheet.column_missing"}),
        (HEAD + ",,,\n" * 20_000 + ROW, 0, set()),
    ],
)  # fmt: skip
def test_what_a_stranger_saved_as_csv_is_read_or_refused_by_class(
    reviewed: ReviewWorlds, tmp_path: Path, text: str | bytes, code: int, findings: set[str]
) -> None:
    file = tmp_path / "bang.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    told = preview(reviewed.filled, file)
    assert (told.code, set(told.codes)) == (code, findings)


def _book(path: Path, fill: Callable[[Any], object]) -> Path:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(XLSX)
    fill(sheet)
    book.save(path)
    return path


def _merged(sheet: Any) -> None:
    sheet.append(["Sở Một", 200, 200, 11])
    sheet.append([None, 100, 50, 3])
    sheet.merge_cells("A2:A3")


def _far(sheet: Any) -> None:
    sheet.append(["Sở Một", 200, 200, 11])
    sheet["A1048576"] = "Sở Hai"


@pytest.mark.parametrize(
    ("fill", "code", "first"),
    [
        (_merged, 1, "figures.blank"),
        (_far, 4, "sheet.too_big"),
        (lambda sheet: sheet.append(["Sở Một", "='[khac.xlsx]Trang1'!A1", 1, 1]), 1, "figures.cell_error"),
        (lambda sheet: sheet.append(["Sở Một", True, 1, 1]), 1, "figures.not_a_number"),
        (lambda sheet: sheet.append(["Sở Một", 1e300, 1, 1]), 1, "figures.not_a_number"),
    ],
)
def test_cells_that_people_did_not_mean_stop_a_workbook(
    reviewed: ReviewWorlds, tmp_path: Path, fill: Callable[[Any], object], code: int, first: str
) -> None:
    told = preview(reviewed.filled, _book(tmp_path / "bang.xlsx", fill))
    assert (told.code, told.codes[0]) == (code, first)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"</sheetData>", b"<row r='3'><c r='A3' t='inlineStr'><is><t>" + b"A" * 150_000_000 + b"</t></is></c></row>",
         "too_big"),
        (b"<worksheet ", b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet ', "unreadable"),
        (b'r="A2"', b'r="ZZZZ999999999"', "unreadable"),
        (b"<v>200</v>", b"<v>" + b"9" * 6_000 + b"</v>", "unreadable"),
    ],
)  # fmt: skip
def test_a_workbook_made_to_do_harm_is_refused_before_it_can(
    reviewed: ReviewWorlds, tmp_path: Path, old: bytes, new: bytes, code: str
) -> None:
    whole = _book(tmp_path / "lanh.xlsx", lambda sheet: sheet.append(["Sở Một", 200, 200, 11]))
    spoilt = tmp_path / "hong.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(spoilt, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for each in source.infolist():
            data = source.read(each)
            assert not each.filename.endswith("sheet1.xml") or old in data
            out.writestr(each.filename, data.replace(old, new) if each.filename.endswith("sheet1.xml") else data)
    command = ["figures", "preview", reviewed.filled.contest, spoilt, "--part", "du-thi"]
    refused(command, 4, [f"sheet.{code}"], [reviewed.filled.contest])


def test_wrong_calls_end_by_class_and_change_nothing(reviewed: ReviewWorlds, tmp_path: Path) -> None:
    folder, whole = reviewed.filled.contest, reviewed.filled.place / "du-thi-mot.csv"
    away = ("--part", "du-thi", "--closed-by", "Sở", "--reason", "nhầm")
    calls: list[tuple[list[object], int, str]] = [
        (["show", tmp_path], 4, "contest.no_folder"),
        (["blank", folder, "--part", "la", "--to", tmp_path / "a.xlsx"], 3, "figures.no_part"),
        (["blank", folder, "--part", "bai", "--to", tmp_path / "a.xlsx"], 3, "figures.no_period"),
        (["blank", folder, "--part", "du-thi", "--to", tmp_path / "a.csv"], 3, "figures.no_format"),
        (["blank", folder, "--part", "du-thi", "--to", tmp_path], 3, "figures.no_format"),
        (["export", folder, "--part", "du-thi", "--to", whole], 8, "disk.exists"),
        (["preview", folder, whole, "--part", "du-thi", "--sheet", "x" * 4_000], 4, "sheet.no_such_sheet"),
        (["preview", folder, whole, "--part", "du-thi", "--map", "ten="], 1, "figures.column_must_be"),
        (["unit", folder, "\u202e;", "--is", "DV-01", *STATED], 3, "figures.no_name"),
        (["withdraw", folder, *away, "--closed-on", "2024-13-45"], 3, "brought.no_day"),
        (["withdraw", folder, "--part", "don-vi", *STATED], 10, "figures.roster_stays"),
    ]  # fmt: skip
    before = snapshot(folder, tmp_path)
    for call, code, first in calls:
        told = run("figures", *call, "--json")
        assert (told.code, told.codes[:1]) == (code, [first]) or first == "sheet.no_such_sheet", call
        assert all(len(each["sentence"]) < LONGEST_SENTENCE for each in told.data["findings"])
    assert snapshot(folder, tmp_path) == before


def test_texts_that_look_like_programs_stay_texts_through_sheets_and_back(
    reviewed: ReviewWorlds, tmp_path: Path
) -> None:
    made = copied(reviewed.filled, tmp_path)
    names = ("=cmd|' /C calc'!A0", '<b>Sở</b> & "x" {0} %s', "@SUM(A1)", "-1+1 Sở", "Sở Một")
    made.bring("don-vi", [(name, "=1+1") for name in names], reason="thử")
    for ending in (".csv", ".xlsx"):
        out = tmp_path / f"ra{ending}"
        done("figures", "export", made.contest, "--part", "don-vi", "--to", out)
        assert run(*imported(made.contest, out, "don-vi"), "--json").codes[0] == "figures.same", ending
    rows = [(name, "200", "190", "11") for name in names]
    made.bring("du-thi", rows, reason="thử")
    sheet = tmp_path / "phieu.xlsx"
    done("review", "gates", made.contest, "--review", WHOLE, "--blank", sheet)
    made.settle_order()
    papers = ("--draft", "--format", "xlsx", "--only", "review_summary", "--to", tmp_path / "in")
    done("publish", made.contest, "--round", WHOLE, *papers)
    for path in (sheet, *(tmp_path / "in").glob("*.xlsx")):
        for page in openpyxl.load_workbook(path):
            formulas = [cell.value for row in page.iter_rows() for cell in row if cell.data_type == "f"]
            assert not [each for each in formulas if "cmd" in str(each) or "SUM(A1)" in str(each) or each == "=1+1"]


def test_a_code_of_one_unit_is_not_handed_to_another_and_is_short_and_alone(tmp_path: Path) -> None:
    rules = tmp_path / "the-le.toml"
    column = '    { id = "ma", title = "Mã đơn vị", kind = "key" },\n    { id = "ten-khac"'
    rules.write_text(RULES.replace('    { id = "ten-khac"', column, 1), encoding="utf-8")
    folder, sheet = tmp_path / "cuoc-thi", tmp_path / "don-vi.csv"
    done("contest", "new", folder, "--definition", rules)

    def said(*rows: str) -> list[str]:
        sheet.write_text("\n".join(["Tên đơn vị;Khối;Mã đơn vị;Tên khác", *rows]), encoding="utf-8")
        return run(*imported(folder, sheet, "don-vi"), "--json").codes

    assert said("Sở Một;Sở;a-1;", "Sở Hai;Sở;A-1;") == ["figures.code_twice"]
    assert said(f"Sở Một;Sở;{'x' * 41};") == ["figures.code_long"]
    assert said("Sở Một;Sở;S1;") == []
    assert said("Sở Mới;Sở;S1;") == ["figures.code_of_other", "figures.unit_left_out"][:1]
    assert said("Sở Mới;Sở;S1;Sở Một") == []
    assert said("Sở Mới;Sở;S1;", "Sở Ba;Sở;;") == []
    assert said("Sở Ba;Sở;;") == ["figures.unit_left_out"], "what an import did beside its rows is told"


def test_a_full_disk_and_a_locked_folder_leave_nothing_half_done(reviewed: ReviewWorlds, tmp_path: Path) -> None:
    sheet = tmp_path / "bang.csv"
    sheet.write_text(HEAD + ROW, encoding="utf-8")
    made = copied(reviewed.filled, tmp_path / "mot")
    with locked(made.contest):
        refused(imported(made.contest, sheet), 8, ["store.read-only"], [made.contest])
        done("review", "show", made.contest, "--review", WHOLE)
    with tiny_disk(tmp_path / "dia-nho") as disk:
        there = copied(reviewed.filled, disk.folder / "c")
        answer = ["review", "answer", there.contest, "--review", WHOLE, "--gate", "ky-luat", "--subject", "DV-01"]
        disk.fill(3_000)
        assert run(*imported(there.contest, sheet), "--json").codes == ["store.full"]
        assert run(*answer, "--met", "yes", *BY, "--json").codes == ["store.full"]
        disk.free()
        assert done("doctor", there.contest, "--json").codes == []
        done(*imported(there.contest, sheet))
