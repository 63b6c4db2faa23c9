"""What the window's tests share: one application with the program's fonts, a shell of its own for each test."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from judge_desk.desks.rehearsing import Played
from judge_desk.ui.application import make_shell
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.mark_field import MarkField
from judge_desk.ui.widgets.remark_field import RemarkField
from judge_desk.ui.window import Window
from tests.desks.small_contest import Small, copied, counted, founded, issued
from tests.ui.judge_hands import SEAT, Hands, Sit, pins
from tests.ui.office import Office


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The screen of the tests has no window manager to pass sizes on to or to raise a menu, and says so."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(
                pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)", extend=True)
            )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Collect nothing while a test of the window runs, as the program does not: see :mod:`judge_desk.ui.tidying`.

    What is collected in the midst of Qt's own taking apart may be a part of what is taken apart. Between two tests no
    Qt is at work, and Python collects as always.
    """
    if Path(__file__).parent not in item.path.parents:
        return (yield)
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


@pytest.fixture(scope="session")
def fusion(qapp: QApplication) -> QApplication:
    """Give the application with the program's style, set once: every change of it styles all widgets again."""
    qapp.setStyle("Fusion")
    return qapp


@pytest.fixture(autouse=True)
def no_dialog_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog of the system that no test answers fails at once instead of waiting for ever."""

    def unanswered(*_: object, **__: object) -> None:
        raise AssertionError("a dialog of the system was asked, and nobody answers")

    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, name, unanswered)


@pytest.fixture
def opened() -> list[Path]:
    """Give what was handed to the system's own programs."""
    return []


@pytest.fixture
def shell(fusion: QApplication, home: Path, opened: list[Path]) -> Iterator[Shell]:
    """Give a shell whose doors to the system write down instead of opening, and answer no folder."""
    # Windows of the test before wait for an event loop to be deleted in; without it they would be styled once more.
    for each in QApplication.topLevelWidgets():  # windows alone: all else goes in an event loop, as in the program
        if isValid(each):
            QCoreApplication.sendPostedEvents(each, QEvent.Type.DeferredDelete)

    def note(path: Path) -> bool:
        opened.append(path)
        return True

    def nobody(parent: QWidget, title: str, start: Path) -> Path | None:
        return None

    made = replace(make_shell(fusion, home), ask_folder=nobody, open_outside=note)
    made.look.choose("light", "normal")
    yield made
    made.jobs.close()


def give_up(widget: QWidget) -> None:
    """Drop what a test left typed and refused, so that its window closes without a question."""
    for field in widget.findChildren(MarkField):
        field.restore()
    for words in widget.findChildren(RemarkField):
        words.show_text("")


@pytest.fixture
def window(qtbot: QtBot, shell: Shell) -> Window:
    """Give the window at the size of most laptops, shown."""
    made = Window(shell)
    qtbot.addWidget(made, before_close_func=give_up)
    made.resize(1366, 698)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def wait_for_work(qtbot: QtBot, shell: Shell) -> Callable[[int], None]:
    """Wait until no work is under way; the argument is the longest wait in ms."""

    def wait(longest: int) -> None:
        qtbot.waitUntil(lambda: not shell.jobs.running, timeout=longest)

    return wait


@pytest.fixture
def sit(shell: Shell, played: Played, tmp_path: Path) -> Iterator[Sit]:
    """Let a judge sit down before a window of its own with the PIN of a round; pictures go into the test's folder."""
    sitting: list[Hands] = []

    def down(round_: str) -> Hands:
        sitting.append(Hands(shell, tmp_path, pins(played, round_)[SEAT - 1]))
        return sitting[-1]

    yield down
    for hands in sitting:
        hands.leave()


@pytest.fixture(scope="session")
def stations(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Small]:
    """Give a small contest at a station, played once for each worker: ``founded``, ``issued`` or ``counted``."""
    plays = {"founded": founded, "issued": issued, "counted": counted}
    made: dict[str, Small] = {}

    def at(name: str) -> Small:
        if name not in made:
            made[name] = plays[name](tmp_path_factory.mktemp(name))
        return made[name]

    return at


@pytest.fixture
def office(qtbot: QtBot, shell: Shell, stations: Callable[[str], Small], tmp_path: Path) -> Callable[..., Office]:
    """Open the secretary's window over a copy of a contest at a station (see :func:`stations`)."""

    def open_at(station: str, size: tuple[int, int] = (1366, 698)) -> Office:
        return Office(qtbot, shell, copied(stations(station), tmp_path / "contest"), size)

    return open_at
