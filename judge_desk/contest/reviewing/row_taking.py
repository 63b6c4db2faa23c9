"""Measures that are taken from the rows of people: how many rows, how many people, and what their marks come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from judge_desk.contest.reviewing.absence import Policy
from judge_desk.contest.reviewing.case import Case, Found, Values, result, without, written
from judge_desk.contest.reviewing.figures import Person, Row, Table
from judge_desk.contest.reviewing.outcome import Subject
from judge_desk.contest.reviewing.sources import Source, source_of, stopped
from judge_desk.contest.reviewing.taking import mean
from judge_desk.contest.rulebook.measured import column_of
from judge_desk.contest.rulebook.reviews import Measure, Over
from judge_desk.contest.values.facts import listed, number

Facts = Mapping[str, str | int]
Reduced = tuple[Fraction, dict[str, str | int]]


@dataclass(frozen=True, slots=True)
class _Heap:
    """The rows of one subject that count: by period, their cells counted, and the full mark and bound to compare."""

    by_period: tuple[tuple[Row, ...], ...]
    cells: Counter[Fraction]
    tables: tuple[Table, ...]
    most: Fraction | None
    bound: Fraction | None

    @property
    def people(self) -> tuple[set[Person], ...]:
        """The different people of each period; every sheet has its own order of columns."""
        return tuple(table.people(rows) for table, rows in zip(self.tables, self.by_period, strict=True))

    @property
    def count(self) -> int:
        """How many rows."""
        return sum(map(len, self.by_period))

    @property
    def sum(self) -> Fraction:
        """The sum of their cells."""
        return sum((value * count for value, count in self.cells.items()), Fraction(0))

    def at_least(self, bound: Fraction) -> int:
        """How many cells reach a bound."""
        return sum(count for value, count in self.cells.items() if value >= bound)


def _papers(heap: _Heap) -> Reduced:
    return Fraction(heap.count), {"rows": heap.count}


def _papers_mean(heap: _Heap) -> Reduced:
    return Fraction(heap.count, len(heap.by_period)), {"rows": heap.count, "periods": len(heap.by_period)}


def _persons(heap: _Heap) -> Reduced:
    return Fraction(len(set().union(*heap.people))), {"rows": heap.count}


def _persons_mean(heap: _Heap) -> Reduced:
    each = [Fraction(len(people)) for people in heap.people]
    return mean(each), {"figures": listed(map(written, each)), "periods": len(each)}


def _sum(heap: _Heap) -> Reduced:
    return heap.sum, {"rows": heap.count}


def _mean(heap: _Heap) -> Reduced:
    return heap.sum / heap.count, {"rows": heap.count, "dividend": written(heap.sum)}


def _mean_share(heap: _Heap) -> Reduced:
    most = heap.most or Fraction(1)
    return heap.sum / (heap.count * most), {"rows": heap.count, "dividend": written(heap.sum), "most": number(most)}


def _zeros(heap: _Heap) -> Reduced:
    return Fraction(heap.cells[Fraction(0)]), {"rows": heap.count}


def _share_full(heap: _Heap) -> Reduced:
    full = heap.at_least(heap.most or Fraction(0))
    return Fraction(full, heap.count), {"rows": heap.count, "full": full, "most": number(heap.most or Fraction(0))}


def _share_from(heap: _Heap) -> Reduced:
    bound = heap.bound or Fraction(0)
    reaching = heap.at_least(bound)
    return Fraction(reaching, heap.count), {"rows": heap.count, "full": reaching, "bound": number(bound)}


ROWS: Final[Mapping[Over, Callable[[_Heap], Reduced]]] = {
    Over.PAPERS: _papers,
    Over.PAPERS_MEAN: _papers_mean,
    Over.PERSONS: _persons,
    Over.PERSONS_MEAN: _persons_mean,
    Over.MEAN: _mean,
    Over.SUM: _sum,
    Over.MEAN_SHARE: _mean_share,
    Over.ZEROS: _zeros,
    Over.SHARE_FULL: _share_full,
    Over.SHARE_FROM: _share_from,
}
"""How the rows of people become one figure: the exact value, and what it was made of."""
OF_ROWS: Final = frozenset({Over.MEAN, Over.MEAN_SHARE, Over.SHARE_FULL, Over.SHARE_FROM})
"""Those that are divided by the number of rows: without rows there is no value."""
TO_FULL: Final = frozenset({Over.MEAN_SHARE, Over.SHARE_FULL})
"""Those that compare with the column's full mark."""


