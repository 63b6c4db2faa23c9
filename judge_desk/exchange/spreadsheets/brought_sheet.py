"""Reading a sheet of what the organisers bring: one row for each entry, one column for each criterion.

Blank stays blank. A figure that cannot be read is refused with row and column and never guessed; so is a time that the
office program has made a time of day of (``1:10`` may have been minutes or hours).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Final

from judge_desk.contest.counting.brought import read_value
from judge_desk.contest.rulebook.rubric import Criterion
from judge_desk.contest.values.identity import BadCode, CriterionId, EntryCode, parse_code
from judge_desk.contest.values.numbers import NotANumber
from judge_desk.contest.values.problems import Findings, Problem, Severity, stops
from judge_desk.exchange.spreadsheets.cell_reading import cell_of, finding, text_in
from judge_desk.exchange.spreadsheets.columns import Column, Table, fold_title, known_columns, read_table
from judge_desk.exchange.spreadsheets.sheets import Cell, Row, read_sheet, text_of

_MOST_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class BroughtReading:
    """What a sheet says.

    Attributes:
        values: by criterion that has a column: entry and text as it was written; blank cells are left out.
        findings: with a stop among them the sheet is not to be taken over.
    """

    values: Mapping[CriterionId, Mapping[EntryCode, str]]
    findings: Findings


def read_brought_sheet(
    path: Path,
    leaves: tuple[Criterion, ...],
    codes: tuple[EntryCode, ...],
    mapping: Mapping[str, str] | None = None,
) -> BroughtReading:
    """Read a sheet, XLSX or CSV.

    Args:
        path: the file.
        leaves: the criteria that it may have a column for: named by number, by title, or by both.
        codes: the entries of the round.
        mapping: criterion to the title of its column, where the sheet names it otherwise; ``code`` to that of codes.

    Raises:
        Unreadable: the file is no sheet.
    """
    columns = _columns(leaves)
    chosen = {key if key == "code" else _key(key): title for key, title in (mapping or {}).items()}
    table = read_table(read_sheet(path), columns, chosen)
    findings = list(table.findings)
    present = tuple(leaf for leaf in leaves if _key(leaf.id) in table.places)
    if not present:
        facts = {"wanted": "; ".join(f"“{leaf.id} {leaf.title}”" for leaf in leaves)}
        findings.append(Problem("brought.no_column", Severity.STOP, table.where, facts))
    values: dict[CriterionId, dict[EntryCode, str]] = {leaf.id: {} for leaf in present}
    if not stops(tuple(findings)):
        _read_rows(table, present, codes, values, findings)
    return BroughtReading(values, tuple(findings))


def _key(criterion: str) -> str:
    return f"leaf {criterion}"


def _columns(leaves: tuple[Criterion, ...]) -> tuple[Column, ...]:
    titles = [fold_title(leaf.title) for leaf in leaves]
    own = []
    for leaf in leaves:
        alone = (leaf.title,) if titles.count(fold_title(leaf.title)) == 1 else ()
        own.append(Column(_key(leaf.id), (f"{leaf.id} {leaf.title}", leaf.id, *alone), required=False))
    code = next(column for column in known_columns("marks") if column.key == "code")
    return (code, *own)


def _read_rows(
    table: Table,
    leaves: tuple[Criterion, ...],
    codes: tuple[EntryCode, ...],
    values: dict[CriterionId, dict[EntryCode, str]],
    findings: list[Problem],
) -> None:
    seen: dict[EntryCode, int] = {}
    for row in table.rows:
        code = _code_of(table, row, codes, seen, findings)
        for leaf in leaves if code is not None else ():
            cell = cell_of(table, row, _key(leaf.id))
            if cell.value is None and not cell.fault:
                continue
            fault = _fault_of(cell, leaf)
            if fault:
                shown = text_of(cell)[:_MOST_SHOWN]
                findings.append(finding(table, row, _key(leaf.id), fault, Severity.STOP, shown=shown))
            elif code is not None:
                values[leaf.id][code] = text_of(cell)


def _code_of(
    table: Table, row: Row, codes: tuple[EntryCode, ...], seen: dict[EntryCode, int], findings: list[Problem]
) -> EntryCode | None:
    text, problems = text_in(table, row, "code")
    findings.extend(problems)
    if problems:
        return None
    try:
        code = parse_code(text)
    except BadCode:
        findings.append(finding(table, row, "code", "brought.bad_code", Severity.STOP, shown=text[:_MOST_SHOWN]))
        return None
    if code not in codes:
        findings.append(finding(table, row, "code", "brought.unknown_code", Severity.STOP, code=code))
        return None
    if code in seen:
        findings.append(finding(table, row, "code", "brought.code_twice", Severity.STOP, code=code, first=seen[code]))
        return None
    seen[code] = row.number
    return code


def _fault_of(cell: Cell, leaf: Criterion) -> str:
    """Name what is wrong with a figure; empty where it can be read."""
    if cell.fault:
        return "brought.cell_error"
    if isinstance(cell.value, date | time):
        return "brought.time_of_day"
    try:
        read_value(leaf, text_of(cell))
    except NotANumber:
        return "brought.not_a_time" if leaf.penalty is not None else "brought.not_a_figure"
    return ""
