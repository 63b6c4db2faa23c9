"""Judges beside entries as a table: who may not mark what, and what the lot gave to whom."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from judge_desk.desks.recusals import Recusals
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex


class Pair(StrEnum):
    """What a pair of judge and entry is."""

    MARKS = "marks"
    AVOIDS = "avoids"
    LATE = "late"
    FREE = "free"


PAIRS = {Pair.MARKS: ("check", "ok"), Pair.AVOIDS: ("ban", "text_2"), Pair.LATE: ("triangle-alert", "stop")}
"""Icon and tone; a pair that nobody assigned has a middle dot."""


class RecusalModel(QAbstractTableModel):
    """Rows are entries by number of the register, columns judges; nothing is made before it is looked at."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._words = words
        self.found: Recusals | None = None
        self.head_font: QFont | None = None
        self._rows: list[int] = []
        self._only = False

    def show_recusals(self, found: Recusals | None) -> None:
        """Show the pairs of a round."""
        self.beginResetModel()
        self.found = found
        self._arrange()
        self.endResetModel()

    def show_only_avoided(self, only: bool) -> None:
        """Show only entries that somebody avoids, or all."""
        self.beginResetModel()
        self._only = only
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        if self.found is None:
            self._rows = []
            return
        self._rows = list(range(len(self.found.lines)))
        if self._only:
            avoided = {entry for entry, _ in self.found.reasons}
            self._rows = [number for number in self._rows if self.found.lines[number].entry in avoided]

    def pair(self, row: int, column: int) -> Pair:
        """Say what a pair is."""
        if self.found is None:
            return Pair.FREE
        key = (self.found.lines[self._rows[row]].entry, self.found.columns[column].seat)
        avoids, marks = key in self.found.reasons, key in self.found.assigned
        if avoids:
            return Pair.LATE if marks else Pair.AVOIDS
        return Pair.MARKS if marks else Pair.FREE

    def explain(self, row: int, column: int) -> str:
        """Say a pair in sentences."""
        if self.found is None:
            return ""
        line, judge = self.found.lines[self._rows[row]], self.found.columns[column]
        say, pair = self._words.say, self.pair(row, column)
        facts: dict[str, str | int] = {"seat": judge.seat, "name": judge.name, "entry": line.entry}
        reason = self.found.reasons.get((line.entry, judge.seat), "")
        if reason:
            return say(f"ui.seating.pair.{pair}", reason=say(f"avoid.{reason}"), **facts)
        return say(f"ui.seating.pair.{pair if self.found.drawn else 'may'}", **facts)

    def about(self, row: int) -> tuple[str, str, str]:
        """Give number, title and units of an entry."""
        if self.found is None:
            return "", "", ""
        line = self.found.lines[self._rows[row]]
        return line.entry, line.title, line.units

    def forget_words(self) -> None:
        """Say everything anew."""
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the entries that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count the judges."""
        if self.found is None or (parent is not None and parent.isValid()):
            return 0
        return len(self.found.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a pair: why it is so."""
        if index.isValid() and role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.explain(index.row(), index.column())
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name an entry or a judge."""
        if self.found is None:
            return None
        if role == Qt.ItemDataRole.FontRole:
            return self.head_font
        if way == Qt.Orientation.Vertical:
            line = self.found.lines[self._rows[section]]
            if role == Qt.ItemDataRole.DisplayRole:
                return f"{line.entry}   {line.title}"
            return f"{line.title}\n{line.units}" if role == Qt.ItemDataRole.ToolTipRole else None
        judge = self.found.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return str(judge.seat)
        return f"{judge.name}\n{judge.unit}" if role == Qt.ItemDataRole.ToolTipRole else None
