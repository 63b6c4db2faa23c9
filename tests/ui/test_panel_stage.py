"""The panel in the secretary's window: people, seats, conflicts, the lot, trial marking."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.desks import intake, issuing, panel, panel_people
from judge_desk.desks.panel_people import Typed
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.models.recusal_model import Pair
from judge_desk.ui.stages.panel_stage import PanelStage
from judge_desk.ui.widgets.buttons import Button
from tests.desks.small_contest import PEOPLE, Small
from tests.desks.test_lots_and_trials import fill
from tests.journeys.by_hand import FLAGGED, ONE, PANEL
from tests.ui.comfort_checks import foreign, small_targets, texts, unnamed, without_reason
from tests.ui.cut_words import cut_words
from tests.ui.office import Office

Open = Callable[..., Office]


def stage_of(office: Office, tab: str = "") -> PanelStage:
    """Go to the stage, perhaps to one of its tabs."""
    stage = office.go("panel", tab or None)
    assert isinstance(stage, PanelStage)
    return stage


def press(office: Office, button: Button) -> None:
    """Press a button that is shown and on, and wait for what it brings."""
    assert button.isVisible(), button.text()
    assert button.isEnabled(), button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    office.settle()


def filled(office: Office) -> list[str]:
    """Give the words of the filled buttons that are seen."""
    buttons = office.window.findChildren(Button)
    return [each.text().strip() for each in buttons if each.isVisible() and each.property("kind") == "primary"]


def people_of(small: Small) -> dict[str, str]:
    """Read who is on the panel, by id."""
    return {each.id: each.name for each in panel_people.roll(small.contest, small.around()).people}


def test_people_are_pasted_from_excel_after_a_preview_then_added_changed_and_let_go(
    office: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = office("founded")
    stage = stage_of(made)
    people = stage.people
    assert (stage.tabs.shown, filled(made)) == ("people", ["Nhập tệp…"])
    rows = "\n".join(line.replace(",", "\t") for line in PANEL.strip().splitlines())
    QGuiApplication.clipboard().setText(rows)
    stage.tabs.buttons["people"].setFocus()
    QTest.keyClick(made.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    made.settle()
    assert people_of(made.small) == {}, "a preview writes nothing"
    assert len(people.plan_list.texts()) == 7
    assert filled(made) == ["Nhận 7 thay đổi"]
    press(made, people.accept)
    assert len(people_of(made.small)) == 7
    assert people.list.texts()[0] == "Trần Văn Chủ"
    brought = QMimeData()
    brought.setUrls([QUrl.fromLocalFile(str(made.small.place / "panel.csv"))])
    way = (QPointF(5, 5), Qt.DropAction.CopyAction, brought, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    people.dropEvent(QDropEvent(*way))
    made.settle()
    assert "7 người giữ nguyên" in people.plan_title.text(), "a sheet that is dropped is previewed too"
    press(made, people.refuse)
    press(made, people.add)
    assert (people.form.typed(), people.keep.isEnabled()) == (Typed("", ""), False)
    people.form.lines["name"].setText("Bùi Thị Tám")
    assert not people.keep.isEnabled(), "a role is never taken for granted"
    people.form.role.choose("member")
    press(made, people.keep)
    assert people_of(made.small)["gk6"] == "Bùi Thị Tám"
    people.form.lines["unit"].setText("Xã Tám")
    people.list.setCurrentIndex(people.list.lines.index(0, 0))
    people.list.setCurrentIndex(people.list.lines.index(7, 0))
    assert people.form.lines["unit"].text() == "Xã Tám", "what was typed is there again"
    press(made, people.keep)
    assert "Xã Tám" in people.list.lines.lines[-1].detail
    monkeypatch.setattr(Reasoned, "exec", partial(_answer, "Chuyển công tác"))
    press(made, people.drop)
    assert "gk6" not in people_of(made.small)


def _answer(words: str) -> int:
    (dialog,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, Reasoned))
    for field in dialog.findChildren(QLineEdit):
        field.setText(words)
    return int(QDialog.DialogCode.Accepted.value)


def test_a_conflict_is_declared_and_the_lot_previewed_drawn_witnessed_and_drawn_again(office: Open) -> None:
    made = office("founded")
    small, around = made.small, made.small.around()
    panel.take_in(small.contest, small.place / "panel.csv", around)
    intake.take_in(small.contest, small.place / "so.csv", small.place / "ho-so", around)
    small.decide(DecisionKind.ENTRY, (FLAGGED,), "accept", "")
    made.page.dossier.renew()
    made.settle()
    stage = stage_of(made, "avoid")
    avoid, lots = stage.avoid, stage.lots
    table = avoid.table
    assert table.pairs.pair(4, 2) is Pair.AVOIDS
    table.setCurrentIndex(table.pairs.index(4, 2))
    assert "cùng đơn vị" in avoid.pair.text()
    assert not avoid.keep.isEnabled()
    avoid.judge.choose("gk4")
    avoid.entry.setText("8")
    avoid.reason.setText("Đã góp ý bài này")
    press(made, avoid.keep)
    assert table.pairs.pair(7, 3) is Pair.AVOIDS
    assert avoid.declared.texts() == ["Võ Thị Tư: bài 8"]
    stage = stage_of(made, "lots")
    press(made, lots.plan)
    assert "ước tính" in lots.bars_told.text(), "no seed is shown before it is drawn"
    lots.fields["seed"].setText("8 hạt")
    lots.fields["witnesses"].setText("Nguyễn Văn Chứng; Lê Thị Kiến")
    press(made, lots.draw)
    assert lots.seed_shown.text() == "8 hạt"
    assert filled(made) == ["Xem biên bản"]
    assert "chấm 10 bài, tránh 1 bài" in stage.seats.list.lines.lines[3].detail
    assert not lots.draw.isEnabled(), "another draw needs a reason"
    lots.fields["reason"].setText("Chuỗi đọc nhầm")
    lots.fields["seed"].setText("9 hạt")
    press(made, lots.draw)
    assert [line.word for line in lots.list.lines.lines] == ["Đang dùng", "Đã thay"]
    assert "Nguyễn Văn Chứng, Lê Thị Kiến" in lots.list.lines.lines[1].detail


def test_a_seat_goes_to_another_judge_and_the_new_work_is_said_before(office: Open) -> None:
    made = office("issued")
    small = made.small
    stage = stage_of(made, "seats")
    seats = stage.seats
    assert filled(made) == ["Thêm người trước"]
    panel_people.add_person(small.contest, Typed("Bùi Thị Tám", "member", unit="Đơn vị số 4"), small.around())
    made.page.dossier.renew()
    made.settle()
    seats.list.setCurrentIndex(seats.list.lines.index(3, 0))
    press(made, seats.begin)
    assert (seats.taker.value, seats.give.isEnabled()) == ("", False)
    seats.taker.choose("gk6")
    made.settle()
    assert "Võ Thị Tư giao lại cho Bùi Thị Tám, chấm 10 bài" in seats.meaning.text()
    seats.form.reason_field.setText("Nghỉ ốm")
    seats.form.people_field.setText("; ".join(PEOPLE))
    press(made, seats.give)
    assert "bản 2" in stage.banner.sentence
    assert "Bùi Thị Tám" in seats.list.texts()
    assert [each.name for each in small.manifest().seats if each.until is None][3] == "Bùi Thị Tám"
    assert issuing.issue(small.contest, ONE, small.place / "usb-2", small.around()).version == 2


def test_trial_sheets_go_out_and_come_back_as_spreads(office: Open, tmp_path: Path) -> None:
    made = office("issued")
    stage = stage_of(made, "trial")
    trial = stage.trial
    target = tmp_path / "thu"
    object.__setattr__(made.shell, "ask_folder", lambda *_: target)
    assert not trial.send.isEnabled()
    trial.codes.setText(made.small.codes()[0])
    press(made, trial.send)
    sheets = sorted(target.glob("*/*.xlsx"))
    assert len(sheets) == 5
    for sheet, mark in zip(sheets[:3], ("30", "24,5", "31"), strict=True):
        fill(sheet, (mark, "10", "9"))
    trial.ask_files = lambda *_: tuple(sheets[:3])
    press(made, trial.read)
    told = trial.list.texts()
    assert "Chưa có phiếu thử: ghế 4 Võ Thị Tư, ghế 5 Hồ Văn Năm." in told
    assert "Tổng điểm: thấp nhất 43,5, cao nhất 50, trung bình 47,5, chênh lệch 6,5" in told
    assert trial.trial is not None
    assert trial.trial.paper is not None
    assert trial.paper.isVisible()


def test_every_tab_is_whole_named_and_has_one_next_step_in_two_sizes_and_languages(office: Open) -> None:
    made = office("issued")
    stage = stage_of(made)
    faults = []
    for language, size in (("vi", (1366, 698)), ("en", (911, 430))):
        made.shell.words.change(language)
        made.window.resize(*size)
        for tab in stage.panes:
            stage.aim(tab)
            made.qtbot.wait(5)
            found = [*cut_words(stage), *unnamed(stage), *small_targets(stage), *without_reason(stage)]
            found += foreign(texts(stage), language)
            if len(filled(made)) != 1:
                found.append(f"filled: {filled(made)}")
            faults += [f"{tab} {language}: {each}" for each in found]
    assert not faults
