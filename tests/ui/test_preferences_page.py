"""Choices take effect at once and are remembered; reports are read and saved, and hold nobody's data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from judge_desk.desks.problem_report import write_report
from judge_desk.ui.pages.preferences_page import PreferencesPage
from judge_desk.ui.pages.report_page import ReportPage
from judge_desk.ui.preferences import LANGUAGE, LOOK, TEXT_SIZE, VOLUME, Preferences
from judge_desk.ui.shell import Shell
from judge_desk.ui.window import Window


def fault() -> BaseException:
    """Make a fault whose message holds what no report may hold."""
    try:
        raise ValueError("Nguyễn Văn An 8,5")
    except ValueError as made:
        return made


def test_every_choice_takes_effect_at_once_and_is_remembered(qtbot: QtBot, window: Window, home: Path) -> None:
    window.open("preferences")
    page = window.page
    assert isinstance(page, PreferencesPage)
    for option, value in ((LANGUAGE, "en"), (TEXT_SIZE, "large"), (LOOK, "dark"), (VOLUME, "40")):
        QTest.mouseClick(page.rows[option.name].buttons[value], Qt.MouseButton.LeftButton)
    look = window.shell.look
    assert (window.shell.words.language, look.text_size, look.look) == ("en", "large", "dark")
    assert page.header.title.text() == "Preferences"
    kept = Preferences(home)
    assert [kept.choice(each) for each in (LANGUAGE, TEXT_SIZE, LOOK, VOLUME)] == ["en", "large", "dark", "40"]
    window.shell.words.change("vi")


def test_the_arrows_take_the_next_choice(qtbot: QtBot, window: Window) -> None:
    window.open("preferences")
    page = window.page
    assert isinstance(page, PreferencesPage)
    sizes = page.rows["text_size"]
    sizes.buttons["normal"].setFocus()
    QTest.keyClick(sizes.buttons["normal"], Qt.Key.Key_Right)
    assert sizes.buttons["large"].hasFocus()
    assert window.shell.look.text_size == "large"


def test_a_report_is_read_and_saved_and_names_nobody(qtbot: QtBot, shell: Shell, home: Path, tmp_path: Path) -> None:
    write_report(home, fault(), "2024-11-22T10:42:05")
    target = tmp_path / "stick"
    target.mkdir()

    def choose(parent: QWidget, title: str, start: Path) -> Path:
        return target

    page = ReportPage(replace(shell, ask_folder=choose))
    qtbot.addWidget(page)
    page.show()
    assert [each.name for each in page.reports] == ["", "bao-loi-20241122104205-1.txt"]
    page.list.setCurrentIndex(page.list.lines.index(1, 0))
    assert "ValueError" in page.text.text()
    QTest.mouseClick(page.save, Qt.MouseButton.LeftButton)
    saved = next(target.iterdir())
    assert saved.name in page.note.text()
    text = saved.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "Nguyễn" not in text
    assert "8,5" not in text


def test_a_report_that_cannot_be_saved_says_so(qtbot: QtBot, shell: Shell, tmp_path: Path) -> None:
    page = ReportPage(replace(shell, ask_folder=lambda *_: tmp_path / "gone"))
    qtbot.addWidget(page)
    page.show()
    QTest.mouseClick(page.save, Qt.MouseButton.LeftButton)
    assert "Chưa lưu được" in page.banner.sentence


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_machine_without_faults_still_has_its_facts(qtbot: QtBot, shell: Shell, language: str) -> None:
    shell.words.change(language)
    page = ReportPage(shell)
    qtbot.addWidget(page)
    assert len(page.reports) == 1
    assert "Qt" in page.text.text()
    shell.words.change("vi")


def test_the_report_of_faults_is_reached_from_the_preferences(window: Window) -> None:
    QTest.mouseClick(window.start.foot.preferences, Qt.MouseButton.LeftButton)
    page = window.page
    assert isinstance(page, PreferencesPage)
    QTest.mouseClick(page.report, Qt.MouseButton.LeftButton)
    assert window.page.subject == window.shell.words.say("ui.report.title")
    window.back()
    assert window.page is page
