"""Who is to be honoured, reckoned a second way from the plan's own words, with nothing of the program.

Every function reads the plan anew (III.1 to III.4 and its footnotes); what the plan leaves open is a field of
:class:`Choices`, and what only people can judge is asked of ``council``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from tests.journeys.awards_world import ADVISING, BLOCKS, UNITS, Figure, Person, World

Council = Callable[[str, str, str], bool]
"""What people say: by review, condition and unit (of people: name and day of birth)."""


@dataclass(frozen=True)
class Plan:
    """One award of the plan: the years it looks at, its numbers, the share of satisfied people it asks for."""

    years: tuple[int, ...]
    yearly: bool
    advising: int
    blocks: tuple[int, int, int, int]
    people: int
    satisfied: int


ANNUAL = Plan((2021, 2022, 2023), True, 3, (3, 1, 1, 2), 10, 90)
FIVE = Plan(tuple(range(2021, 2026)), False, 7, (5, 2, 2, 4), 20, 90)
TEN = Plan(tuple(range(2021, 2031)), False, 7, (5, 2, 2, 4), 20, 95)


@dataclass(frozen=True)
class Choices:
    """How the open points of the plan were settled.

    ``first_with_ninety`` E1: 90 % is in the first group; ``by_mean``, ``by_groups`` E2: which means are classified;
    ``satisfaction`` E4: asked in yearly awards, too; ``full_mark`` E5: staying at 100 % counts as rising;
    ``mean_rises``, ``each_rises`` E6; ``partly`` E11: missing years are left out; ``partly_rising`` E12.
    """

    first_with_ninety: bool = False
    by_mean: bool = True
    by_groups: bool = False
    satisfaction: bool = True
    full_mark: bool = False
    mean_rises: bool = True
    each_rises: bool = False
    partly: bool = True
    partly_rising: bool = False


@dataclass
class Judged:
    """What a review comes to: reasons of who is out, who is in by figures and council, prizes by block.

    ``tied`` of a block: units that share the last place that has a prize, and are too many for it.
    """

    reasons: dict[str, frozenset[str]] = field(default_factory=dict)
    meets: list[str] = field(default_factory=list)
    considered: dict[str, list[str]] = field(default_factory=dict)
    winners: dict[str, set[str]] = field(default_factory=dict)
    tied: dict[str, set[str]] = field(default_factory=dict)
    vacant: dict[str, int] = field(default_factory=dict)


def _over(
    world: World, figures: Mapping[str, Sequence[Figure]], unit: str, years: Sequence[int], partly: bool
) -> list[Fraction] | None:
    """Give the figures of the years; None where one is missing and that may not be, or all are."""
    held = [world.at(figures, unit, year) for year in years]
    there = [each for each in held if each is not None]
    return None if not there or (len(there) < len(held) and not partly) else there


def _mean(figures: Sequence[Fraction]) -> Fraction:
    return sum(figures, Fraction(0)) / len(figures)


def group(value: Fraction, first_with_ninety: bool) -> int:
    """Give the group of a percentage: footnotes 6, 7 and 8, and what follows from them."""
    if value > 90 or (value == 90 and first_with_ninety):
        return 1
    return 2 if value >= 80 else 3 if value >= 65 else 4 if value >= 50 else 5


def advising(world: World, plan: Plan, choices: Choices, council: Council) -> Judged:
    """III.4.b (1): units that advise; no order is given, so that the council chooses among them."""
    judged = Judged()
    for unit in UNITS:
        out = set()
        if unit not in ADVISING:
            out.add("NOT_ADVISING")
        elif _stays_below(world, plan, choices, unit):
            out.add("NOT_RISING")
        if world.disciplined[unit]:
            out.add("DISCIPLINE")
        _ask(judged, "tham-muu", unit, out, {"chi-dao": "LEADER", "tham-muu-tot": "ADVICE"}, council)
    return judged


def _stays_below(world: World, plan: Plan, choices: Choices, unit: str) -> bool:
    years = plan.years[-2:] if plan.yearly else plan.years
    if choices.mean_rises:
        held = _over(world, world.mean, unit, years, choices.partly_rising)
        if held is None or len(held) < 2:
            return True
        for before, after in pairwise(held):
            if after <= before and not (choices.full_mark and before == after == 100):
                return True
    if choices.each_rises:
        counted = _over(world, world.not_higher, unit, years[1:], choices.partly_rising and not plan.yearly)
        return counted is None or any(counted)
    return False


def _ask(judged: Judged, review: str, who: str, out: set[str], conditions: Mapping[str, str], council: Council) -> None:
    """Keep why somebody is out; only whom no figure keeps out do people look at."""
    if not out:
        out = {reason for gate, reason in conditions.items() if not council(review, gate, who)}
    judged.reasons[who] = frozenset(out)
    if not out:
        judged.meets.append(who)


COUNCIL = {"chi-dao": "LEADER", "tieu-bieu": "ACHIEVEMENT", "mo-hinh": "NO_MODEL"}


def by_index(world: World, plan: Plan, choices: Choices, council: Council, flags: bool = False) -> Judged:
    """III.4.a, III.4.b (2): units by their index, in blocks; flags ask for the second group, the others the third."""
    judged, review, lowest = Judged(), "co-thi-dua" if flags else "chi-so", 2 if flags else 3
    index: dict[str, Fraction] = {}
    for unit in UNITS:
        held = _over(world, world.index, unit, plan.years[-1:] if plan.yearly else plan.years, choices.partly)
        if held is not None:
            index[unit] = _mean(held)
        out = _short_of(world, plan, choices, unit, index.get(unit), lowest)
        _ask(judged, review, unit, out, COUNCIL, council)
    first = [] if flags else advising(world, plan, choices, council).meets
    quotas = (1, 1, 1, 1) if flags else plan.blocks
    for (block, names), quota in zip(BLOCKS.items(), quotas, strict=True):
        _fill(judged, block, [each for each in judged.meets if each in names and each not in first], index, quota)
    return judged


def _short_of(world: World, plan: Plan, choices: Choices, unit: str, mean: Fraction | None, lowest: int) -> set[str]:
    looked, partly = plan.years[-1:] if plan.yearly else plan.years, choices.partly
    out = {"DISCIPLINE"} if world.disciplined[unit] else set()
    tasks = _over(world, world.tasks, unit, looked, partly)
    if tasks is None or min(tasks) < 100:
        out.add("TASKS")
    if (plan.yearly or choices.by_mean) and (mean is None or group(mean, choices.first_with_ninety) > lowest):
        out.add("GROUP")
    every = _over(world, world.index, unit, plan.years, partly)
    if not plan.yearly and choices.by_groups:
        groups = [Fraction(group(each, first_with_ninety=False)) for each in every or ()]
        if not groups or _mean(groups) > lowest:
            out.add("GROUP")
    if every is None or min(every) < 50:
        out.add("GROUP_5")
    if not plan.yearly or choices.satisfaction:
        content = _over(world, world.satisfied, unit, looked, partly)
        if content is None or _mean(content) < plan.satisfied:
            out.add("SATISFACTION")
    return out


def _fill(judged: Judged, block: str, names: list[str], index: Mapping[str, Fraction], quota: int) -> None:
    ordered = sorted(names, key=lambda each: -index[each])
    judged.considered[block] = ordered
    line = index[ordered[quota - 1]] if len(ordered) > quota else None
    tied = {each for each in ordered if index[each] == line}
    over = len([each for each in ordered if line is not None and index[each] >= line]) > quota
    judged.tied[block] = tied if over else set()
    judged.winners[block] = {each for each in ordered[:quota] if not over or each not in tied}
    judged.vacant[block] = max(quota - len(ordered), 0)


def people(world: World, council: Council) -> Judged:
    """III.4.b (3), (4): people; who advises must have raised what they advise on, outsiders need their initiative."""
    judged = Judged()
    for each in world.people:
        out = {"DISCIPLINE"} if each.disciplined else set()
        if each.kind == "tham mưu" and each.rising is not True:
            out.add("NOT_RISING")
        if each.kind == "ngoài" and each.recognised is not True:
            out.add("NO_INITIATIVE")
        conditions = {"thanh-tich": "ACHIEVEMENT", "pham-chat": "CONDUCT"}
        _ask(judged, "ca-nhan", called(each), out, conditions, council)
    return judged


def called(person: Person) -> str:
    """Name somebody so that namesakes are two."""
    return f"{person.name} {person.born}"
