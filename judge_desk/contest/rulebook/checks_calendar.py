"""Rules on the calendar of a plan: days in order, what comes again has an end, links that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from judge_desk.contest.rulebook.calendar import MOST_TIMES, CalendarItem, Follows, occurrences
from judge_desk.contest.rulebook.checks_contest import fault, names
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.values.problems import Problem


def calendar_ids_are_unique(definition: Definition) -> Iterator[Problem]:
    """No item of the calendar stands twice."""
    ids = [each.id for each in definition.calendar]
    for name in dict.fromkeys(ids):
        if ids.count(name) > 1:
            yield fault("definition.id_twice", f"calendar.{name}", id=name)


def items_have_a_lead(definition: Definition) -> Iterator[Problem]:
    """Somebody leads every item: otherwise nobody can be reminded."""
    for item in definition.calendar:
        if not item.leads:
            yield fault("definition.calendar_no_lead", f"calendar.{item.id}.leads", item=item.title)


def days_are_in_order(definition: Definition) -> Iterator[Problem]:
    """The last day of an item is not before the first."""
    for item in definition.calendar:
        if item.opens and item.closes and item.closes < item.opens:
            yield fault("definition.calendar_order", f"calendar.{item.id}.closes", opens=item.opens, closes=item.closes)


def what_comes_again_has_an_end(definition: Definition) -> Iterator[Problem]:
    """An item that comes again says from when to when, and does not come without end."""
    for item in definition.calendar:
        if item.every is None:
            continue
        place = f"calendar.{item.id}.every"
        if not item.opens or not item.closes:
            yield fault("definition.calendar_endless", place)
        elif item.opens <= item.closes and _too_often(item):
            yield fault("definition.calendar_too_often", place, most=MOST_TIMES)


def _too_often(item: CalendarItem) -> bool:
    times = occurrences(item)
    return len(times) == MOST_TIMES and times[-1].closes < item.closes


def numbers_have_a_unit(definition: Definition) -> Iterator[Problem]:
    """A number says of what, and something counted has a number."""
    for item in definition.calendar:
        if bool(item.least) != bool(item.unit):
            yield fault("definition.calendar_unit", f"calendar.{item.id}.{'unit' if item.least else 'least'}")


def links_lead_to_the_contest(definition: Definition) -> Iterator[Problem]:
    """An item that follows the contest names a station that there is, and comes once and without a number."""
    rounds = [each.id for each in definition.rounds]
    known = [*rounds, *(each.id for each in definition.reviews)]
    for item in definition.calendar:
        place = f"calendar.{item.id}"
        if item.round is not None and item.round not in known:
            yield fault("definition.calendar_round_unknown", f"{place}.round", round=item.round, known=names(known))
        elif item.round is not None and item.follows in (None, Follows.RECEIPT):
            yield fault("definition.calendar_round_unused", f"{place}.round")
        if item.follows is not None and not (rounds if item.follows is Follows.RECEIPT else known):
            yield fault("definition.calendar_nothing_to_follow", f"{place}.follows")
        elif item.follows is not None and (item.every is not None or item.least):
            yield fault("definition.calendar_follows_once", f"{place}.follows")


RULES: Final = (
    calendar_ids_are_unique,
    items_have_a_lead,
    days_are_in_order,
    what_comes_again_has_an_end,
    numbers_have_a_unit,
    links_lead_to_the_contest,
)
"""The rules of this module, in order."""
