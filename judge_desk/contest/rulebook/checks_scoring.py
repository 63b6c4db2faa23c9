"""Rules on scoring: score, disagreement, ties, cuts and the combination of rounds."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final

from judge_desk.contest.rulebook.checks_contest import fault
from judge_desk.contest.rulebook.definition import Definition, Round
from judge_desk.contest.rulebook.rules import (
    Action,
    Combination,
    CutKind,
    CutRule,
    DisagreementRule,
    Measure,
    ScoreMethod,
    TieBreak,
    TieStep,
)
from judge_desk.contest.values.facts import number
from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.numbers import ROUNDING
from judge_desk.contest.values.problems import Problem

MOST_DECIMALS: Final = 4
WITHOUT_POINTS: Final = frozenset({ScoreMethod.SUM_OF_PLACES, ScoreMethod.STANDARDISED})
"""Methods whose result is no mark on the rubric's scale."""
_COUNTED: Final = frozenset({CutKind.TOP, CutKind.TOP_AND_THRESHOLD})
_BOUNDED: Final = frozenset({CutKind.THRESHOLD, CutKind.TOP_AND_THRESHOLD})


def rounding_is_known(definition: Definition) -> Iterator[Problem]:
    """A score names a known rounding and at most four decimals."""
    for each in definition.rounds:
        place = f"rounds.{each.id}.score"
        if each.score.decimals > MOST_DECIMALS:
            yield fault("definition.decimals_range", f"{place}.decimals", value=each.score.decimals, most=MOST_DECIMALS)
        if each.score.rounding not in ROUNDING:
            known = ", ".join(ROUNDING)
            yield fault("definition.rounding_unknown", f"{place}.rounding", written=each.score.rounding, known=known)


def ballots_can_be_reached(definition: Definition) -> Iterator[Problem]:
    """An entry with the fewest judges it may keep still reaches the fewest ballots of a score."""
    for each in definition.rounds:
        if each.score.minimum_ballots > each.panel.least_judges:
            yield fault(
                "definition.minimum_over_judges",
                f"rounds.{each.id}.score.minimum_ballots",
                ballots=each.score.minimum_ballots,
                judges=each.panel.least_judges,
            )


def trimming_leaves_ballots(definition: Definition) -> Iterator[Problem]:
    """A trimmed mean says how many ballots fall away at each end, and some remain; no other method trims."""
    for each in definition.rounds:
        score, place = each.score, f"rounds.{each.id}.score.trim"
        if (score.method is ScoreMethod.TRIMMED_MEAN) is not (score.trim > 0):
            yield fault("definition.trim_form", place, method=score.method.value, trim=score.trim)
        elif score.trim and score.minimum_ballots <= 2 * score.trim:
            yield fault("definition.trim_leaves_none", place, trim=score.trim, ballots=score.minimum_ballots)


def rules_name_their_source(definition: Definition) -> Iterator[Problem]:
    """Score and disagreement say where they come from, or that they are samples."""
    for each in definition.rounds:
        if not each.score.source and not each.score.sample:
            yield fault("definition.source_missing", f"rounds.{each.id}.score.source")
        rule = each.disagreement
        if isinstance(rule, DisagreementRule) and not rule.source and not rule.sample:
            yield fault("definition.source_missing", f"rounds.{each.id}.disagreement.source")


def _disagreements(definition: Definition) -> Iterator[tuple[str, Round, DisagreementRule]]:
    for each in definition.rounds:
        if isinstance(each.disagreement, DisagreementRule):
            yield f"rounds.{each.id}.disagreement", each, each.disagreement


def tiers_start_at_zero(definition: Definition) -> Iterator[Problem]:
    """The first tier begins at 0 and holds 0 itself, so that every disagreement lies in a tier."""
    for place, _, rule in _disagreements(definition):
        if rule.tiers and (rule.tiers[0].bound != 0 or not rule.tiers[0].included):
            yield fault("definition.tier_first", f"{place}.tiers.1")


def tiers_ascend(definition: Definition) -> Iterator[Problem]:
    """Each tier begins above the one before it, and inside the scale."""
    for place, each, rule in _disagreements(definition):
        for position, (tier, after) in enumerate(pairwise(rule.tiers), start=2):
            if (tier.bound, not tier.included) >= (after.bound, not after.included):
                yield fault("definition.tier_order", f"{place}.tiers.{position}", bound=number(after.bound))
            elif after.bound > each.rubric.maximum:
                most = number(each.rubric.maximum)
                yield fault(
                    "definition.tier_beyond", f"{place}.tiers.{position}.bound", bound=number(after.bound), most=most
                )


def outliers_are_measured_by_distance(definition: Definition) -> Iterator[Problem]:
    """Ballots can be dropped only by their own distance from the mean, not by the range of all."""
    for place, _, rule in _disagreements(definition):
        for position, tier in enumerate(rule.tiers, start=1):
            if tier.action is Action.DROP and rule.measure is not Measure.DISTANCE:
                yield fault("definition.drop_by_range", f"{place}.tiers.{position}.action")


def _ties(definition: Definition) -> Iterator[tuple[str, int, TieStep]]:
    for index, each in enumerate(definition.rounds):
        for position, step in enumerate(each.ties if isinstance(each.ties, tuple) else (), start=1):
            yield f"rounds.{each.id}.ties.{position}", index, step


def ties_refer_to_what_exists(definition: Definition) -> Iterator[Problem]:
    """A tie-break looks at a criterion of the same rubric or at an earlier round."""
    for place, index, step in _ties(definition):
        earlier = _up_to(definition.rounds, index)[:-1]
        criteria = [criterion.id for criterion in definition.rounds[index].rubric.criteria]
        if step.kind is TieBreak.CRITERION and step.ref not in criteria:
            yield fault("definition.tie_criterion_unknown", f"{place}.ref", ref=step.ref)
        if step.kind is TieBreak.EARLIER_ROUND and step.ref not in earlier:
            yield fault("definition.tie_round_not_earlier", f"{place}.ref", ref=step.ref)


