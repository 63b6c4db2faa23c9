"""How far judges lie apart on one entry, and what the rules then ask for.

The reading is a value: spread, largest distance from the initial mean, tier, action. It changes nothing; the
first marks always stay. Whatever a tier leaves to people is a question until they have decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Final

from judge_desk.contest.rulebook.rules import Action, DisagreementRule, Measure, Tier, Undecided
from judge_desk.contest.values.facts import number, numbers
from judge_desk.contest.values.identity import Seat
from judge_desk.contest.values.problems import Problem, Severity


@dataclass(frozen=True)
class Reading:
    """What the totals of one entry say.

    Attributes:
        total: of all ballots, before anything is left out; lowest, highest: the ends; all in parts of a point.
        over: how many parts make a point.
        count: how many ballots there are.
        tier: index of the tier that holds, None without a rule or without ballots.
        action: what that tier asks for; the mean where there is no rule; None without ballots.
        far: seats left out, once, by a tier that drops; ascending.
    """

    total: int | Fraction = 0
    lowest: int | Fraction = 0
    highest: int | Fraction = 0
    over: int = 1
    count: int = 0
    tier: int | None = None
    action: Action | Undecided | None = None
    far: tuple[Seat, ...] = ()

    @cached_property
    def mean(self) -> Fraction | None:
        """The mean of all ballots; None without ballots."""
        return Fraction(self.total, self.count * self.over) if self.count else None

    @cached_property
    def spread(self) -> Fraction | None:
        """The largest minus the smallest total."""
        return Fraction(self.highest - self.lowest, self.over) if self.count else None

    @cached_property
    def distance(self) -> Fraction | None:
        """The largest distance of a total from the mean."""
        if self.mean is None:
            return None
        return max(Fraction(self.highest, self.over) - self.mean, self.mean - Fraction(self.lowest, self.over))


ASKS: Final[Mapping[Action, str]] = {
    Action.CHAIR: "disagreement.chair",
    Action.THIRD: "disagreement.third",
    Action.JOINT: "disagreement.joint",
}
"""The actions that end in a mark set by people, and the question each asks."""


def tier_of(rule: DisagreementRule, values: Iterable[Fraction]) -> int | None:
    """Give the index of the tier that a set of totals falls in; None without totals."""
    totals = tuple(values)
    if not totals:
        return None
    return _tier_at(rule.tiers, _spread(totals) if rule.measure is Measure.RANGE else _distance(totals))


def read(rule: DisagreementRule | Undecided | None, totals: Mapping[Seat, int | Fraction], over: int = 1) -> Reading:
    """Read the totals of one entry by seat, in parts of which ``over`` make a point.

    A tier that drops leaves out, in a single pass over the initial mean, every ballot whose own distance from that
    mean lies in the tier. An undecided rule is read like none: its question is asked once for the round.
    """
    if not totals:
        return Reading()
    values = totals.values()
    reading = Reading(sum(values), min(values), max(values), over, len(totals), None, Action.MEAN)
    if not isinstance(rule, DisagreementRule):
        return reading
    size = reading.spread if rule.measure is Measure.RANGE else reading.distance
    tier = _tier_at(rule.tiers, size or Fraction(0))
    action = rule.tiers[tier].action if tier is not None else Action.MEAN
    far = _far(rule, totals, reading, tier) if action is Action.DROP else ()
    return replace(reading, tier=tier, action=action, far=far)


def _far(
    rule: DisagreementRule, totals: Mapping[Seat, int | Fraction], reading: Reading, tier: int | None
) -> tuple[Seat, ...]:
    mean = reading.mean or Fraction(0)
    distances = {seat: abs(Fraction(totals[seat], reading.over) - mean) for seat in sorted(totals)}
    return tuple(seat for seat, distance in distances.items() if _tier_at(rule.tiers, distance) == tier)


def _tier_at(tiers: tuple[Tier, ...], value: Fraction) -> int | None:
    reached = [i for i, tier in enumerate(tiers) if value > tier.bound or (tier.included and value == tier.bound)]
    return max(reached, default=None)


def _mean(values: tuple[Fraction, ...]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _spread(values: tuple[Fraction, ...]) -> Fraction:
    return max(values) - min(values)


def _distance(values: tuple[Fraction, ...]) -> Fraction:
    mean = _mean(values)
    return max(abs(value - mean) for value in values)


def tier_text(rule: DisagreementRule, tier: int) -> str:
    """Write a tier's bounds in signs, the same in every language: ``> 5; < 10``."""
    lower = rule.tiers[tier]
    text = f"{'≥' if lower.included else '>'} {number(lower.bound)}"
    if tier + 1 == len(rule.tiers):
        return text
    upper = rule.tiers[tier + 1]
    return f"{text}; {'<' if upper.included else '≤'} {number(upper.bound)}"


def question(
    code: str, rule: DisagreementRule | Undecided | None, reading: Reading, marks: Iterable[Fraction]
) -> Problem | None:
    """Ask what the tier leaves to people, with marks, spread and tier; None where the tier asks nothing.

    Marks stand in ascending order, so that the sentence does not depend on who gave them.
    """
    if not isinstance(rule, DisagreementRule) or reading.tier is None:
        return None
    facts = case_facts(rule, reading, marks)
    if isinstance(reading.action, Undecided):
        facts |= {"point_key": reading.action.key, "point": reading.action.code or reading.action.key}
        return Problem("disagreement.undecided", Severity.ASK, code, facts)
    name = ASKS.get(reading.action) if reading.action is not None else None
    return Problem(name, Severity.ASK, code, facts) if name is not None else None


def case_facts(rule: DisagreementRule, reading: Reading, marks: Iterable[Fraction]) -> dict[str, str | int]:
    """Give the facts that every sentence about a disagreement shows; the reading must come from ballots."""
    return {
        "marks": numbers(sorted(marks)),
        "spread": number(reading.spread or Fraction(0)),
        "distance": number(reading.distance or Fraction(0)),
        "tier": tier_text(rule, reading.tier) if reading.tier is not None else "",
    }
