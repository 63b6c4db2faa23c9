from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from judge_desk.contest.register.entries import Author, Unit
from judge_desk.contest.values.identity import UnitId
from judge_desk.contest.values.problems import Severity
from judge_desk.exchange.spreadsheets.author_names import WrittenAuthor, read_authors
from judge_desk.exchange.spreadsheets.cell_reading import parse_moment, yes_in
from judge_desk.exchange.spreadsheets.register_sheet import RegisterReading, find_field, find_kind, read_register
from judge_desk.exchange.spreadsheets.sheets import read_sheet
from judge_desk.exchange.spreadsheets.unit_names import nearly_equal, unit_key
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import sentence
from tests.exchange.sheet_files import codes_of, csv_file, hau_giang, xlsx

pytestmark = pytest.mark.usefixtures("workbooks_here")

HEAD = [
    "STT",
    "Tên bài dự thi",
    "Hình thức",
    "Lĩnh vực",
    "Tác giả",
    "Đơn vị",
    "Ngày nhận",
    "Ngày gửi",
    "Trùng lặp",
    "Ghi chú",
]
GOOD: list[Any] = [
    1,
    "Một",
    "Cá nhân",
    "Cải cách thể chế",
    "Lê A (Chuyên viên)",
    "Sở Nội vụ",
    datetime(2024, 8, 1, 9, 30),
]


def changed(**places: Any) -> list[Any]:
    row = [*GOOD, None, None, None]
    for title, value in places.items():
        row[
            {"id": 0, "title": 1, "kind": 2, "field": 3, "authors": 4, "unit": 5, "received": 6, "dup": 8, "note": 9}[
                title
            ]
        ] = value
    return row


def read(tmp_path: Path, *rows: list[Any]) -> RegisterReading:
    return read_register(read_sheet(xlsx(tmp_path / "r.xlsx", [HEAD, *rows])), hau_giang())


def test_a_row_becomes_an_entry_with_its_author_and_unit(tmp_path: Path) -> None:
    (row,) = read(tmp_path, changed()).rows
    entry = row.entry
    assert (entry.id, entry.title, entry.kind, entry.field) == ("1", "Một", "ca-nhan", "the-che")
    assert entry.authors == (Author("Lê A", "Chuyên viên", UnitId("so-noi-vu")),)
    assert (entry.units, entry.received, entry.sent, entry.flags) == (("so-noi-vu",), "2024-08-01T09:30", "", ())
    assert (row.row, row.unit_titles, row.raw["Ngày nhận"]) == (2, ("Sở Nội vụ",), "01/08/2024 09:30")


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"id": None}, "register.no_id", "STT"),
        ({"id": date(2024, 1, 7)}, "sheet.date_for_text", "STT"),
        ({"id": "../x"}, "register.bad_id", "STT"),
        ({"title": " "}, "register.no_title", "Tên bài dự thi"),
        ({"kind": "đội"}, "register.unknown_kind", "Hình thức"),
        ({"kind": ""}, "register.no_kind", "Hình thức"),
        ({"field": "Cải cách thủ tục hành chánh"}, "register.field_near", "Lĩnh vực"),
        ({"field": "Khác hẳn"}, "register.unknown_field", "Lĩnh vực"),
        ({"field": None}, "register.no_field", "Lĩnh vực"),
        ({"received": 45520}, "sheet.number_for_date", "Ngày nhận"),
        ({"received": "hôm qua"}, "sheet.not_a_date", "Ngày nhận"),
        ({"received": "31/02/2024"}, "sheet.not_a_date", "Ngày nhận"),
        ({"received": "=A1"}, "sheet.formula_without_result", "Ngày nhận"),
    ],
)
def test_a_row_that_cannot_be_read_stands_aside_with_row_and_column(
    tmp_path: Path, change: dict[str, Any], code: str, column: str
) -> None:
    reading = read(tmp_path, changed(), changed(**{"id": 2, **change}))
    assert len(reading.rows) == 1
    (unread,) = reading.unread
    (finding,) = unread.findings
    assert (finding.code, finding.facts["row"], finding.facts["column"]) == (code, 3, column)
    assert finding.severity is Severity.STOP
    assert "{" not in sentence(finding, open_catalogue("vi"))


def test_a_number_used_twice_names_the_first_row(tmp_path: Path) -> None:
    reading = read(tmp_path, changed(id="017"), changed(id=17))
    (finding,) = reading.unread[0].findings
    assert (finding.code, finding.facts["first"], reading.rows[0].entry.id) == ("register.id_twice", 2, "17")


