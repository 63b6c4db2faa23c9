"""The secretary's register: preview, columns remembered, files that come later, entries put right, findings handled."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from judge_desk.contest.register.entries import EntryState
from judge_desk.contest.values.identity import EntryId
from judge_desk.contest.values.problems import Altered, BadInput, NotNow, Problem, Severity
from judge_desk.desks import entries, entry_findings, entry_handling, entry_history, founding, intake, panel
from judge_desk.desks.intake_plan import CHOSEN, GUESSED, REMEMBERED, plan_intake
from judge_desk.desks.question_slips import write_slip
from judge_desk.desks.surroundings import Surroundings
from tests.desks.small_contest import PEOPLE, Small
from tests.journeys.by_hand import FLAGGED, LATE, Hand
from tests.journeys.terminal import call

SECRETARY = ("Ngô Thư Ký (Thư ký)",)


@pytest.fixture(scope="module")
def taken_once(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Play a contest until the register and its files are in."""
    small = Small(tmp_path_factory.mktemp("taken"))
    Hand(small.place).lay_out()
    founding.found(small.contest, str(small.definition), small.around())
    panel.take_in(small.contest, small.place / "panel.csv", small.around())
    shutil.copytree(small.contest, small.place / "chua-nhan")
    intake.take_in(small.contest, small.place / "so.csv", small.place / "ho-so", small.around())
    return small


@pytest.fixture
def small(taken_once: Small, tmp_path: Path) -> Small:
    """Give a copy of the contest with its register."""
    shutil.copytree(taken_once.place, tmp_path, dirs_exist_ok=True)
    return Small(tmp_path)


@pytest.fixture
def around(small: Small) -> Surroundings:
    """Give the secretary's surroundings."""
    return small.around()


def state(small: Small, entry: str) -> EntryState:
    """Give the state of an entry."""
    view = entry_findings.look(small.contest, small.around())
    return next(each.state for each in view.entries if each.entry.id == entry)


def codes(small: Small, entry: str) -> dict[str, str]:
    """Give the findings of an entry with their answers."""
    cards = entry_history.show(small.contest, entry, small.around()).cards
    return {card.problem.code: card.answer.value if card.answer else "" for card in cards}


def test_a_preview_says_what_goes_where_and_writes_nothing(small: Small, around: Surroundings) -> None:
    shutil.rmtree(small.contest)
    shutil.move(small.place / "chua-nhan", small.contest)
    before = {path: path.read_bytes() for path in small.contest.rglob("*") if path.is_file()}
    files = small.place / "ho-so"
    for junk in ("01/~$bai-du-thi.docx", "Thumbs.db", "02/.DS_Store", "desktop.ini"):
        (files / junk).write_bytes(b"x")
    (files / "thong-bao.pdf").write_bytes((files / "01/bai-du-thi.pdf").read_bytes())
    (files / "04/bai-du-thi.pdf").write_bytes((files / "03/bai-du-thi.pdf").read_bytes())
    register = small.place / "so.csv"
    register.write_text(register.read_text("utf-8").replace("Sáng kiến số 8", "Sổ tay kỹ năng số cho cán bộ ấp"))
    register.write_text(register.read_text("utf-8").replace("Sáng kiến số 9", "Sổ tay kĩ năng số cho cán bộ ấp"))
    plan = plan_intake(small.contest, register, files, around)
    assert {path: path.read_bytes() for path in small.contest.rglob("*") if path.is_file()} == before
    assert len(plan.entries) == 12
    assert {(file.entry, file.part) for file in plan.files} == {(str(n), "Bài dự thi") for n in range(1, 13)}
    assert plan.strangers == ("thong-bao.pdf",)
    assert sorted(plan.left_out) == ["01/~$bai-du-thi.docx", "02/.DS_Store", "Thumbs.db", "desktop.ini"]
    found = {problem.code: dict(problem.facts) for problem in plan.findings}
    assert found["intake.same_file"]["others"] == "4"
    assert {found["intake.near_title"]["entry"], found["intake.near_title"]["others"]} == {"8", "9"}
    assert {column.how for column in plan.columns if column.title} == {GUESSED}
    (files / "05" / "them.pdf").write_bytes((files / "05/bai-du-thi.pdf").read_bytes())
    with pytest.raises(NotNow) as stale:
        intake.take_in(small.contest, register, files, around, expected=plan.code)
    assert stale.value.problem.code == "intake.plan_stale"
    assert not entry_findings.look(small.contest, around).entries


