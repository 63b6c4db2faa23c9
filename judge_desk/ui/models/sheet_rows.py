"""Rows of plain cells for a table: made once, searched without accents, one column with a sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from judge_desk.ui.look import Look
from judge_desk.ui.models.table_cells import LEFT, RIGHT, plain
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
ICON: Final = 16


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its key for whoever opens it, its cells, and the icon and tone of its sign (empty: none)."""

    key: str
    cells: tuple[str, ...]
    icon: str = ""
    tone: str = ""


class SheetModel(QAbstractTableModel):
    """Rows under heads; ``sign`` is the column that bears the sign, ``right`` those of numbers."""

    def __init__(
        self,
        words: Words,
        look: Look,
        heads: tuple[str, ...],
        sign: int = -1,
        right: frozenset[int] = frozenset(),
        parent: QObject | None = None,
    ) -> None:
        """Begin without rows; ``heads`` are keys of sentences."""
        super().__init__(parent)
        self._words, self._look = words, look
        self.heads, self.sign, self.right = heads, sign, right
        self._rows: list[SheetRow] = []
        self._plain: list[str] = []
        self._shown: list[int] = []
        self._wanted = ""

    def show_rows(self, rows: Sequence[SheetRow]) -> None:
        """Show other rows; the search stays."""
        self.beginResetModel()
        self._rows = list(rows)
        self._plain = [plain(" ".join(each.cells)) for each in self._rows]
        self._filter()
        self.endResetModel()

    def search(self, text: str) -> None:
        """Show only rows that hold every word of a text, with or without marks on the letters."""
        self._wanted = text
        self.beginResetModel()
        self._filter()
        self.endResetModel()

    def _filter(self) -> None:
        words = plain(self._wanted).split()
        self._shown = [n for n in range(len(self._rows)) if all(word in self._plain[n] for word in words)]

    def row(self, number: int) -> SheetRow:
        """Give a row that is shown."""
        return self._rows[self._shown[number]]

    @property
    def total(self) -> int:
        """How many rows there are, shown or not."""
        return len(self._rows)

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the rows that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a cell."""
        if not index.isValid():
            return None
        row, column = self.row(index.row()), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.cells[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column in self.right else LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._words.say(self.heads[column])}: {row.cells[column] or '–'}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for the head of a column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.heads):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words.say(self.heads[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section in self.right else LEFT
        if role == Qt.ItemDataRole.FontRole:
            return self._look.font("caption_strong")
        return None
