"""What a review reads: sheets of figures, judged rounds, and reviews whose prize tables matter to its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from judge_desk.contest.rulebook.definition import Definition, find_measured, find_review, find_round, roster_of
from judge_desk.contest.rulebook.reviews import Review, Subjects, Take, Test
from judge_desk.contest.values.decisions import Decision, is_locked
from judge_desk.contest.values.identity import RoundId

NOT_IN: Final = "not_in:"
"""Begins a filter of a prize table that keeps out whoever is considered in another table."""
NO_PRIZE_IN: Final = "no_prize_in:"
"""Begins a filter of a prize table that keeps out whoever has a prize in another table."""


def parts_read(definition: Definition, review: Review) -> tuple[str, ...]:
    """Give the ids of the measured parts that a review reads itself, the roster among them, in the rules' order."""
    return tuple(dict.fromkeys(part for part, _ in sheets_read(definition, review)))


def sheets_read(definition: Definition, review: Review) -> tuple[tuple[str, str], ...]:
    """Give part and period of every sheet that a review reads itself, in the rules' order; no period is empty text."""
    wanted = set(_wanted(definition, review))
    found: list[tuple[str, str]] = []
    for part in definition.measured:
        for period in [each.id for each in part.periods] or [""]:
            if (part.id, period) in wanted or (part.id, "") in wanted:
                found.append((part.id, period))
    return tuple(found)


def _wanted(definition: Definition, review: Review) -> Iterator[tuple[str, str]]:
    """Name parts and periods as the rules do; an empty period stands for all of the part."""
    roster = roster_of(definition)
    named = [(review.part, review.periods), *((each.part, each.periods) for each in review.measures)]
    if roster is not None:
        named.append((roster.id, ()))
    for part, periods in named:
        yield from ((part, period) for period in periods or ("",))


def only_reviews_read(definition: Definition, part_id: str, round_id: str) -> bool:
    """Say whether reviews read a part and a round does not: no formula of its rubric, no filter of its prize tables.

    A part with a weight or a formula of its own may count in any round.
    """
    part, round_ = find_measured(definition, part_id), find_round(definition, round_id)
    if part is None or round_ is None or part.weight is not None or part.formula is not None:
        return False
    filters = (text for table in definition.prize_tables if table.round == round_id for text in table.filters)
    named = {word for text in filters for word in text.split(":")}
    named |= {each.formula.measure for each in round_.rubric.criteria if each.formula is not None}
    return part_id not in named and any(part_id in parts_read(definition, each) for each in definition.reviews)


def rounds_read(definition: Definition, review: Review) -> tuple[RoundId, ...]:
    """Give the ids of the judged rounds that a review's measures read, in the rules' order."""
    named = {each.round for each in review.measures}
    return tuple(each.id for each in definition.rounds if each.id in named)


def rounds_by_author(review: Review) -> frozenset[RoundId]:
    """Give the rounds of which a review needs the authors of the entries: those that a review of persons reads."""
    if review.subjects is not Subjects.PERSONS:
        return frozenset()
    return frozenset(each.round for each in review.measures if each.take is Take.ROUND and each.round is not None)


def reviews_behind(definition: Definition, review: Review) -> tuple[RoundId, ...]:
    """Give the earlier reviews whose tables this one's measures or tables look at, in the rules' order."""
    filters = [text for table in definition.prize_tables if table.review == review.id for text in table.filters]
    tables = {text.removeprefix(kind) for kind in (NOT_IN, NO_PRIZE_IN) for text in filters if text.startswith(kind)}
    tables |= {each.table for each in review.measures if each.take is Take.PRIZE}
    named = {table.review for table in definition.prize_tables if table.id in tables}
    earlier = definition.reviews[: [each.id for each in definition.reviews].index(review.id)]
    return tuple(each.id for each in earlier if each.id in named)


def all_behind(definition: Definition, review: Review) -> tuple[Review, ...]:
    """Give every review that this one's result stands on, directly or through another, and itself last."""
    found: dict[RoundId, Review] = {}
    for each in reviews_behind(definition, review):
        known = find_review(definition, each)
        if known is not None:
            found |= {one.id: one for one in all_behind(definition, known)}
    return (*found.values(), review)


def rests_upon(definition: Definition, decisions: tuple[Decision, ...], station: RoundId) -> Review | None:
    """Give a locked review whose result stands on that of a round or of another review; None where there is none.

    While there is one, what it stands on is not opened: another result there would change it behind its lock.
    """
    for each in definition.reviews:
        if each.id == station or not is_locked(decisions, each.id):
            continue
        chain = all_behind(definition, each)
        if any(station == one.id or station in rounds_read(definition, one) for one in chain):
            return each
    return None


def bars_people(review: Review) -> bool:
    """Say whether a review keeps out people whom the rules bar."""
    return any(gate.test is Test.NOT_BARRED for gate in review.gates)


def frozen_by(
    definition: Definition, decisions: tuple[Decision, ...], part_id: str, period: str | None = None
) -> Review | None:
    """Give a locked review whose result stands on figures; while there is one, no others come in for them.

    The roster is frozen by nobody: a locked result keeps the one that it was locked with, for other figures may need
    another name of a unit. ``period``: of a part with several; None for any of them.
    """
    roster = roster_of(definition)
    if roster is not None and roster.id == part_id:
        return None
    for each in definition.reviews:
        if is_locked(decisions, each.id):
            read = {sheet for one in all_behind(definition, each) for sheet in sheets_read(definition, one)}
            if any(part == part_id and period in (None, of) for part, of in read):
                return each
    return None
