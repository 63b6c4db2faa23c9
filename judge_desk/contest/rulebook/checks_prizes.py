"""Rules on prize tables and measured parts: what fills a table, who competes in it, and which figures are read."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from judge_desk.contest.rulebook.checks_contest import fault, names
from judge_desk.contest.rulebook.checks_scoring import WITHOUT_POINTS
from judge_desk.contest.rulebook.definition import Definition, Round, find_round
from judge_desk.contest.rulebook.measures import FORMULAS
from judge_desk.contest.rulebook.rubric import Formula
from judge_desk.contest.values.facts import number
from judge_desk.contest.values.problems import Problem

PLAIN_FILTERS: Final = ("no_zero",)
"""Filters that stand alone: no counted ballot gives the entry a zero."""
PART_FILTERS: Final = ("took_part", "no_zero")
"""Filters on another part (of the submission, a round, a measured part), written ``took_part:clip``."""
NUMBER_FILTERS: Final = ("top", "at_least")
"""Filters on another part with a number: ``top:clip:20``, ``at_least:index:80``."""
TABLE_FILTER: Final = "not_in"
"""Filter on another prize table: who is considered there is not considered here, ``not_in:advisers``."""
AGAINST_TARGET: Final = "rate_against_target"
"""The formula that needs a target."""


def tables_have_one_order(definition: Definition) -> Iterator[Problem]:
    """A table is filled either from a round or from a review, and that one exists.

    So a contest with a prize has a round to judge or something to review.
    """
    rounds = [each.id for each in definition.rounds]
    reviews = [each.id for each in definition.reviews]
    for table in definition.prize_tables:
        place = f"prize_tables.{table.id}"
        if (table.round is None) is (table.review is None):
            yield fault("definition.prize_order", place, table=table.id)
        elif table.round is not None and table.round not in rounds:
            yield fault("definition.prize_round_unknown", f"{place}.round", round=table.round, known=names(rounds))
        elif table.review is not None and table.review not in reviews:
            known = names(reviews)
            yield fault("definition.prize_review_unknown", f"{place}.review", review=table.review, known=known)


def table_entrants_are_known(definition: Definition) -> Iterator[Problem]:
    """A table names only kinds of entrants that the contest has."""
    known = [kind.id for kind in definition.entrants]
    for table in definition.prize_tables:
        for kind in table.entrants:
            if kind not in known:
                place = f"prize_tables.{table.id}.entrants"
                yield fault("definition.prize_entrant_unknown", place, kind=kind, known=names(known))


def prize_minimum_is_on_the_scale(definition: Definition) -> Iterator[Problem]:
    """The smallest score for a prize lies on the scale of the table's round."""
    for table in definition.prize_tables:
        each = find_round(definition, table.round) if table.round is not None else None
        if isinstance(table.minimum, Fraction) and each is not None:
            yield from _minimum(f"prize_tables.{table.id}.minimum", each, table.minimum)


def _minimum(place: str, each: Round, minimum: Fraction) -> Iterator[Problem]:
    if each.score.method in WITHOUT_POINTS:
        yield fault("definition.threshold_without_points", place, method=each.score.method.value)
    elif not 0 <= minimum <= each.rubric.maximum:
        most = number(each.rubric.maximum)
        yield fault("definition.prize_minimum_range", place, value=number(minimum), most=most)


def filters_are_known(definition: Definition) -> Iterator[Problem]:
    """A filter has a known name, and names a part, measured part, round or other table that exists."""
    parts: set[str] = {each.id for each in definition.parts} | {each.id for each in definition.measured}
    parts |= {each.id for each in definition.rounds}
    for table in definition.prize_tables:
        if table.review is not None:
            continue  # checks_reviews
        others = {each.id for each in definition.prize_tables if each.id != table.id}
        for text in table.filters:
            if text not in PLAIN_FILTERS and not _is_filter(text.split(":"), parts, others):
                yield fault("definition.filter_unknown", f"prize_tables.{table.id}.filters", filter=text)


def _is_filter(words: list[str], parts: set[str], tables: set[str]) -> bool:
    match words:
        case [name, part] if name in PART_FILTERS:
            return part in parts
        case [name, part, figure] if name in NUMBER_FILTERS:
            return part in parts and figure.isascii() and figure.isdigit() and int(figure[:9]) > 0
        case [name, table] if name == TABLE_FILTER:
            return table in tables
    return False


def _formulas(definition: Definition) -> Iterator[tuple[str, Formula]]:
    for each in definition.rounds:
        for criterion in each.rubric.criteria:
            if criterion.formula is not None:
                yield f"rounds.{each.id}.rubric.criteria.{criterion.id}.formula", criterion.formula
    for part in definition.measured:
        if isinstance(part.formula, Formula):
            yield f"measured.{part.id}.formula", part.formula


def formulas_are_known(definition: Definition) -> Iterator[Problem]:
    """A formula has a known name, gives points, has the target it needs, and reads a part that exists."""
    measures = [part.id for part in definition.measured]
    for place, formula in _formulas(definition):
        if formula.measure not in measures:
            yield fault("definition.formula_measure_unknown", f"{place}.measure", measure=formula.measure)
        yield from formula_faults(place, formula)


def formula_faults(place: str, formula: Formula) -> Iterator[Problem]:
    """Give what is wrong with a formula itself, whatever figures it reads."""
    if formula.name not in FORMULAS:
        yield fault("definition.formula_unknown", f"{place}.name", name=formula.name, known=", ".join(FORMULAS))
    if (formula.name == AGAINST_TARGET) is not (formula.target is not None and formula.target > 0):
        yield fault("definition.formula_target", f"{place}.target", name=formula.name)
    if formula.points <= 0:
        yield fault("definition.formula_without_points", f"{place}.points", points=number(formula.points))


def measured_parts_have_columns(definition: Definition) -> Iterator[Problem]:
    """A measured part names the columns of its sheet, and its weight is a share."""
    for part in definition.measured:
        if not part.columns:
            yield fault("definition.columns_missing", f"measured.{part.id}.columns", part=part.id)
        if isinstance(part.weight, Fraction) and not 0 < part.weight < 1:
            yield fault("definition.measured_weight", f"measured.{part.id}.weight", value=number(part.weight))


RULES: Final = (
    tables_have_one_order,
    table_entrants_are_known,
    prize_minimum_is_on_the_scale,
    filters_are_known,
    formulas_are_known,
    measured_parts_have_columns,
)
"""The rules of this module, in order."""