def test_one_bad_row_tells_all_its_faults_at_once(tmp_path: Path) -> None:
    (unread,) = read(tmp_path, changed(id=None, title="", kind="?", field="?")).unread
    assert len(unread.findings) == 4


def test_a_register_without_a_column_is_not_read_and_says_which(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "r.xlsx", [[title for title in HEAD if title != "Lĩnh vực"], changed()[:3] + changed()[4:]])
    reading = read_register(read_sheet(path), hau_giang())
    (finding,) = reading.findings
    assert (reading.rows, finding.code, finding.facts["column"]) == ((), "sheet.column_missing", "Lĩnh vực")


def test_a_register_with_a_head_alone_is_a_finding(tmp_path: Path) -> None:
    assert codes_of(read(tmp_path).findings) == ["register.no_rows"]


def test_csv_and_xlsx_give_the_same_entries(tmp_path: Path) -> None:
    text = ";".join(HEAD[:7]) + "\n1;Một;Cá nhân;Cải cách thể chế;Lê A (Chuyên viên);Sở Nội vụ;01/08/2024 09:30\n"
    from_csv = read_register(read_sheet(csv_file(tmp_path / "r.csv", text)), hau_giang())
    assert from_csv.rows[0].entry == read(tmp_path, changed()).rows[0].entry


def test_spellings_of_one_unit_are_merged_and_noted_and_near_names_are_asked(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        changed(unit="Sở Nội Vụ"),
        changed(id=2, unit="Sở nội vụ"),
        changed(id=3, unit="UBND xã Tân Bình"),
        changed(id=4, unit="Ủy ban nhân dân xã Tân Bình"),
        changed(id=5, unit="Uỷ ban nhân dân xã Tấn Bình"),
    )
    assert len(reading.units) == 3
    assert len({unit.id for unit in reading.units}) == 3
    assert codes_of(reading.findings) == ["unit.merged", "unit.merged", "unit.nearly_equal"]


def test_units_already_known_keep_their_ids(tmp_path: Path) -> None:
    known = Unit(UnitId("u1"), "SỞ NỘI VỤ")
    reading = read_register(read_sheet(xlsx(tmp_path / "r.xlsx", [HEAD, changed()])), hau_giang(), known=[known])
    assert (reading.rows[0].entry.units, reading.units) == (("u1",), (known,))


@pytest.mark.parametrize(
    ("first", "second", "asked"),
    [
        ("Sở Thông tin và Truyền thông", "Sở Thông tin và Truyền thôg", True),
        ("Cục Thuế", "Cục Thuế tỉnh Hậu Giang", True),
        ("Trường THPT số 1", "Trường THPT số 2", False),
        ("xã Tân Long", "xã Tân Hòa", False),
        ("Phòng Nội vụ huyện Châu Lộc", "Phòng Nội vụ huyện Tân Giồng", False),
    ],
)
def test_only_names_that_may_be_one_are_asked_about(first: str, second: str, asked: bool) -> None:
    assert nearly_equal(unit_key(first), unit_key(second)) is asked


def test_short_forms_of_units_are_written_out() -> None:
    assert unit_key("Sở TT&TT") == unit_key("Sở Thông tin và Truyền thông")
    assert unit_key("UBND TP. Vị Thanh") == unit_key("Uỷ ban nhân dân thành phố Vị Thanh")


def test_authors_are_read_from_every_usual_way_of_writing() -> None:
    wanted = (WrittenAuthor("Lê A", "Phó Trưởng phòng", "Sở Nội vụ"), WrittenAuthor("Trần Thị B"))
    for text in (
        "Ông Lê A (Phó Trưởng phòng, Sở Nội vụ); Bà Trần Thị B",
        "1. Lê A (Phó Trưởng phòng, Sở Nội vụ)\n2. Trần Thị B",
        "Lê A - Phó Trưởng phòng - Sở Nội vụ;\nTrần Thị B;",
    ):
        assert read_authors(text).authors == wanted
    assert read_authors("") == read_authors(" ; \n")


def test_commas_between_names_are_a_guess_that_is_asked_about(tmp_path: Path) -> None:
    assert read_authors("Lê Văn A, Trần Thị B").by_comma
    assert not read_authors("Lê Văn A, chuyên viên").by_comma
    (row,) = read(tmp_path, changed(kind="nhóm", authors="Lê Văn A, Trần Thị B")).rows
    assert (len(row.entry.authors), codes_of(row.findings)) == (2, ["register.authors_by_comma"])


