"""The council's checklist as a sheet: one row for each subject of a review, one column for each gate that people judge.

It is written to be filled in with words, and read back; blank stays blank. Anything but a plain answer is refused with
row and column, and never guessed.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import Findings, Problem, Severity, stops
from judge_desk.exchange.folding import loose
from judge_desk.exchange.spreadsheets.cell_reading import cell_of, finding, text_in
from judge_desk.exchange.spreadsheets.columns import Column, Table, fold_title, known_words, read_table
from judge_desk.exchange.spreadsheets.libraries import new_book
from judge_desk.exchange.spreadsheets.sheets import read_sheet, text_of
from judge_desk.wording.cells import reads_as_formula, sheet_name

Gates = Sequence[tuple[str, str]]
"""Id and title of each gate, in order."""
_NO_TIME: Final = datetime(2000, 1, 1)
_WIDTHS: Final = (14, 42, 36, 26)
_MOST_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class GateSheetWords:
    """What stands in the sheet beside codes and names: its name, heads of the first columns, the two answers."""

    name: str
    code: str
    subject: str
    unit: str
    met: str
    not_met: str


@dataclass(frozen=True, slots=True)
class GateSheetRow:
    """One subject: code, name, unit (empty where the subject is one), and what was said on gates so far."""

    code: str
    name: str
    unit: str
    said: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class GateReading:
    """What a sheet says: answers by gate and code, blanks left out; with a stop among the findings it is refused."""

    answers: Mapping[tuple[str, str], bool]
    findings: Findings


def write_gate_sheet(words: GateSheetWords, gates: Gates, rows: Sequence[GateSheetRow]) -> bytes:
    """Make the XLSX file; the same values give the same bytes. A cell offers the two answers and takes no other."""
    target = io.BytesIO()
    book = new_book(target)
    book.set_properties({"title": words.name, "author": "", "created": _NO_TIME})
    page = book.add_worksheet(sheet_name(words.name))
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter"})
    plain = book.add_format({"num_format": "@", "border": 1, "text_wrap": True, "valign": "top"})
    quoted = book.add_format({"num_format": "@", "border": 1, "text_wrap": True, "valign": "top", "quote_prefix": True})
    titles = _titles(gates)
    units = any(row.unit for row in rows)
    heads = [words.code, words.subject, *([words.unit] if units else []), *titles.values()]
    for column, text in enumerate(heads):
        page.write_string(0, column, text, head)
    for number, row in enumerate(rows, start=1):
        said = [_answer(row, gate, words) for gate, _ in gates]
        texts = [row.code, row.name, *([row.unit] if units else []), *said]
        for column, text in enumerate(texts):
            page.write_string(number, column, text, quoted if reads_as_formula(text) else plain)
    first = len(heads) - len(gates)
    if rows and gates:
        choice = {"validate": "list", "source": [words.met, words.not_met], "ignore_blank": True}
        page.data_validation(1, first, len(rows), len(heads) - 1, choice)
    for column in range(len(heads)):
        page.set_column(column, column, _WIDTHS[3] if column >= first else _WIDTHS[column])
    page.freeze_panes(1, first)
    book.close()
    return target.getvalue()


def _answer(row: GateSheetRow, gate: str, words: GateSheetWords) -> str:
    said = row.said.get(gate)
    return "" if said is None else words.met if said else words.not_met


def _titles(gates: Gates) -> dict[str, str]:
    """Give the head of each gate's column: its title; with the id before it where two have one title."""
    folded = [fold_title(title) for _, title in gates]
    return {gate: title if folded.count(fold_title(title)) == 1 else f"{gate} {title}" for gate, title in gates}


def read_gate_sheet(path: Path, gates: Gates, codes: Sequence[str], code_heads: Sequence[str]) -> GateReading:
    """Read a sheet, XLSX or CSV.

    Args:
        path: the file.
        gates: those it may have a column for, named by title or by id.
        codes: of the subjects.
        code_heads: what the column of codes may be called.

    Raises:
        Unreadable: the file is no sheet.
    """
    titles = _titles(gates)
    own = tuple(Column(f"gate {gate}", (titles[gate], f"{gate} {title}", gate), False) for gate, title in gates)
    table = read_table(read_sheet(path), (Column("code", tuple(code_heads)), *own))
    findings = list(table.findings)
    present = [gate for gate, _ in gates if f"gate {gate}" in table.places]
    if not present:
        wanted = "; ".join(f"“{title}”" for title in titles.values())
        findings.append(Problem("checklist.no_column", Severity.STOP, table.where, {"wanted": wanted}))
    answers: dict[tuple[str, str], bool] = {}
    if not stops(tuple(findings)):
        _read_rows(table, present, {code.casefold(): code for code in codes}, answers, findings)
    return GateReading(answers, tuple(findings))


def _read_rows(
    table: Table,
    gates: Sequence[str],
    codes: Mapping[str, str],
    answers: dict[tuple[str, str], bool],
    findings: list[Problem],
) -> None:
    seen: dict[str, int] = {}
    words = known_words("council")
    known = {loose(word): said for said, key in ((True, "met"), (False, "not_met")) for word in words[key]}
    blank = {loose(word) for word in words["none"]} | {""}
    for row in table.rows:
        text, problems = text_in(table, row, "code")
        findings.extend(problems)
        code = codes.get(text.casefold())
        if problems or (not text and not any(text_of(cell_of(table, row, f"gate {gate}")) for gate in gates)):
            continue
        if code is None or code in seen:
            fault = "checklist.unknown_code" if code is None else "checklist.code_twice"
            facts: dict[str, str | int] = {"shown": text[:_MOST_SHOWN], "first": seen.get(code or "", 0)}
            findings.append(finding(table, row, "code", fault, Severity.STOP, **facts))
            continue
        seen[code] = row.number
        for gate in gates:
            cell = cell_of(table, row, f"gate {gate}")
            word = loose(text_of(cell))
            if word in known and not cell.fault:
                answers[gate, code] = known[word]
            elif word not in blank or cell.fault:
                shown = text_of(cell)[:_MOST_SHOWN]
                findings.append(finding(table, row, f"gate {gate}", "checklist.bad_answer", Severity.STOP, shown=shown))
