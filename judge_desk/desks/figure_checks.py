"""What the rows of a sheet of figures say together: which units, who stands twice, what the roster says of its own.

A file's rows become the rows that would be kept; whatever people must know or mend becomes a finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from judge_desk.contest.reviewing.roster import CODES, Roster, Unit
from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.rulebook.measured import ColumnKind, MeasuredPart, Per
from judge_desk.contest.values.facts import listed
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import NotNow, Problem, Severity
from judge_desk.exchange.spreadsheets.figure_sheet import MOST_FAULTS, FigureReading, ReadRow
from judge_desk.exchange.spreadsheets.figure_units import UnitFinder

_MOST_LISTED: Final = 20
_MOST_NEAR: Final = 50
_FIRST_ROWS: Final = 20
_LONGEST_CODE: Final = 40
_SHOWN: Final = 80
"""How much of a name from a file a sentence repeats."""
_GIVEN: Final = "DV-"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that no unit of the roster bears: the first rows with it, how many there are, and the nearest units."""

    name: str
    rows: tuple[int, ...]
    count: int
    near: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """The rows as they would be kept.

    Attributes:
        columns: ids, in the order of the cells; rows: sorted.
        first: the first rows of the file, with units by name.
        unknown: names of units that the roster does not know, the first many of them.
        findings: of the rows together; units: how many there are.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first: tuple[tuple[str, ...], ...]
    unknown: tuple[Unknown, ...]
    findings: tuple[Problem, ...]
    units: int


def place_of(part: MeasuredPart, kind: ColumnKind) -> int | None:
    """Give the place of the first column of a kind among a part's columns, None when it has none."""
    return next((place for place, each in enumerate(part.columns) if each.kind is kind), None)


def prepare(part: MeasuredPart, reading: FigureReading, roster: Roster, has_roster: bool) -> Prepared:
    """Bring the rows of a part that is not the roster into the form in which they are kept.

    Args:
        part: of the rules.
        reading: what the file says.
        roster: in force.
        has_roster: the contest has a roster; without one, units are known by their names alone.
    """
    place = place_of(part, ColumnKind.UNIT)
    if place is None or not has_roster:
        rows, missed = [each.cells for each in reading.rows], tuple[Unknown, ...]()
    else:
        rows, missed = _with_codes(reading.rows, place, UnitFinder(roster))
    findings = [*_first(_unknown_findings(missed, reading.where), reading.where), *_row_findings(part, reading, rows)]
    names = {str(unit.code): unit.name for unit in roster.units}
    shown = [_named(row, place, names) for row in rows[:_FIRST_ROWS]]
    units = len({row[place] for row in rows}) if place is not None else 0
    columns = tuple(each.id for each in part.columns)
    return Prepared(columns, tuple(sorted(rows)), tuple(shown), missed[:MOST_FAULTS], tuple(findings), units)


def _named(row: tuple[str, ...], place: int | None, names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names.get(cell, cell) if at == place else cell for at, cell in enumerate(row))


def _with_codes(
    read: Iterable[ReadRow], place: int, finder: UnitFinder
) -> tuple[list[tuple[str, ...]], tuple[Unknown, ...]]:
    rows: list[tuple[str, ...]] = []
    missed: dict[str, list[int]] = {}
    for each in read:
        name = each.cells[place]
        unit = finder.find(name) if name else None
        if unit is None:
            if name:
                missed.setdefault(name, []).append(each.number)
            rows.append(each.cells)
        else:
            rows.append((*each.cells[:place], unit.code, *each.cells[place + 1 :]))
    unknown = tuple(
        Unknown(name, tuple(numbers[:_MOST_LISTED]), len(numbers), finder.near(name) if at < _MOST_NEAR else ())
        for at, (name, numbers) in enumerate(missed.items())
    )
    return rows, unknown


def _first(found: Iterable[Problem], where: str) -> Iterable[Problem]:
    """Give the first many faults, and the number of all others: of a sheet of another kind every row is one."""
    every = tuple(found)
    yield from every[:MOST_FAULTS]
    if len(every) > MOST_FAULTS:
        yield Problem("figures.more", Severity.STOP, where, {"count": len(every) - MOST_FAULTS})


def _unknown_findings(unknown: Sequence[Unknown], where: str) -> Iterable[Problem]:
    for each in unknown:
        numbers = ", ".join(map(str, each.rows[:5])) + (" …" if each.count > 5 else "")
        facts: dict[str, str | int] = {"unit": each.name[:_SHOWN], "count": each.count, "rows": numbers}
        if each.near:
            near = listed(unit.name[:_SHOWN] for unit in each.near)
            yield Problem("figures.unknown_unit_near", Severity.STOP, where, {**facts, "near": near})
        else:
            yield Problem("figures.unknown_unit", Severity.STOP, where, facts)


