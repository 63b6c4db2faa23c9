"""The history of marks as a judge reads it, and what can be undone.

An undo is a mark of its own at the end of the history, whose text names the mark that it takes back (``undo 17``), as
a redo does (``redo 17``). So window and terminal, today and tomorrow, see one and the same trail; nothing is deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.stores.score_events import Event, Kind

UNDO: Final = "undo"
REDO: Final = "redo"


class HistoryKind(StrEnum):
    """What a line of the history tells; ``MARK`` with no steps took the mark away."""

    MARK = "mark"
    UNDO = "undo"
    REDO = "redo"
    RECUSE = "recuse"
    UNRECUSE = "unrecuse"
    REMARK = "remark"
    NOTE = "note"
    LATER = "later"
    NOT_LATER = "not_later"
    SEAL = "seal"
    REOPEN = "reopen"
    PACKAGE = "package"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act.

    Attributes:
        number: in the file's history, from 1.
        stated_time: the judge's clock (ISO).
        kind: see :class:`HistoryKind`.
        code, criterion: what it touched; empty when it touched the whole file, the whole entry.
        before, steps: the mark before and after, None for a blank; ``steps`` of a sealing is its revision.
        text: the remark, note or reason; the 30 digits of a sealing; the digest of a package.
        word_of: who allowed a reopening.
    """

    number: int
    stated_time: str
    kind: HistoryKind
    code: EntryCode
    criterion: CriterionId
    before: int | None
    steps: int | None
    text: str
    word_of: str = ""


_PLAIN: Final = {
    Kind.RECUSE: HistoryKind.RECUSE,
    Kind.UNRECUSE: HistoryKind.UNRECUSE,
    Kind.REMARK: HistoryKind.REMARK,
    Kind.NOTE: HistoryKind.NOTE,
    Kind.PACKAGE: HistoryKind.PACKAGE,
}


def history_lines(events: Iterable[Event]) -> tuple[HistoryLine, ...]:
    """Tell the events of an entry or of all, given oldest first, in the same order."""
    marks: dict[tuple[EntryCode, CriterionId], int | None] = {}
    lines = []
    for event in events:
        before = marks.get((event.entry, event.criterion)) if event.kind is Kind.MARK else None
        if event.kind is Kind.MARK:
            marks[event.entry, event.criterion] = event.steps
        lines.append(_line(event, before))
    return tuple(lines)


def _line(event: Event, before: int | None) -> HistoryLine:
    kind, text, word_of = _told(event)
    return HistoryLine(
        event.seq, event.stated_time, kind, event.entry, event.criterion, before, event.steps, text, word_of
    )


def _told(event: Event) -> tuple[HistoryKind, str, str]:
    match event.kind:
        case Kind.MARK:
            word = event.text.partition(" ")[0]
            return {UNDO: HistoryKind.UNDO, REDO: HistoryKind.REDO}.get(word, HistoryKind.MARK), "", ""
        case Kind.FLAG:
            return (HistoryKind.LATER if event.text else HistoryKind.NOT_LATER), "", ""
        case Kind.SEAL:
            return HistoryKind.SEAL, event.text.partition(" ")[2], ""
        case Kind.REOPEN:
            word_of, _, reason = event.text.partition("\n")
            return HistoryKind.REOPEN, reason, word_of
        case _:
            return _PLAIN[event.kind], event.text, ""


@dataclass(frozen=True, slots=True)
class Change:
    """A mark that can be undone, or redone: its number in the history, what was there before and after."""

    number: int
    code: EntryCode
    criterion: CriterionId
    before: int | None
    after: int | None


class Trail:
    """Which marks can be undone and redone, newest last; a sealing or a newer package ends both."""

    def __init__(self) -> None:
        """Begin before the first event."""
        self._undo: list[Change] = []
        self._redo: list[Change] = []

    def follow(self, event: Event, before: int | None) -> None:
        """Take in the next event of the history; ``before`` is the mark that it replaced."""
        if event.kind in (Kind.SEAL, Kind.PACKAGE):
            self._undo.clear()
            self._redo.clear()
        if event.kind is not Kind.MARK:
            return
        word, _, number = event.text.partition(" ")
        if word == UNDO:
            _move(int(number), self._undo, self._redo)
        elif word == REDO:
            _move(int(number), self._redo, self._undo)
        else:
            self._undo.append(Change(event.seq, event.entry, event.criterion, before, event.steps))
            self._redo.clear()

    def to_undo(self, possible: Callable[[EntryCode], bool]) -> Change | None:
        """Give the newest mark that can be undone, passing over entries that cannot be marked now."""
        return next((each for each in reversed(self._undo) if possible(each.code)), None)

    def to_redo(self, possible: Callable[[EntryCode], bool]) -> Change | None:
        """Give the mark that was undone last, passing over entries that cannot be marked now."""
        return next((each for each in reversed(self._redo) if possible(each.code)), None)


def _move(number: int, source: list[Change], target: list[Change]) -> None:
    """Move a change from one list to the other; it stands near the end."""
    for place in range(len(source) - 1, -1, -1):
        if source[place].number == number:
            target.append(source.pop(place))
            return
