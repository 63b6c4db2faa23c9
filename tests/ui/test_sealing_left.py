"""Sealing and writing when the page is left meanwhile, and sticks that change places: nothing claims what is not so."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from judge_desk.desks import handing_over, sealing
from judge_desk.desks.handing_over import Sealing, Written
from judge_desk.desks.marking import Sitting
from judge_desk.ui.pages.sealing_panes import CHECK, HAND_IN
from tests.ui.test_sealing_page import LONG, Desk, Device, desk, stick

__all__ = ["desk"]


@dataclass(frozen=True, slots=True)
class SlowDisk:
    """Holds real sealings and writings back until their event is set."""

    sealing: threading.Event
    writing: threading.Event


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> SlowDisk:
    """Give a disk that seals at once and writes when it is let."""
    held, seal, write = SlowDisk(threading.Event(), threading.Event()), sealing.seal, handing_over.write
    held.sealing.set()

    def slow_seal(*about: object, **more: object) -> sealing.Sealed:
        held.sealing.wait(LONG / 1000)
        return seal(*about, **more)  # type: ignore[arg-type]  # passed on as it came

    def slow_write(which: Sealing, target: Path) -> Written:
        held.writing.wait(LONG / 1000)
        return write(which, target)

    monkeypatch.setattr(sealing, "seal", slow_seal)
    monkeypatch.setattr(handing_over, "write", slow_write)
    return held


def test_a_page_left_while_it_was_sealed_can_be_used_again(desk: Desk, slow: SlowDisk) -> None:
    slow.sealing.clear()
    page = desk.open()
    desk.click(page.check.act)
    desk.declare()
    desk.click(page.declare.act)
    page.close_work()
    slow.sealing.set()
    desk.wait()
    desk.bench.back()
    assert desk.bench.sitting.sealed
    page.read(desk.bench)
    assert page.at == HAND_IN
    assert page.header.button.isEnabled()


def test_a_stick_written_while_the_page_was_left_is_remembered(desk: Desk, slow: SlowDisk, tmp_path: Path) -> None:
    page = desk.open()
    desk.seal()
    desk.plug(stick(tmp_path / "usb"))
    desk.qtbot.waitUntil(lambda: bool(page.hand_in.usb.buttons) and page.hand_in.usb.buttons[0].isVisible())
    desk.click(page.hand_in.usb.buttons[0])
    page.close_work()
    slow.writing.set()
    desk.wait()
    assert "BGK-HAUGIANG" in desk.bench.sitting.kept("written.1")
    page.read(desk.bench)
    assert page.hand_in.usb.title.text() == "Đã ghi phiếu"


def test_what_was_written_of_one_ballot_is_not_said_of_the_next(desk: Desk, slow: SlowDisk, tmp_path: Path) -> None:
    page = desk.open()
    desk.seal()
    desk.plug(stick(tmp_path / "usb"))
    desk.qtbot.waitUntil(lambda: bool(page.hand_in.usb.buttons) and page.hand_in.usb.buttons[0].isVisible())
    desk.click(page.hand_in.usb.buttons[0])
    sealing.reopen(desk.bench.rest(), "Ghi nhầm một điểm", "Ngô Thư Ký", desk.around)
    desk.bench.back()
    assert page.at == CHECK
    desk.click(page.check.act)
    desk.declare()
    desk.click(page.declare.act)
    desk.qtbot.waitUntil(lambda: page.at == HAND_IN, timeout=LONG)
    slow.writing.set()
    desk.wait()
    assert not page.hand_in.usb.is_written
    sitting: Sitting = desk.bench.sitting
    assert (bool(sitting.kept("written.1")), sitting.kept("written.2")) == (True, "")


def test_another_stick_in_the_place_of_the_written_one_is_not_taken_for_it(desk: Desk, tmp_path: Path) -> None:
    page = desk.open()
    desk.seal()
    card, own = page.hand_in.usb, stick(tmp_path / "usb")
    desk.plug(own)
    desk.qtbot.waitUntil(card.buttons[0].isVisible)
    desk.click(card.buttons[0])
    desk.qtbot.waitUntil(lambda: card.safe, timeout=LONG)
    desk.plug()
    desk.plug(own)
    assert not card.safe
    assert card.title.text() == "Đã ghi phiếu, USB đã rút"


def test_a_sheet_of_which_only_one_page_was_printed_still_waits_to_be_printed(desk: Desk, tmp_path: Path) -> None:
    page = desk.open()
    desk.seal()
    assert page.paper.pages > 1

    def one_page(*_: object) -> QPrinter:
        printer = Device()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "in.pdf"))
        printer.setFromTo(1, 1)
        return printer

    page.desk.ask_printer = one_page
    desk.click(page.hand_in.print)
    desk.wait()
    assert "1 trang" in page.hand_in.print_text.text()
    assert desk.bench.sitting.kept("printed.1") == ""
