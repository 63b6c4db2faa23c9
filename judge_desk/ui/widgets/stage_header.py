"""The bar on top of a stage: back where there is something before it, title, state, and what else may be done."""

from __future__ import annotations

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.header import Header


class StageHeader(Header):
    """A header whose back button shows only where another stage lies behind."""

    def __init__(self, look: Look) -> None:
        """Make the bar without words."""
        super().__init__(look)
        self.button.hide()
        self.sign.hide()

    def show_title(self, title: str, back: str = "") -> None:
        """Set the title; ``back`` is the word of the way back, without one there is no button."""
        self.tell(back, title)
        self.button.setVisible(bool(back))

    def show_state(self, icon: str, tone: str, word: str) -> None:
        """Show a state at the right; an empty word takes it away."""
        if word:
            self.sign.show_state(icon, tone, word)
        self.sign.setVisible(bool(word))
