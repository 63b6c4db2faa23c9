"""Closed ballots in the secretary's window: the key and its paper, the digits typed back, and the opening."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from judge_desk.contest.values.identity import Seat
from judge_desk.desks.closed import act
from judge_desk.desks.stages import RAIL, REVIEW_RAIL
from judge_desk.exchange.sealed import opening_key
from judge_desk.ui.dialogs.paper_view import PaperView
from judge_desk.ui.dialogs.question import Question
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.pages.sealing_panes import HAND_IN
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages import collect_stage, issue_stage
from judge_desk.ui.stages.collect_stage import CollectStage
from judge_desk.ui.stages.home_stage import ICONS, HomeStage
from judge_desk.ui.stages.issue_stage import IssueStage
from judge_desk.ui.stages.opening_stage import OpeningStage
from judge_desk.ui.sticks import StickWatch
from judge_desk.ui.widgets.buttons import Button
from tests.desks.closed_contest import Closed, drawn
from tests.desks.small_contest import PEOPLE
from tests.journeys.by_hand import ONE
from tests.ui import test_sealing_page
from tests.ui.comfort_checks import filled, foreign, small_targets, texts, unnamed, without_reason
from tests.ui.cut_words import cut_words
from tests.ui.office import Office
from tests.ui.test_sealing_page import Desk

SIZES = ((911, 430), (1366, 698))


@pytest.fixture
def office(qtbot: QtBot, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Give the window over a contest whose codes are drawn and whose first round closes its ballots."""
    monkeypatch.setattr(opening_key, "_N", 2**4)
    for stage in (collect_stage, issue_stage):
        monkeypatch.setattr(stage, "StickWatch", lambda: StickWatch(lambda: ()))
    for name in ("giay", "thi"):
        (tmp_path / name).mkdir()
    return Office(qtbot, replace(shell, ask_folder=lambda *_: tmp_path / "giay"), drawn(tmp_path / "thi"))


def looks_whole(office: Office, stage: OpeningStage) -> None:
    for size in SIZES:
        office.window.resize(*size)
        office.qtbot.wait(1)
        faults = cut_words(stage) + unnamed(stage) + small_targets(stage) + without_reason(stage)
        assert not faults, (size, faults)
    assert len(filled(stage)) == 1
    assert not foreign(texts(stage), "vi")


def press(office: Office, button: Button) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    office.settle()


def opening(office: Office) -> OpeningStage:
    stage = office.go("opening")
    assert isinstance(stage, OpeningStage)
    return stage


def type_digits(stage: OpeningStage, digits: str) -> None:
    for number, field in enumerate(stage.fields.entry.fields):
        QTest.keyClicks(field, digits[5 * number : 5 * number + 5])


