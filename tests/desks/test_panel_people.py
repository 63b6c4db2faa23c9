"""The panel, edited person by person, pasted, imported again; what that means for a lot that was drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from judge_desk.contest.register.roster import Step
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks import drawing, founding, intake, issuing, panel, panel_lists, panel_people, recusals
from judge_desk.desks.drawing import Circumstances
from judge_desk.desks.panel_lists import Pasted
from judge_desk.desks.panel_people import Roll, Subject, Typed, typed_of
from judge_desk.stores.contest_file import open_contest
from tests.desks.small_contest import Small, copied
from tests.journeys.by_hand import FLAGGED, ONE, Hand

NEW = Typed("Bùi Thị Tám", "Thành viên", "Chuyên viên", "Đơn vị số 4", "Vòng một")


@pytest.fixture(scope="module")
def registered_once(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Play a contest up to the lot, which is not drawn."""
    small = Small(tmp_path_factory.mktemp("registered"))
    Hand(small.place).lay_out()
    around = small.around()
    founding.found(small.contest, str(small.definition), around)
    panel.take_in(small.contest, small.place / "panel.csv", around)
    intake.take_in(small.contest, small.place / "so.csv", small.place / "ho-so", around)
    small.decide(DecisionKind.ENTRY, (FLAGGED,), "accept", "")
    return small


@pytest.fixture
def registered(registered_once: Small, tmp_path: Path) -> Small:
    """Give a copy of the contest before the lot."""
    return copied(registered_once, tmp_path)


def roll(small: Small) -> Roll:
    return panel_people.roll(small.contest, small.around())


def names(small: Small) -> dict[str, str]:
    return {person.id: person.name for person in roll(small).people}


