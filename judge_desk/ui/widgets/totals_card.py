"""All entries with their totals, to read through once more before sealing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from judge_desk.desks.marking import Sitting
from judge_desk.desks.scoring import decimals_of_totals
from judge_desk.ui.models.entries import Part
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.entry_table import EntryTable
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Text


class TotalsCard(QFrame):
    """The table; ``opened`` tells the code of the entry that is wanted."""

    opened = Signal(str)

    def __init__(self, shell: Shell) -> None:
        """Make the card without entries."""
        super().__init__()
        self._shell = shell
        self.setProperty("frame", "card")
        self.title, self.table = Text(shell.look, "heading"), EntryTable(shell.words, shell.look)
        self.table.setColumnHidden(Part.STATE, True)
        self.table.entries.says_why = True
        self.table.opened.connect(self.opened)
        inner = column(row(self.title, margins=(16, 10, 16, 6)), self.table, margins=(2, 2, 2, 2))
        inner.setStretchFactor(self.table, 1)
        self.setLayout(inner)

    def show_work(self, sitting: Sitting) -> None:
        """Show every entry of somebody's work."""
        self.title.setText(self._shell.words.say("ui.sealing.check.totals"))
        self.table.setAccessibleName(self.title.text())
        self.table.entries.show_lines(sitting.lines(), decimals_of_totals(sitting.round.rubric), sitting.round.blind)
        self.table.fit()
