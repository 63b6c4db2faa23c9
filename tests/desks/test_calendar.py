"""A province's plan from its definition to done items, reminders and papers; a contest that its calendar follows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from judge_desk.contest.register.schedule import ItemState
from judge_desk.contest.rulebook.calendar import Follows
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.problems import BadInput, NotNow, Refusal
from judge_desk.desks import calendar, calendar_papers, founding
from judge_desk.desks.calendar import Fulfilment
from judge_desk.desks.calendar_papers import CalendarPapers
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.log_export import export_log
from judge_desk.desks.log_reading import LogQuery, read_log
from judge_desk.desks.rehearsal.world import world
from judge_desk.desks.rehearsing import Plan, rehearse
from judge_desk.desks.rules import versions
from judge_desk.desks.rules.drafts import Draft
from judge_desk.desks.surroundings import Surroundings, silent
from judge_desk.exchange.rulebook.definition_file import load_definition, shipped
from tests.desks.small_contest import PEOPLE, Small
from tests.journeys.by_hand import ONE

PLAN = "soc-trang-2024-tuyen-truyen"
JUNE = "2024-06-20"


def around(place: Path) -> Surroundings:
    return world("hạt", f"{JUNE}T07:30:00", place / "may", "thu-ky", silent)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    founding.found(tmp_path / "ke-hoach", PLAN, around(tmp_path))
    return tmp_path / "ke-hoach"


def test_the_plan_of_2024_is_whole_and_every_item_has_its_source(plan: Path, tmp_path: Path) -> None:
    view = calendar.look(plan, around(tmp_path))
    assert (view.today, len(view.items), view.count(ItemState.LATE), view.count(ItemState.DUE)) == (JUNE, 22, 7, 4)
    numbers = {each.item.source.removeprefix("Phụ lục, STT ").partition(",")[0] for each in view.items}
    assert numbers == {str(number) for number in range(1, 13)} | {"Mục IV.1"}
    assert view.count(ItemState.DONE, ItemState.DROPPED) == 0
    assert {each.id for each in view.reminded} > {"1-1", "4-1", "bao-cao@2024-q1", "bao-cao@2024-q3"}
    assert "12" not in {each.id for each in view.reminded}


def test_acts_are_kept_in_the_log_and_later_ones_take_the_place_of_earlier_ones(plan: Path, tmp_path: Path) -> None:
    here = around(tmp_path)
    proof = tmp_path / "chuong-trinh.txt"
    proof.write_text("Chương trình", encoding="utf-8")
    calendar.done(plan, "2", Fulfilment("2024-05-05", 2, "Long Phú", proof), here)
    assert calendar.done(plan, "2", Fulfilment("2024-06-01", 3, "Mỹ Xuyên"), here).state is ItemState.DONE
    again = calendar.reopen(plan, "2", "Ghi nhầm số buổi", here)
    assert (again.state, again.count, len(again.acts), again.acts[0].file) == (
        ItemState.UNDER_WAY, 0, 3, "chuong-trinh.txt",
    )  # fmt: skip
    assert calendar.move(plan, "1-1", "2024-07-01", "Chờ số liệu", here).state is ItemState.DUE
    assert calendar.drop(plan, "BAO-CAO@2024-Q1", "Không thuộc năm nay", here).state is ItemState.DROPPED
    told = [each.told for each in read_log(plan, LogQuery(), "vi", here).entries if "Lịch thực hiện" in each.told]
    assert len(told) == 5
    assert any("lùi đến 01/07/2024. Lý do: Chờ số liệu" in each for each in told)
    log = tmp_path / "nhat-ky.pdf"
    export_log(plan, LogQuery(what="calendar_drop"), log, "vi", here)
    assert "ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG" in _words(log)


@pytest.mark.parametrize(
    ("act", "kind", "code"),
    [
        (lambda p, a: calendar.done(p, "x", Fulfilment("2024-05-05", 0, "a"), a), BadInput, "no_such"),
        (lambda p, a: calendar.done(p, "3-1", Fulfilment("5/5/2024", 0, "a"), a), BadInput, "no_day"),
        (lambda p, a: calendar.done(p, "3-1", Fulfilment("2024-06-21", 0, "a"), a), NotNow, "not_yet"),
        (lambda p, a: calendar.done(p, "3-1", Fulfilment("2024-05-05", 1, "a"), a), BadInput, "count"),
        (lambda p, a: calendar.done(p, "2", Fulfilment("2024-05-05", 0, "a"), a), BadInput, "count"),
        (lambda p, a: calendar.done(p, "3-1", Fulfilment("2024-05-05", 0, " "), a), BadInput, "no_evidence"),
        (lambda p, a: calendar.drop(p, "3-1", "a" * 1001, a), BadInput, "too_long"),
        (lambda p, a: calendar.drop(p, "3-1", "", a), BadInput, "no_reason"),
        (lambda p, a: calendar.move(p, "3-1", "2024-05-31", "a", a), NotNow, "same_day"),
        (lambda p, a: calendar.move(p, "3-1", "2024-04-30", "a", a), BadInput, "before_it_opens"),
        (lambda p, a: calendar.reopen(p, "3-1", "a", a), NotNow, "nothing_recorded"),
        (lambda p, a: calendar.look(p, a, ahead=-1), BadInput, "ahead"),
        (lambda p, a: calendar_papers.make(p, p, ("doc",), a), BadInput, "no_format"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_nothing_is_written(
    tmp_path_factory: pytest.TempPathFactory,
    act: Callable[[Path, Surroundings], object],
    kind: type[Refusal],
    code: str,
) -> None:
    place = tmp_path_factory.getbasetemp() / "lich-tu-choi"
    if not place.exists():
        founding.found(place, PLAN, around(place.parent))
    with pytest.raises(kind) as refusal:
        act(place, around(place.parent))
    assert refusal.value.problem.code == f"calendar.{code}"
    with open_folder(place, read_only=True) as contest:
        assert len(contest.store.log()) == 1


def test_papers_say_the_state_and_each_office_gets_only_what_it_leads(plan: Path, tmp_path: Path) -> None:
    here = around(tmp_path)
    calendar.done(plan, "2", Fulfilment("2024-05-05", 2, "Hai buổi ở Long Phú"), here)
    made: CalendarPapers = calendar_papers.make(plan, tmp_path / "giay", ("pdf", "docx", "xlsx"), here)
    offices = {each.office for each in made.files if each.office}
    assert "Báo Sóc Trăng" in offices
    assert "Sở Văn hóa, Thể thao và Du lịch" not in offices
    text = _words(made.folder / "lich-thuc-hien.pdf")
    assert "Đã có 02/05 chương trình, buổi biểu diễn" in text
    assert "Thường xuyên" in text
    sheet = openpyxl.load_workbook(made.folder / "lich-thuc-hien.xlsx").active
    assert sheet is not None
    assert sum(1 for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)) == 22
    slip = next(each.name for each in made.files if each.office == "UBND các huyện, thị xã, thành phố")
    told = _words(made.folder / slip)
    assert "Kính gửi: UBND các huyện, thị xã, thành phố" in told
    assert "01/01/2024 - 31/3/2024".replace("/3/", "/03/") in told
    assert "Phát sóng video" not in told
    assert "- Như trên; - Lưu:" in told


def _words(file: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())


def test_nobody_is_reminded_before_anything_is_due(plan: Path, tmp_path: Path) -> None:
    made = calendar_papers.make(plan, tmp_path / "giay", ("pdf",), around(tmp_path), "2023-11-01", 3)
    assert [each.name for each in made.files] == ["lich-thuc-hien.pdf"]
    assert [each.code for each in made.findings] == ["calendar.nobody_reminded"]


FOLLOWING = """
[[calendar]]
id = "nhan-bai"
title = "Nhận bài"
leads = ["Sở Nội vụ"]
follows = "receipt"

