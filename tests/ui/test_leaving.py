"""What is typed and was not taken is not given up without a question; the way back through the list leads both ways."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from judge_desk.desks.rehearsing import Played
from judge_desk.ui.bench import Bench
from judge_desk.ui.marking_aim import MarkingAim
from judge_desk.ui.pages.entries_page import EntriesPage
from judge_desk.ui.pages.marking_page import MarkingPage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.mark_field import MarkField
from judge_desk.ui.window import Window
from tests.ui.marking_works import bench_at, empty_work
from tests.ui.test_memory import Answering


@pytest.fixture
def bench(played: Played, tmp_path: Path) -> Iterator[Bench]:
    """Give a bench on a score file without a mark."""
    made = bench_at(Path(shutil.copy(empty_work(played, tmp_path), tmp_path / "copy.jdscore")))
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, window: Window, bench: Bench) -> MarkingPage:
    """Give the marking page, opened from the list."""
    window.activateWindow()
    window.open("entries", bench)
    window.open("marking", MarkingAim(bench, bench.sitting.lines()[1].code))
    qtbot.waitUntil(window.isActiveWindow)
    QCoreApplication.processEvents()
    shown = window.page
    assert isinstance(shown, MarkingPage)
    return shown


def field_of(page: MarkingPage) -> MarkField:
    """Give the field of the first criterion, with the focus."""
    field = next(iter(page.sheet.form.rows.values())).field
    field.setFocus()
    return field


def shown(window: Window) -> object:
    """Give the page that is shown."""
    return window.page


def test_a_refused_number_is_given_up_only_when_the_person_says_so(
    window: Window, page: MarkingPage, bench: Bench
) -> None:
    field, code = field_of(page), page.code
    QTest.keyClicks(field, "77")
    stay = Answering(False)
    QTest.mouseClick(page.header.button, Qt.MouseButton.LeftButton)
    stay.stop()
    assert len(stay.asked) == 1
    assert shown(window) is page
    assert field.text() == "77"
    assert field.state == "refused"
    go = Answering(True)
    QTest.mouseClick(page.header.button, Qt.MouseButton.LeftButton)
    go.stop()
    assert isinstance(shown(window), EntriesPage)
    assert not bench.sitting.sheet(code).marks


def test_a_window_with_a_refused_number_asks_before_it_closes(window: Window, page: MarkingPage) -> None:
    field = field_of(page)
    QTest.keyClicks(field, "x")
    stay = Answering(False)
    assert not window.close()
    stay.stop()
    assert window.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert window.close()


def test_a_refused_number_over_a_mark_says_that_the_mark_is_kept_and_typing_replaces_it(page: MarkingPage) -> None:
    field = field_of(page)
    QTest.keyClicks(field, "24")
    QTest.keyClick(field, Qt.Key.Key_Return)
    field.setFocus()
    QTest.keyClicks(field, "99")
    QTest.keyClick(field, Qt.Key.Key_Return)
    row = next(iter(page.sheet.form.rows.values()))
    assert "Điểm đã lưu 24 vẫn giữ" in row.line.text()
    assert field.selectedText() == "99"
    QTest.keyClicks(field, "25")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.kept == "25"


def test_the_entry_before_is_one_press_away(page: MarkingPage, bench: Bench) -> None:
    first, second = (line.code for line in bench.sitting.lines()[:2])
    assert page.code == second
    QTest.mouseClick(page.sheet.foot.back, Qt.MouseButton.LeftButton)
    assert page.code == first
    assert not page.sheet.foot.back.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.code == second
    chord = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page, Qt.Key.Key_Return, chord)
    assert page.code == first


def test_enter_presses_the_button_that_has_the_focus(window: Window) -> None:
    pressed: list[str] = []
    button: Button = window.start.other
    button.clicked.connect(lambda: pressed.append("once"))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert pressed == ["once"]
