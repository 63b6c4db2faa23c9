"""The stages of collecting, by what a secretary does in the window: plan, choice, paper, matrix, typing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from judge_desk.contest.merge.grid import Cell
from judge_desk.contest.merge.prospect import Outcome, SeatState
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.desks import paper_typing
from judge_desk.ui.dialogs.tie_paper import TiePaper
from judge_desk.ui.models.collect_words import AboutSeat, BroughtFiles
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages import collect_stage
from judge_desk.ui.stages.choose_stage import ChooseStage
from judge_desk.ui.stages.collect_stage import CollectStage
from judge_desk.ui.stages.matrix_stage import MatrixStage
from judge_desk.ui.stages.paper_stage import PaperStage
from judge_desk.ui.stages.plan_stage import PlanStage
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.sticks import StickWatch
from tests.desks.small_contest import Small, copied
from tests.desks.test_counting import again
from tests.ui.comfort_checks import filled, foreign, small_targets, texts, unnamed, without_reason
from tests.ui.cut_words import cut_words
from tests.ui.office import Office

SIZES = ((911, 430), (1366, 698))


@pytest.fixture(scope="module")
def mixed(stations: Callable[[str], Small], tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Play until three and five are merged, and a stick brings something of everything."""
    small = copied(stations("issued"), tmp_path_factory.mktemp("mixed"))
    levels, codes = small.levels(), small.codes()
    small.merge(small.seal(3, levels), five := small.seal(5, levels))
    small.decide(DecisionKind.REOPEN, ("3",), "allowed")
    two = small.seal(2, {**levels, codes[3]: None})
    brought = [five, again(small, 3), two, small.seal(1, levels)]
    brought.append(small.seal(1, {**levels, codes[0]: [1, 2, 3]}, "may-khac"))
    stick = small.place / "stick"
    (stick / "thu-muc").mkdir(parents=True)
    for number, path in enumerate(brought):
        shutil.copy(path, stick / "thu-muc" if number % 2 else stick)
    (stick / "ghe-06 (1).jdballot").write_bytes(two.read_bytes()[:-60])
    return small


@pytest.fixture
def desk(qtbot: QtBot, shell: Shell, mixed: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Give the secretary's window over a copy of it, without a stick of this machine."""
    monkeypatch.setattr(collect_stage, "StickWatch", lambda: StickWatch(lambda: ()))
    (tmp_path / "giay").mkdir()
    asking = replace(shell, ask_folder=lambda *_: tmp_path / "giay")
    return Office(qtbot, asking, copied(mixed, tmp_path / "contest"))


def looks_whole(office: Office, stage: Stage) -> None:
    """Look for cut words, nameless controls, a second filled button and raw words, in a small window and a large one.

    Other languages and sizes of text are looked at with all stages together.
    """
    for width, height in SIZES:
        office.window.resize(width, height)
        office.qtbot.wait(1)
        faults = cut_words(stage) + unnamed(stage) + small_targets(stage) + without_reason(stage)
        assert not faults, (width, faults)
    assert len(filled(stage)) <= 1
    assert not foreign(texts(stage), "vi")


def collect(office: Office) -> CollectStage:
    stage = office.go("collect")
    assert isinstance(stage, CollectStage)
    return stage


def planned(office: Office) -> PlanStage:
    """Drop the stick onto the drop area and wait for its plan."""
    stage, mime = collect(office), QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(office.small.place / "stick"))])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    stage.drop.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, buttons, none))
    office.settle()
    plan = office.page.stage
    assert isinstance(plan, PlanStage)
    return plan


def merged(office: Office) -> None:
    plan = planned(office)
    plan.reason.setText("Thu phiếu đợt 1")
    plan.act.click()
    office.settle()
    assert plan.merged is not None


