"""What the window's tests share: one application with the program's fonts, a shell of its own for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from judge_desk.bootstrap import surroundings
from judge_desk.desks.rehearsing import Plan, Played, rehearse
from judge_desk.ui.application import make_shell
from judge_desk.ui.shell import Shell
from judge_desk.ui.window import Window


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The screen of the tests has no window manager to pass sizes on to, and says so."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True))


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Rehearse the smallest contest once, for every test that looks at one."""
    folder = tmp_path_factory.mktemp("rehearsal") / "one"
    return rehearse(Plan(folder, "hau-giang-2024", 24, 5, "1"), surroundings())


@pytest.fixture
def opened() -> list[Path]:
    """Give what was handed to the system's own programs."""
    return []


@pytest.fixture
def shell(qapp: QApplication, home: Path, opened: list[Path]) -> Iterator[Shell]:
    """Give a shell whose doors to the system write down instead of opening, and answer no folder."""
    qapp.setStyle("Fusion")

    def note(path: Path) -> bool:
        opened.append(path)
        return True

    def nobody(parent: QWidget, title: str, start: Path) -> Path | None:
        return None

    made = replace(make_shell(qapp, home), ask_folder=nobody, open_outside=note)
    made.look.choose("light", "normal")
    yield made
    made.jobs.close()


@pytest.fixture
def window(qtbot: QtBot, shell: Shell) -> Window:
    """Give the window at the size of most laptops, shown."""
    made = Window(shell)
    qtbot.addWidget(made)
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
