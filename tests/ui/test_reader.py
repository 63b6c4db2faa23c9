"""Reading an entry in the window: real files of a package, real viewers, real keys."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from judge_desk.bootstrap import surroundings
from judge_desk.contest.register.packages import ManifestFile
from judge_desk.contest.rulebook.definition import Part, PartKind
from judge_desk.contest.values.identity import Digest
from judge_desk.desks.marking import EntryLine, Sitting
from judge_desk.desks.rehearsing import Played
from judge_desk.ui.bench import Bench
from judge_desk.ui.dialogs.question import Question
from judge_desk.ui.shell import Shell
from judge_desk.ui.viewing.pages_view import PagesView, read_sizes
from judge_desk.ui.viewing.reader_pane import ReaderPane
from judge_desk.ui.viewing.searching import read_hits
from judge_desk.ui.viewing.tab_plan import plan_tabs, short_title
from judge_desk.ui.words import Words
from tests.ui.cut_words import cut_words
from tests.ui.judge_files import FIRST, score_file


@pytest.fixture
def package(played: Played, tmp_path: Path) -> Path:
    """Copy the package of the blind round, so that a test may spoil it."""
    source = next((played.folder.parent / "usb-1-so-khao").glob("goi*"))
    shutil.copytree(source, tmp_path / "goi")
    return tmp_path / "goi"


@pytest.fixture
def bench(played: Played, tmp_path: Path, package: Path) -> Iterator[Bench]:
    """Open a judge's work with the package beside it."""
    around = surroundings()
    made = Bench(Sitting.open(score_file(played, tmp_path / "phieu", FIRST), around), package, around)
    yield made
    made.close()


@pytest.fixture
def pane(qtbot: QtBot, shell: Shell) -> Iterator[ReaderPane]:
    """Give a reader as wide as beside the rubric."""
    made = ReaderPane(shell)
    qtbot.addWidget(made)
    made.resize(898, 600)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.leave()


@pytest.fixture
def line(bench: Bench) -> EntryLine:
    """Give an entry with a write-up and several pictures."""
    return next(each for each in bench.sitting.lines() if _kinds(each)[:3] == ["docx", "jpg", "jpg"])


def _kinds(line: EntryLine) -> list[str]:
    return [file.extension for file in line.files]


def _shown(qtbot: QtBot, pane: ReaderPane) -> PagesView:
    """Wait until the pages of the tab that is open are drawn."""
    found: list[PagesView] = []

    def drawn() -> bool:
        view = pane.pane.view if pane.pane is not None else None
        if isinstance(view, PagesView) and view.sheets.isVisible() and view.sheets.whole:
            found.append(view)
        return bool(found)

    qtbot.waitUntil(drawn, timeout=10_000)
    return found[0]


def _notice(qtbot: QtBot, pane: ReaderPane) -> str:
    qtbot.waitUntil(lambda: bool(pane.sentence), timeout=10_000)
    return pane.sentence


def _answer(choose: Callable[[Question], None]) -> None:
    """Answer the question that will be asked."""

    def answer() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, Question)
        choose(asked)

    QTimer.singleShot(0, answer)


# -- tabs -----------------------------------------------------------------------------------------------------------


def test_an_entry_opens_at_its_write_up_with_a_tab_for_each_part(
    qtbot: QtBot, pane: ReaderPane, bench: Bench, line: EntryLine
) -> None:
    pane.show_entry(bench, line)
    words = [button.text().strip() for button in pane.tabs.buttons]
    assert words[:2] == ["Bài dự thi", "Minh chứng (2)"]
    view = _shown(qtbot, pane)
    assert view.tools.place.text() == f"Trang 1/{len(view.sheets.geometry_of_pages.sizes)}"
    picture = view.sheets.viewport().grab().toImage()
    dark = sum(picture.pixelColor(x, y).lightness() < 80 for x in range(0, 800, 2) for y in range(0, 500, 2))
    assert dark > 500
    assert cut_words(pane) == []


