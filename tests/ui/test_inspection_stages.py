"""Looking inside files in the window: passages side by side, copies chosen with a reason, stills shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from judge_desk.contest.values.identity import EntryId
from judge_desk.desks import inspecting
from judge_desk.desks.contest_folder import open_folder
from judge_desk.stores.register_tables import read_intake
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.inside_stage import InsideStage
from judge_desk.ui.stages.similar_stage import SimilarStage
from judge_desk.ui.viewer.stills import is_black
from judge_desk.ui.widgets.twin_texts import TwinTexts
from tests.desks.inside_files import around, inside_contest
from tests.desks.small_contest import Small
from tests.ui.cut_words import cut_words
from tests.ui.office import Office


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Take in seven entries with something inside."""
    return inside_contest(tmp_path_factory.mktemp("inside-ui"))


@pytest.fixture
def office(qtbot: QtBot, shell: Shell, taken: Path, tmp_path: Path) -> Office:
    """Open a copy in the window."""
    shutil.copytree(taken, tmp_path / "cuoc-thi")
    return Office(qtbot, shell, Small(tmp_path))


def test_write_ups_stand_side_by_side_and_pairs_are_kept_as_questions(office: Office) -> None:
    stage = office.go("similar")
    assert isinstance(stage, SimilarStage)
    assert stage.empty.isVisible()
    stage.empty.act.click()
    office.settle()
    assert [(row.code, row.size) for row in map(stage.list.cases.case, range(stage.list.cases.rowCount()))] == [
        ("3 và 4", "59%")
    ]
    left, right = stage.texts.left, stage.texts.right
    assert (left.title.text(), right.title.text()) == ("Bài 3 · bai.pdf", "Bài 4 · bai.docx")
    marked = [each.cursor.selectedText().split() for pane in (left, right) for each in pane.text.extraSelections()]
    assert marked[0] == marked[1]
    assert len(marked[0]) > 100
    assert stage.place.text() == "Đoạn 1/1, 171 chữ"
    stage.chips[70].click()
    assert not stage.act.isEnabled()
    assert stage.told.text() == "Không có cặp nào từ mức này, hãy chọn mức thấp hơn."
    stage.chips[30].click()
    stage.act.click()
    office.settle()
    with open_folder(office.small.contest, read_only=True) as held:
        codes = [problem.code for problem in read_intake(held.store)[EntryId("4")].findings]
    assert "intake.similar" in codes
    assert stage.act.text().strip() == "Đến danh sách cần xem"
    stage.act.click()
    office.settle()
    assert office.page.stage.header.title.text() == office.shell.words.say("ui.intake.title")


def test_a_pair_that_was_asked_for_is_compared_and_shown_where_there_is_little_room(office: Office) -> None:
    office.window.resize(911, 430)
    stage = office.go("similar", ("4", "3"))
    assert isinstance(stage, SimilarStage)
    assert stage.texts.isVisible()
    assert not stage.list.isVisible()
    office.shell.look.choose(text_size="largest")
    office.shell.words.change("en")
    assert not cut_words(stage)
    stage.tabs["pairs"].click()
    assert stage.list.isVisible()
    assert not cut_words(stage)
    inside = office.go("inside", "1")
    assert not cut_words(inside)


def test_the_next_passage_comes_into_sight_in_both_texts(qtbot: QtBot, shell: Shell) -> None:
    twins = TwinTexts(shell.look)
    qtbot.addWidget(twins)
    twins.resize(700, 300)
    twins.show()
    text = "\n".join(f"dòng {number} 𝄞" for number in range(200))
    spans = [(text.index(f"dòng {n} "), text.index(f"dòng {n} ") + 8) for n in (5, 180)]
    twins.tell(("A", "a", text), ("B", "b", text), [(each, each) for each in spans])
    seen: list[int] = []
    twins.moved.connect(seen.append)
    for step in (1, 2, 1):
        twins.go_to(step)
    assert seen == [1, 0, 1]
    for pane in (twins.left, twins.right):
        marks = pane.text.extraSelections()
        assert [each.cursor.selectedText() for each in marks] == ["dòng 5 𝄞", "dòng 180"]
        assert 0 <= pane.text.cursorRect().top() < pane.text.viewport().height()


def test_old_writing_is_shown_before_and_after_and_the_copy_is_chosen_with_a_reason(office: Office) -> None:
    stage = office.go("inside", "1")
    assert isinstance(stage, InsideStage)
    use = stage.acts[inspecting.UNICODE]
    assert use.property("kind") == "primary"
    assert stage.onward.property("kind") == "plain"

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Reasoned)
        dialog.fields[0].setText("Giám khảo đọc được")
        QTest.mouseClick(dialog.act, Qt.MouseButton.LeftButton)

    QTimer.singleShot(100, answer)
    use.click()
    office.settle()
    assert stage.onward.property("kind") == "primary"
    assert not use.isVisible()
    seen = inspecting.inspect(office.small.contest, "1", around(office.small.place))
    assert [each.inside.findings for each in seen.files] == [()]


def test_stills_of_a_clip_are_shown_with_a_sentence_for_those_who_do_not_see_them(office: Office) -> None:
    stage = office.go("inside", "4")
    assert isinstance(stage, InsideStage)
    stage.list.setCurrentIndex(stage.list.cases.index(1))
    assert stage.sheet.isVisible()
    assert "clip.mp4" in stage.sheet.accessibleName()
    assert stage.facts.text() == "Phát được, dài 0:04, hình 64×36, mã hóa H264"
    stage.list.setCurrentIndex(stage.list.cases.index(0))
    assert not stage.sheet.isVisible()


def test_a_picture_is_black_only_when_no_part_of_it_shows_anything() -> None:
    picture = QImage(640, 360, QImage.Format.Format_RGB32)
    picture.fill(QColor(12, 12, 12))
    assert is_black(picture)
    painter = QPainter(picture)
    painter.fillRect(300, 100, 60, 40, QColor("#404040"))
    painter.end()
    assert not is_black(picture)
