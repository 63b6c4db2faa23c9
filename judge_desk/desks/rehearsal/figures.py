"""Figures for a rehearsal: a list of units and the sheets of every measured part, out of one seed.

What a column means is not known: shapes of figures are found by words in its title (``resources/rehearsal``), and a
column without a shape is drawn from its range. Among the figures stand what makes reviews hard: equals at the top, a
blank figure, a zero, a figure right at a bound, somebody whom the rules bar, and a namesake.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import ceil
from typing import Any, Final

from judge_desk.contest.register.entries import Unit
from judge_desk.contest.register.panel import Person, Role
from judge_desk.contest.reviewing.reach import rounds_by_author
from judge_desk.contest.rulebook.definition import Definition, roster_of
from judge_desk.contest.rulebook.measured import Column, ColumnKind, MeasuredPart, Per, Period
from judge_desk.contest.values.identity import UnitId
from judge_desk.contest.values.numbers import decimal_text, round_to
from judge_desk.desks.figure_slots import parts_of
from judge_desk.desks.rehearsal.words import draw, person_name, pick, words_of
from judge_desk.paths import resource

FAVOURED: Final = 3
"""So many units, the last of the list, have equal and good figures: a tie at the top."""
PROPOSED: Final = 34
"""Rows of a sheet of people without periods."""
_BLANK, _ZERO = 60, 90
_FASTEST: Final = 58
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """One sheet: of which part and period, and its rows as people would write them, units by name."""

    part: MeasuredPart
    period: Period | None
    rows: tuple[Cells, ...]


@cache
def _book() -> Mapping[str, Any]:
    return tomllib.loads(resource("rehearsal/figures.toml").read_text(encoding="utf-8"))


def _shape(column: Column) -> Mapping[str, Any]:
    title = column.title.casefold()
    found = (each for each in _book()["shapes"] if any(word in title for word in each["words"]))
    shape: Mapping[str, Any] = next(found, {})
    return shape


# --- units --------------------------------------------------------------------------------------------------------


def roster_units(definition: Definition, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Give the units of the list: in blocks where the rules award by block, else those given."""
    roster = roster_of(definition)
    texts = [each for each in roster.columns if each.kind is ColumnKind.TEXT] if roster is not None else []
    values = next((named for each in texts if (named := _named_values(definition, each.id))), ())
    found: list[Unit] = []
    for value in values:
        block = next((each for each in _book()["blocks"] if each["word"] in value.casefold()), None)
        titles = block["units"] if block is not None else []
        titles = words_of("units")[titles] if isinstance(titles, str) else titles
        found += [Unit(UnitId(f"k-{len(found) + i}"), title, value) for i, title in enumerate(titles)]
    return tuple(found) or units


def _named_values(definition: Definition, column_id: str) -> tuple[str, ...]:
    """Give the values of a column that filters of prize tables and branches of reviews name, in their order."""
    texts = [each.removeprefix("is:") for table in definition.prize_tables for each in table.filters]
    texts += [each.when for review in definition.reviews for each in review.measures]
    texts += [each.when for review in definition.reviews for each in review.gates]
    pairs = (each.partition(":") for each in texts)
    return tuple(dict.fromkeys(value for name, _, value in pairs if name == column_id and value))


# --- sheets -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Draw:
    """What all sheets share; ``people``: of panel and organisers; ``wanted``: rows of a sheet of people.

    ``authors``: name and unit of those who entered.
    """

    seed: str
    definition: Definition
    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    wanted: int
    authors: tuple[tuple[str, str], ...] = ()

    @property
    def pool(self) -> int:
        """So many people of a unit take a quiz, at least."""
        return max(2, ceil(Fraction(3 * self.wanted, 2 * len(self.units))))

    def size(self, unit: int) -> int:
        """Give the number of people of a unit who may take a quiz."""
        return self.pool + draw(self.seed, f"pool {unit}", 3)


