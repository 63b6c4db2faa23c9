"""Secretary: two ballots side by side, entry by entry, so that people can choose between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from judge_desk.contest.merge.ballots import Line, SealedBallot
from judge_desk.contest.merge.comparing import Comparison, PairOfLines, compare
from judge_desk.contest.merge.tally import Tally
from judge_desk.contest.rulebook.rubric import Rubric, judged_leaves
from judge_desk.contest.values.identity import CriterionId, Digest, EntryCode
from judge_desk.contest.values.numbers import decimal_text, decimals_of
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks.standing import Standing
from judge_desk.exchange.disk import read_bytes
from judge_desk.exchange.sealed.ballot_alone import read_alone
from judge_desk.exchange.sealed.notes import MAXIMUM

RECUSED = "R"
Steps = Mapping[CriterionId, Fraction]
Total = Callable[[Line], str]


@dataclass(frozen=True, slots=True)
class Side:
    """One entry in one ballot: marks with a decimal point, empty where blank, ``R`` where recused; total; reason."""

    marks: tuple[str, ...]
    total: str
    reason: str


@dataclass(frozen=True, slots=True)
class ComparedEntry:
    """One entry in both ballots; ``differing`` says of each column whether it differs."""

    code: EntryCode
    first: Side
    second: Side
    differing: tuple[bool, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Two ballots side by side.

    Attributes:
        first, second: the ballots.
        columns: the criteria.
        entries: every entry of either, in code order.
        marks: how many marks differ; remarks: entries whose remarks differ.
    """

    first: SealedBallot
    second: SealedBallot
    columns: tuple[CriterionId, ...]
    entries: tuple[ComparedEntry, ...]
    marks: int
    remarks: tuple[EntryCode, ...]

    @property
    def differing(self) -> tuple[ComparedEntry, ...]:
        """The entries that differ."""
        return tuple(each for each in self.entries if each.differs)


def compare_ballots(first: SealedBallot, second: SealedBallot, rubric: Rubric) -> Compared:
    """Compare two ballots of a round."""
    tally = Tally(rubric)

    def total(line: Line) -> str:
        value = tally.total(line)
        return "" if value is None else decimal_text(value, tally.decimals)

    return _compared(compare(first, second), {leaf.id: leaf.step for leaf in judged_leaves(rubric)}, total)


def compare_in(standing: Standing, first: Digest, second: Digest) -> Compared:
    """Compare two ballots that were taken in.

    Raises:
        BadInput: one of them is not there.
    """
    there = {each.digest: each for each in standing.ballots}
    for digest in (first, second):
        if digest not in there:
            raise BadInput("decide.no_ballot", where=digest[:8], value=digest[:8], count=len(there))
    return compare_ballots(there[first], there[second], standing.round.rubric)


def compare_files(first: Path, second: Path) -> Compared:
    """Compare two sealed ballots by themselves; without their contest's rubric there are no totals.

    Raises:
        Refusal: one of them is not a whole, unaltered ballot.
    """
    (one, left), (other, right) = (read_alone(read_bytes(each, MAXIMUM), each.name) for each in (first, second))
    finest: dict[CriterionId, Fraction] = {}
    for column in (*left, *right):
        finest[column.id] = min(finest.get(column.id, column.step), column.step)
    one, other = _finer(one, {c.id: c.step for c in left}, finest), _finer(other, {c.id: c.step for c in right}, finest)
    return _compared(compare(one, other), finest, lambda _: "")


def _finer(sealed: SealedBallot, steps: Steps, finest: Steps) -> SealedBallot:
    """Count marks in the finest step that either ballot shows, so that equal marks are equal numbers."""
    ballot = sealed.ballot
    factors = [int(steps[each] / finest[each]) for each in ballot.columns]
    return replace(sealed, ballot=replace(ballot, lines=ballot.lines.multiplied(factors)))


def _compared(found: Comparison, steps: Steps, total: Total) -> Compared:
    entries = tuple(_entry(pair, found, steps, total) for pair in found.pairs)
    return Compared(found.first, found.second, found.columns, entries, found.marks, found.remarks)


def _entry(pair: PairOfLines, found: Comparison, steps: Steps, total: Total) -> ComparedEntry:
    first = _side(pair.first, found.first, found.columns, steps, total)
    second = _side(pair.second, found.second, found.columns, steps, total)
    return ComparedEntry(
        pair.code, first, second, tuple(each in pair.differing for each in found.columns), pair.differs
    )


def _side(
    line: Line | None, sealed: SealedBallot, columns: tuple[CriterionId, ...], steps: Steps, total: Total
) -> Side:
    if line is None:
        return Side(("",) * len(columns), "", "")
    if line.recused:
        return Side((RECUSED,) * len(columns), "", line.reason)
    marks = dict(zip(sealed.ballot.columns, line.marks, strict=True))
    return Side(tuple(_mark(marks.get(each), steps.get(each)) for each in columns), total(line), line.reason)


def _mark(count: int | None, step: Fraction | None) -> str:
    return "" if count is None or step is None else decimal_text(count * step, decimals_of(step))
