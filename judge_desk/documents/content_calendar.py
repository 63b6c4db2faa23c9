"""What the papers of a plan's calendar are made from. Days are ISO texts; states are those of the calendar by name."""

from __future__ import annotations

from dataclasses import dataclass

from judge_desk.documents.content_head import PaperHead


@dataclass(frozen=True, slots=True)
class CalendarSaid:
    """One thing recorded: ``done``, ``moved``, ``dropped`` or ``reopened``; day, how many, evidence or reason, file."""

    kind: str
    day: str
    count: int
    text: str
    file: str


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One thing to be done.

    Attributes:
        title, leads, helps: as the plan writes them; when: its own words on the time, empty for none.
        opens, closes: first and last day of the plan, empty where it names none.
        comes_again: whether it is one time of several, so that its own days must stand beside the plan's words.
        least, unit, count: how many at least (0: no number), of what, and how many are done.
        state: name of the state; day: when it was finished, empty where nothing says so.
        said: what was recorded, oldest first.
    """

    title: str
    leads: tuple[str, ...]
    helps: tuple[str, ...]
    when: str
    opens: str
    closes: str
    comes_again: bool
    least: int
    unit: str
    count: int
    state: str
    day: str
    said: tuple[CalendarSaid, ...]


@dataclass(frozen=True, slots=True)
class CalendarContent:
    """The calendar: what plan it belongs to, its rows in the plan's order, the day on which was looked."""

    head: PaperHead
    plan: str
    rows: tuple[CalendarRow, ...]
    today: str
    signer: str


@dataclass(frozen=True, slots=True)
class CalendarReminder:
    """What one office is reminded of: its name, its rows by last day, how many days ahead were looked at."""

    head: PaperHead
    plan: str
    office: str
    rows: tuple[CalendarRow, ...]
    today: str
    ahead: int
    signer: str
