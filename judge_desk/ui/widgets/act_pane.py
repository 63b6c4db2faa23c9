"""A form that scrolls over a foot that never does: what is missing in words, and the act beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import Part, column, row, scrolling
from judge_desk.ui.widgets.text import Rule, Text


class ActPane(QWidget):
    """A pane with one act.

    Attributes:
        act: the filled button; lacking: why it cannot act yet.
    """

    def __init__(self, look: Look, icon: str) -> None:
        """Make the foot; the form is filled in by :meth:`fill`."""
        super().__init__()
        self.lacking = Text(look, "caption", "text_2", wrap=True)
        self.act = Button(look, "primary", icon)

    def fill(self, *parts: Part, beside: tuple[Part, ...] = ()) -> None:
        """Set the parts of the form, and what stands beside the act."""
        inner = QWidget()
        inner.setLayout(column(*parts, 0, spacing=10, margins=(16, 14, 16, 8)))
        area = scrolling(inner)
        inner.setProperty("ground", "surface")
        self.foot = QWidget()
        acts = row(self.act, *beside, 0, spacing=8)
        self.foot.setLayout(column(Rule(), self.lacking, acts, spacing=6, margins=(16, 0, 16, 12)))
        whole = column(area, self.foot)
        whole.setStretchFactor(area, 1)
        self.setLayout(whole)

    def missing(self) -> str:
        """Say what is missing before the act can be done; empty when nothing is."""
        raise NotImplementedError  # every pane asks for something else

    def weigh(self) -> None:
        """Let the act be done when nothing is missing, and say what is."""
        missing = self.missing()
        self.lacking.setText(missing)
        self.lacking.setVisible(bool(missing))
        self.act.setEnabled(not missing)
