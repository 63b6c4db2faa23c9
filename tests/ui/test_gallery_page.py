"""Rules to start from, by kind: nothing is chosen before the secretary chooses; the contest is founded from any."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from judge_desk.ui.pages.contest_page import ContestPage
from judge_desk.ui.pages.found_page import FoundPage
from judge_desk.ui.window import Window


def test_a_contest_starts_from_rules_of_a_kind(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    window.open("found")
    page = window.page
    assert isinstance(page, FoundPage)

    def press(button: QWidget) -> None:
        qtbot.wait(1)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    press(page.sources.buttons["shipped"])
    assert (page.go.isEnabled(), page.why.text()) == (False, "Chọn loại cuộc thi.")
    assert not any(each.isVisible() for each in page.list.cards.values())
    press(page.list.kinds.buttons["skit"])
    shown = {name for name, each in page.list.cards.items() if each.isVisible()}
    assert shown == {"tieu-pham-qua-gio", "hoi-thi-tru-moi-phut"}
    assert not any(each.isChecked() for each in page.list.cards.values())
    press(page.list.cards["tieu-pham-qua-gio"])
    assert "Cần Thơ 2023" in page.summary.text()
    assert "2 điều cần quyết định" in page.summary.text()
    press(page.list.kinds.buttons["quiz"])
    assert (page.shipped, page.go.isEnabled()) == ("", False)
    press(page.list.cards["trac-nghiem-va-video"])
    page.folder.edit.setText(str(tmp_path / "moi"))
    press(page.go)
    qtbot.waitUntil(lambda: isinstance(window.page, ContestPage) and bool(window.page.subject), timeout=10_000)
    assert (tmp_path / "moi").exists()
