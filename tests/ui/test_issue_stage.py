"""The stages of issue, log and safety, by what a secretary can do in the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import Seat
from judge_desk.contest.values.problems import Unreadable
from judge_desk.desks import issuing, panel_people, replacing, safekeeping
from judge_desk.desks.panel_people import Typed
from judge_desk.desks.replacing import Replacement
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange import disk_space, target
from judge_desk.stores import contest_copies
from judge_desk.stores.contest_file import LOG_NAME
from judge_desk.stores.log import read_open
from judge_desk.ui.dialogs.question import Question
from judge_desk.ui.pages.contest_page import ContestPage
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages import issue_stage
from judge_desk.ui.stages.issue_stage import IssueStage
from judge_desk.ui.stages.log_stage import LogStage
from judge_desk.ui.stages.safety_stage import SafetyStage
from judge_desk.ui.sticks import Stick, StickWatch
from judge_desk.ui.window import Window
from judge_desk.wording.figures import head_groups
from tests.desks.small_contest import PEOPLE, Small, copied
from tests.journeys.by_hand import ONE
from tests.ui.office import OPERATOR, Office

Open = Callable[..., Office]


@pytest.fixture
def sticks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Stick]:
    """Give the sticks that are plugged in; a test may plug in others."""
    plugged = [Stick(tmp_path / "KINGSTON", "KINGSTON", 12 * 10**9, locked=False)]
    plugged[0].root.mkdir()
    monkeypatch.setattr(issue_stage, "StickWatch", lambda: StickWatch(lambda: tuple(plugged)))
    return plugged


def issue_of(office: Office) -> IssueStage:
    stage = office.go("issue")
    assert isinstance(stage, IssueStage)
    office.qtbot.waitUntil(lambda: bool(stage.watch.sticks))
    return stage


def choose(office: Office, stage: IssueStage, row: int = 0) -> None:
    """Choose a stick with the keyboard, and wait until it was looked at."""
    sticks = stage.target.sticks
    sticks.setCurrentIndex(sticks.model().index(row, 0))
    sticks.activated.emit(sticks.currentIndex())
    office.settle()


def test_a_stick_is_looked_at_written_read_back_and_then_said_to_be_safe(
    office: Open, sticks: list[Stick], tmp_path: Path
) -> None:
    desk = office("issued")
    desk.small.decide(DecisionKind.WITHDRAW, ("2",), "withdrawn")
    desk.page.dossier.renew()
    desk.settle()
    stage = issue_of(desk)
    assert stage.header.sign.word == "Cần bản 2"
    assert any("Rút 1 bài" in label.text() for label in stage.package.findChildren(QLabel))
    assert not stage.target.act.isEnabled()
    assert stage.target.place is None, "no stick is chosen by itself"
    choose(desk, stage)
    assert stage.target.state.text() == "Ghi được vào KINGSTON"
    assert list(sticks[0].root.iterdir()) == []
    stage.target.act.click()
    desk.settle()
    assert stage.target.state.text() == "An toàn để rút USB"
    assert issuing.check_package(sticks[0].root / f"goi-thi-nho-{ONE}", desk.small.around()).findings == ()
    assert stage.header.sign.word == "Bản 2, đã ghi 1 nơi"
    told = [label.text() for label in stage.package.findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith("KINGSTON: bản 2") and OPERATOR in text for text in told)
    assert any(text.startswith("usb: còn bản 1") for text in told), "the older stick is named"
    sticks.clear()
    sticks.append(Stick(tmp_path / "SANDISK", "SANDISK", 10**9, locked=True))
    stage.watch.look()
    desk.qtbot.waitUntil(lambda: stage.target.sticks.texts() == ["SANDISK"], timeout=10_000)


def test_a_stopped_writing_says_what_is_left_and_the_same_stick_is_finished(
    office: Open, sticks: list[Stick], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = office("issued")
    stage = issue_of(desk)
    choose(desk, stage)

    def stopped(folder: Path, round_id: str, place: Path, around: Surroundings) -> issuing.Issued:
        def report(step: str, done: int, total: int) -> None:
            job = stage.progress.job
            if step == "progress.package_copy" and done * 2 > total and job is not None:
                job.stop()
            around.progress(step, done, total)

        return issuing.issue(folder, round_id, place, replace(around, progress=report))

    monkeypatch.setattr(issue_stage, "issue", stopped)
    stage.target.act.click()
    desk.settle()
    assert stage.banner.sentence.startswith("Đã dừng. Các tệp chép xong vẫn nằm trên USB")
    assert "tệp có sẵn từ lần trước" in stage.target.text.text()
    monkeypatch.setattr(issue_stage, "issue", issuing.issue)
    stage.target.act.click()
    desk.settle()
    assert stage.target.state.text() == "An toàn để rút USB"
    assert stage.banner.sentence == ""


def test_a_file_too_large_for_the_stick_is_named_and_nothing_can_be_written(
    office: Open, sticks: list[Stick], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = office("issued")
    stage = issue_of(desk)
    monkeypatch.setattr(target, "file_system", lambda folder: "vfat")
    monkeypatch.setattr(disk_space, "FAT32_LARGEST", 100)
    choose(desk, stage)
    assert stage.target.state.text() == "Không ghi được vào KINGSTON"
    assert "FAT32" in stage.target.text.text()
    assert sum("FAT32" in text for text in stage.target.list.texts()) == 11
    assert not stage.target.act.isEnabled()
    assert stage.target.why.text()


def test_letters_and_the_code_for_the_wall_are_printed_and_no_pin_is_shown(
    office: Open, sticks: list[Stick], tmp_path: Path
) -> None:
    desk = office("issued")
    stage = issue_of(desk)

    def printer(parent: QWidget, title: str, pages: int) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(tmp_path / f"in-{pages}.pdf"))
        return made

    stage.desk.ask_printer = printer
    stage.package.letters.click()
    desk.settle()
    assert len(PdfReader(tmp_path / "in-5.pdf").pages) == 5
    stage.package.wall.click()
    desk.settle()
    assert len(PdfReader(tmp_path / "in-1.pdf").pages) == 1
    taker = Typed("Bùi Thị Tám", "Thành viên", "Chuyên viên", "Đơn vị số 4")
    panel_people.add_person(desk.small.contest, taker, desk.small.around())
    asked = Replacement(ONE, Seat(4), "gk6", "Nghỉ ốm dài ngày", PEOPLE)
    replacing.replace_judge(desk.small.contest, asked, desk.small.around(again="thay"), desk.small.pins)
    desk.page.dossier.renew()
    desk.settle()
    assert "Bản 2 có thư mới" in stage.package.letters_text.text()
    older = stage.package.letters.menu().actions()[1]
    assert older.text() == "Thư lập cùng bản 1"
    (tmp_path / "in-5.pdf").unlink()
    older.trigger()
    desk.settle()
    assert len(PdfReader(tmp_path / "in-5.pdf").pages) == 5
    shown = {label.text() for label in desk.window.findChildren(QLabel)}
    assert not [pin for pin in desk.small.pins.values() for text in shown if pin in text]


def test_the_log_is_searched_without_accents_told_before_and_after_and_taken_out(
    office: Open, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = office("counted")
    desk.small.decide(DecisionKind.SPECIAL, (desk.small.codes()[0],), "Bài hay", reason="Họp ngày 22")
    stage = desk.go("log")
    assert isinstance(stage, LogStage)
    assert stage.header.sign.word == "Nguyên vẹn"
    total = stage.table.log.total
    stage.search.setText("quyet dinh so 2")
    assert [each.what for each in stage.table.log.entries] == ["decide"]
    desk.settle()
    assert "Lý do: Họp ngày 22" in stage.panel.lines["after"].text()
    monkeypatch.setattr(stage, "shell", shell)
    object.__setattr__(shell, "ask_folder", lambda parent, title, start: tmp_path)
    stage.export.menu().actions()[0].trigger()
    desk.settle()
    written = next(tmp_path.glob("nhat-ky_*.csv")).read_text(encoding="utf-8-sig").splitlines()
    assert len([line for line in written if line.startswith(tuple("0123456789"))]) == 1
    stage.search.clear()
    stage.choices["what"].choose("merge")
    assert {each.what for each in stage.table.log.entries} == {"merge"}
    stage.choices["what"].choose("")
    assert len(stage.table.log.entries) == total
    desk.settle()


def test_the_log_is_held_against_a_code_on_paper_and_an_older_log(office: Open, tmp_path: Path) -> None:
    desk = office("counted")
    stage = desk.go("log")
    assert isinstance(stage, LogStage)
    stage.compare.click()
    dialog = stage.heads
    assert dialog is not None
    assert not dialog.seek.isEnabled()
    assert dialog.why.text()
    data = (desk.small.contest / LOG_NAME).read_bytes()
    dialog.field.setText(head_groups(read_open(data)[4].hash))
    dialog.seek.click()
    desk.settle()
    assert (dialog.sign.word, "là dòng 5 của nhật ký này" in dialog.answer.text()) == ("Còn đủ", True)
    dialog.field.setText("0" * 20)
    dialog.seek.click()
    desk.settle()
    assert (dialog.sign.word, "Không có mã" in dialog.answer.text()) == ("Không có", True)
    dialog.ask_file = lambda parent, title, kinds: tmp_path / LOG_NAME
    (tmp_path / LOG_NAME).write_bytes(b"".join(data.splitlines(keepends=True)[:-1]))
    dialog.older.click()
    desk.settle()
    assert "còn đủ cả" in dialog.answer.text()
    (tmp_path / LOG_NAME).write_bytes(data[:-7])
    dialog.older.click()
    desk.settle()
    assert (dialog.sign.word, "không đúng dạng" in dialog.answer.text()) == ("Cần xem", True)
    dialog.shut.click()


def test_a_merge_is_taken_back_in_the_window_after_a_look_at_what_it_undoes(
    office: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk = office("counted")
    stage = desk.go("safety")
    assert isinstance(stage, SafetyStage)
    before = len(stage.copies.lines.lines)
    stage.tabs.turn("merges")
    stage.merges.setCurrentIndex(stage.merges.model().index(0, 0))
    desk.settle()
    assert "1 việc sẽ không còn hiệu lực" in stage.way.text.text()
    assert any("Gộp phiếu lần 1" in text for text in stage.way.list.texts())
    assert not stage.way.act.isEnabled()
    object.__setattr__(desk.shell, "ask_folder", lambda parent, title, start: tmp_path)
    stage.way.out.click()
    desk.settle()
    assert len(list((tmp_path / "sao-luu-thi-nho").iterdir())) == 1
    assert stage.told.text().startswith("Đã chép ra")
    stage.way.reason.setText("Gộp nhầm phiếu của buổi tập")
    asked: list[str] = []

    def yes(question: Question) -> bool:
        asked.append(question.windowTitle())
        return True

    monkeypatch.setattr(Question, "asked", yes)

    def refuse(_: Path) -> None:
        raise Unreadable("store.cannot-open", folder="cuoc-thi")

    with monkeypatch.context() as failing:
        failing.setattr(contest_copies, "set_aside", lambda _: failing.setattr(contest_copies, "open_contest", refuse))
        stage.way.act.click()
        desk.settle()
    assert asked == ["Bỏ lần gộp 1?"]
    assert stage.way.title.text() == "Đã trở về bản đã chọn."
    told = "Đã trở về bản sao và đã ghi việc này vào nhật ký, nhưng chưa đọc lại được tệp cuộc thi"
    assert any(told in text for text in stage.way.list.texts())
    assert not stage.merges.lines.lines
    assert len(stage.copies.lines.lines) == before + 1, "what was in use is kept as a copy"
    view = desk.page.dossier.view
    assert view is not None
    assert view.last.what == "undo_merge"
    stage.now.click()
    desk.settle()
    assert len(stage.copies.lines.lines) == before + 2


def test_a_damaged_contest_is_explained_and_saved_in_the_window(
    qtbot: QtBot, shell: Shell, stations: Callable[[str], Small], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = copied(stations("issued"), tmp_path / "contest")
    safekeeping.backup(small.contest, small.around())
    (small.contest / "contest.jdesk").write_bytes(b"SQLite format 3\x00" + bytes(5000))
    window = Window(shell)
    qtbot.addWidget(window)
    window.resize(1366, 698)
    window.show()
    window.open("contest", small.contest)
    page = window.page
    assert isinstance(page, ContestPage)
    qtbot.waitUntil(page.notice.act.isVisible)
    page.notice.act.click()
    stage = page.stages["safety"]
    assert isinstance(stage, SafetyStage)
    qtbot.waitUntil(stage.save.isVisible)
    assert not stage.now.isVisible(), "a damaged file is not copied"
    assert "việc từ bản sao lưu còn tốt" in stage.told.text()
    stage.copies.setCurrentIndex(stage.copies.model().index(0, 0))
    qtbot.waitUntil(lambda: stage.way.seen is not None)
    monkeypatch.setattr(Question, "asked", lambda question: True)
    stage.save.click()
    qtbot.waitUntil(lambda: page.dossier.view is not None, timeout=20_000)
    assert page.stages["home"].isVisible()
    qtbot.waitUntil(lambda: not shell.jobs.running)
