"""One code off a signed score sheet: of which round and seat, and its thirty digits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from judge_desk.contest.values.identity import RoundId
from judge_desk.desks.recount_codes import PaperCode
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.choice_box import ChoiceBox
from judge_desk.ui.widgets.code_entry import CodeEntry
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Text

MOST_SEATS: Final = 999
SEAT_WIDTH: Final = 72


class PaperCodeRow(QWidget):
    """``changed`` says that something was typed or chosen, ``dropped`` that the code is not wanted after all."""

    changed = Signal()
    dropped = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make it empty: no round, no seat, no digits."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self._rounds: tuple[tuple[RoundId, str], ...] = ()
        self.round = ChoiceBox(look, 16)
        self.label, self.seat = Text(look, "caption_strong"), QLineEdit()
        self.seat.setValidator(QIntValidator(1, MOST_SEATS, self.seat))
        self.seat.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.seat.setFixedWidth(look.px(SEAT_WIDTH))
        self.label.setBuddy(self.seat)
        self.entry = CodeEntry(shell)
        self.entry.ask_unknown()
        self.drop = Button(look, "text", "circle-x")
        self.drop.clicked.connect(self.dropped)
        self.round.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.seat.textChanged.connect(lambda _: self.changed.emit())
        self.entry.changed.connect(self.changed)
        self.setLayout(column(row(self.label, self.seat, self.round, 0, self.drop, spacing=8), self.entry, spacing=6))
        self.round.hide()
        self.speak()

    def speak(self) -> None:
        """Say every word."""
        say = self._shell.words.say
        self.label.setText(say("ui.recount.seat"))
        self.seat.setAccessibleName(say("ui.recount.seat"))
        self.round.setPlaceholderText(say("ui.recount.round"))
        self.round.setAccessibleName(say("ui.recount.round"))
        self.drop.setText(say("ui.recount.drop_code"))

    def offer(self, rounds: Sequence[tuple[RoundId, str]]) -> None:
        """Offer the rounds of the rules; none is chosen beforehand, and where there is one alone none is asked for."""
        if tuple(rounds) == self._rounds:
            return
        self._rounds = tuple(rounds)
        self.round.clear()
        for id_, title in rounds:
            self.round.addItem(title, id_)
        self.round.setCurrentIndex(-1)
        self.round.setVisible(len(rounds) > 1)

    @property
    def lack(self) -> str:
        """What is still missing: ``seat``, ``round``, ``digits``; empty for nothing."""
        if not self.seat.hasAcceptableInput():
            return "seat"
        if len(self._rounds) > 1 and self.round.currentIndex() < 0:
            return "round"
        return "" if self.entry.is_whole else "digits"

    def code(self) -> PaperCode:
        """Give what was typed; nothing may be missing."""
        return PaperCode(str(self.round.currentData() or ""), int(self.seat.text()), self.entry.code)
