"""Where two typings differ: each place with both values, each of which can be corrected from the paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from judge_desk.desks.paper_typing import Difference
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.layouts import clear, column, row
from judge_desk.ui.widgets.text import Picture, Rule, Text

SHOWN: Final = 40
"""Differences that are shown at once; the next ones come when these are settled."""


class DifferenceList(QWidget):
    """``corrected`` tells which typing (1 or 2), the difference, and what was typed."""

    corrected = Signal(int, object, str)

    def __init__(self, shell: Shell) -> None:
        """Make an empty list."""
        super().__init__()
        self._shell = shell
        self.fields: list[tuple[QLineEdit, QLineEdit]] = []
        self._box = column()
        self.setLayout(self._box)

    def show_differences(self, found: Sequence[Difference], typists: tuple[str, str]) -> None:
        """Show differences; ``typists`` is who typed first and second."""
        clear(self._box)
        self.fields = []
        for number, each in enumerate(found[:SHOWN]):
            if number:
                self._box.addWidget(Rule())
            self._box.addWidget(self._row(each, typists))

    def _row(self, each: Difference, typists: tuple[str, str]) -> QWidget:
        say, look, words = self._shell.words.say, self._shell.look, self._shell.words
        what = Text(look, "label", wrap=True)
        what.setText(say(f"ui.typing.differs_{each.what}", code=each.code, criterion=each.criterion))
        parts = []
        pair = []
        for number, (typist, value) in enumerate(zip(typists, (each.first, each.second), strict=True), start=1):
            field, label = QLineEdit(self._said(value, words.language)), Text(look, "caption", "text_2")
            label.setText(say("ui.typing.by", number=number, name=typist))
            label.setBuddy(field)
            field.setAccessibleName(f"{what.text()}. {label.text()}")
            field.setFixedWidth(look.px(150))
            field.editingFinished.connect(partial(self._correct, number, each, field, field.text()))
            pair.append(field)
            parts.append(column(label, field, spacing=2))
        self.fields.append((pair[0], pair[1]))
        inner = row(Picture(look, "triangle-alert", "warn", 18), what, *parts, spacing=12, margins=(16, 8, 16, 8))
        inner.setStretchFactor(what, 1)
        made = QWidget()
        made.setLayout(inner)
        return made

    def _said(self, value: str, language: str) -> str:
        return value if language == "vi" else value.replace(",", ".")

    def _correct(self, number: int, each: Difference, field: QLineEdit, before: str) -> None:
        if field.text().strip() != before:
            self.corrected.emit(number, each, field.text())
