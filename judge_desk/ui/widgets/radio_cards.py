"""Several possible answers as cards under each other, of which one can be chosen; none is at first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.layouts import clear, column
from judge_desk.ui.widgets.radio_card import RadioCard


class RadioCards(QWidget):
    """``picked`` tells the number of the card that is chosen now."""

    picked = Signal(int)

    def __init__(self, look: Look) -> None:
        """Make no card yet."""
        super().__init__()
        self._look = look
        self._group = QButtonGroup(self)
        self.cards: list[RadioCard] = []
        self._box = column(spacing=8)
        self.setLayout(self._box)

    def offer(self, words: Sequence[tuple[str, str]]) -> None:
        """Offer answers by name and meaning; none is chosen, unless as many are offered again."""
        if len(words) != len(self.cards):
            clear(self._box)
            self._group = QButtonGroup(self)
            self.cards = [RadioCard(self._look) for _ in words]
            for number, card in enumerate(self.cards):
                self._group.addButton(card)
                card.clicked.connect(partial(self.picked.emit, number))
                self._box.addWidget(card)
        for card, (name, meaning) in zip(self.cards, words, strict=True):
            card.tell(name, meaning)

    @property
    def chosen(self) -> int:
        """The number of the card that is chosen, -1 for none."""
        return next((number for number, card in enumerate(self.cards) if card.isChecked()), -1)

    def clear_choice(self) -> None:
        """Choose nothing."""
        self._group.setExclusive(False)
        for card in self.cards:
            card.setChecked(False)
        self._group.setExclusive(True)
