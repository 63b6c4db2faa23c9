"""What a panel's judges gave, in whole numbers: totals and sums of criteria, worked out for all entries at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import overload

from judge_desk.contest.counting.extras import contribution, leaves_under
from judge_desk.contest.merge.casting import Cast
from judge_desk.contest.rulebook.rubric import Rubric, judged_leaves, leaves
from judge_desk.contest.values.identity import CriterionId, EntryCode, Seat


@dataclass(frozen=True, slots=True)
class SeatMark:
    """One judge's total of one entry; ``left_out`` is empty when used, else why (``outlier`` or ``trimmed``)."""

    seat: Seat
    total: Fraction
    left_out: str = ""


@lru_cache(maxsize=4096)
def _points(parts: int, over: int) -> Fraction:
    """Give a total in points; a panel gives the same few hundred again and again."""
    return Fraction(parts, over)


class SeatMarks(Sequence[SeatMark]):
    """The judges' totals of one entry by ascending seat, as whole parts of a point.

    Attributes:
        parts: the total of each seat; over: how many parts make a point; left_out: why a seat was left out.
    """

    __slots__ = ("left_out", "over", "parts")

    def __init__(self, parts: Mapping[Seat, int], over: int, left_out: Mapping[Seat, str]) -> None:
        """Keep totals; ``parts`` by ascending seat."""
        self.parts, self.over, self.left_out = parts, over, left_out

    @overload
    def __getitem__(self, at: int) -> SeatMark: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[SeatMark, ...]: ...
    def __getitem__(self, at: int | slice) -> SeatMark | tuple[SeatMark, ...]:
        """Give the mark of a place, or those of several."""
        return tuple(self)[at]

    def __len__(self) -> int:
        """Count the judges who marked."""
        return len(self.parts)

    def __iter__(self) -> Iterator[SeatMark]:
        """Go through the marks by ascending seat."""
        for seat, parts in self.parts.items():
            yield SeatMark(seat, _points(parts, self.over), self.left_out.get(seat, ""))

    def __eq__(self, other: object) -> bool:
        """Compare mark by mark, with any sequence of marks."""
        return isinstance(other, SeatMarks | tuple | list) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Hash like the tuple of the marks."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """Show the marks."""
        return repr(tuple(self))

    def without(self, *reasons: str) -> list[int]:
        """Give the totals, in parts, of the seats that were not left out for one of these reasons."""
        if not self.left_out:
            return list(self.parts.values())
        return [parts for seat, parts in self.parts.items() if self.left_out.get(seat) not in reasons]


class PanelMarks:
    """The marks of all entries of a round.

    Attributes:
        over: how many parts make a point, so that every total is a whole number of parts.
    """

    def __init__(self, cast: Cast, rubric: Rubric) -> None:
        """Take the lines that count, of ballots of this rubric."""
        self._cast, self._rubric = cast, rubric
        self._leaves = judged_leaves(rubric)
        self._worths, self.over = rubric.whole_worths

    @cached_property
    def _rows(self) -> Sequence[tuple[int | None, ...]]:
        worths = tuple(worth for _, worth in self._worths)
        totals = [self._cast.totals(seat, worths) for seat in self._cast.seats]
        return list(zip(*totals, strict=True)) if totals else [()] * len(self._cast.codes)

    def totals(self, code: EntryCode) -> dict[Seat, int]:
        """Give the total of every judge who marked an entry, in parts, by ascending seat."""
        row = self._rows[self._cast.place(code)]
        return {seat: parts for seat, parts in zip(self._cast.seats, row, strict=True) if parts is not None}

    @cached_property
    def _recused(self) -> Mapping[EntryCode, Mapping[Seat, str]]:
        found: dict[EntryCode, dict[Seat, str]] = {}
        for (code, seat), reason in self._cast.recusals.items():
            found.setdefault(code, {})[seat] = reason
        return found

    def recused(self, code: EntryCode) -> Mapping[Seat, str]:
        """Give the judges who recused themselves from an entry on their ballot, with the reason."""
        return self._recused.get(code, {})

    @cached_property
    def _sums(self) -> Sequence[tuple[list[int], list[int]]]:
        return [self._cast.sums(at) for at in range(len(self._leaves))]

    @cached_property
    def groups(self) -> Mapping[CriterionId, Sequence[tuple[CriterionId, Fraction]]]:
        """What each group of the rubric adds up: its leaves, each with what a point of it counts in the total."""
        counts = {leaf.id: contribution(self._rubric, leaf, Fraction(1)) for leaf in leaves(self._rubric)}
        groups = (each.id for each in self._rubric.criteria if each.id not in counts)
        return {each: [(leaf.id, counts[leaf.id]) for leaf in leaves_under(self._rubric, each)] for each in groups}

    def means(self, code: EntryCode, left_out: Mapping[Seat, str]) -> Mapping[CriterionId, Fraction]:
        """Give the mean mark of every judged leaf over the judges who were not left out; empty without any."""
        place, count = self._cast.place(code), len(self.totals(code)) - len(left_out)
        if count < 1:
            return {}
        lines = [self._cast[code][seat].marks for seat in left_out]
        found = {}
        for at, leaf in enumerate(self._leaves):
            steps = self._sums[at][0][place] - sum(line[at] or 0 for line in lines)
            found[leaf.id] = Fraction(steps * leaf.step.numerator, count * leaf.step.denominator)
        return found

    def zeros(self, code: EntryCode, outliers: Sequence[Seat]) -> frozenset[CriterionId]:
        """Give the judged leaves where a judge who is no outlier gave 0."""
        place = self._cast.place(code)
        lines = [self._cast[code][seat].marks for seat in outliers]
        return frozenset(
            leaf.id
            for at, leaf in enumerate(self._leaves)
            if self._sums[at][1][place] > sum(line[at] == 0 for line in lines)
        )
