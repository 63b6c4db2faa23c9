"""The secretary changes the words of the minutes in the window: typed, checked, looked at, in force, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from judge_desk.desks import paper_texts
from judge_desk.desks.paper_texts import filled_with_examples, texts_of_kind
from judge_desk.desks.papers.kinds import STEMS
from judge_desk.documents.own_texts import AS_SHIPPED
from judge_desk.ui.paper_desk import PaperDesk
from judge_desk.ui.stages.papers_stage import PapersStage
from judge_desk.ui.stages.texts_stage import TextsStage
from tests.ui.office import OPERATOR, Office

Open = Callable[..., Office]


@pytest.fixture
def desk(office: Open) -> Office:
    """Open the words of papers of a contest whose ballots are merged."""
    opened = office("counted")
    opened.go("texts")
    return opened


def stage(desk: Office) -> TextsStage:
    """Give the stage, which must be shown."""
    shown = desk.page.stage
    assert isinstance(shown, TextsStage)
    return shown


def test_a_sentence_is_typed_checked_put_in_force_and_taken_back(desk: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, small = stage(desk), desk.small
    assert shown.paper.currentData() == "minutes"
    shown.search.setText("basis")
    assert shown.list.texts() == [filled_with_examples("Ban Giám khảo được thành lập theo {basis}.")]
    QTest.keyClick(shown.search, Qt.Key.Key_Down)
    QTest.keyClick(shown.list, Qt.Key.Key_Return)
    assert shown.pane.line is not None
    assert shown.pane.line.key == "basis"
    shown.pane.own.selectAll()
    shown.pane.own.insertPlainText("Thành lập\u00a0theo {base}.")
    assert "{basis}" in shown.pane.fault.text()
    assert not shown.use.isEnabled()
    assert not shown.may_leave()
    shown.pane.own.setPlainText("Thành lập\u00a0theo .")
    assert "thiếu trường “basis”" in shown.pane.fault.text()
    shown.pane.own.moveCursor(shown.pane.own.textCursor().MoveOperation.End)
    QTest.keyClick(shown.pane.own, Qt.Key.Key_Left)
    shown.pane.fields.findChildren(type(shown.pane.back))[0].click()
    assert shown.pane.words == "Thành lập\u00a0theo {basis}."
    assert shown.pane.fault.text() == ""
    assert "Quyết định số" in shown.pane.printed.text()

    looked: list[int] = []
    monkeypatch.setattr(PaperDesk, "show", lambda _, title, paper: looked.append(paper.pages))
    shown.look_at.click()
    desk.settle()
    assert looked[0] >= 2
    shown.ask_reason = lambda *_: "Công văn 12"
    shown.use.click()
    desk.settle()
    seen = paper_texts.texts_of(small.contest, "minutes", small.around())
    assert seen.own == {"basis": "Thành lập\u00a0theo {basis}."}
    assert (seen.kept[0].operator, seen.kept[0].reason) == (OPERATOR, "Công văn 12")
    assert shown.may_leave()
    assert "Bản 1" in shown.said.text()
    shown.withdraw.click()
    desk.settle()
    assert stage(desk).shown is not None
    assert not paper_texts.texts_of(small.contest, "minutes", small.around()).own
    shown.earlier.click()
    assert shown.list.texts()[0] == "Bản 2: trở về câu có sẵn"


def test_the_words_of_the_shown_paper_are_opened_and_those_of_others_are_found(desk: Office) -> None:
    papers = desk.go("papers")
    assert isinstance(papers, PapersStage)
    papers.list.go_to("bang-tong-hop-diem")
    desk.settle()
    papers.doors["texts"].trigger()
    desk.settle()
    shown = stage(desk)
    assert shown.paper.currentData() == "summary_table"
    shown.search.setText("bien ban thong nhat diem")
    assert shown.list.texts() == []
    assert shown.said.text().startswith("Văn bản này không có câu nào như vậy. Có ở: ")
    assert "Biên bản thống nhất điểm" in shown.said.text()
    shown.search.setText("ghe so")
    assert "title" not in shown.pane.title.text()
    assert all(texts_of_kind(kind) or kind in AS_SHIPPED for kind in STEMS.values())


def test_words_come_from_a_file_and_its_faults_are_all_shown(desk: Office, tmp_path: Path) -> None:
    shown, file = stage(desk), tmp_path / "t.toml"
    file.write_text('[reminder]\nnote = ""\n[minutes]\nvenu = "x"\n', encoding="utf-8")
    shown.ask_file = lambda *_: file
    shown.take.trigger()
    desk.settle()
    assert len(shown._faults.texts()) == 2
    assert shown.may_leave()
    file.write_text('[reminder]\nnote = "Không ghi điểm."\n', encoding="utf-8")
    shown.take.trigger()
    desk.settle()
    assert shown.paper.currentData() == "reminder"
    assert shown.drafts == {"reminder": {"note": "Không ghi điểm."}}
    assert shown.use.isEnabled()
    shown.drafts.clear()


def test_in_a_narrow_window_the_sentence_takes_the_place_of_the_list(office: Open) -> None:
    desk = office("counted", (911, 430))
    desk.go("texts")
    shown = stage(desk)
    assert shown.list.isVisible()
    assert not shown.pane.isVisible()
    QTest.keyClick(shown.list, Qt.Key.Key_Return)
    assert shown.pane.own.isVisible()
    assert not shown.list.isVisible()
    shown.turn.click()
    assert shown.list.isVisible()
