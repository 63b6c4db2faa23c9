"""Measures that are taken from sheets and rounds: a cell, several periods, the rows of people, official scores.

What an absent figure means, the rules say; blank is never zero unless they do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from judge_desk.contest.counting.aggregation import lower_is_better
from judge_desk.contest.reviewing.case import Case, Found, Values, result, without, written
from judge_desk.contest.reviewing.figures import Row
from judge_desk.contest.reviewing.outcome import RoundScores, Subject
from judge_desk.contest.reviewing.sources import Source, source_of
from judge_desk.contest.rulebook.definition import find_round
from judge_desk.contest.rulebook.measured import ColumnKind, column_of, column_of_kind
from judge_desk.contest.rulebook.reviews import Measure, Missing, Over
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.facts import listed, number
from judge_desk.contest.values.identity import EntryCode

Facts = Mapping[str, str | int]
Reduced = tuple[Fraction, dict[str, str | int]]
BLANK: Final = "–"


# --- what an absent figure means ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Policy:
    """What absent figures of a measure mean, and how they are asked for."""

    case: Case
    measure: Measure
    part: str
    column: str

    def absent(self, subject: Subject, period: str) -> Found | None:
        """Give what an absent figure makes of a subject's measure; None where it is left out or counts as 0."""
        missing = self.measure.missing
        if isinstance(missing, Undecided):
            self.case.asked.undecided(missing)
            return without(self.measure, "undecided", "working.undecided", True, point=missing.code or missing.key)
        if missing is Missing.ASK:
            self.case.asked.figure_missing(self.part, period, self.column, subject.code)
        if missing in (Missing.ASK, Missing.LACKS):
            return without(self.measure, "missing", "working.missing", missing is Missing.ASK)
        return None

    @property
    def zero(self) -> bool:
        """Whether an absent figure counts as 0."""
        return self.measure.missing is Missing.ZERO


# --- column ------------------------------------------------------------------------------------------------------


def column(case: Case, measure: Measure, who: Sequence[Subject]) -> Values:
    """Take cells of a subject's row; several periods become one by ``over``."""
    source = source_of(case, measure)
    titled = column_of(source.part, source.column)
    policy = _Policy(case, measure, source.part.title, titled.title if titled is not None else source.column)
    titles = {each.id: each.title for each in source.part.periods}
    known: dict[tuple[str, ...], Found] = {}
    return {each.code: _column(source, policy, titles, each, known) for each in who}


def _column(
    source: Source, policy: _Policy, titles: Mapping[str, str], subject: Subject, known: dict[tuple[str, ...], Found]
) -> Found:
    """Take a subject's cells; ``known`` keeps what the same cells came to before, for many people have the same."""
    stopped = _stopped(source, policy.measure, subject)
    if stopped is not None:
        return stopped
    if len(source.sheets) == 1 and len(rows := source.sheets[0].of(subject)) == 1:
        text = source.sheets[0].table.cell(rows[0], source.column)
        if (text,) in known:
            return known[text,]
    cells = [
        (sheet.period, cell)
        for sheet in source.sheets
        for cell in [sheet.table.cell(row, source.column) for row in sheet.of(subject)] or [""]
    ]
    texts = tuple(cell for _, cell in cells)
    if texts in known:
        return known[texts]
    absent = [policy.absent(subject, titles.get(period, "")) for period, cell in cells if not cell]
    lacking = next((each for each in absent if each is not None), None)
    if lacking is not None:
        return lacking
    blank = Fraction(0) if policy.zero else None
    figures = [value if (value := _value_in(source, cell)) is not None else blank for cell in texts]
    told = listed(BLANK if each is None else written(each) for each in figures)
    found = _over_periods(policy, subject, [each for each in figures if each is not None], told)
    if not found.open:
        known[texts] = found
    return found


def _value_in(source: Source, cell: str) -> Fraction | None:
    return source.sheets[0].table.texts.value(cell)


def _stopped(source: Source, measure: Measure, subject: Subject) -> Found | None:
    """Give what stands for a value while sheets or the choice of attempts are open."""
    if not source.complete:
        return without(measure, "missing", "working.sheet_missing", True, part=source.part.title)
    if not source.settled or source.unsure(subject):
        return without(measure, "undecided", "working.attempts", True)
    return None


def _over_periods(policy: _Policy, subject: Subject, figures: list[Fraction], told: str) -> Found:
    measure = policy.measure
    facts: Facts = {"figures": told, "count": len(figures)}
    over = measure.over if isinstance(measure.over, Over) else Over.ONLY
    if not figures:
        return without(measure, "missing", "working.missing")
    if over is Over.ONLY:
        if len(figures) > 1:
            policy.case.asked.ask("review.several_figures", measure.title, entry=subject.code, count=len(figures))
            return without(measure, "undecided", "working.several_figures", True, figures=told)
        return result(measure, figures[0], "working.column", facts)
    if over in (Over.RISE, Over.LAST_RISE):
        steps = [after - before for before, after in pairwise(figures)]
        if not steps:
            return without(measure, "missing", "working.no_step", figures=told)
        exact = min(steps) if over is Over.RISE else steps[-1]
        return result(measure, exact, f"working.column_{over}", {**facts, "steps": listed(map(written, steps))})
    return result(measure, PERIODS[over](figures), f"working.column_{over}", facts)


def mean(figures: Sequence[Fraction]) -> Fraction:
    """Give the exact mean of at least one figure."""
    return sum(figures, Fraction(0)) / len(figures)


def total(figures: Sequence[Fraction]) -> Fraction:
    """Give the exact sum."""
    return sum(figures, Fraction(0))


def _last(figures: Sequence[Fraction]) -> Fraction:
    return figures[-1]


