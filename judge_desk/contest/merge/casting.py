"""The lines that count, by entry and judge: all there is to add up.

Only counted ballots, only entries that did not withdraw, only pairs that were assigned. A recused line is there with
``recused`` True. A line with a blank is not there: blank is not zero, the judge counts as absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Self

from judge_desk.contest.merge.conditions import PanelView
from judge_desk.contest.merge.lanes import added, worths_of
from judge_desk.contest.merge.lines import Column, Line, Lines
from judge_desk.contest.values.identity import EntryCode, Seat


class Cast(Mapping[EntryCode, Mapping[Seat, Line]]):
    """The counting lines of a panel; those of one entry are made when somebody looks at them.

    Attributes:
        codes: the entries in code order, those without any line too; seats: who cast lines, ascending.
    """

    def __init__(
        self, codes: Iterable[EntryCode], tables: Mapping[Seat, Lines], assigned: Mapping[Seat, frozenset[EntryCode]]
    ) -> None:
        """Take the tables of all seats; what was not assigned to a seat does not count."""
        self.codes = tuple(sorted(codes))
        self.seats = tuple(sorted(tables))
        self._places = {code: place for place, code in enumerate(self.codes)}
        self._tables = {seat: tables[seat] for seat in self.seats}
        self._assigned = assigned

    @classmethod
    def of(cls, view: PanelView) -> Self:
        """Take the counted ballots of a panel."""
        live = (entry.code for entry in view.issued.entries if not entry.withdrawn)
        tables = {seat.seat: seat.counted.ballot.lines for seat in view.seats if seat.counted is not None}
        return cls(live, tables, view.issued.work.assigned)

    @classmethod
    def of_lines(cls, given: Mapping[EntryCode, Mapping[Seat, Line]]) -> Self:
        """Take lines as they are given by entry and seat."""
        by_seat: dict[Seat, list[Line]] = {}
        for code, lines in given.items():
            for seat, line in lines.items():
                by_seat.setdefault(seat, []).append(Line(code, line.marks, line.recused, line.reason))
        assigned = {seat: frozenset(line.code for line in lines) for seat, lines in by_seat.items()}
        return cls(given, {seat: Lines.of(lines) for seat, lines in by_seat.items()}, assigned)

    def __getitem__(self, code: EntryCode) -> Mapping[Seat, Line]:
        """Make the lines of an entry, by seat.

        Raises:
            KeyError: no such entry, or it withdrew.
        """
        place = self._places[code]
        seats = (seat for seat in self.seats if self.whole[seat][place] or (code, seat) in self.recusals)
        found = ((seat, self._tables[seat].find(code)) for seat in seats)
        return {seat: line for seat, line in found if line is not None}

    def __iter__(self) -> Iterator[EntryCode]:
        """Go through the entries in code order."""
        return iter(self.codes)

    def __len__(self) -> int:
        """Count the entries."""
        return len(self.codes)

    def place(self, code: EntryCode) -> int:
        """Say where an entry stands in :attr:`codes`."""
        return self._places[code]

    @cached_property
    def recusals(self) -> Mapping[tuple[EntryCode, Seat], str]:
        """The reason of every counting line that is recused."""
        return {
            (code, seat): table.reasons.get(code, "")
            for seat, table in self._tables.items()
            for code in (table.codes[place] for place in table.recused)
            if code in self._places and code in self._assigned.get(seat, ())
        }

    @cached_property
    def whole(self) -> Mapping[Seat, bytes]:
        """For each seat and each entry one byte: 1 where the seat cast a line with all its marks."""
        return {seat: self._whole(seat, table) for seat, table in self._tables.items()}

    def _whole(self, seat: Seat, table: Lines) -> bytes:
        assigned = self._assigned.get(seat, frozenset())
        lacking = {*table.recused, *table.blank}
        if self._straight(table) and table.codes.within(assigned):
            cells = bytearray(b"\1" * len(self.codes))
            for place in lacking:
                cells[place] = 0
            return bytes(cells)
        full = {code for place, code in enumerate(table.codes) if place not in lacking} & assigned
        return bytes([code in full for code in self.codes])

    def _straight(self, table: Lines) -> bool:
        """Say whether a table has exactly the entries of the panel, in their order."""
        return len(table) == len(self.codes) and table.codes[:] == self.codes

    def totals(self, seat: Seat, worths: tuple[int, ...]) -> list[int | None]:
        """Give what a seat's lines add up to, entry by entry; None without a whole line.

        Args:
            seat: one of :attr:`seats`.
            worths: what a step of each judged leaf is worth, as a whole number.
        """
        table = self._tables[seat]
        each = [worths_of(column, worth) for column, worth in zip(table.columns, worths, strict=False)]
        return self._spread(seat, added(table.columns, each, len(table)))

    def _spread(self, seat: Seat, values: list[int]) -> list[int | None]:
        """Put one value for each of a seat's lines beside the entries."""
        table, whole = self._tables[seat], self.whole[seat]
        if self._straight(table):
            spread: list[int | None] = list(values)
            place = whole.find(0)
            while place >= 0:
                spread[place] = None
                place = whole.find(0, place + 1)
            return spread
        by_code = dict(zip(table.codes, values, strict=True))
        return [by_code[code] if full else None for code, full in zip(self.codes, whole, strict=True)]

    def column(self, seat: Seat, leaf: int) -> list[int | None]:
        """Give a seat's marks of one judged leaf (counted from 0), in steps, entry by entry; None likewise."""
        table = self._tables[seat]
        if leaf >= len(table.columns):
            return [None] * len(self.codes)
        return self._spread(seat, added((table.columns[leaf],), (worths_of(table.columns[leaf], 1),), len(table)))

    def sums(self, leaf: int) -> tuple[list[int], list[int]]:
        """Add up one judged leaf over all seats, entry by entry: the steps, and how many marks are zero."""
        straight: list[Seat] = []
        others: list[Seat] = []
        for seat, table in self._tables.items():
            everywhere = self._straight(table) and table.codes.within(self._assigned.get(seat, frozenset()))
            plain = everywhere and leaf < len(table.columns) and not table.blank and not table.stray
            (straight if plain else others).append(seat)
        columns = [self._tables[seat].columns[leaf] for seat in straight]
        steps = added(columns, [worths_of(column, 1) for column in columns], len(self.codes))
        zeros = added(columns, [_zero(column) for column in columns], len(self.codes))
        for seat in others:
            for place, mark in enumerate(self.column(seat, leaf)):
                if mark is not None:
                    steps[place] += mark
                    zeros[place] += mark == 0
        return steps, zeros


def _zero(column: Column) -> tuple[int, ...]:
    return tuple([int(value == 0) for value in column.values])
