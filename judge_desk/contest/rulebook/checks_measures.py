"""Rules on the measures of a review: each has what its take needs, and names what exists and comes before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from judge_desk.contest.rulebook.checks_contest import fault, names
from judge_desk.contest.rulebook.checks_prizes import formula_faults
from judge_desk.contest.rulebook.checks_scoring import MOST_DECIMALS
from judge_desk.contest.rulebook.definition import Definition, find_measured, find_round, roster_of
from judge_desk.contest.rulebook.measured import NUMERIC, ColumnKind, MeasuredPart, Per, column_of
from judge_desk.contest.rulebook.reviews import Attempts, Measure, Over, Review, Subjects, Take
from judge_desk.contest.rulebook.rubric import Formula
from judge_desk.contest.values.facts import number
from judge_desk.contest.values.problems import Problem

_FIELDS: Final = (
    *("part", "column", "periods", "round", "of", "over", "attempts", "attempt_by"),
    *("weights", "formula", "to", "most", "bound", "levels", "table"),
)
"""The fields that only some takes read; all others belong to every measure."""


@dataclass(frozen=True, slots=True)
class _Form:
    """What one take needs and may have, and of how many measures it is made (None: of any number)."""

    needs: tuple[str, ...]
    may: tuple[str, ...] = ()
    of: int | None = None


_FORMS: Final = {
    Take.COLUMN: _Form(("column",), ("part", "periods", "over", "attempts", "attempt_by")),
    Take.ROWS: _Form(("over",), ("part", "column", "periods", "attempts", "attempt_by", "bound")),
    Take.ROUND: _Form(("round",), ("over",)),
    Take.RATIO: _Form(("of",), of=2),
    Take.POINTS: _Form(("of", "formula"), of=1),
    Take.SCALED: _Form(("of", "to", "most"), of=1),
    Take.SUM: _Form(("of",)),
    Take.WEIGHTED: _Form(("of", "weights")),
    Take.PLACE: _Form(("of",), of=1),
    Take.GROUP: _Form(("of", "levels"), of=1),
    Take.DISTANCE: _Form(("of",), of=2),
    Take.ROWS_AT_MOST: _Form(("column",), ("part", "periods", "attempts", "attempt_by")),
    Take.PRIZE: _Form(("table",)),
}
_OF_SHEETS: Final = frozenset({Take.COLUMN, Take.ROWS, Take.ROWS_AT_MOST})
_COUNTING: Final = frozenset({Over.PAPERS, Over.PAPERS_MEAN, Over.PERSONS, Over.PERSONS_MEAN})
"""Ways that count rows or people and read no column."""
_BY_FULL_MARK: Final = frozenset({Over.SHARE_FULL, Over.MEAN_SHARE, Over.NOT_RISING_BELOW_FULL})
_FACTS: Final = frozenset({ColumnKind.TEXT, ColumnKind.FLAG, ColumnKind.KEY})
_STEPS: Final = (Over.RISE, Over.LAST_RISE, Over.NOT_RISING, Over.NOT_RISING_BELOW_FULL)
_OF_PERIODS: Final = (Over.MEAN, Over.SUM, Over.LEAST, Over.MOST, Over.LATEST, *_STEPS)
_OF_ROWS: Final = (
    *(Over.PAPERS, Over.PAPERS_MEAN, Over.PERSONS, Over.PERSONS_MEAN, Over.MEAN, Over.SUM),
    *(Over.MEAN_SHARE, Over.ZEROS, Over.SHARE_FULL, Over.SHARE_FROM),
)
_OF_ENTRIES: Final = (Over.ONLY, Over.BEST, Over.MEAN, Over.SUM, Over.PAPERS)


def _measures(definition: Definition) -> Iterator[tuple[str, Review, Measure]]:
    for review in definition.reviews:
        for measure in review.measures:
            yield f"reviews.{review.id}.measures.{measure.id}", review, measure


def _given(measure: Measure, name: str) -> bool:
    value = getattr(measure, name)
    if name == "over":
        return value is not Over.ONLY
    if name == "attempts":
        return value is not Attempts.EACH
    return value not in ("", (), None)


def measures_have_what_their_take_reads(definition: Definition) -> Iterator[Problem]:
    """Per take the needed fields are there, and those that it does not read are not."""
    for place, review, measure in _measures(definition):
        form = _FORMS[measure.take]
        needed = {*form.needs, *_needed_by_over(measure), *_needed_of_sheets(review, measure)}
        for name in _FIELDS:
            given = _given(measure, name)
            if not given and name in needed:
                yield _about("definition.measure_field_missing", place, name, measure)
            elif given and name not in (*form.needs, *form.may):
                yield _about("definition.measure_field_unused", place, name, measure)


def _about(code: str, place: str, name: str, measure: Measure) -> Problem:
    return fault(code, f"{place}.{name}", measure=measure.id, take=measure.take.value, field=name)


def _needed_by_over(measure: Measure) -> tuple[str, ...]:
    if measure.take is not Take.ROWS or not isinstance(measure.over, Over) or measure.over is Over.ONLY:
        return ()
    column = () if measure.over in _COUNTING else ("column",)
    return (*column, "bound") if measure.over is Over.SHARE_FROM else column


def _needed_of_sheets(review: Review, measure: Measure) -> tuple[str, ...]:
    """A sheet must be named unless it is the review's own, of which the review names the periods too."""
    if measure.take not in _OF_SHEETS:
        return ()
    part = () if review.part and not measure.periods else ("part",)
    return (*part, "attempt_by") if measure.attempts in (Attempts.FIRST, Attempts.LAST) else part


