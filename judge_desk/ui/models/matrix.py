"""Judges beside entries as a table: one row for each entry that is shown, one column for each seat and the count."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from judge_desk.contest.merge.grid import Cell
from judge_desk.desks.matrix import Matrix
from judge_desk.ui.models.table_cells import plain, plain_all
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
ICONS_ABOVE: Final = 12
"""Judges above which a cell shows its sign alone."""


class MatrixModel(QAbstractTableModel):
    """The pairs of a panel; texts are made when they are looked at, and kept."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._words = words
        self.matrix: Matrix | None = None
        self.seats = 0
        """How many seats there are; asked for with every cell."""
        self.head_font: QFont | None = None
        self._rows: list[int] = []
        self._plain: list[str] | None = None
        self._wanted: tuple[str, ...] = ()
        self._missing = False
        self._marks: dict[tuple[int, int], str] = {}
        self._titles: dict[str, str] = {}
        self._heads: dict[int, str] = {}

    def show_matrix(self, matrix: Matrix | None, titles: dict[str, str]) -> None:
        """Show a panel; ``titles`` of its entries by code, where they are known."""
        self.beginResetModel()
        self.matrix, self._titles = matrix, titles
        self.seats = len(matrix.seats) if matrix is not None else 0
        self._plain, self._marks, self._heads = None, {}, {}
        self._arrange()
        self.endResetModel()

    def narrow_down(self, wanted: str, missing: bool) -> None:
        """Show only entries whose code or title holds some words, or that still lack something."""
        asked = tuple(plain(wanted).split())
        if (asked, missing) == (self._wanted, self._missing):
            return
        self.beginResetModel()
        self._wanted, self._missing = asked, missing
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        if self.matrix is None:
            self._rows = []
            return
        rows = list(range(len(self.matrix.codes)))
        if self._missing:
            missing = self.matrix.grid.open
            rows = [row for row in rows if missing[row]]
        for word in self._wanted:
            texts = self._searched(self.matrix)
            rows = [row for row in rows if word in texts[row]]
        self._rows = rows

    def _searched(self, matrix: Matrix) -> list[str]:
        if self._plain is None:
            titles = self._titles
            self._plain = plain_all([f"{code} {titles[code]}" if code in titles else code for code in matrix.codes])
        return self._plain

    @property
    def icons_only(self) -> bool:
        """Whether there are too many judges for marks."""
        return self.seats > ICONS_ABOVE

    @property
    def total_role(self) -> str:
        """The role of text in which the counts of the seats are written."""
        return "caption" if self.icons_only else "strong"

    def place(self, index: Index) -> tuple[int, int]:
        """Give row and column of the panel behind an index."""
        return self._rows[index.row()], index.column()

    def row_of(self, code: str) -> int | None:
        """Give where an entry is shown; None where it is not."""
        if self.matrix is None or code not in self.matrix.codes:
            return None
        row = self.matrix.codes.index(code)
        return self._rows.index(row) if row in self._rows else None

    def cell(self, row: int, column: int) -> Cell:
        """Give the state of a cell that is shown."""
        assert self.matrix is not None
        return self.matrix.cell(self._rows[row], column)

    def mark(self, row: int, column: int) -> str:
        """Give the mark of a cell that is shown, with the language's decimal sign."""
        assert self.matrix is not None
        key = (self._rows[row], column)
        if key not in self._marks:
            mark = self.matrix.mark(*key)
            self._marks[key] = mark.replace(".", ",") if self._words.language == "vi" else mark
        return self._marks[key]

    def count(self, row: int) -> tuple[int, int]:
        """Give how many lines of an entry count, and how many were assigned."""
        assert self.matrix is not None
        return self.matrix.grid.rows[self._rows[row]]

    def totals(self) -> list[str]:
        """Write the counts of every seat, and of all."""
        if self.matrix is None:
            return []
        grid = self.matrix.grid
        return [f"{have}/{need}" for have, need in (*grid.columns, grid.whole)]

    def forget_words(self) -> None:
        """Make texts anew, in the language of now."""
        self.beginResetModel()
        self._marks, self._heads = {}, {}
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the entries that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count the seats, and one for the count of a row."""
        return 0 if (parent is not None and parent.isValid()) or not self.seats else self.seats + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a cell: its mark, why it is so, or both for a screen reader."""
        if not index.isValid() or self.matrix is None:
            return None
        if index.column() == self.seats:
            return self._of(index.row()) if role in (0, Qt.ItemDataRole.AccessibleTextRole) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.mark(index.row(), index.column())
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            said = self.matrix.explain(*self.place(index))
            why = self._words.problem(said.reason)
            if role == Qt.ItemDataRole.ToolTipRole:
                return why
            return self._words.say("ui.matrix.cell", code=said.code, seat=said.seat, why=why)
        return None

    def _of(self, row: int) -> str:
        have, need = self.count(row)
        return f"{have}/{need}"

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name a seat or an entry."""
        if self.matrix is None:
            return None
        if role == Qt.ItemDataRole.FontRole:
            return self.head_font
        if way == Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.matrix.codes[self._rows[section]]
            return (
                self._titles.get(self.matrix.codes[self._rows[section]])
                if role == Qt.ItemDataRole.ToolTipRole
                else None
            )
        if role == Qt.ItemDataRole.DisplayRole:
            if section not in self._heads:
                self._heads[section] = self._head(self.matrix, section)
            return self._heads[section]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) and section < self.seats:
            return self._words.say("ui.collect.seat", seat=self.matrix.seats[section], name=self.matrix.name(section))
        return None

    def _head(self, matrix: Matrix, section: int) -> str:
        if section == self.seats:
            return self._words.say("ui.matrix.whole")
        key = "ui.matrix.seat_short" if self.icons_only else "ui.matrix.seat"
        return self._words.say(key, seat=matrix.seats[section])
