"""One option with all its choices side by side; a choice takes effect at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.flow import Flow
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Text


class ChoiceRow(QWidget):
    """A label over buttons of which one is down; the arrows put the next one down."""

    picked = Signal(str)

    def __init__(self, look: Look, values: tuple[str, ...], wraps: bool = False) -> None:
        """Make a row for some values, without words and with none chosen; many values go on in a line below."""
        super().__init__()
        self.label = Text(look, "caption_strong")
        self.buttons: dict[str, Button] = {}
        group = QButtonGroup(self)
        for value in values:
            button = Button(look, "choice")
            button.clicked.connect(partial(self.picked.emit, value))
            group.addButton(button)
            self.buttons[value] = button
        side = Flow(*self.buttons.values(), gap=8) if wraps else row(*self.buttons.values(), 0, spacing=8)
        self.setLayout(column(self.label, side, spacing=6))

    def show_choice(self, value: str) -> None:
        """Show what is in effect."""
        self.buttons[value].setChecked(True)
        for each, button in self.buttons.items():  # Tab comes to what is chosen, the arrows to the others
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each == value else Qt.FocusPolicy.ClickFocus)

    def tell(self, label: str, words: dict[str, str]) -> None:
        """Set the label and the word of every choice."""
        self.label.setText(label)
        for value, word in words.items():
            self.buttons[value].setText(word)
            self.buttons[value].setAccessibleName(f"{label}: {word}")
