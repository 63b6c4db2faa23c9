"""A paper sheet typed twice by two people: where the two typings differ."""

from __future__ import annotations

from dataclasses import dataclass

from judge_desk.contest.rulebook.rubric import Criterion
from judge_desk.contest.values.identity import EntryCode
from judge_desk.exchange.spreadsheets.marks_sheet import MarksReading
from judge_desk.exchange.spreadsheets.sheets import Cell, text_of
from judge_desk.wording.figures import shortest


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two typings of a sheet differ.

    Attributes:
        code: the entry.
        criterion: the leaf, or empty for ``recused`` and ``total``.
        what: ``mark``, ``recused`` or ``total``.
        first, second: as text with a decimal comma; empty for blank.
    """

    code: EntryCode
    criterion: str
    what: str
    first: str
    second: str


def compare_two(first: MarksReading, second: MarksReading, columns: tuple[Criterion, ...]) -> tuple[Difference, ...]:
    """Compare two typings of one paper sheet, cell by cell; empty when they agree everywhere.

    A code that only one of them has differs in every cell that is filled there.
    """
    codes = dict.fromkeys(code for reading in (first, second) for code, _ in reading.marks)
    differences: list[Difference] = []
    for code in codes:
        for leaf in columns:
            one, two = (_written(reading.marks.get((code, leaf.id)), leaf) for reading in (first, second))
            if one != two:
                differences.append(Difference(code, leaf.id, "mark", one, two))
        one, two = (_recusal(reading, code) for reading in (first, second))
        if one != two:
            differences.append(Difference(code, "", "recused", one, two))
        one, two = (_total(reading, code) for reading in (first, second))
        if one != two:
            differences.append(Difference(code, "", "total", one, two))
    return tuple(differences)


def _written(steps: int | None, leaf: Criterion) -> str:
    return "" if steps is None else shortest(steps * leaf.step)


def _recusal(reading: MarksReading, code: EntryCode) -> str:
    return (reading.recused[code] or "x") if code in reading.recused else ""


def _total(reading: MarksReading, code: EntryCode) -> str:
    value = reading.written_totals.get(code)
    return "" if value is None else text_of(Cell(value))
