"""A judge at the window: only mouse and keys, only what can be seen, and a picture of every page on the way."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

import pypdf
from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QWidget

from judge_desk.desks.rehearsing import Played
from judge_desk.ui.pages.entries_page import EntriesPage
from judge_desk.ui.pages.marking_page import MarkingPage
from judge_desk.ui.pages.opening_page import OpeningPage
from judge_desk.ui.pages.page import Page
from judge_desk.ui.shell import Shell
from judge_desk.ui.viewing.clip_view import ClipView
from judge_desk.ui.viewing.pages_view import PagesView
from judge_desk.ui.widgets.criterion_row import CriterionRow
from judge_desk.ui.widgets.mark_field import MarkField
from judge_desk.ui.window import Window

Key, Chord = Qt.Key, Qt.KeyboardModifier
Shown = TypeVar("Shown", bound=Page)
Asked = TypeVar("Asked", bound=QDialog)
PATIENCE: Final = 20.0
SIZE: Final = (1366, 698)
SEAT: Final = 2
Sit = Callable[[str], "Hands"]
"""Sits down with the PIN of a round."""


def pause(milliseconds: int) -> None:
    """Let events and work go on for a while; ``QTest.qWait`` would keep the threads of work from going on."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Hands:
    """Works a window of its own. ``folders`` are the answers to the questions for a folder, in their order."""

    def __init__(self, shell: Shell, pictures: Path, pin: str, seat: int = SEAT) -> None:
        """Sit down before the start page, with the number of a seat and its PIN in hand."""
        self.folders: list[Path] = []
        self.shell = replace(shell, ask_folder=lambda *_: self.folders.pop(0))
        self.window = Window(self.shell)
        self.pictures, self.seat, self.pin = pictures, seat, pin
        self.window.resize(*SIZE)
        self.window.show()
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    # -- seeing ---------------------------------------------------------------------------------------------------

    def wait(self, until: Callable[[], object]) -> None:
        """Wait until something is so; a person would not wait longer."""
        end = time.monotonic() + PATIENCE
        while not until():
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain; seen: {self.picture('waited')}")
            pause(5)
        QCoreApplication.processEvents()

    def rest(self) -> None:
        """Wait until no work is under way."""
        self.wait(lambda: not self.shell.jobs.running)

    def page(self, kind: type[Shown]) -> Shown:
        """Give the page that is shown, which is of a kind."""
        page = self.window.page
        assert isinstance(page, kind), type(page)
        return page

    def picture(self, name: str) -> Path:
        """Save what the window shows."""
        pause(30)  # a change of text lays out anew in the next turn of the loop
        path = self.pictures / f"{name}.png"
        assert self.window.grab().save(str(path))
        return path

    # -- mouse and keys -------------------------------------------------------------------------------------------

    def click(self, button: QAbstractButton) -> None:
        """Click a button as soon as it can be seen and clicked."""
        self.wait(lambda: button.isVisible() and button.isEnabled())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QCoreApplication.processEvents()

    def key(self, key: Qt.Key, chord: Qt.KeyboardModifier = Chord.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focus, key, chord)
        QCoreApplication.processEvents()

    def write(self, text: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(self.focus, text)

    @property
    def focus(self) -> QWidget:
        """What has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def at(self, widget: QWidget) -> bool:
        """Say whether a widget has the focus."""
        return self.focus is widget

    def choose(self, button: QAbstractButton, place: int) -> None:
        """Open the menu of a button and choose with the keys; ``place`` counts from 0."""

        self.click(button)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in range(place + 1):
            QTest.keyClick(menu, Key.Key_Down)
        QTest.keyClick(menu, Key.Key_Return)
        self.return_to_window()

    def return_to_window(self) -> None:
        """Do what a window manager does when a menu or dialog closes; the screen of the tests has none."""
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    def answer(self, kind: type[Asked], act: Callable[[Asked], None], ask: Callable[[], None]) -> None:
        """Do what asks a question, and act in the dialog that opens."""
        answered: list[QDialog] = []
        look = QTimer()

        def work() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog) or not dialog.isVisible():
                return
            look.stop()
            try:
                assert isinstance(dialog, kind)
                act(dialog)
                answered.append(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()  # what fails must not wait for an answer

        look.timeout.connect(work)
        look.start(5)
        ask()
        look.stop()
        assert answered
        self.return_to_window()

    # -- the way in -----------------------------------------------------------------------------------------------

    def open_package(self, stick: Path) -> OpeningPage:
        """Go from the start page to the code of a package on a stick."""
        self.folders.append(stick)
        self.click(self.window.start.cards["judge"])
        self.rest()
        page = self.page(OpeningPage)
        self.click(page.found.choose)
        self.rest()
        return page

    def copy_and_sit(self) -> None:
        """Copy the package, choose the seat, type the PIN."""
        page = self.page(OpeningPage)
        self.click(page.copy)
        self.rest()
        self.choose(page.form.choose, self.seat - 1)
        self.type_pin()

    def type_pin(self) -> None:
        """Type the PIN, with Enter."""
        page = self.page(OpeningPage)
        self.wait(lambda: page.form.pin.hasFocus())
        self.write(self.pin)
        self.key(Key.Key_Return)

    def go_on_with_work(self) -> None:
        """Take up the work again from the start page."""
        self.wait(lambda: self.window.start.works)  # read from their files, beside the window
        self.click(self.window.start.next)
        self.type_pin()

    # -- marking --------------------------------------------------------------------------------------------------

    def open_entry(self, code: str) -> MarkingPage:
        """Find an entry in the list by its code, and open it with Enter."""
        pane = self.page(EntriesPage).pane
        self.key(Key.Key_F, Chord.ControlModifier)
        self.write(code)
        self.key(Key.Key_Return)
        pane.begin()
        page = self.page(MarkingPage)
        assert page.code == code
        return page

    def mark(self, marks: tuple[str, ...]) -> None:
        """Type the marks of an entry from top to bottom, each with Enter."""
        for typed in marks:
            assert isinstance(self.focus, MarkField)
            self.write(typed)
            self.key(Key.Key_Return)

    def row(self, criterion: str) -> CriterionRow:
        """Give a row of the rubric."""
        rows = self.page(MarkingPage).sheet.form.rows
        return next(row for leaf, row in rows.items() if str(leaf) == criterion)

    # -- documents ------------------------------------------------------------------------------------------------

    def see_pages(self) -> PagesView:
        """Wait until the pages of a document are painted."""
        reader = self.page(MarkingPage).reader

        def view() -> PagesView | None:
            shown = reader.pane.view if reader.pane is not None else None
            return shown if isinstance(shown, PagesView) and shown.sheets.isVisible() and shown.sheets.whole else None

        self.wait(view)
        shown = view()
        assert shown is not None
        return shown

    def see_clip(self) -> ClipView:
        """Turn to the clip, and wait until its first picture is there."""
        reader = self.page(MarkingPage).reader
        self.click(reader.tabs.buttons[-1])

        def view() -> ClipView | None:
            shown = reader.pane.view if reader.pane is not None else None
            return shown if isinstance(shown, ClipView) and not shown.picture.image.isNull() else None

        self.wait(view)
        shown = view()
        assert shown is not None
        return shown

    def leave(self) -> None:
        """Close the window, and let it go: a look that is chosen styles every window that still exists."""
        self.rest()
        assert self.window.close()
        self.window.deleteLater()


def pins(played: Played, round_: str) -> list[str]:
    """Read the PINs of the seats, in order, from the printed letters."""
    letters = next((played.folder / "documents" / round_).glob("thu-*.pdf"))
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(letters).pages)
    return re.findall(r"Mã PIN: (\d{6})", text)


def stick_of(played: Played, round_: str) -> Path:
    """Give the stick on which the package of a round travels."""
    return next(played.folder.parent.glob(f"usb-*-{round_}"))


def darkness(widget: QWidget) -> int:
    """Count the dark points of what a widget shows, on a grid."""
    image = widget.grab().toImage()
    return sum(
        image.pixelColor(x, y).lightness() < 80 for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    )
