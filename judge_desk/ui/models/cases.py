"""Item models of the settling stages: the list of cases, and tables of figures that a desk has put into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in the list: code, size with its unit, what comes next, the icon of its state, and all of it spoken."""

    code: str
    size: str
    unit: str
    step: str
    icon: str
    tone: str
    said: str


class CaseModel(QAbstractListModel):
    """The cases, in their order."""

    def __init__(self, parent: QObject) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._rows: tuple[CaseRow, ...] = ()

    def show_rows(self, rows: Sequence[CaseRow]) -> None:
        """Show other cases; where only their words changed, nothing moves."""
        if [each.code for each in rows] == [each.code for each in self._rows]:
            self._rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def case(self, row: int) -> CaseRow:
        """Give a row."""
        return self._rows[row]

    def row_of(self, code: str) -> int:
        """Give the row of an entry; -1 when it has none."""
        return next((number for number, each in enumerate(self._rows) if each.code == code), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the cases."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a case."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.code
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.said
        return None


@dataclass(frozen=True, slots=True)
class Figures:
    """A table in words.

    Attributes:
        head: titles of the columns; rows: texts, one for each column.
        left: columns whose texts begin at the left; the others are numbers.
        strong: columns in strong type; marked: columns on a quiet colour, which ``marked_word`` says aloud.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: frozenset[int] = frozenset()
    strong: frozenset[int] = frozenset()
    marked: frozenset[int] = frozenset()
    marked_word: str = ""


class FiguresModel(QAbstractTableModel):
    """A table of texts; a screen reader hears column and row with every number."""

    def __init__(self, parent: QObject) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.figures = Figures((), ())

    def show_figures(self, figures: Figures) -> None:
        """Show another table."""
        self.beginResetModel()
        self.figures = figures
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the rows."""
        return 0 if parent is not None and parent.isValid() else len(self.figures.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else len(self.figures.head)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a cell."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        text = self.figures.rows[row][column]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if column in self.figures.left else RIGHT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(row, column, text)
        return None

    def _said(self, row: int, column: int, text: str) -> str:
        who = self.figures.rows[row][0]
        words = [self.figures.head[column], text] if column == 0 else [who, self.figures.head[column], text]
        if column in self.figures.marked:
            words.append(self.figures.marked_word)
        return ", ".join(words)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for the head of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.figures.head[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if section in self.figures.left else RIGHT
        return None
