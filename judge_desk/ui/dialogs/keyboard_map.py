"""The map of keys: what the keyboard does on this page, and everywhere."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from judge_desk.ui.look import Look
from judge_desk.ui.pages.page import Keys
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Rule, Text
from judge_desk.ui.words import Words

EVERYWHERE: Keys = (
    ("F1", "ui.keys.help"),
    ("Esc", "ui.keys.back"),
    ("Alt+←", "ui.keys.back"),
    ("Tab", "ui.keys.tab"),
    ("Ctrl+Shift++", "ui.keys.larger"),
    ("Ctrl+Shift+−", "ui.keys.smaller"),
)


class KeyboardMap(QDialog):
    """Two short lists: this page, everywhere."""

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
        close = Button(look, "primary")
        close.setText(words.say("ui.keys.close"))
        close.clicked.connect(self.accept)
        self.setLayout(column(grid, 8, row(0, close), spacing=12, margins=(24, 20, 24, 20)))
        close.setFocus()

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
