"""Through the window: start, rehearsal, overview, other language, size and look; every page is saved as a picture."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from judge_desk.desks.rehearsing import Played
from judge_desk.ui.models.ranking import OFFICIAL
from judge_desk.ui.pages.contest_page import ContestPage
from judge_desk.ui.pages.doctor_page import DoctorPage
from judge_desk.ui.pages.opening_page import OpeningPage
from judge_desk.ui.pages.package_page import PackagePage
from judge_desk.ui.pages.page import Page
from judge_desk.ui.pages.rehearsal_page import RehearsalPage
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.results_stage import ResultsStage
from judge_desk.ui.theme import SCALES
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.window import Window
from tests.desks.sitting_files import CODES, mark_whole, sit_down

Wait = Callable[[int], None]


def picture(window: Window, folder: Path, name: str) -> None:
    """Save what the window shows, for a person to look at."""
    path = folder / f"{name}.png"
    QCoreApplication.processEvents()  # a change of text lays out anew in the next turn of the loop
    assert window.grab().save(str(path))
    assert path.stat().st_size > 5_000


def click(qtbot: QtBot, button: QAbstractButton) -> None:
    """Click a button that can be clicked."""
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def words_of(widget: QWidget) -> str:
    """Give every word that can be seen."""
    shown: list[QLabel | QAbstractButton] = [*widget.findChildren(QLabel), *widget.findChildren(QAbstractButton)]
    return "\n".join(each.text() for each in shown if each.isVisible())


def filled(page: Page) -> list[Button]:
    """Give the filled buttons that can be seen."""
    return [each for each in page.findChildren(Button) if each.property("kind") == "primary" and each.isVisible()]


def test_a_contest_is_rehearsed_and_looked_at_by_clicking(
    qtbot: QtBot, window: Window, shell: Shell, tmp_path: Path, wait_for_work: Wait, opened: list[Path]
) -> None:
    picture(window, tmp_path, "start-empty")
    click(qtbot, window.start.cards["rehearsal"])
    page = window.page
    assert isinstance(page, RehearsalPage)
    page.form.folder.show_path(tmp_path / "chay-thu")
    picture(window, tmp_path, "rehearsal-form")
    click(qtbot, page.form.go)
    qtbot.waitUntil(lambda: page.progress.isVisible(), timeout=5_000)
    assert window.windowTitle().startswith("CHẠY THỬ – ")
    picture(window, tmp_path, "rehearsal-under-way")
    wait_for_work(60_000)
    assert page.played is not None
    assert page.played.recount
    assert any("khớp hoàn toàn" in text for text in page.lists["story"].texts())
    assert len(filled(page)) == 1
    picture(window, tmp_path, "rehearsal-story")
    click(qtbot, page.tabs.buttons["papers"])
    picture(window, tmp_path, "rehearsal-papers")
    click(qtbot, page.minutes)
    click(qtbot, page.folder)
    assert opened[0].name == "bien-ban-ban-giam-khao.pdf"
    assert opened[0].read_bytes().startswith(b"%PDF")
    assert opened[1].is_dir()
    click(qtbot, page.contest)
    wait_for_work(20_000)
    _look_through(qtbot, window, tmp_path, wait_for_work)
    window.back()
    window.back()
    assert window.page is window.start
    assert [each.rehearsal for each in shell.recent.places] == [True]
    picture(window, tmp_path, "start")


def _look_through(qtbot: QtBot, window: Window, folder: Path, wait_for_work: Wait) -> None:
    """Look at the home, the ranking of the first round and the reason of a place, search, read on in English."""
    page = window.page
    assert isinstance(page, ContestPage)
    assert page.is_rehearsal
    assert "Biểu điểm mẫu minh họa, không phải Thể lệ." in page.rehearsal.sentence
    picture(window, folder, "contest-home")
    click(qtbot, next(iter(page.rail.rounds.values())))
    click(qtbot, page.rail.stages["results"])
    wait_for_work(20_000)
    stage = page.stage
    assert isinstance(stage, ResultsStage)
    table = stage.table
    assert table.ranking.rowCount() >= 10
    stage.aim(table.ranking.rows[5].code)
    stage.show_state()
    assert any("Ghế" in text for text in stage.why.texts())
    picture(window, folder, "contest-results")
    QTest.keyClicks(stage.search, table.ranking.rows[3].code)
    assert table.ranking.rowCount() == 1
    stage.search.clear()
    window.shell.words.change("en")
    wait_for_work(20_000)
    assert page.rail.home.name.text() == "Overview"
    assert "." in str(table.ranking.index(0, OFFICIAL).data())
    picture(window, folder, "contest-english")
    window.shell.words.change("vi")
    wait_for_work(20_000)
    assert "," in str(table.ranking.index(0, OFFICIAL).data())


def test_every_page_stands_in_every_look_size_and_window(
    qtbot: QtBot, window: Window, shell: Shell, tmp_path: Path, played: Played, wait_for_work: Wait
) -> None:
    package = next((played.folder.parent / "usb-1-so-khao").glob("goi-*"))
    visits: tuple[tuple[str, Path | None], ...] = (
        ("contest", played.folder),
        ("package", package),
        ("doctor", None),
        ("rehearsal", None),
    )
    for name, what in visits:
        window.open(name, what)
        wait_for_work(20_000)
        for size, look, text in (((1366, 698), "dark", "normal"), ((911, 430), "contrast", "largest")):
            window.resize(*size)
            shell.look.choose(look, text)
            qtbot.wait(20)
            picture(window, tmp_path, f"{name}-{size[0]}-{look}")
            assert window.width() == size[0]
            assert len(filled(window.page)) <= 1
        window.back()


def test_the_language_changes_every_word_of_a_page_that_is_open(window: Window, shell: Shell) -> None:
    before = words_of(window.start)
    shell.words.change("en")
    after = words_of(window.start)
    assert "Trợ giúp" in before
    assert "Help" in after
    kept = set(before.splitlines()) & set(after.splitlines())
    assert kept <= {"F1", ""}


@pytest.mark.parametrize("size", SCALES)
def test_no_word_of_the_first_page_is_cut_in_either_language(
    qtbot: QtBot, window: Window, shell: Shell, size: str
) -> None:
    window.resize(1280, 640)
    for language in ("vi", "en"):
        shell.words.change(language)
        shell.look.choose("light", size)
        qtbot.wait(20)
        for button in window.start.foot.findChildren(Button):
            assert button.width() >= button.sizeHint().width(), (size, language, button.text())
        for label in window.start.findChildren(QLabel):
            if label.isVisible() and label.text() and not label.wordWrap():
                assert label.width() >= label.sizeHint().width(), (size, language, label.text())


def test_choices_at_the_foot_take_effect_at_once_and_are_remembered(
    qtbot: QtBot, window: Window, shell: Shell, home: Path
) -> None:
    foot = window.start.foot
    before = shell.look.font("body").pointSizeF()
    foot.text_size.menu_.actions()[list(SCALES).index("largest")].trigger()
    foot.language.menu_.actions()[1].trigger()
    assert shell.look.font("body").pointSizeF() > before
    assert shell.words.language == "en"
    assert foot.text_size.text().strip() == "Text: very large"
    text = (home / "cua-so.ini").read_text(encoding="utf-8")
    assert all(each in text for each in ("language=en", "text_size=largest"))


def test_keys_make_text_larger_and_lead_back(qtbot: QtBot, window: Window, shell: Shell, wait_for_work: Wait) -> None:
    window.open("doctor")
    wait_for_work(10_000)
    page = window.page
    assert isinstance(page, DoctorPage)
    assert page.again.hasFocus()
    assert "0.1.0" in page.lines.texts()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_Plus, modifiers)
    assert shell.look.text_size == "large"
    QTest.keyClick(window, Qt.Key.Key_Minus, modifiers)
    assert shell.look.text_size == "normal"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.page is window.start


def test_the_look_over_a_damaged_score_file_tells_what_can_be_saved_and_saves_it(
    window: Window, wait_for_work: Wait, tmp_path: Path
) -> None:
    sitting = sit_down(tmp_path, 3)
    mark_whole(sitting, CODES[0])
    sitting.close()
    content = sitting.path.read_bytes()
    last = content.index(b"2024-09-02T10")
    sitting.path.write_bytes(content[:last] + b"1999" + content[last + 4 :])
    window.open("doctor", sitting.path)
    wait_for_work(10_000)
    page = window.page
    assert isinstance(page, DoctorPage)
    assert (page.save.isVisible(), page.again.isVisible(), page.save.hasFocus()) == (True, False, True)
    assert any("còn chứng minh được" in text for text in page.lines.texts())
    page.save.click()
    wait_for_work(10_000)
    assert (page.save.isVisible(), page.again.isVisible()) == (False, True)
    assert any(text.startswith("Đã cứu được") for text in page.lines.texts())


def test_a_dropped_package_is_checked_and_a_changed_file_is_named(
    qtbot: QtBot, window: Window, tmp_path: Path, played: Played, wait_for_work: Wait
) -> None:
    package = tmp_path / "goi"
    shutil.copytree(next((played.folder.parent / "usb-2-bao-ve").glob("goi-*")), package)
    drop(window, package)
    wait_for_work(20_000)
    assert isinstance(window.page, OpeningPage)
    window.open("package", package)
    wait_for_work(20_000)
    page = window._pages["package"]
    assert isinstance(page, PackagePage)
    assert page.header.sign.word == "Nguyên vẹn"
    assert len(page.code.accessibleName().split(", ")) == 6
    file = sorted((package / "files").iterdir())[0]
    kept = file.read_bytes()
    try:
        file.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
        click(qtbot, page.again)
        wait_for_work(20_000)
    finally:
        file.write_bytes(kept)
    assert page.header.sign.word == "Chưa dùng được"
    assert any(file.name in text for text in page.findings.texts())
    picture(window, tmp_path, "package")


def test_a_dropped_folder_of_something_else_is_told_and_nothing_opens(window: Window, tmp_path: Path) -> None:
    drop(window, tmp_path)
    assert window.page is window.start
    assert "không phải hồ sơ cuộc thi" in window.start.banner.sentence


def test_the_folder_around_a_contest_opens_the_contest(window: Window, played: Played, wait_for_work: Wait) -> None:
    window.open_place(played.folder.parent)
    wait_for_work(20_000)
    assert isinstance(window.page, ContestPage)
    assert window.page.dossier.view is not None
    assert window.page.dossier.view.folder == played.folder


def test_a_contest_that_is_gone_is_told_and_can_be_taken_off_the_list(
    qtbot: QtBot, window: Window, tmp_path: Path, played: Played, wait_for_work: Wait
) -> None:
    window.open("contest", played.folder)
    wait_for_work(20_000)
    window.open("contest", tmp_path / "khong-co")
    wait_for_work(10_000)
    page = window.page
    assert isinstance(page, ContestPage)
    assert not page.is_rehearsal
    assert len(filled(page)) == 1
    assert page.notice.text.text()
    picture(window, tmp_path, "overview-gone")
    click(qtbot, page.notice.other)
    assert window.page is window.start


def test_of_two_folders_opened_one_after_the_other_the_second_is_shown(
    window: Window, tmp_path: Path, played: Played, wait_for_work: Wait
) -> None:
    window.open("contest", played.folder)
    window.open("contest", tmp_path / "khong-co")
    wait_for_work(20_000)
    page = window.page
    assert isinstance(page, ContestPage)
    assert page.dossier.view is None
    assert page.notice.isVisible()


def test_a_rehearsal_into_a_folder_in_use_is_refused_in_words(
    qtbot: QtBot, window: Window, played: Played, wait_for_work: Wait
) -> None:
    window.open("rehearsal")
    page = window.page
    assert isinstance(page, RehearsalPage)
    page.form.folder.show_path(played.folder.parent)
    click(qtbot, page.form.go)
    wait_for_work(10_000)
    assert page.form.isVisible()
    assert page.form.problem.text()


def test_a_rehearsal_can_be_stopped_and_says_what_is_left(
    qtbot: QtBot, window: Window, tmp_path: Path, wait_for_work: Wait
) -> None:
    window.open("rehearsal")
    page = window.page
    assert isinstance(page, RehearsalPage)
    page.form.folder.show_path(tmp_path / "dung")
    page.form.entries.set_value(200)
    click(qtbot, page.form.go)
    qtbot.waitUntil(lambda: page.progress.isVisible(), timeout=5_000)
    click(qtbot, page.progress.stop)
    wait_for_work(30_000)
    assert "không phải một cuộc thi trọn vẹn" in page.notice.text.text()
    assert page.played is None


def drop(window: Window, path: Path) -> None:
    """Drop a file or folder onto the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPoint(200, 200), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    window.dropEvent(event)