def ties_end_with_people(definition: Definition) -> Iterator[Problem]:
    """No step stands twice in one chain, and none follows an office, whose word is the last."""
    for each in definition.rounds:
        steps = each.ties if isinstance(each.ties, tuple) else ()
        for position, step in enumerate(steps, start=1):
            place = f"rounds.{each.id}.ties.{position}"
            if step in steps[: position - 1]:
                yield fault("definition.tie_twice", place)
            elif any(before.kind is TieBreak.OFFICE for before in steps[: position - 1]):
                yield fault("definition.tie_after_office", place)


def every_round_but_the_last_has_a_cut(definition: Definition) -> Iterator[Problem]:
    """Who goes on is said (or left open) in every round but the last of its fields, where nobody goes on."""
    for index, each in enumerate(definition.rounds):
        last = _is_last(definition.rounds, index)
        if not last and each.cut is None:
            yield fault("definition.cut_missing", f"rounds.{each.id}.cut", round=each.id)
        if last and each.cut is not None:
            yield fault("definition.cut_in_last", f"rounds.{each.id}.cut", round=each.id)


def _is_last(rounds: tuple[Round, ...], index: int) -> bool:
    """Say whether no round follows with the same fields."""
    return all(frozenset(later.fields) != frozenset(rounds[index].fields) for later in rounds[index + 1 :])


def _up_to(rounds: tuple[Round, ...], index: int) -> tuple[RoundId, ...]:
    """Give the ids of a round and of those before it with the same fields: those whose entries it has."""
    fields = frozenset(rounds[index].fields)
    return tuple(each.id for each in rounds[: index + 1] if frozenset(each.fields) == fields)


def cuts_say_what_they_need(definition: Definition) -> Iterator[Problem]:
    """A cut by number has a number, one by mark has a mark inside the scale, and neither has the other's."""
    for each in definition.rounds:
        if isinstance(each.cut, CutRule):
            place, cut = f"rounds.{each.id}.cut", each.cut
            if (cut.kind in _COUNTED) is not (cut.count > 0):
                yield fault("definition.cut_count", f"{place}.count", kind=cut.kind.value)
            if (cut.kind in _BOUNDED) is not (cut.threshold is not None):
                yield fault("definition.cut_threshold", f"{place}.threshold", kind=cut.kind.value)
            elif cut.threshold is not None:
                yield from _threshold(place, each, cut.threshold)


def _threshold(place: str, each: Round, threshold: Fraction) -> Iterator[Problem]:
    if each.score.method in WITHOUT_POINTS:
        yield fault("definition.threshold_without_points", f"{place}.threshold", method=each.score.method.value)
    elif not 0 <= threshold <= each.rubric.maximum:
        most = number(each.rubric.maximum)
        yield fault("definition.threshold_range", f"{place}.threshold", value=number(threshold), most=most)


def combinations_know_their_rounds(definition: Definition) -> Iterator[Problem]:
    """A combination names its own round and earlier ones, each with a weight greater than 0."""
    for index, each in enumerate(definition.rounds):
        if isinstance(each.combination, Combination):
            known = _up_to(definition.rounds, index)
            place = f"rounds.{each.id}.combination"
            for name, weight in each.combination.weights:
                if name not in known:
                    yield fault("definition.combination_round", f"{place}.{name}", round=name)
                elif weight <= 0:
                    yield fault("definition.combination_weight", f"{place}.{name}", value=number(weight))
            if each.id not in dict(each.combination.weights):
                yield fault("definition.combination_without_own", place, round=each.id)


def places_are_not_combined(definition: Definition) -> Iterator[Problem]:
    """Only points are combined; sums of places and standardised scores stand on scales of their own."""
    methods = {each.id: each.score.method for each in definition.rounds}
    for each in definition.rounds:
        weights = each.combination.weights if isinstance(each.combination, Combination) else ()
        for name, _ in weights if len(weights) > 1 else ():
            if methods.get(name) in WITHOUT_POINTS:
                place = f"rounds.{each.id}.combination.{name}"
                yield fault("definition.combination_of_places", place, round=name, method=methods[name].value)


def combinations_sum_to_one(definition: Definition) -> Iterator[Problem]:
    """The weights of a round make 1; in the last round of all fields together with the weights of measured parts."""
    shares = [part.weight for part in definition.measured if part.weight is not None]
    measured = [share for share in shares if isinstance(share, Fraction)]
    for index, each in enumerate(definition.rounds):
        last = not each.fields and _is_last(definition.rounds, index)
        if not isinstance(each.combination, Combination) or (last and len(measured) < len(shares)):
            continue
        found = sum((weight for _, weight in each.combination.weights), Fraction(0))
        found += sum(measured, Fraction(0)) if last else 0
        if found != 1:
            yield fault("definition.combination_sum", f"rounds.{each.id}.combination", found=number(found))


RULES: Final = (
    rounding_is_known,
    ballots_can_be_reached,
    trimming_leaves_ballots,
    rules_name_their_source,
    tiers_start_at_zero,
    tiers_ascend,
    outliers_are_measured_by_distance,
    ties_refer_to_what_exists,
    ties_end_with_people,
    every_round_but_the_last_has_a_cut,
    cuts_say_what_they_need,
    combinations_know_their_rounds,
    places_are_not_combined,
    combinations_sum_to_one,
)
"""The rules of this module, in order."""
