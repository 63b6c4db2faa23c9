"""The secretary's window over a real contest folder at a given station, for tests of its stages."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from judge_desk.ui.pages.contest_page import ContestPage
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.extras_stage import ExtrasStage
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.decision_form import DecisionForm
from judge_desk.ui.window import Window
from tests.desks.small_contest import Small

OPERATOR = "Ngô Thư Ký"


def give_up(widget: QWidget) -> None:
    """Drop reasons and figures that a test left typed and unrecorded, so that its window closes without a question."""
    for form in widget.findChildren(DecisionForm):
        form.clear()
    for stage in widget.findChildren(ExtrasStage):
        stage.cells.drafts.clear()


class Office:
    """A window that has a contest open: ``small`` plays what others do, ``page`` is what the secretary sees."""

    def __init__(self, qtbot: QtBot, shell: Shell, small: Small, size: tuple[int, int] = (1366, 698)) -> None:
        """Open the window at the contest's home, with a secretary whose name is known."""
        self.qtbot, self.shell, self.small = qtbot, shell, small
        self.window = Window(shell)
        qtbot.addWidget(self.window, before_close_func=give_up)
        self.window.resize(*size)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.open("contest", small.contest)
        self.settle()
        self.page.dossier.seat(OPERATOR)

    @property
    def page(self) -> ContestPage:
        """The page of the contest."""
        page = self.window.page
        assert isinstance(page, ContestPage)
        return page

    def settle(self) -> None:
        """Wait until no work is under way, and what it brought is laid out."""
        self.qtbot.waitUntil(lambda: not self.shell.jobs.running, timeout=30_000)
        self.qtbot.wait(1)
        self.qtbot.waitUntil(lambda: not self.shell.jobs.running, timeout=30_000)

    def go(self, name: str, what: object = None) -> Stage:
        """Go to a stage of the current round, and wait until it has read what it reads."""
        self.page.show_stage(name, what)
        self.settle()
        return self.page.stage

    def picture(self, path: Path, size: tuple[int, int] | None = None) -> None:
        """Take a picture of the window, perhaps at another size."""
        if size is not None:
            self.window.resize(*size)
        self.qtbot.wait(20)
        shown: QWidget = self.window
        assert shown.grab().save(str(path))
