"""A list of sentences, each with a sign: findings, reasons, decisions, papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Line:
    """One row: an icon with its tone and word, the sentence, a quieter line under it, and what it stands for."""

    icon: str
    tone: str
    word: str
    text: str
    detail: str = ""
    key: object = None


class LineModel(QAbstractListModel):
    """Rows of lines; a line as a value under :data:`LINE_ROLE`."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows."""
        return self._lines

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the rows; a row has none under it."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a row: the sentence, what a screen reader says, or the line itself."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(each for each in (line.word, line.text, line.detail) if each)
        return line if role == LINE_ROLE else None


_SIGNS = {
    Severity.STOP: ("circle-x", "stop", "ui.severity.stop"),
    Severity.ASK: ("scale", "warn", "ui.severity.ask"),
    Severity.NOTE: ("info", "text_2", "ui.severity.note"),
}


def line_of(problem: Problem, words: Words) -> Line:
    """Show a finding as a line; its key is the place it names."""
    icon, tone, word = _SIGNS[problem.severity]
    return Line(icon, tone, words.say(word), words.problem(problem), key=problem.where)