def test_a_stick_is_planned_in_sentences_and_merged_only_when_accepted(desk: Office, opened: list[Path]) -> None:
    plan = planned(desk)
    before = len(desk.small.standing().ballots)
    assert [(row.told.outcome, row.told.seat) for row in plan.rows] == [
        (Outcome.COUNTED, 2), (Outcome.REPLACING, 3), (Outcome.SAME, 5), (Outcome.CHOOSE, 1), (Outcome.REFUSED, None)
    ]  # fmt: skip
    assert plan.after.text() == "Sau khi gộp: có phiếu của 3/5 ghế. Chờ chọn: ghế số 1. Chưa nộp: ghế số 4."
    assert plan.rows[0].text.text() == "10 bài và 1 bài không chấm. Chữ ký và mã niêm phong đúng."
    assert not plan.act.isEnabled()
    assert "lý do" in plan.safety.text()
    looks_whole(desk, plan)
    plan.rows[1].button.click()
    desk.settle()
    choose = desk.page.stage
    assert isinstance(choose, ChooseStage)
    assert choose.table.model_.entry(0).code == desk.small.codes()[-1]
    assert not choose.cards.isVisible()
    choose.header.button.click()
    desk.settle()
    assert desk.page.stage is plan
    assert len(desk.small.standing().ballots) == before
    plan.reason.setText("Thu phiếu đợt 1")
    plan.witnesses.setText("Đỗ Tổ Chức; Võ Thị Tư")
    assert plan.act.text().strip() == "Gộp 2 phiếu, lập biên bản"
    plan.act.click()
    desk.settle()
    assert len(desk.small.standing().ballots) == before + 4
    plan.notice.other.click()
    assert opened[0].read_bytes().startswith(b"%PDF")
    plan.notice.act.click()
    states = [line.state for line in collect(desk).lines]
    counted, choice = SeatState.COUNTED, SeatState.CHOOSE
    assert states == [choice, counted, counted, SeatState.MISSING, counted]


def test_what_people_choose_is_recorded_with_reason_and_nothing_is_chosen_beforehand(desk: Office) -> None:
    merged(desk)
    stage = desk.go("choose", AboutSeat(1))
    assert isinstance(stage, ChooseStage)
    assert stage.cards.chosen == -1
    assert [each.key for each in stage.choices] == ["take", "take", "none"]
    assert {stage.table.model_.differs(0, column) for column in (1, 2, 3, 4)} == {True}
    stage.only.click()
    assert stage.table.model_.rowCount() == 11
    assert not stage.table.model_.differs(1, 1)
    looks_whole(desk, stage)
    stage.form.reason_field.setText("Giám khảo xác nhận bản B")
    stage.form.people_field.setText("Trần Văn Chủ (Trưởng ban); Đỗ Tổ Chức")
    assert not stage.act.isEnabled()
    assert stage.why.text()
    stage.cards.cards[1].click()
    assert stage.act.isEnabled()
    stage.act.click()
    desk.settle()
    decision = desk.small.standing().decisions[-1]
    assert decision.kind is DecisionKind.BALLOT
    assert (decision.value, decision.people[1]) == (decision.among[1], "Đỗ Tổ Chức")
    line = collect(desk).lines[0]
    assert (line.state, line.digest) == (SeatState.COUNTED, decision.value)


def test_paper_is_tied_by_its_digits_and_a_wrong_group_is_named(desk: Office, qtbot: QtBot) -> None:
    stage = collect(desk)
    stage.list.setCurrentIndex(stage.list.lines.index(2, 0))
    said: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TiePaper)
        code, entry = stage.lines[2].code, dialog.entry
        QTest.keyClicks(entry.fields[0], code[:5])
        QTest.keyClicks(entry.fields[1], "00000" if code[5:10] != "00000" else "11111")
        said.append(entry.word.text())
        assert not dialog.act.isEnabled()
        QGuiApplication.clipboard().setText(f"{code[:5]} {code[5:]}")
        entry.fields[0].selectAll()
        entry.fields[0].paste()
        assert entry.word.text() == ""
        dialog.act.click()

    QTimer.singleShot(0, answer)
    stage.panel.buttons["tie"].click()
    desk.settle()
    assert said == ["Nhóm số 2 khác mã của phiếu. Đọc lại nhóm ấy trên giấy."]
    seat = desk.small.standing().view.seats[2]
    assert seat.tied
    assert desk.small.standing().decisions[-1].people == ("Ngô Thư Ký",)


def test_collecting_says_where_seats_stand_and_writes_lists_and_sheets(
    desk: Office, opened: list[Path], tmp_path: Path
) -> None:
    merged(desk)
    stage = collect(desk)
    assert stage.told.text() == "Có phiếu của 3/5 ghế. Chờ chọn: ghế số 1. Chưa nộp: ghế số 4."
    shown = [line.word for line in stage.list.lines.lines]
    assert shown == ["Cần chọn", "Chưa gắn bản giấy", "Chưa gắn bản giấy", "Chưa nộp", "Chưa gắn bản giấy"]
    looks_whole(desk, stage)
    stage.remind.click()
    desk.settle()
    stage.list.setCurrentIndex(stage.list.lines.index(3, 0))
    stage.panel.buttons["sheet"].click()
    desk.settle()
    assert {path.suffix for path in (tmp_path / "giay").iterdir()} == {".pdf", ".xlsx"}
    assert len(list((tmp_path / "giay").glob("*.pdf"))) == 2
    assert len(opened) == 2


