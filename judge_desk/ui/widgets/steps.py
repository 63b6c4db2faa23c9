"""The steps of a page in its header: done, now, not yet; each with icon and word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.layouts import row
from judge_desk.ui.widgets.text import Picture, Text

_DONE, _NOW, _NOT_YET = ("circle-check", "ok"), ("circle-dot", "accent"), ("circle-dashed", "text_2")


class Steps(QWidget):
    """Words of the steps beside each other; in a narrow window only that of the step that is on."""

    def __init__(self, look: Look, count: int) -> None:
        """Make so many steps without words."""
        super().__init__()
        self._icons = [Picture(look, *_NOT_YET, 18) for _ in range(count)]
        self._words = [Text(look, "label") for _ in range(count)]
        self._now, self._narrow = 0, False
        parts: list[QWidget | int] = []
        for icon, word in zip(self._icons, self._words, strict=True):
            parts += [icon, word, 12]
        self.setLayout(row(*parts[:-1], spacing=6))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def tell(self, words: Sequence[str]) -> None:
        """Set the words."""
        for text, word in zip(self._words, words, strict=True):
            text.setText(word)
        self._show()

    def go(self, now: int, ended: bool = False) -> None:
        """Show the step that is on, from 0; ``ended`` says that it is done, too."""
        self._now = now
        for number, (icon, word) in enumerate(zip(self._icons, self._words, strict=True)):
            name, tone = _DONE if number < now or (ended and number == now) else _NOW if number == now else _NOT_YET
            icon.show_icon(name, tone)
            word.set_tone(tone)
        self._show()

    def narrow(self, on: bool) -> None:
        """Show only the step that is on."""
        self._narrow = on
        self._show()

    def _show(self) -> None:
        for number, (icon, word) in enumerate(zip(self._icons, self._words, strict=True)):
            for each in (icon, word):
                each.setVisible(not self._narrow or number == self._now)
        self.setAccessibleName(self._words[self._now].text())
