"""Which data a review stands on: decisions and points of the rules that bear on it, and the texts of its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from judge_desk.contest.counting.brought import sheets_in_force
from judge_desk.contest.reviewing.outcome import Evidence
from judge_desk.contest.reviewing.reach import bars_people, sheets_read
from judge_desk.contest.reviewing.sheets import FigureSheet, figure_text
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.rulebook.reviews import Review
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import RoundId
from judge_desk.desks.standing import NAMING, Standing, bears_on
from judge_desk.exchange.sealed import brought_file


@lru_cache(maxsize=8)
def content_of(sheet: FigureSheet) -> str:
    """Give the text of a sheet without the turn and the time in which it came, which decide nothing.

    The last few are remembered, for every paper of a review bears the code of its data.
    """
    return figure_text(replace(sheet, number=0, stated_time=""))


def told_beside(evidence: Evidence) -> Iterator[str]:
    """Give what no sheet and no package says: units, authors of entries of blind rounds, people whom the rules bar."""
    for each in evidence.rounds:
        yield from (f"unit {each.round} {code} {' '.join(units)}" for code, units in sorted(each.units.items()))
        yield from (f"author {each.round} {code} {'|'.join(names)}" for code, names in sorted(each.authors.items()))
    yield from (f"barred {name}|{unit}" for name, unit in sorted(evidence.barred))


def brought_to(rounds: Iterable[Standing]) -> Iterator[str]:
    """Give the texts of what the organisers brought to rounds."""
    for each in rounds:
        yield from (brought_file.canonical_text(sheet) for sheet in sheets_in_force(each.brought, each.id))


def with_earlier(rounds: Iterable[Standing]) -> tuple[Standing, ...]:
    """Give rounds and those before them that they stand on, each once."""
    found: dict[RoundId, Standing] = {}
    for each in rounds:
        now: Standing | None = each
        while now is not None:
            found[now.round.id] = now
            now = now.earlier
    return tuple(found.values())


def point_concerns(key: str, definition: Definition, review: Review) -> bool:
    """Say whether a point of the rules bears on a review: its own rules, its prizes, the figures that it reads."""
    station, _, rest = key.partition(".")
    name = rest.partition(".")[0]
    if station == "reviews":
        return name in ("", review.id)
    if station == "prize_tables":
        table = next((each for each in definition.prize_tables if each.id == name), None)
        return table.review == review.id if table is not None else not name
    if station == "measured":
        return name in ("", *(part for part, _ in sheets_read(definition, review)))
    return station == "barred" and bars_people(review)


def bears_on_reviews(
    decision: Decision, definition: Definition, reviews: tuple[Review, ...], rounds: tuple[RoundId, ...]
) -> bool:
    """Say whether a decision belongs to the data of reviews and of the rounds that they read."""
    if rounds and bears_on(decision, definition, rounds):
        return True
    if decision.kind in NAMING:
        return False
    if decision.kind is DecisionKind.RULES:
        return any(point_concerns(key, definition, each) for key in decision.value.split() for each in reviews)
    if decision.kind is DecisionKind.RULE_POINT:
        return any(point_concerns(decision.about[0], definition, each) for each in reviews)
    return decision.round in {each.id for each in reviews}
