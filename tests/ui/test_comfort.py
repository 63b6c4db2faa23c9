"""Comfort, held on every page of the judge's desk in every main state: words, names, keys, focus, colours, sizes."""

from __future__ import annotations

import re
import shutil

import pypdf
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.ui.pages.entries_page import EntriesPage
from judge_desk.ui.pages.marking_page import MarkingPage
from judge_desk.ui.pages.page import Page
from judge_desk.ui.pages.sealing_page import SealingPage
from judge_desk.ui.pages.sealing_panes import HAND_IN
from judge_desk.ui.widgets.buttons import Button
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from tests.ui.comfort_checks import (
    Faults,
    filled,
    foreign,
    small_targets,
    stray_colours,
    texts,
    unnamed,
    unreached,
    whole,
    without_reason,
)
from tests.ui.cut_words import cut_words
from tests.ui.judge_files import FIRST
from tests.ui.judge_tour import PARTS, Setting, Tour
from tests.ui.judge_tour import tour as tour

SETTINGS = {
    "normal": (Setting(1366, 698, "vi"), Setting(911, 430, "en")),
    "largest": (Setting(1366, 698, "vi"), Setting(880, 420, "vi"), Setting(1280, 640, "en")),
}
"""Each size of text in the window of most laptops, in a small one and in both languages; every size in one of them."""
KEY = "may-nay.khoa"
EVERY_PART = pytest.mark.parametrize("part", PARTS)


class Longer(Catalogue):
    """Vietnamese sentences whose words are longer and higher than those of any language that is spoken here."""

    def __init__(self) -> None:
        """Lengthen the sentences of the Vietnamese catalogue."""
        super().__init__("vi", [])
        self._spoken = open_catalogue("vi")

    def __contains__(self, key: str) -> bool:
        """Say whether a sentence has this key."""
        return key in self._spoken

    def template(self, key: str) -> str:
        """Give every word that is no fact three letters of ten more."""
        return re.sub(r"(?<![{\w])\w+(?![}\w])", _lengthen, self._spoken.template(key))


def _lengthen(word: re.Match[str]) -> str:
    return word[0] + ("ẪỖỰ" * 9)[: max(1, round(len(word[0]) * 0.3))]


def foot_button(top: QWidget) -> Button | None:
    """Give the button at the lower right of a page that has an act bar, which no size may hide."""
    if isinstance(top, MarkingPage):
        return top.sheet.foot.next
    return (top.check.act, top.declare.act, top.hand_in.act)[top.at] if isinstance(top, SealingPage) else None


def told(faults: Faults) -> str:
    """Give the faults as the message of a failure."""
    return "\n".join(["", *faults])


@EVERY_PART
@pytest.mark.parametrize("text", SETTINGS)
def test_no_word_is_cut_and_one_button_at_most_is_filled(tour: Tour, part: str, text: str) -> None:
    tour.shell.look.choose(text_size=text)
    tour.settings = SETTINGS[text]
    faults: Faults = []

    def look(name: str, top: QWidget) -> None:
        faults.extend(f"{name}, {tour.setting}: {fault}" for fault in cut_words(top))
        buttons = filled(top)
        if len(buttons) > 1:
            faults.append(f"{name}, {tour.setting}: filled {[each.text() for each in buttons]}")
        foot = foot_button(top)
        if foot is not None and foot.isVisible() and not whole(foot):
            faults.append(f"{name}, {tour.setting}: out of sight {foot.text()}")

    tour.walk(part, look)
    assert not faults, told(faults)


def strays(tour: Tour, top: QWidget) -> Faults:
    """Say which boxes keep a colour of their own in the window of most laptops."""
    return stray_colours(top, tour.shell.look.tokens) if tour.setting == tour.settings[0] else []


@EVERY_PART
def test_everything_has_a_name_a_size_and_a_reason_in_the_language_of_the_window(tour: Tour, part: str) -> None:
    tour.shell.look.choose("dark")  # names have no colour: one walk looks for both
    tour.settings = (Setting(1366, 698, "vi"), Setting(911, 430, "en"))
    faults: dict[str, str] = {}

    def look(name: str, top: QWidget) -> None:
        found = [*unnamed(top), *small_targets(top), *without_reason(top), *foreign(texts(top), tour.setting.language)]
        for fault in (*found, *strays(tour, top)):
            faults.setdefault(fault, f"{name}, {tour.setting}")

    tour.walk(part, look)
    assert not faults, told([f"{where}: {fault}" for fault, where in faults.items()])


@EVERY_PART
def test_tab_reaches_everything_and_the_focus_is_seen(tour: Tour, part: str) -> None:
    faults: dict[str, str] = {}

    def look(name: str, top: QWidget) -> None:
        for fault in unreached(top):
            faults.setdefault(fault, name)

    tour.walk(part, look)
    assert not faults, told([f"{where}: {fault}" for fault, where in faults.items()])


@EVERY_PART
def test_words_a_third_longer_have_room_and_no_box_keeps_a_colour_of_its_own(tour: Tour, part: str) -> None:
    tour.shell.look.choose("contrast")
    tour.settings = (Setting(1366, 698, "vi"), Setting(911, 430, "vi"))
    tour.shell.words._catalogue = Longer()
    tour.shell.words.changed.emit()
    faults: Faults = []

    def look(name: str, top: QWidget) -> None:
        faults.extend(f"{name}, {tour.setting}: {fault}" for fault in (*cut_words(top), *strays(tour, top)))

    tour.walk(part, look)
    assert not faults, told(faults)


def test_a_score_file_is_marked_and_sealed_by_keyboard_alone(tour: Tour) -> None:
    window, bench, base = tour.window, tour.work(gaps=1), tour.played.folder.parent
    tour.home.mkdir(parents=True, exist_ok=True)
    shutil.copy(base / "may-giam-khao-3" / "khoa" / KEY, tour.home / KEY)  # the machine on which it was begun
    leaves, code = judged_leaves(bench.sitting.round.rubric), bench.sitting.lines()[0].code
    window.open("entries", bench)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)
    assert len(bench.sitting.sheet(code).marks) == 1
    for _ in leaves[1:]:
        QTest.keyClicks(focus(), "1")
        press(Qt.Key.Key_Return)
    assert len(bench.sitting.sheet(code).marks) == len(leaves)
    press(Qt.Key.Key_Escape)
    entries: Page = window.page
    assert isinstance(entries, EntriesPage)
    tab_to(entries.seal)
    press(Qt.Key.Key_Space)
    page: Page = window.page
    assert isinstance(page, SealingPage)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)
    assert page.declare.box.isChecked()
    letters = next((tour.played.folder / "documents" / FIRST).glob("thu-*.pdf"))
    pins = re.findall(r"Mã PIN: (\d{6})", "".join(each.extract_text() for each in pypdf.PdfReader(letters).pages))
    QTest.keyClicks(focus(), pins[2])
    press(Qt.Key.Key_Return)
    tour.qtbot.waitUntil(lambda: page.at == HAND_IN, timeout=10_000)
    assert bench.sitting.sealed
    tab_to(page.hand_in.act)


def focus() -> QWidget:
    """Give what has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focus(), key)
    QCoreApplication.processEvents()


def tab_to(wanted: QWidget) -> None:
    """Press Tab until something has the focus."""
    for _ in range(60):
        if focus() is wanted:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {wanted}")
