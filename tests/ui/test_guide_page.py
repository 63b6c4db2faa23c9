"""The page of the guides: who reads which, what a search finds, and every page and stage named in them."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from judge_desk.desks.guides import ROLES
from judge_desk.exchange.guide_file import read_guide
from judge_desk.ui.dialogs.keyboard_map import KeyboardMap
from judge_desk.ui.pages.contest_page import STAGES
from judge_desk.ui.pages.guide_page import GuidePage
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.guide_view import GuidePicture
from judge_desk.ui.window import GUIDES, PAGES, Window


def test_the_guides_name_every_page_and_every_stage() -> None:
    guides = [read_guide(role, "vi") for role in ROLES]
    assert set().union(*(each.pages for each in guides)) == {"start", *PAGES}
    assert set().union(*(each.stages for each in guides)) == set(STAGES)
    assert set(GUIDES) <= set(PAGES)
    assert set(GUIDES.values()) == set(ROLES)


def test_help_shows_the_guide_for_whoever_asks_and_finds_words_in_it(
    qtbot: QtBot, window: Window, shell: Shell
) -> None:
    window.start.foot.help.click()
    page = window.page
    assert isinstance(page, GuidePage)
    assert page.role == "judge"
    assert len(page.list.texts()) == len(read_guide("judge", "vi").steps)
    assert page.findChildren(GuidePicture), "its pictures are there"
    assert all(each.accessibleName() for each in page.findChildren(GuidePicture))
    page.tabs["secretary"].click()
    qtbot.wait(20)
    page.search.setText("bốc thăm")
    found = page.list.texts()
    assert any(each.endswith(". Bốc thăm") for each in found)
    assert len(found) < len(read_guide("secretary", "vi").steps)
    page.search.clear()
    page.list.setCurrentIndex(page.list.model().index(20, 0))
    qtbot.waitUntil(lambda: page.view.cards[20][1].y() == page.view.area.verticalScrollBar().value() > 0)
    page.search.setText("không có từ này")
    assert not page.list.texts()
    assert "không có từ này" in page.told.text()
    shell.words.change("en")
    page.search.clear()
    assert page.list.texts()[0].startswith("1. Install")
    window.open("recount")
    window.show_guide()
    assert page.role == "inspector"
    window.resize(911, 430)
    qtbot.wait(20)
    assert not page.list.isVisible()
    assert page.print.isVisible()
    page.search.left_down.emit()
    assert page.focusWidget() is page.view.area


def test_the_map_of_keys_leads_to_the_guide(qtbot: QtBot, window: Window, shell: Shell) -> None:
    keys = KeyboardMap(window, shell.words, shell.look, window.page.keys())
    qtbot.addWidget(keys)
    keys.guide.click()
    assert keys.guide_wanted
