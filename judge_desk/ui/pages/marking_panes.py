"""The two panes of the marking page: beside each other with a bar between them, or under two tabs."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.mark_sheet import MarkSheet

LEAST: Final = 420
FIRST: Final = 468
MOST: Final = 560
READER: Final = 520
NARROW: Final = 1000
UNLIMITED: Final = 16_777_215
WIDTH: Final = "marking-width"
"""Name under which the width of the rubric is remembered on this machine."""
READING, MARKING = "reader", "rubric"


class MarkingPanes(QWidget):
    """Reader and rubric; in a narrow window one at a time, with the foot under both.

    Neither pane is moved to another parent, so that a clip goes on while the rubric is shown. ``narrowed`` tells a
    change between the two ways.
    """

    narrowed = Signal(bool)

    def __init__(self, shell: Shell, reader: QWidget, sheet: MarkSheet) -> None:
        """Put both beside each other."""
        super().__init__()
        self._shell, self._reader, self._sheet = shell, reader, sheet
        self.narrow = False
        self.shown = MARKING
        self.tabs = {name: Button(shell.look, "tab") for name in (READING, MARKING)}
        for name, button in self.tabs.items():
            button.setAutoExclusive(True)
            button.clicked.connect(partial(self.turn, name))
        self._head = QFrame()
        self._head.setProperty("frame", "header")
        self._head.setLayout(row(*self.tabs.values(), 0, margins=(8, 0, 8, 0)))
        self._head.hide()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(reader)
        self.split.addWidget(sheet)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.split.splitterMoved.connect(self._remember)
        self._column: QVBoxLayout = column(self._head, self.split)
        self._column.setStretchFactor(self.split, 1)
        self.setLayout(self._column)
        self.tabs[MARKING].setChecked(True)
        shell.look.changed.connect(self._arrange)
        self._limit()

    def tell(self, reader: str, rubric: str) -> None:
        """Set the words of the tabs."""
        self.tabs[READING].setText(reader)
        self.tabs[MARKING].setText(rubric)

    def turn(self, name: str) -> None:
        """Show a pane where only one is shown."""
        self.shown = name
        self.tabs[name].setChecked(True)
        self._reader.setVisible(not self.narrow or name == READING)
        self._sheet.setVisible(not self.narrow or name == MARKING)

    def _limit(self) -> None:
        px = self._shell.look.px
        self._sheet.setMinimumWidth(0 if self.narrow else px(LEAST))
        self._sheet.setMaximumWidth(UNLIMITED if self.narrow else px(MOST))

    def _arrange(self) -> None:
        """Stand beside each other where both have their least room, else under tabs."""
        px = self._shell.look.px
        narrow = self.width() < max(NARROW, READER + px(LEAST))
        changed, self.narrow = narrow != self.narrow, narrow
        self._limit()
        self._head.setVisible(narrow)
        self._sheet.foot.join(narrow)
        if changed and narrow:
            self._sheet.foot.move_to(self._column)
        elif changed:
            self._sheet.put_foot_back()
        self.turn(self.shown)
        if not narrow:
            kept = self._shell.preferences.text(WIDTH)
            width = min(max(int(kept) if kept.isdecimal() else FIRST, LEAST), MOST)
            self.split.setSizes([max(self.width() - px(width), 1), px(width)])
        if changed:
            self.narrowed.emit(narrow)

    def _remember(self) -> None:
        scale = self._shell.look.scale
        self._shell.preferences.remember(WIDTH, str(round(self._sheet.width() / max(scale, 1))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between the two ways."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()