def test_pictures_of_one_part_are_pages_of_one_tab(
    qtbot: QtBot, pane: ReaderPane, bench: Bench, line: EntryLine
) -> None:
    pane.show_entry(bench, line)
    QTest.mouseClick(pane.tabs.buttons[1], Qt.MouseButton.LeftButton)
    view = _shown(qtbot, pane)
    assert view.tools.place.text() == "Ảnh 1/2"
    assert not view.tools.find_button.isVisible()
    view.sheets.setFocus()
    QTest.keyClick(view.sheets, Qt.Key.Key_End)
    assert view.tools.place.text() == "Ảnh 2/2"


def test_arrows_go_from_tab_to_tab(qtbot: QtBot, pane: ReaderPane, bench: Bench, line: EntryLine) -> None:
    pane.show_entry(bench, line)
    pane.tabs.buttons[0].setFocus()
    QTest.keyClick(pane.tabs.buttons[0], Qt.Key.Key_Right)
    assert pane.shown == 1
    assert pane.tabs.buttons[1].hasFocus()
    assert pane.tabs.buttons[1].isChecked()


def test_names_of_tabs_are_short_and_tell_alike_ones_apart(shell: Shell) -> None:
    parts = (_part("a", "Bài dự thi (thuyết minh)"), _part("b", "Ảnh, video minh chứng", PartKind.EVIDENCE))
    endings = ("docx", "docx", "jpg", "png", "mp4", "mp4", "mp3", "xlsx")
    files = [
        ManifestFile(number, "a" if number < 3 else "b", ending, 10, Digest(""), 278 if ending == "mp4" else None)
        for number, ending in enumerate(endings, start=1)
    ]
    plans = plan_tabs(files, parts)
    assert [plan.name(Words("vi")) for plan in plans] == [
        "Bài dự thi 1", "Bài dự thi 2", "Ảnh (2)", "Clip 1 · 4:38", "Clip 2 · 4:38", "Ảnh", "Ảnh",
    ]  # fmt: skip
    assert [plan.kind for plan in plans] == ["text", "text", "pictures", "clip", "clip", "sound", "other"]
    assert short_title("Clip (dưới 5 phút)") == "Clip"


def _part(name: str, title: str, kind: PartKind = PartKind.DOCUMENT) -> Part:
    return Part(name, title, kind, True, ())


# -- moving ---------------------------------------------------------------------------------------------------------


