"""Two ballots side by side: every entry and criterion in which they differ, and nothing about which one is right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from judge_desk.contest.merge.ballots import Ballot, Line, SealedBallot
from judge_desk.contest.values.identity import CriterionId, EntryCode


@dataclass(frozen=True, slots=True)
class PairOfLines:
    """One entry in both ballots.

    Attributes:
        code: the entry.
        first, second: its lines; None where a ballot has none.
        differing: the criteria with other marks; of an entry that one ballot lacks or recuses, those that are marked.
        recusal: exactly one of the two recuses it.
    """

    code: EntryCode
    first: Line | None
    second: Line | None
    differing: tuple[CriterionId, ...]
    recusal: bool

    @property
    def differs(self) -> bool:
        """Whether anything that counts differs."""
        return bool(self.differing) or self.recusal or (self.first is None) != (self.second is None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two ballots and their entries, in code order.

    Attributes:
        first, second: the ballots.
        columns: criteria of the first, then those that only the second has.
        pairs: every entry of either.
        remarks: entries whose remarks differ.
    """

    first: SealedBallot
    second: SealedBallot
    columns: tuple[CriterionId, ...]
    pairs: tuple[PairOfLines, ...]
    remarks: tuple[EntryCode, ...]

    @property
    def differing(self) -> tuple[PairOfLines, ...]:
        """The entries that differ."""
        return tuple(each for each in self.pairs if each.differs)

    @property
    def marks(self) -> int:
        """How many marks differ."""
        return sum(len(each.differing) for each in self.pairs)


def compare(first: SealedBallot, second: SealedBallot) -> Comparison:
    """Compare two ballots; criteria are matched by their ids, so ballots of two rubrics can be compared, too."""
    columns = tuple(dict.fromkeys((*first.ballot.columns, *second.ballot.columns)))
    ours, theirs = _lines(first.ballot), _lines(second.ballot)
    pairs = tuple(
        _pair(code, ours.get(code), theirs.get(code), first.ballot, second.ballot, columns)
        for code in sorted(ours.keys() | theirs.keys())
    )
    return Comparison(first, second, columns, pairs, _other_remarks(first.ballot, second.ballot))


def _lines(ballot: Ballot) -> dict[EntryCode, Line]:
    return {line.code: line for line in ballot.lines}


def marks_of(line: Line | None, ballot: Ballot) -> dict[CriterionId, int]:
    """Give the marks of a line in steps, by criterion; blank ones are not there."""
    cells = zip(ballot.columns, line.marks, strict=False) if line is not None else ()
    return {criterion: steps for criterion, steps in cells if steps is not None}


def _pair(
    code: EntryCode,
    one: Line | None,
    other: Line | None,
    first: Ballot,
    second: Ballot,
    columns: Iterable[CriterionId],
) -> PairOfLines:
    left, right = marks_of(one, first), marks_of(other, second)
    differing = tuple(each for each in columns if left.get(each) != right.get(each))
    recusal = (one is not None and one.recused) != (other is not None and other.recused)
    return PairOfLines(code, one, other, differing, recusal)


def _other_remarks(first: Ballot, second: Ballot) -> tuple[EntryCode, ...]:
    said = [{(each.code, each.criterion, each.text) for each in ballot.remarks} for ballot in (first, second)]
    return tuple(sorted({code for code, _, _ in said[0] ^ said[1]}))
