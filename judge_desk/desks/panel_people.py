"""Secretary: one person of the panel at a time, and one declared conflict at a time.

Every change writes the whole panel anew; the one before stays in the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from judge_desk.contest.register.entries import Unit
from judge_desk.contest.register.panel import DeclaredConflict, Person, Role
from judge_desk.contest.register.roster import known_again
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.identity import EntryId, JudgeId, RoundId, UnitId
from judge_desk.contest.values.problems import BadInput, Findings, NotNow, Problem, Severity, stops
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.panel_gate import gate
from judge_desk.desks.papers.positions import position_of
from judge_desk.desks.register import entries_of
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.folding import nearest
from judge_desk.exchange.plain_text import tidy_line, tidy_text
from judge_desk.exchange.spreadsheets.cell_reading import items_of
from judge_desk.exchange.spreadsheets.panel_sheet import find_role, find_rounds
from judge_desk.exchange.spreadsheets.register_sheet import find_field
from judge_desk.exchange.spreadsheets.unit_names import UnitBook, open_book
from judge_desk.stores.panel_tables import (
    put_panel,
    put_units,
    read_conflicts,
    read_everyone,
    read_people,
    read_units,
)
from judge_desk.stores.rows import Facts
from judge_desk.wording.catalogue import open_catalogue

Declared = tuple[DeclaredConflict, ...]
LIKE: Final = 80
"""Hundredths of likeness from which two names of units may be one."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A person as typed; roles, rounds and fields by id or as a sheet would name them, empty rounds or fields: all."""

    name: str
    role: str
    position: str = ""
    unit: str = ""
    rounds: str = ""
    fields: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """What was kept: the person as he stands now (or stood, who left), and what it means for drawn seats."""

    person: Person
    findings: Findings


@dataclass(frozen=True, slots=True)
class Roll:
    """Everybody of the panel, in order, with every unit and every declared conflict in force."""

    people: tuple[Person, ...]
    units: tuple[Unit, ...]
    conflicts: Declared


def roll(folder: Path, around: Surroundings) -> Roll:
    """Read the panel in force."""
    with open_folder(folder, read_only=True) as contest:
        return read_roll(contest)


def read_roll(contest: ContestFolder) -> Roll:
    """Read the panel in force out of an open folder."""
    return Roll(read_people(contest.store), read_units(contest.store), read_conflicts(contest.store))


def add_person(folder: Path, typed: Typed, around: Surroundings) -> Edited:
    """Add somebody to the panel.

    Raises:
        BadInput: no name, an unknown role, round or field, or the person is there already.
    """
    with open_folder(folder) as contest:
        book = open_book(read_units(contest.store))
        present = read_people(contest.store)
        about = _about_unit(book, typed.unit)
        new = _person(typed, JudgeId("gk1"), contest.definition, book)
        new = replace(new, id=JudgeId({Role.SECRETARY: "tk1", Role.ORGANISER: "btc1"}.get(new.role, "gk1")))
        if any((fold(each.name), each.unit) == (fold(new.name), new.unit) for each in present):
            raise BadInput("panel.known", where=new.name, name=new.name)
        used = [person.id for person in read_everyone(contest.store)]
        (kept,), _ = known_again((new,), (), (), used)
        edited = _keep(contest, (*present, kept), read_conflicts(contest.store), book, (None, kept), around)
        return replace(edited, findings=(*edited.findings, *about))


def change_person(folder: Path, judge: str, typed: Typed, around: Surroundings) -> Edited:
    """Change what is said of somebody; the id stays.

    Raises:
        BadInput: nobody of this id, or as :func:`add_person`.
    """
    with open_folder(folder) as contest:
        book = open_book(read_units(contest.store))
        present = read_people(contest.store)
        before = _find(present, judge)
        about = _about_unit(book, typed.unit)
        after = _person(typed, before.id, contest.definition, book)
        people = tuple(after if each.id == before.id else each for each in present)
        edited = _keep(contest, people, read_conflicts(contest.store), book, (before, after), around)
        return replace(edited, findings=(*edited.findings, *about))