def _row_findings(part: MeasuredPart, reading: FigureReading, rows: Sequence[tuple[str, ...]]) -> Iterable[Problem]:
    if part.per is Per.UNIT:
        place = place_of(part, ColumnKind.UNIT)
        if place is not None:
            twice = _twice(reading, [row[place] for row in rows], "figures.unit_twice")
            yield from _first(twice, reading.where)
        return
    same = {row: count for row, count in Counter(rows).items() if count > 1}
    if same:
        numbers = [each.number for each, row in zip(reading.rows, rows, strict=True) if row in same]
        facts: dict[str, str | int] = {"count": sum(same.values()), "rows": ", ".join(map(str, numbers[:10]))}
        yield Problem("figures.rows_same", Severity.ASK, reading.where, facts)
    yield from _in_two_units(part, reading, rows)
    several = sum(1 for count in Counter(persons_of(part, rows)).values() if count > 1)
    if several:
        yield Problem("figures.person_rows", Severity.NOTE, reading.where, {"count": several})


def _in_two_units(part: MeasuredPart, reading: FigureReading, rows: Sequence[tuple[str, ...]]) -> Iterable[Problem]:
    """Ask about people with one name and one key in two units."""
    person, unit, key = (place_of(part, kind) for kind in (ColumnKind.PERSON, ColumnKind.UNIT, ColumnKind.KEY))
    if person is None or unit is None or key is None:
        return
    units: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        if row[key]:
            units.setdefault((fold(row[person]), row[key]), set()).add(row[unit])
    people = [each for each, where in units.items() if len(where) > 1]
    if people:
        first = [next(row[person] for row in rows if (fold(row[person]), row[key]) == each) for each in people[:5]]
        facts: dict[str, str | int] = {"count": len(people), "people": listed(first)}
        yield Problem("figures.person_in_units", Severity.ASK, reading.where, facts)


def _twice(reading: FigureReading, keys: Sequence[str], code: str) -> Iterable[Problem]:
    first: dict[str, int] = {}
    for row, key in zip(reading.rows, keys, strict=True):
        if not key:
            continue
        if key in first:
            facts: dict[str, str | int] = {"row": row.number, "first": first[key], "shown": key[:60]}
            yield Problem(code, Severity.STOP, reading.where, facts)
        first.setdefault(key, row.number)


