"""What the signs of a table mean: icon and word for each, in as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.flow import Flow
from judge_desk.ui.widgets.layouts import row
from judge_desk.ui.widgets.text import Picture, Text


class Legend(QWidget):
    """Signs with their words; an empty icon is a middle dot."""

    def __init__(self, look: Look, signs: Sequence[tuple[str, str]]) -> None:
        """Make a legend of icons with their tones, without words."""
        super().__init__()
        self.parts: list[QWidget] = []
        self.words: list[Text] = []
        flow = Flow(gap=12)
        for icon, tone in signs:
            word = Text(look, "caption", "text_2")
            dot = Text(look, "caption", "text_2")
            dot.setText("·")
            part = QWidget()
            part.setLayout(row(Picture(look, icon, tone, 16) if icon else dot, word, spacing=6))
            self.words.append(word)
            self.parts.append(part)
            flow.addWidget(part)
        self.setLayout(flow)

    def tell(self, words: Sequence[str]) -> None:
        """Set the words in the order of the signs."""
        for label, word in zip(self.words, words, strict=True):
            label.setText(word)
