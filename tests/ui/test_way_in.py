"""The way in: dropped packages, code, copy, seat, PIN and its wait, conflicts, and the way back to the same work."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pypdf
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFileOpenEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from judge_desk.bootstrap import surroundings
from judge_desk.cli import __main__ as entry
from judge_desk.contest.values.identity import EntryCode, Seat
from judge_desk.desks.judge_shelf import works
from judge_desk.desks.opening import Change, SeatOffer, Standing, find_packages
from judge_desk.desks.rehearsing import Played
from judge_desk.desks.unlocking import FOLDER
from judge_desk.ui.application import Doors
from judge_desk.ui.pages.conflicts_page import ConflictsPage
from judge_desk.ui.pages.entries_page import EntriesPage
from judge_desk.ui.pages.opening_page import OpeningPage
from judge_desk.ui.pages.page import Page
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.seat_form import SeatForm
from judge_desk.ui.window import Window
from tests.ui.cut_words import cut_words
from tests.ui.judge_files import FIRST, score_file

Wait = Callable[[int], None]
Shown = TypeVar("Shown", bound=Page)


def click(button: QAbstractButton) -> None:
    """Click a button that can be clicked, once it has its place."""
    QCoreApplication.processEvents()
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def pins(played: Played, round_: str) -> list[str]:
    """Read the PINs of the seats, in order, from the printed letters."""
    letters = next((played.folder / "documents" / round_).glob("thu-*.pdf"))
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(letters).pages)
    return re.findall(r"Mã PIN: (\d{6})", text)


@pytest.fixture
def stick(played: Played, tmp_path: Path) -> Path:
    """Give a copy of the stick of the blind round that may be damaged."""
    source = next(each for each in played.folder.parent.iterdir() if each.name == "usb-1-so-khao")
    shutil.copytree(source, tmp_path / "usb")
    return tmp_path / "usb"


def package_of(stick: Path) -> Path:
    """Give the package on a stick."""
    return next(stick.glob("goi-*"))


def shown(window: Window, kind: type[Shown]) -> Shown:
    """Give the page that is shown, which is of a kind."""
    page = window.page
    assert isinstance(page, kind)
    return page


def opened(window: Window, folder: Path, wait: Wait) -> OpeningPage:
    """Open a package and wait until its code is shown."""
    window.open_place(folder)
    wait(10_000)
    page = window.page
    assert isinstance(page, OpeningPage)
    return page


def sit_down(page: OpeningPage, seat: int, pin: str) -> None:
    """Choose a seat and type its PIN."""
    acts = [each for each in page.form.menu.actions() if f" {seat} " in each.text()]
    acts[0].trigger()
    QTest.keyClicks(page.form.pin, pin)
    click(page.form.go)


def test_a_package_is_copied_and_a_seat_opened_and_the_work_is_found_again(
    window: Window, qtbot: QtBot, home: Path, played: Played, stick: Path, wait_for_work: Wait
) -> None:
    page = opened(window, stick, wait_for_work)
    assert page.is_rehearsal
    assert "0" in page.package.code.accessibleName()
    click(page.copy)
    wait_for_work(20_000)
    assert "đủ và đúng" in page.seating.head.text()
    assert page.form.seat is None
    assert not page.form.go.isEnabled()
    shutil.rmtree(stick)
    sit_down(page, 2, pins(played, "so-khao")[1])
    entries = shown(window, EntriesPage)
    bench = entries.bench
    assert bench is not None
    assert bench.package is not None
    assert bench.package.is_relative_to(home)
    assert bench.sitting.seat == 2
    window.back()
    wait_for_work(10_000)
    assert window.page is window.start
    assert [(each.seat, each.done) for each in works(home)] == [(2, 0)]
    qtbot.waitUntil(lambda: "Chấm tiếp bài" in window.start.next.text())
    click(window.start.next)
    wait_for_work(10_000)
    again = shown(window, OpeningPage)
    assert again.form.seat == 2
    QTest.keyClicks(again.form.pin, pins(played, "so-khao")[1])
    QTest.keyClick(again.form.pin, Qt.Key.Key_Return)
    shown(window, EntriesPage)
    window.back()


def test_a_wrong_pin_waits_longer_each_time_and_names_whom_to_call(
    window: Window, home: Path, stick: Path, wait_for_work: Wait
) -> None:
    page = opened(window, stick, wait_for_work)
    click(page.copy)
    wait_for_work(20_000)
    sit_down(page, 1, "000000")
    assert "chưa đúng" in page.form.line.text()
    assert page.form.pin.pin == ""
    for _ in range(2):
        sit_down(page, 1, "000001")
    assert "Thử lại sau" in page.form.line.text()
    QTest.keyClicks(page.form.pin, "000002")
    assert not page.form.go.isEnabled()
    assert "gọi thư ký" in page.form.forgot.text()
    assert len(list((home / FOLDER).iterdir())) == 1


def test_a_damaged_file_is_named_by_entry_and_part_and_stops_nothing_else(
    window: Window, played: Played, stick: Path, wait_for_work: Wait
) -> None:
    clip = next((package_of(stick) / "files").glob("*.mp4"))
    data = bytearray(clip.read_bytes())
    data[len(data) // 2] ^= 1
    clip.write_bytes(data)
    page = opened(window, stick, wait_for_work)
    click(page.copy)
    wait_for_work(20_000)
    texts = page.seating.findings.texts()
    assert len(texts) == 1
    assert "Video minh họa" in texts[0]
    assert "files/" not in texts[0]
    sit_down(page, 1, pins(played, "so-khao")[0])
    shown(window, EntriesPage)
    window.back()


def test_a_stick_may_be_marked_from_in_place(
    window: Window, home: Path, played: Played, stick: Path, wait_for_work: Wait
) -> None:
    page = opened(window, stick, wait_for_work)
    click(page.in_place)
    wait_for_work(20_000)
    sit_down(page, 3, pins(played, "so-khao")[2])
    entries = shown(window, EntriesPage)
    assert entries.bench is not None
    assert entries.bench.package == package_of(stick)
    assert works(home)[0].path.is_relative_to(home)
    window.back()


def test_an_altered_manifest_is_refused_in_a_sentence(window: Window, stick: Path, wait_for_work: Wait) -> None:
    manifest = next(package_of(stick).glob("*.jdpack"))
    manifest.write_bytes(manifest.read_bytes().replace(b"so-khao", b"so-khac", 1))
    page = opened(window, package_of(stick), wait_for_work)
    assert page.notice.isVisible()
    assert page.offer is None


def test_conflicts_come_before_the_first_document_of_an_open_round(
    window: Window, played: Played, home: Path, wait_for_work: Wait
) -> None:
    folder = next((played.folder.parent / "usb-2-bao-ve").glob("goi-*"))
    page = opened(window, folder, wait_for_work)
    click(page.copy)
    wait_for_work(20_000)
    sit_down(page, 1, pins(played, "bao-ve")[0])
    conflicts = shown(window, ConflictsPage)
    first = conflicts.rows[0]
    assert not any(each.tick.isChecked() for each in conflicts.rows)
    click(first.tick)
    assert "1" in conflicts.go.text()
    click(conflicts.go)
    assert "chưa ghi lý do" in conflicts.banner.sentence
    QTest.keyClicks(first.reason, "Cung don vi")
    click(conflicts.go)
    entries = shown(window, EntriesPage)
    assert entries.bench is not None
    assert entries.bench.sitting.sheet(first.line.code).recusal == "Cung don vi"
    window.back()
    assert window.page is window.start
    wait_for_work(10_000)
    again = opened(window, works(home)[0].path, wait_for_work)
    QTest.keyClicks(again.form.pin, pins(played, "bao-ve")[0])
    click(again.form.go)
    shown(window, EntriesPage)
    window.back()


def test_a_second_window_on_a_score_file_is_told_so(
    window: Window, shell: Shell, qtbot: QtBot, played: Played, stick: Path, home: Path, wait_for_work: Wait
) -> None:
    page = opened(window, stick, wait_for_work)
    click(page.copy)
    wait_for_work(20_000)
    sit_down(page, 2, pins(played, "so-khao")[1])
    other = Window(shell)
    qtbot.addWidget(other)
    other.show()
    second = opened(other, works_path(home), wait_for_work)
    assert second.notice.isVisible()
    window.back()


def works_path(home: Path) -> Path:
    """Give the only score file of the shelf."""
    return next((home / "phieu").glob("*.jdscore"))


def test_packages_are_found_on_sticks_one_folder_deep(stick: Path, tmp_path: Path) -> None:
    found = find_packages((stick, tmp_path / "nothing", package_of(stick)), surroundings())
    assert [each.folder for each in found] == [package_of(stick)]
    assert "Hậu Giang" in found[0].contest
    manifest = next(package_of(stick).glob("*.jdpack"))
    manifest.write_bytes(b"?")
    assert find_packages((stick,), surroundings())[0].contest == ""


def test_a_stopped_copy_is_finished_the_next_time(
    window: Window, qtbot: QtBot, home: Path, stick: Path, wait_for_work: Wait
) -> None:
    clip = next((package_of(stick) / "files").glob("*.mp4"))
    page = opened(window, stick, wait_for_work)
    click(page.copy)
    assert page.progress.job is not None
    page.progress.job.stop()
    qtbot.waitUntil(lambda: page.notice.isVisible() or page.form.isVisible())
    assert page.notice.isVisible()
    assert "vẫn giữ" in page.notice.text.text()
    assert not list((home / "goi").glob("*/*.jdpack"))
    click(page.notice.act)
    wait_for_work(10_000)
    click(page.copy)
    wait_for_work(20_000)
    assert "đủ và đúng" in page.seating.head.text()
    assert next((home / "goi").glob(f"*/files/{clip.name}")).read_bytes() == clip.read_bytes()


def test_a_file_that_was_missing_comes_with_the_next_sound_stick(
    window: Window, home: Path, stick: Path, tmp_path: Path, wait_for_work: Wait
) -> None:
    shutil.copytree(stick, tmp_path / "usb-2")
    lost = next((package_of(stick) / "files").glob("*.mp4"))
    lost.unlink()
    page = opened(window, stick, wait_for_work)
    click(page.copy)
    wait_for_work(20_000)
    assert "thiếu tệp" in page.seating.findings.texts()[0]
    page = opened(window, tmp_path / "usb-2", wait_for_work)
    assert "đã chép về máy" in page.room.text()
    assert not page.in_place.isVisible()
    click(page.copy)
    wait_for_work(20_000)
    assert "đủ và đúng" in page.seating.head.text()
    assert next((home / "goi").glob(f"*/files/{lost.name}")).exists()


def test_the_wait_of_a_seat_is_told_when_it_is_chosen_and_binds_no_other_seat(
    window: Window, played: Played, stick: Path, wait_for_work: Wait
) -> None:
    page = opened(window, stick, wait_for_work)
    click(page.copy)
    wait_for_work(20_000)
    for _ in range(3):
        sit_down(page, 1, "000001")
    assert page.form.pin.hasFocus() or not page.isActiveWindow()
    page = opened(window, stick, wait_for_work)
    click(page.copy)
    wait_for_work(20_000)
    acts = [each for each in page.form.menu.actions() if " 1 " in each.text()]
    acts[0].trigger()
    assert "thời gian chờ" in page.form.line.text()
    sit_down(page, 2, pins(played, "so-khao")[1])
    shown(window, EntriesPage)
    window.back()


def test_a_pin_may_be_pasted_as_it_is_printed_and_letters_are_left_out(
    window: Window, qtbot: QtBot, stick: Path, wait_for_work: Wait
) -> None:
    page = opened(window, stick, wait_for_work)
    click(page.copy)
    wait_for_work(20_000)
    pin = page.form.pin
    QGuiApplication.clipboard().setText("PIN: 123 456 789")
    QTest.keyClick(pin, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert pin.pin == "123456"
    QTest.keyClicks(pin, "7")
    assert pin.pin == "123456"
    QTest.keyClick(pin, Qt.Key.Key_Backspace)
    QTest.keyClicks(pin, "a8")
    assert pin.pin == "123458"
    assert pin.displayText() != pin.pin
    click(page.form.eye)
    assert pin.displayText() == pin.pin


def test_several_packages_of_a_folder_are_listed_by_contest_and_round(
    window: Window, shell: Shell, played: Played, stick: Path, wait_for_work: Wait
) -> None:
    other = next((played.folder.parent / "usb-2-bao-ve").glob("goi-*"))
    shutil.copytree(other, stick / other.name)
    window.start.cards["judge"].click()
    wait_for_work(10_000)
    page = shown(window, OpeningPage)
    page.shell = replace(shell, ask_folder=lambda parent, title, start: stick)
    click(page.found.choose)
    wait_for_work(10_000)
    assert len(page.found.list.texts()) == 2
    assert all("Hậu Giang" in each and "Vòng" in each for each in page.found.list.texts())
    QTest.keyClick(page.found.list, Qt.Key.Key_Down)
    click(page.found.open)
    wait_for_work(10_000)
    assert page.offer is not None
    assert page.offer.folder.parent == stick


def test_a_newer_package_says_what_it_changes_before_it_is_taken_in(qtbot: QtBot, shell: Shell) -> None:
    form = SeatForm(shell)
    qtbot.addWidget(form)
    change = Change((EntryCode("003-1"),), (), (EntryCode("007-7"), EntryCode("008-5")))
    form.offer(tuple(SeatOffer(Seat(each), f"Người {each}", Standing.OLDER, change) for each in (1, 2)))
    form.show()
    form.menu.actions()[1].trigger()
    assert "gói mới" in form.about.text()
    assert "Rút khỏi gói: 003-1." in form.about.text()
    assert "007-7, 008-5" in form.about.text()
    assert "Thêm vào" not in form.about.text()


def test_a_damaged_score_file_is_rescued_from_the_window(
    window: Window, played: Played, stick: Path, home: Path, wait_for_work: Wait
) -> None:
    page = opened(window, stick, wait_for_work)
    click(page.copy)
    wait_for_work(20_000)
    sit_down(page, 2, pins(played, "so-khao")[1])
    shown(window, EntriesPage)
    window.back()
    file = works_path(home)
    assert len(list(file.with_name(f"{file.stem}-sao-luu").iterdir())) == 1, "closing the file kept a copy"
    file.write_bytes(file.read_bytes()[:5000])
    wait_for_work(10_000)
    page = opened(window, file, wait_for_work)
    assert page.notice.isVisible()
    assert file.name not in page.notice.text.text()
    click(page.notice.act)
    wait_for_work(10_000)
    assert "Đã cứu" in page.notice.text.text()
    click(page.notice.act)
    wait_for_work(10_000)
    sit_down_at_once(page, pins(played, "so-khao")[1])
    shown(window, EntriesPage)
    window.back()


def sit_down_at_once(page: OpeningPage, pin: str) -> None:
    """Type the PIN of a score file, whose seat is fixed."""
    QTest.keyClicks(page.form.pin, pin)
    QTest.keyClick(page.form.pin, Qt.Key.Key_Return)


def test_a_score_file_that_travels_is_refused_with_the_way_out(
    window: Window, played: Played, tmp_path: Path, wait_for_work: Wait
) -> None:
    file = score_file(played, tmp_path / "OneDrive", FIRST)
    page = opened(window, file, wait_for_work)
    assert page.notice.isVisible()
    assert page.begun is None


def test_the_system_hands_over_a_file(qapp: QApplication, window: Window, stick: Path, wait_for_work: Wait) -> None:
    doors = Doors(window)
    qapp.installEventFilter(doors)
    qapp.sendEvent(qapp, QFileOpenEvent(str(next(package_of(stick).glob("*.jdpack")))))
    wait_for_work(10_000)
    qapp.removeEventFilter(doors)
    page = shown(window, OpeningPage)
    assert page.offer is not None
    assert page.offer.folder == package_of(stick)


def test_a_single_word_that_is_a_place_opens_the_window_and_an_unknown_one_is_a_wrong_call(
    stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    handed: list[list[str]] = []

    def note(arguments: list[str]) -> int:
        handed.append(arguments)
        return 0

    monkeypatch.setattr(entry, "open_window", note)
    assert entry.main([str(stick)]) == 0
    assert entry.main([]) == 0
    assert handed == [[str(stick)], []]
    (tmp_path / "demo").mkdir()
    monkeypatch.chdir(tmp_path)
    for words in (["khong-co-gi"], ["demo"], [str(stick), "thừa"]):
        with pytest.raises(SystemExit) as ended:
            entry.main(words)
        assert ended.value.code == 2
    assert len(handed) == 2
    capsys.readouterr()


@pytest.mark.parametrize(("width", "height"), [(1366, 698), (911, 430), (880, 420)])
@pytest.mark.parametrize("size", ["normal", "largest"])
def test_no_word_is_cut(
    window: Window, shell: Shell, stick: Path, wait_for_work: Wait, width: int, height: int, size: str
) -> None:
    window.resize(width, height)
    shell.look.choose(text_size=size)
    for language in ("vi", "en"):
        shell.words.change(language)
        page = opened(window, stick, wait_for_work)
        assert not cut_words(page)
        click(page.in_place if page.in_place.isVisible() else page.copy)
        wait_for_work(20_000)
        page.form.wait(5, "PIN chưa đúng.")
        assert not cut_words(page)
        window.back()
        assert not cut_words(window.start)
    shell.words.change("vi")
