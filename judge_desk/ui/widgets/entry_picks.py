"""Entries to be put in order, or to be chosen from: a number or a tick beside each code, none at first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.layouts import clear, column, row
from judge_desk.ui.widgets.text import Text
from judge_desk.ui.widgets.tick import Tick

LONGEST: Final = 34
"""Characters of a code with its title that are shown; the rest has a tip."""


class EntryPicks(QWidget):
    """The entries of a question, each with a tick or with a field for its number in the order.

    With ``titled`` the title stands behind the code, for what nobody must hide.
    """

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        """Begin without entries."""
        super().__init__()
        self._shell = shell
        self.label = Text(shell.look, "label", wrap=True)
        self._rows = column(spacing=4)
        self.titled = False
        self.ticks: dict[str, Tick] = {}
        self.numbers: dict[str, QLineEdit] = {}
        self.setLayout(column(self.label, self._rows, spacing=4))

    def ask_which(self, codes: Sequence[str], titles: Mapping[str, str], label: str) -> None:
        """Ask which of the entries; none is ticked."""
        self._begin(label)
        for code in codes:
            tick = Tick(self._shell.look)
            tick.setText(self._shown(code, titles))
            tick.setToolTip(titles.get(code, ""))
            tick.setAccessibleName(f"{code} {titles.get(code, '')}".strip())
            tick.toggled.connect(lambda _: self.changed.emit())
            self.ticks[code] = tick
            self._rows.addWidget(tick)

    def ask_order(self, codes: Sequence[str], titles: Mapping[str, str], label: str) -> None:
        """Ask for the order of the entries; no number is filled in."""
        self._begin(label)
        for code in codes:
            field = QLineEdit()
            field.setValidator(QIntValidator(1, len(codes), field))
            field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.setFixedWidth(self._shell.look.px(56))
            field.setAccessibleName(f"{label} {code} {titles.get(code, '')}".strip())
            field.textChanged.connect(lambda _: self.changed.emit())
            name = Text(self._shell.look, "label")
            name.setText(self._shown(code, titles))
            name.setToolTip(titles.get(code, ""))
            self.numbers[code] = field
            holder = QWidget()
            holder.setLayout(row(field, name, 0, spacing=8))
            self._rows.addWidget(holder)

    def _shown(self, code: str, titles: Mapping[str, str]) -> str:
        if not self.titled or not titles.get(code):
            return code
        text = f"{code} · {titles[code]}"
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"

    def _begin(self, label: str) -> None:
        clear(self._rows)
        self.ticks, self.numbers = {}, {}
        self.label.setText(label)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes that are ticked, as they stand."""
        return tuple(code for code, tick in self.ticks.items() if tick.isChecked())

    @property
    def ordered(self) -> tuple[str, ...]:
        """The codes in the order of their numbers; empty unless every number from 1 stands exactly once."""
        typed = {code: field.text() for code, field in self.numbers.items()}
        if sorted(typed.values()) != sorted(str(number) for number in range(1, len(typed) + 1)):
            return ()
        return tuple(sorted(typed, key=lambda code: int(typed[code])))