def test_keys_turn_pages_and_zoom(qtbot: QtBot, pane: ReaderPane, bench: Bench, line: EntryLine) -> None:
    pane.show_entry(bench, line)
    view = _shown(qtbot, pane)
    sheets, bar = view.sheets, view.sheets.verticalScrollBar()
    sheets.setFocus()
    QTest.keyClick(sheets, Qt.Key.Key_Space)
    below = bar.value()
    assert below == bar.pageStep()
    QTest.keyClick(sheets, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() == 0
    QTest.keyClick(sheets, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(sheets, Qt.Key.Key_Home)
    QTest.keyClick(sheets, Qt.Key.Key_Right)
    assert view.tools.place.text().startswith("Trang 2/")
    before = sheets.geometry_of_pages.percent(0)
    QTest.keyClick(sheets, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert sheets.geometry_of_pages.percent(0) > before
    for _ in range(20):
        QTest.keyClick(sheets, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert sheets.geometry_of_pages.percent(0) == 25
    QTest.keyClick(sheets, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert sheets.geometry_of_pages.zoom == "width"


def test_a_large_picture_is_moved_with_the_hand(qtbot: QtBot, pane: ReaderPane, bench: Bench, line: EntryLine) -> None:
    pane.show_entry(bench, line)
    pane.turn(1)
    view = _shown(qtbot, pane)
    view.sheets.zoom_to("400")
    across, down = view.sheets.horizontalScrollBar(), view.sheets.verticalScrollBar()
    before = across.value(), down.value()
    port = view.sheets.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    QTest.mouseMove(port, QPoint(250, 220))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(250, 220))
    assert (across.value() - before[0], down.value() - before[1]) == (50, 80)


def test_a_place_is_kept_and_found_again(qtbot: QtBot, pane: ReaderPane, bench: Bench, line: EntryLine) -> None:
    pane.show_entry(bench, line)
    view = _shown(qtbot, pane)
    view.sheets.zoom_to("150")
    view.sheets.go_to(1, 400)
    place = view.sheets.place
    pane.turn(1)
    _shown(qtbot, pane)
    pane.leave()
    pane.show_entry(bench, line)
    assert pane.shown == 1
    pane.turn(0)
    view = _shown(qtbot, pane)
    assert view.sheets.place == place
    assert view.sheets.geometry_of_pages.zoom == "150"


def test_words_are_found_without_accents_and_marked(
    qtbot: QtBot, pane: ReaderPane, bench: Bench, line: EntryLine
) -> None:
    pane.show_entry(bench, line)
    view = _shown(qtbot, pane)
    pane.find()
    assert view.finding.field.hasFocus()
    QTest.keyClicks(view.finding.field, "hieu qua")
    QTest.keyClick(view.finding.field, Qt.Key.Key_Return)
    assert view.searching is not None
    qtbot.waitUntil(lambda: view.searching is not None and view.searching.over, timeout=5_000)
    total = len(view.searching.places)
    assert total >= 2
    assert view.finding.count.text() == f"1/{total} chỗ"
    QTest.keyClick(view.finding.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert view.finding.count.text() == f"{total}/{total} chỗ"
    QTest.keyClick(view.finding.field, Qt.Key.Key_Escape)
    assert not view.finding.isVisible()
    assert view.sheets.hasFocus()
    pane.find()
    QTest.keyClicks(view.finding.field, "khongcochunay")
    qtbot.waitUntil(lambda: view.finding.count.text() == "Không thấy", timeout=5_000)


def test_the_words_of_a_page_are_there_for_a_screen_reader_and_to_copy(
    qtbot: QtBot, pane: ReaderPane, bench: Bench, line: EntryLine
) -> None:
    pane.show_entry(bench, line)
    view = _shown(qtbot, pane)
    qtbot.waitUntil(lambda: "Sự cần thiết" in view.sheets.accessibleDescription(), timeout=5_000)
    assert view.sheets.accessibleName() == view.tools.place.text()
    view.sheets.setFocus()
    QTest.keyClick(view.sheets, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Sự cần thiết" in QGuiApplication.clipboard().text(), timeout=5_000)


def test_small_pages_lead_to_their_page(qtbot: QtBot, pane: ReaderPane, bench: Bench, line: EntryLine) -> None:
    pane.show_entry(bench, line)
    view = _shown(qtbot, pane)
    view.tools.acts["thumbnails"].trigger()
    assert view.thumbnails.isVisible()
    model = view.thumbnails.model()
    QApplication.processEvents()
    second = view.thumbnails.visualRect(model.index(1, 0)).center()
    QTest.mouseClick(view.thumbnails.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert view.tools.place.text().startswith("Trang 2/")


# -- what goes wrong ------------------------------------------------------------------------------------------------


def test_a_viewer_that_is_killed_says_so_and_opens_again_at_the_same_place(
    qtbot: QtBot, pane: ReaderPane, bench: Bench, line: EntryLine
) -> None:
    pane.show_entry(bench, line)
    view = _shown(qtbot, pane)
    view.sheets.go_to(1, 300)
    place = view.sheets.place
    assert view.link is not None
    os.kill(view.link.process_id, signal.SIGKILL)
    assert _notice(qtbot, pane) == "Trình xem đã dừng. Điểm không bị ảnh hưởng."
    assert cut_words(pane) == []
    QTest.mouseClick(view.notice.act, Qt.MouseButton.LeftButton)
    assert _shown(qtbot, pane).sheets.place == place


def test_a_changed_file_is_named_and_the_others_go_on(
    qtbot: QtBot, pane: ReaderPane, bench: Bench, line: EntryLine, package: Path
) -> None:
    digits = line.code.replace("-", "")
    write_up, picture = package / "files" / f"{digits}_1.docx", package / "files" / f"{digits}_2.jpg"
    whole = write_up.read_bytes()
    write_up.write_bytes(whole[:-1] + b"x")
    picture.unlink()
    pane.show_entry(bench, line)
    assert "không còn đúng như lúc thư ký phát gói" in _notice(qtbot, pane)
    write_up.write_bytes(whole)
    assert pane.pane is not None
    QTest.mouseClick(pane.pane.notice.act, Qt.MouseButton.LeftButton)
    _shown(qtbot, pane)
    pane.turn(1)
    view = _shown(qtbot, pane)
    assert view.tools.place.text() == "Ảnh 1/1"
    assert pane.pane.banner.sentence.startswith("Ảnh 1/2: Gói bài thi ở đây thiếu tệp này")


def test_a_package_that_is_not_here_is_said(pane: ReaderPane, bench: Bench, line: EntryLine) -> None:
    bench.package = None
    pane.show_entry(bench, line)
    assert pane.sentence.startswith("Gói bài thi không có ở đây")
    assert not pane.tabs.isVisible()


def test_the_machine_s_program_gets_a_copy_and_only_after_a_question(
    qtbot: QtBot, pane: ReaderPane, bench: Bench, line: EntryLine, opened: list[Path]
) -> None:
    pane.show_entry(bench, line)
    view = _shown(qtbot, pane)
    _answer(lambda asked: QTest.mouseClick(asked.safe, Qt.MouseButton.LeftButton))
    view.tools.acts["outside"].trigger()
    assert opened == []
    _answer(lambda asked: QTest.mouseClick(asked.act, Qt.MouseButton.LeftButton))
    view.tools.acts["outside"].trigger()
    qtbot.waitUntil(lambda: bool(opened), timeout=5_000)
    assert opened[0].suffix == ".docx"
    assert bench.package is not None
    assert bench.package not in opened[0].parents


def test_leaving_ends_every_viewer_and_another_entry_begins_anew(
    qtbot: QtBot, pane: ReaderPane, bench: Bench, line: EntryLine
) -> None:
    pane.show_entry(bench, line)
    view = _shown(qtbot, pane)
    assert view.link is not None
    number = view.link.process_id
    other = next(each for each in bench.sitting.lines() if each.code != line.code)
    pane.show_entry(bench, other)
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    _shown(qtbot, pane)


@pytest.mark.parametrize("size", ["normal", "largest"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_word_is_cut_in_a_narrow_reader(
    qtbot: QtBot, shell: Shell, pane: ReaderPane, bench: Bench, line: EntryLine, size: str, language: str
) -> None:
    shell.look.choose("light", size)
    shell.words.change(language)
    pane.resize(520, 380)
    pane.show_entry(bench, line)
    view = _shown(qtbot, pane)
    pane.find()
    QTest.keyClicks(view.finding.field, "hieu qua")
    qtbot.waitUntil(lambda: bool(view.finding.count.text()), timeout=5_000)
    assert cut_words(pane) == []


# -- answers of a viewer that lies ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pages", [None, {}, [1], [[1]], [[1, 2, 3]], [[1.5, 2]], [[-1, 2]], [[True, 2]], [["1", 2]], [[1, 2]] * 10_001]
)
def test_sizes_without_the_form_of_sizes_are_no_document(pages: object) -> None:
    assert read_sizes(pages) == ()


def test_places_without_the_form_of_places_are_left_out() -> None:
    rect = [0.1, 0.1, 0.2, 0.1]
    hits = [[0, [rect]], [9, [rect]], [0, []], [0, [[1]]], ["0", [rect]], [True, [rect]], 5, [0], None]
    assert [page for page, _ in read_hits(hits, 3)] == [0]
    assert read_hits("no", 3) == []