def figure_sheets(
    seed: str,
    definition: Definition,
    units: tuple[Unit, ...],
    people: tuple[Person, ...],
    wanted: int,
    authors: tuple[tuple[str, str], ...] = (),
) -> tuple[Figures, ...]:
    """Make every sheet of figures that the rules want, the list of units first.

    Args:
        seed: any text; the same seed and sizes give the same sheets.
        definition: the rules, every point that figures hang on decided.
        units: of the list, see :func:`roster_units`.
        people: of panel and organisers; some of them stand among those who took a quiz.
        wanted: about so many rows in a sheet of people with periods.
        authors: name and unit of those who entered; a sheet of people whose marks come from rounds lists them.
    """
    drawn = _Draw(seed, definition, units, people, wanted, authors)
    parts = sorted(parts_of(definition), key=lambda part: not part.roster)
    return tuple(
        Figures(part, period, tuple(_rows(drawn, part, number)))
        for part in parts
        for number, period in enumerate(part.periods or (None,))
    )


def _rows(drawn: _Draw, part: MeasuredPart, period: int) -> Iterator[Cells]:
    if part.per is Per.UNIT:
        for number, unit in enumerate(drawn.units):
            yield tuple(_unit_cell(drawn, part, column, number, unit, period) for column in part.columns)
    elif part.periods:
        yield from _papers(drawn, part, period)
    elif any(each.part == part.id and rounds_by_author(each) for each in drawn.definition.reviews):
        units = {each.title: each for each in drawn.units}
        entered = [(name, units[unit]) for name, unit in drawn.authors if unit in units]
        for number, (name, unit) in enumerate(entered, start=1):
            yield _person(drawn, part, unit, (name, _key(part, number)), f"{part.id} {number}")
    else:
        for number in range(PROPOSED):
            unit = drawn.units[number * 7 % len(drawn.units)]
            who = (person_name(drawn.seed, f"{part.id} {number}"), _key(part, number + 1))
            yield _person(drawn, part, unit, who, f"{part.id} {number}")


def _key(part: MeasuredPart, number: int) -> str:
    return f"{part.id[:2].upper()}{number:03d}"


def _unit_cell(drawn: _Draw, part: MeasuredPart, column: Column, number: int, unit: Unit, period: int) -> str:
    if column.kind is ColumnKind.UNIT:
        return unit.title
    if column.kind in (ColumnKind.KEY, ColumnKind.ALIASES):
        return ""
    if column.kind is ColumnKind.TEXT:
        return unit.block if _named_values(drawn.definition, column.id) else ""
    if part.roster and column.kind is ColumnKind.WHOLE:
        lacking = number == FAVOURED and not column.required
        return "" if lacking else str(drawn.size(number) + draw(drawn.seed, f"{column.id} {number}", 4))
    shape, last = _shape(column), len(drawn.units) - FAVOURED
    if "first" in shape:
        return "1" if number < shape["first"] else "0"
    if number >= last and "good" in shape:
        return str(shape["good"])
    if part.periods and not period and number == len(drawn.units) // 2 and not column.required:
        return ""
    if "edge" in shape and number == 1:
        return str(shape["edge"])
    if "poor" in shape and "often" not in shape and (number, period) == (FAVOURED, 1):
        return str(shape["poor"])
    more = Fraction(shape.get("rising", 0)) * period
    return _figure(drawn.seed, f"{part.id} {column.id} {number}", column, more, f"{period}")


def _figure(seed: str, label: str, column: Column, more: Fraction = Fraction(0), period: str = "") -> str:
    """Draw a figure of a column: steady for its label, a little apart in each period."""
    shape = _shape(column)
    if "often" in shape:
        weak = draw(seed, label, 10) >= shape["often"] and draw(seed, f"{label} {period}", 2)
        return str(shape["poor" if weak else "good"])
    if column.kind is ColumnKind.FLAG:
        return str(draw(seed, label, 2))
    low = Fraction(shape["low"]) if "low" in shape else column.least or Fraction(0)
    high = Fraction(shape["high"]) if "high" in shape else column.most or Fraction(100)
    step = Fraction(shape.get("step", 100), 100) if column.kind is ColumnKind.NUMBER else Fraction(1)
    value = low + step * draw(seed, label, int((high - low) / step) + 1) + more
    if period:
        value += step * (draw(seed, f"{label} {period}", 5) - 2)
    least, most = column.least if column.least is not None else low, column.most
    value = max(value, least) if most is None else min(max(value, least), most)
    whole = value.denominator == 1
    return str(value) if whole else decimal_text(round_to(value, 2), 2)


# --- people -------------------------------------------------------------------------------------------------------


