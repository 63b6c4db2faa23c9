"""Secretary: the panel sheet in; seats, conflicts and load of a round."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.register.panel import judges_of
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.values.identity import JudgeId, Seat
from judge_desk.contest.values.problems import Findings, stops
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.panel_lists import take_list
from judge_desk.desks.surroundings import Surroundings
from judge_desk.stores.panel_tables import read_everyone, read_people, read_units
from judge_desk.stores.round_tables import read_assignment, read_exclusions, read_seats


@dataclass(frozen=True, slots=True)
class PanelTaken:
    """What a panel sheet brought; with a stop among the findings nothing was taken."""

    people: int
    judges: int
    conflicts: int
    findings: Findings


def take_in(folder: Path, sheet: Path, around: Surroundings) -> PanelTaken:
    """Take in the panel sheet: it replaces the panel in force, and the old one stays in the file.

    Raises:
        Refusal: the folder or the sheet cannot be read.
    """
    plan = take_list(folder, sheet, around)
    if stops(plan.findings):
        return PanelTaken(0, 0, 0, plan.findings)
    return PanelTaken(len(plan.people), plan.judges, len(plan.conflicts), plan.findings)


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One seat of a round: who, unit, role, entries to mark and excluded; planned before the draw."""

    seat: Seat
    judge: JudgeId
    name: str
    unit: str
    role: str
    load: int
    excluded: int


def seats_of(folder: Path, round_id: str, around: Surroundings) -> tuple[SeatLine, ...]:
    """Show the seats of a round; before the draw, the judges in the order they will sit."""
    with open_folder(folder, read_only=True) as contest:
        return read_lines(contest, contest.round(round_id))


def read_lines(contest: ContestFolder, round_: Round) -> tuple[SeatLine, ...]:
    """Read the seats of a round out of an open folder."""
    people = {person.id: person for person in read_everyone(contest.store)}
    units = {unit.id: unit.title for unit in read_units(contest.store)}
    holders = {h.seat: h.judge for h in read_seats(contest.store, round_.id) if h.until is None}
    if not holders:
        judges = judges_of(read_people(contest.store), round_.id)
        holders = {Seat(number): person.id for number, person in enumerate(judges, 1)}
    pairs = read_assignment(contest.store, round_.id).values()
    loads = Counter(seat for seats in pairs for seat in seats)
    excluded = Counter(each.seat for each in read_exclusions(contest.store, round_.id))
    lines = []
    for seat, judge in sorted(holders.items()):
        person = people[judge]
        unit = units.get(person.unit, "") if person.unit else ""
        lines.append(SeatLine(seat, judge, person.name, unit, person.role.value, loads[seat], excluded[seat]))
    return tuple(lines)
