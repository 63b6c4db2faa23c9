"""Places inside blocks: where the prize tables of a review divide its subjects by one column, blocks compete apart.

The order of a review is one; a subject's place in its block is counted among those of the block alone (1, 2, 2, 4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from judge_desk.contest.reviewing.outcome import ReviewResult
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.identity import EntryCode

_DIVIDES = "is"


@dataclass(frozen=True, slots=True)
class Blocks:
    """How a review is divided.

    Attributes:
        titles: of the blocks, in the order of their prize tables; empty for a review that is one pool.
        of: the block of each subject; who stands in none is missing.
        places: first and last place in its block of each subject that has one; equal unless it shares them.
    """

    titles: tuple[str, ...] = ()
    of: Mapping[EntryCode, str] = field(default_factory=dict)
    places: Mapping[EntryCode, tuple[int, int]] = field(default_factory=dict)


def blocks_of(definition: Definition, result: ReviewResult) -> Blocks:
    """Divide the subjects of a review as its prize tables do: by one value each of one and the same column."""
    tables = [each for each in definition.prize_tables if each.review == result.review]
    words = [[text.split(":", 2) for text in each.filters if text.startswith(f"{_DIVIDES}:")] for each in tables]
    if len(tables) < 2 or any(len(each) != 1 or len(each[0]) != 3 for each in words):
        return Blocks()
    columns, titles = {each[0][1] for each in words}, tuple(each[0][2] for each in words)
    if len(columns) > 1 or len({fold(each) for each in titles}) < len(titles):
        return Blocks()
    column, by_fold = columns.pop(), {fold(each): each for each in titles}
    found = {each.subject.code: by_fold.get(fold(each.subject.facts.get(column, ""))) for each in result.subjects}
    of = {code: title for code, title in found.items() if title is not None}
    return Blocks(titles, of, _places(result, of))


def _places(result: ReviewResult, of: Mapping[EntryCode, str]) -> Mapping[EntryCode, tuple[int, int]]:
    inside: dict[str, list[int]] = {}
    for each in result.ranking.places:
        if each.code in of:
            inside.setdefault(of[each.code], []).append(each.number)
    found: dict[EntryCode, tuple[int, int]] = {}
    for each in result.ranking.places:
        if each.code in of:
            numbers = inside[of[each.code]]
            first = 1 + sum(number < each.number for number in numbers)
            found[each.code] = first, first + numbers.count(each.number) - 1
    return found
