"""Two ballots side by side as a table: one row for each entry, for each criterion the mark of A and of B."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from judge_desk.desks.comparing import RECUSED, Compared, ComparedEntry
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex


class ComparisonModel(QAbstractTableModel):
    """Columns: entry, then the criteria, then the total; a cell holds the mark of either ballot."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._words = words
        self.found: Compared | None = None
        self.head_font: QFont | None = None
        self._entries: tuple[ComparedEntry, ...] = ()

    def show(self, found: Compared | None, differing_only: bool) -> None:
        """Show two ballots; only entries that differ, or all."""
        self.beginResetModel()
        self.found = found
        self._entries = () if found is None else found.differing if differing_only else found.entries
        self.endResetModel()

    def entry(self, row: int) -> ComparedEntry:
        """Give the entry of a row."""
        return self._entries[row]

    def marks(self, row: int, column: int) -> tuple[str, str]:
        """Give the marks of a cell, in A and in B, as they are read."""
        entry, number = self._entries[row], column - 1
        if self.found is not None and number == len(self.found.columns):
            pair = (entry.first.total, entry.second.total)
        else:
            pair = (entry.first.marks[number], entry.second.marks[number])
        return self._said(pair[0]), self._said(pair[1])

    def _said(self, mark: str) -> str:
        if mark == RECUSED:
            return self._words.say("ui.choose.recused")
        if not mark:
            return "–"
        return mark.replace(".", ",") if self._words.language == "vi" else mark

    def differs(self, row: int, column: int) -> bool:
        """Say whether a cell differs."""
        entry = self._entries[row]
        if self.found is None or column == 0:
            return False
        if column - 1 == len(self.found.columns):
            return entry.first.total != entry.second.total
        return entry.differing[column - 1] or (entry.first.marks[column - 1] == RECUSED) != (
            entry.second.marks[column - 1] == RECUSED
        )

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the entries that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count entry, criteria and total."""
        return 0 if (parent is not None and parent.isValid()) or self.found is None else len(self.found.columns) + 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a cell."""
        if not index.isValid():
            return None
        if index.column() == 0:
            return self._entries[index.row()].code if role in (0, Qt.ItemDataRole.AccessibleTextRole) else None
        first, second = self.marks(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{first}  {second}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            key = "ui.choose.cell_differs" if self.differs(index.row(), index.column()) else "ui.choose.cell"
            return self._words.say(key, first=first, second=second)
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name a column."""
        if way == Qt.Orientation.Vertical or self.found is None:
            return None
        if role == Qt.ItemDataRole.FontRole:
            return self.head_font
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return self._words.say("cli.head.code")
        if section - 1 == len(self.found.columns):
            return self._words.say("cli.head.total")
        return self.found.columns[section - 1]