def test_the_key_is_made_printed_and_read_back_before_anything_is_issued(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = office.go("issue")
    assert isinstance(issue, IssueStage)
    press(office, issue.nothing.act)
    stage = office.page.stage
    assert isinstance(stage, OpeningStage)
    looks_whole(office, stage)

    shown: list[int] = []
    asked: list[str] = []

    def look_at(view: PaperView) -> int:
        shown.append(len(shown))
        if len(shown) > 1:
            view.save_asked.emit()
            office.qtbot.waitUntil(outside.exists)
            office.qtbot.wait(20)
        return 1

    def answer(question: Question) -> bool:
        asked.append(question.windowTitle())
        return False

    monkeypatch.setattr(PaperView, "exec", look_at)
    monkeypatch.setattr(Question, "asked", answer)
    inside, outside = office.small.contest / "giu.pdf", tmp_path / "giay" / "giu.pdf"
    stage.desk.ask_save = lambda *_: outside
    press(office, stage.notice.act)
    office.qtbot.waitUntil(lambda: stage.view is not None and stage.view.state == "not_confirmed", timeout=30_000)
    office.settle()
    assert len(shown) == 2  # the first look ended without print or file, and was asked about
    assert len(asked) == 1
    assert outside.stat().st_mode & 0o077 == 0
    assert not inside.exists()
    view = act.look(office.small.contest, ONE, office.small.around())
    assert (view.state, stage.view is not None and stage.view.state) == ("not_confirmed", "not_confirmed")
    looks_whole(office, stage)
    assert not stage.fields.act.isEnabled()
    type_digits(stage, "0" * 30)
    press(office, stage.fields.act)
    assert stage.banner.isVisible()
    assert stage.view is not None
    assert stage.view.state == "not_confirmed"


def test_a_panel_opens_what_came_in_after_looking_at_it(office: Office) -> None:
    small = office.small
    assert isinstance(small, Closed)
    small.prepare()
    small.issue()
    small.merge(*(small.seal(seat, small.levels()) for seat in (1, 2, 3)))
    office.page.dossier.renew()
    office.settle()
    collect = office.go("collect")
    assert isinstance(collect, CollectStage)
    press(office, collect.opening)
    stage = office.page.stage
    assert isinstance(stage, OpeningStage)
    looks_whole(office, stage)
    assert stage.view is not None
    assert (stage.view.state, len(stage.view.missing)) == ("waiting", 2)
    type_digits(stage, small.digits)
    stage.fields.fields["people"].setText("; ".join(PEOPLE))
    assert not stage.fields.act.isEnabled()  # seats are missing, and no reason is given
    stage.fields.fields["reason"].setText("Hai giám khảo vắng")
    press(office, stage.fields.act)
    assert stage.plan is not None
    assert act.look(small.contest, ONE, small.around()).opened is None
    looks_whole(office, stage)
    press(office, stage.act)
    view = act.look(small.contest, ONE, small.around())
    assert view.opened is not None
    assert view.opened.people == tuple(PEOPLE)
    assert stage.view is not None
    assert stage.view.state == "opened"
    assert stage.fields.entry.code == ""
    looks_whole(office, stage)


def test_home_leads_to_the_opening_once_all_closed_ballots_are_in(office: Office) -> None:
    small = office.small
    assert isinstance(small, Closed)
    small.prepare()
    small.issue()
    small.merge(*(small.seal(seat, small.levels()) for seat in range(1, 6)))
    office.page.dossier.renew()
    office.settle()
    home = office.go("home")
    assert isinstance(home, HomeStage)
    assert {*RAIL, *REVIEW_RAIL, "opening"} <= set(ICONS), "each may be the next step"
    assert home.step.text() == "Mở phiếu kín Vòng một"
    press(office, home.go)
    assert isinstance(office.page.stage, OpeningStage)


def test_digits_are_forgotten_when_the_page_is_left(office: Office) -> None:
    assert isinstance(office.small, Closed)
    office.small.prepare()
    office.small.issue()
    stage = opening(office)
    type_digits(stage, office.small.digits)
    office.go("home")
    assert stage.fields.entry.code == ""


def test_a_judge_is_told_that_the_ballot_travels_closed_and_can_export_it_in_the_open_on_the_chairs_word(
    qtbot: QtBot, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening_key, "_N", 2**4)
    (tmp_path / "thi").mkdir()
    small = drawn(tmp_path / "thi")
    small.prepare()
    small.issue()
    file = small.open(3)
    small.mark(file, small.levels())
    monkeypatch.setattr(test_sealing_page, "work", lambda _: file)
    monkeypatch.setattr(test_sealing_page, "machine", lambda _: small.around("giam-khao-3"))
    desk = Desk(qtbot, shell, tmp_path / "may")
    page = desk.open()
    desk.click(page.check.act)
    assert page.declare.parts["closed"].isVisible()
    desk.declare(small.pins[Seat(3)])
    desk.click(page.declare.act)
    qtbot.waitUntil(lambda: page.at == HAND_IN, timeout=20_000)
    desk.wait()
    stick = tmp_path / "usb"
    stick.mkdir()
    page.write(stick)
    desk.wait()
    [travelled] = stick.iterdir()
    assert travelled.name.endswith("_kin.jdballot")
    assert "Mã bài" not in travelled.read_text(encoding="utf-8")
    for size in SIZES:
        page.resize(*size)
        qtbot.wait(1)
        assert not cut_words(page) + unnamed(page) + small_targets(page)
    desk.folders = [tmp_path / "mo"]
    monkeypatch.setattr(Reasoned, "asked", lambda _: ("Trần Văn Chủ (Trưởng ban)", "Mất mã mở phiếu"))
    desk.click(page.hand_in.in_the_open)
    desk.wait()
    [opened] = (tmp_path / "mo").glob("*.jdballot")
    assert "Mã bài" in opened.read_text(encoding="utf-8")
    assert page.banner.isVisible()
