"""Sheets of figures as tables: rows by unit and by person, each cell read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from judge_desk.contest.reviewing.roster import Roster
from judge_desk.contest.reviewing.sheets import FigureSheet, figures_in_force
from judge_desk.contest.rulebook.definition import Definition, find_measured
from judge_desk.contest.rulebook.measured import ColumnKind, MeasuredPart, Per, column_of_kind
from judge_desk.contest.rulebook.reviews import Attempts
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.numbers import NotANumber

Row = tuple[str, ...]
Person = tuple[str, str, str]
"""Who a row is about: code of the unit, folded name, and what tells namesakes apart."""

_CANONICAL: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z")
_HOUR: Final = r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?"
_MOMENTS: Final = (
    (re.compile(rf"([0-9]{{1,2}})[/.-]([0-9]{{1,2}})[/.-]([0-9]{{4}})(?:[ ,T]+{_HOUR})?\Z"), (3, 2, 1, 4, 5, 6)),
    (re.compile(rf"([0-9]{{4}})-([0-9]{{1,2}})-([0-9]{{1,2}})(?:[ ,T]+{_HOUR})?\Z"), (1, 2, 3, 4, 5, 6)),
    (re.compile(rf"{_HOUR}\Z"), (1, 2, 3)),
    (re.compile(rf"{_HOUR}[ ,]+([0-9]{{1,2}})[/.-]([0-9]{{1,2}})[/.-]([0-9]{{4}})\Z"), (6, 5, 4, 1, 2, 3)),
)
"""How a moment is written, and its parts from the year down: ``9/6/2023 8:00`` is before ``10/6/2023 7:30``."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows of one sheet that count, and the people of whom the sheet does not tell which row does."""

    rows: Mapping[Person, tuple[Row, ...]]
    unsure: frozenset[Person]