def measures_read_parts_that_exist(definition: Definition) -> Iterator[Problem]:
    """The part of a measure exists, and its rows are about what the take counts."""
    for place, review, measure in _measures(definition):
        if not measure.part or "part" not in (*_FORMS[measure.take].needs, *_FORMS[measure.take].may):
            continue
        known = [each.id for each in definition.measured if _fits(each, review, measure)]
        if measure.part not in known:
            facts = {"measure": measure.id, "part": measure.part, "known": names(known)}
            yield fault("definition.measure_part", f"{place}.part", **facts)


def _fits(part: MeasuredPart, review: Review, measure: Measure) -> bool:
    if measure.take is Take.COLUMN and part.per is Per.UNIT:
        return True
    return part.per is Per.PERSON and (measure.take is not Take.COLUMN or review.subjects is Subjects.PERSONS)


def _read_part(definition: Definition, review: Review, measure: Measure) -> MeasuredPart | None:
    """Give the part that a measure reads, None where it reads none or one that does not exist."""
    return find_measured(definition, measure.part or review.part) if measure.take in _OF_SHEETS else None


def measures_read_columns_of_numbers(definition: Definition) -> Iterator[Problem]:
    """The column of a measure exists and holds numbers; where the full mark counts, the column says it."""
    for place, review, measure in _measures(definition):
        part = _read_part(definition, review, measure)
        if part is None or not isinstance(measure.column, str) or not measure.column:
            continue
        column = column_of(part, measure.column)
        if column is None or column.kind not in NUMERIC:
            known = names(each.id for each in part.columns if each.kind in NUMERIC)
            facts = {"part": part.id, "column": measure.column, "known": known}
            yield fault("definition.measure_column", f"{place}.column", **facts)
        elif column.most is None and (measure.take is Take.ROWS_AT_MOST or measure.over in _BY_FULL_MARK):
            yield fault("definition.measure_full_mark", f"{place}.column", part=part.id, column=column.id)


def attempts_are_ordered_by_columns_that_exist(definition: Definition) -> Iterator[Problem]:
    """The column that says which of several attempts is meant stands in the same sheet."""
    for place, review, measure in _measures(definition):
        part = _read_part(definition, review, measure)
        if part is not None and measure.attempt_by and column_of(part, measure.attempt_by) is None:
            facts = {
                "part": part.id,
                "column": measure.attempt_by,
                "known": names(each.id for each in part.columns),
            }
            yield fault("definition.attempt_column", f"{place}.attempt_by", **facts)


