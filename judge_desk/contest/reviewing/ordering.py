"""The order of who meets every gate: measures in turn, or made one number; ties as in a judged round.

Which policy orders several measures decides the prize, so the rules name it; none is chosen here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import prod
from typing import Final

from judge_desk.contest.counting.ranking import Place, Ranking, Standing, TieContext, TraceStep, rank_standings
from judge_desk.contest.reviewing.case import Case
from judge_desk.contest.reviewing.measuring import places_of
from judge_desk.contest.rulebook.reviews import Order, OrderPolicy
from judge_desk.contest.rulebook.rules import TieBreak, TieStep, Undecided
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import CriterionId, EntryCode

SMALLER: Final = "-"
"""Before a measure's id: the smaller is better."""

Figures = Mapping[EntryCode, Fraction]
"""One measure of everybody who has it."""


@dataclass(frozen=True, slots=True)
class Key:
    """One measure of an order: its id, whether the smaller is better, and the figures."""

    measure: str
    ascending: bool
    figures: Figures


def order_of(case: Case, codes: Sequence[EntryCode]) -> Ranking:
    """Order subjects; with an open order, or without the figures that it needs, they stay unranked."""
    order = case.review.order
    if isinstance(order, Undecided):
        case.asked.undecided(order)
        return Ranking((), tuple(sorted(codes)), ())
    keys = [_key(case, name, codes) for name in order.by]
    ties = tuple(each for each in case.decisions if each.kind is DecisionKind.TIE)
    return ranked(order, keys, codes, ties)


def _key(case: Case, name: str, codes: Sequence[EntryCode]) -> Key:
    measure = name.removeprefix(SMALLER)
    values = case.found[measure]
    figures = {code: value for code in codes if (value := values[code].value) is not None and not values[code].open}
    return Key(measure, name.startswith(SMALLER), figures)


def ranked(order: Order, keys: Sequence[Key], codes: Sequence[EntryCode], ties: tuple[Decision, ...] = ()) -> Ranking:
    """Order subjects by a policy, with places 1, 2, 2, 4; decisions part exactly those whom they name."""
    if order.policy is OrderPolicy.COUNCIL:
        return _by_council(keys, codes, ties)
    if order.policy is OrderPolicy.IN_TURN:
        return _in_turn(keys, codes, ties)
    combined = COMBINE[order.policy](keys, order.weights, [c for c in codes if all(c in key.figures for key in keys)])
    given = {
        code: Standing(combined[code], keys[0].figures[code]) if code in combined else None for code in sorted(codes)
    }
    return rank_standings(given, (), TieContext(), ties, order.policy is OrderPolicy.RANK_SUM)


def _by_council(keys: Sequence[Key], codes: Sequence[EntryCode], ties: tuple[Decision, ...]) -> Ranking:
    """Put everybody at place 1: people choose."""
    zero = Fraction(0)
    given = {code: Standing(zero, keys[0].figures.get(code, zero) if keys else zero) for code in sorted(codes)}
    return rank_standings(given, (), TieContext(), ties)


def _in_turn(keys: Sequence[Key], codes: Sequence[EntryCode], ties: tuple[Decision, ...]) -> Ranking:
    """Order by the first measure, among equals by the second, and so on; every step leaves its trace."""
    first, *others = keys
    given = {code: _standing(first.figures.get(code)) for code in sorted(codes)}
    # rank_standings parts equals by the larger figure; those of which the smaller is better go in with the other sign.
    compared = {CriterionId(key.measure): _larger_first(key) for key in others}
    steps = tuple(TieStep(TieBreak.CRITERION, key.measure) for key in others)
    ranking = rank_standings(given, steps, TieContext(compared), ties, first.ascending)
    turned = frozenset(key.measure for key in others if key.ascending)
    return replace(ranking, places=tuple(_as_measured(each, turned) for each in ranking.places)) if turned else ranking


def _standing(value: Fraction | None) -> Standing | None:
    return Standing(value, value) if value is not None else None


def _larger_first(key: Key) -> Figures:
    return {code: -value for code, value in key.figures.items()} if key.ascending else key.figures


def _as_measured(place: Place, turned: frozenset[str]) -> Place:
    """Give the figures of a trace their own sign again."""
    if not place.trace:
        return place
    trace = tuple(
        TraceStep(step.kind, step.ref, step.group, -step.value, step.parted, step.decision)
        if step.ref in turned and step.value is not None
        else step
        for step in place.trace
    )
    return Place(place.code, place.score, place.official, place.number, place.shared, trace)


Combine = Callable[[Sequence[Key], Sequence[Fraction], Sequence[EntryCode]], Figures]


def weighted(keys: Sequence[Key], weights: Sequence[Fraction], codes: Sequence[EntryCode]) -> Figures:
    """Give each measure times its share, added up; a measure of which the smaller is better counts against."""
    return {
        code: sum((_signed(key, code) * share for key, share in zip(keys, weights, strict=True)), Fraction(0))
        for code in codes
    }


def _signed(key: Key, code: EntryCode) -> Fraction:
    return -key.figures[code] if key.ascending else key.figures[code]


def product(keys: Sequence[Key], weights: Sequence[Fraction], codes: Sequence[EntryCode]) -> Figures:
    """Give the product of the measures."""
    return {code: prod((_signed(key, code) for key in keys), start=Fraction(1)) for code in codes}


def rank_sum(keys: Sequence[Key], weights: Sequence[Fraction], codes: Sequence[EntryCode]) -> Figures:
    """Give the sum of the places by each measure among these subjects, equals sharing the better one."""
    places = [places_of({code: key.figures[code] for code in codes}, key.ascending) for key in keys]
    return {code: Fraction(sum(each[code] for each in places)) for code in codes}


COMBINE: Final[Mapping[OrderPolicy, Combine]] = {
    OrderPolicy.WEIGHTED: weighted,
    OrderPolicy.PRODUCT: product,
    OrderPolicy.RANK_SUM: rank_sum,
}
"""The policies that make several measures one number."""
