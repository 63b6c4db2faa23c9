"""The answers that a file offers to its open points: each must be a value, and leave the definition without a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.problems import Findings, Problem
from judge_desk.exchange.rulebook.definition_rulings import Ruling, value_of
from judge_desk.exchange.rulebook.toml_reader import UNDECIDED, shown

MOST_CHOICES: Final = 12
"""Answers to one point; more nobody can choose from."""
MOST_FAULTS: Final = 20
FaultsWith = Callable[[Sequence[Ruling]], Findings]
"""Gives the faults of the definition with these rulings put on top."""


def choice_faults(points: Sequence[Undecided], faults_with: FaultsWith) -> Findings:
    """Give what is wrong with the offered answers of a definition that is good as it stands.

    Answers to different points are tried together, one of each point at a time; only where that gives a fault are they
    tried apart, half by half, to find which of them is at fault. Never more than :data:`MOST_FAULTS` are given.
    """
    found: list[Problem] = []
    for turn in range(max((len(point.choices) for point in points), default=0)):
        offered = [(number, each) for number, each in enumerate(points, start=1) if turn < len(each.choices)]
        values: list[tuple[int, Undecided]] = []
        for number, point in offered:
            if value_of(point.choices[turn].value) in (None, UNDECIDED):
                found.append(_fault("definition.choice_no_value", number, turn, point))
            else:
                values.append((number, point))
        found.extend(islice(_at_fault(values, turn, faults_with), max(0, MOST_FAULTS - len(found))))
        if len(found) >= MOST_FAULTS:
            break
    return tuple(found[:MOST_FAULTS])


def _at_fault(values: Sequence[tuple[int, Undecided]], turn: int, faults_with: FaultsWith) -> Iterator[Problem]:
    """Find the answers that give a fault; two that only do not fit each other are both good."""
    faults = faults_with([(each.key, each.choices[turn].value) for _, each in values]) if values else ()
    if faults and len(values) == 1:
        number, point = values[0]
        yield _fault("definition.choice_faulty", number, turn, point, at=faults[0].where)
    elif faults:
        half = len(values) // 2
        yield from _at_fault(values[:half], turn, faults_with)
        yield from _at_fault(values[half:], turn, faults_with)


def _fault(code: str, number: int, turn: int, point: Undecided, **more: str) -> Problem:
    facts = {"title": shown(point.choices[turn].title), "written": shown(point.choices[turn].value), **more}
    return Problem(code, where=f"undecided.{number}.choices.{turn + 1}.value", facts=facts)
