"""The subjects of a review as a model: place, what became of them, every measure, every gate; searched and narrowed.

A cell gets its words when it is painted: 25,000 people with their figures are shown and sorted without a wait.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from judge_desk.contest.reviewing.outcome import SubjectResult, Worked
from judge_desk.contest.rulebook.reviews import Measure, OrderPolicy, ReviewGate
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.desks.reviews.standing import ReviewStanding
from judge_desk.ui.models.collation import found_key, sort_key
from judge_desk.ui.models.review_words import GATE_SIGNS, STATE_SIGNS, gate_state, state_of, value_writer
from judge_desk.ui.models.table_cells import LEFT, RIGHT
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
PLACE, STATE, FIRST = range(3)
"""The columns before the measures; the measures begin at ``FIRST``, the gates follow them."""
SIGN_ROLE: Final = Qt.ItemDataRole.UserRole
"""Icon and tone of a cell, None where it has none."""
BELOW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The quieter line under the name of a row."""
Sign = tuple[str, str]


class ReviewModel(QAbstractTableModel):
    """One row for a subject; its name stands in the head of the row."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        """Begin empty, in the order of places."""
        super().__init__(parent)
        self._words = words
        self.standing: ReviewStanding | None = None
        self.measures: tuple[Measure, ...] = ()
        self.gates: tuple[ReviewGate, ...] = ()
        self._all: tuple[SubjectResult, ...] = ()
        self._places: dict[str, tuple[int, int]] = {}
        self._prizes: dict[str, str] = {}
        self._writers: dict[str, Callable[[Fraction], str]] = {}
        self._shown: list[int] = []
        self._texts: tuple[str, ...] | None = None
        self._wanted, self._state, self._fact = "", "", ("", "")
        self.column, self.descending = PLACE, False

    def show_review(self, standing: ReviewStanding | None) -> None:
        """Show a review; search, narrowing and order stay while they fit."""
        self.beginResetModel()
        self.standing = standing
        review = standing.review if standing is not None else None
        self.measures = review.measures if review is not None else ()
        self.gates = review.gates if review is not None else ()
        self._all = standing.result.subjects if standing is not None else ()
        self._places = _places(standing) if standing is not None else {}
        self._prizes = prizes_of(standing) if standing is not None else {}
        self._writers, self._texts = {}, None
        if self.column >= self.columnCount():
            self.column, self.descending = PLACE, False
        self._arrange()
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many subjects there are, shown or not."""
        return len(self._all)

    def subject(self, row: int) -> SubjectResult:
        """Give the subject of a row that is shown."""
        return self._all[self._shown[row]]

    def subject_of(self, code: str) -> SubjectResult | None:
        """Give a subject by its code, shown or not."""
        return next((each for each in self._all if each.subject.code == code), None)

    def row_of(self, code: str) -> int:
        """Give the row that shows a subject, -1 if none does."""
        return next((row for row, at in enumerate(self._shown) if self._all[at].subject.code == code), -1)

    def place_of(self, code: str) -> tuple[int, int]:
        """Give the first and the last place that a subject has, equal unless it shares them; 0 without one."""
        return self._places.get(code, (0, 0))

    def prizes_of(self, code: str) -> str:
        """Give the prizes of a subject as words, empty without one."""
        return self._prizes.get(code, "")

    def states(self) -> Mapping[str, int]:
        """Count the subjects by what became of them."""
        found: dict[str, int] = {}
        for each in self._all:
            state = state_of(each)
            found[state] = found.get(state, 0) + 1
        return found

    def narrow(self, wanted: str, state: str, fact: tuple[str, str]) -> None:
        """Show only subjects that hold a text, are in a state, and bear a fact (column id, value); empty for any."""
        self.beginResetModel()
        self._wanted, self._state, self._fact = found_key(wanted.strip()), state, fact
        self._arrange()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; rows that are equal in it stay in order of places."""
        self.beginResetModel()
        self.column, self.descending = column, order is Qt.SortOrder.DescendingOrder
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        shown: Sequence[int] = range(len(self._all))
        if self._wanted:
            if self._texts is None:
                self._texts = tuple(found_key(_searched(each)) for each in self._all)
            texts, wanted = self._texts, self._wanted
            shown = [at for at in shown if wanted in texts[at]]
        if self._state:
            shown = [at for at in shown if state_of(self._all[at]) == self._state]
        column, value = self._fact
        if column:
            shown = [at for at in shown if self._all[at].subject.facts.get(column) == value]
        self._shown = list(shown)
        if self.column != PLACE or self.descending:
            self._shown.sort(key=self._key_of(self.column), reverse=self.descending)

    def _key_of(self, column: int) -> Callable[[int], Any]:
        """Give what rows are sorted by in a column; what has no value comes last where the column rises."""
        subjects = self._all
        if column == PLACE:
            return lambda at: (not self.place_of(subjects[at].subject.code)[0], at)
        if column == STATE:
            return lambda at: sort_key(self._state_text(subjects[at]))
        measure = self.measure_at(column)
        if measure is None:
            gate = self.gates[column - FIRST - len(self.measures)]
            return lambda at: gate_state(subjects[at], gate)
        name = measure.id
        return lambda at: _value_key(subjects[at].values.get(name))

    def measure_at(self, column: int) -> Measure | None:
        """Give the measure of a column, None where it is no measure's."""
        return self.measures[column - FIRST] if 0 <= column - FIRST < len(self.measures) else None

    def gate_at(self, column: int) -> ReviewGate | None:
        """Give the gate of a column, None where it is no gate's."""
        at = column - FIRST - len(self.measures)
        return self.gates[at] if 0 <= at < len(self.gates) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Count what is shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else FIRST + len(self.measures) + len(self.gates)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a cell."""
        if not index.isValid():
            return None
        found, column = self.subject(index.row()), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.text(found, column)
        if role == SIGN_ROLE:
            return self._sign(found, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column == PLACE or self.measure_at(column) is not None else LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = str(self.headerData(column, Qt.Orientation.Horizontal, role))
            return f"{found.subject.name}, {head}: {self.text(found, column) or '–'}"
        return None

    def text(self, found: SubjectResult, column: int) -> str:
        """Give the words of a cell."""
        if column == PLACE:
            return self._place_text(found.subject.code)
        if column == STATE:
            return self._state_text(found)
        measure, gate = self.measure_at(column), self.gate_at(column)
        if measure is not None:
            return self._value(measure, found.values.get(measure.id))
        return self._words.say(f"ui.reviews.gate.{gate_state(found, gate)}") if gate is not None else ""

    def _place_text(self, code: str) -> str:
        order = self.standing.review.order if self.standing is not None else None
        first, last = self.place_of(code)
        if not first or order is None or isinstance(order, Undecided) or order.policy is OrderPolicy.COUNCIL:
            return ""
        return str(first) if first == last else f"{first}–{last}"

    def _state_text(self, found: SubjectResult) -> str:
        say, state = self._words.say, state_of(found)
        if state == "awarded":
            return self._prizes.get(found.subject.code, "") or say("ui.reviews.state.awarded")
        if state != "failed":
            return say(f"ui.reviews.state.{state}")
        titles = {gate.id: gate.title for gate in self.gates}
        first, more = titles.get(found.failed[0].gate, ""), len(found.failed) - 1
        return say("ui.reviews.failed_more", gate=first, count=more) if more else say("ui.reviews.failed", gate=first)

    def _value(self, measure: Measure, worked: Worked | None) -> str:
        if worked is None or worked.value is None:
            return ""
        if measure.id not in self._writers:
            assert self.standing is not None
            values = [each.values[measure.id].value for each in self._all if measure.id in each.values]
            self._writers[measure.id] = value_writer(self.standing, measure, values, self._words)
        return self._writers[measure.id](worked.value)

    def _sign(self, found: SubjectResult, column: int) -> Sign | None:
        if column == STATE:
            return STATE_SIGNS[state_of(found)]
        gate = self.gate_at(column)
        return GATE_SIGNS.get(gate_state(found, gate)) if gate is not None else None

    def forget_words(self) -> None:
        """Say every word anew: the language has changed."""
        self.beginResetModel()
        self._writers = {}
        self.endResetModel()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name a column, or the subject of a row."""
        if orientation is Qt.Orientation.Vertical:
            return self._row_head(section, role)
        if not 0 <= section < self.columnCount():
            return None
        measure, gate = self.measure_at(section), self.gate_at(section)
        if measure is not None:
            said = f"{measure.title} ({measure.unit})" if measure.unit else measure.title
        elif gate is not None:
            said = gate.title
        else:
            said = self._words.say("ui.reviews.head.place" if section == PLACE else "ui.reviews.head.state")
        if role == Qt.ItemDataRole.DisplayRole:
            sorted_by = section == self.column and (section != PLACE or self.descending)
            return f"{said} {'↓' if self.descending else '↑'}" if sorted_by else said
        return said if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) else None

    def _row_head(self, row: int, role: int) -> Any:
        if not 0 <= row < len(self._shown):
            return None
        subject = self.subject(row).subject
        below = f"{subject.code} · {subject.unit}" if subject.unit != subject.name else str(subject.code)
        if role == Qt.ItemDataRole.DisplayRole:
            return subject.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{subject.name}. {below}"
        return below if role == BELOW_ROLE else None


def _searched(found: SubjectResult) -> str:
    subject = found.subject
    return f"{subject.code} {subject.name} {subject.unit}"


def _value_key(worked: Worked | None) -> tuple[bool, Fraction | int]:
    missing = worked is None or worked.value is None
    return missing, 0 if missing or worked is None or worked.value is None else worked.value


def _places(standing: ReviewStanding) -> dict[str, tuple[int, int]]:
    sharing: dict[int, int] = {}
    for place in standing.result.ranking.places:
        sharing[place.number] = sharing.get(place.number, 0) + 1
    return {
        place.code: (place.number, place.number + sharing[place.number] - 1) for place in standing.result.ranking.places
    }


def prizes_of(standing: ReviewStanding) -> dict[str, str]:
    """Give the prizes of every subject that has one, as words."""
    titles = {(table.id, prize.id): prize.title for table in standing.definition.prize_tables for prize in table.prizes}
    found: dict[str, str] = {}
    for awards in standing.result.awards:
        for row in awards.rows:
            if row.code:
                own = titles[row.table, row.prize]
                found[row.code] = f"{found[row.code]}; {own}" if row.code in found else own
    return found
