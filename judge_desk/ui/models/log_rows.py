"""The log as rows of a table; the wanted acts are picked here, so that typing in the search field asks no disk."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from judge_desk.desks.log_reading import LogEntry, LogQuery, matches
from judge_desk.ui.words import Words
from judge_desk.wording.figures import date_short

Index = QModelIndex | QPersistentModelIndex


class Part(IntEnum):
    """The columns."""

    NUMBER = 0
    TIME = 1
    WHO = 2
    TOLD = 3


class LogModel(QAbstractTableModel):
    """Acts, newest first."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._words = words
        self._all: tuple[LogEntry, ...] = ()
        self._query = LogQuery()
        self.entries: tuple[LogEntry, ...] = ()
        self.head_font: QFont | None = None

    def show_entries(self, entries: Sequence[LogEntry]) -> None:
        """Show other acts, the wanted ones of them."""
        self._all = tuple(entries)
        self.want(self._query)

    def want(self, query: LogQuery) -> None:
        """Show the acts that are asked for."""
        self.beginResetModel()
        self._query = query
        self.entries = tuple(each for each in self._all if matches(each, query))
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many acts there are."""
        return len(self._all)

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the acts that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count the columns."""
        return len(Part)

    def cell(self, row: int, part: int) -> str:
        """Give the text of a cell."""
        entry = self.entries[row]
        if part == Part.NUMBER:
            return str(entry.number)
        if part == Part.TIME:
            return f"{entry.time[11:16]} {date_short(entry.time, self._words.language)}"
        return entry.who if part == Part.WHO else entry.told

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a cell: its text, what a screen reader says, the whole sentence on hovering."""
        if not index.isValid():
            return None
        row, part = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(row, part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._words.say(f'log.column.{Part(part).name.lower()}')}: {self.cell(row, part)}"
        if role == Qt.ItemDataRole.ToolTipRole and part == Part.TOLD:
            return self.cell(row, part)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words.say(f"log.column.{Part(section).name.lower()}")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == Part.NUMBER else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return self.head_font if role == Qt.ItemDataRole.FontRole else None