def test_the_matrix_explains_every_cell_and_goes_where_it_is_settled(desk: Office, qtbot: QtBot) -> None:
    merged(desk)
    stage = desk.go("matrix")
    assert isinstance(stage, MatrixStage)
    table, model = stage.view.table, stage.view.table.pairs
    assert stage.panel.text.text().startswith("Ghế số 1 (Trần Văn Chủ) nộp nhiều phiếu khác nhau.")
    assert model.totals() == ["0/11", "10/11", "10/10", "0/11", "11/11", "31/54"]
    assert (model.mark(0, 1), model.cell(3, 1), model.cell(1, 2)) == ("60,0", Cell.RECUSED, Cell.EXCLUDED)
    looks_whole(desk, stage)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(table, key)
    assert stage.panel.text.text() == "Ghế số 2 (Lê Thị Hai) không chấm bài này. Lý do ghi trong phiếu: Họ hàng"
    assert "Họ hàng" in str(model.data(table.currentIndex(), Qt.ItemDataRole.AccessibleTextRole))
    stage.search.setText("011")
    assert (model.rowCount(), stage.panel.title.text()) == (1, "Bài 011-7, ghế số 2")
    stage.search.clear()
    stage.missing.click()
    assert model.rowCount() == 11
    table.go_to(desk.small.codes()[2], 0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    desk.settle()
    assert isinstance(desk.page.stage, ChooseStage)


def type_line(stage: PaperStage, qtbot: QtBot, marks: list[str]) -> None:
    """Type marks as fingers do: the first digit begins the cell, Enter goes on."""
    for mark in marks:
        QTest.keyClicks(stage.grid, mark[0])
        field = stage.grid.viewport().findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        QTest.keyClicks(field, mark[1:])
        QTest.keyClick(field, Qt.Key.Key_Return)
        qtbot.wait(1)


def type_rest(office: Office, number: int) -> None:
    """Type all other entries below the window."""
    desk = paper_typing.look(office.small.contest, "vong-1", 4, office.small.around())
    for code, marks in list(office.small.levels().items())[1:]:
        for leaf, steps in zip(desk.leaves, marks, strict=True):
            desk = paper_typing.put(desk, number, code, leaf.id, f"{steps / 2:g}".replace(".", ","))


def test_paper_is_typed_twice_by_keys_compared_and_brought_to_the_plan(desk: Office, qtbot: QtBot) -> None:
    stage = desk.go("paper", AboutSeat(4))
    assert isinstance(stage, PaperStage)
    assert not stage.act.isEnabled()
    stage.name.setText("Ngô Thư Ký")
    stage.act.click()
    desk.settle()
    type_line(stage, qtbot, ["99"])
    assert "từ 0 đến 40" in stage.banner.sentence
    assert not stage.act.isEnabled()
    assert stage.grid.currentIndex().column() == 0
    type_line(stage, qtbot, ["30", "15", "15"])
    assert (stage.grid.currentIndex().row(), stage.banner.sentence) == (1, "")
    looks_whole(desk, stage)
    type_rest(desk, 1)
    stage.aim(AboutSeat(4))
    stage.show_state()
    desk.settle()
    assert stage.left.text() == "Đã đủ điểm mọi bài."
    stage.act.click()
    stage.name.setText("Đỗ Tổ Chức")
    stage.act.click()
    desk.settle()
    assert stage.model.data(stage.model.index(0, 0)) == ""
    type_line(stage, qtbot, ["30", "15", "14,5"])
    type_rest(desk, 2)
    stage.aim(AboutSeat(4))
    stage.show_state()
    desk.settle()
    stage.act.click()
    assert stage.left.text().startswith("Hai lần nhập khác nhau ở 1 chỗ.")
    looks_whole(desk, stage)
    field = stage.differences.fields[0][1]
    field.setText("15")
    field.editingFinished.emit()
    assert stage.left.text() == "Hai lần nhập giống nhau ở mọi ô."
    stage.act.click()
    desk.settle()
    plan = desk.page.stage
    assert isinstance(plan, PlanStage)
    assert [(row.told.outcome, row.told.seat) for row in plan.rows] == [(Outcome.COUNTED, 4)]


def test_nothing_to_merge_is_said_and_a_round_that_is_not_issued_waits(desk: Office, tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    stage = desk.go("plan", BroughtFiles((tmp_path / "leer",)))
    assert isinstance(stage, PlanStage)
    assert "Không có phiếu niêm phong nào" in stage.notice.text.text()
    assert [button.text().strip() for button in stage.notice.findChildren(QPushButton) if button.isVisible()] == [
        "Về thu phiếu"
    ]
    desk.page._turn("vong-2")
    waiting = collect(desk)
    assert waiting.nothing.isVisible()
    assert not waiting.list.isVisible()
