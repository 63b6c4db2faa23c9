"""One card for each round: its name, its state, its figures; exactly one is chosen."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from judge_desk.desks.looking import RoundView
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import LargeButton
from judge_desk.ui.widgets.layouts import clear, row
from judge_desk.ui.widgets.signs import Sign

STATES: Final = {
    "waiting": ("circle-dashed", "text_2"),
    "marking": ("circle-dot", "accent"),
    "open": ("scale", "warn"),
    "ready": ("circle-check", "ok"),
    "final": ("lock", "seal"),
}
_NO_LIMIT: Final = 16_777_215
"""What Qt takes for no greatest height."""


def state_of(view: RoundView) -> str:
    """Say where a round stands: a key of :data:`STATES`."""
    over = view.overview
    if over.final:
        return "final"
    if not over.package:
        return "waiting"
    if over.ballots < over.seats:
        return "marking"
    return "open" if over.questions else "ready"


class RoundCards(QWidget):
    """Cards side by side; ``chosen`` tells the number of the round, from 0."""

    chosen = Signal(int)

    def __init__(self, shell: Shell) -> None:
        """Make the strip without cards."""
        super().__init__()
        self._shell = shell
        self._group = QButtonGroup(self)
        self._low = False
        self._row = row(spacing=12)
        self.setLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def cards(self) -> list[LargeButton]:
        """The cards from left to right."""
        return [each for each in self._group.buttons() if isinstance(each, LargeButton)]

    def show_rounds(self, rounds: tuple[RoundView, ...], current: int) -> None:
        """Show the rounds of a contest."""
        for each in self._group.buttons():
            self._group.removeButton(each)
        clear(self._row)
        for number, view in enumerate(rounds):
            card = self._card(view)
            card.setCheckable(True)
            card.setChecked(number == current)
            card.clicked.connect(partial(self.chosen.emit, number))
            self._group.addButton(card, number)
            self._row.addWidget(card)
            card.show()
        self.compact(self._low)
        self.updateGeometry()

    def compact(self, low: bool) -> None:
        """Show the cards in one line each where the window is low; the accessible name still says all."""
        self._low = low
        for card in self.cards:
            card.caption.setVisible(not low)
            card.picture.setVisible(not low)
            card.setMaximumHeight(self._shell.look.px(44) if low else _NO_LIMIT)

    def _card(self, view: RoundView) -> LargeButton:
        words, over, state = self._shell.words, view.overview, state_of(view)
        sign = Sign(self._shell.look)
        sign.show_state(*STATES[state], words.say(f"ui.round.state.{state}"))
        card = LargeButton(self._shell.look, "card", "file-text", 24, (sign,))
        facts = {"entries": over.entries, "ballots": over.ballots, "seats": over.seats, "questions": over.questions}
        key = "ui.round.figures" if over.package else "ui.round.not_issued"
        card.tell(over.title, words.say(key, **facts))
        card.setAccessibleName(f"{over.title}. {sign.word}. {card.caption.text()}")
        return card
