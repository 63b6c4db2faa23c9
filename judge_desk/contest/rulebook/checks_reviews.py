"""Rules on reviews: whom they go over, their gates, order, dossier, and the prize tables that they fill."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from judge_desk.contest.rulebook.checks_contest import fault, names
from judge_desk.contest.rulebook.checks_measures import is_fact, share_faults, tables_of_earlier
from judge_desk.contest.rulebook.definition import Definition, find_review, roster_of
from judge_desk.contest.rulebook.measured import Per
from judge_desk.contest.rulebook.reviews import (
    Order,
    OrderPolicy,
    Review,
    ReviewGate,
    Subjects,
    Test,
    TieAtLine,
    measure_of,
)
from judge_desk.contest.rulebook.rules import PrizeTable
from judge_desk.contest.values.facts import number
from judge_desk.contest.values.problems import Problem

FACT_FILTER: Final = "is"
"""Filter of a table of a review on what the subject is, ``is:khoi:Sở, ban, ngành``."""
GATE_FILTER: Final = "meets"
"""Filter on one gate of the review, ``meets:tieu-bieu``."""
OTHER_TABLES: Final = ("not_in", "no_prize_in")
"""Filters on a table above of this review, or on one of an earlier review of the same kind of subjects.

Who is considered there, or who has a prize there, is not considered here.
"""
SAID_OTHERWISE: Final = (
    *("AWARDED", "TIE_PENDING", "WAITING", "BELOW_QUOTA", "CAPPED"),
    *("BELOW_MINIMUM", "OUT_OF_TABLES", "UNRANKED", "MEETS"),
)
"""Codes of what becomes of a subject that fails no gate, ``reviewing.outcome.Reason``; no gate may use them."""
SMALLER: Final = "-"
"""Stands before a measure of an order of which the smaller is better."""
_REASON: Final = re.compile(r"[A-Z][A-Z0-9_]{0,39}\Z")
_COMPARING: Final = frozenset({Test.AT_LEAST, Test.ABOVE, Test.AT_MOST, Test.BELOW, Test.EQUALS})
_MEASURED: Final = _COMPARING | {Test.PRESENT, Test.TOP}
_BOUNDED: Final = _COMPARING | {Test.TOP}


def reviews_know_the_units(definition: Definition) -> Iterator[Problem]:
    """Where something is reviewed, one part lists the units."""
    for review in definition.reviews:
        if roster_of(definition) is None:
            yield fault("definition.roster_missing", f"reviews.{review.id}", review=review.id)


def reviews_know_whom_they_go_over(definition: Definition) -> Iterator[Problem]:
    """People are those of a sheet on people; units are those of the roster, and no part is named for them."""
    known = [part.id for part in definition.measured if part.per is Per.PERSON]
    for review in definition.reviews:
        place = f"reviews.{review.id}"
        if review.subjects is Subjects.PERSONS and review.part not in known:
            facts = {"review": review.id, "part": review.part, "known": names(known)}
            yield fault("definition.review_part", f"{place}.part", **facts)
        if review.subjects is Subjects.UNITS and (review.part or review.periods):
            name = "part" if review.part else "periods"
            yield fault("definition.review_part_unused", f"{place}.{name}", review=review.id, field=name)


def reviews_name_their_source(definition: Definition) -> Iterator[Problem]:
    """A review says where it comes from, or that it is a sample."""
    for review in definition.reviews:
        if not review.source and not review.sample:
            yield fault("definition.source_missing", f"reviews.{review.id}.source")


def _gates(definition: Definition) -> Iterator[tuple[str, Review, ReviewGate]]:
    for review in definition.reviews:
        for gate in review.gates:
            yield f"reviews.{review.id}.gates.{gate.id}", review, gate


def gates_have_what_their_test_reads(definition: Definition) -> Iterator[Problem]:
    """A comparison has a measure and a bound, a presence a measure, a judgement of people neither."""
    for place, _, gate in _gates(definition):
        fields = (
            ("measure", bool(gate.measure), gate.test in _MEASURED),
            ("bound", gate.bound is not None, gate.test in _BOUNDED),
            ("tie", gate.tie is not TieAtLine.ASK, gate.test is Test.TOP),
        )
        for name, given, reads in fields:
            facts = {"gate": gate.id, "test": gate.test.value, "field": name}
            if reads and not given and name != "tie":
                yield fault("definition.gate_field_missing", f"{place}.{name}", **facts)
            if given and not reads:
                yield fault("definition.gate_field_unused", f"{place}.{name}", **facts)


def gates_name_measures_that_exist(definition: Definition) -> Iterator[Problem]:
    """The measure of a gate is one of the review; a place is a whole number from 1."""
    for place, review, gate in _gates(definition):
        if gate.measure and gate.test in _MEASURED and measure_of(review, gate.measure) is None:
            known = names(each.id for each in review.measures)
            yield fault("definition.gate_measure", f"{place}.measure", measure=gate.measure, known=known)
        if gate.test is Test.TOP and isinstance(gate.bound, Fraction) and not _is_place(gate.bound):
            yield fault("definition.gate_place", f"{place}.bound", value=number(gate.bound))


def _is_place(value: Fraction) -> bool:
    return value >= 1 and value.denominator == 1


def reasons_are_codes(definition: Definition) -> Iterator[Problem]:
    """A reason is a code in capitals, and none that says something else already."""
    for place, _, gate in _gates(definition):
        if not _REASON.match(gate.reason) or gate.reason in SAID_OTHERWISE:
            facts = {"reason": gate.reason, "taken": ", ".join(SAID_OTHERWISE)}
            yield fault("definition.gate_reason", f"{place}.reason", **facts)


def only_people_are_barred(definition: Definition) -> Iterator[Problem]:
    """Whether people are barred is asked in a review of people."""
    for place, review, gate in _gates(definition):
        if gate.test is Test.NOT_BARRED and review.subjects is not Subjects.PERSONS:
            yield fault("definition.gate_of_persons", f"{place}.test", gate=gate.id)


def orders_say_what_they_need(definition: Definition) -> Iterator[Problem]:
    """An order names measures of its review; one by people names none; only a weighted one has shares."""
    for review in definition.reviews:
        if isinstance(review.order, Order):
            yield from _order(f"reviews.{review.id}.order", review, review.order)


def _order(place: str, review: Review, order: Order) -> Iterator[Problem]:
    if bool(order.by) is (order.policy is OrderPolicy.COUNCIL):
        yield fault("definition.order_by", f"{place}.by", policy=order.policy.value)
        return
    known = [each.id for each in review.measures]
    for name in order.by:
        if name.removeprefix(SMALLER) not in known:
            yield fault("definition.order_measure", f"{place}.by", measure=name, known=names(known))
    bare = [name.removeprefix(SMALLER) for name in order.by]
    for name in sorted({each for each in bare if bare.count(each) > 1}):
        yield fault("definition.listed_twice", f"{place}.by", written=name)
    if order.policy is OrderPolicy.PRODUCT and any(name.startswith(SMALLER) for name in order.by):
        yield fault("definition.order_product", f"{place}.by")
    if order.policy is OrderPolicy.WEIGHTED:
        yield from share_faults(f"{place}.weights", order.weights, len(order.by))
    elif order.weights:
        yield fault("definition.order_weights", f"{place}.weights", policy=order.policy.value)


def dossiers_are_complete(definition: Definition) -> Iterator[Problem]:
    """A dossier says what it holds; its days run from a named day."""
    for review in definition.reviews:
        dossier, place = review.dossier, f"reviews.{review.id}.dossier"
        if dossier is None:
            continue
        if not dossier.parts:
            yield fault("definition.list_empty", f"{place}.parts")
        if bool(dossier.days) is not bool(dossier.starts) or (dossier.from_day and not dossier.days):
            yield fault("definition.dossier_days", f"{place}.days", review=review.id)


def _tables(definition: Definition) -> Iterator[tuple[PrizeTable, Review]]:
    for table in definition.prize_tables:
        review = find_review(definition, table.review) if table.review is not None else None
        if review is not None and table.round is None:
            yield table, review


def tables_of_reviews_take_no_entrants(definition: Definition) -> Iterator[Problem]:
    """A table of a review is filled with its subjects; kinds of entrants mean nothing there."""
    for table, _ in _tables(definition):
        if table.entrants:
            yield fault("definition.review_table_entrants", f"prize_tables.{table.id}.entrants", table=table.id)


def filters_of_reviews_are_known(definition: Definition) -> Iterator[Problem]:
    """A filter of such a table names a fact of the subjects, a gate, or a table that is filled before this one."""
    for table, review in _tables(definition):
        others = _filled_before(definition, table, review)
        for text in table.filters:
            name, _, rest = text.partition(":")
            fact = name == FACT_FILTER and is_fact(definition, review, rest)
            gate = name == GATE_FILTER and any(each.id == rest for each in review.gates)
            if not fact and not gate and not (name in OTHER_TABLES and rest in others):
                yield fault("definition.review_filter", f"prize_tables.{table.id}.filters", filter=text)


def _filled_before(definition: Definition, table: PrizeTable, review: Review) -> tuple[str, ...]:
    """Give the tables above of the same review, and those of earlier reviews that go over the same subjects."""
    tables = definition.prize_tables
    above = [each.id for each in tables[: [each.id for each in tables].index(table.id)] if each.review == review.id]
    return (*above, *tables_of_earlier(definition, review))


RULES: Final = (
    reviews_know_the_units,
    reviews_know_whom_they_go_over,
    reviews_name_their_source,
    gates_have_what_their_test_reads,
    gates_name_measures_that_exist,
    reasons_are_codes,
    only_people_are_barred,
    orders_say_what_they_need,
    dossiers_are_complete,
    tables_of_reviews_take_no_entrants,
    filters_of_reviews_are_known,
)
"""The rules of this module, in order."""
