"""What the judge's desk shows of an entry: where it stands, its marks, what an act changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from judge_desk.contest.register.packages import ManifestFile
from judge_desk.contest.values.identity import CriterionId, EntryCode


class EntryState(StrEnum):
    """Where an entry stands; of several that hold, the first of recused, later, done, started, empty is shown."""

    EMPTY = "empty"
    STARTED = "started"
    DONE = "done"
    LATER = "later"
    RECUSED = "recused"


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry in a list.

    Attributes:
        code, title, authors, units, files: as in the package; title, authors and units are empty in a blind round.
        field: title of the field.
        state: see :class:`EntryState`.
        given, criteria: how many criteria are marked, of how many.
        total: of the marks so far; a whole total only when ``given`` equals ``criteria``.
    """

    code: EntryCode
    title: str
    field: str
    authors: tuple[str, ...]
    units: tuple[str, ...]
    files: tuple[ManifestFile, ...]
    state: EntryState
    given: int
    criteria: int
    total: Fraction


@dataclass(frozen=True, slots=True)
class EntrySheet:
    """Everything that a judge wrote on one entry.

    Attributes:
        line: as in the list.
        marks: steps by criterion; blanks are absent. Marks given before a recusal are kept here and do not count.
        saved: stated time (ISO) of each mark.
        remarks: for the organisers, by criterion, None for the entry as a whole.
        note: private.
        recusal: the reason; empty when the entry is marked.
    """

    line: EntryLine
    marks: Mapping[CriterionId, int]
    saved: Mapping[CriterionId, str]
    remarks: Mapping[CriterionId | None, str]
    note: str
    recusal: str


@dataclass(frozen=True, slots=True)
class Marked:
    """What became of a mark: steps before and now, None for a blank.

    Attributes:
        stated_time: when the mark that stands there was written (ISO); empty for a blank that was never marked.
        changed: False when the same mark was there already.
    """

    code: EntryCode
    criterion: CriterionId
    before: int | None
    steps: int | None
    stated_time: str
    changed: bool


class Tally:
    """How many entries stand where; kept up with every change, so that a mark is not counted over all entries."""

    def __init__(self, lines: Iterable[EntryLine]) -> None:
        """Count once."""
        self._states: Counter[EntryState] = Counter()
        self._whole = 0
        for line in lines:
            self._add(line, 1)

    def change(self, before: EntryLine, after: EntryLine) -> None:
        """Take in what became of an entry."""
        self._add(before, -1)
        self._add(after, 1)

    def _add(self, line: EntryLine, by: int) -> None:
        self._states[line.state] += by
        if line.given == line.criteria and line.state is not EntryState.RECUSED:
            self._whole += by

    @property
    def whole(self) -> int:
        """How many entries are marked whole and count."""
        return self._whole

    @property
    def finished(self) -> int:
        """How many entries need nothing more: marked whole, or recused."""
        return self._whole + self._states[EntryState.RECUSED]