def rows(case: Case, measure: Measure, who: Sequence[Subject]) -> Values:
    """Take the rows of a unit's people (of a person: its own), made one by ``over``."""
    source = source_of(case, measure)
    titled = column_of(source.part, source.column)
    policy = Policy(case, measure, source.part.title, titled.title if titled is not None else source.column)
    most = titled.most if titled is not None else None
    if measure.over in TO_FULL and not most:
        case.asked.ask("review.no_full_mark", measure.title, column=policy.column)
        return {each.code: without(measure, "no_reference", "working.no_full_mark", True) for each in who}
    bound = measure.bound if isinstance(measure.bound, Fraction) else None
    return {each.code: _rows(source, policy, each, (most, bound)) for each in who}


def _rows(source: Source, policy: Policy, subject: Subject, lines: tuple[Fraction | None, Fraction | None]) -> Found:
    measure = policy.measure
    open_ = stopped(source, measure, subject)
    if open_ is not None:
        return open_
    over = measure.over if isinstance(measure.over, Over) else Over.PAPERS
    texts = Counter(_cells(source, subject)) if source.column else Counter()
    blank = texts[""] > 0
    if blank:
        found = policy.absent(subject, "")
        if found is not None:
            return found
    if not policy.zero:
        del texts[""]
    tables = tuple(sheet.table for sheet in source.sheets)
    heap = _Heap(_by_period(source, subject, blank and not policy.zero), _read(source, texts), tables, *lines)
    if not heap.count and over in OF_ROWS:
        return without(measure, "no_whole", "working.no_rows")
    if not heap.count and over is Over.SUM and not policy.zero:
        return without(measure, "missing", "working.no_rows")
    exact, facts = ROWS[over](heap)
    return result(measure, exact, f"working.rows_{over}", facts)


def _cells(source: Source, subject: Subject) -> Iterator[str]:
    for sheet in source.sheets:
        at = sheet.table.at.get(source.column)
        yield from (row[at] if at is not None else "" for row in sheet.of(subject))


def _read(source: Source, texts: Counter[str]) -> Counter[Fraction]:
    """Count values instead of texts; a blank one, if it is still there, counts as 0."""
    cells: Counter[Fraction] = Counter()
    for text, count in texts.items():
        cells[source.sheets[0].table.texts.value(text) or Fraction(0)] += count
    return cells


def _by_period(source: Source, subject: Subject, filled: bool) -> tuple[tuple[Row, ...], ...]:
    """Give a subject's rows by period; ``filled`` leaves out those with a blank cell."""
    if not filled:
        return tuple(sheet.of(subject) for sheet in source.sheets)
    return tuple(
        tuple(row for row in sheet.of(subject) if sheet.table.cell(row, source.column)) for sheet in source.sheets
    )


def rows_at_most(case: Case, measure: Measure, who: Sequence[Subject]) -> Values:
    """Count the rows of the part and periods that stand at full mark; the same for every subject."""
    source = source_of(case, measure)
    titled = column_of(source.part, source.column)
    if titled is None or titled.most is None:
        case.asked.ask("review.no_full_mark", measure.title, column=source.column)
        return {each.code: without(measure, "no_reference", "working.no_full_mark", True) for each in who}
    unclear = any(sheet.unsure for sheet in source.sheets)
    if not source.complete or not source.settled or unclear:
        lack, code = ("missing", "working.sheet_missing") if not source.complete else ("undecided", "working.attempts")
        found = without(measure, lack, code, True, part=source.part.title)
        return {each.code: found for each in who}
    values = [
        sheet.table.value(row, source.column) for sheet in source.sheets for own in sheet.rows.values() for row in own
    ]
    full = sum(value == titled.most for value in values)
    facts: Facts = {"rows": len(values), "most": number(titled.most)}
    found = result(measure, Fraction(full), "working.rows_at_most", facts)
    return {each.code: found for each in who}
