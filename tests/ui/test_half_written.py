"""A decision that was begun and not recorded is not dropped without a question."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from judge_desk.ui.stages.prizes_stage import PrizesStage
from tests.ui.office import Office


def test_a_reason_that_was_typed_keeps_the_contest_open_until_the_person_gives_it_up(
    office: Callable[..., Office],
) -> None:
    at = office("counted")
    stage = at.go("prizes")
    assert isinstance(stage, PrizesStage)
    form = stage.release.form
    form.reason_field.setText("Đã họp ngày 22/11")
    at.go("log")
    asked: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        asked.append(dialog.windowTitle())
        dialog.reject()

    QTimer.singleShot(0, at.window, answer)
    at.window.back()
    assert asked == [at.shell.words.say("ui.leaving.title")]
    assert at.window.page.subject
    assert form.reason == "Đã họp ngày 22/11"
    form.clear()
    at.window.back()
    assert not at.window.page.subject
