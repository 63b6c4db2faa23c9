"""A whole page or pane that says one thing: nothing here yet, or why an act did not come about."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Picture, Text


class Notice(QWidget):
    """Icon, sentence, and up to two buttons that lead on; the buttons are the page's to connect."""

    def __init__(self, look: Look, icon: str, tone: str = "text_2") -> None:
        """Make a notice without words; its buttons are hidden until they have some."""
        super().__init__()
        self._picture = Picture(look, icon, tone, 32)
        self.text = Text(look, "body", wrap=True).selectable()
        self.text.setMaximumWidth(640)
        self.act = Button(look, "primary")
        self.other = Button(look, "text")
        words = row(self.text, 0)  # beside room that takes what is left, the height follows the width that it gets
        words.setStretch(0, 100)
        lines = column(words, row(self.act, self.other, 0, spacing=12), spacing=16)
        inner = row(self._picture, lines, spacing=16)
        inner.setAlignment(self._picture, Qt.AlignmentFlag.AlignTop)
        inner.setStretchFactor(lines, 1)
        self.setLayout(column(inner, 0, margins=(24, 24, 24, 24)))
        self.tell("", "", "")

    def show_icon(self, icon: str, tone: str) -> None:
        """Show another icon."""
        self._picture.show_icon(icon, tone)

    def tell(self, sentence: str, act: str = "", other: str = "") -> None:
        """Set the sentence and the verbs of the buttons; a button without one is not there."""
        self.text.setText(sentence)
        for button, verb in ((self.act, act), (self.other, other)):
            button.setText(verb)
            button.setVisible(bool(verb))
