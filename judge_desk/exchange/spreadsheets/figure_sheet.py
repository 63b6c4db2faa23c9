"""Reading a sheet of figures of a measured part: columns by title, every cell in its canonical text, faults by row.

Blank stays blank. A cell that cannot be read is a fault with row and column and never guessed; units stay as they are
written, for which unit of the roster a name means is found by the caller.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Final

from judge_desk.contest.rulebook.measured import NUMERIC, Column, ColumnKind, MeasuredPart
from judge_desk.contest.values.facts import listed
from judge_desk.contest.values.problems import Findings, Problem, Severity, stops
from judge_desk.exchange.spreadsheets import columns
from judge_desk.exchange.spreadsheets.columns import Table, fold_title, read_table
from judge_desk.exchange.spreadsheets.figure_beside import Knows, findings_beside, rows_beside
from judge_desk.exchange.spreadsheets.figure_cells import (
    BadCell,
    as_shown,
    canonical,
    in_range,
    number_text,
    says_percent,
)
from judge_desk.exchange.spreadsheets.sheets import BLANK, Cell, Row, Sheet, Told, read_sheet, text_of

MOST_ROWS: Final = 100_000
MOST_FAULTS: Final = 200
"""Faults of cells that are listed one by one; what is beyond is counted."""
NOTES: Final = "Cách ghi"
"""Name of the sheet of our own blank files that says how the columns are filled in."""
_SHOWN: Final = 60
_BLOCK: Final = 500


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row: its number in the file, and a canonical text for each column of the part."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureReading:
    """What a file says.

    Attributes:
        where: file and sheet; file: its name; others: the file's other sheets that have rows.
        header: titles of the file, in order.
        titles: by column id the title that feeds it; a column that nothing feeds is left out.
        rows: in the file's order.
        findings: with a stop among them the file is not to be taken in.
    """

    where: str
    header: tuple[str, ...]
    titles: Mapping[str, str]
    rows: tuple[ReadRow, ...]
    findings: Findings
    file: str
    others: tuple[str, ...] = ()


def needed(column: Column) -> bool:
    """Say whether a file must have a column, unless a person says that it has none."""
    return column.required or column.kind in NUMERIC or column.kind in (ColumnKind.UNIT, ColumnKind.PERSON)


def may_lack(column: Column) -> bool:
    """Say whether a person may say that a file has no such column."""
    return not column.required and column.kind not in (ColumnKind.UNIT, ColumnKind.PERSON)


def read_figure_sheet(
    path: Path,
    part: MeasuredPart,
    chosen: Mapping[str, str],
    last: Mapping[str, str],
    told: Told | None = None,
    name: str = "",
    knows: Knows | None = None,
) -> FigureReading:
    """Read a sheet, XLSX or CSV.

    Args:
        path: the file.
        part: whose columns are looked for.
        chosen: column id to the title that a person chose; an empty title says that the file has no such column.
        last: column id to its title in the last sheet of the part, tried when the part's own title is not there.
        told: hears how far the reading is; may stop it by raising.
        name: of the sheet in the file; empty for the first one that has rows.
        knows: tells whether a name means a unit of the roster; None where there is none yet.

    Raises:
        Unreadable: the file is no sheet, or has too many rows, or no sheet of that name.
    """
    sheet = read_sheet(path, name, most_rows=MOST_ROWS, told=told)
    table = _table(sheet, part, chosen, last)
    findings = [*table.findings, *_column_findings(table, part, chosen)]
    others = tuple(each for each in sheet.others if each != NOTES)
    if others:
        facts = {"sheet": sheet.name, "others": listed(others)}
        findings.append(Problem("figures.other_sheets", Severity.ASK, table.where, facts))
    reader = _Rows(table, part, findings)
    if not stops(findings):
        reader.take_all(rows_beside(table, part, knows), told)
    header = tuple(each for each in table.header if each)
    return FigureReading(table.where, header, reader.titles, tuple(reader.rows), tuple(findings), sheet.file, others)


def _table(sheet: Sheet, part: MeasuredPart, chosen: Mapping[str, str], last: Mapping[str, str]) -> Table:
    """Find the columns; a title of the last sheet is tried only for a column that is not there by its own title."""
    own = [each for each in part.columns if chosen.get(each.id) != ""]
    named = tuple(columns.Column(each.id, _titles(part, each), needed(each)) for each in own)
    wanted = {key: title for key, title in chosen.items() if title}
    first = read_table(sheet, named, wanted)
    known = {fold_title(title) for title in first.header if title}
    again = {
        each.id: last[each.id]
        for each in own
        if each.id not in wanted and each.id not in first.places and fold_title(last.get(each.id, "")) in known
    }
    if not again:
        return first
    return read_table(sheet, named, {**wanted, **again})


def _titles(part: MeasuredPart, column: Column) -> tuple[str, ...]:
    """Give what a column may be headed by: the rules' title first, the usual ones only for the one of its kind."""
    alone = sum(each.kind is column.kind for each in part.columns) == 1
    usual = next((each.titles for each in columns.known_columns("figures") if each.key == column.kind.value), ())
    return (column.title, column.id, *(usual if alone else ()))


