"""Judges beside entries: the state of every pair, as small as it can be kept.

A panel of 10,000 entries and 50 judges has half a million pairs; each is one byte. Everything else about a pair (its
mark, its reason) is worked out when somebody looks at it.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from judge_desk.contest.merge.ballots import Line
from judge_desk.contest.merge.conditions import PanelView, SeatView
from judge_desk.contest.merge.prospect import SeatState, seat_state
from judge_desk.contest.values.identity import EntryCode, Seat


class Cell(IntEnum):
    """The state of a pair of entry and judge.

    ``FREE`` not assigned; ``EXCLUDED`` kept apart beforehand; ``COUNTED`` a whole line of the counted ballot;
    ``RECUSED`` the judge does not mark it; ``BLANK`` the counted ballot leaves it blank; ``MISSING`` no ballot of the
    seat yet; ``CHOOSE`` one of several ballots must be chosen; ``WAITING`` the ballot waits for a decision;
    ``SETTLED`` people decided to go on without the seat; ``BARRED`` marked although not to be marked; ``WITHDRAWN``
    the entry withdrew.
    """

    FREE = 0
    EXCLUDED = 1
    COUNTED = 2
    RECUSED = 3
    BLANK = 4
    MISSING = 5
    CHOOSE = 6
    WAITING = 7
    SETTLED = 8
    BARRED = 9
    WITHDRAWN = 10


OPEN: Final = frozenset({Cell.BLANK, Cell.MISSING, Cell.CHOOSE, Cell.WAITING, Cell.BARRED})
"""States of pairs of which something is still expected."""
ASSIGNED: Final = frozenset(
    {Cell.COUNTED, Cell.RECUSED, Cell.BLANK, Cell.MISSING, Cell.CHOOSE, Cell.WAITING, Cell.SETTLED}
)
"""States of pairs that belong to a judge's work."""
_SEATS: Final = {
    SeatState.MISSING: Cell.MISSING,
    SeatState.NOTHING: Cell.MISSING,
    SeatState.CHOOSE: Cell.CHOOSE,
    SeatState.WAITING: Cell.WAITING,
    SeatState.SETTLED: Cell.SETTLED,
}


@dataclass(frozen=True, slots=True)
class Grid:
    """All pairs of a panel.

    Attributes:
        codes: the rows, in code order, withdrawn entries too; seats: the columns, ascending.
        cells: for each row one byte per seat, a :class:`Cell`.
        rows: for each row how many lines count, and how many were assigned.
        columns: the same for each seat.
        open: for each row whether anything is still expected of it.
    """

    codes: tuple[EntryCode, ...]
    seats: tuple[Seat, ...]
    cells: tuple[bytes, ...]
    rows: tuple[tuple[int, int], ...]
    columns: tuple[tuple[int, int], ...]
    open: tuple[bool, ...]

    @property
    def whole(self) -> tuple[int, int]:
        """How many lines count in all, and how many were assigned."""
        return sum(have for have, _ in self.columns), sum(need for _, need in self.columns)


def grid_of(view: PanelView, excluded: Mapping[EntryCode, Set[Seat]]) -> Grid:
    """Work out the state of every pair; ``excluded`` gives the seats kept apart beforehand, by entry."""
    seats = tuple(each.seat for each in view.seats)
    columns = [_Column(each, view) for each in view.seats]
    cells, open_ = [], []
    for entry in view.issued.entries:
        if entry.withdrawn:
            row = bytes([Cell.WITHDRAWN]) * len(seats)
        else:
            mine, apart = frozenset(entry.seats), excluded.get(entry.code, frozenset())
            row = bytes([each.cell(entry.code, each.seat in mine, each.seat in apart) for each in columns])
        cells.append(row)
        open_.append(any(state in row for state in OPEN))
    counts = [_counts(row) for row in cells]
    across = [_counts(bytes(row[place] for row in cells)) for place in range(len(seats))]
    codes = tuple(entry.code for entry in view.issued.entries)
    return Grid(codes, seats, tuple(cells), tuple(counts), tuple(across), tuple(open_))


def _counts(states: bytes) -> tuple[int, int]:
    return states.count(Cell.COUNTED), sum(states.count(state) for state in ASSIGNED)


class _Column:
    """One seat: how its pairs stand."""

    def __init__(self, seat: SeatView, view: PanelView) -> None:
        self.seat = seat.seat
        self._lines: dict[EntryCode, Line] = {}
        self._state: Cell | None = None
        if seat.counted is not None:
            self._lines = {line.code: line for line in seat.counted.ballot.lines}
        else:
            self._state = _SEATS[seat_state(seat, view)]

    def cell(self, code: EntryCode, assigned: bool, apart: bool) -> Cell:
        """Give the state of this seat's pair with an entry."""
        line = self._lines.get(code)
        if not assigned:
            if line is not None and any(mark is not None for mark in line.marks):
                return Cell.BARRED
            return Cell.EXCLUDED if apart else Cell.FREE
        if self._state is not None:
            return self._state
        if line is None:
            return Cell.BLANK
        if line.recused:
            return Cell.RECUSED
        return Cell.BLANK if None in line.marks else Cell.COUNTED
