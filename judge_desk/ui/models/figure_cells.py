"""Rows of a sheet of figures as a table: cells get their words when they are painted, so 25,000 rows take no wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from judge_desk.contest.rulebook.measured import NUMERIC, Column, ColumnKind
from judge_desk.ui.models.collation import found_key
from judge_desk.ui.models.table_cells import LEFT, RIGHT
from judge_desk.ui.words import Words
from judge_desk.wording.figures import length, shortest

Index = QModelIndex | QPersistentModelIndex
Row = Sequence[str]


def cell_text(column: Column, cell: str, units: Mapping[str, str], words: Words) -> str:
    """Write one cell as people read it; blank stays blank.

    Args:
        column: of the part.
        cell: in its canonical text (see :mod:`judge_desk.contest.reviewing.sheets`).
        units: names of units by code; a unit that is not among them stands as the cell says it.
        words: of the window.
    """
    if not cell or column.kind not in NUMERIC:
        return units.get(cell, cell) if column.kind is ColumnKind.UNIT else cell
    if column.kind is ColumnKind.FLAG:
        return words.say("ui.figures.yes" if cell == "1" else "ui.figures.no")
    if column.kind is ColumnKind.TIME:
        return length(int(cell)) if cell.isdecimal() else cell
    return shortest(Fraction(cell), words.language)


class FigureModel(QAbstractTableModel):
    """The rows of one sheet under the titles of its part's columns, searched without accents."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        """Begin without rows."""
        super().__init__(parent)
        self._words = words
        self.columns: tuple[Column, ...] = ()
        self._rows: Sequence[Row] = ()
        self._units: Mapping[str, str] = {}
        self._plain: list[str] = []
        self._shown: Sequence[int] = ()
        self._wanted = ""

    def show_rows(self, columns: tuple[Column, ...], rows: Sequence[Row], units: Mapping[str, str]) -> None:
        """Show other rows; the search stays."""
        self.beginResetModel()
        self.columns, self._rows, self._units = columns, rows, units
        self._plain = []
        self._filter()
        self.endResetModel()

    def search(self, text: str) -> None:
        """Show only rows that hold every word of a text, with or without marks on the letters."""
        wanted = found_key(text)
        if wanted.split() == self._wanted.split():
            return
        self.beginResetModel()
        self._wanted = wanted
        self._filter()
        self.endResetModel()

    def _filter(self) -> None:
        words = self._wanted.split()
        if not words:
            self._shown = range(len(self._rows))
            return
        if not self._plain:
            self._plain = self._searchable()
        self._shown = [at for at, text in enumerate(self._plain) if all(word in text for word in words)]

    def _searchable(self) -> list[str]:
        """Give every row as one plain text; a unit's name is made plain once for all its rows."""
        names = {code: found_key(name) for code, name in self._units.items()}
        unit = next((at for at, each in enumerate(self.columns) if each.kind is ColumnKind.UNIT), -1)
        found = [found_key(" ".join(row)) for row in self._rows]
        if unit < 0 or not names:
            return found
        return [f"{text} {names.get(row[unit], '')}" for text, row in zip(found, self._rows, strict=True)]

    @property
    def total(self) -> int:
        """How many rows there are, shown or not."""
        return len(self._rows)

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the rows that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def text(self, row: int, column: int) -> str:
        """Give the words of a cell."""
        cells = self._rows[self._shown[row]]
        return cell_text(self.columns[column], cells[column] if column < len(cells) else "", self._units, self._words)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a cell."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.kind in NUMERIC else LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {self.text(index.row(), index.column()) or self._words.say('ui.figures.blank')}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name a column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.columns[section].kind in NUMERIC else LEFT
        return None
