"""Findings about entries as the rows of a list: their sign, one line of what was seen, one line of where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.desks.entry_findings import Card
from judge_desk.ui.words import Words
from judge_desk.wording.card_words import advice, fact
from judge_desk.wording.catalogue import open_catalogue

Index = QModelIndex | QPersistentModelIndex

PENDING: Final = "pending"
DONE: Final = "done"
FILTERS: Final = (PENDING, Severity.STOP.value, Severity.ASK.value, Severity.NOTE.value, DONE)
"""What the list can be narrowed to: all that is open, what is open of one weight, what was answered."""
BATCH: Final = 400
"""How many cards are laid out at once."""
_SEVERITIES: Final[Mapping[Severity, tuple[str, str]]] = {
    Severity.STOP: ("circle-x", "stop"),
    Severity.ASK: ("triangle-alert", "warn"),
    Severity.NOTE: ("info", "accent"),
}
_ICONS: Final = {
    "intake.namesake": "users",
    "intake.near_namesake": "users",
    "intake.near_unit": "users",
    "intake.same_title": "copy",
    "intake.near_title": "copy",
    "intake.same_file": "copy",
    "intake.similar": "copy",
    "intake.clip_": "film",
    "intake.damaged_file": "file-x",
    "intake.old_title": "a-large-small",
    "inside.clip_": "film",
    "inside.old_": "a-large-small",
    "inside.names_": "eye-off",
    "inside.properties": "eye-off",
    "inside": "file-text",
    "probe": "file-text",
}
"""Icons of questions by the beginning of their codes, the most special first."""
COLUMNS: Final = {
    "intake.group_too_large": "authors",
    "intake.group_too_small": "authors",
    "intake.no_author": "authors",
    "intake.barred": "authors",
    "intake.namesake": "authors",
    "intake.near_namesake": "authors",
    "intake.late": "received",
    "intake.early": "received",
    "intake.no_time": "received",
    "intake.unknown_kind": "kind",
    "intake.unknown_field": "field",
    "intake.old_title": "title",
    "intake.unknown_unit": "unit",
    "intake.near_unit": "unit",
    "intake.no_unit": "unit",
}
"""The column of the register that a finding is about, where there is one."""


def sign_of(card: Card) -> tuple[str, str, str]:
    """Give icon, tone, and the key of the word of a card's sign."""
    if card.answer is not None:
        return "circle-check", "ok", "ui.intake.sign.done"
    severity = card.problem.severity
    icon, tone = _SEVERITIES[severity]
    if severity is Severity.ASK:
        icon = next((each for start, each in _ICONS.items() if card.problem.code.startswith(start)), icon)
    return icon, tone, f"ui.intake.sign.{severity}"


def fact_of(problem: Problem, words: Words) -> str:
    """Say what was seen."""
    return fact(problem, open_catalogue(words.language))


def advice_of(problem: Problem, words: Words) -> str:
    """Say what to do next; empty when there is nothing to do."""
    return advice(problem, open_catalogue(words.language))


def place_of(card: Card, words: Words, whole: bool) -> str:
    """Say whose finding it is and where it stands; ``whole`` with the title and the column."""
    say, problem = words.say, card.problem
    entry = say("ui.intake.place.entry", entry=card.entry.id)
    if whole:
        entry = say("ui.intake.place.titled", entry=card.entry.id, title=card.entry.title)
    parts = [entry]
    file = str(problem.facts.get("file", problem.facts.get("name", "")))
    if file and any(each.name == file for each in card.entry.files):
        parts.append(say("ui.intake.place.file", file=file))
    elif card.row:
        parts.append(say("ui.intake.place.row", row=card.row))
        column = COLUMNS.get(problem.code, "")
        if whole and column:
            parts.append(say("ui.intake.place.column", column=say(f"ui.intake.column.{column}")))
    return " · ".join(parts)


def answer_of(card: Card, words: Words) -> str:
    """Say how a card was answered; empty while it is open."""
    if card.answer is None:
        return ""
    answer = words.say(f"handled.{card.answer.value}")
    people = ", ".join(card.answer.people)
    return words.say("ui.intake.answered", answer=answer, reason=card.answer.reason, people=people)


def belongs(card: Card, filter_: str) -> bool:
    """Say whether a card is shown under a filter."""
    if filter_ == DONE:
        return card.answer is not None
    return card.answer is None and filter_ in (PENDING, card.problem.severity.value)


class FindingModel(QAbstractListModel):
    """Cards under a filter; the words of a row are made when it is shown."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        """Begin without cards."""
        super().__init__(parent)
        self._words = words
        self._all: tuple[Card, ...] = ()
        self._shown: list[Card] = []
        self._laid = 0
        self.filter = PENDING

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show other cards under the same filter."""
        self._all = tuple(cards)
        self.narrow(self.filter)

    def narrow(self, filter_: str) -> None:
        """Show the cards under a filter."""
        self.beginResetModel()
        self.filter = filter_
        self._shown = [card for card in self._all if belongs(card, filter_)]
        self._laid = min(BATCH, len(self._shown))
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many cards there are under the filter, laid out or not."""
        return len(self._shown)

    def canFetchMore(self, parent: Index) -> bool:
        """Say whether there are cards that the view has not been given yet."""
        return not parent.isValid() and self._laid < len(self._shown)

    def fetchMore(self, parent: Index) -> None:
        """Give the view some more cards; it asks when it comes to the end of those it has."""
        self.lay_out(self._laid)

    def lay_out(self, row: int) -> None:
        """Give the view all cards up to a row, and some more: every card that it has costs time with every key."""
        wanted = min(row + BATCH, len(self._shown))
        if wanted > self._laid:
            self.beginInsertRows(QModelIndex(), self._laid, wanted - 1)
            self._laid = wanted
            self.endInsertRows()

    def counts(self) -> Mapping[str, int]:
        """Count the cards under every filter."""
        open_ = Counter(card.problem.severity.value for card in self._all if card.answer is None)
        done = sum(card.answer is not None for card in self._all)
        return {**{each.value: open_[each.value] for each in Severity}, PENDING: sum(open_.values()), DONE: done}

    def card(self, row: int) -> Card:
        """Give the card of a row."""
        return self._shown[row]

    def row_where(self, fits: Callable[[Card], bool]) -> int:
        """Give the first row whose card fits, -1 for none."""
        return next((row for row, card in enumerate(self._shown) if fits(card)), -1)

    def lines(self, row: int) -> tuple[str, str]:
        """Say both lines of a closed card."""
        card = self._shown[row]
        below = answer_of(card, self._words) or place_of(card, self._words, whole=False)
        if card.answer is not None:
            below = f"{place_of(card, self._words, whole=False)} · {below}"
        return fact_of(card.problem, self._words), below

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the cards that the view has been given."""
        return 0 if parent is not None and parent.isValid() else self._laid

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a row."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return "\n".join(self.lines(index.row()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            sign = self._words.say(sign_of(self._shown[index.row()])[2])
            return ". ".join((sign, *self.lines(index.row())))
        return None
