"""The calendar of a plan (lịch thực hiện, thường là phụ lục của kế hoạch): what is to be done, who leads, by when.

Days are ISO texts, both ends counted. An item that comes again (``every``) has one occurrence for each month, quarter
or year that its days touch. A plan that names no days says so by leaving them out; nothing is made up for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from judge_desk.contest.values.identity import RoundId

MOST_TIMES: Final = 240
"""Occurrences of one item: twenty years of months."""
MARK: Final = "@"
"""Stands between an item's id and the name of an occurrence; no id holds it."""


class Every(StrEnum):
    """How often an item comes again within its days."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS: Final = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}


class Follows(StrEnum):
    """A station of the contest itself, from which an item takes its state: receipt, a round, the announcement."""

    RECEIPT = "receipt"
    ROUND = "round"
    ANNOUNCEMENT = "announcement"


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """One thing to be done.

    Attributes:
        id, title: short name; nội dung, as the plan writes it.
        leads, helps: cơ quan chủ trì, cơ quan phối hợp.
        opens, closes: first and last day (ISO), empty where the plan names none.
        when: thời gian thực hiện in the plan's own words, for paper; empty to print the days.
        every: None for an item that is done once.
        least, unit: how many at least, and of what; 0 where the plan names no number.
        follows: None where its state comes from what people record; ``round``: which round or
            review, empty for the last round, or the last review where there is no round.
        source: where the plan says so.
    """

    id: str
    title: str
    leads: tuple[str, ...]
    helps: tuple[str, ...] = ()
    opens: str = ""
    closes: str = ""
    when: str = ""
    every: Every | None = None
    least: int = 0
    unit: str = ""
    follows: Follows | None = None
    round: RoundId | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that an item is to be done: its name (the item's id where it comes once), first and last day."""

    id: str
    item: CalendarItem
    opens: str
    closes: str


def occurrences(item: CalendarItem) -> tuple[Occurrence, ...]:
    """Give every time that an item is to be done, in order; at least one, at most :data:`MOST_TIMES`."""
    if item.every is None or not item.opens or not item.closes:
        return (Occurrence(item.id, item, item.opens, item.closes),)
    found: list[Occurrence] = []
    for first, last in _spans(date.fromisoformat(item.opens), date.fromisoformat(item.closes), _MONTHS[item.every]):
        if len(found) == MOST_TIMES:
            break
        name = f"{item.id}{MARK}{_name(first, item.every)}"
        found.append(Occurrence(name, item, first.isoformat(), last.isoformat()))
    return tuple(found)


def _spans(first: date, last: date, months: int) -> Iterator[tuple[date, date]]:
    """Give the days of every month, quarter or year from one day to another; the outer ones are cut."""
    begin = first
    while begin <= last:
        number = begin.year * 12 + (begin.month - 1) // months * months + months
        end = date(9999, 12, 31)
        if number < 10_000 * 12:
            end = date(number // 12, number % 12 + 1, 1) - timedelta(days=1)
        yield begin, min(end, last)
        if end >= last:
            return
        begin = end + timedelta(days=1)


def _name(day: date, every: Every) -> str:
    if every is Every.YEAR:
        return f"{day.year:04}"
    number = day.month if every is Every.MONTH else (day.month + 2) // 3
    return f"{day.year:04}-{number:02}" if every is Every.MONTH else f"{day.year:04}-q{number}"