def test_columns_chosen_once_are_remembered_for_sheets_with_the_same_titles(small: Small, around: Surroundings) -> None:
    register = small.place / "so.csv"
    text = register.read_text("utf-8").replace("Tên bài dự thi", "Đề mục", 1).replace("Loại hình dự thi", "Dạng", 1)
    register.write_text(text, "utf-8")
    plan = plan_intake(small.contest, register, None, around)
    assert not plan.possible
    assert {p.code for p in plan.findings} & {"sheet.column_missing", "sheet.column_missing_near"}
    chosen = {"title": "Đề mục", "kind": "Dạng"}
    plan = plan_intake(small.contest, register, None, around, chosen)
    assert {column.key for column in plan.columns if column.how == CHOSEN} == set(chosen)
    intake.take_in(small.contest, register, None, around, chosen, plan.code)
    other = register.with_name("so-nam-sau.csv")
    other.write_text(text.replace("Sáng kiến số 2", "Sáng kiến số hai").replace("\n11,", "\n1,"), "utf-8")
    plan = plan_intake(small.contest, other, None, around)
    assert {column.key for column in plan.columns if column.how == REMEMBERED} == set(chosen)
    assert [each.entry.id for each in plan.entries if each.news == "changed"] == ["2"]
    missing = next(problem.facts for problem in plan.findings if problem.code == "intake.not_in_sheet")
    assert (plan.unread, dict(missing)) == (1, {"count": 1, "entries": "11"})
    with pytest.raises(BadInput):
        plan_intake(small.contest, other, None, around, {"tên": "Đề mục"})


def test_files_that_come_later_join_and_files_that_are_gone_stay(small: Small, around: Surroundings) -> None:
    later = small.place / "nhap-them"
    (later / "03").mkdir(parents=True)
    (later / "03" / "bai-du-thi.pdf").write_bytes((small.place / "ho-so/01/bai-du-thi.pdf").read_bytes())
    (later / "05").mkdir()
    (later / "05" / "minh-chung.pdf").write_bytes((small.place / "ho-so/06/bai-du-thi.pdf").read_bytes())
    before = entry_history.show(small.contest, "3", around).listed.entry
    plan = plan_intake(small.contest, None, later, around)
    assert [each.entry.id for each in plan.entries] == ["3", "5"]
    taken = intake.take_in(small.contest, None, later, around)
    told = {(p.code, p.facts["entry"]) for p in taken.findings if p.code.startswith("intake.file_")}
    assert told == {("intake.file_replaced", "3"), ("intake.file_kept", "5")}
    after = entry_history.show(small.contest, "3", around)
    assert after.listed.entry.files != before.files
    assert (small.contest / "submissions" / f"{before.files[0].sha256}.pdf").is_file()
    assert after.versions[0].entry.files == before.files
    five = entry_history.show(small.contest, "5", around).listed.entry
    assert [file.name for file in five.files] == ["minh-chung.pdf", "bai-du-thi.pdf"]


def test_names_typed_without_accents_are_asked_about(small: Small, around: Surroundings) -> None:
    form = entry_history.show(small.contest, "6", around).form
    other = replace(form, authors="Lê Thi Hai", unit="Sở Tài chinh")
    written = entries.correct_entry(small.contest, "6", other, (), (), "Theo bản giấy", around)
    assert written.state is EntryState.ELIGIBLE
    old = replace(other, title="S¸ng kiÕn c¶i c¸ch thñ tôc hµnh chÝnh")
    entries.correct_entry(small.contest, "6", old, (), (), "Theo bản giấy", around)
    cards = entry_history.show(small.contest, "6", around).cards
    read = next(card.problem.facts["read"] for card in cards if card.problem.code == "intake.old_title")
    assert read == "Sáng kiến cải cách thủ tục hành chính"
    assert {"intake.near_namesake", "intake.near_unit"} <= set(codes(small, "6"))
    entry_handling.handle(small.contest, ("6", "intake.near_namesake"), "refused", "Cùng người", PEOPLE, around)
    assert state(small, "6") is EntryState.REFUSED


