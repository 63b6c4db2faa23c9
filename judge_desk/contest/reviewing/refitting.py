"""Whether sheets that were taken in can still be read under other rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from judge_desk.contest.reviewing.sheets import FigureSheet, figures_in_force
from judge_desk.contest.rulebook.definition import Definition, find_measured
from judge_desk.contest.rulebook.measured import ColumnKind, MeasuredPart, column_of

_WHO: Final = frozenset({ColumnKind.UNIT, ColumnKind.PERSON, ColumnKind.KEY, ColumnKind.ALIASES})


def left_behind(sheets: Iterable[FigureSheet], before: Definition, after: Definition) -> tuple[FigureSheet, ...]:
    """Give the sheets in force that other rules could not read.

    The part must still be there, about the same, with the period; a column of the sheet may go, but not become another
    kind; and what says whom a row is about stays. Columns that say something else may come.
    """
    return tuple(each for each in figures_in_force(sheets) if not _reads(each, before, after))


def _reads(sheet: FigureSheet, before: Definition, after: Definition) -> bool:
    old, new = find_measured(before, sheet.part), find_measured(after, sheet.part)
    if old is None:
        return True  # nothing reads it now
    if new is None or (new.per, new.roster) != (old.per, old.roster):
        return False
    if sheet.period not in ([each.id for each in new.periods] or [""]):
        return False
    return _who(old) == _who(new) and all(_kept(old, new, each) for each in sheet.columns)


def _who(part: MeasuredPart) -> frozenset[tuple[str, ColumnKind]]:
    return frozenset((each.id, each.kind) for each in part.columns if each.kind in _WHO)


def _kept(old: MeasuredPart, new: MeasuredPart, column: str) -> bool:
    was, now = column_of(old, column), column_of(new, column)
    return was is None or now is None or was.kind is now.kind