def typed_of(person: Person, units: Iterable[Unit]) -> Typed:
    """Write a person as he would be typed."""
    titles = {unit.id: unit.title for unit in units}
    unit = titles.get(person.unit, "") if person.unit is not None else ""
    rounds, fields = "; ".join(person.rounds), "; ".join(person.fields)
    return Typed(person.name, person.role.value, person.position, unit, rounds, fields)


def drop_person(folder: Path, judge: str, reason: str, around: Surroundings) -> Edited:
    """Let somebody leave the panel; the person stays in the file.

    Raises:
        BadInput: nobody of this id, or no reason.
    """
    with open_folder(folder) as contest:
        present = read_people(contest.store)
        gone = _find(present, judge)
        why = _reason(reason)
        people = tuple(each for each in present if each.id != gone.id)
        declared = tuple(each for each in read_conflicts(contest.store) if each.judge != gone.id)
        book = open_book(read_units(contest.store))
        return _keep(contest, people, declared, book, (gone, None), around, {"reason": why})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a judge avoids: a unit by its name, or an entry by its number; one of the two."""

    unit: str = ""
    entry: str = ""


def declare(folder: Path, judge: str, subject: Subject, reason: str, around: Surroundings) -> Edited:
    """Record a conflict of interest that somebody declares beforehand.

    Raises:
        BadInput: nobody of this id, no reason, no such entry, or it is declared already.
    """
    with open_folder(folder) as contest:
        person, book = _find(read_people(contest.store), judge), open_book(read_units(contest.store))
        about = _about_unit(book, subject.unit)
        unit, entry = _subject(contest, subject, book)
        declared = read_conflicts(contest.store)
        if any((each.judge, each.unit, each.entry) == (person.id, unit, entry) for each in declared):
            raise BadInput("panel.declared", where=person.name, name=person.name, subject=subject.unit or subject.entry)
        new = DeclaredConflict(person.id, _reason(reason), unit, entry)
        facts = {"subject": subject.unit or subject.entry, "reason": new.reason}
        edited = _conflicts(contest, person, (*declared, new), book, facts, around)
        return replace(edited, findings=(*edited.findings, *about))


def take_back(folder: Path, judge: str, subject: Subject, reason: str, around: Surroundings) -> Edited:
    """Take back a declared conflict; the declaration stays in the file.

    Raises:
        BadInput: nobody of this id, no reason, or nothing of the kind was declared.
    """
    with open_folder(folder) as contest:
        person, book = _find(read_people(contest.store), judge), open_book(read_units(contest.store))
        unit, entry = _subject(contest, subject, book)
        declared = read_conflicts(contest.store)
        left = tuple(each for each in declared if (each.judge, each.unit, each.entry) != (person.id, unit, entry))
        if len(left) == len(declared):
            raise BadInput("panel.not_declared", where=person.name, name=person.name)
        facts = {"taken_back": subject.unit or subject.entry, "reason": _reason(reason)}
        return _conflicts(contest, person, left, book, facts, around)


def _about_unit(book: UnitBook, typed: str) -> Findings:
    """Say that a unit is new to the contest: written wrongly, it would keep nobody from anything."""
    title = tidy_line(typed)
    if not title or book.find(title) is not None:
        return ()
    near = nearest(title, tuple(unit.title for unit in book.units.values()), LIKE)
    if near:
        return (Problem("panel.new_unit_near", Severity.ASK, "", {"unit": title, "near": near}),)
    return (Problem("panel.new_unit", Severity.NOTE, "", {"unit": title}),)


def _conflicts(
    contest: ContestFolder, person: Person, declared: Declared, book: UnitBook, facts: Facts, around: Surroundings
) -> Edited:
    people = read_people(contest.store)
    findings = gate(contest, people, declared)
    with contest.store.act(around.operator, "conflict", {"name": person.name, **facts}, around.now()) as act:
        put_units(act, book.units.values())
        put_panel(act, people, declared, "")
    return Edited(person, findings)


def _keep(
    contest: ContestFolder,
    people: tuple[Person, ...],
    declared: Declared,
    book: UnitBook,
    change: tuple[Person | None, Person | None],
    around: Surroundings,
    more: Facts | None = None,
) -> Edited:
    before, after = change
    person = after or before
    findings = gate(contest, people, declared)
    seated = next((each for each in findings if each.code == "panel.seated"), None)
    if person is None or stops(findings):
        raise NotNow("panel.seated_one", where=str(seated.where if seated else ""), **(seated.facts if seated else {}))
    titles = {unit.id: unit.title for unit in book.units.values()}
    facts: Facts = {"name": person.name, "was": _line(before, titles), "became": _line(after, titles), **(more or {})}
    with contest.store.act(around.operator, "person", facts, around.now()) as act:
        put_units(act, book.units.values())
        put_panel(act, people, declared, "")
    chairs = [each.name for each in people if each.role is Role.CHAIR]
    if len(chairs) > 1:
        findings += (Problem("panel.two_chairs", Severity.ASK, "", {"names": ", ".join(chairs)}),)
    return Edited(person, findings)


def _line(person: Person | None, titles: dict[UnitId, str]) -> str:
    """Say a person in one line for the log; empty for nobody."""
    if person is None:
        return ""
    role = open_catalogue("vi").say(f"role.{person.role}")
    return ", ".join(filter(None, (person.name, role, position_of(person, titles))))


def _find(people: tuple[Person, ...], judge: str) -> Person:
    found = next((each for each in people if each.id == judge), None)
    if found is None:
        raise BadInput("panel.nobody_called", where=judge)
    return found


def _reason(text: str) -> str:
    reason = tidy_text(text)
    if not reason:
        raise BadInput("panel.reason")
    return reason


def _person(typed: Typed, judge: JudgeId, definition: Definition, book: UnitBook) -> Person:
    name, unit = tidy_line(typed.name), tidy_line(typed.unit)
    if not name:
        raise BadInput("panel.typed_name")
    role = next((each for each in Role if each.value == typed.role), None) or find_role(typed.role)
    if role is None:
        raise BadInput("panel.typed_role", where=name, name=name)
    where = book.add(unit) if unit else None
    return Person(
        judge, name, tidy_line(typed.position), where, role, _rounds(typed, definition), _fields(typed, definition)
    )


def _rounds(typed: Typed, definition: Definition) -> tuple[RoundId, ...]:
    found = find_rounds(tidy_line(typed.rounds), definition)
    if found is None:
        allowed = "; ".join(each.title for each in definition.rounds)
        raise BadInput("panel.typed_round", where=typed.rounds, shown=typed.rounds, allowed=allowed)
    return found


def _fields(typed: Typed, definition: Definition) -> tuple[str, ...]:
    ids = {each.id for each in definition.fields}
    found = []
    for item in items_of(typed.fields):
        known = item if item in ids else find_field(item, definition)
        if known is None:
            allowed = "; ".join(each.title for each in definition.fields)
            raise BadInput("panel.typed_field", where=item, shown=item, allowed=allowed)
        found.append(known)
    return tuple(dict.fromkeys(found))


def _subject(contest: ContestFolder, subject: Subject, book: UnitBook) -> tuple[UnitId | None, EntryId | None]:
    unit, entry = tidy_line(subject.unit), tidy_line(subject.entry)
    if bool(unit) == bool(entry):
        raise BadInput("panel.subject")
    if unit:
        return book.add(unit), None
    if entry not in {each.id for each in entries_of(contest)}:
        raise BadInput("decide.no_entry", where=entry)
    return None, EntryId(entry)
