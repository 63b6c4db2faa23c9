"""Sealing with real files, clicks and keys: gaps, declaration, PIN, code, paper, sticks that fail, marking again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.desks import handing_over
from judge_desk.desks.handing_over import SEALED
from judge_desk.desks.marking import Sitting
from judge_desk.ui.bench import Bench
from judge_desk.ui.dialogs.paper_view import PaperView
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.marking_aim import MarkingAim
from judge_desk.ui.pages.sealing_page import SealingPage
from judge_desk.ui.pages.sealing_panes import CHECK, DECLARE, HAND_IN
from judge_desk.ui.printing import NoPrinter
from judge_desk.ui.shell import Shell
from judge_desk.ui.sticks import Stick
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.window import Window
from tests.faults.tiny_disk import locked, tiny_disk
from tests.ui.cut_words import cut_words
from tests.ui.seal_works import ENTRIES, PIN, machine, work

PLAIN = Qt.KeyboardModifier.NoModifier
LONG = 20_000
"""ms within which sealing and writing must be done."""


class Desk:
    """The page on a judge's work, and what the test's hands do."""

    def __init__(self, qtbot: QtBot, shell: Shell, home: Path) -> None:
        self.qtbot = qtbot
        self.around = machine(home)
        self.folders: list[Path] = []
        self.shell = replace(
            shell,
            around=lambda report: replace(self.around, progress=report),
            ask_folder=lambda parent, title, start: self.folders.pop() if self.folders else None,
        )
        self.file = work(home)
        self.bench = Bench(Sitting.open(self.file, self.around), None, self.around)
        self.page = SealingPage(self.shell)
        self.plugged: tuple[Stick, ...] = ()
        self.page.sticks._look_for = lambda: self.plugged
        self.asked: list[tuple[str, object]] = []
        self.page.asked.connect(lambda name, what: self.asked.append((name, what)))
        qtbot.addWidget(self.page, before_close_func=lambda _: self.leave())
        self.page.resize(1366, 698)

    def open(self) -> SealingPage:
        """Show the page."""
        self.page.read(self.bench)
        self.page.show()
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        self.page.first().setFocus()
        return self.page

    def leave(self) -> None:
        """Leave when everything is done."""
        self.page.sticks.stop()
        self.qtbot.waitUntil(lambda: not (self.shell.jobs.running or self.page.sticks._jobs.running), timeout=LONG)
        self.page.close_work()
        self.bench.close()

    def blank(self, entry: int, left: int) -> str:
        """Take marks away from an entry until so many are left; gives its code."""
        code = self.bench.sitting.lines()[entry].code
        for leaf in judged_leaves(self.bench.sitting.round.rubric)[left:]:
            self.bench.act(partial(Sitting.mark, code=code, criterion=leaf.id, text=""), code)
        return code

    def wait(self) -> None:
        """Wait until no work is under way."""
        self.qtbot.waitUntil(lambda: not self.shell.jobs.running, timeout=LONG)

    def click(self, button: Button) -> None:
        """Click on a button once it can be seen."""
        self.qtbot.waitUntil(button.isVisible)
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def declare(self, pin: str = PIN) -> None:
        """Tick the box and type the PIN."""
        declare = self.page.declare
        declare.box.setChecked(True)
        declare.pin.setFocus()
        declare.pin.clear()
        QTest.keyClicks(declare.pin, pin)

    def seal(self) -> None:
        """Go from the check to the sealed ballot."""
        self.click(self.page.check.act)
        self.declare()
        self.click(self.page.declare.act)
        self.qtbot.waitUntil(lambda: self.page.at == HAND_IN, timeout=LONG)
        self.wait()

    def plug(self, *sticks: Stick) -> None:
        """Plug sticks in, or pull all out, and wait until the page knows."""
        self.plugged = sticks
        self.page.sticks.look()
        self.qtbot.waitUntil(lambda: self.page.sticks.sticks == sticks, timeout=LONG)

    def answer(self, act: Callable[[QDialog], None]) -> None:
        """Do something in the next dialog."""

        def later() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, QDialog)
            act(dialog)

        QTimer.singleShot(0, self.page, later)


@pytest.fixture
def desk(qtbot: QtBot, shell: Shell, tmp_path: Path) -> Desk:
    """Give a desk with work that is ready to be sealed."""
    return Desk(qtbot, shell, tmp_path / "may")


def filled(page: SealingPage) -> list[str]:
    """Give the words of the filled buttons that can be seen."""
    kinds = [each for each in page.findChildren(Button) if each.property("kind") == "primary" and each.isVisible()]
    return [each.text().strip() for each in kinds]


def stick(folder: Path, locked_: bool = False) -> Stick:
    """Make a stick of a folder."""
    folder.mkdir(exist_ok=True)
    return Stick(folder, "BGK-HAUGIANG", 3_000_000_000, locked_)


def test_gaps_are_named_and_lead_to_their_criterion(desk: Desk) -> None:
    code = desk.blank(1, left=7)
    page = desk.open()
    leaves = [leaf.id for leaf in judged_leaves(desk.bench.sitting.round.rubric)]
    assert page.check.list.texts()[0] == f"{code}: còn 3 tiêu chí: {', '.join(leaves[7:])}"
    assert filled(page) == [f"Chấm tiếp bài {code}"]
    desk.click(page.check.act)
    assert desk.asked == [("marking", MarkingAim(desk.bench, desk.bench.sitting.lines()[1].code, leaves[7]))]


def test_recusals_put_off_entries_and_ties_are_shown_and_stop_nothing(desk: Desk) -> None:
    codes = [line.code for line in desk.bench.sitting.lines()]
    desk.bench.act(lambda sitting: sitting.recuse(codes[0], "người nhà"), codes[0])
    desk.bench.act(lambda sitting: sitting.later(codes[1], True), codes[1])
    for leaf in judged_leaves(desk.bench.sitting.round.rubric):
        same = str(min(3, int(leaf.maximum)))
        desk.bench.act(partial(Sitting.mark, code=codes[3], criterion=leaf.id, text=same), codes[3])
    page = desk.open()
    words = [line.word for line in page.check.list.lines.lines]
    assert words == ["Để sau", "Không chấm", "Bằng điểm"]
    assert page.check.list.texts()[1] == f"{codes[0]}: người nhà"
    assert f"{codes[2]}, {codes[3]}" in page.check.list.texts()[2]
    assert filled(page) == ["Sang bước cam đoan"]
    assert not page.check.part.isVisible()


def test_nothing_is_ticked_and_the_button_says_what_it_waits_for(desk: Desk) -> None:
    page = desk.open()
    desk.click(page.check.act)
    declare = page.declare
    assert not declare.box.isChecked()
    assert page.focusWidget() is declare.box
    assert not declare.act.isEnabled()
    assert declare.why.text() == "Cần đánh dấu vào ô cam đoan."
    QTest.keyClick(declare.box, Qt.Key.Key_Space)
    assert declare.why.text() == "Cần nhập đủ sáu chữ số PIN."
    declare.pin.setFocus()
    QTest.keyClicks(declare.pin, PIN)
    assert declare.act.isEnabled()


def test_a_wrong_pin_seals_nothing_and_makes_wait(desk: Desk) -> None:
    page = desk.open()
    desk.click(page.check.act)
    for _ in range(3):
        desk.declare("000000")
        QTest.keyClick(page.declare.pin, Qt.Key.Key_Return)
        desk.qtbot.waitUntil(lambda: bool(page.declare.fault.text()), timeout=LONG)
        desk.wait()
    assert page.at == DECLARE
    assert not desk.bench.sitting.sealed
    assert page.declare.box.isChecked()
    assert page.declare.pin.text() == ""
    assert "giây" in page.declare.why.text()
    desk.declare()
    assert not page.declare.act.isEnabled()


def test_sealing_ends_with_a_ballot_on_the_shelf_its_code_and_its_paper(desk: Desk) -> None:
    page = desk.open()
    desk.seal()
    [ballot] = (desk.around.home / SEALED).glob("*.jdballot")
    [sealing] = handing_over.sealings(desk.bench.sitting)
    assert ballot.read_bytes() == sealing.data
    assert ballot.with_suffix(".pdf").exists()
    assert page.hand_in.code.accessibleName().replace(", ", "").replace(" ", "") == sealing.code
    assert page.paper.pages > 0
    assert page.hand_in.counts.text() == f"{ENTRIES} bài, tất cả đã chấm"
    assert filled(page) == ["In phiếu…"]
    assert desk.bench.sitting.sealed


def test_while_it_is_sealed_neither_keys_nor_buttons_lead_away(desk: Desk) -> None:
    window = Window(desk.shell)
    desk.qtbot.addWidget(window)
    window._pages["sealing"] = page = desk.page
    window._take(page)
    window.open("sealing", desk.bench)
    window.show()
    window.activateWindow()
    desk.qtbot.waitUntil(window.isActiveWindow)
    desk.click(page.check.act)
    desk.declare()
    desk.click(page.declare.act)
    assert not page.header.button.isEnabled()
    assert not page.declare.progress.stop.isVisible()
    for key, modifier in ((Qt.Key.Key_Escape, PLAIN), (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)):
        QTest.keyClick(window.windowHandle(), key, modifier)
        assert window.page is page
    desk.qtbot.waitUntil(lambda: page.at == HAND_IN, timeout=LONG)
    desk.wait()
    assert page.header.button.isEnabled()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
    assert window.page is window.start
    window._stack.removeWidget(page)
    page.setParent(None)


def test_sealing_with_gaps_needs_a_reason_which_stands_in_the_declaration_and_the_ballot(desk: Desk) -> None:
    desk.blank(0, left=2)
    page = desk.open()
    seen = []

    def write(dialog: QDialog) -> None:
        assert isinstance(dialog, Reasoned)
        seen.append(dialog.act.isEnabled())
        dialog.fields[0].insert("Hỏng tệp minh chứng")
        QTest.mouseClick(dialog.act, Qt.MouseButton.LeftButton)

    desk.answer(write)
    desk.click(page.check.part)
    assert seen == [False]
    assert page.at == DECLARE
    assert "Hỏng tệp minh chứng" in page.declare.parts["counts"].text()
    desk.declare()
    desk.click(page.declare.act)
    desk.qtbot.waitUntil(lambda: page.at == HAND_IN, timeout=LONG)
    [sealing] = handing_over.sealings(desk.bench.sitting)
    assert (sealing.blank, sealing.marked) == (1, ENTRIES - 1)
    assert sealing.ballot.lines[0].reason == "Hỏng tệp minh chứng"


def test_a_stick_is_safe_only_after_it_was_read_back_and_while_it_is_there(desk: Desk, tmp_path: Path) -> None:
    page = desk.open()
    desk.seal()
    card = page.hand_in.usb
    assert "An toàn" not in card.title.text()
    desk.plug(stick(tmp_path / "usb"))
    [button] = card.buttons
    desk.click(button)
    assert "An toàn" not in card.title.text()
    desk.qtbot.waitUntil(lambda: card.safe, timeout=LONG)
    assert card.title.text() == "An toàn để rút USB"
    assert "BGK-HAUGIANG" in card.text.text()
    [sealing] = handing_over.sealings(desk.bench.sitting)
    assert (tmp_path / "usb" / sealing.file_name).read_bytes() == sealing.data
    desk.plug()
    assert card.title.text() == "Đã ghi phiếu, USB đã rút"
    page.read(desk.bench)
    assert card.title.text() == "Đã ghi phiếu"
    assert "lúc 15:2" in card.text.text()


def test_writing_twice_leaves_the_same_bytes_and_a_second_stick_can_follow(desk: Desk, tmp_path: Path) -> None:
    page = desk.open()
    desk.seal()
    for name in ("usb-1", "usb-1", "usb-2"):
        (tmp_path / name).mkdir(exist_ok=True)
        desk.folders.append(tmp_path / name)
        if page.hand_in.usb.more.isVisible():
            desk.click(page.hand_in.usb.more)
        desk.click(page.hand_in.usb.folder)
        desk.wait()
        assert page.hand_in.usb.is_written
    first, second = (sorted(each.read_bytes() for each in (tmp_path / name).iterdir()) for name in ("usb-1", "usb-2"))
    assert first == second
    assert len(first) == 2


def test_a_locked_place_a_taken_name_and_a_full_disk_say_why_and_can_be_tried_again(desk: Desk, tmp_path: Path) -> None:
    page = desk.open()
    desk.seal()
    card = page.hand_in.usb
    [sealing] = handing_over.sealings(desk.bench.sitting)
    taken, shut = tmp_path / "co-san", tmp_path / "khoa"
    taken.mkdir()
    shut.mkdir()
    (taken / sealing.file_name).write_bytes(b"khac")
    said = []
    with locked(shut), tiny_disk(tmp_path / "day") as disk:
        disk.fill(left=500)
        for folder in (shut, taken, disk.folder):
            desk.folders.append(folder)
            desk.click(card.folder)
            desk.wait()
            assert card.title.text() == "Chưa ghi xong"
            assert not card.is_written
            said.append(card.text.text())
        disk.free()
        desk.folders.append(disk.folder)
        desk.click(card.folder)
        desk.wait()
        assert card.is_written
    assert "khóa ghi" in said[0]
    assert "cùng tên" in said[1]
    assert "hết chỗ" in said[2]
    assert (taken / sealing.file_name).read_bytes() == b"khac"


def test_a_write_protected_stick_is_named_and_not_offered(desk: Desk, tmp_path: Path) -> None:
    page = desk.open()
    desk.seal()
    desk.plug(stick(tmp_path / "usb", locked_=True))
    assert not page.hand_in.usb.buttons
    assert "đang khóa ghi" in page.hand_in.usb.text.text()


class Device(QPrinter):
    """A printer that says it is no file; what it prints lies in one all the same."""

    def outputFileName(self) -> str:  # noqa: N802 - Qt's name
        """Name no file."""
        return ""


def printer_of(kind: type[QPrinter], file: Path) -> Callable[[QWidget, str, int], QPrinter | None]:
    """Give the door to a printer that writes into a file."""

    def ask(parent: QWidget, title: str, pages: int) -> QPrinter | None:
        printer = kind(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
        return printer

    return ask


def test_printing_is_written_down_only_when_it_went_to_a_printer(desk: Desk, tmp_path: Path) -> None:
    page = desk.open()
    desk.seal()
    page.desk.ask_printer = printer_of(QPrinter, tmp_path / "in.pdf")
    desk.click(page.hand_in.print)
    desk.wait()
    assert "chưa có bản giấy" in page.hand_in.print_text.text()
    assert desk.bench.sitting.kept("printed.1") == ""
    page.desk.ask_printer = printer_of(Device, tmp_path / "in-2.pdf")
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    desk.wait()
    assert desk.bench.sitting.kept("printed.1").startswith("2024-11-22T15:2")
    assert page.hand_in.print_text.text().startswith(f"Đã gửi {page.paper.pages} trang tới máy in lúc 15:2")
    assert filled(page) == ["Chọn thư mục…"]


def test_a_machine_without_printers_says_what_to_do(desk: Desk) -> None:
    def nobody(parent: QWidget, title: str, pages: int) -> QPrinter | None:
        raise NoPrinter

    page = desk.open()
    desk.seal()
    page.desk.ask_printer = nobody
    desk.click(page.hand_in.print)
    assert page.hand_in.print_text.text() == "Máy này chưa có máy in nào. Lưu PDF vào USB rồi in ở máy khác."


def test_the_paper_is_saved_and_shown_large_and_the_receipt_says_where_the_ballot_went(
    desk: Desk, tmp_path: Path
) -> None:
    page = desk.open()
    desk.seal()
    (tmp_path / "nop").mkdir()
    asked: list[Path] = []

    def answer(parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
        asked.append(tmp_path / suggested.name)
        return asked[-1]

    page.desk.ask_save = answer
    desk.click(page.hand_in.save)
    desk.wait()
    [sealing] = handing_over.sealings(desk.bench.sitting)
    [saved] = asked
    assert saved.read_bytes() == handing_over.sheet(sealing)
    desk.folders.append(tmp_path / "nop")
    desk.click(page.hand_in.usb.folder)
    desk.wait()

    def save(dialog: QDialog) -> None:
        assert isinstance(dialog, PaperView)
        assert dialog.preview.pages == 1
        QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
        desk.qtbot.waitUntil(lambda: bool(dialog.said.text()), timeout=LONG)
        QTest.mouseClick(dialog.shut, Qt.MouseButton.LeftButton)

    desk.answer(save)
    desk.click(page.hand_in.receipt)
    assert asked[-1].name.endswith("_bien-nhan.pdf")
    assert asked[-1].exists()


def test_marking_again_needs_two_answers_and_keeps_the_first_ballot(desk: Desk, tmp_path: Path) -> None:
    page = desk.open()
    desk.seal()
    [first] = handing_over.sealings(desk.bench.sitting)

    def give(dialog: QDialog) -> None:
        assert isinstance(dialog, Reasoned)
        dialog.fields[0].insert("Lê Thị Thư, thư ký")
        assert not dialog.act.isEnabled()
        dialog.fields[1].insert("Nhầm một bài")
        QTest.keyClick(dialog.fields[1], Qt.Key.Key_Return)

    desk.answer(give)
    desk.click(page.hand_in.reopen)
    assert page.at == CHECK
    assert not desk.bench.sitting.sealed
    code = desk.bench.sitting.lines()[0].code
    leaf = judged_leaves(desk.bench.sitting.round.rubric)[0]
    desk.bench.act(lambda sitting: sitting.mark(code, leaf.id, "2"), code)
    desk.seal()
    before, now = handing_over.sealings(desk.bench.sitting)
    assert before.data == first.data
    assert now.ballot.previous == first.digest
    assert page.hand_in.sign.word.startswith("Lần 2")
    [again] = page.hand_in.earlier.buttons
    desk.folders.append(tmp_path / "cu")
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    desk.wait()
    assert (tmp_path / "cu" / first.file_name).read_bytes() == first.data
    assert not page.hand_in.usb.is_written
    assert "đọc lại và so khớp" in page.hand_in.earlier.said.text()


def test_closing_leads_to_the_start_page(desk: Desk) -> None:
    page = desk.open()
    desk.seal()
    desk.click(page.hand_in.act)
    assert desk.asked == [("start", None)]


@pytest.mark.parametrize("size", [(1366, 698), (1280, 640), (911, 430)])
@pytest.mark.parametrize("text", ["normal", "largest"])
def test_no_word_is_cut_in_any_step(desk: Desk, size: tuple[int, int], text: str) -> None:
    desk.shell.look.choose(text_size=text)
    desk.blank(0, left=2)
    page = desk.open()
    page.resize(*size)
    for language in ("vi", "en"):
        desk.shell.words.change(language)
        for step in (CHECK, DECLARE):
            page.go(step)
            assert cut_words(page) == []
    desk.wait()
    page._begin_declaring("Thiếu")
    desk.declare()
    QTest.keyClick(page.declare.pin, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: page.at == HAND_IN, timeout=LONG)
    desk.wait()
    for language in ("vi", "en"):
        desk.shell.words.change(language)
        desk.qtbot.wait(20)  # header and body are laid out one after the other
        assert cut_words(page) == []
