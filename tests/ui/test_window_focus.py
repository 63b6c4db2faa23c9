"""Where the focus is when a page is made, and when it is shown again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from judge_desk.desks.rehearsing import Played
from judge_desk.ui.pages.entries_page import EntriesPage
from judge_desk.ui.window import PAGES
from tests.ui.judge_files import FIRST
from tests.ui.judge_hands import Key, Sit, stick_of


def test_no_page_is_a_window_of_its_own_while_it_is_made(sit: Sit) -> None:
    hands = sit(FIRST)
    for name in PAGES:
        hands.window._page(name)
        QCoreApplication.processEvents()
        assert hands.window.isActiveWindow(), name


def test_a_page_begins_where_it_is_told_to_not_where_it_was_left(sit: Sit, played: Played) -> None:
    hands = sit(FIRST)
    hands.open_package(stick_of(played, FIRST))
    hands.copy_and_sit()
    bench = hands.page(EntriesPage).bench
    assert bench is not None
    codes = [line.code for line in bench.sitting.lines()]
    page = hands.open_entry(codes[0])
    for _ in range(3):
        hands.key(Key.Key_Down)
    hands.click(page.header.button)
    hands.open_entry(codes[1])
    assert (page.sheet.form.at, hands.focus) == ("1", hands.row("1").field)
    hands.click(page.header.button)
