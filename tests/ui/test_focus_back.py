"""A button that is gone after its own act does not leave the focus in the rail."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from judge_desk.ui.focus_back import FocusBack


@pytest.mark.parametrize("gone", ["setDisabled", "setHidden", "deleteLater"])
def test_the_focus_comes_back_when_its_button_is_gone_and_stays_where_tab_takes_it(qtbot: QtBot, gone: str) -> None:
    """Rail, then work with two buttons: the last one disables, hides or deletes itself."""
    whole, rail, work = QWidget(), QWidget(), QWidget()
    row, first, last = QPushButton("row", rail), QPushButton("first"), QPushButton("last")
    for box, held in ((whole, (rail, work)), (rail, (row,)), (work, (first, last))):
        lines = QHBoxLayout(box)
        for each in held:
            lines.addWidget(each)
    qtbot.addWidget(whole)
    watch = FocusBack(rail, work, lambda: first)
    whole.show()
    whole.activateWindow()
    last.setFocus()
    qtbot.waitUntil(last.hasFocus)
    QTest.keyClick(last, Qt.Key.Key_Tab)
    qtbot.wait(5)
    assert row.hasFocus()  # a person's own Tab
    last.setFocus()
    last.deleteLater() if gone == "deleteLater" else getattr(last, gone)(True)
    qtbot.waitUntil(first.hasFocus)
    assert watch.parent() is rail