def _papers(drawn: _Draw, part: MeasuredPart, period: int) -> Iterator[Cells]:
    """Give the papers of one period: two of three people of every unit, and in the first one what is staged."""
    number = 0
    for place, unit in enumerate(drawn.units):
        for i in range(drawn.size(place)):
            label = f"{part.id} {place} {i}"
            number += 1
            if draw(drawn.seed, f"{label} {period} takes part", 3):
                who = (person_name(drawn.seed, label), f"TS{number:05d}")
                yield _person(drawn, part, unit, who, label, str(period))
    if not period:
        yield from _staged(drawn, part)


def _staged(drawn: _Draw, part: MeasuredPart) -> Iterator[Cells]:
    """Give the best of a period: a judge, who is barred; a namesake of an organiser; two equals."""
    judges = [each for each in drawn.people if each.role is Role.MEMBER][:1]
    best = [(each.name, _unit_of(drawn, each), _FASTEST) for each in judges]
    organisers = [each for each in drawn.people if each.role is Role.ORGANISER][:1]
    best += [(each.name, drawn.units[-1], _FASTEST + 1) for each in organisers]
    best += [(person_name(drawn.seed, f"equal {i}"), drawn.units[i], _FASTEST + 2) for i in (4, 6)]
    for number, (name, unit, seconds) in enumerate(best, start=1):
        cells = _person(drawn, part, unit, (name, f"TS9000{number}"), "equal")
        yield tuple(_best(*each, seconds) for each in zip(part.columns, cells, strict=True))


def _best(column: Column, text: str, seconds: int) -> str:
    if column.kind is ColumnKind.TIME:
        return str(seconds)
    return str(column.most) if column.kind is ColumnKind.NUMBER and column.most is not None else text


def _unit_of(drawn: _Draw, person: Person) -> Unit:
    return next((each for each in drawn.units if each.id == person.unit), drawn.units[0])


def _person(drawn: _Draw, part: MeasuredPart, unit: Unit, who: tuple[str, str], label: str, period: str = "") -> Cells:
    return tuple(_person_cell(drawn, column, unit, who, f"{label} {column.id}", period) for column in part.columns)


def _person_cell(drawn: _Draw, column: Column, unit: Unit, who: tuple[str, str], label: str, period: str) -> str:
    named = {ColumnKind.UNIT: unit.title, ColumnKind.PERSON: who[0], ColumnKind.KEY: who[1], ColumnKind.ALIASES: ""}
    if column.kind in named:
        return named[column.kind]
    if column.kind is ColumnKind.TEXT:
        values: Sequence[str] = _shape(column).get("values", _named_values(drawn.definition, column.id))
        return pick(drawn.seed, label, values) if values else ""
    if column.most is not None and period and not draw(drawn.seed, f"{label} {period} zero", _ZERO):
        return "0"
    if not column.required and column.most is not None and not draw(drawn.seed, f"{label} {period} blank", _BLANK):
        return ""
    return _figure(drawn.seed, f"{label} {period}", column)


# --- what goes wrong ----------------------------------------------------------------------------------------------


def misspelt(sheet: Figures) -> Figures | None:
    """Give the sheet with the unit of its last row written with a letter too few; None for a sheet without units."""
    place = next((i for i, each in enumerate(sheet.part.columns) if each.kind is ColumnKind.UNIT), None)
    if place is None or sheet.part.roster or not sheet.rows:
        return None
    last = sheet.rows[-1]
    wrong = (*last[:place], last[place][:-1], *last[place + 1 :])
    return Figures(sheet.part, sheet.period, (*sheet.rows[:-1], wrong))


def mistaken(sheet: Figures) -> Figures | None:
    """Give the sheet with one wrong figure in its first row; None where there is none to get wrong."""
    for place, column in enumerate(sheet.part.columns):
        text = sheet.rows[0][place] if sheet.rows else ""
        if column.kind in (ColumnKind.NUMBER, ColumnKind.WHOLE) and text:
            value = Fraction(text)
            wrong = value - 1 if value - 1 >= (column.least or Fraction(0)) else value + 1
            first = (*sheet.rows[0][:place], decimal_text(round_to(wrong, 2), 2), *sheet.rows[0][place + 1 :])
            return Figures(sheet.part, sheet.period, (first, *sheet.rows[1:]))
    return None
