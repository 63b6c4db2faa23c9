from __future__ import annotations

from pathlib import Path
from typing import Any

from judge_desk.contest.register.panel import DeclaredConflict, Role
from judge_desk.contest.values.identity import EntryId, UnitId
from judge_desk.exchange.spreadsheets.panel_sheet import PanelReading, find_role, read_panel
from judge_desk.exchange.spreadsheets.sheets import read_sheet
from tests.exchange.sheet_files import codes_of, hau_giang, xlsx

HEAD = ["Họ và tên", "Chức vụ", "Đơn vị", "Nhiệm vụ", "Vòng", "Lĩnh vực", "Tránh", "Lý do"]
CHAIR = ["Ông Lê Văn A", "Giám đốc", "Sở Nội vụ", "Trưởng ban"]


def read(tmp_path: Path, *rows: list[Any]) -> PanelReading:
    return read_panel(read_sheet(xlsx(tmp_path / "p.xlsx", [HEAD, *rows])), hau_giang())


def test_people_get_names_by_what_they_do_in_sheet_order(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        CHAIR,
        ["Trần Thị B", "", "Sở Tư pháp", "Thư ký"],
        ["Ngô C", "", "Sở Y tế", "Ủy viên", "2", "3; chính quyền điện tử, chính quyền số"],
        ["Đỗ D", "", "", "Ban Tổ chức", "cả hai vòng", "Tất cả"],
    )
    assert reading.findings == ()
    assert [person.id for person in reading.people] == ["gk1", "tk1", "gk2", "btc1"]
    assert [person.name for person in reading.people][:2] == ["Lê Văn A", "Trần Thị B"]
    assert (reading.people[2].rounds, reading.people[2].fields) == (
        (hau_giang().rounds[1].id,),
        ("bo-may", "chinh-quyen-so"),
    )
    assert (reading.people[3].rounds, reading.people[3].fields, reading.people[3].unit) == ((), (), None)


def test_what_a_judge_avoids_is_a_unit_or_an_entry_with_its_reason(tmp_path: Path) -> None:
    reading = read(tmp_path, [*CHAIR, "", "", "Sở Tư pháp; bài số 017", "Vợ công tác tại đơn vị"])
    unit, entry = reading.conflicts
    assert unit == DeclaredConflict(reading.people[0].id, "Vợ công tác tại đơn vị", unit=UnitId("so-tu-phap"))
    assert entry.entry == EntryId("17")
    assert codes_of(read(tmp_path, [*CHAIR, "", "", "Sở Tư pháp"]).findings) == ["panel.no_reason"]


def test_every_fault_of_a_row_is_said_with_its_row(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        CHAIR,
        ["", "", "Sở Y tế", "Thành viên"],
        ["Ngô C", "", "Sở Y tế", "Cố vấn"],
        ["Ngô C", "", "Sở Y tế", ""],
        ["Lê  Văn A", "", "sở nội vụ", "Thành viên"],
        ["Đỗ D", "", "Sở Y tế", "Thành viên", "Vòng 9", "Thể thao"],
        ["Hồ E", "", "", "Thành viên"],
    )
    wanted = ["no_name", "unknown_role", "no_role", "twice", "unknown_round", "unknown_field", "no_unit"]
    assert codes_of(reading.findings) == [f"panel.{code}" for code in wanted]
    assert [problem.facts["row"] for problem in reading.findings] == [3, 4, 5, 6, 7, 7, 8]


def test_a_panel_without_a_chair_is_asked_about(tmp_path: Path) -> None:
    assert codes_of(read(tmp_path, ["Ngô C", "", "Sở Y tế", "Thành viên"]).findings) == ["panel.no_chair"]


def test_the_roles_of_decisions_are_understood() -> None:
    words = ["Trưởng Ban Giám khảo", "PHÓ TRƯỞNG BAN", "Uỷ viên", "Thành viên Tổ Thư ký", "BTC", "khách mời"]
    assert [find_role(word) for word in words] == [
        Role.CHAIR,
        Role.DEPUTY,
        Role.MEMBER,
        Role.SECRETARY,
        Role.ORGANISER,
        None,
    ]
