"""A round's ranking as a model: rows in order of places with the line of the cut between them, sorted and searched.

Everything that many rows need is made once or when a row is shown: ten thousand entries are shown and sorted without
a wait.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import lcm
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from judge_desk.contest.counting.aggregation import EntryScore
from judge_desk.contest.counting.outcome import Shortlist
from judge_desk.contest.rulebook.rules import CutKind, CutRule
from judge_desk.desks.result_questions import Question
from judge_desk.desks.scoring import decimals_of_totals
from judge_desk.desks.standing import Standing
from judge_desk.ui.models.collation import found_key, found_keys, sort_ranks
from judge_desk.ui.words import Words
from judge_desk.wording.figures import decimal, mark, shortest

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = Qt.ItemDataRole.UserRole
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
HEADS: Final = ("place", "code", "title", "marks", "official")
PLACE, CODE, TITLE, MARKS, OFFICIAL = range(len(HEADS))
MOST_MARKS: Final = 8
"""Judges whose marks stand one by one; of more, the lowest, the highest and how many."""

_CUT: Final = -1
"""In the list of what is shown: the line of the cut instead of the number of a row."""
MOST_NAMED: Final = 4
"""Codes that are named beside the line of the cut; of more, how many."""


@dataclass(frozen=True, slots=True)
class RankRow:
    """One entry.

    Attributes:
        code, title: the entry; the title is empty while it must not be shown.
        first, last: the places it has, equal unless it shares them; 0 without a place.
        score: with the marks; official: as places follow it in the list, over all rounds where they are combined.
        asked: whether a question turns on it.
    """

    code: str
    title: str
    first: int
    last: int
    score: EntryScore
    official: Fraction | None
    asked: bool


@dataclass(frozen=True, slots=True)
class CutLine:
    """The line of the cut, after this many rows in order of places."""

    after: int
    words: str


Shown = RankRow | CutLine


def rank_rows(standing: Standing, titles: Mapping[str, str], questions: Sequence[Question] = ()) -> tuple[RankRow, ...]:
    """Give the rows of a round in order of places; entries without a place come last, in code order.

    Of entries that share a place, those that a decision lets go on stand first.
    """
    result = standing.result
    inside = frozenset(result.shortlist.inside) if result.shortlist is not None else frozenset()
    places = {place.code: place.number for place in result.ranking.places}
    sharing: dict[int, int] = {}
    for number in places.values():
        sharing[number] = sharing.get(number, 0) + 1
    combined = {each.code: each.official for each in result.combined}
    shown = {entry.code: entry.title or titles.get(entry.code, "") for entry in standing.manifest.entries}
    asked = {code for each in questions for code in each.codes if len(each.codes) < len(places) or len(places) < 3}
    rows = []
    for score in result.scores:
        number = places.get(score.code, 0)
        last = number + sharing[number] - 1 if number else 0
        official = combined.get(score.code, score.official) if combined else score.official
        waits = score.code in asked or bool(score.questions)
        rows.append(RankRow(score.code, shown[score.code], number, last, score, official, waits))
    rows.sort(key=lambda each: (not each.first, each.first, each.code not in inside, each.code))
    return tuple(rows)


def cut_line(standing: Standing, rows: Sequence[RankRow], words: Words) -> CutLine | None:
    """Say where the line of the cut stands and what it is; None where there is none yet, or all are inside."""
    list_, cut = standing.result.shortlist, standing.round.cut
    if list_ is None or not isinstance(cut, CutRule):
        return _decided_line(list_, rows, words) if list_ is not None and list_.decision is not None else None
    if list_.decision is not None:
        return _decided_line(list_, rows, words)
    failed = {code for code, _ in list_.gate_failed}
    able = (at for at, each in enumerate(rows, start=1) if each.first and each.code not in failed)
    count = cut.count if list_.pending else len(list_.inside)
    last_and_next = tuple(islice(able, count - 1, count + 1)) if count > 0 else ()
    if cut.kind is CutKind.MANUAL or len(last_and_next) < 2:
        return None
    last = last_and_next[0]
    if cut.kind is CutKind.THRESHOLD and cut.threshold is not None:
        said = words.say("ui.ranking.line_threshold", mark=shortest(cut.threshold, words.language))
    else:
        said = words.say("ui.ranking.line", count=count)
    return CutLine(last, f"{said}{_skipped(list_, rows[:last], words)}")


def _decided_line(list_: Shortlist, rows: Sequence[RankRow], words: Words) -> CutLine | None:
    inside = set(list_.inside)
    last = max((at for at, each in enumerate(rows, start=1) if each.code in inside), default=0)
    said = words.say("ui.ranking.line_decided", count=len(inside), number=list_.decision or 0)
    return CutLine(last, f"{said}{_skipped(list_, rows[:last], words)}") if 0 < last < len(rows) else None


def _skipped(list_: Shortlist, above: Sequence[RankRow], words: Words) -> str:
    """Name the entries that stand above the line and yet do not go on."""
    known = {*list_.inside, *list_.pending}
    codes = [each.code for each in above if each.code not in known]
    if not codes:
        return ""
    shown = ", ".join(codes) if len(codes) <= MOST_NAMED else words.say("ui.ranking.many", count=len(codes))
    return words.say("ui.ranking.skipped", codes=shown)


class RankingModel(QAbstractTableModel):
    """The rows; a row as a value under :data:`ROW_ROLE`. The cut shows only in the order of places, unsearched."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        """Begin empty, in the order of places."""
        super().__init__(parent)
        self._words = words
        self._all: tuple[RankRow, ...] = ()
        self._shown: list[int] = []
        self._cut: CutLine | None = None
        self._decimals = self._mark_decimals = 0
        self._keys: dict[int, Sequence[Any]] = {}
        self._texts: list[str] | None = None
        self._wanted = ""
        self.column, self.descending = PLACE, False

    def show_round(self, standing: Standing, rows: tuple[RankRow, ...], cut: CutLine | None) -> None:
        """Show a round in the order that is chosen."""
        self.beginResetModel()
        self._all, self._cut = rows, cut
        self._decimals = standing.round.score.decimals
        self._mark_decimals = decimals_of_totals(standing.round.rubric)
        self._keys, self._texts = {}, None
        self._arrange()
        self.endResetModel()

    def prepare(self) -> None:
        """Make now what a search and an order by titles need, so that the first key and click answer at once."""
        self.searched()
        self.title_ranks()

    def title_ranks(self) -> Sequence[int]:
        """Give each row's number in Vietnamese order of the titles; worked out once."""
        return self._keys_of(TITLE)

    def searched(self) -> list[str]:
        """Give what is searched in each row, letters without their marks; made once."""
        if self._texts is None:
            self._texts = found_keys([f"{each.code} {each.title}" for each in self._all])
        return self._texts

    def empty(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._all, self._shown, self._cut = (), [], None
        self.endResetModel()

    @property
    def rows(self) -> tuple[RankRow, ...]:
        """Every row in order of places."""
        return self._all

    @property
    def cut_row(self) -> int:
        """The row in which the cut is drawn, -1 without."""
        if self.column != PLACE or self.descending or self._wanted or self._cut is None:
            return -1
        return self._cut.after

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; rows that are equal in it stay in order of places."""
        self.beginResetModel()
        self.column, self.descending = column, order is Qt.SortOrder.DescendingOrder
        self._arrange()
        self.endResetModel()

    def search(self, text: str) -> None:
        """Show only entries whose code or title holds a text, whatever its marks."""
        self.beginResetModel()
        self._wanted = found_key(text.strip())
        self._arrange()
        self.endResetModel()

    def row_of(self, code: str) -> int:
        """Give the row that shows an entry, -1 if none does."""
        return next((row for row, at in enumerate(self._shown) if at >= 0 and self._all[at].code == code), -1)

    def shown(self, row: int) -> Shown:
        """Give what a row shows."""
        at = self._shown[row]
        if at < 0 and self._cut is not None:
            return self._cut
        return self._all[at]

    def _arrange(self) -> None:
        chosen: list[int] = list(range(len(self._all)))
        if self._wanted:
            texts, wanted = self.searched(), self._wanted
            chosen = [at for at in chosen if wanted in texts[at]]
        if self.column != PLACE or self.descending:
            keys = self._keys_of(self.column)
            chosen.sort(key=keys.__getitem__, reverse=self.descending)
        if self.cut_row >= 0:
            chosen.insert(self.cut_row, _CUT)
        self._shown = chosen

    def _keys_of(self, column: int) -> Sequence[Any]:
        """Give the key of every row in a column, made once: texts by the alphabet, numbers as whole numbers."""
        if column not in self._keys:
            makers: Mapping[int, Callable[[], Sequence[Any]]] = {
                PLACE: lambda: [each.first or len(self._all) + 1 for each in self._all],
                CODE: lambda: [each.code for each in self._all],
                TITLE: lambda: sort_ranks([each.title for each in self._all]),
                MARKS: lambda: _whole([each.score.spread for each in self._all]),
                OFFICIAL: lambda: _whole([each.official for each in self._all]),
            }
            self._keys[column] = makers[column]()
        return self._keys[column]

    def rowCount(self, parent: Index | None = None) -> int:
        """Count what is shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a cell."""
        if not index.isValid():
            return None
        shown, column = self.shown(index.row()), index.column()
        if role == ROW_ROLE:
            return shown
        if isinstance(shown, CutLine):
            said = role == Qt.ItemDataRole.AccessibleTextRole or (role == Qt.ItemDataRole.DisplayRole and not column)
            return shown.words if said else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(shown, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self._words.say(f"ui.ranking.head.{HEADS[column]}")
            return f"{head}: {self.text(shown, column) or '–'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column == OFFICIAL else LEFT
        return shown.title if role == Qt.ItemDataRole.ToolTipRole and column == TITLE else None

    def text(self, row: RankRow, column: int) -> str:
        """Give the words of a cell."""
        if column == PLACE:
            return "" if not row.first else str(row.first) if row.first == row.last else f"{row.first}–{row.last}"
        if column == MARKS:
            return self._marks(row.score)
        if column == OFFICIAL:
            return decimal(row.official, self._decimals, self._words.language) if row.official is not None else ""
        return row.code if column == CODE else row.title

    def _marks(self, score: EntryScore) -> str:
        decimals, language = self._mark_decimals, self._words.language
        totals = [mark(each.total, decimals, language) for each in score.marks]
        if len(totals) <= MOST_MARKS:
            return " · ".join(totals)
        ends = sorted(each.total for each in score.marks)
        low, high = mark(ends[0], decimals, language), mark(ends[-1], decimals, language)
        return self._words.say("ui.ranking.marks", low=low, high=high, count=len(totals))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for the head of a column; an arrow stands behind the one that is sorted by."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(HEADS):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section == OFFICIAL else LEFT
        said = self._words.say(f"ui.ranking.head.{HEADS[section]}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return said
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{said} {'↓' if self.descending else '↑'}" if section == self.column and section != PLACE else said
        return None


def _whole(values: Sequence[Fraction | None]) -> list[int]:
    """Turn exact values into whole numbers of one denominator, so that ten thousand sort fast; what is missing last."""
    pairs = [each.as_integer_ratio() if each is not None else None for each in values]
    unit = lcm(*{pair[1] for pair in pairs if pair is not None})
    whole = [pair[0] * (unit // pair[1]) if pair is not None else None for pair in pairs]
    last = max((each for each in whole if each is not None), default=0) + 1
    return [each if each is not None else last for each in whole]
