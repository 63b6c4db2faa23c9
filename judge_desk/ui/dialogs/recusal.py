"""Asks why an entry is not marked; the reason comes first, and without one there is no act."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Text

WIDTH: Final = 472
REASONS: Final = {
    True: ("ui.marking.recusal.blind.known", "ui.marking.recusal.blind.helped"),
    False: ("ui.marking.recusal.open.kin", "ui.marking.recusal.open.unit", "ui.marking.recusal.open.helped"),
}
"""Reasons that are offered in a blind round and in an open one; they fill the field and may be changed there."""


class Recusal(QDialog):
    """One question with its reason; :meth:`asked` gives the reason, empty when the judge marks the entry after all."""

    def __init__(self, parent: QWidget, shell: Shell, code: str, blind: bool, given: int) -> None:
        """Make the question for an entry that has ``given`` marks so far."""
        super().__init__(parent)
        look, say = shell.look, shell.words.say
        title = say("ui.marking.recusal.title", code=code)
        self.setWindowTitle(title)
        head, facts = Text(look, "heading", wrap=True), Text(look, "body", wrap=True)
        label, why = Text(look, "label"), Text(look, "small", "text_2", wrap=True)
        head.setText(title)
        facts.setText(say("ui.marking.recusal.facts_marked" if given else "ui.marking.recusal.facts"))
        label.setText(say("ui.marking.recusal.reason"))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(label.text())
        label.setBuddy(self.reason)
        self.offers = [self._offer(shell, say(key)) for key in REASONS[blind]]
        self.act, self.safe = Button(look, "primary"), Button(look)
        self.act.setText(say("ui.marking.recusal.act"))
        self.safe.setText(say("ui.marking.recusal.safe"))
        self.act.clicked.connect(self.accept)
        self.safe.clicked.connect(self.reject)
        self._why, self._why_words = why, say("ui.marking.recusal.no_reason")
        self.reason.textChanged.connect(self._weigh)
        self.reason.returnPressed.connect(self.act.click)
        acts = row(why, self.safe, self.act, spacing=8)
        acts.setStretchFactor(why, 1)
        parts = (head, facts, label, *self.offers, self.reason)
        inner = column(*parts, 8, acts, spacing=8, margins=(24, 20, 24, 20))
        inner.addStrut(WIDTH)  # the least width, which longer words of the buttons still widen
        self.setLayout(inner)
        self.reason.setFocus()
        self._weigh("")

    def _offer(self, shell: Shell, words: str) -> Button:
        button = Button(shell.look)
        button.setText(words)
        button.clicked.connect(partial(self._take, words))
        return button

    def _take(self, words: str) -> None:
        self.reason.setText(words)
        self.reason.setFocus()

    def _weigh(self, text: str) -> None:
        self.act.setEnabled(bool(text.strip()))
        self._why.setText("" if text.strip() else self._why_words)

    def asked(self) -> str:
        """Ask, and give the reason; empty when the entry is marked after all."""
        return self.reason.text().strip() if self.exec() == QDialog.DialogCode.Accepted else ""
