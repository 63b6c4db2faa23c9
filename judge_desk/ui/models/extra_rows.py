"""What the organisers bring for one criterion, a row for each entry; what is typed stays here until it is recorded."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from judge_desk.contest.rulebook.rubric import LeafKind
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.desks.extras import BroughtLeaf, RoundExtras, check_value, fault_facts
from judge_desk.ui.words import Words
from judge_desk.wording.figures import shortest

Index = QModelIndex | QPersistentModelIndex
REFUSED_ROLE: Final = Qt.ItemDataRole.UserRole
CODE, TITLE, FIGURE, POINTS = range(4)
HEADS: Final = ("code", "title", "figure", "points")


class ExtraModel(QAbstractTableModel):
    """The rows of one criterion; ``typed`` tells that a cell holds something else than before."""

    typed = Signal()

    def __init__(self, words: Words, parent: QObject) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._words = words
        self.round: RoundExtras | None = None
        self.criterion = ""
        self.drafts: dict[str, dict[EntryCode, str]] = {}
        self.head_font: QFont | None = None

    def show_round(self, found: RoundExtras | None, criterion: str) -> None:
        """Show one criterion of a round; what was typed for it stays."""
        self.beginResetModel()
        self.round, self.criterion = found, criterion
        self.endResetModel()

    @property
    def leaf(self) -> BroughtLeaf | None:
        """The criterion that is shown, with what is in force."""
        leaves = self.round.leaves if self.round is not None else ()
        return next((each for each in leaves if each.leaf.id == self.criterion), None)

    @property
    def draft(self) -> dict[EntryCode, str]:
        """What was typed for the criterion that is shown."""
        return self.drafts.setdefault(self.criterion, {})

    def forget(self) -> None:
        """Let go of what was typed for the criterion that is shown."""
        self.drafts.pop(self.criterion, None)

    def faults(self) -> tuple[Problem, ...]:
        """Say what is wrong with what was typed."""
        shown = self.leaf
        if shown is None:
            return ()
        return tuple(
            Problem(code, Severity.STOP, entry, fault_facts(shown.leaf, text))
            for entry, text in self.draft.items()
            if (code := check_value(shown.leaf, text))
        )

    def text_of(self, code: EntryCode, value: Fraction | None) -> str:
        """Write a figure as people do; overtime as minutes and seconds."""
        shown = self.leaf
        if value is None or shown is None:
            return ""
        if shown.leaf.kind is LeafKind.PENALTY and value >= 60:
            return f"{int(value) // 60}'{int(value) % 60:02d}''"
        return shortest(value, self._words.language)

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the entries."""
        return 0 if (parent is not None and parent.isValid()) or self.round is None else len(self.round.codes)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else len(HEADS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Take figures while the result is not locked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        writable = index.column() == FIGURE and self.round is not None and not self.round.locked
        return flags | Qt.ItemFlag.ItemIsEditable if writable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a cell."""
        shown = self.leaf
        if not index.isValid() or self.round is None or shown is None:
            return None
        code, column = self.round.codes[index.row()], index.column()
        if role == REFUSED_ROLE:
            return column == FIGURE and bool(check_value(shown.leaf, self.draft.get(code, "")))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(shown, code, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = self._text(shown, code, column) or self._words.say("ui.extras.blank")
            return f"{code} {self._words.say(f'ui.extras.head.{HEADS[column]}')} {text}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._text(shown, code, column) if column == TITLE else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in (FIGURE, POINTS) else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, shown: BroughtLeaf, code: EntryCode, column: int) -> str:
        if column == CODE:
            return str(code)
        if column == TITLE:
            return self.round.titles.get(code, "") if self.round is not None else ""
        if column == FIGURE:
            return self.draft[code] if code in self.draft else self.text_of(code, shown.figures.get(code))
        if code in self.draft or code not in shown.points:
            return ""  # points stand beside recorded figures only
        points = shortest(shown.points[code], self._words.language)
        return f"−{points}" if shown.leaf.kind is LeafKind.PENALTY and shown.points[code] else points

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep what was typed; what was there already is no change."""
        shown = self.leaf
        if role != Qt.ItemDataRole.EditRole or self.round is None or shown is None:
            return False
        code, text = self.round.codes[index.row()], str(value).strip()
        if text == self.text_of(code, shown.figures.get(code)):
            self.draft.pop(code, None)
        else:
            self.draft[code] = text
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), POINTS))
        self.typed.emit()
        return True

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name a column; overtime and votes are called so."""
        if way != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.FontRole:
            return self.head_font
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.data(self.index(0, section), role) if self.rowCount() else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        shown = self.leaf
        if section == FIGURE and shown is not None:
            return self._words.say(f"ui.extras.brings.{shown.leaf.kind}")
        return self._words.say(f"ui.extras.head.{HEADS[section]}")
