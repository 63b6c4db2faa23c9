"""A question that stops the work: facts, then verbs on the buttons; the safe one has the focus, Esc is the safe one."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Text

WIDTH = 432


class Question(QDialog):
    """One question; :meth:`asked` gives whether the act was chosen."""

    def __init__(self, parent: QWidget, look: Look, title: str, facts: str, act: str, safe: str) -> None:
        """Make the question with its words."""
        super().__init__(parent)
        self.setWindowTitle(title)
        head, text = Text(look, "heading", wrap=True), Text(look, "body", wrap=True).selectable()
        head.setText(title)
        text.setText(facts)
        self.act, self.safe = Button(look), Button(look, "primary")
        self.act.setText(act)
        self.safe.setText(safe)
        self.act.clicked.connect(self.accept)
        self.safe.clicked.connect(self.reject)
        inner = column(head, text, 8, row(0, self.act, self.safe, spacing=8), spacing=12, margins=(24, 20, 24, 20))
        inner.addStrut(WIDTH)  # the least width, which longer words of the buttons still widen
        self.setLayout(inner)
        self.safe.setFocus()

    def asked(self) -> bool:
        """Ask, and say whether the act was chosen."""
        return self.exec() == QDialog.DialogCode.Accepted
