"""The units of the roster (danh sách đơn vị): codes, names, other names, and the text that the rules look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from judge_desk.contest.reviewing.sheets import FigureSheet, figures_in_force
from judge_desk.contest.rulebook.definition import Definition, roster_of
from judge_desk.contest.rulebook.measured import ColumnKind, MeasuredPart, column_of_kind
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.identity import EntryCode

CODES: Final = "#"
"""Id of the column in which a roster sheet keeps the units' codes where its part has no column of kind ``key``."""
WORDS: Final = frozenset({ColumnKind.TEXT, ColumnKind.FLAG, ColumnKind.KEY})
"""The kinds whose cells are facts about a subject; ``when`` and ``is:`` look at them."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit.

    Attributes:
        code: as it stands in the cells of other sheets.
        name: as printed; aliases: its other names.
        facts: text, flag and key cells of its row, by column id.
    """

    code: EntryCode
    name: str
    aliases: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Roster:
    """The units in the order of the sheet, found by code, and by name or another name.

    ``by_name`` holds folded names; a name that two units bear is left out, for it tells neither.
    """

    units: tuple[Unit, ...] = ()
    by_code: Mapping[str, Unit] = field(default_factory=dict)
    by_name: Mapping[str, Unit] = field(default_factory=dict)

    def unit_of(self, name: str) -> Unit | None:
        """Give the unit that bears a name, however it is written; None for an unknown or an ambiguous one."""
        return self.by_name.get(fold(name))


def roster_in_force(definition: Definition, sheets: Iterable[FigureSheet]) -> Roster:
    """Read the roster in force; an empty one where the contest has none, or its sheet is not there yet."""
    part = roster_of(definition)
    if part is None:
        return Roster()
    sheet = next((each for each in figures_in_force(sheets) if each.part == part.id), None)
    return read_roster(part, sheet) if sheet is not None else Roster()


def read_roster(part: MeasuredPart, sheet: FigureSheet) -> Roster:
    """Read one sheet of the roster; a row without a code gets ``DV-01`` and so on, by its place among the rows."""
    at = {column: index for index, column in enumerate(sheet.columns)}
    key = column_of_kind(part, ColumnKind.KEY)
    codes = at.get(key.id if key is not None else CODES)
    words = [(each.id, at[each.id]) for each in part.columns if each.kind in WORDS and each.id in at]
    name, others = _place(part, ColumnKind.UNIT, at), _place(part, ColumnKind.ALIASES, at)
    units: list[Unit] = []
    for number, row in enumerate(sheet.rows, 1):
        code = row[codes] if codes is not None else ""
        aliases = tuple(each.strip() for each in row[others].split(";") if each.strip()) if others is not None else ()
        facts = {column: row[index] for column, index in words}
        unit = row[name] if name is not None else ""
        units.append(Unit(EntryCode(code or f"DV-{number:02d}"), unit, aliases, facts))
    return Roster(tuple(units), {each.code: each for each in units}, _named(units))


def _place(part: MeasuredPart, kind: ColumnKind, at: Mapping[str, int]) -> int | None:
    column = column_of_kind(part, kind)
    return at.get(column.id) if column is not None else None


def _named(units: Iterable[Unit]) -> Mapping[str, Unit]:
    found: dict[str, set[int]] = {}
    listed = tuple(units)
    for index, unit in enumerate(listed):
        for name in (unit.name, *unit.aliases):
            found.setdefault(fold(name), set()).add(index)
    return {name: listed[min(of)] for name, of in found.items() if name and len(of) == 1}
