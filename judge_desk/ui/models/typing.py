"""A paper ballot while it is typed: one row for each entry, one column for each criterion, the total, the recusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from judge_desk.contest.rulebook.rubric import Criterion
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.paper_typing import RECUSED, TOTAL, Typing, TypingDesk, points_of
from judge_desk.ui.words import Words
from judge_desk.wording.figures import shortest

Index = QModelIndex | QPersistentModelIndex
Put = Callable[[EntryCode, str, str], TypingDesk]
REFUSED_ROLE: Final = Qt.ItemDataRole.UserRole


class TypingModel(QAbstractTableModel):
    """The cells of one typing; ``put`` keeps an accepted cell and gives the desk with it."""

    def __init__(self, words: Words, put: Put, told: Callable[[Refusal | None], None], parent: QObject) -> None:
        """Begin empty; ``told`` hears why a cell was not accepted, or None when one was."""
        super().__init__(parent)
        self._words, self._put, self._told = words, put, told
        self.desk: TypingDesk | None = None
        self.head_font: QFont | None = None
        self._number = 1
        self._refused: dict[tuple[int, int], str] = {}

    def show_typing(self, desk: TypingDesk | None, number: int) -> None:
        """Show one typing of a seat, and nothing of the other."""
        self.beginResetModel()
        self.desk, self._number, self._refused = desk, number, {}
        self.endResetModel()

    @property
    def typing(self) -> Typing | None:
        """The typing that is shown."""
        if self.desk is None:
            return None
        return self.desk.first if self._number == 1 else self.desk.second

    @property
    def leaves(self) -> tuple[Criterion, ...]:
        """The criteria."""
        return self.desk.leaves if self.desk is not None else ()

    @property
    def refused(self) -> bool:
        """Whether a cell holds something that was not accepted."""
        return bool(self._refused)

    def blanks(self) -> int:
        """Count the cells without a mark, recused entries left out."""
        typing = self.typing
        if self.desk is None or typing is None:
            return 0
        live = [entry.code for entry in self.desk.entries if entry.code not in typing.recused]
        return sum((code, leaf.id) not in typing.marks for code in live for leaf in self.leaves)

    def field(self, column: int) -> str:
        """Name what a column holds."""
        count = len(self.leaves)
        return str(self.leaves[column].id) if column < count else TOTAL if column == count else RECUSED

    def hint(self, index: Index) -> str:
        """Say what a cell takes."""
        if not index.isValid() or self.desk is None:
            return ""
        code, column, say = self.desk.entries[index.row()].code, index.column(), self._words.say
        if column >= len(self.leaves):
            key = "ui.typing.hint_total" if column == len(self.leaves) else "ui.typing.hint_recused"
            return say(key, code=code)
        leaf = self.leaves[column]
        step = shortest(leaf.step, self._words.language)
        return say("ui.typing.hint", code=code, id=leaf.id, title=leaf.title, range=points_of(leaf), step=step)

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the entries."""
        return 0 if (parent is not None and parent.isValid()) or self.desk is None else len(self.desk.entries)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count criteria, total and recusal."""
        return 0 if (parent is not None and parent.isValid()) or self.desk is None else len(self.leaves) + 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Take marks of an entry only while it is not recused."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if self.locked(index) else flags | Qt.ItemFlag.ItemIsEditable

    def locked(self, index: Index) -> bool:
        """Say whether a cell takes no mark, because its entry is recused."""
        typing = self.typing
        if typing is None or self.desk is None:
            return True
        return self.desk.entries[index.row()].code in typing.recused and index.column() <= len(self.leaves)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a cell: what was accepted, or what was typed and refused."""
        if not index.isValid() or self.typing is None:
            return None
        refused = self._refused.get((index.row(), index.column()))
        if role == REFUSED_ROLE:
            return refused is not None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(index) if refused is None else refused
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.hint(index)} {self._text(index) or self._words.say('ui.typing.blank')}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if index.column() > len(self.leaves) else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, index: Index) -> str:
        typing, desk = self.typing, self.desk
        assert typing is not None
        assert desk is not None
        code, column = desk.entries[index.row()].code, index.column()
        if column < len(self.leaves):
            leaf = self.leaves[column]
            steps = typing.marks.get((code, leaf.id))
            return "" if steps is None else shortest(steps * leaf.step, self._words.language)
        if column == len(self.leaves):
            total = typing.totals.get(code)
            return "" if total is None else shortest(total, self._words.language)
        return typing.recused.get(code, "")

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep a cell, or keep what was typed in sight and say why it is not accepted."""
        if self.desk is None or role != Qt.ItemDataRole.EditRole:
            return False
        place, typed = (index.row(), index.column()), str(value)
        if place not in self._refused and typed.strip() == self._text(index):
            return True
        try:
            self.desk = self._put(self.desk.entries[index.row()].code, self.field(index.column()), typed)
        except Refusal as refusal:
            self._refused[place] = typed
            self._told(refusal)
        else:
            self._refused.pop(place, None)
            self._told(None)
        last = self.columnCount() - 1
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), last))
        return place not in self._refused

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name an entry or a column."""
        if self.desk is None:
            return None
        if role == Qt.ItemDataRole.FontRole:
            return self.head_font
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if way == Qt.Orientation.Vertical:
            entry = self.desk.entries[section]
            return entry.code if role == Qt.ItemDataRole.DisplayRole else entry.title or None
        if section < len(self.leaves):
            leaf = self.leaves[section]
            return leaf.id if role == Qt.ItemDataRole.DisplayRole else f"{leaf.id} {leaf.title}"
        return self._words.say("ui.typing.total" if section == len(self.leaves) else "ui.typing.recused")
