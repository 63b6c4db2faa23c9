"""The row of an entry's files: an icon and a name for each; it takes another line where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from judge_desk.ui.look import Look
from judge_desk.ui.viewing.tab_plan import TabPlan
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.flow import Flow
from judge_desk.ui.widgets.layouts import clear, column
from judge_desk.ui.words import Words


class FileTabs(QFrame):
    """``turned`` tells the number of the tab that is wanted."""

    turned = Signal(int)

    def __init__(self, words: Words, look: Look) -> None:
        """Make an empty row."""
        super().__init__()
        self._words, self._look = words, look
        self._plans: tuple[TabPlan, ...] = ()
        self.buttons: list[Button] = []
        self.setProperty("frame", "header")
        self._flow = Flow(gap=0)
        self.setLayout(column(self._flow, margins=(8, 0, 8, 0)))
        words.changed.connect(self._speak)

    def show_plans(self, plans: Sequence[TabPlan]) -> None:
        """Make a tab for each plan, none chosen yet."""
        clear(self._flow)
        self._plans = tuple(plans)
        self.buttons = [Button(self._look, "tab", plan.icon) for plan in plans]
        for number, button in enumerate(self.buttons):
            button.setAutoExclusive(True)
            button.clicked.connect(partial(self.turned.emit, number))
            self._flow.addWidget(button)
        self._speak()

    def choose(self, number: int) -> None:
        """Mark a tab as the one that is shown."""
        self.buttons[number].setChecked(True)

    def _speak(self) -> None:
        for plan, button in zip(self._plans, self.buttons, strict=True):
            button.setText(plan.name(self._words).replace("&", "&&"))
            button.setToolTip(plan.title(self._words))
        self._flow.invalidate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next tab with the arrows."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        here = next((number for number, button in enumerate(self.buttons) if button.hasFocus()), -1)
        if step and here >= 0:
            number = (here + step) % len(self.buttons)
            self.buttons[number].setFocus()
            self.turned.emit(number)
            return
        super().keyPressEvent(event)
