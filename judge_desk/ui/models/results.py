"""The table of results: an item model over rows, and a proxy that sorts by exact values and filters without marks.

A column keeps one number of decimals; places sort with the entries that have none last, titles by Vietnamese order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QFont

from judge_desk.ui.models.result_rows import ResultRow
from judge_desk.ui.words import Words
from judge_desk.wording.figures import place as place_words

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = Qt.ItemDataRole.UserRole
SIGN_ROLE: Final = Qt.ItemDataRole.UserRole + 1
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
SIGNS: Final = {
    "in": ("circle-check", "ok"),
    "out": ("log-out", "text_2"),
    "prize": ("medal", "seal"),
    "ask": ("scale", "warn"),
    "none": ("", "text_2"),
}


_MARKS: Final = re.compile("[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: key of its head, the text of a cell, what it sorts by, whether figures stand at the right."""

    key: str
    text: Callable[[ResultRow, Words], str]
    order: Callable[[ResultRow], Any]
    right: bool = False


def _place(row: ResultRow, words: Words) -> str:
    if row.place is None:
        return ""
    return (
        words.say("ui.results.shared", place=row.place)
        if row.shared
        else words.say("ui.results.place", place=row.place)
    )


def _state(row: ResultRow, words: Words) -> str:
    return row.prize if row.state == "prize" else words.say(f"ui.results.state.{row.state}")


_STATES: Final = ("ask", "prize", "in", "out", "none")
COLUMNS: Final = (
    Column("place", _place, lambda row: (row.place is None, row.place or 0, row.code), right=True),
    Column("code", lambda row, _: row.code, lambda row: row.code),
    Column("title", lambda row, _: row.title, lambda row: row.title),
    Column("ballots", lambda row, _: f"{row.counted}/{row.assigned}", lambda row: (row.counted, row.assigned), True),
    Column("spread", lambda row, _: row.spread_text, lambda row: (row.spread is not None, row.spread or 0), True),
    Column(
        "official", lambda row, _: row.official_text, lambda row: (row.official is not None, row.official or 0), True
    ),
    Column("state", _state, lambda row: (_STATES.index(row.state), row.place or 0)),
)
TITLE: Final = 2
STATE: Final = len(COLUMNS) - 1


class ResultsModel(QAbstractTableModel):
    """Rows of a round; a row as a value under :data:`ROW_ROLE`, a sign as (icon, tone) under :data:`SIGN_ROLE`."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._words = words
        self._rows: tuple[ResultRow, ...] = ()

    def show_rows(self, rows: Sequence[ResultRow]) -> None:
        """Show another round."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def rows(self) -> tuple[ResultRow, ...]:
        """The rows in the order they were given."""
        return self._rows

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the entries."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a cell."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row, self._words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._read_aloud(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.right else LEFT
        if role == Qt.ItemDataRole.ToolTipRole and column.key == "title":
            return row.title
        if role == SIGN_ROLE and column.key == "state":
            return SIGNS[row.state]
        return row if role == ROW_ROLE else None

    def _read_aloud(self, row: ResultRow, column: Column) -> str:
        if column.key == "place" and row.place is not None:
            return place_words(row.place, row.shared, self._words.language)
        return f"{self._words.say(f'ui.results.head.{column.key}')}: {column.text(row, self._words) or '–'}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for the head of a column; rows have none."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words.say(f"ui.results.head.{column.key}")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.right else LEFT
        return None


def plain(text: str) -> str:
    """Give a text without marks and in small letters, for searching: ``Đề án`` is found by ``de an``."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text.casefold().replace("đ", "d")))


class ResultsOrder(QSortFilterProxyModel):
    """Sorts and filters the table; a filter finds codes and titles."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin unfiltered, in the order of places."""
        super().__init__(parent)
        self._wanted = ""
        self.head_font: QFont | None = None
        self._collator = QCollator(QLocale(QLocale.Language.Vietnamese))
        self._collator.setNumericMode(True)

    def search(self, text: str) -> None:
        """Show only entries whose code or title holds a text."""
        self.beginFilterChange()
        self._wanted = plain(text.strip())
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for the head of a column; an arrow stands behind the one that is sorted by."""
        said = super().headerData(section, orientation, role)
        if role == Qt.ItemDataRole.FontRole:
            return self.head_font
        if role == Qt.ItemDataRole.DisplayRole and said and section == self.sortColumn():
            return f"{said} {'↑' if self.sortOrder() is Qt.SortOrder.AscendingOrder else '↓'}"
        return said

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Say whether a row is shown."""
        row: ResultRow = self.sourceModel().index(source_row, 0, source_parent).data(ROW_ROLE)
        return self._wanted in plain(f"{row.code} {row.title}")

    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        """Compare two cells of a column."""
        column = COLUMNS[source_left.column()]
        left, right = column.order(source_left.data(ROW_ROLE)), column.order(source_right.data(ROW_ROLE))
        if isinstance(left, str) and isinstance(right, str):
            return self._collator.compare(left, right) < 0
        return bool(left < right)