def test_people_come_change_and_leave_and_no_id_is_given_twice(registered: Small) -> None:
    around = registered.around()
    added = panel_people.add_person(registered.contest, NEW, around).person
    assert (added.id, added.unit, added.rounds) == ("gk6", "don-vi-so-4", (ONE,))
    typed = typed_of(added, roll(registered).units)
    changed = panel_people.change_person(registered.contest, added.id, Typed(typed.name, "Thư ký"), around).person
    assert (changed.id, changed.role.value, changed.unit) == ("gk6", "secretary", None)
    panel_people.drop_person(registered.contest, "gk6", "Chuyển công tác", around)
    assert "gk6" not in names(registered)
    again = panel_people.add_person(registered.contest, Typed("Người Khác", "member"), around).person
    assert again.id == "gk7"
    with open_contest(registered.contest, read_only=True) as store:
        told = [dict(line.facts) for line in store.log() if line.what == "person"]
        kept = store.rows("SELECT count(DISTINCT act) FROM person WHERE id = 'gk6'")
    assert told[0]["became"] == "Bùi Thị Tám, Thành viên, Chuyên viên, Đơn vị số 4"
    assert (told[2]["was"], told[2]["reason"]) == ("Bùi Thị Tám, Thư ký", "Chuyển công tác")
    assert kept == [(2,)], "what was written of her stays in the file"


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda s: panel_people.add_person(s.contest, Typed(" ", "member"), s.around()), "panel.typed_name"),
        (lambda s: panel_people.add_person(s.contest, Typed("A", "vua"), s.around()), "panel.typed_role"),
        (
            lambda s: panel_people.add_person(s.contest, Typed("A", "member", rounds="Vòng chín"), s.around()),
            "panel.typed_round",
        ),
        (
            lambda s: panel_people.add_person(s.contest, Typed("A", "member", fields="Nấu ăn"), s.around()),
            "panel.typed_field",
        ),
        (
            lambda s: panel_people.add_person(s.contest, Typed("lê thị hai", "member", "", "Sở Tài chính"), s.around()),
            "panel.known",
        ),
        (lambda s: panel_people.drop_person(s.contest, "gk9", "x", s.around()), "panel.nobody_called"),
        (lambda s: panel_people.drop_person(s.contest, "gk2", " ", s.around()), "panel.reason"),
        (lambda s: panel_people.declare(s.contest, "gk2", Subject(), "x", s.around()), "panel.subject"),
        (lambda s: panel_people.declare(s.contest, "gk2", Subject(entry="99"), "x", s.around()), "decide.no_entry"),
        (lambda s: panel_people.take_back(s.contest, "gk2", Subject("Xã Ba"), "x", s.around()), "panel.not_declared"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_written(
    registered_once: Small, act: Callable[[Small], object], code: str
) -> None:
    before = roll(registered_once)
    with pytest.raises(BadInput) as caught:
        act(registered_once)
    assert caught.value.problem.code == code
    assert roll(registered_once) == before


def test_a_pasted_list_joins_the_panel_and_a_sheet_replaces_it_but_declarations_stay(registered: Small) -> None:
    around = registered.around()
    panel_people.declare(registered.contest, "gk2", Subject(unit="Đơn vị số 7"), "Họ hàng", around)
    text = "1\tLê Thị Hai\tGiám đốc\tSở Tài chính\tThành viên\n2\tBùi Thị Tám\tChuyên viên\tĐơn vị số 4\tThành viên\n"
    plan = panel_lists.plan_list(registered.contest, Pasted(text, "dán"), around)
    steps = {each.person.name: each.step for each in plan.changes if each.step is not Step.SAME}
    assert steps == {"Lê Thị Hai": Step.CHANGED, "Bùi Thị Tám": Step.NEW}
    assert len(roll(registered).people) == 7, "a plan writes nothing"
    panel_lists.take_list(registered.contest, Pasted(text, "dán"), around)
    assert (names(registered)["gk2"], names(registered)["gk6"]) == ("Lê Thị Hai", "Bùi Thị Tám")
    sheet = registered.place / "panel.csv"
    rows = sheet.read_text(encoding="utf-8").splitlines()
    sheet.write_text("\n".join([rows[0], *reversed(rows[1:])]) + "\n", encoding="utf-8")
    taken = panel_lists.take_list(registered.contest, sheet, around)
    assert [each.person.name for each in taken.changes if each.step is Step.LEFT] == ["Bùi Thị Tám"]
    assert names(registered)["gk2"] == "Lê Thị Hai", "the order of a sheet changes nobody's id"
    assert [(each.judge, each.unit) for each in roll(registered).conflicts] == [("gk2", "don-vi-so-7")]


def test_a_pasted_list_with_a_head_and_a_fault_is_named_by_its_row(registered_once: Small) -> None:
    text = "Vai trò\tHọ tên\tĐơn vị\nThành viên\tBùi Thị Tám\tXã Ba\nVua\tAi Đó\tXã Tư\n"
    plan = panel_lists.take_list(registered_once.contest, Pasted(text, "dán"), registered_once.around())
    assert [(each.code, each.facts["row"]) for each in plan.findings] == [("panel.unknown_role", 3)]
    assert len(roll(registered_once).people) == 7


def test_a_conflict_shows_in_the_matrix_and_a_late_one_asks_for_another_draw(registered: Small) -> None:
    around = registered.around()
    found = recusals.recusals(registered.contest, ONE, around)
    assert (found.drawn, len(found.columns), len(found.lines)) == (False, 5, 11)
    assert found.reasons == {("5", 3): "unit"}
    panel_people.declare(registered.contest, "gk4", Subject(entry="8"), "Đã góp ý bài này", around)
    planned = drawing.plan_draw(registered.contest, ONE, around, "hạt")
    assert (planned.excluded, planned.kept, planned.loads[3][2]) == (2, False, 10)
    assert drawing.plan_draw(registered.contest, ONE, around).seed == "", "a seed cannot be tried and chosen"
    assert drawing.assign(registered.contest, ONE, around, "hạt").kept
    edited = panel_people.declare(registered.contest, "gk4", Subject(unit="Đơn vị số 9"), "Họ hàng", around)
    assert [each.code for each in edited.findings] == ["panel.draw_again"]
    late = recusals.recusals(registered.contest, ONE, around)
    assert late.late == (("9", 4),)
    assert [each.code for each in late.findings] == ["panel.draw_again"]
    with pytest.raises(NotNow) as stale:
        issuing.issue(registered.contest, ONE, registered.place / "usb", around)
    assert stale.value.problem.code == "issue.draw_again"
    with pytest.raises(NotNow) as again:
        drawing.assign(registered.contest, ONE, around, "hạt 2")
    assert again.value.problem.code == "assign.again"
    how = Circumstances(("Nguyễn Văn Chứng", " "), "Có khai báo mới")
    second = drawing.assign(registered.contest, ONE, around, "hạt 2", how)
    assert (second.number, second.excluded) == (2, 3)
    issuing.issue(registered.contest, ONE, registered.place / "usb", around)


def test_after_the_package_a_seated_judge_stays_and_a_new_conflict_is_told(issued: Small) -> None:
    around, renamed = issued.around(), Typed("Tên Khác", "member")
    with pytest.raises(NotNow) as leaving:
        panel_people.drop_person(issued.contest, "gk2", "Ốm", around)
    with pytest.raises(NotNow) as otherwise_called:
        panel_people.change_person(issued.contest, "gk2", renamed, around)
    assert {each.value.problem.code for each in (leaving, otherwise_called)} == {"panel.seated_one"}
    edited = panel_people.declare(issued.contest, "gk2", Subject(entry="4"), "Họ hàng", around)
    assert [(each.code, each.facts["count"]) for each in edited.findings] == [("panel.conflict_late", 1)]


def test_a_unit_nobody_knows_and_a_person_of_another_unit_are_asked_about(registered: Small) -> None:
    around = registered.around()
    found = panel_people.declare(registered.contest, "gk2", Subject(unit="Sở Nội vu"), "Họ hàng", around)
    assert [(each.code, each.facts["near"]) for each in found.findings] == [("panel.new_unit_near", "Sở Nội vụ")]
    assert not panel_people.declare(registered.contest, "gk2", Subject(unit="sở nội vụ"), "Họ hàng", around).findings
    text = "Hồ Văn Năm\tChuyên viên\tXã Mười\tThành viên\n"
    plan = panel_lists.plan_list(registered.contest, Pasted(text, "dán"), around)
    moved = [each.facts for each in plan.findings if each.code == "panel.other_unit"]
    assert [(each["name"], each["before"], each["after"]) for each in moved] == [
        ("Hồ Văn Năm", "Sở Tư pháp", "Xã Mười")
    ]
