"""Secretary: the panel sheet in; seats, conflicts and load of a round."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.register.panel import JUDGING, Person, judges_of
from judge_desk.contest.values.identity import JudgeId, RoundId, Seat
from judge_desk.contest.values.problems import Findings, Problem, Severity, stops
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.plain_text import tidy_name
from judge_desk.exchange.spreadsheets.panel_sheet import read_panel
from judge_desk.exchange.spreadsheets.sheets import read_sheet
from judge_desk.stores.panel_tables import put_panel, put_units, read_people, read_units
from judge_desk.stores.round_tables import read_assignment, read_exclusions, read_seats
from judge_desk.stores.rows import Facts


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
    with open_folder(folder) as contest:
        reading = read_panel(read_sheet(sheet), contest.definition, known=read_units(contest.store))
        if stops(reading.findings):
            return PanelTaken(0, 0, 0, reading.findings)
        changed = _seated_changed(contest, reading.people)
        if changed:
            return PanelTaken(0, 0, 0, (*reading.findings, *changed))
        judges = sum(1 for person in reading.people if person.role in JUDGING)
        facts: Facts = {"sheet": tidy_name(sheet.name), "people": len(reading.people)}
        with contest.store.act(around.operator, "panel", facts, around.now()) as act:
            put_units(act, reading.units)
            put_panel(act, reading.people, reading.conflicts, tidy_name(sheet.name))
        return PanelTaken(len(reading.people), judges, len(reading.conflicts), reading.findings)


def _seated_changed(contest: ContestFolder, people: tuple[Person, ...]) -> Findings:
    """Name everybody who sits on a drawn seat and would be somebody else, or nobody, by the new sheet."""
    names = {person.id: person.name for person in people}
    return tuple(
        Problem("panel.seated", Severity.STOP, each.title, {"seat": holder.seat, "name": holder.name})
        for each in contest.definition.rounds
        for holder in read_seats(contest.store, each.id)
        if names.get(holder.judge) != holder.name
    )


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
        round_ = contest.round(round_id)
        people = {person.id: person for person in read_people(contest.store)}
        units = {unit.id: unit.title for unit in read_units(contest.store)}
        holders = {h.seat: h.judge for h in read_seats(contest.store, round_.id) if h.until is None}
        if not holders:
            judges = judges_of(tuple(people.values()), RoundId(round_id))
            holders = {Seat(number): person.id for number, person in enumerate(judges, 1)}
        pairs = read_assignment(contest.store, round_.id).values()
        excluded = [each.seat for each in read_exclusions(contest.store, round_.id)]
        lines = []
        for seat, judge in sorted(holders.items()):
            person = people[judge]
            unit = units.get(person.unit, "") if person.unit else ""
            load = sum(1 for seats in pairs if seat in seats)
            lines.append(SeatLine(seat, judge, person.name, unit, person.role.value, load, excluded.count(seat)))
        return tuple(lines)
