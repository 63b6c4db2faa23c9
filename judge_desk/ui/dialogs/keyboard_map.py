"""The map of keys: what the keyboard does on this page, and everywhere."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSlider, QDialog, QGridLayout, QWidget

from judge_desk.ui.look import Look
from judge_desk.ui.shell import Keys
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row, scrolling
from judge_desk.ui.widgets.text import Rule, Text
from judge_desk.ui.words import Words

EVERYWHERE: Keys = (
    ("F1", "ui.keys.help"),
    ("Shift F1", "ui.keys.guide"),
    ("Esc  Alt+←", "ui.keys.back"),
    ("Ctrl ,", "ui.keys.preferences"),
    ("Tab", "ui.keys.tab"),
    ("Ctrl Shift +", "ui.keys.larger"),
    ("Ctrl Shift −", "ui.keys.smaller"),
)

ROOM: Final = 100
"""px of height of everything but the lines."""


class KeyboardMap(QDialog):
    """Two short lists: this page, everywhere; ``guide_wanted`` says that it was closed for the guide."""

    def __init__(self, parent: QWidget, words: Words, look: Look, keys: Keys) -> None:
        """Make the map for a page's keys."""
        super().__init__(parent)
        self.setWindowTitle(words.say("ui.keys.title"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        own = tuple(each for each in keys if each not in EVERYWHERE)
        for head, part in (("ui.keys.here", own), ("ui.keys.everywhere", EVERYWHERE)):
            if part:
                self._part(grid, look, words, head, part)
        self.guide_wanted = False
        self.guide = Button(look, icon="circle-question-mark")
        self.guide.setText(words.say("ui.keys.open_guide"))
        self.guide.clicked.connect(self._to_guide)
        close = Button(look, "primary")
        close.setText(words.say("ui.keys.close"))
        close.clicked.connect(self.accept)
        lines = QWidget()
        lines.setLayout(column(grid, 0))
        area = scrolling(lines)
        step = QAbstractSlider.SliderAction
        for key, act in (
            (Qt.Key.Key_Up, step.SliderSingleStepSub), (Qt.Key.Key_Down, step.SliderSingleStepAdd),
            (Qt.Key.Key_PageUp, step.SliderPageStepSub), (Qt.Key.Key_PageDown, step.SliderPageStepAdd),
        ):  # fmt: skip
            QShortcut(QKeySequence(key), self, partial(area.verticalScrollBar().triggerAction, act))
        area.setMinimumWidth(lines.sizeHint().width() + area.verticalScrollBar().sizeHint().width() + 8)
        self.setLayout(column(area, row(self.guide, 0, close, spacing=8), spacing=12, margins=(24, 20, 24, 20)))
        self.resize(self.minimumSizeHint().width(), min(lines.sizeHint().height() + ROOM, parent.height()))
        close.setFocus()

    def _to_guide(self) -> None:
        self.guide_wanted = True
        self.accept()

    def _part(self, grid: QGridLayout, look: Look, words: Words, head: str, keys: Keys) -> None:
        line = grid.rowCount()
        if line > 1:
            grid.addWidget(Rule(), line, 0, 1, 2)
            line += 1
        title = Text(look, "heading")
        title.setText(words.say(head))
        grid.addWidget(title, line, 0, 1, 2)
        for number, (written, does) in enumerate(keys, start=line + 1):
            cap, text = Text(look, "label"), Text(look, "body")
            cap.setProperty("keycap", "true")
            cap.setText(written)
            text.setText(words.say(does))
            grid.addLayout(row(cap, 0), number, 0)
            grid.addWidget(text, number, 1)
