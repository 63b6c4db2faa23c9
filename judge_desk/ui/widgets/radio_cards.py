"""Choices as cards with two lines, of which one can be down; none is at first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.buttons import LargeButton
from judge_desk.ui.widgets.layouts import clear, column


class RadioCards(QWidget):
    """``picked`` tells the number of the card that is down now."""

    picked = Signal(int)

    def __init__(self, look: Look) -> None:
        """Make no card yet."""
        super().__init__()
        self._look = look
        self.cards: list[LargeButton] = []
        self._box = column(spacing=8)
        self.setLayout(self._box)

    def offer(self, words: Sequence[tuple[str, str]]) -> None:
        """Offer choices by name and line; none is down, unless the same choices are offered again."""
        kept = self.chosen if len(words) == len(self.cards) else -1
        clear(self._box)
        self.cards = []
        for number, (name, line) in enumerate(words):
            card = LargeButton(self._look, "row", "circle-dot" if number == kept else "circle-dashed", 18)
            card.setProperty("kind", "card")  # the lines of a row in the frame of a card
            card.setCheckable(True)
            card.tell(name, line)
            card.setChecked(number == kept)
            card.clicked.connect(lambda _=False, number=number: self.choose(number))
            self.cards.append(card)
            self._box.addWidget(card)

    @property
    def chosen(self) -> int:
        """The number of the card that is down, -1 for none."""
        return next((number for number, card in enumerate(self.cards) if card.isChecked()), -1)

    def choose(self, number: int) -> None:
        """Put a card down, all others up."""
        for each, card in enumerate(self.cards):
            card.setChecked(each == number)
            card.picture.show_icon("circle-dot" if each == number else "circle-dashed", "accent")
        self.picked.emit(number)

    def clear_choice(self) -> None:
        """Put every card up."""
        for card in self.cards:
            card.setChecked(False)
            card.picture.show_icon("circle-dashed", "accent")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from card to card with the arrows; nothing is chosen by that."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        here = next((number for number, card in enumerate(self.cards) if card.hasFocus()), -1)
        if step and here >= 0:
            self.cards[(here + step) % len(self.cards)].setFocus()
            return
        super().keyPressEvent(event)
