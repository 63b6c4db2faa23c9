"""The card with the judge's entries: states to choose among, a search, the table, or a sentence why it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from judge_desk.desks.marking import EntryLine, EntryState
from judge_desk.ui.models.entries import SIGNS
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.entry_table import EntryTable
from judge_desk.ui.widgets.flow import Flow
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.search_field import SearchField
from judge_desk.ui.widgets.text import Rule


class EntriesPane(QWidget):
    """``opened`` tells the code of an entry that is wanted."""

    opened = Signal(str)

    def __init__(self, shell: Shell) -> None:
        """Make the card without entries."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self._blind, self._low = True, False
        self.chips: dict[EntryState | None, Button] = {None: Button(look, "chip")}
        self.chips |= {state: Button(look, "chip", icon) for state, (icon, _) in SIGNS.items()}
        for state, chip in self.chips.items():
            chip.setAutoExclusive(True)
            chip.clicked.connect(partial(self.choose, state))
        self.search = SearchField(look)
        self.defence = Button(look, "plain", "timer")
        self.table = EntryTable(shell.words, look)
        self.nothing = Notice(look, "search")
        self._stack = QStackedWidget()
        self._build()
        self.begin()

    def _build(self) -> None:
        chips, head = QWidget(), QWidget()
        chips.setLayout(Flow(*self.chips.values()))
        self._search_row = row(self.search, self.defence, spacing=12)
        self._head = column(chips, self._search_row, spacing=10, margins=(16, 12, 16, 8))
        head.setLayout(self._head)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        self.setLayout(column(head, Rule(), self._stack))
        self.search.textChanged.connect(self.table.entries.search)
        self.search.left_down.connect(self.table.setFocus)
        self.search.wanted.connect(self._open_first)
        self.table.opened.connect(self.opened)
        self.table.entries.modelReset.connect(self._say_nothing)
        self.table.entries.dataChanged.connect(self._count)
        self.nothing.act.become("plain")
        self.nothing.act.clicked.connect(self.begin)

    def begin(self) -> None:
        """Show all entries again."""
        self.search.clear()
        self.choose(None)

    def choose(self, state: EntryState | None) -> None:
        """Show only entries of a state; None shows all."""
        self.chips[state].setChecked(True)
        self.table.entries.choose(state)

    def sort_by(self, column: int) -> None:
        """Sort by a column, the other way round when it is sorted by already."""
        now, order = self.table.entries.sorted_by
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        self.table.horizontalHeader().setSortIndicator(column, down if now == column and order is up else up)

    def show_lines(self, lines: Sequence[EntryLine], decimals: int, blind: bool) -> None:
        """Show the entries of a seat."""
        self._blind = blind
        self.table.entries.show_lines(lines, decimals, blind)
        self.table.fit()
        self.speak()

    def compact(self, low: bool) -> None:
        """Take less height in a low window; the words of the states stay, their icons stand in the rows."""
        if low is self._low:
            return
        self._low = low
        for state, (icon, _) in SIGNS.items():
            self.chips[state].show_icon("" if low else icon)
        self._count()
        self._head.setContentsMargins(*((12, 6, 12, 6) if low else (16, 12, 16, 8)))
        self._head.setSpacing(6 if low else 10)

    def speak(self) -> None:
        """Say every word."""
        say = self._shell.words.say
        self.search.tell(say("ui.entries.search" if self._blind else "ui.entries.search_open"))
        self.search.setToolTip(say("ui.entries.search_how"))
        self.defence.setText(say("ui.entries.defence"))
        self.table.setAccessibleName(say("ui.entries.title"))
        self._count()
        self._say_nothing()

    def _count(self) -> None:
        say, counts = self._shell.words.say, self.table.entries.counts
        for state, chip in self.chips.items():
            if state is None:
                chip.setText(say("ui.entries.all", count=sum(counts.values())))
            else:
                chip.setText(say("ui.entries.chip", state=say(f"ui.entry_state.{state}"), count=counts[state]))

    def _say_nothing(self) -> None:
        say, entries = self._shell.words.say, self.table.entries
        if entries.rowCount():
            self._stack.setCurrentIndex(0)
            return
        some = bool(entries.lines)
        self.nothing.tell(
            say("ui.entries.nothing_found" if some else "ui.entries.none"), say("ui.entries.show_all") if some else ""
        )
        self._stack.setCurrentIndex(1)

    def _open_first(self) -> None:
        code = self.table.current_code()
        if code:
            self.opened.emit(code)