def test_a_group_keeps_every_unit_once_in_order(tmp_path: Path) -> None:
    authors = "Lê A (Chuyên viên, Sở Y tế); Trần B (Kế toán, Sở Nội vụ); Ngô C (Y sĩ, Sở Y tế)"
    (row,) = read(tmp_path, changed(kind="nhóm", authors=authors)).rows
    assert row.entry.units == ("so-noi-vu", "so-y-te")


def test_a_collective_may_have_no_author_but_is_asked_for_its_unit(tmp_path: Path) -> None:
    good, bad = read(
        tmp_path, changed(kind="Tập thể", authors=""), changed(id=2, kind="Tập thể", authors="", unit="")
    ).rows
    assert (good.entry.authors, good.findings, codes_of(bad.findings)) == ((), (), ["register.no_unit"])


def test_flags_come_from_ticks_and_remarks_but_not_from_their_denial(tmp_path: Path) -> None:
    rows = read(
        tmp_path,
        changed(dup="x"),
        changed(id=2, dup="không", note="Đã công bố trên báo tỉnh"),
        changed(id=3, note="Không trùng lặp, chưa từng đã công bố"),
        changed(id=4, dup="trùng bài số 1"),
    ).rows
    assert [row.entry.flags for row in rows] == [("duplicate",), ("published",), (), ("duplicate",)]
    assert codes_of(rows[3].findings) == ["register.flag_in_words"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("16/8/2024", "2024-08-16"),
        ("16/08/2024 16:30", "2024-08-16T16:30"),
        ("16h30 ngày 16/8/2024", "2024-08-16T16:30"),
        ("16-08-2024, lúc 7 giờ 05 phút", "2024-08-16T07:05"),
        ("2024-08-16T16:30", "2024-08-16T16:30"),
        ("16.8.2024 8h", "2024-08-16T08:00"),
        ("8/16/2024", ""),
        ("16/8/24", ""),
        ("16/8/2024 25:00", ""),
    ],
)
def test_days_are_read_day_first_and_never_guessed(text: str, wanted: str) -> None:
    assert parse_moment(text) == wanted


def test_kinds_fields_and_ticks_are_understood_in_other_words() -> None:
    kinds = hau_giang().entrants
    assert [getattr(find_kind(word, kinds), "id", None) for word in ("NHÓM", "tập thể cơ quan", "cn", "đội")] == [
        "nhom",
        "tap-the",
        "ca-nhan",
        None,
    ]
    fields = ["2", "2. Cải cách thủ tục hành chính", "chính quyền điện tử, chính quyền số", "Lĩnh vực 5", "cải cách"]
    assert [find_field(word, hau_giang()) for word in fields] == [
        "thu-tuc",
        "thu-tuc",
        "chinh-quyen-so",
        "tai-chinh-cong",
        None,
    ]
    assert [yes_in(word) for word in ("x", "Có", "", "không", "để xem")] == [True, True, False, False, None]


def test_a_title_that_looks_like_a_formula_or_markup_stays_a_text(tmp_path: Path) -> None:
    text = ";".join(HEAD[:7]) + "\n1;=cmd|'/c calc'!A1 <b>;Cá nhân;Cải cách thể chế;Lê A;Sở Nội vụ;01/08/2024\n"
    (row,) = read_register(read_sheet(csv_file(tmp_path / "r.csv", text)), hau_giang()).rows
    assert row.entry.title == "=cmd|'/c calc'!A1 <b>"


def test_rows_that_name_only_an_author_belong_to_the_row_above(tmp_path: Path) -> None:
    more: list[Any] = [None, None, None, None, "Trần B (Kế toán)", None]
    other: list[Any] = [None, None, None, None, "Ngô C", "Sở Y tế"]
    reading = read(tmp_path, changed(kind="nhóm"), more, other, changed(id=2))
    first, second = reading.rows
    assert [author.name for author in first.entry.authors] == ["Lê A", "Trần B", "Ngô C"]
    assert [author.unit for author in first.entry.authors] == ["so-noi-vu", "so-noi-vu", "so-y-te"]
    assert (first.entry.units, second.row) == (("so-noi-vu", "so-y-te"), 5)
    assert codes_of(reading.findings) == ["register.row_joined", "register.row_joined"]