def _column_findings(table: Table, part: MeasuredPart, chosen: Mapping[str, str]) -> list[Problem]:
    found: list[Problem] = []
    by_place: dict[int, str] = {}
    for each in part.columns:
        place = table.places.get(each.id)
        facts = {"column": each.title}
        if place is None:
            if chosen.get(each.id) == "" and not may_lack(each):
                found.append(Problem("figures.column_must_be", Severity.STOP, table.where, facts))
            elif chosen.get(each.id) and not needed(each):
                named = {**facts, "title": chosen[each.id][:_SHOWN]}
                found.append(Problem("figures.no_title", Severity.STOP, table.where, named))
            elif each.kind in (ColumnKind.TEXT, ColumnKind.KEY) and each.id not in chosen and not each.required:
                found.append(Problem("figures.column_blank", Severity.ASK, table.where, facts))
        elif place in by_place:
            both = {**facts, "other": by_place[place], "title": table.header[place]}
            found.append(Problem("figures.one_title", Severity.STOP, table.where, both))
        else:
            by_place[place] = each.title
    return found


@dataclass(slots=True)
class _Rows:
    """Takes row after row; faults beyond the first many are only counted."""

    table: Table
    part: MeasuredPart
    findings: list[Problem]
    rows: list[ReadRow] = field(default_factory=list)
    faults: int = 0
    formulas: int = 0
    longer: int = 0
    empty: int = 0
    _feeds: Sequence[tuple[Column, int | None, bool]] = ()

    def __post_init__(self) -> None:
        at = self.table.places
        self._feeds = [
            (each, at.get(each.id), says_percent(each.title, self.table.title(each.id))) for each in self.part.columns
        ]

    @property
    def titles(self) -> Mapping[str, str]:
        """By column id the title that feeds it."""
        return {each.id: self.table.header[place] for each, place, _ in self._feeds if place is not None}

    def take_all(self, beside: Mapping[int, str], told: Told | None) -> None:
        """Read every row but those that are no unit's, which are named."""
        for done, row in enumerate(self.table.rows):
            if told is not None and done % _BLOCK == 0:
                told(done, len(self.table.rows))
            if row.number not in beside:
                self.take(row)
        self.close()
        self.findings += findings_beside(self.table, self.part, beside)

    def take(self, row: Row) -> None:
        """Read one row; its faults go to the findings."""
        held = [(column, row.cell(place), percent) for column, place, percent in self._feeds]
        if all(cell == BLANK for _, cell, _ in held):
            self.empty += 1
            return
        texts = []
        for column, cell, percent in held:
            self.formulas += cell.formula
            self.longer += isinstance(cell.value, Fraction) and as_shown(cell.value) != cell.value
            texts.append(self._text(row, column, cell, percent))
        self.rows.append(ReadRow(row.number, tuple(texts)))

    def _text(self, row: Row, column: Column, cell: Cell, percent: bool) -> str:
        try:
            text = canonical(column, cell, percent)
        except BadCell as bad:
            self._fault(row, column, bad.code, text_of(cell))
            return ""
        if not text and (column.required or column.kind in (ColumnKind.UNIT, ColumnKind.PERSON)):
            self._fault(row, column, "figures.blank", "")
        elif column.kind in NUMERIC and not in_range(column, text):
            self._fault(row, column, "figures.out_of_range", text, **_range(column))
        return text

    def _fault(self, row: Row, column: Column, code: str, shown: str, **more: str) -> None:
        self.faults += 1
        if self.faults <= MOST_FAULTS:
            place: dict[str, str | int] = {"row": row.number, "column": self.table.title(column.id)}
            facts = {**place, "shown": shown[:_SHOWN], **more}
            self.findings.append(Problem(code, Severity.STOP, self.table.where, facts))

    def close(self) -> None:
        """Add what is to be said of all rows together."""
        where = self.table.where
        if self.faults > MOST_FAULTS:
            self.findings.append(Problem("figures.more", Severity.STOP, where, {"count": self.faults - MOST_FAULTS}))
        if self.formulas:
            self.findings.append(Problem("figures.formulas", Severity.NOTE, where, {"count": self.formulas}))
        if self.longer:
            self.findings.append(Problem("figures.digits", Severity.NOTE, where, {"count": self.longer}))
        if self.empty:
            self.findings.append(Problem("figures.rows_beside", Severity.NOTE, where, {"count": self.empty}))
        if not self.rows:
            self.findings.append(Problem("figures.no_rows", Severity.STOP, where))


def _range(column: Column) -> dict[str, str]:
    ends = ("–" if end is None else number_text(end) for end in (column.least, column.most))
    return dict(zip(("least", "most"), ends, strict=True))
