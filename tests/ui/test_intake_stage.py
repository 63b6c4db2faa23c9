"""The secretary takes in entries through the window: preview, findings one by one, the register, one entry."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks import intake
from judge_desk.contest.register.entries import EntryState
from judge_desk.desks import entry_findings, panel
from judge_desk.desks.intake import take_in
from judge_desk.desks.paper_shelf import save_copy
from judge_desk.ui.paper_desk import PaperDesk
from judge_desk.ui.paper_preview import Paper
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.entry_stage import EntryStage
from judge_desk.ui.stages.intake_plan_stage import IntakePlanStage
from judge_desk.ui.stages.intake_stage import IntakeStage
from judge_desk.ui.stages.register_stage import RegisterStage
from tests.desks.small_contest import Small, copied, founded
from tests.journeys.by_hand import FLAGGED, LATE
from tests.ui.office import Office

Open = Callable[..., Office]


def stage(office: Office) -> IntakeStage:
    """Give the stage of findings, which must be shown."""
    shown = office.page.stage
    assert isinstance(shown, IntakeStage)
    return shown


def states(office: Office) -> dict[str, EntryState]:
    """Give the state of every entry as the folder says."""
    view = entry_findings.look(office.small.contest, office.small.around())
    return {each.entry.id: each.state for each in view.entries}


class Printed(PaperDesk):
    """Saves the paper that it would show."""

    saved = Path()

    def show(self, title: str, paper: Paper, printed: Callable[[], None] | None = None) -> None:
        """Save beside the contest."""
        assert paper.pages == 1
        assert isinstance(self._page, IntakeStage)
        self.saved = save_copy(paper.data, self._page.dossier.folder.parent / paper.name)


def bring_in(office: Office) -> IntakeStage:
    """Bring in the register with its files, through the preview."""
    office.go("intake")
    stage(office).empty.act.click()
    office.settle()
    plan = office.page.stage
    assert isinstance(plan, IntakePlanStage)
    plan.look_at(office.small.place / "so.csv", office.small.place / "ho-so")
    office.settle()
    assert plan.take.text().strip() == "Nhận 12 bài"
    plan.take.click()
    office.settle()
    return stage(office)


def test_from_an_empty_register_to_handled_findings_by_keyboard(office: Open) -> None:
    desk = office("founded")
    (desk.small.place / "ho-so" / "Thumbs.db").write_bytes(b"x")
    shown = bring_in(desk)
    assert shown.open_card is not None
    assert shown.open_card.card.problem.code == "intake.late"
    assert shown.chips["stop"].text().strip() == "Trái thể lệ 1"
    shown.list.setFocus()
    QTest.keyClick(shown.list, Qt.Key.Key_V)
    form = shown.open_card
    assert form is not None
    assert not form.record.isEnabled()
    form.form.reason_field.setText("Bưu điện chuyển chậm")
    form.form.people_field.setText("Trần Văn Chủ (Trưởng ban); Đỗ Tổ Chức (Ban Tổ chức)")
    form.record.click()
    desk.settle()
    assert states(desk)[LATE] is EntryState.ELIGIBLE
    shown.narrow("done")
    assert [shown.list.findings.card(0).entry.id, shown.list.findings.rowCount()] == [LATE, 1]
    shown.narrow("ask")
    row = shown.list.findings.row_where(lambda card: card.problem.code == "intake.flag_published")
    shown.list.go_to(row)
    card = shown.open_card
    assert card is not None
    assert card.card.entry.id == FLAGGED
    shown.papers = Printed(shown, desk.shell)
    card.buttons["slip"].click()
    desk.settle()
    assert shown.papers.saved.read_bytes().startswith(b"%PDF")


def test_the_preview_shows_columns_files_and_what_is_left_out(office: Open) -> None:
    desk = office("founded")
    files = desk.small.place / "ho-so"
    (files / "Thumbs.db").write_bytes(b"x")
    shutil.copy(files / "01" / "bai-du-thi.pdf", files / "thong-bao.pdf")
    register = desk.small.place / "so.csv"
    register.write_text(register.read_text("utf-8").replace("Tên bài dự thi", "Đề mục", 1), "utf-8")
    plan = desk.go("intake_plan")
    assert isinstance(plan, IntakePlanStage)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(register)), QUrl.fromLocalFile(str(files))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    plan.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, left, none))
    desk.settle()
    assert plan.tabs.shown == "columns"
    assert not plan.take.isVisible()
    combo = plan.columns.combos["title"]
    combo.setCurrentIndex(combo.findData("Đề mục"))
    combo.activated.emit(combo.currentIndex())
    desk.settle()
    assert (plan.tabs.shown, plan.entries.rowCount(), plan.file_rows.rowCount()) == ("entries", 12, 12)
    assert [line.split(":")[0] for line in plan.strangers.texts()] == ["thong-bao.pdf", "Thumbs.db"]
    (files / "05" / "them.pdf").write_bytes((files / "06" / "bai-du-thi.pdf").read_bytes())
    plan.take.click()
    desk.settle()
    assert (plan.file_rows.rowCount(), bool(plan.banner.sentence)) == (13, True), "what changed since is shown first"
    plan.leave.click()
    desk.settle()
    assert not states(desk)


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Play a contest until the register and its files are in."""
    small = founded(tmp_path_factory.mktemp("taken"))
    panel.take_in(small.contest, small.place / "panel.csv", small.around())
    take_in(small.contest, small.place / "so.csv", small.place / "ho-so", small.around())
    return small


