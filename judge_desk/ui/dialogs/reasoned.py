"""A question whose act needs words: the fields come first, and while one is empty there is no act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import Part, column, row
from judge_desk.ui.widgets.text import Text

WIDTH: Final = 472


class Reasoned(QDialog):
    """One question with its fields; :meth:`asked` gives what was written, nothing when the act was not wanted."""

    def __init__(
        self, parent: QWidget, look: Look, title: str, facts: str, labels: Sequence[str], act: str, safe: str, why: str
    ) -> None:
        """Make the question; ``why`` says why there is no act while a field is empty."""
        super().__init__(parent)
        self.setWindowTitle(title)
        head, text = Text(look, "heading", wrap=True), Text(look, "body", wrap=True)
        head.setText(title)
        text.setText(facts)
        self.fields: list[QLineEdit] = []
        parts: list[Part] = [head, text]
        for words in labels:
            label, field = Text(look, "label"), QLineEdit()
            label.setText(words)
            label.setBuddy(field)
            field.setAccessibleName(words)
            field.textChanged.connect(self._weigh)
            field.returnPressed.connect(self._onward)
            self.fields.append(field)
            parts += [label, field]
        self.act, self.safe = Button(look, "primary"), Button(look)
        self.act.setText(act)
        self.safe.setText(safe)
        self.act.clicked.connect(self.accept)
        self.safe.clicked.connect(self.reject)
        self._why, self._why_words = Text(look, "small", "text_2", wrap=True), why
        acts = row(self._why, self.safe, self.act, spacing=8)
        acts.setStretchFactor(self._why, 1)
        inner = column(*parts, 8, acts, spacing=8, margins=(24, 20, 24, 20))
        inner.addStrut(WIDTH)  # the least width, which longer words of the buttons still widen
        self.setLayout(inner)
        self.fields[0].setFocus()
        self._weigh()

    def words(self) -> tuple[str, ...]:
        """Give what stands in the fields."""
        return tuple(field.text().strip() for field in self.fields)

    def _weigh(self) -> None:
        self.act.setEnabled(all(self.words()))
        self._why.setText("" if all(self.words()) else self._why_words)

    def _onward(self) -> None:
        """Go to the first field that is empty, else do the act."""
        empty = next((field for field in self.fields if not field.text().strip()), None)
        if empty is not None:
            empty.setFocus()
        else:
            self.act.click()

    def asked(self) -> tuple[str, ...]:
        """Ask, and give the words of the fields; nothing when the act was not wanted."""
        return self.words() if self.exec() == QDialog.DialogCode.Accepted else ()