def measures_read_periods_that_exist(definition: Definition) -> Iterator[Problem]:
    """The periods of a measure, or of a review of people, are periods of its part."""
    for review in definition.reviews:
        part = find_measured(definition, review.part)
        if part is not None:
            yield from _periods(f"reviews.{review.id}.periods", part, review.periods)
    for place, review, measure in _measures(definition):
        part = _read_part(definition, review, measure)
        if part is not None:
            yield from _periods(f"{place}.periods", part, measure.periods)


def _periods(place: str, part: MeasuredPart, periods: tuple[str, ...]) -> Iterator[Problem]:
    known = [each.id for each in part.periods]
    for period in periods:
        if period not in known:
            yield fault("definition.period_unknown", place, period=period, part=part.id, known=names(known))


def measures_read_rounds_that_exist(definition: Definition) -> Iterator[Problem]:
    """The round of a measure is one of the rounds."""
    known = names(each.id for each in definition.rounds)
    for place, _, measure in _measures(definition):
        if measure.round is not None and find_round(definition, measure.round) is None:
            yield fault("definition.measure_round", f"{place}.round", round=measure.round, known=known)


def prizes_are_of_earlier_reviews(definition: Definition) -> Iterator[Problem]:
    """The prize table of a measure is one of an earlier review that goes over the same kind of subjects."""
    for place, review, measure in _measures(definition):
        known = tables_of_earlier(definition, review)
        if measure.take is Take.PRIZE and measure.table and measure.table not in known:
            facts = {"measure": measure.id, "table": measure.table, "known": names(known)}
            yield fault("definition.measure_table", f"{place}.table", **facts)


def tables_of_earlier(definition: Definition, review: Review) -> tuple[str, ...]:
    """Give the prize tables of the reviews before this one that go over the same kind of subjects."""
    earlier = definition.reviews[: [each.id for each in definition.reviews].index(review.id)]
    alike = {each.id for each in earlier if each.subjects is review.subjects}
    return tuple(each.id for each in definition.prize_tables if each.review in alike)


def several_figures_become_one(definition: Definition) -> Iterator[Problem]:
    """What makes one figure of several fits the take; several periods need such a way, one period has no rise."""
    for place, review, measure in _measures(definition):
        allowed = _ways(definition, review, measure)
        if allowed and isinstance(measure.over, Over) and measure.over not in allowed:
            facts = {"over": measure.over.value, "known": names(allowed)}
            yield fault("definition.measure_over", f"{place}.over", measure=measure.id, **facts)


def _ways(definition: Definition, review: Review, measure: Measure) -> tuple[Over, ...]:
    if measure.take is Take.ROWS:
        return (*_OF_ROWS, Over.ONLY)  # a missing way is told as a missing field
    if measure.take is Take.ROUND:
        return _OF_ENTRIES
    part = _read_part(definition, review, measure) if measure.take is Take.COLUMN else None
    if part is None:
        return ()
    named = measure.periods if measure.part else review.periods
    count = len(named or part.periods)
    if count > 1:
        return _OF_PERIODS
    return (Over.ONLY, *(each for each in _OF_PERIODS if each not in _STEPS))


def measures_are_made_of_earlier_ones(definition: Definition) -> Iterator[Problem]:
    """A measure is made of as many measures as its take wants, all of the same review and before it."""
    for review in definition.reviews:
        ids = [each.id for each in review.measures]
        for index, measure in enumerate(review.measures):
            place, wanted = f"reviews.{review.id}.measures.{measure.id}.of", _FORMS[measure.take].of
            for name in measure.of:
                if name not in ids[:index]:
                    known = names(ids[:index])
                    yield fault("definition.measure_of", place, measure=measure.id, name=name, known=known)
            if wanted is not None and measure.of and len(measure.of) != wanted:
                facts = {"take": measure.take.value, "wanted": wanted, "count": len(measure.of)}
                yield fault("definition.measure_of_count", place, **facts)


def shares_make_one(definition: Definition) -> Iterator[Problem]:
    """There are as many shares as measures, each above 0, and they make 1."""
    for place, _, measure in _measures(definition):
        if measure.take is Take.WEIGHTED and isinstance(measure.weights, tuple) and measure.weights:
            yield from share_faults(f"{place}.weights", measure.weights, len(measure.of))


