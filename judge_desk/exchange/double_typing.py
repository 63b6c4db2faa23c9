"""A paper sheet typed twice by two people: where they differ, and whether the written totals agree."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from judge_desk.contest.identity import EntryCode
from judge_desk.contest.problems import Findings, Problem, Severity
from judge_desk.contest.rubric import Criterion, Rubric, judged_leaves, worth
from judge_desk.exchange.marks_sheet import MarksReading
from judge_desk.exchange.sheets import Cell, text_of
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


def check_totals(reading: MarksReading, rubric: Rubric, where: str = "") -> Findings:
    """Compare the totals that the judge wrote with the sum of the marks, exactly.

    A total beside an incomplete row is a question (``marks.total_of_blanks``), a wrong one a stop
    (``marks.total_differs``). Rows without a written total are left alone.
    """
    findings = []
    for code, written in reading.written_totals.items():
        marks = {leaf.id: reading.marks.get((code, leaf.id)) for leaf in judged_leaves(rubric)}
        if any(steps is None for steps in marks.values()):
            if code not in reading.recused:
                findings.append(Problem("marks.total_of_blanks", Severity.ASK, where, {"code": code}))
            continue
        added = sum((worth(rubric, leaf) * (marks[leaf.id] or 0) for leaf in judged_leaves(rubric)), Fraction(0))
        if added != written:
            facts = {"code": code, "written": text_of(Cell(written)), "added": text_of(Cell(added))}
            findings.append(Problem("marks.total_differs", Severity.STOP, where, facts))
    return tuple(findings)