PERIODS: Final[Mapping[Over, Callable[[Sequence[Fraction]], Fraction]]] = {
    Over.MEAN: mean,
    Over.SUM: total,
    Over.LEAST: min,
    Over.MOST: max,
    Over.LATEST: _last,
}
"""How figures of several periods become one."""


# --- rows --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Heap:
    """The rows of one subject that count: by period, their cells counted, and the full mark and bound to compare."""

    by_period: tuple[tuple[Row, ...], ...]
    cells: Counter[Fraction]
    people: Callable[[Iterable[Row]], int]
    most: Fraction | None
    bound: Fraction | None

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
    people = heap.people(row for rows in heap.by_period for row in rows)
    return Fraction(people), {"rows": heap.count}


def _persons_mean(heap: _Heap) -> Reduced:
    each = [Fraction(heap.people(rows)) for rows in heap.by_period]
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
    policy = _Policy(case, measure, source.part.title, titled.title if titled is not None else source.column)
    most = titled.most if titled is not None else None
    if measure.over in TO_FULL and not most:
        case.asked.ask("review.no_full_mark", measure.title, column=policy.column)
        return {each.code: without(measure, "no_reference", "working.no_full_mark", True) for each in who}
    bound = measure.bound if isinstance(measure.bound, Fraction) else None
    people = _counter_of_people(source)
    return {each.code: _rows(source, policy, each, people, (most, bound)) for each in who}


def _rows(
    source: Source,
    policy: _Policy,
    subject: Subject,
    people: Callable[[Iterable[Row]], int],
    lines: tuple[Fraction | None, Fraction | None],
) -> Found:
    measure = policy.measure
    stopped = _stopped(source, measure, subject)
    if stopped is not None:
        return stopped
    over = measure.over if isinstance(measure.over, Over) else Over.PAPERS
    texts = Counter(_cells(source, subject)) if source.column else Counter()
    blank = texts[""] > 0
    if blank:
        found = policy.absent(subject, "")
        if found is not None:
            return found
    if not policy.zero:
        del texts[""]
    heap = _Heap(_by_period(source, subject, blank and not policy.zero), _read(source, texts), people, *lines)
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


def _counter_of_people(source: Source) -> Callable[[Iterable[Row]], int]:
    """Give what counts the different people of rows; all sheets of a part have the same columns."""
    if not source.sheets:
        return lambda rows: 0
    table = source.sheets[0].table
    kinds = (ColumnKind.UNIT, ColumnKind.PERSON, ColumnKind.KEY)
    unit, name, key = (
        table.at.get(found.id) if (found := column_of_kind(source.part, kind)) is not None else None for kind in kinds
    )
    folded = table.texts.folded

    def count(rows: Iterable[Row]) -> int:
        return len(
            {
                (
                    row[unit] if unit is not None else "",
                    folded(row[name]) if name is not None else "",
                    row[key] if key is not None else "",
                )
                for row in rows
            }
        )

    return count


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


# --- round -------------------------------------------------------------------------------------------------------


def official_scores(case: Case, measure: Measure, who: Sequence[Subject]) -> Values:
    """Take the official scores of the unit's entries in a judged round."""
    round_ = find_round(case.definition, measure.round or "")
    title = round_.title if round_ is not None else str(measure.round)
    scores = next((each for each in case.evidence.rounds if each.round == measure.round), None)
    if scores is None or not scores.final:
        case.asked.ask("review.round_open", case.asked.title, round=title, round_id=str(measure.round))
    if scores is None:
        return {each.code: without(measure, "missing", "working.round_open", True, round=title) for each in who}
    if scores.unknown:
        case.asked.ask("review.unit_unknown", case.asked.title, round=title, units=listed(sorted(scores.unknown)))
    policy = _Policy(case, measure, title, measure.title)
    by_unit = _by_unit(scores)
    ascending = round_ is not None and lower_is_better(round_.score)
    return {
        each.code: _score(policy, each, by_unit.get(each.unit_code, []), ascending, scores.final and not scores.unknown)
        for each in who
    }


def _by_unit(scores: RoundScores) -> Mapping[str, list[tuple[EntryCode, Fraction]]]:
    found: dict[str, list[tuple[EntryCode, Fraction]]] = {}
    for code in sorted(scores.official):
        for unit in scores.units.get(code, ()):
            found.setdefault(unit, []).append((code, scores.official[code]))
    return found


def _score(
    policy: _Policy, subject: Subject, entries: Sequence[tuple[EntryCode, Fraction]], ascending: bool, sure: bool
) -> Found:
    measure = policy.measure
    over = measure.over if isinstance(measure.over, Over) else Over.ONLY
    figures = [value for _, value in entries]
    facts: Facts = {"figures": listed(f"{code}: {written(value)}" for code, value in entries), "count": len(entries)}
    if over is Over.PAPERS:
        return result(measure, Fraction(len(entries)), "working.round_papers", facts, not sure)
    if not figures and not sure:
        return without(measure, "missing", "working.missing", True)
    if not figures:
        found = policy.absent(subject, "")
        if found is not None or not policy.zero:
            return found or without(measure, "missing", "working.missing")
        return result(measure, Fraction(0), "working.round_none", {})
    if over is Over.ONLY and len(figures) > 1:
        policy.case.asked.ask("review.several_figures", measure.title, entry=subject.code, count=len(figures))
        return without(measure, "undecided", "working.several_figures", True, figures=str(facts["figures"]))
    if over in (Over.ONLY, Over.BEST):
        best = min(figures) if ascending else max(figures)
        return result(measure, best, "working.round_best", facts, not sure)
    exact = mean(figures) if over is Over.MEAN else total(figures)
    return result(measure, exact, f"working.round_{over}", facts, not sure)
