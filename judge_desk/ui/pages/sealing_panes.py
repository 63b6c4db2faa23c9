"""The panes of the sealing page: the step at the left, totals or paper at the right; one at a time if narrow."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.paper_pane import PaperPane
from judge_desk.ui.widgets.seal_check import SealCheck
from judge_desk.ui.widgets.seal_declare import SealDeclare
from judge_desk.ui.widgets.seal_hand_in import SealHandIn
from judge_desk.ui.widgets.tabs import Tabs
from judge_desk.ui.widgets.totals_card import TotalsCard

CHECK, DECLARE, HAND_IN = range(3)
STEPS: Final = ("check", "declare", "hand_in")
NARROW: Final = 1000
"""px under which work and paper share one place, each under its own tab."""
WIDTH: Final = 420
WORK, SIDE = "work", "side"
_NO_LIMIT: Final = 16_777_215
"""What Qt takes for no greatest width."""


class SealingPanes(QWidget):
    """Holds the steps; ``narrowed`` tells whether there is room for one side only."""

    narrowed = Signal(bool)

    def __init__(self, shell: Shell) -> None:
        """Make the panes without work."""
        super().__init__()
        self._shell, self.at = shell, CHECK
        self.check, self.declare, self.hand_in = SealCheck(shell), SealDeclare(shell), SealHandIn(shell)
        self.totals, self.paper = TotalsCard(shell), PaperPane(shell)
        self.tabs = Tabs(shell.look, (WORK, SIDE))
        self._left, self._right = QStackedWidget(), QStackedWidget()
        for pane in (self.check, self.declare, self.hand_in):
            self._left.addWidget(pane)
        for side in (self.totals, self.paper):
            self._right.addWidget(side)
        self.tabs.stack.hide()  # both sides stay where they are
        self.tabs.turned.connect(lambda _: self._arrange())
        self._sides = row(self._left, self._right, spacing=24)
        self._sides.setStretchFactor(self._left, 1)
        inner = column(self.tabs, self._sides)
        inner.setStretchFactor(self._sides, 1)
        self.setLayout(inner)

    def go(self, step: int) -> None:
        """Show a step."""
        self.at = step
        self._left.setCurrentIndex(step)
        self._right.setCurrentWidget(self.totals if step == CHECK else self.paper)
        self.tabs.turn(WORK)

    def speak(self) -> None:
        """Say the words of the tabs and of the paper."""
        say = self._shell.words.say
        self.paper.speak(sealed=self.at == HAND_IN)
        self.tabs.tell(WORK, say(f"ui.sealing.steps.{STEPS[self.at]}"))
        self.tabs.tell(SIDE, say("ui.sealing.check.totals") if self.at == CHECK else self.paper.title.text())

    def first(self) -> QWidget:
        """Give the first thing to do in the step that is shown."""
        return (self.check.act, self.declare.box, self.hand_in.first())[self.at]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the sides for the new size."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < NARROW
        wide = min(self._shell.look.px(WIDTH), self.width() * 2 // 5)
        self.tabs.setVisible(narrow)
        self._left.setVisible(not narrow or self.tabs.shown == WORK)
        self._right.setVisible(not narrow or self.tabs.shown == SIDE)
        self._right.setMinimumWidth(0 if narrow else wide)
        self._right.setMaximumWidth(_NO_LIMIT if narrow else wide)
        self._sides.setContentsMargins(*((12, 8, 12, 8) if narrow else (24, 20, 24, 16)))
        self.narrowed.emit(narrow)
