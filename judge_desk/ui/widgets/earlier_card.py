"""The sealings before the newest one: each with its code and time, and the way to write it once more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from judge_desk.desks.handing_over import Sealing
from judge_desk.ui.models.seal_words import time_and_day
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import clear, column, row
from judge_desk.ui.widgets.text import Text
from judge_desk.wording.figures import code_groups


class EarlierCard(QFrame):
    """Lists earlier sealings; ``asked`` wants one written out again, :meth:`tell` says what became of it."""

    asked = Signal(object)

    def __init__(self, shell: Shell) -> None:
        """Make the card, hidden while there is none."""
        super().__init__()
        self._shell = shell
        self.setProperty("frame", "card")
        self.title, self.said = Text(shell.look, "heading"), Text(shell.look, "small", "text_2", wrap=True)
        self._lines = column(spacing=4)
        self.buttons: list[Button] = []
        self.setLayout(column(self.title, self._lines, self.said, spacing=4, margins=(20, 12, 20, 12)))
        self.tell("")

    def show_work(self, sealings: Sequence[Sealing]) -> None:
        """Show the earlier sealings, oldest first."""
        self.title.setText(self._shell.words.say("ui.sealing.earlier.title"))
        self.setVisible(bool(sealings))
        clear(self._lines)
        self.buttons = []
        for each in sealings:
            self._add(each)

    def _add(self, each: Sealing) -> None:
        say, look, words = self._shell.words.say, self._shell.look, self._shell.words
        text, button = Text(look, "body", wrap=True).selectable(), Button(look, "plain", "usb")
        when = time_and_day(each.ballot.stated_time, words)
        code = code_groups(each.code)
        text.setText(say("ui.sealing.earlier.line", revision=each.ballot.revision, code=code, **when))
        button.setText(say("ui.sealing.earlier.export"))
        button.clicked.connect(partial(self.asked.emit, each))
        line = row(text, button, spacing=12)
        line.setStretchFactor(text, 1)
        self._lines.addLayout(line)
        self.buttons.append(button)

    def tell(self, sentence: str) -> None:
        """Say what became of the writing; an empty sentence takes it away."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
