"""The stage of disagreements: from the largest difference to the last official mark, by what a secretary can do."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from judge_desk.contest.counting.settling import Step
from judge_desk.desks import settling
from judge_desk.desks.plotting import SCREEN_FONT
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.settle_stage import SettleStage
from judge_desk.ui.stages.stats_stage import StatsStage
from judge_desk.ui.typography import PLEX
from judge_desk.ui.widgets.buttons import Button
from tests.desks.apart_contest import apart
from tests.desks.small_contest import Small, copied
from tests.journeys.by_hand import ONE
from tests.ui.comfort_checks import foreign, small_targets, texts, unnamed, unreached, without_reason
from tests.ui.cut_words import cut_words
from tests.ui.office import Office

SIZES = ((1366, 698), (911, 430))
WHO = "Trần Văn Chủ (Trưởng ban)"


@pytest.fixture(scope="module")
def apart_once(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Play a contest whose judges lie apart."""
    return apart(tmp_path_factory.mktemp("apart"))


@pytest.fixture
def office(qtbot: QtBot, shell: Shell, apart_once: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Open the window over a copy of it; what a failed test leaves typed asks no question when the window closes."""
    monkeypatch.setattr(SettleStage, "may_leave", lambda stage: True)
    return Office(qtbot, shell, copied(apart_once, tmp_path / "contest"))


def stage_of(office: Office) -> SettleStage:
    stage = office.go("settle")
    assert isinstance(stage, SettleStage)
    return stage


def step_of(stage: SettleStage) -> Step | None:
    return stage.case.step if stage.case is not None else None


def code_of(stage: SettleStage) -> str:
    return stage.case.code if stage.case is not None else ""


def typed(stage: SettleStage) -> bool:
    return stage.form.typed


def act(office: Office, stage: SettleStage) -> None:
    """Say why and who, and press the one filled button."""
    assert not stage.act.isEnabled()
    assert stage.why.text()
    stage.form.agreed_form.reason_field.setText("Chênh lệch điểm")
    stage.form.agreed_form.people_field.setText(WHO)
    assert stage.act.isEnabled(), stage.why.text()
    stage.act.click()
    office.settle()


def test_every_case_is_settled_in_the_window(office: Office) -> None:
    stage, codes = stage_of(office), office.small.codes()
    assert stage.header.sign.word == "5 bài phải xử lý, xong 0"
    assert office.window.focusWidget() is stage.list
    assert (code_of(stage), stage.list.cases.case(0).size) == (codes[5], "22,0")
    stage.form.mark_field.setText("50")
    for vote, number in zip(stage.form.votes.values(), "311", strict=True):
        assert isinstance(vote.field, QLineEdit)
        vote.field.setText(number)
    act(office, stage)
    assert code_of(stage) == codes[3]
    stage.form._menu.actions()[0].trigger()
    act(office, stage)
    assert step_of(stage) is Step.THIRD_MARK
    for field, text in zip(stage.form.marks, ("15", "18,5", "14,5"), strict=True):
        field.setText(text)
    stage.form.total_field.setText("47")
    act(office, stage)
    assert "48" in stage.banner.sentence  # the sheet says 47, the marks add up to 48: nothing was kept
    stage.form.total_field.setText("48")
    stage.act.click()
    office.settle()
    chip = stage.form._proposal_flow.itemAt(0)
    assert step_of(stage) is Step.THIRD_OFFICIAL
    assert stage.form.mark_field.text() == ""
    assert chip is not None
    button = chip.widget()
    assert isinstance(button, Button)
    button.click()
    assert stage.form.mark_field.text() == "48,00"
    act(office, stage)
    assert code_of(stage) == codes[4]
    settling.set_mark(
        office.small.contest, ONE, codes[4], "45", settling.Agreed("Đã họp", (WHO,)), office.small.around()
    )
    office.page.dossier.renew()
    office.settle()
    for place in (2, 1):
        stage.list.point_at(codes[place])
        stage.form.outcome_field.setPlainText("Hai bên đã trao đổi.")
        act(office, stage)
        assert step_of(stage) is Step.CHAIR, place
        stage.form.mark_field.setText("47,5")
        act(office, stage)
    assert stage.header.sign.word == "5 bài phải xử lý, xong 5"
    found = settling.look_over(office.small.contest, ONE, office.small.around())
    marks = {each.code: each.score.official for each in found.cases}
    assert marks == {codes[5]: 50, codes[3]: 48, codes[4]: 45, codes[2]: Fraction(95, 2), codes[1]: Fraction(95, 2)}
    assert all(each.decision is None or each.decision.people == (WHO,) for each in found.cases)


def test_what_is_typed_stays_with_its_case_until_it_is_recorded(office: Office) -> None:
    stage, codes = stage_of(office), office.small.codes()
    stage.list.point_at(codes[2])
    assert not typed(stage)
    stage.form.outcome_field.setPlainText("Nửa câu")
    QTest.keyClick(stage.list, Qt.Key.Key_Up)
    assert code_of(stage) == codes[4]
    assert stage.form.outcome_field.toPlainText() == ""
    assert typed(stage)
    QTest.keyClick(stage.list, Qt.Key.Key_Down)
    assert stage.form.outcome_field.toPlainText() == "Nửa câu"
    stage.form.outcome_field.clear()
    assert not typed(stage)
    stage.list.point_at(codes[3])
    stage.form._menu.actions()[0].trigger()
    assert "Bùi Thị Sáu" in stage.form.choose.text()
    stage.list.point_at(codes[4])  # the same judge is free here, too, and is not chosen for it
    assert stage.form.choose.text().strip() == "Chọn người chấm"
    assert not stage.act.isEnabled()
    stage.list.point_at(codes[3])
    act(office, stage)
    stage.again.click()
    assert (step_of(stage), stage.form.step) == (Step.THIRD_MARK, Step.ASSIGN)
    assert stage.form.choose.text().strip() == "Chọn người chấm"
    stage.again.click()
    assert len(stage.form.marks) == 3


def test_the_record_is_shown_and_a_missing_ballot_explained(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = stage_of(office)
    shown: list[tuple[str, int]] = []
    monkeypatch.setattr(stage.papers, "show", lambda title, paper: shown.append((title, paper.pages)))
    stage.print.click()
    office.settle()
    assert shown == [(f"Biên bản thống nhất điểm bài {office.small.codes()[5]}", 2)]
    stage.list.point_at(office.small.codes()[1])  # seat 3 was kept from this entry
    stage.pane.effects.click()
    office.settle()
    assert "Ghế 3 không chấm" in stage.pane.said.text()
    stats = office.go("stats")
    assert isinstance(stats, StatsStage)
    stats.work_out.click()
    office.settle()
    monkeypatch.setattr(stats.papers, "show", lambda title, paper: shown.append((title, paper.pages)))
    stats.print.click()
    office.settle()
    assert shown[1:] == [("Số liệu Ban Giám khảo", 2)]
    assert len(stats.missing.texts()) == 2


def test_the_stages_keep_to_the_house_in_both_languages(office: Office) -> None:
    assert PLEX == SCREEN_FONT
    for name in ("settle", "stats"):
        stage = office.go(name)
        for language, size, text in (
            ("vi", SIZES[0], "normal"),
            ("en", SIZES[1], "normal"),
            ("vi", SIZES[1], "largest"),
        ):
            office.shell.words.change(language)
            office.shell.look.choose("light", text)
            office.window.resize(*size)
            office.settle()
            said = texts(stage)
            faults = [
                *cut_words(stage),
                *unnamed(stage),
                *small_targets(stage),
                *without_reason(stage),
                *foreign(said, language),
            ]
            assert faults == [], (name, language)
        if name == "settle":
            assert unreached(office.page) == []


def test_a_round_without_a_case_says_so_and_leads_on(
    qtbot: QtBot, shell: Shell, stations: Callable[[str], Small], tmp_path: Path
) -> None:
    at = Office(qtbot, shell, copied(stations("counted"), tmp_path / "contest"))
    stage = stage_of(at)
    assert stage.notice.text.text() == shell.words.say("ui.settle.none")
    assert stage.notice.act.isVisible()
