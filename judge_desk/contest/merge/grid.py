"""Judges beside entries: the state of every pair, as small as it can be kept.

A panel of 10,000 entries and 50 judges has half a million pairs; each is one byte. Everything else about a pair (its
mark, its reason) is worked out when somebody looks at it.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from judge_desk.contest.merge.ballots import Lines
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
    columns = {seat.seat: _Column(place, seat, view) for place, seat in enumerate(view.seats)}
    across = [[0, 0] for _ in columns]
    barred = _barred(view, columns)
    cells, counts, open_ = [], [], []
    for entry in view.issued.entries:
        row = bytearray(len(columns))
        if entry.withdrawn:
            row = bytearray([Cell.WITHDRAWN]) * len(columns)
        else:
            for seats, state in (
                (excluded.get(entry.code, ()), Cell.EXCLUDED),
                (barred.get(entry.code, ()), Cell.BARRED),
            ):
                for seat in seats:
                    if seat in columns:
                        row[columns[seat].place] = state
            for seat in entry.seats:
                if seat in columns:
                    columns[seat].fill(row, entry.code, across)
        cells.append(bytes(row))
        counts.append((row.count(Cell.COUNTED), sum(row.count(state) for state in ASSIGNED)))
        open_.append(any(state in row for state in OPEN))
    codes = tuple(entry.code for entry in view.issued.entries)
    whole = tuple((have, need) for have, need in across)
    return Grid(codes, tuple(columns), tuple(cells), tuple(counts), whole, tuple(open_))


def _barred(view: PanelView, columns: Mapping[Seat, _Column]) -> dict[EntryCode, list[Seat]]:
    """Give the seats that mark an entry although it was not assigned to them."""
    assigned, gone = view.issued.work.assigned, view.issued.work.withdrawn
    found: dict[EntryCode, list[Seat]] = {}
    for seat, column in columns.items():
        if column.lines is not None and not column.lines.codes.within(assigned.get(seat, frozenset())):
            for code in (column.lines.codes[place] for place in column.lines.marked):
                if code not in assigned.get(seat, ()) and code not in gone:
                    found.setdefault(code, []).append(seat)
    return found


class _Column:
    """One seat: how its assigned pairs stand."""

    def __init__(self, place: int, seat: SeatView, view: PanelView) -> None:
        self.place = place
        self.lines = seat.counted.ballot.lines if seat.counted else None
        self._state = _SEATS[seat_state(seat, view)] if self.lines is None else None
        self._cells = _cells(self.lines) if self.lines is not None else {}

    def fill(self, row: bytearray, code: EntryCode, across: list[list[int]]) -> None:
        """Set the state of this seat's pair with an entry that was assigned to it, and count it."""
        state = self._state or self._cells.get(code, Cell.BLANK)
        row[self.place] = state
        across[self.place][0] += state == Cell.COUNTED
        across[self.place][1] += 1


def _cells(lines: Lines) -> dict[EntryCode, Cell]:
    """Give the state of every entry that a counted ballot lists."""
    cells = dict.fromkeys(lines.codes, Cell.COUNTED)
    cells.update({lines.codes[place]: Cell.BLANK for place in lines.blank})
    cells.update({lines.codes[place]: Cell.RECUSED for place in lines.recused})
    return cells