def test_a_stopped_intake_leaves_the_contest_as_it_was(small: Small, around: Surroundings) -> None:
    shutil.rmtree(small.contest)
    shutil.copytree(small.place / "chua-nhan", small.contest)

    class Enough(Exception):
        pass

    def stop(step: str, done: int, total: int) -> None:
        if step == "progress.copying" and done == 7:
            raise Enough

    before = {path: path.read_bytes() for path in small.contest.rglob("*") if path.is_file()}
    with pytest.raises(Enough):
        intake.take_in(small.contest, small.place / "so.csv", small.place / "ho-so", replace(around, progress=stop))
    assert {path: path.read_bytes() for path in small.contest.rglob("*") if path.is_file()} == before


def test_a_file_that_changes_while_it_is_taken_in_is_not_kept_under_the_name_of_another(
    small: Small, around: Surroundings
) -> None:
    shutil.rmtree(small.contest)
    shutil.move(small.place / "chua-nhan", small.contest)
    file = next((small.place / "ho-so").rglob("*.pdf"))

    def still_writing(step: str, done: int, total: int) -> None:
        if step == "progress.looking" and done == total:
            file.write_bytes(b"%PDF- and more of it")

    writing = replace(around, progress=still_writing)
    with pytest.raises(Altered) as refused:
        intake.take_in(small.contest, small.place / "so.csv", small.place / "ho-so", writing)
    assert (refused.value.problem.code, refused.value.problem.where) == ("disk.changed", file.name)
    assert not list((small.contest / "submissions").iterdir())


def test_a_correction_supersedes_and_outlives_the_register_read_again(small: Small, around: Surroundings) -> None:
    form = entry_history.show(small.contest, "5", around).form
    assert form.authors == "Tác Giả E"
    right = replace(form, title="Sáng kiến số năm", authors="Tác Giả E (Chuyên viên); Tác Giả Ê", kind="nhom")
    written = entries.correct_entry(small.contest, "5", right, (), (), "Đơn vị báo nhầm", around)
    assert (written.changed, written.state) == (("title", "kind", "people"), EntryState.ELIGIBLE)
    intake.take_in(small.contest, small.place / "so.csv", small.place / "ho-so", around)
    view = entry_history.show(small.contest, "5", around)
    assert view.listed.entry.title == "Sáng kiến số năm"
    assert [each.name for each in view.listed.entry.authors] == ["Tác Giả E", "Tác Giả Ê"]
    assert [(v.what, v.reason, v.entry.title) for v in view.versions][:2] == [
        ("intake", "", "Sáng kiến số 5"),
        ("entry_correct", "Đơn vị báo nhầm", "Sáng kiến số năm"),
    ]
    register = small.place / "so.csv"
    register.write_text(register.read_text("utf-8").replace("Sáng kiến số 5,", "Sáng kiến thứ 5,"), "utf-8")
    taken = intake.take_in(small.contest, register, small.place / "ho-so", around)
    told = [p.facts["what"] for p in taken.findings if p.code == "intake.correction_replaced"]
    assert told == ["title"]
    assert entry_history.show(small.contest, "5", around).listed.entry.title == "Sáng kiến thứ 5"
    for bad, code in ((replace(right, received="hôm qua"), "bad_time"), (replace(right, kind="đội"), "unknown_kind")):
        with pytest.raises(BadInput) as refused:
            entries.correct_entry(small.contest, "5", bad, (), (), "x", around)
        assert refused.value.problem.code == f"entry_form.{code}"


def test_an_entry_is_added_by_hand_with_its_files(small: Small, around: Surroundings) -> None:
    file = small.place / "bai-viet.pdf"
    file.write_bytes((small.place / "ho-so/01/bai-du-thi.pdf").read_bytes() + b"\n%\n")
    form = entries.EntryForm("Một bài nữa", "cá nhân", "1", "Lê Văn Thêm (Công chức)", "Xã Chín", "10/08/2024 9h30")
    written = entries.add_entry(small.contest, "", form, (file,), "Gửi qua bưu điện", around)
    assert (written.id, written.state) == ("13", EntryState.ELIGIBLE)
    entry = entry_history.show(small.contest, "013", around).listed.entry
    assert (entry.files[0].part, entry.received) == ("bai", "2024-08-10T09:30")
    with pytest.raises(BadInput):
        entries.add_entry(small.contest, "13", form, (), "lại", around)
    gone = entries.correct_entry(small.contest, "13", None, (), ("bai-viet.pdf",), "Gửi nhầm tệp", around)
    assert gone.state is EntryState.REFUSED
    assert (small.contest / "submissions" / f"{entry.files[0].sha256}.pdf").is_file()


