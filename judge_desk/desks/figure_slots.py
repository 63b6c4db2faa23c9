"""Which measured parts take sheets of figures, the sheets that a contest holds of them, and its roster."""

from __future__ import annotations

from collections.abc import Iterable

from judge_desk.contest.reviewing.roster import Roster, read_roster, roster_in_force
from judge_desk.contest.reviewing.sheets import FigureSheet, figures_in_force
from judge_desk.contest.rulebook.definition import Definition, find_measured, roster_of
from judge_desk.contest.rulebook.measured import MeasuredPart, Per, Period
from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.stores.figure_tables import read_sheets

Place = tuple[MeasuredPart, Period | None]
"""A part and its period, None for a part without periods."""


def sheets_of(contest: ContestFolder) -> tuple[FigureSheet, ...]:
    """Give every sheet that was ever taken in, by number; read anew only after something was written."""
    return contest.kept("figure sheets", lambda: read_sheets(contest.store))


def parts_of(definition: Definition) -> tuple[MeasuredPart, ...]:
    """Give the parts whose figures come in sheets, the roster first."""
    taken = (each for each in definition.measured if each.per is not Per.ENTRY)
    return tuple(sorted(taken, key=lambda each: not each.roster))


def places_of(definition: Definition) -> tuple[Place, ...]:
    """Give every part with each of its periods, the roster first."""
    return tuple((part, period) for part in parts_of(definition) for period in (part.periods or (None,)))


def find_place(definition: Definition, part_id: str, period_id: str) -> Place:
    """Give a part and its period.

    Raises:
        BadInput: no such part, or no such period of it. NotNow: the rules have no part that comes from sheets.
    """
    parts = parts_of(definition)
    if not parts:
        raise NotNow("figures.nothing")
    part = next((each for each in parts if each.id == part_id.strip()), None)
    if part is None:
        known = "; ".join(f"{each.id} ({each.title})" for each in parts)
        of_entries = find_measured(definition, part_id.strip()) is not None
        raise BadInput("figures.of_entries" if of_entries else "figures.no_part", shown=part_id[:60], known=known)
    if not part.periods and not period_id.strip():
        return part, None
    period = next((each for each in part.periods if each.id == period_id.strip()), None)
    if period is None:
        known = "; ".join(f"{each.id} ({each.title})" for each in part.periods) or "–"
        raise BadInput("figures.no_period", shown=period_id[:60] or "–", part=part.title, known=known)
    return part, period


def sheets_at(sheets: Iterable[FigureSheet], part: MeasuredPart, period: Period | None) -> tuple[FigureSheet, ...]:
    """Give the sheets of one part and period, oldest first."""
    wanted = (part.id, period.id if period is not None else "")
    return tuple(each for each in sheets if (each.part, each.period) == wanted)


def sheet_at(sheets: Iterable[FigureSheet], part: MeasuredPart, period: Period | None) -> FigureSheet | None:
    """Give the sheet in force of one part and period; None where there is none."""
    return next(iter(figures_in_force(sheets_at(sheets, part, period))), None)


def roster_now(contest: ContestFolder) -> Roster:
    """Give the roster in force, empty before there is one."""
    return roster_in_force(contest.definition, sheets_of(contest))


def rosters_before(contest: ContestFolder) -> tuple[Roster, ...]:
    """Give every roster that was ever in force, oldest first."""
    part = roster_of(contest.definition)
    if part is None:
        return ()
    return tuple(read_roster(part, each) for each in sheets_of(contest) if each.part == part.id)


def told_place(part: MeasuredPart, period: Period | None) -> str:
    """Name a part and its period as people say it."""
    return f"{part.title}, {period.title}" if period is not None else part.title