def test_an_entry_is_found_put_right_added_and_withdrawn(
    qtbot: QtBot, shell: Shell, taken: Small, tmp_path: Path
) -> None:
    desk = Office(qtbot, shell, copied(taken, tmp_path / "contest"))
    desk.go("intake")
    stage(desk).register.click()
    desk.settle()
    register = desk.page.stage
    assert isinstance(register, RegisterStage)
    register.search.setText("sang kien so 7")
    assert register.rows.rowCount() == 1
    register.open.click()
    desk.settle()
    entry = desk.page.stage
    assert isinstance(entry, EntryStage)
    assert (entry.entry, entry.fields.title.text()) == ("7", "Sáng kiến số 7")
    entry.fields.title.setText("Sáng kiến số bảy")
    assert not entry.write.isEnabled()
    assert not entry.may_leave()
    entry.reason.setText("Đơn vị báo nhầm")
    entry.write.click()
    desk.settle()
    assert "Sửa bài: Đơn vị báo nhầm" in entry.history.texts()
    entry.withdraw_entry("Tác giả xin rút", ("Ngô Thư Ký (Thư ký)",))
    desk.settle()
    assert states(desk)["7"] is EntryState.WITHDRAWN
    desk.go("entry", ("8", "Tên đọc từ phông chữ cũ"))
    assert (entry.fields.title.text(), entry.fields.differs) == ("Tên đọc từ phông chữ cũ", True)
    fresh = desk.go("entry", "")
    assert isinstance(fresh, EntryStage)
    fresh.fields.title.setText("Một bài nữa")
    fresh.fields.kind.setCurrentIndex(0)
    fresh.fields.field.setCurrentIndex(0)
    fresh.fields.authors.setPlainText("Lê Văn Thêm (Công chức)")
    fresh.fields.unit.setText("Xã Chín")
    fresh.fields.received.setText("10/08/2024 09:30")
    fresh.reason.setText("Gửi qua bưu điện")
    fresh.write.click()
    desk.settle()
    assert (fresh.entry, states(desk)["13"]) == ("13", EntryState.REFUSED)


def test_the_benchmark_still_works(fusion: QApplication, tmp_path: Path) -> None:
    found = intake.measure(intake.SHORT, tmp_path)
    assert found["cards"] >= intake.SHORT
    assert all(seconds > 0 for seconds in found.values())


@pytest.mark.parametrize("size", [(911, 430)])
def test_everything_stays_at_hand_in_a_small_window(office: Open, size: tuple[int, int]) -> None:
    desk = office("issued", size)
    shown = desk.go("intake")
    assert isinstance(shown, IntakeStage)
    assert shown.view is not None
    assert shown.view.drawn
    assert not shown.more.isEnabled()
    card = shown.open_card
    assert card is not None
    assert list(card.buttons) == ["view"]
    assert card.geometry().right() <= shown.list.viewport().width()