def test_a_finding_is_accepted_or_refused_and_the_entry_follows(small: Small, around: Surroundings) -> None:
    assert (state(small, LATE), state(small, FLAGGED)) == (EntryState.REFUSED, EntryState.DOUBTFUL)
    entry_handling.handle(small.contest, (LATE, "intake.late"), "accepted", "Bưu điện chậm", PEOPLE, around)
    assert state(small, LATE) is EntryState.ELIGIBLE
    assert codes(small, LATE)["intake.late"] == "accepted"
    entry_handling.handle(small.contest, (LATE, "intake.late"), "reopened", "Xem lại", PEOPLE, around)
    assert (state(small, LATE), codes(small, LATE)["intake.late"]) == (EntryState.REFUSED, "")
    late = entry_handling.handle(small.contest, (LATE, "intake.late"), "accepted", "Bưu điện chậm", PEOPLE, around)
    entry_handling.handle(small.contest, (FLAGGED, "intake.flag_published"), "refused", "Đã đăng báo", PEOPLE, around)
    assert state(small, FLAGGED) is EntryState.REFUSED
    assert late.decision.people == PEOPLE
    form = entry_history.show(small.contest, LATE, around).form
    later = replace(form, received="20/08/2024 09:00")
    entries.correct_entry(small.contest, LATE, later, (), (), "Xem lại dấu bưu điện", around)
    assert codes(small, LATE)["intake.late"] == ""
    assert state(small, LATE) is EntryState.REFUSED
    with pytest.raises(NotNow):
        entry_handling.handle(small.contest, ("1", "intake.late"), "accepted", "x", PEOPLE, around)
    with pytest.raises(BadInput):
        entry_handling.handle(small.contest, (LATE, "intake.late"), "accepted", " ", PEOPLE, around)


def test_findings_kept_later_are_cards_that_block_nobody_until_refused(small: Small, around: Surroundings) -> None:
    similar = Problem("intake.near_title", Severity.ASK, "", {"entry": "1", "others": "2", "percent": 71, "title": "x"})
    kept = entry_findings.keep_findings(
        small.contest, {EntryId("1"): (similar,)}, frozenset({"intake.near_title"}), around
    )
    assert kept == ("1",)
    assert (state(small, "1"), codes(small, "1")["intake.near_title"]) == (EntryState.ELIGIBLE, "")
    entry_handling.handle(small.contest, ("1", "intake.near_title"), "refused", "Chép lại", PEOPLE, around)
    assert state(small, "1") is EntryState.REFUSED
    slip = write_slip(small.contest, "1", "intake.near_title", around)
    text = subprocess.run(["pdftotext", str(slip), "-"], capture_output=True, check=True, timeout=60).stdout.decode()
    assert "PHIẾU HỎI ĐƠN VỊ" in text
    assert text.count("\f") == 1
    notes = entry_handling.take_note(small.contest, "Đã xem", SECRETARY, around)
    assert (notes, entry_handling.take_note(small.contest, "Đã xem", SECRETARY, around)) == (notes, 0)


def test_the_commands_tell_and_do_the_same(small: Small) -> None:
    folder, home = str(small.contest), small.place / "may" / "thu-ky"
    listed = call(home, "entry", "list", folder, "--search", "sang kien so 12", "--json")
    assert [(each["id"], each["state"]) for each in listed.data["entries"]] == [("12", "refused")]
    by = ("--reason", "Bưu điện chậm", "--by", PEOPLE[0])
    assert call(home, "entry", "handle", folder, LATE, "intake.late", "accept", *by).code == 0
    shown = call(home, "entry", "show", folder, LATE, "--json").data
    answers = {each["code"]: each["answer"] for each in shown["cards"]}
    assert (shown["state"], answers["intake.late"]) == ("eligible", "accepted")
    assert call(home, "entry", "correct", folder, "2", "--title", "Tên đúng", "--reason", "Gõ nhầm").code == 0
    assert json.loads(call(home, "entry", "show", folder, "2", "--json").out)["title"] == "Tên đúng"
    plan = call(home, "intake", folder, str(small.place / "so.csv"), "--plan-only", "--json").data
    assert {each["news"] for each in plan["entries"]} == {"same"}
    assert call(home, "intake", folder, "--plan-only").code == 3
