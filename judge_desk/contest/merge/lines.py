"""A ballot's lines, kept column by column: as small as they can be, and quick to add up.

Half a million lines would be half a million objects. Here the marks of one criterion are one column of numbered
values, and a :class:`Line` is made when somebody looks at it. Readers use :class:`Lines` as a sequence of lines; what
counts and adds asks for whole columns.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, overload

from judge_desk.contest.values.identity import EntryCode

_BYTE: Final = 256
_REMEMBERED: Final = 8
"""Sets that codes were held against: a window that stays open reads its folder again and again."""
_NONE: Final = frozenset({None})


@dataclass(frozen=True, slots=True)
class Line:
    """One entry's line.

    Attributes:
        code: the entry.
        marks: steps in the order of the judged leaves; None where blank; all None when recused.
        recused: the judge did not mark it, for the reason in ``reason``.
        reason: why recused, or why left blank in a partial ballot.
    """

    code: EntryCode
    marks: tuple[int | None, ...]
    recused: bool = False
    reason: str = ""


class Codes(Sequence[EntryCode]):
    """The entries of a ballot in the order of its lines; ballots with the same entries can share one."""

    def __init__(self, codes: Iterable[EntryCode]) -> None:
        """Keep codes in the order given."""
        self._codes = tuple(codes)
        self._looked: dict[int, tuple[frozenset[EntryCode], bool]] = {}

    @overload
    def __getitem__(self, at: int) -> EntryCode: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[EntryCode, ...]: ...
    def __getitem__(self, at: int | slice) -> EntryCode | tuple[EntryCode, ...]:
        """Give the code of a place, or those of several."""
        return self._codes[at]

    def __len__(self) -> int:
        """Count the codes."""
        return len(self._codes)

    def __iter__(self) -> Iterator[EntryCode]:
        """Go through the codes in order."""
        return iter(self._codes)

    def __eq__(self, other: object) -> bool:
        """Compare code by code."""
        return self is other or (isinstance(other, Codes) and self._codes == other._codes)

    def __hash__(self) -> int:
        """Hash the codes."""
        return hash(self._codes)

    @cached_property
    def places(self) -> Mapping[EntryCode, int]:
        """Where each code stands; the last place of a code that stands twice."""
        return {code: place for place, code in enumerate(self._codes)}

    @property
    def set(self) -> Set[EntryCode]:
        """The codes as a set."""
        return self.places.keys()

    def within(self, known: frozenset[EntryCode]) -> bool:
        """Say whether all codes are among these; it looks once at each of the last few sets that it is asked about."""
        if id(known) not in self._looked:  # the set is kept, so that no other can come by its id
            if len(self._looked) >= _REMEMBERED:
                self._looked.clear()
            self._looked[id(known)] = (known, known.issuperset(self._codes))
        return self._looked[id(known)][1]

    def cover(self, wanted: frozenset[EntryCode]) -> bool:
        """Say whether all of these are among the codes."""
        return (len(wanted) == len(self.set) and self.within(wanted)) or wanted <= self.set


@dataclass(frozen=True, slots=True)
class Column:
    """The marks of one criterion.

    Attributes:
        keys: for each line the number of its value: bytes where they suffice.
        values: the value of each number, in steps; None where there is no mark.
    """

    keys: bytes | array[int]
    values: tuple[int | None, ...]

    @classmethod
    def of(cls, marks: Sequence[int | None]) -> Column:
        """Keep marks as they stand."""
        values = tuple(sorted({*marks} - {None}, key=lambda mark: mark or 0))
        values = (None, *values) if None in marks else values
        number = {value: key for key, value in enumerate(values)}
        keys = [number[mark] for mark in marks]
        return cls(bytes(keys) if len(values) <= _BYTE else array("L", keys), values)

    def marks(self) -> list[int | None]:
        """Give every mark in order."""
        return list(map(self.values.__getitem__, self.keys))

    def within(self, allowed: frozenset[int | None]) -> bool:
        """Say whether every value of the column is one of these."""
        if isinstance(self.keys, bytes):
            return not self.keys.translate(None, _those(self.values, allowed))
        return allowed.issuperset(map(self.values.__getitem__, self.keys))

    def empty(self) -> int:
        """Count the lines without a mark."""
        if isinstance(self.keys, bytes):
            return len(self.keys) - len(self.keys.translate(None, _those(self.values, _NONE)))
        return self.marks().count(None)


@lru_cache(maxsize=256)
def _those(values: tuple[int | None, ...], wanted: frozenset[int | None]) -> bytes:
    """Give the keys whose value is one of these."""
    return bytes(key for key, value in enumerate(values) if value in wanted)


class Lines(Sequence[Line]):
    """The lines of one ballot.

    Attributes:
        codes: the entries; columns: the marks, one column for each judged leaf.
        recused: the places of recused lines, ascending; reasons: by entry, where one was given.
        stray: the places of recused lines that have a mark all the same; no sealed ballot has any.
    """

    def __init__(
        self,
        codes: Codes,
        columns: tuple[Column, ...],
        recused: tuple[int, ...] = (),
        reasons: Mapping[EntryCode, str] | None = None,
        stray: tuple[int, ...] = (),
    ) -> None:
        """Keep columns, every one as long as ``codes``."""
        self.codes = codes
        self.columns = columns
        self.recused = recused
        self.reasons: Mapping[EntryCode, str] = reasons or {}
        self.stray = stray

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Lines:
        """Keep lines by columns.

        Raises:
            ValueError: lines of different length, or one entry with two reasons.
        """
        if isinstance(lines, cls):
            return lines
        given = tuple(lines)
        columns = tuple(map(Column.of, zip(*(line.marks for line in given), strict=True)))
        recused = tuple(place for place, line in enumerate(given) if line.recused)
        reasons: dict[EntryCode, str] = {}
        for line in given:
            if line.reason and reasons.setdefault(line.code, line.reason) != line.reason:
                raise ValueError(line.code)
        stray = tuple(place for place in recused if _has_mark(given[place]))
        return cls(Codes(line.code for line in given), columns, recused, reasons, stray)

    def with_reasons(self, reasons: Mapping[EntryCode, str]) -> Lines:
        """Give the same lines with other reasons."""
        return Lines(self.codes, self.columns, self.recused, reasons, self.stray)

    def multiplied(self, factors: Sequence[int]) -> Lines:
        """Give the same lines with the steps of every column times a factor of its own."""
        columns = (
            Column(column.keys, tuple(None if steps is None else steps * by for steps in column.values))
            for column, by in zip(self.columns, factors, strict=True)
        )
        return Lines(self.codes, tuple(columns), self.recused, self.reasons, self.stray)

    def ordered(self, order: Sequence[int]) -> Lines:
        """Give the lines of these places, in this order."""
        return Lines.of(self[place] for place in order)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Line, ...]: ...
    def __getitem__(self, at: int | slice) -> Line | tuple[Line, ...]:
        """Make the line of a place, or those of several."""
        if isinstance(at, slice):
            return tuple(self[place] for place in range(*at.indices(len(self))))
        code = self.codes[at]
        marks = tuple([column.values[column.keys[at]] for column in self.columns])
        return Line(code, marks, at % len(self) in self._aside, self.reasons.get(code, ""))

    def __len__(self) -> int:
        """Count the lines."""
        return len(self.codes)

    def __iter__(self) -> Iterator[Line]:
        """Make every line in order."""
        marks: Iterable[tuple[int | None, ...]] = zip(*(column.marks() for column in self.columns), strict=True)
        if not self.columns:
            marks = (() for _ in self.codes)
        for place, (code, each) in enumerate(zip(self.codes, marks, strict=True)):
            yield Line(code, each, place in self._aside, self.reasons.get(code, ""))

    def __eq__(self, other: object) -> bool:
        """Compare line by line, with any sequence of lines."""
        if self is other:
            return True
        if isinstance(other, Lines | tuple | list):
            return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))
        return NotImplemented

    def __hash__(self) -> int:
        """Hash like the tuple of the lines."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """Show the lines."""
        return f"Lines.of({tuple(self)!r})"

    @cached_property
    def _aside(self) -> frozenset[int]:
        return frozenset(self.recused)

    def find(self, code: EntryCode) -> Line | None:
        """Give an entry's line; None without one."""
        place = self.codes.places.get(code)
        return self[place] if place is not None else None

    @property
    def recused_codes(self) -> frozenset[EntryCode]:
        """The entries of recused lines."""
        return frozenset(self.codes[place] for place in self.recused)

    @cached_property
    def blank(self) -> tuple[int, ...]:
        """The places of lines that are not recused and lack a mark, ascending."""
        if not self.stray and all(column.empty() == len(self.recused) for column in self.columns):
            return ()
        return tuple(place for place, line in enumerate(self) if not line.recused and None in line.marks)

    @cached_property
    def marked(self) -> tuple[int, ...]:
        """The places of lines with any mark, ascending."""
        if self.blank or self.stray or not self.columns:
            return tuple(place for place, line in enumerate(self) if _has_mark(line))
        return tuple(place for place in range(len(self)) if place not in self._aside)


def _has_mark(line: Line) -> bool:
    return any(mark is not None for mark in line.marks)
