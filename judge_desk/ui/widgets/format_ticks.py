"""The formats that papers are made in: a box for each, remembered on this machine."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from judge_desk.desks.publishing import FORMATS
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.layouts import row
from judge_desk.ui.widgets.text import Text
from judge_desk.ui.widgets.tick import Tick

REMEMBERED: Final = "paper_formats"


class FormatTicks(QWidget):
    """The boxes; PDF is ticked until somebody chose otherwise. ``changed`` says that others are."""

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the boxes."""
        super().__init__()
        self._shell = shell
        self.word = Text(shell.look, "body", "text_2")
        self.ticks = {str(each): Tick(shell.look) for each in FORMATS}
        kept = [each for each in shell.preferences.text(REMEMBERED).split() if each in self.ticks]
        for name, tick in self.ticks.items():
            tick.setChecked(name in (kept or ["pdf"]))
            tick.toggled.connect(self._remember)
        self.setLayout(row(self.word, *self.ticks.values(), 0, spacing=8))

    def speak(self) -> None:
        """Say every word."""
        say = self._shell.words.say
        self.word.setText(say("ui.papers.formats"))
        for name, tick in self.ticks.items():
            tick.setText(say(f"ui.papers.format.{name}"))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The formats that are ticked."""
        return tuple(name for name, tick in self.ticks.items() if tick.isChecked())

    def _remember(self) -> None:
        self._shell.preferences.remember(REMEMBERED, " ".join(self.chosen))
        self.changed.emit()
