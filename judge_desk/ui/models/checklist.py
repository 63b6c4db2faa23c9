"""The council's checklist: subjects by conditions that people judge; drafts stay here until they are recorded."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from judge_desk.contest.rulebook.reviews import ReviewGate
from judge_desk.desks.council.checklist import Checklist, ChecklistRow, checklist_of
from judge_desk.desks.reviews.standing import ReviewStanding
from judge_desk.ui.models.collation import found_key
from judge_desk.ui.models.review_rows import BELOW_ROLE
from judge_desk.ui.models.table_cells import LEFT
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""A cell as (recorded answer or None, drafted answer or None, whether the council may speak)."""
Key = tuple[str, str]
"""Gate id and subject code."""


class ChecklistModel(QAbstractTableModel):
    """One row for a subject, one column for a condition; ``drafted`` tells that an answer was chosen or taken back."""

    drafted = Signal()

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._words = words
        self.standing: ReviewStanding | None = None
        self.gates: tuple[ReviewGate, ...] = ()
        self.drafts: dict[Key, bool] = {}
        self.list: Checklist | None = None
        self._shown: tuple[ChecklistRow, ...] = ()
        self._wanted, self._waiting_only = "", False

    def show_review(self, standing: ReviewStanding | None) -> None:
        """Show a review; what was drafted on what is still open stays."""
        self.beginResetModel()
        before, self.standing = self.standing, standing
        self.list = checklist_of(standing) if standing is not None else None
        self.gates = self.list.gates if self.list is not None else ()
        if before is not None and (standing is None or before.id != standing.id):
            self.drafts = {}
        self._arrange()
        self.endResetModel()

    def narrow(self, wanted: str, waiting_only: bool) -> None:
        """Show only subjects that hold a text, and perhaps only those that wait for the council."""
        self.beginResetModel()
        self._wanted, self._waiting_only = found_key(wanted.strip()), waiting_only
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        drafted = {code for _, code in self.drafts}
        rows = self.list.rows if self.list is not None else ()
        self._shown = tuple(
            each
            for each in rows
            if (not self._waiting_only or each.waiting or each.subject.code in drafted)
            and (not self._wanted or self._wanted in found_key(f"{each.subject.code} {each.subject.name}"))
        )

    @property
    def waiting(self) -> int:
        """How many answers the council still owes, drafted or not."""
        return self.list.waiting if self.list is not None else 0

    @property
    def kept_out(self) -> int:
        """How many subjects need no word, for figures keep them out."""
        every = len(self.standing.result.subjects) if self.standing is not None else 0
        return every - (len(self.list.rows) if self.list is not None else 0)

    def key(self, index: Index) -> Key:
        """Give what an answer in a cell is about."""
        return self.gates[index.column()].id, str(self._shown[index.row()].subject.code)

    def recorded(self, index: Index) -> bool | None:
        """Give the recorded answer of a cell; None where there is none in force."""
        return self._shown[index.row()].said.get(self.gates[index.column()].id)

    def may_speak(self, index: Index) -> bool:
        """Say whether the council may say something: asked, or to put another word in the place of its own."""
        if self.list is None or self.list.locked:
            return False
        gate = self.gates[index.column()].id
        return gate in self._shown[index.row()].waiting or self.recorded(index) is not None

    def draft(self, index: Index, answer: bool | None) -> None:
        """Choose an answer, or take it back."""
        if not index.isValid() or not self.may_speak(index):
            return
        key = self.key(index)
        if answer is None or answer == self.recorded(index):
            self.drafts.pop(key, None)
        else:
            self.drafts[key] = answer
        self.dataChanged.emit(index, index)
        self.drafted.emit()

    def forget(self) -> None:
        """Let go of every draft."""
        self.drafts = {}
        if self.rowCount() and self.gates:
            last = self.index(self.rowCount() - 1, len(self.gates) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.drafted.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the subjects that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count the conditions."""
        return 0 if parent is not None and parent.isValid() else len(self.gates)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a cell."""
        if not index.isValid():
            return None
        if role == CELL_ROLE:
            return self.recorded(index), self.drafts.get(self.key(index)), self.may_speak(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            found, gate = self._shown[index.row()], self.gates[index.column()]
            return f"{found.subject.name}, {gate.title}: {self.text(index)}"
        return LEFT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def text(self, index: Index) -> str:
        """Say a cell in words."""
        say, recorded = self._words.say, self.recorded(index)
        drafted = self.drafts.get(self.key(index))
        if drafted is not None:
            return say("ui.checklist.drafted_yes" if drafted else "ui.checklist.drafted_no")
        if recorded is not None:
            return say("ui.reviews.gate.met" if recorded else "ui.reviews.gate.not_met")
        return say("ui.checklist.unanswered" if self.may_speak(index) else "ui.checklist.not_asked")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name a condition, or the subject of a row."""
        said = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if orientation is Qt.Orientation.Horizontal:
            return self.gates[section].title if role in said and 0 <= section < len(self.gates) else None
        if not 0 <= section < len(self._shown):
            return None
        subject = self._shown[section].subject
        if role == BELOW_ROLE:
            return f"{subject.code} · {subject.unit}" if subject.unit != subject.name else str(subject.code)
        return subject.name if role in said else None
