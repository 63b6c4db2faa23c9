"""The check of the machine in the window: results by weight, the next step, the slip, sticks, and the offer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from judge_desk.desks.preflight import looking_over, of_disk, of_system
from judge_desk.desks.preflight.reminding import FILE
from judge_desk.desks.preflight.shape import Check, Result, Trip
from judge_desk.exchange.disk_trial import CHUNK
from judge_desk.exchange.machine_facts import Power
from judge_desk.ui.pages import preflight_page
from judge_desk.ui.pages.opening_page import OpeningPage
from judge_desk.ui.pages.package_page import PackagePage
from judge_desk.ui.pages.preflight_page import PreflightPage
from judge_desk.ui.shell import Shell
from judge_desk.ui.sticks import Stick
from judge_desk.ui.window import Window
from tests.desks.small_contest import Small
from tests.ui.comfort_checks import filled, foreign, small_targets, texts, unnamed, unreached
from tests.ui.cut_words import cut_words

Wait = Callable[[int], None]
FEEDING = Check("power", 1, lambda _: of_system.feeding_of(Power(True, 90)))
LITTLE = Check("memory", 1, lambda _: of_system.memory_of(2_000))
NONE = Check("memory", 1, lambda _: of_system.memory_of(900))
STICK = Check("stick", 5, of_disk.stick)


def checks(monkeypatch: pytest.MonkeyPatch, *wanted: Check) -> None:
    """Let the page make only these, without a process of its own."""
    quick = partial(looking_over.look_over, checks=wanted, module="tests.desks.odd_machine")
    monkeypatch.setattr(preflight_page, "look_over", quick)
    monkeypatch.setattr(of_disk, "SAMPLE", CHUNK)


def opened(window: Window, wait_for_work: Wait, what: Path | None = None) -> PreflightPage:
    window.open("preflight", what)
    wait_for_work(20_000)
    page = window.page
    assert isinstance(page, PreflightPage)
    return page


def test_what_must_be_seen_to_stands_first_and_the_slip_is_the_next_step(
    window: Window, wait_for_work: Wait, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    checks(monkeypatch, FEEDING, STICK, LITTLE)
    window.start.doctor.click()
    wait_for_work(20_000)
    page = window.page
    assert isinstance(page, PreflightPage)
    assert [line.word for line in page.lines.lines.lines] == ["Lưu ý", "Chưa xem", "Đạt"]
    assert [line.detail for line in page.lines.lines.lines] == ["Bộ nhớ", "", ""]
    assert page.header.sign.word == "Lưu ý"
    assert [each.text().strip() for each in filled(page)] == ["In phiếu kiểm tra"]
    assert page.print.hasFocus()
    target = tmp_path / "phieu.pdf"
    page.desk.ask_save = lambda *_: target
    page.save.click()
    wait_for_work(20_000)
    assert target.read_bytes()[:5] == b"%PDF-"
    assert "phieu.pdf" in page.told.text()
    page.print.click()  # this machine has no printer, and the page says what to do instead
    assert page.told.isVisible()
    window.shell.words.change("en")
    assert [line.word for line in page.lines.lines.lines] == ["Heed", "Not seen", "Good"]
    page.deep.click()
    wait_for_work(20_000)
    assert type(window.page).__name__ == "DoctorPage"


def test_every_word_and_button_of_the_page_has_room_and_a_name(
    qtbot: QtBot, window: Window, wait_for_work: Wait, monkeypatch: pytest.MonkeyPatch, shell: Shell
) -> None:
    checks(monkeypatch, FEEDING, STICK, LITTLE)
    page = opened(window, wait_for_work)
    page.watch.stop()
    page.watch.changed.emit((Stick(Path("/media/a"), "KINGSTON", 10**9, False),))
    page.go_on.show()
    for language, size, text in (("vi", (1366, 698), "normal"), ("en", (911, 430), "largest")):
        shell.words.change(language)
        shell.look.choose(text_size=text)
        window.resize(*size)
        qtbot.wait(20)
        faults = [*cut_words(page), *unnamed(page), *small_targets(page), *foreign(texts(page), language)]
        assert faults == [], (language, size)
        assert unreached(page) == []
        assert window.width() == size[0]


def test_a_machine_that_is_no_good_is_looked_at_again(
    window: Window, wait_for_work: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks(monkeypatch, NONE)
    page = opened(window, wait_for_work)
    assert [each.text().strip() for each in filled(page)] == ["Kiểm tra lại"]
    assert page.again.hasFocus()
    checks(monkeypatch, FEEDING)
    page.again.click()
    wait_for_work(20_000)
    assert (page.header.sign.word, page.print.hasFocus()) == ("Sẵn sàng", True)


def test_a_stick_is_measured_only_when_it_is_named(
    window: Window, wait_for_work: Wait, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    checks(monkeypatch, STICK)
    page = opened(window, wait_for_work)
    page.watch.stop()
    page.watch.changed.emit((Stick(tmp_path, "KINGSTON", 10**9, False),))
    assert [each.text().strip() for each in page.sticks] == ["Đo KINGSTON"]
    assert page.lines.texts() == ["Chưa chọn USB để đo tốc độ."]
    page.sticks[0].click()
    wait_for_work(20_000)
    assert page.stick.path() == tmp_path
    assert "MB mỗi giây" in page.lines.texts()[0]
    assert [*tmp_path.iterdir()] == []


def test_stopping_says_that_nothing_is_left(
    qtbot: QtBot, window: Window, wait_for_work: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait(made: Trip) -> Result:
        made.over.wait(9)
        return of_system.memory_of(0)

    checks(monkeypatch, Check("memory", 9, wait))
    window.open("preflight")
    page = window.page
    assert isinstance(page, PreflightPage)
    qtbot.waitUntil(page.progress.isVisible, timeout=5_000)
    page.progress.stop.click()
    wait_for_work(5_000)
    assert page.notice.isVisible()
    assert page.notice.text.text().startswith("Đã dừng")
    assert page.notice.act.hasFocus()


def test_the_check_is_offered_with_a_package_until_it_was_good(
    window: Window,
    wait_for_work: Wait,
    monkeypatch: pytest.MonkeyPatch,
    stations: Callable[[str], Small],
    shell: Shell,
    home: Path,
) -> None:
    checks(monkeypatch, FEEDING)
    package = stations("issued").package
    for name, kind in (("package", PackagePage), ("opening", OpeningPage)):
        (home / FILE).unlink(missing_ok=True)
        window.open(name, package)
        wait_for_work(20_000)
        page = window.page
        assert isinstance(page, kind)
        assert page.machine.isVisible()
        assert len(filled(page)) == 1
        page.machine.act.click()
        wait_for_work(20_000)
        done = window.page
        assert isinstance(done, PreflightPage)
        assert package.name in done.place.text()
        done.go_on.click()
        wait_for_work(20_000)
        again = window.page
        assert isinstance(again, OpeningPage)
        assert not again.machine.isVisible()
        window.open("start")
