"""Reading a filled mark sheet: one judge's marks from XLSX or CSV.

Blank stays blank. A mark is a number that a person typed; a date (which office programs make of ``8/5`` and, under
some settings, of ``8.5``), a formula or a text in a mark's place is refused with row, column and the allowed range.
The blank sheet is made by ``marks_sheet_writer``; two typings of one paper are compared by ``double_typing``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Final

from judge_desk.contest.rulebook.rubric import Criterion, Rubric, allows, judged_leaves, worth
from judge_desk.contest.values.identity import BadCode, CriterionId, EntryCode, parse_code
from judge_desk.contest.values.numbers import NotANumber, OffStep, parse_decimal, to_steps
from judge_desk.contest.values.problems import Findings, Problem, Severity, stops
from judge_desk.exchange.form_numbers import refuse_newer
from judge_desk.exchange.spreadsheets.cell_reading import cell_of, finding, text_in
from judge_desk.exchange.spreadsheets.columns import Column, Table, fold_title, known_columns, read_table
from judge_desk.exchange.spreadsheets.sheets import Cell, Row, Sheet, read_sheet, text_of
from judge_desk.wording.figures import shortest

SHEET_MARK: Final = "judge-desk phieu-diem 1"
"""First cell of the row that says whose sheet it is."""

_MOST_SHOWN: Final = 40
_DATE_TEXT: Final = re.compile(
    r"\d{1,4}[/-]\d{1,2}(?:[/-]\d{1,4})?\Z|\d{1,2}[-/ ]?(?:thg|tháng|[A-Za-z]{3})", re.IGNORECASE
)

Marks = Mapping[tuple[EntryCode, CriterionId], int | None]


@dataclass(frozen=True, slots=True)
class SheetIdentity:
    """Whose sheet it is: contest and round by id, the package's code of 30 digits without blanks, the seat."""

    contest: str
    round: str
    package: str
    seat: int


@dataclass(frozen=True, slots=True)
class MarksReading:
    """What a mark sheet says.

    Attributes:
        marks: steps for every code of the sheet and every judged leaf; None where blank, recused or unreadable.
        recused: reason by code; the reason may be empty, then a finding asks for it.
        remarks: text by code.
        written_totals: the total that the judge wrote, by code, where there is one.
        identity: whose sheet it says it is; None when it does not say (a sheet of somebody's own making).
        findings: with a stop among them the sheet is not to be taken over.
    """

    marks: Marks
    recused: Mapping[EntryCode, str]
    remarks: Mapping[EntryCode, str]
    written_totals: Mapping[EntryCode, Fraction]
    identity: SheetIdentity | None
    findings: Findings


@dataclass(slots=True)
class _Collected:
    marks: dict[tuple[EntryCode, CriterionId], int | None] = field(default_factory=dict)
    recused: dict[EntryCode, str] = field(default_factory=dict)
    remarks: dict[EntryCode, str] = field(default_factory=dict)
    totals: dict[EntryCode, Fraction] = field(default_factory=dict)
    findings: list[Problem] = field(default_factory=list)


def read_marks(
    path: Path,
    columns: tuple[Criterion, ...],
    codes: tuple[EntryCode, ...],
    identity: SheetIdentity | None = None,
) -> MarksReading:
    """Read a filled mark sheet.

    Args:
        path: an XLSX or CSV file.
        columns: the judged leaves, in the rubric's order.
        codes: the entries of this seat.
        identity: whose sheet is expected; another one's sheet is a stop (``marks.other_sheet``).

    Raises:
        NewerFormat: a newer program made the sheet.
        Unreadable: the file is no sheet (see ``sheets.read_sheet``).
    """
    sheet = read_sheet(path)
    said = identity_of(sheet)
    table = read_table(sheet, _columns(columns))
    got = _Collected(findings=[*table.findings, *_identity_findings(said, identity, table.where)])
    if not stops(table.findings):
        _read_rows(table, columns, codes, got)
    return MarksReading(got.marks, got.recused, got.remarks, got.totals, said, tuple(got.findings))


def identity_of(sheet: Sheet) -> SheetIdentity | None:
    """Find the row that says whose sheet it is, among the first ten; None if there is none.

    Raises:
        NewerFormat: a newer program made the sheet.
    """
    for row in sheet.rows[:10]:
        texts = [text_of(cell) for cell in row.cells]
        refuse_newer(SHEET_MARK, texts[0] if texts else "", sheet.file)
        if len(texts) >= 5 and texts[0] == SHEET_MARK and texts[4].isdigit():
            return SheetIdentity(texts[1], texts[2], texts[3], int(texts[4]))
    return None


def _identity_findings(said: SheetIdentity | None, expected: SheetIdentity | None, where: str) -> list[Problem]:
    if expected is None or said == expected:
        return []
    if said is None:
        return [Problem("marks.no_identity", Severity.ASK, where)]
    if said.contest != expected.contest:
        return [
            Problem("marks.other_contest", Severity.STOP, where, {"said": said.contest, "wanted": expected.contest})
        ]
    if said.round != expected.round:
        return [Problem("marks.other_round", Severity.STOP, where, {"said": said.round, "wanted": expected.round})]
    if said.seat != expected.seat:
        return [Problem("marks.other_seat", Severity.STOP, where, {"said": said.seat, "wanted": expected.seat})]
    return [Problem("marks.other_package", Severity.STOP, where)]


def range_text(leaf: Criterion) -> str:
    """Write what a leaf allows: ``0–15``, or its bands from below: ``0; 1–15; 16–20``."""
    spans = sorted((band.low, band.high) for band in leaf.bands) or [(leaf.minimum, leaf.maximum)]
    return "; ".join(shortest(low) if low == high else f"{shortest(low)}–{shortest(high)}" for low, high in spans)