def persons_of(part: MeasuredPart, rows: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Give for each row who it is about: unit, folded name, key; empty for a part without persons."""
    person = place_of(part, ColumnKind.PERSON)
    if person is None:
        return []
    others = [each for each in (place_of(part, ColumnKind.UNIT), place_of(part, ColumnKind.KEY)) if each is not None]
    return [(fold(row[person]), *(row[each] for each in others)) for row in rows]


@dataclass(frozen=True, slots=True)
class _Known:
    """Every roster that was ever in force: codes by folded name, the names of codes, and the largest number given."""

    codes: Mapping[str, str]
    names: Mapping[str, str]
    last: int


def _known(rosters: Sequence[Roster]) -> _Known:
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    for roster in rosters:
        for unit in roster.units:
            codes |= {fold(name): unit.code for name in (unit.name, *unit.aliases)}
            names[unit.code] = unit.name
    numbers = [int(end) for code in names if code.startswith(_GIVEN) and (end := code[len(_GIVEN) :]).isdecimal()]
    return _Known(codes, names, max(numbers, default=0))


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the roster's name, code and other names stand; ``columns`` with one for codes, should it have none."""

    columns: tuple[str, ...]
    name: int
    code: int
    others: int | None


def _places(part: MeasuredPart) -> _Places:
    name, key = place_of(part, ColumnKind.UNIT), place_of(part, ColumnKind.KEY)
    if name is None:
        raise NotNow("figures.no_unit_column", part=part.title)
    columns = tuple(each.id for each in part.columns)
    if key is None:
        columns, key = (*columns, CODES), len(columns)
    return _Places(columns, name, key, place_of(part, ColumnKind.ALIASES))


def prepare_roster(part: MeasuredPart, reading: FigureReading, rosters: Sequence[Roster]) -> Prepared:
    """Bring the rows of the roster into the form in which they are kept: every unit with its code, for good.

    Args:
        part: the roster.
        reading: what the file says.
        rosters: all that were ever in force, oldest first; a unit keeps the code that it had in one of them.

    Raises:
        NotNow: the part has no column for the unit's name.
    """
    at, known = _places(part), _known(rosters)
    current = rosters[-1] if rosters else Roster()
    rows: list[tuple[str, ...]] = []
    findings: list[Problem] = []
    last = known.last
    for read in reading.rows:
        cells = [*read.cells, ""][: len(at.columns)]
        before = _code_before(cells, at, known)
        findings += _code_findings(reading.where, read.number, cells, at, before, known)
        if not cells[at.code]:
            last += not before
            cells[at.code] = before or f"{_GIVEN}{last:02d}"
        unit = current.by_code.get(EntryCode(cells[at.code]))
        if at.others is not None and unit is not None:
            cells[at.others] = _joined(cells[at.name], cells[at.others], unit.aliases)
        rows.append(tuple(cells))
    findings += _twice(reading, [fold(row[at.name]) for row in rows], "figures.unit_twice")
    findings += _twice(reading, [row[at.code].casefold() for row in rows], "figures.code_twice")
    findings += _left_out(current, {row[at.code] for row in rows}, reading.where)
    findings += _shared_names(rows, at, reading.where)
    return Prepared(at.columns, tuple(sorted(rows)), tuple(rows[:_FIRST_ROWS]), (), tuple(findings), len(rows))


def _names(cells: Sequence[str], at: _Places) -> tuple[str, ...]:
    others = cells[at.others].split(";") if at.others is not None else []
    return (cells[at.name], *(each.strip() for each in others if each.strip()))


def _code_before(cells: Sequence[str], at: _Places, known: _Known) -> str:
    """Give the code that the unit had: by its name, else by another name, empty for a new one."""
    return next((known.codes[fold(name)] for name in _names(cells, at) if fold(name) in known.codes), "")


def _code_findings(
    where: str, row: int, cells: Sequence[str], at: _Places, before: str, known: _Known
) -> Iterable[Problem]:
    code, name = cells[at.code], cells[at.name]
    facts: dict[str, str | int] = {"row": row, "unit": name[:_SHOWN], "code": code[:_SHOWN]}
    if len(code) > _LONGEST_CODE:
        yield Problem("figures.code_long", Severity.STOP, where, {**facts, "most": _LONGEST_CODE})
    elif ";" in code or len(code.split()) > 1:
        yield Problem("figures.code_blank", Severity.STOP, where, facts)  # decisions part codes by blanks
    elif code and before and code != before:
        yield Problem("figures.code_changed", Severity.STOP, where, {**facts, "before": before})
    elif code and not before and code in known.names:
        facts["before"] = known.names[code][:_SHOWN]
        if at.others is not None:
            yield Problem("figures.code_of_other", Severity.STOP, where, facts)
        else:
            yield Problem("figures.unit_renamed", Severity.ASK, where, facts)


def _joined(name: str, told: str, known: Iterable[str]) -> str:
    """Give the other names that the file tells and those that were recorded before, each once."""
    names = {fold(each): each.strip() for each in (*known, *told.split(";")) if each.strip()}
    names.pop(fold(name), None)
    return "; ".join(sorted(names.values()))


def _left_out(current: Roster, codes: set[str], where: str) -> Iterable[Problem]:
    gone = [unit.name[:_SHOWN] for unit in current.units if unit.code not in codes]
    if gone:
        facts: dict[str, str | int] = {"count": len(gone), "units": listed(gone[:_MOST_LISTED])}
        yield Problem("figures.unit_left_out", Severity.ASK, where, facts)


def _shared_names(rows: Sequence[Sequence[str]], at: _Places, where: str) -> Iterable[Problem]:
    """Find names that tell two units apart no longer: another name of one that is a name of another."""
    bearers: dict[str, set[str]] = {}
    for row in rows:
        for name in _names(row, at):
            bearers.setdefault(fold(name), set()).add(row[at.name])
    for name, units in bearers.items():
        if len(units) > 1:
            facts: dict[str, str | int] = {"shown": name[:60], "units": listed(sorted(unit[:_SHOWN] for unit in units))}
            yield Problem("figures.name_shared", Severity.STOP, where, facts)


def with_alias(part: MeasuredPart, sheet: FigureSheet, code: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Give the rows of the roster in force with one further name of a unit.

    Raises:
        NotNow: the roster has no column of other names.
    """
    at = _places(part)
    if at.others is None:
        raise NotNow("figures.no_aliases", part=part.title)
    rows = []
    for row in sheet.rows:
        cells = list(row)
        if cells[at.code] == code:
            cells[at.others] = _joined(cells[at.name], name, cells[at.others].split(";"))
        rows.append(tuple(cells))
    return tuple(sorted(rows))


def changed(prepared: Prepared, sheet: FigureSheet) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Give the rows that are new, and those that are no longer there."""
    new, old = Counter(prepared.rows), Counter(sheet.rows)
    return sorted((new - old).elements()), sorted((old - new).elements())