[[calendar]]
id = "vong-mot"
title = "Chấm vòng một"
leads = ["Ban Giám khảo"]
follows = "round"
round = "vong-1"

[[calendar]]
id = "cong-bo"
title = "Công bố vòng một"
leads = ["Ban Tổ chức"]
follows = "announcement"
round = "vong-1"
"""


def test_a_contest_without_a_calendar_says_so_and_one_with_it_is_followed(counted: Small, tmp_path: Path) -> None:
    small, here = counted, counted.around()
    with pytest.raises(NotNow):
        calendar_papers.make(small.contest, tmp_path, ("pdf",), here)
    with open_folder(small.contest) as contest:
        rules = contest.stored.content.decode().replace("version = 1", "version = 2", 1)
    draft = Draft("moi.toml", rules.replace("[[prize_tables]]", f"{FOLLOWING}\n[[prize_tables]]", 1).encode())
    versions.amend(small.contest, draft, here, "Thêm lịch", PEOPLE)
    assert _states(small) == ["done", "under_way", "coming"]
    with pytest.raises(NotNow):
        calendar.done(small.contest, "cong-bo", Fulfilment("2024-08-01", 0, "x"), here)
    small.decide(DecisionKind.FINAL, (ONE,))
    assert _states(small) == ["done", "done", "under_way"]


def _states(small: Small) -> list[str]:
    return [each.state.value for each in calendar.look(small.contest, small.around()).items]


def test_a_plan_without_rounds_cannot_be_rehearsed(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refusal:
        rehearse(Plan(tmp_path / "thu", PLAN, 24, 5, "1"), around(tmp_path))
    assert (refusal.value.problem.code, (tmp_path / "thu").exists()) == ("rehearsal.nothing_to_play", False)


def test_the_contest_of_2024_asks_what_no_source_says() -> None:
    rules = load_definition(shipped("soc-trang-2024-hoi-thi"), "hoi-thi.toml")
    assert (len(rules.undecided), rules.receipt, rules.rounds[0].rubric.sample) == (10, None, True)
    assert [each.follows for each in rules.calendar] == [None, Follows.ANNOUNCEMENT, None]
