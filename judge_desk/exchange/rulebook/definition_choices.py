"""The answers that a file offers to its open points: each must be a value, and leave the definition without a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.problems import Findings, Problem
from judge_desk.exchange.rulebook.definition_rulings import Ruling, value_of
from judge_desk.exchange.rulebook.toml_reader import UNDECIDED, shown

FaultsWith = Callable[[Sequence[Ruling]], Findings]
"""Gives the faults of the definition with these rulings put on top."""


def choice_faults(points: Sequence[Undecided], faults_with: FaultsWith) -> Findings:
    """Give what is wrong with the offered answers of a definition that is good as it stands.

    Answers to different points are tried together, one of each point at a time; only where that gives a fault is each
    tried alone, to find which of them is at fault.
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
        if values and faults_with([(each.key, each.choices[turn].value) for _, each in values]):
            found.extend(_alone(values, turn, faults_with))
    return tuple(found)


def _alone(values: Sequence[tuple[int, Undecided]], turn: int, faults_with: FaultsWith) -> Iterator[Problem]:
    for number, point in values:
        faults = faults_with([(point.key, point.choices[turn].value)])
        if faults:
            yield _fault("definition.choice_faulty", number, turn, point, at=faults[0].where)


def _fault(code: str, number: int, turn: int, point: Undecided, **more: str) -> Problem:
    facts = {"title": shown(point.choices[turn].title), "written": shown(point.choices[turn].value), **more}
    return Problem(code, where=f"undecided.{number}.choices.{turn + 1}.value", facts=facts)