def share_faults(place: str, weights: tuple[Fraction, ...], wanted: int) -> Iterator[Problem]:
    """Give the fault of shares that are not as many as wanted, each above 0, and 1 together."""
    if len(weights) != wanted or any(each <= 0 for each in weights) or sum(weights) != 1:
        total = number(sum(weights, Fraction(0)))
        yield fault("definition.shares_form", place, count=len(weights), wanted=wanted, total=total)


def figures_are_scaled_by_numbers_above_zero(definition: Definition) -> Iterator[Problem]:
    """Both maxima of another scale are above 0; a measure is rounded to at most four decimals."""
    for place, _, measure in _measures(definition):
        for name, value in (("to", measure.to), ("most", measure.most)):
            if value is not None and value <= 0 and measure.take is Take.SCALED:
                yield fault("definition.measure_scale", f"{place}.{name}", field=name, value=number(value))
        if measure.decimals is not None and measure.decimals > MOST_DECIMALS:
            yield fault("definition.decimals_range", f"{place}.decimals", value=measure.decimals, most=MOST_DECIMALS)


def points_come_from_known_formulas(definition: Definition) -> Iterator[Problem]:
    """The formula of a measure has a known name, gives points and has the target it needs."""
    for place, _, measure in _measures(definition):
        if measure.take is Take.POINTS and isinstance(measure.formula, Formula):
            yield from formula_faults(f"{place}.formula", measure.formula)


def levels_descend(definition: Definition) -> Iterator[Problem]:
    """Levels are numbered from 1, the highest first, each bound below the one before."""
    for place, _, measure in _measures(definition):
        numbers = [level.number for level in measure.levels]
        bounds = [level.bound for level in measure.levels]
        for index, wrong in enumerate(each != index for index, each in enumerate(numbers, start=1)):
            if wrong:
                where = f"{place}.levels.{index + 1}.number"
                yield fault("definition.level_number", where, found=numbers[index], wanted=index + 1)
        for index, (higher, lower) in enumerate(pairwise(bounds), start=2):
            if lower >= higher:
                yield fault("definition.level_order", f"{place}.levels.{index}.bound", bound=number(lower))


def branches_are_columns_of_words(definition: Definition) -> Iterator[Problem]:
    """The branch of a measure or a gate is a value of a column of words or of yes and no."""
    for review in definition.reviews:
        measures = [(f"measures.{each.id}", each.when) for each in review.measures]
        for name, when in (*measures, *((f"gates.{each.id}", each.when) for each in review.gates)):
            if when and not is_fact(definition, review, when):
                known = names(fact_columns(definition, review))
                yield fault("definition.branch_unknown", f"reviews.{review.id}.{name}.when", written=when, known=known)


def fact_columns(definition: Definition, review: Review) -> dict[str, ColumnKind]:
    """Give the columns that say what a subject is: words, codes, yes and no, of the roster and its own row."""
    parts = (roster_of(definition), find_measured(definition, review.part))
    columns = [column for part in parts if part is not None for column in part.columns]
    return {each.id: each.kind for each in columns if each.kind in _FACTS}


def is_fact(definition: Definition, review: Review, text: str) -> bool:
    """Say whether a text is ``column:value`` with a known column, and a value that can stand in it.

    Without a roster nothing is known of the subjects, and that is told by itself.
    """
    if roster_of(definition) is None:
        return True
    name, _, value = text.partition(":")
    kind = fact_columns(definition, review).get(name)
    return value in ("0", "1") if kind is ColumnKind.FLAG else kind is not None and bool(value.strip())


RULES: Final = (
    measures_have_what_their_take_reads,
    measures_read_parts_that_exist,
    measures_read_columns_of_numbers,
    attempts_are_ordered_by_columns_that_exist,
    measures_read_periods_that_exist,
    measures_read_rounds_that_exist,
    prizes_are_of_earlier_reviews,
    several_figures_become_one,
    measures_are_made_of_earlier_ones,
    shares_make_one,
    figures_are_scaled_by_numbers_above_zero,
    points_come_from_known_formulas,
    levels_descend,
    branches_are_columns_of_words,
)
"""The rules of this module, in order."""
