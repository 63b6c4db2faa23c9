"""The window in which figures of the organisers are typed, taken from a sheet, and refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.ui.models.extra_rows import FIGURE, POINTS
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.extras_stage import ExtrasStage
from judge_desk.ui.stages.results_stage import ResultsStage
from tests.desks.brought_contest import bring_all, played
from tests.desks.small_contest import Small, copied
from tests.journeys.by_hand import ONE
from tests.ui.comfort_checks import filled, small_targets, unnamed, without_reason
from tests.ui.cut_words import cut_words
from tests.ui.office import Office


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """All ballots counted, nothing brought."""
    return played(tmp_path_factory.mktemp("so-lieu"))


Sit = Callable[..., tuple[Office, ExtrasStage]]


@pytest.fixture
def sit(qtbot: QtBot, shell: Shell, bare: Small, tmp_path: Path) -> Sit:
    """Open the stage over a copy."""

    def down(size: tuple[int, int] = (1366, 698)) -> tuple[Office, ExtrasStage]:
        at = Office(qtbot, shell, copied(bare, tmp_path), size)
        stage = at.go("extras")
        assert isinstance(stage, ExtrasStage)
        return at, stage

    return down


def _state(stage: ExtrasStage, **texts: str) -> None:
    for name, text in texts.items():
        stage.form.lines[name].setText(text)


def test_figures_are_typed_with_the_keyboard_and_recorded(qtbot: QtBot, sit: Sit) -> None:
    at, stage = sit()
    results = at.go("results")
    assert isinstance(results, ResultsStage)
    results.extras.click()
    at.settle()
    assert at.page.stage is stage
    stage.criterion.setCurrentIndex(stage.criterion.findData("4"))
    grid, code = stage.grid, stage.found.codes if stage.found is not None else ()
    at.window.activateWindow()
    qtbot.waitUntil(at.window.isActiveWindow)
    grid.setFocus()
    for keys in ("0", "75", "1:90"):
        QTest.keyClicks(grid, keys[0])
        field = grid.findChild(QLineEdit)
        assert field is not None
        QTest.keyClicks(field, keys[1:])
        QTest.keyClick(field, Qt.Key.Key_Return)
        qtbot.wait(1)  # the field goes with the next round of events
    assert stage.cells.draft == {code[0]: "0", code[1]: "75", code[2]: "1:90"}
    assert not stage.record.isEnabled()
    assert "1:90" in stage.faults.texts()[0]
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert not stage.record.isEnabled()
    _state(stage, closed_by="Tổ Thư ký", closed_on="22/8/2024", source="Biên bản số 5")
    stage.record.click()
    at.settle()
    sheet = stage.cells.leaf.in_force if stage.cells.leaf is not None else None
    assert sheet is not None
    assert (dict(sheet.rows), sheet.closed_on) == ({code[0]: "0", code[1]: "75"}, "2024-08-22")
    assert [grid.cells.index(1, column).data() for column in (FIGURE, POINTS)] == ["1'15''", "−0,5"]
    assert stage.may_leave()


def test_a_sheet_is_taken_whole_or_every_fault_is_said(sit: Sit) -> None:
    at, stage = sit()
    good, bad = bring_all(at.small), at.small.place / "sai.csv"
    bad.write_text("Mã bài;3\nabc;1\nxyz;2\n", encoding="utf-8")
    blank = at.small.place / "trong.xlsx"
    stage.ask_save = lambda *_: blank
    stage.blank.trigger()
    at.settle()
    assert blank.name in stage.said.text()
    stage.ask_file = lambda *_: bad
    stage.take.trigger()
    assert stage.form.lines["closed_by"].hasFocus() or "chốt" in stage.said.text()
    _state(stage, closed_by="Văn phòng", closed_on="22/8/2024")
    stage.take.trigger()
    at.settle()
    assert len(stage.faults.texts()) == 2
    stage.ask_file = lambda *_: good
    stage.take.trigger()
    at.settle()
    assert stage.found is not None
    assert not any(each.missing for each in stage.found.leaves)
    assert at.small.standing().result.questions == ()
    at.small.decide(DecisionKind.FINAL, (ONE,))
    at.page.dossier.renew()
    at.settle()
    assert not stage.record.isEnabled()
    assert not stage.take.isEnabled()


LOOKS = [((1366, 698), "normal", "vi"), ((1366, 698), "largest", "en"), ((911, 430), "largest", "vi")]


@pytest.mark.parametrize(("size", "text", "language"), LOOKS)
def test_table_and_form_fit_and_have_names(sit: Sit, size: tuple[int, int], text: str, language: str) -> None:
    at, stage = sit(size)
    at.shell.look.choose(text_size=text)
    at.shell.words.change(language)
    stage.cells.setData(stage.cells.index(0, FIGURE), "99")
    at.settle()
    narrow = stage.turn.isVisible()
    assert narrow is (text == "largest")
    assert stage.grid.isVisible()
    faults = [*cut_words(at.page), *unnamed(stage), *small_targets(stage), *without_reason(stage)]
    if narrow:
        stage.turn.click()
        at.settle()
        assert stage.form.lines["source"].isVisible()
        faults += [*cut_words(at.page), *unnamed(stage)]
    assert not faults
    assert len(filled(stage)) == 1
