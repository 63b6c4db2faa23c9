"""Units, the panel and its declared conflicts. A newly imported panel replaces the one in force; the old one stays."""

from __future__ import annotations

from collections.abc import Iterable

from judge_desk.contest.register.entries import Unit
from judge_desk.contest.register.panel import DeclaredConflict, Person, Role
from judge_desk.contest.values.identity import EntryId, JudgeId, RoundId, UnitId
from judge_desk.stores.contest_file import Act
from judge_desk.stores.rows import Readable, pack, unpack_texts


def put_units(act: Act, units: Iterable[Unit]) -> int:
    """Keep units that are new or have changed; gives how many."""
    present = {unit.id: unit for unit in read_units(act)}
    fresh = {unit.id: unit for unit in units if present.get(unit.id) != unit}
    act.insert("unit", ("id", "title", "block"), [(unit.id, unit.title, unit.block) for unit in fresh.values()])
    return len(fresh)


def read_units(held: Readable) -> tuple[Unit, ...]:
    """Give every unit as last written, in the order of first writing."""
    found = held.rows("SELECT id, title, block FROM unit ORDER BY act, rowid")
    units: dict[str, Unit] = {}
    for unit_id, title, block in found:
        units[unit_id] = Unit(UnitId(unit_id), title, block)
    return tuple(units.values())


def put_panel(act: Act, people: Iterable[Person], conflicts: Iterable[DeclaredConflict], source: str) -> None:
    """Keep the panel as it is from now on, in sheet order; ``source`` names the sheet."""
    act.insert("panel", ("source",), [(source,)])
    columns = ("position", "id", "name", "office", "unit", "role", "rounds", "fields")
    act.insert("person", columns, (_person_row(number, person) for number, person in enumerate(people, start=1)))
    rows = [(each.judge, each.reason, each.unit, each.entry) for each in conflicts]
    act.insert("conflict", ("judge", "reason", "unit", "entry"), rows)


def _person_row(number: int, person: Person) -> tuple[str | int | None, ...]:
    head = (number, person.id, person.name, person.position, person.unit, person.role.value)
    return (*head, pack(person.rounds), pack(person.fields))


def read_people(held: Readable) -> tuple[Person, ...]:
    """Give the panel in force, in sheet order; empty before the first import."""
    found = held.rows(
        "SELECT id, name, office, unit, role, rounds, fields FROM person"
        " WHERE act = (SELECT max(act) FROM panel) ORDER BY position"
    )
    return tuple(_person(*row) for row in found)


def read_everyone(held: Readable) -> tuple[Person, ...]:
    """Give everybody who was ever on the panel, each as last written, in the order of first writing."""
    found = held.rows("SELECT id, name, office, unit, role, rounds, fields FROM person ORDER BY act, position")
    people: dict[str, Person] = {}
    for row in found:
        people[row[0]] = _person(*row)
    return tuple(people.values())


def _person(person_id: str, name: str, office: str, unit: str | None, role: str, rounds: str, fields: str) -> Person:
    where = UnitId(unit) if unit is not None else None
    seats = tuple(RoundId(each) for each in unpack_texts(rounds))
    return Person(JudgeId(person_id), name, office, where, Role(role), seats, unpack_texts(fields))


def read_conflicts(held: Readable) -> tuple[DeclaredConflict, ...]:
    """Give the declared conflicts in force, in sheet order."""
    found = held.rows(
        "SELECT judge, reason, unit, entry FROM conflict WHERE act = (SELECT max(act) FROM panel) ORDER BY rowid"
    )
    return tuple(
        DeclaredConflict(
            JudgeId(judge),
            reason,
            UnitId(unit) if unit is not None else None,
            EntryId(entry) if entry is not None else None,
        )
        for judge, reason, unit, entry in found
    )
