"""Signs and banners: an icon, a word or sentence, and a colour, always together."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QSizePolicy

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.layouts import row
from judge_desk.ui.widgets.text import Picture, Text, restyle


class Sign(QFrame):
    """The state of a thing: icon and word on a quiet colour."""

    def __init__(self, look: Look) -> None:
        """Make a sign that shows nothing yet."""
        super().__init__()
        self.setProperty("frame", "sign")
        self._icon = Picture(look, "info", "text_2", 16)
        self._word = Text(look, "small", "text_2")
        self.setLayout(row(self._icon, self._word, spacing=6, margins=(8, 3, 8, 3)))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_state(self, icon: str, tone: str, word: str) -> None:
        """Show a state; ``tone`` is one of :data:`~judge_desk.ui.style_sheet.TONES`."""
        self._icon.show_icon(icon, tone)
        self._word.setText(word)
        self._word.set_tone(tone)
        restyle(self, tone=tone)
        self.setAccessibleName(word)

    @property
    def word(self) -> str:
        """The word that is shown."""
        return self._word.text()


class Banner(QFrame):
    """One sentence across a page or pane that stays until its cause is gone."""

    def __init__(self, look: Look, icon: str, tone: str) -> None:
        """Make a banner without words, not shown."""
        super().__init__()
        self.setProperty("frame", "banner")
        self.setProperty("tone", tone)
        self._icon = Picture(look, icon, tone, 16)
        self._text = Text(look, "small", tone, wrap=True)
        self.setLayout(row(self._icon, self._text, spacing=8, margins=(16, 6, 16, 6)))
        self.hide()

    def tell(self, sentence: str) -> None:
        """Show a sentence; an empty one takes the banner away."""
        self._text.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    @property
    def sentence(self) -> str:
        """The sentence that is shown."""
        return self._text.text()
