"""What comes out of the world of three tasks, reckoned a second way with the standard library alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.journeys.beside_world import IDEAS, OFFLINE, ORGANISER, SLOGANS, TRIALS, UNITS, Campaign, Person, World

MANY: Mapping[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "best": max,
    "mean": lambda each: sum(each, Fraction(0)) / len(each),
    "sum": lambda each: sum(each, Fraction(0)),
}


def half_up(value: Fraction) -> Fraction:
    """Round to two decimals, halves upward."""
    whole, rest = divmod(value.numerator * 100, value.denominator)
    return Fraction(whole + (2 * rest >= value.denominator), 100)


@dataclass(frozen=True)
class Choice:
    """What people may decide on the points that the plan leaves open; ``absent``: a part not done counts as nothing."""

    ideas: str = "best"
    slogans: str = "best"
    trials: str = "best"
    figure: str = "ty-le"
    formula: str = "share_of_best"
    weights: tuple[str, str] = ("1/2", "1/2")
    keeps_out: bool = True
    part_two: int = 50
    absent_is_zero: bool = False


@dataclass
class Line:
    """One that is judged: its figure, place, prize (empty for none), and the codes of its reasons."""

    name: Any
    total: Fraction | None
    reasons: tuple[str, ...] = ()
    place: int = 0
    prize: str = ""
    waiting: bool = False


@dataclass
class Reckoned:
    """Official scores of the world, and all that rests on them."""

    world: World
    official: dict[int, Fraction] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Work the mean of every entry out: of the judges who mark it."""
        for entry in self.world.entries:
            totals = [Fraction(sum(each), 2) for each in self.world.marks(entry) if each is not None]
            if entry.competes:
                self.official[entry.number] = half_up(sum(totals, Fraction(0)) / len(totals))

    def of_unit(self, unit: str, task: str) -> list[Fraction]:
        """Give the scores of a unit on a task."""
        mine = [each for each in self.world.entries if (each.unit, each.task) == (unit, task)]
        return [self.official[each.number] for each in mine if each.number in self.official]

    def people(self, way: str = "best") -> dict[Person, dict[str, Fraction]]:
        """Give the score of every author on ideas and trials, several entries made one."""
        found: dict[Person, dict[str, list[Fraction]]] = defaultdict(lambda: defaultdict(list))
        for each in self.world.entries:
            if each.author and each.number in self.official:
                found[each.unit, each.author, each.key][each.task].append(self.official[each.number])
        return {who: {task: MANY[way](own) for task, own in tasks.items()} for who, tasks in found.items()}

    def campaign(self, choice: Choice) -> dict[str, Fraction]:
        """Turn the figures of the campaign into points."""
        figures = {unit: _figure(each, choice.figure) for unit, each in self.world.campaign.items()}
        best = max(figures.values())
        ways: dict[str, Callable[[Fraction], Fraction]] = {
            "share_of_best": lambda value: half_up(50 * value / best),
            "rate_against_target": lambda value: half_up(min(Fraction(50), 50 * value / 100)),
            "as_given": lambda value: value,
        }
        return {unit: ways[choice.formula](value) for unit, value in figures.items()}

    def units(self, choice: Choice) -> list[Line]:
        """Give every unit as the review of units sees it."""
        campaign, lines = self.campaign(choice), []
        scale = Fraction(choice.part_two, 100)
        for unit in UNITS:
            ideas, slogans, trials = (self.of_unit(unit, task) for task in (IDEAS, SLOGANS, TRIALS))
            first = MANY[choice.ideas](ideas) if ideas else None
            other = campaign.get(unit)
            if unit in OFFLINE:
                other = MANY[choice.slogans](slogans) * scale if slogans else None
            third = MANY[choice.trials](trials) * scale if trials else None
            if choice.absent_is_zero:
                first, other, third = (each if each is not None else Fraction(0) for each in (first, other, third))
            second = other + third if other is not None and third is not None else None
            reasons = [code for code, part in (("NO_PART1", first), ("NO_PART2", second)) if part is None]
            if choice.keeps_out and unit == ORGANISER:
                reasons.append("ORGANISER")
            total = None
            if first is not None and second is not None:
                total = half_up(Fraction(choice.weights[0]) * first + Fraction(choice.weights[1]) * second)
            lines.append(Line(unit, total, tuple(reasons)))
        return awarded(lines, (("nhat", 1), ("nhi", 2), ("ba", 3), ("khuyen-khich", 4)))

    def persons(self, order: str, way: str = "best") -> list[Line]:
        """Give every person as the review of people sees them: by ideas, by trials, or by both."""
        lines = []
        for person, marks in self.people(way).items():
            total = marks.get(order)
            if order == "both" and len(marks) == 2:
                total = sum(marks.values(), Fraction(0)) / 2
            lines.append(Line(person, total))
        return awarded(lines, (("nhat", 1), ("nhi", 1), ("ba", 1), ("khuyen-khich", 1)))

    def extra(self, winners: Iterable[Person], one_each: bool, way: str = "best") -> list[Line]:
        """Give every person as the ten further prizes see them."""
        won, lines = set(winners), []
        for person, marks in self.people(way).items():
            reasons = [] if TRIALS in marks else ["NO_EXPERIENCE"]
            reasons += ["HAS_PRIZE"] if one_each and person in won else []
            lines.append(Line(person, marks.get(TRIALS), tuple(reasons)))
        return awarded(lines, (("phu", 10),))


def _figure(each: Campaign, column: str) -> Fraction:
    text = {"ho-so": each.dossiers, "ty-le": each.share, "muc-dat": each.target}[column]
    return Fraction(text.replace(",", "."))


def awarded(lines: list[Line], prizes: Sequence[tuple[str, int]]) -> list[Line]:
    """Number the places 1, 2, 2, 4 and give the prizes; whoever is tied across two of them waits."""
    slots = [prize for prize, count in prizes for _ in range(count)]
    among = sorted((each for each in lines if not each.reasons and each.total is not None), key=lambda each: -_of(each))
    for total in dict.fromkeys(each.total for each in among):
        group = [each for each in among if each.total == total]
        before = sum(1 for each in among if _of(each) > _of(group[0]))
        mine = [*slots[before : before + len(group)], *[""] * len(group)][: len(group)]
        for each in group:
            each.place = before + 1
            each.waiting = len(set(mine)) > 1
            each.prize = "" if each.waiting else mine[0]
            each.reasons = ("TIE_PENDING" if each.waiting else "AWARDED" if each.prize else "BELOW_QUOTA",)
    for each in lines:
        each.reasons = each.reasons or ("UNRANKED",)
    return lines


def _of(line: Line) -> Fraction:
    return line.total if line.total is not None else Fraction(-1)
