"""Random reviews worked out twice: by the program, and by the file that an inspector runs without the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any, Final

from judge_desk.contest.counting.ranking import Ranking
from judge_desk.contest.reviewing.outcome import Evidence, ReviewResult, RoundScores
from judge_desk.contest.reviewing.reviewing import every_review
from judge_desk.contest.reviewing.roster import roster_in_force
from judge_desk.contest.reviewing.sheets import figure_text
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.rulebook.reviews import Test
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks.papers.review_data import awards_data, subject_data
from judge_desk.exchange.rulebook.definition_file import load_definition
from tests.trust.drill import Count, Drill, Tally
from tests.trust.recount_worlds import load_recount
from tests.trust.review_worlds import Maker, World

Raw = dict[str, Any]
STALE: Final = Digest("f" * 64)


def by_program(definition: Definition, results: Sequence[ReviewResult]) -> dict[str, Raw]:
    """Give what the program says of every review, as the result file has it."""
    found = {}
    for each in results:
        places = {place.code: place for place in each.ranking.places}
        found[str(each.review)] = {
            "official": not each.questions,
            "subjects": [subject_data(one, places.get(one.subject.code)) for one in each.subjects],
            "awards": awards_data(definition, each),
        }
    return found


def by_inspector(tool: ModuleType, world: World, decisions: Sequence[Decision]) -> dict[str, Raw]:
    """Give what the inspector's file says of every review."""
    sheets = [tool.sheet_of(figure_text(each)) for each in world.sheets]
    rounds = {}
    for each in world.scores:
        more = {"scores": each.official, "names": world.names, "smaller": world.smaller}
        rounds[str(each.round)] = {**asdict(each), **more}
    plain = [{**asdict(each), "kind": each.kind.value} for each in decisions]
    found: dict[str, Raw] = {}
    counts = tool.count_reviews(tool.read_rules(world.text), sheets, rounds, plain, world.barred)
    for name, count in counts.items():
        found[name] = {
            "official": not count.questions,
            "subjects": tool.subjects_data(count),
            "awards": tool.awards_data(count),
        }
    return found


def scores_of(world: World, definition: Definition) -> tuple[RoundScores, ...]:
    """Give what comes of the round, with the units that the roster knows under the names in its entries."""
    roster = roster_in_force(definition, world.sheets)
    known = {code: [roster.unit_of(name) for name in names] for code, names in world.names.items()}
    units = {code: tuple(unit.code for unit in each if unit is not None) for code, each in known.items()}
    unknown = ("Lạ",) if any(None in each for each in known.values()) else ()
    return tuple(replace(each, units=units, unknown=unknown) for each in world.scores)


def differing(one: Any, other: Any, way: str = "") -> str:
    """Name the first place in which two results differ; empty where they are the same."""
    if isinstance(one, dict) and isinstance(other, dict) and set(one) == set(other):
        return next((found for key in one if (found := differing(one[key], other[key], f"{way}/{key}"))), "")
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return next((found for at, (a, b) in pairs if (found := differing(a, b, f"{way}/{at}"))), "")
    return "" if one == other else f"{way}: {one!r} and {other!r}"[:300]


class People:
    """The people who decide: words on gates, orders of ties, prizes; right ones, stale ones and senseless ones."""

    def __init__(self, dice: Random) -> None:
        """Begin with nothing decided."""
        self.dice = dice
        self.made: list[Decision] = []

    def decide(self, definition: Definition, results: Sequence[ReviewResult]) -> None:
        """Decide about some of what is open."""
        for each in results:
            tests = next(one for one in definition.reviews if one.id == each.review).gates
            named = {gate.id for gate in tests if gate.test in (Test.COUNCIL, Test.NOT_BARRED, Test.TOP)}
            for one in each.subjects:
                for gate in sorted({*one.waiting, *(named if self.dice.random() < 0.2 else ())}):
                    if self.dice.random() < 0.8:
                        word = "met" if self.dice.random() < 0.7 else "not_met"
                        self.record(each, DecisionKind.MET, (gate, str(one.subject.code)), word)
            self._ties(each, each.ranking)
            self._prizes(definition, each)

    def _ties(self, result: ReviewResult, ranking: Ranking) -> None:
        for tie in ranking.ties:
            if self.dice.random() < 0.6:
                order = self.dice.sample(tie.codes, len(tie.codes))
                self.record(result, DecisionKind.TIE, tuple(tie.codes), " ".join(order))

    def _prizes(self, definition: Definition, result: ReviewResult) -> None:
        for awards in result.awards:
            table = next(each for each in definition.prize_tables if each.id == awards.table)
            for prize in table.prizes:
                if self.dice.random() < 0.15:
                    count = self.dice.randint(0, min(prize.count + 1, len(awards.considered)))
                    codes = self.dice.sample(awards.considered, count)
                    self.record(result, DecisionKind.PRIZE, (table.id, prize.id), " ".join(codes) or "vacant")

    def record(self, result: ReviewResult, kind: DecisionKind, about: tuple[str, ...], value: str) -> None:
        """Record a decision that names what it rests on: all, some, nothing, or what is not there."""
        among = result.rests_on if self.dice.random() < 0.8 else self.dice.choice(((), result.rests_on[:1], (STALE,)))
        number = len(self.made) + 1
        self.made.append(Decision(number, result.review, kind, about, value, among, "lý do", ("A",), ""))


def try_world(tool: ModuleType, seed: str) -> tuple[int, int, str] | None:
    """Work a contest out twice, before and after people decide: reviews, official ones, a difference; None: illegal."""
    maker = Maker(seed)
    world = maker.world()
    try:
        definition = load_definition(world.text.encode(), "thu.toml")
    except BadInput:
        return None
    people = People(maker.dice)
    count = official = 0
    for turn in range(3):
        evidence = Evidence(world.sheets, scores_of(world, definition), tuple(people.made), world.barred)
        results = tuple(every_review(definition, evidence).values())
        ours, theirs = by_program(definition, results), by_inspector(tool, world, people.made)
        count += len(ours)
        official += sum(each["official"] for each in ours.values())
        found = differing(ours, theirs)
        if found:
            return count, official, f"turn {turn}{found}"
        people.decide(definition, results)
    return count, official, ""


def run(amount: int, seed: int, place: Path) -> Tally:
    """Try so many contests of reviews."""
    counted = Count()
    tool = load_recount()
    reviews = official = illegal = at = 0
    while counted.tried < amount:
        at += 1
        tried = try_world(tool, f"{seed}-{at}")
        if tried is None:
            illegal += 1
            continue
        reviews, official = reviews + tried[0], official + tried[1]
        if tried[2]:
            counted.broken(f"seed {seed}-{at}: {tried[2]}")
        else:
            counted.good()
    return counted.tally(reviews=reviews, official=official, illegal=illegal)


DRILLS: Final = (
    Drill(
        "recount-reviews",
        "The inspector's file and the program come to the same result of a review, to the fraction.",
        "contests",
        25,
        20_000,
        run,
    ),
)
