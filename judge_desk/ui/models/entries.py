"""The judge's entries as a table: a model that keeps its own order, so that ten thousand rows sort and filter at once.

A proxy over a Python model asks for every cell it compares (measured: 150 times slower), so the model holds a list of
the rows that are shown, in the order in which they are shown.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import IntEnum
from operator import attrgetter
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from judge_desk.contest.values.identity import EntryCode
from judge_desk.desks.marking import EntryLine, EntryState
from judge_desk.ui.models.collation import sort_ranks
from judge_desk.ui.models.table_cells import LEFT, RIGHT, plain, plain_all
from judge_desk.ui.words import Words
from judge_desk.wording.figures import mark

Index = QModelIndex | QPersistentModelIndex
SIGNS: Final[Mapping[EntryState, tuple[str, str]]] = {
    EntryState.EMPTY: ("circle-dashed", "text_2"),
    EntryState.STARTED: ("circle-dot", "accent"),
    EntryState.LATER: ("clock", "warn"),
    EntryState.DONE: ("circle-check", "ok"),
    EntryState.RECUSED: ("circle-slash", "text_2"),
}
"""Icon and tone of a state, in the order in which states are listed and sorted."""
_STATES: Final = tuple(SIGNS)


class Part(IntEnum):
    """The columns."""

    CODE = 0
    TITLE = 1
    STATE = 2
    MARK = 3


class EntriesModel(QAbstractTableModel):
    """Entries of one seat; rows do not move by themselves when one of them changes."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        """Begin empty, in code order."""
        super().__init__(parent)
        self._words = words
        self.head_font: QFont | None = None
        self._lines: list[EntryLine] = []
        self._decimals, self._blind = 0, True
        self._number: dict[EntryCode, int] | None = None
        self._plain: list[str] | None = None
        self._titles: list[int] | None = None
        self._order: list[int] = []
        self._shown: list[int] = []
        self._sorted_by = (Part.CODE, Qt.SortOrder.AscendingOrder)
        self._wanted: tuple[str, ...] = ()
        self._state: EntryState | None = None
        self.says_why = False
        """Whether the place of a missing total says why: not marked yet, not judged."""

    def show_lines(self, lines: Sequence[EntryLine], decimals: int, blind: bool) -> None:
        """Show entries, given in code order; ``decimals`` are those of every total. Search, state and order stay."""
        self.beginResetModel()
        self._lines, self._decimals, self._blind = list(lines), decimals, blind
        self._number, self._plain, self._titles = None, None, None
        self._arrange()
        self.endResetModel()

    def prepare(self) -> None:
        """Work out now what a search and an order by titles need, so that the first key and click answer at once."""
        self.searched()
        self.title_ranks()

    def searched(self) -> list[str]:
        """Give what is searched in each entry: code, title, field, people, units; letters without their marks."""
        if self._plain is None:
            parts = ((each.code, each.title, each.field, *each.authors, *each.units) for each in self._lines)
            self._plain = plain_all([" ".join(each) for each in parts])
        return self._plain

    def change(self, line: EntryLine) -> None:
        """Take what became of one entry; its row stays where it is."""
        number = self._numbers()[line.code]
        self._lines[number] = line
        if number in self._shown:
            row = self._shown.index(number)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Part) - 1))

    def settle(self, changed: Sequence[EntryLine] = ()) -> None:
        """Sort and filter again, after entries were changed: here, or now by what became of them elsewhere."""
        self.beginResetModel()
        for line in changed:
            self._lines[self._numbers()[line.code]] = line
        self._arrange()
        self.endResetModel()

    def search(self, text: str) -> None:
        """Show only entries that hold every word of a text, with or without marks on the letters."""
        self._wanted = tuple(plain(text).split())
        self._refilter()

    def choose(self, state: EntryState | None) -> None:
        """Show only entries of a state; None shows all."""
        self._state = state
        self._refilter()

    def _refilter(self) -> None:
        self.beginResetModel()
        self._filter()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; entries that are equal there stay in code order."""
        self._sorted_by = (Part(column), order)
        self.settle()

    @property
    def sorted_by(self) -> tuple[Part, Qt.SortOrder]:
        """The column that is sorted by, and the direction."""
        return self._sorted_by

    def _arrange(self) -> None:
        column, order = self._sorted_by
        backwards = order is Qt.SortOrder.DescendingOrder
        numbers = range(len(self._lines))
        if column is Part.MARK:
            self._order = self._by_mark(backwards)
        elif column is Part.STATE:
            rank = {state: number for number, state in enumerate(_STATES)}
            self._order = sorted(numbers, key=lambda each: rank[self._lines[each].state], reverse=backwards)
        elif column is Part.TITLE:
            self._order = sorted(numbers, key=self.title_ranks().__getitem__, reverse=backwards)
        else:
            self._order = list(reversed(numbers) if backwards else numbers)
        self._filter()

    def title_ranks(self) -> list[int]:
        """Give each entry's number in Vietnamese order of the titles; worked out once."""
        if self._titles is None:
            self._titles = sort_ranks([name_of(line) for line in self._lines])
        return self._titles

    def _by_mark(self, backwards: bool) -> list[int]:
        """Sort whole totals first, then those of unfinished entries; entries without a mark come last either way."""
        unit = math.lcm(1, *{line.total.denominator for line in self._lines})
        worth = [line.total.numerator * (unit // line.total.denominator) for line in self._lines]
        groups: tuple[list[int], list[int], list[int]] = ([], [], [])
        for number, line in enumerate(self._lines):
            groups[2 if not has_mark(line) else 0 if is_whole(line) else 1].append(number)
        for group in groups[:2]:
            group.sort(key=worth.__getitem__, reverse=backwards)
        return [*groups[0], *groups[1], *groups[2]]

    def _filter(self) -> None:
        shown = self._order
        if self._state is not None:
            shown = [each for each in shown if self._lines[each].state is self._state]
        for word in self._wanted:
            texts = self.searched()
            shown = [each for each in shown if word in texts[each]]
        self._shown = list(shown)

    @property
    def counts(self) -> Counter[EntryState]:
        """How many entries there are in each state, whether shown or not."""
        return Counter(map(attrgetter("state"), self._lines))

    @property
    def lines(self) -> Sequence[EntryLine]:
        """All entries in code order."""
        return self._lines

    def line(self, row: int) -> EntryLine:
        """Give the entry of a row."""
        return self._lines[self._shown[row]]

    def row_of(self, code: str, near: int = 0) -> int | None:
        """Give the row of an entry, None when it is not shown; it is found at once where it was."""
        if near < len(self._shown) and self._lines[self._shown[near]].code == code:
            return near
        number = self._numbers().get(EntryCode(code)) if code else None
        return self._shown.index(number) if number in self._shown else None

    def _numbers(self) -> dict[EntryCode, int]:
        if self._number is None:
            self._number = dict(zip(map(attrgetter("code"), self._lines), range(len(self._lines)), strict=True))
        return self._number

    def head(self, column: int) -> str:
        """Name a column; a blind round shows the field where the title would stand."""
        name = "field" if column == Part.TITLE and self._blind else Part(column).name.lower()
        return self._words.say(f"ui.entries.head.{name}")

    def cell(self, row: int, column: int) -> str:
        """Give the text of a cell."""
        line = self.line(row)
        if column == Part.CODE:
            return line.code
        if column == Part.TITLE:
            return name_of(line)
        if column == Part.STATE:
            return self._words.say(f"ui.entry_state.{line.state}")
        if not has_mark(line):
            return self._words.say(f"ui.entry_state.{line.state}") if self.says_why else ""
        total = mark(line.total, self._decimals, self._words.language)
        return total if is_whole(line) else self._words.say("ui.entries.so_far", mark=total)

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the entries that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else len(Part)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a cell."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.head(column)}: {self.cell(row, column) or '–'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column == Part.MARK else LEFT
        if role == Qt.ItemDataRole.ToolTipRole and column == Part.TITLE:
            return self._whole_name(self.line(row))
        return None

    def _whole_name(self, line: EntryLine) -> str:
        who = "; ".join((*line.authors, *line.units))
        return "\n".join(each for each in (name_of(line), who) if each)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for the head of a column; an arrow stands behind the one that is sorted by."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Part):
            return None
        if role == Qt.ItemDataRole.FontRole:
            return self.head_font
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section == Part.MARK else LEFT
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        said = self.head(section)
        column, order = self._sorted_by
        if column == section:
            return f"{said} {'↑' if order is Qt.SortOrder.AscendingOrder else '↓'}"
        return said


def name_of(line: EntryLine) -> str:
    """Give what an entry is called in lists: its title, or while the round is blind its field."""
    return line.title or line.field


def has_mark(line: EntryLine) -> bool:
    """Say whether an entry has a total to show; a recused one keeps its marks to itself."""
    return line.given > 0 and line.state is not EntryState.RECUSED


def is_whole(line: EntryLine) -> bool:
    """Say whether every criterion of an entry is marked."""
    return line.given == line.criteria
