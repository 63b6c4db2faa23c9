"""Secretary: a list of people from a sheet or from the clipboard: what it would change, then the change.

A sheet is the whole panel from then on; a pasted list joins those who are there. Whoever is known keeps his id, and
conflicts declared before stay until they are taken back one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.register.entries import Unit
from judge_desk.contest.register.panel import JUDGING, DeclaredConflict, Person, Role
from judge_desk.contest.register.roster import Change, changes, joined, joined_conflicts, known_again
from judge_desk.contest.values.problems import Findings, Problem, Severity, stops
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.panel_gate import gate
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.plain_text import tidy_name
from judge_desk.exchange.spreadsheets.panel_sheet import PanelReading, read_panel, with_head
from judge_desk.exchange.spreadsheets.sheets import Sheet, pasted_sheet, read_sheet
from judge_desk.stores.panel_tables import (
    put_panel,
    put_units,
    read_conflicts,
    read_everyone,
    read_people,
    read_units,
)
from judge_desk.stores.rows import Facts


@dataclass(frozen=True, slots=True)
class PanelPlan:
    """What a list would do; with a stop among the findings it cannot be taken in.

    Attributes:
        source: the sheet's name, or the word for a pasted list.
        people: the panel afterwards; conflicts: declared, afterwards; units: every unit, also new ones.
        changes: person by person, those who leave last.
        findings: of the list, and of what it means for seats that were drawn.
    """

    source: str
    people: tuple[Person, ...]
    conflicts: tuple[DeclaredConflict, ...]
    units: tuple[Unit, ...]
    changes: tuple[Change, ...]
    findings: Findings

    @property
    def judges(self) -> int:
        """How many judge."""
        return sum(1 for person in self.people if person.role in JUDGING)


@dataclass(frozen=True, slots=True)
class Pasted:
    """A list that was copied out of a sheet: the text, and what to call it in findings."""

    text: str
    name: str


def plan_list(folder: Path, source: Path | Pasted, around: Surroundings) -> PanelPlan:
    """Say what a list would do; nothing is written.

    Raises:
        Refusal: the folder or the list cannot be read.
    """
    with open_folder(folder, read_only=True) as contest:
        return _plan(contest, source)


def take_list(folder: Path, source: Path | Pasted, around: Surroundings) -> PanelPlan:
    """Take in a list; with a stop among the findings nothing was taken.

    Raises:
        Refusal: the folder or the list cannot be read.
    """
    with open_folder(folder) as contest:
        plan = _plan(contest, source)
        if stops(plan.findings):
            return plan
        facts: Facts = {"sheet": plan.source, "people": len(plan.people)}
        with contest.store.act(around.operator, "panel", facts, around.now()) as act:
            put_units(act, plan.units)
            put_panel(act, plan.people, plan.conflicts, plan.source)
        return plan


def _sheet(source: Path | Pasted) -> Sheet:
    return read_sheet(source) if isinstance(source, Path) else with_head(pasted_sheet(source.text, source.name))


def _plan(contest: ContestFolder, source: Path | Pasted) -> PanelPlan:
    name = tidy_name(source.name)
    reading = read_panel(_sheet(source), contest.definition, known=read_units(contest.store))
    present, declared = read_people(contest.store), read_conflicts(contest.store)
    if stops(reading.findings):
        return PanelPlan(
            name, present, declared, (), (), _findings(reading, () if isinstance(source, Path) else present)
        )
    used = [person.id for person in read_everyone(contest.store)]
    fresh, conflicts = known_again(reading.people, reading.conflicts, present, used)
    people = fresh if isinstance(source, Path) else joined(present, fresh)
    kept = joined_conflicts(declared, conflicts, people)
    found = changes(present, people)
    findings = (*_findings(reading, people), *_moved(found, reading.units), *gate(contest, people, kept))
    return PanelPlan(name, people, kept, reading.units, found, findings)


def _moved(found: tuple[Change, ...], units: tuple[Unit, ...]) -> Findings:
    """Ask about everybody who was known by the name alone: another unit may mean another person."""
    titles = {unit.id: unit.title for unit in units}
    return tuple(
        Problem(
            "panel.other_unit",
            Severity.ASK,
            "",
            {
                "name": each.after.name,
                "before": titles.get(each.before.unit, "–") if each.before.unit else "–",
                "after": titles.get(each.after.unit, "–") if each.after.unit else "–",
            },
        )
        for each in found
        if each.before is not None and each.after is not None and each.before.unit != each.after.unit
    )


def _findings(reading: PanelReading, people: tuple[Person, ...]) -> Findings:
    """Leave out that the list has no chair where the panel has one; say so where two have the chair."""
    chairs = [person.name for person in people if person.role is Role.CHAIR]
    found = tuple(each for each in reading.findings if not (each.code == "panel.no_chair" and chairs))
    if len(chairs) > 1:
        found += (Problem("panel.two_chairs", Severity.ASK, "", {"names": ", ".join(chairs)}),)
    return found