def leaf_key(leaf: Criterion) -> str:
    """Give the column key of a leaf, which cannot be mistaken for a fixed column."""
    return f"leaf {leaf.id}"


def _columns(leaves: tuple[Criterion, ...]) -> tuple[Column, ...]:
    titles = [fold_title(leaf.title) for leaf in leaves]
    own = []
    for leaf in leaves:
        alone = (leaf.title,) if titles.count(fold_title(leaf.title)) == 1 else ()
        own.append(Column(leaf_key(leaf), (f"{leaf.id} {leaf.title}", leaf.id, *alone)))
    taken = {fold_title(title) for column in own for title in column.titles}
    fixed = [
        Column(column.key, tuple(t for t in column.titles if fold_title(t) not in taken), column.required)
        for column in known_columns("marks")
    ]
    return (*(column for column in fixed if column.titles), *own)


def _read_rows(table: Table, leaves: tuple[Criterion, ...], codes: tuple[EntryCode, ...], got: _Collected) -> None:
    seen: dict[EntryCode, int] = {}
    for row in table.rows:
        code = _code_of(table, row, codes, seen, got)
        if code is not None:
            _read_row(table, row, code, leaves, got)
    misspelt = {text_of(cell_of(table, row, "code"))[:-1] for row in table.rows}
    missing = [code for code in codes if code not in seen and code[:-1] not in misspelt]
    if missing:
        facts: dict[str, str | int] = {"count": len(missing), "codes": "; ".join(missing[:20])}
        got.findings.append(Problem("marks.codes_missing", Severity.STOP, table.where, facts))


def _code_of(
    table: Table, row: Row, codes: tuple[EntryCode, ...], seen: dict[EntryCode, int], got: _Collected
) -> EntryCode | None:
    text, problems = text_in(table, row, "code")
    got.findings.extend(problems)
    if problems:
        return None
    try:
        code = parse_code(text)
    except BadCode:
        got.findings.append(finding(table, row, "code", "marks.bad_code", Severity.STOP, shown=text[:40]))
        return None
    if code not in codes:
        got.findings.append(finding(table, row, "code", "marks.unknown_code", Severity.STOP, code=code))
        return None
    if code in seen:
        twice = finding(table, row, "code", "marks.code_twice", Severity.STOP, code=code, first=seen[code])
        got.findings.append(twice)
        return None
    seen[code] = row.number
    return code


def _read_row(table: Table, row: Row, code: EntryCode, leaves: tuple[Criterion, ...], got: _Collected) -> None:
    reason, problems = text_in(table, row, "recused")
    remark, more = text_in(table, row, "remark")
    got.findings.extend((*problems, *more))
    if remark:
        got.remarks[code] = remark
    for leaf in leaves:
        got.marks[code, leaf.id] = _mark(table, row, leaf, got)
    if reason:
        _recuse(table, row, code, leaves, reason, got)
    total = _number(cell_of(table, row, "total"))
    if total is not None:
        got.totals[code] = total
    elif cell_of(table, row, "total").value is not None or cell_of(table, row, "total").fault not in ("", "="):
        shown = _short(text_of(cell_of(table, row, "total")))
        got.findings.append(
            finding(table, row, "total", "marks.total_unreadable", Severity.ASK, code=code, shown=shown)
        )


def _recuse(
    table: Table, row: Row, code: EntryCode, leaves: tuple[Criterion, ...], reason: str, got: _Collected
) -> None:
    if any(got.marks[code, leaf.id] is not None for leaf in leaves):
        got.findings.append(finding(table, row, "recused", "marks.recused_and_marked", Severity.STOP, code=code))
    bare = reason.strip().lower() in ("x", "v", "1", "có", "r")
    if bare:
        got.findings.append(finding(table, row, "recused", "marks.recused_without_reason", Severity.ASK, code=code))
    got.recused[code] = "" if bare else reason


def _mark(table: Table, row: Row, leaf: Criterion, got: _Collected) -> int | None:
    key = leaf_key(leaf)
    cell = cell_of(table, row, key)
    if cell.value is None and not cell.fault:
        return None
    code, steps = _judge_cell(cell, leaf)
    if code:
        facts = {"shown": _short(text_of(cell)), "range": range_text(leaf), "step": shortest(leaf.step)}
        got.findings.append(finding(table, row, key, code, Severity.STOP, **facts))
    return steps


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


def _judge_cell(cell: Cell, leaf: Criterion) -> tuple[str, int | None]:
    """Give a finding's code and None, or an empty code and the steps."""
    if cell.fault or cell.formula:
        return "marks.formula", None
    if isinstance(cell.value, date) or (isinstance(cell.value, str) and _DATE_TEXT.match(cell.value)):
        return "marks.date", None
    value = _number(cell)
    if value is None:
        return "marks.not_a_number", None
    try:
        steps = to_steps(value, leaf.step)
    except OffStep:
        return ("marks.off_step" if leaf.minimum <= value <= leaf.maximum else "marks.out_of_range"), None
    if allows(leaf, steps):
        return "", steps
    inside = leaf.bands and leaf.minimum <= value <= leaf.maximum
    return ("marks.between_bands" if inside else "marks.out_of_range"), None


def _number(cell: Cell) -> Fraction | None:
    if isinstance(cell.value, bool):
        return None
    if isinstance(cell.value, (int, Fraction)):
        return Fraction(cell.value)
    try:
        return parse_decimal(cell.value) if isinstance(cell.value, str) else None
    except NotANumber:
        return None


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