class Texts:
    """What cells come to: each different text is read once, however many rows hold it."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._values: dict[str, Fraction] = {}
        self._folded: dict[str, str] = {}

    def value(self, text: str) -> Fraction | None:
        """Read a cell of numbers; None for a blank one.

        Raises:
            NotANumber: the cell is not in its one canonical form.
        """
        if not text:
            return None
        known = self._values.get(text)
        if known is None:
            if not _CANONICAL.match(text):
                raise NotANumber(text)
            known = self._values[text] = Fraction(text)
        return known

    def folded(self, name: str) -> str:
        """Give the folded form of a name."""
        known = self._folded.get(name)
        if known is None:
            known = self._folded[name] = fold(name)
        return known


class Table:
    """One sheet in force, with its rows by unit and by person."""

    def __init__(self, part: MeasuredPart, sheet: FigureSheet, roster: Roster, texts: Texts) -> None:
        """Take a sheet of a part; ``roster`` gives the codes where the sheet is the roster itself."""
        self.part, self.sheet, self.texts = part, sheet, texts
        self.at = {column: index for index, column in enumerate(sheet.columns)}
        self._roster = roster

    def cell(self, row: Row, column: str) -> str:
        """Give a cell; blank where the sheet does not have the column."""
        index = self.at.get(column)
        return row[index] if index is not None else ""

    def value(self, row: Row, column: str) -> Fraction | None:
        """Give the number in a cell, None where it is blank."""
        return self.texts.value(self.cell(row, column))

    @cached_property
    def by_unit(self) -> Mapping[str, list[Row]]:
        """Rows by the unit's code."""
        if self.part.roster:
            return {unit.code: [row] for unit, row in zip(self._roster.units, self.sheet.rows, strict=True)}
        index = self._index(ColumnKind.UNIT)
        found: dict[str, list[Row]] = {}
        for row in self.sheet.rows:
            unit = row[index] if index is not None else ""
            if unit in found:
                found[unit].append(row)
            else:
                found[unit] = [row]
        return found

    @cached_property
    def by_person(self) -> Mapping[Person, tuple[Row, ...]]:
        """Rows by the person they are about; without a column that tells namesakes apart, they are one."""
        unit, name, key = (self._index(kind) for kind in (ColumnKind.UNIT, ColumnKind.PERSON, ColumnKind.KEY))
        folded = self.texts.folded
        found: dict[Person, list[Row]] = {}
        for row in self.sheet.rows:
            person = (
                row[unit] if unit is not None else "",
                folded(row[name]) if name is not None else "",
                row[key] if key is not None else "",
            )
            if person in found:
                found[person].append(row)
            else:
                found[person] = [row]
        return {person: tuple(rows) for person, rows in found.items()}

    def people(self, rows: Iterable[Row]) -> set[Person]:
        """Give the different people of some of its rows."""
        unit, name, key = (self._index(kind) for kind in (ColumnKind.UNIT, ColumnKind.PERSON, ColumnKind.KEY))
        folded = self.texts.folded
        return {
            (
                row[unit] if unit is not None else "",
                folded(row[name]) if name is not None else "",
                row[key] if key is not None else "",
            )
            for row in rows
        }

    @property
    def has_key(self) -> bool:
        """Say whether the sheet tells namesakes apart."""
        return self._index(ColumnKind.KEY) is not None

    def _index(self, kind: ColumnKind) -> int | None:
        column = column_of_kind(self.part, kind)
        return self.at.get(column.id) if column is not None else None

    @cached_property
    def several(self) -> bool:
        """Say whether anybody has more than one row."""
        return self.part.per is Per.PERSON and any(len(rows) > 1 for rows in self.by_person.values())

    def chosen(self, attempts: Attempts, by: str, column: str) -> Chosen:
        """Choose the rows of every person that count for a column; ``by`` orders them, see ``Measure.attempt_by``."""
        kept: dict[Person, tuple[Row, ...]] = {}
        unsure: set[Person] = set()
        for person, rows in self.by_person.items():
            if len(rows) > 1 and attempts is not Attempts.EACH:
                rows = self._best(rows, attempts, by or (column if attempts is Attempts.BEST else ""))
                if len({self.cell(row, column) for row in rows}) > 1:
                    unsure.add(person)
                rows = (min(rows),)
            kept[person] = rows
        return Chosen(kept, frozenset(unsure))

    def _best(self, rows: tuple[Row, ...], attempts: Attempts, by: str) -> tuple[Row, ...]:
        """Give the rows that stand first by a column; all of them where the column is not there, or blank in one."""
        keys = self._keys(rows, by)
        if not keys:
            return rows
        wanted = min(keys) if attempts is Attempts.FIRST else max(keys)
        return tuple(row for row, key in zip(rows, keys, strict=True) if key == wanted)

    def _keys(self, rows: tuple[Row, ...], by: str) -> list[tuple[Fraction, ...]]:
        """Give what orders the rows: numbers, or days and hours; none where any cell is neither."""
        cells = [self.cell(row, by) for row in rows]
        if all(_CANONICAL.match(cell) for cell in cells):
            return [(self.texts.value(cell) or Fraction(0),) for cell in cells]
        for form, order in _MOMENTS:
            found = [form.match(cell) for cell in cells]
            if all(found):
                return [tuple(Fraction(each[at] or 0) for at in order) for each in found if each is not None]
        return []


class Figures:
    """The sheets in force of a contest, as tables, each made when it is first asked for."""

    def __init__(self, definition: Definition, sheets: Iterable[FigureSheet], roster: Roster) -> None:
        """Take all sheets; those that are not in force are left out."""
        self._definition, self._roster = definition, roster
        self._texts = Texts()
        self._sheets = {(each.part, each.period): each for each in figures_in_force(sheets)}
        self._tables: dict[tuple[str, str], Table] = {}

    def table(self, part_id: str, period: str) -> Table | None:
        """Give the table of a part and period, None where its sheet is not there."""
        sheet = self._sheets.get((part_id, period))
        part = find_measured(self._definition, part_id)
        if sheet is None or part is None:
            return None
        if (part_id, period) not in self._tables:
            self._tables[part_id, period] = Table(part, sheet, self._roster, self._texts)
        return self._tables[part_id, period]

    def folded(self, name: str) -> str:
        """Give the folded form of a name."""
        return self._texts.folded(name)
