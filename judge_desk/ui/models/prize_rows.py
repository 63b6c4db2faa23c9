"""The prize tables as a model: one row for a prize, one for the head of each table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from judge_desk.contest.counting.prizes import AwardState
from judge_desk.desks.prize_reading import PrizeLine
from judge_desk.ui.words import Words
from judge_desk.wording.figures import whole

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = Qt.ItemDataRole.UserRole
HEADS: Final = ("prize", "place", "entry", "money", "paper")
PRIZE, PLACE, ENTRY, MONEY, PAPER = range(len(HEADS))
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Shown = PrizeLine | str
"""A prize, or the title of the table whose prizes follow."""


class PrizeModel(QAbstractTableModel):
    """Prizes table by table; a row as a value under :data:`ROW_ROLE`. With ``subjects``, names stand before codes."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._words = words
        self._shown: tuple[Shown, ...] = ()
        self.subjects = False
        self.head_font: QFont | None = None

    def show_lines(self, lines: Sequence[PrizeLine]) -> None:
        """Show other prizes, each table under its title."""
        self.beginResetModel()
        shown: list[Shown] = []
        for at, line in enumerate(lines):
            if not at or lines[at - 1].table != line.table:
                shown.append(line.table_title)
            shown.append(line)
        self._shown = tuple(shown)
        self.endResetModel()

    @property
    def heads(self) -> tuple[int, ...]:
        """The rows that hold the title of a table."""
        return tuple(at for at, each in enumerate(self._shown) if isinstance(each, str))

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the rows."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else len(HEADS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let titles of tables be passed over."""
        shown = self._shown[index.row()] if index.isValid() else ""
        return Qt.ItemFlag.NoItemFlags if isinstance(shown, str) else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a cell."""
        if not index.isValid():
            return None
        shown, column = self._shown[index.row()], index.column()
        if role == ROW_ROLE:
            return shown
        if isinstance(shown, str):
            seen = role == Qt.ItemDataRole.DisplayRole and column == PRIZE
            return shown if seen or role == Qt.ItemDataRole.AccessibleTextRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(shown, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = self.text(shown, column).replace("\n", ". ") or "–"
            return f"{self._head(column)}: {said}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column == MONEY else LEFT
        return self.text(shown, column) if role == Qt.ItemDataRole.ToolTipRole else None

    def text(self, line: PrizeLine, column: int) -> str:
        """Give the words of a cell; a vacant prize has neither money nor paper."""
        say, language = self._words.say, self._words.language
        if column == PRIZE:
            return line.prize.title
        if line.state is not AwardState.GIVEN:
            return say(f"ui.prizes.state.{line.state}") if column == ENTRY else ""
        if column == PLACE:
            return (
                say("ui.results.shared" if line.shared else "ui.results.place", place=line.place) if line.place else ""
            )
        if column == ENTRY:
            both = (line.title, line.code) if self.subjects else (line.code, line.title)
            return "\n".join(filter(None, both))
        if column == MONEY:
            return whole(line.prize.money, language) if line.prize.money else ""
        return "\n".join(filter(None, (line.prize.certificate, line.prize.signer or line.prize.gift)))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for the head of a column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(HEADS):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._head(section)
        if role == Qt.ItemDataRole.FontRole:
            return self.head_font
        return (RIGHT if section == MONEY else LEFT) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _head(self, column: int) -> str:
        """Name a column; units and people are no entries."""
        own = self.subjects and column == ENTRY
        return self._words.say("ui.reviews.head.name" if own else f"ui.prizes.head.{HEADS[column]}")
