"""Sheets from people: XLSX and CSV become rows of cells, with every row's own number kept.

Numbers become exact here: what the XLSX library hands over as a float is taken by its shortest decimal text, never
calculated with. Dates stay dates, so that a mark turned into a date by the office program is seen and not guessed.
What a cell means is decided by the readers of registers, panels and marks; titles are matched by ``columns``.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from fractions import Fraction
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import Findings, Problem, Severity, Unreadable
from judge_desk.exchange.plain_text import tidy_name, tidy_text
from judge_desk.exchange.spreadsheets.csv_lines import Lines, delimiter_of
from judge_desk.exchange.spreadsheets.old_cells import Reader, as_written, note, reader_of, writing_of
from judge_desk.exchange.spreadsheets.workbook_lines import RawCell, RawRow, RawSheet, cells_of
from judge_desk.exchange.zip_gate import MOST_SHEET_BYTES, look_into

MOST_FILE_BYTES: Final = 30 * 1024 * 1024
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
MOST_CELLS: Final = 1_500_000
"""Cells that are read in all, those beyond the last column that counts among them: half a minute of a slow machine."""
MOST_LETTERS: Final = 32 * 1024 * 1024
"""Letters of all cells: a text that stands in the file once may stand in every cell."""
MOST_CELL_CHARACTERS: Final = 32_767
_MOST_STRING_BYTES: Final = 24 * 1024 * 1024
_STRINGS: Final = "xl/sharedStrings.xml"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BLOCK: Final = 500

Value = str | int | Fraction | bool | date | time | None
"""What a cell holds. ``datetime`` is a ``date``; None is blank, which is never zero."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        value: see :data:`Value`; texts are NFC, stripped, free of invisible characters.
        formula: the value was calculated by the office program.
        fault: an error value such as ``#DIV/0!``, or ``=`` for a formula whose result was never stored.
        shown: how the office program shows the value: ``%`` a number as percent, so that 85 % is stored as 0.85;
            ``s`` a time with its seconds; ``m`` a time without them; empty for anything else.
    """

    value: Value = None
    formula: bool = False
    fault: str = ""
    shown: str = ""


BLANK: Final = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not blank; ``number`` counts from 1 as the office program shows it (in CSV: the line)."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, place: int | None) -> Cell:
        """Give the cell at a place counted from 0; blank beyond the end or for None."""
        return self.cells[place] if place is not None and place < len(self.cells) else BLANK


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows of one sheet that are not blank.

    Attributes:
        file: the file's name, without folders; name: the sheet's name, empty for CSV.
        rows: in order.
        findings: notes of reading, e.g. hidden characters left out.
        others: names of the file's other sheets that have rows.
    """

    file: str
    name: str
    rows: tuple[Row, ...]
    findings: Findings = ()
    others: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The place as a person would say it: the file, then the sheet."""
        return f"{self.file} · {self.name}" if self.name else self.file


def text_of(cell: Cell) -> str:
    """Write a cell's value as text: numbers with a decimal comma, dates ``16/08/2024``; empty for blank."""
    value = cell.value
    if value is None:
        return cell.fault
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return _number_text(Fraction(value))


def _number_text(value: Fraction) -> str:
    for decimals in range(16):
        scaled = value * 10**decimals
        if scaled.denominator == 1:
            digits = str(abs(scaled.numerator)).rjust(decimals + 1, "0")
            sign = "-" if value < 0 else ""
            return sign + (f"{digits[:-decimals]},{digits[-decimals:]}" if decimals else digits)
    return str(value)


Told = Callable[[int, int], None]
"""Called between blocks of rows with the rows read and the rows in all (0 when unknown); may stop the reading."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How a file is read: which sheet, what its letters mean, how many rows at most, whom it is told."""

    name: str
    read: Reader
    most_rows: int
    told: Told | None

    def count(self, file: str, rows: int, whole: int = 0) -> None:
        """Take note of rows read so far; raises Unreadable for too many."""
        if rows > self.most_rows:
            raise Unreadable("sheet.too_big", file, name=file, most_rows=self.most_rows)
        if self.told is not None and rows % _BLOCK == 0:
            self.told(rows, whole)


def read_sheet(path: Path, name: str = "", most_rows: int = MOST_ROWS, told: Told | None = None) -> Sheet:
    """Read a sheet of an XLSX file (the named one, else the first that has rows) or a CSV file.

    Args:
        path: the file.
        name: of the sheet.
        most_rows: how many rows it may have.
        told: hears how far the reading is; may stop it by raising.

    Raises:
        Unreadable: ``sheet.missing``, ``sheet.unreadable``, ``sheet.csv_quotes``, ``sheet.encrypted``,
            ``sheet.old_format``, ``sheet.too_big``, ``sheet.empty``, ``sheet.encoding``,
            ``sheet.not_a_sheet``, ``sheet.no_such_sheet``, ``sheet.stopped``.
    """
    way = _Way(name, as_written, most_rows, told)
    sheet = _read(path, way)
    texts = [cell.value for row in sheet.rows for cell in row.cells if isinstance(cell.value, str)]
    writing = writing_of(texts)
    if writing is None:
        return sheet
    read = _read(
        path, replace(way, read=reader_of(writing))
    )  # anew: a letter of it looks like a hyphen that cannot be seen
    return replace(read, findings=(note(writing, texts, sheet.where),))


def _read(path: Path, way: _Way) -> Sheet:
    file = tidy_name(path.name)
    try:
        size = path.stat().st_size
        with path.open("rb") as source:
            start = source.read(4096)
    except OSError as fault:
        raise Unreadable("sheet.missing", file, name=file) from fault
    if size == 0:
        raise Unreadable("sheet.empty", file, name=file)
    if size > MOST_FILE_BYTES:
        raise Unreadable("sheet.too_big", file, name=file, most_rows=way.most_rows)
    if start.startswith(_OLE):
        raise Unreadable(_code_of_old_office(path), file, name=file)
    if start.startswith(b"PK"):
        return _read_workbook(path, file, way)
    if b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("sheet.not_a_sheet", file, name=file)
    return _read_csv(path, file, way)


def _code_of_old_office(path: Path) -> str:
    encrypted = "EncryptedPackage".encode("utf-16-le") in path.read_bytes()
    return "sheet.encrypted" if encrypted else "sheet.old_format"


def _read_workbook(path: Path, file: str, way: _Way) -> Sheet:
    gate = look_into(path, MOST_SHEET_BYTES, {_STRINGS: _MOST_STRING_BYTES})
    if gate.fault == "bomb":
        raise Unreadable("sheet.too_big", file, name=file, most_rows=way.most_rows)
    if gate.fault == "encrypted":
        raise Unreadable("sheet.encrypted", file, name=file)
    if gate.fault or "xl/workbook.xml" not in gate.names:
        raise Unreadable("sheet.unreadable" if gate.fault else "sheet.not_a_sheet", file, name=file)
    limits = {"rows": way.most_rows, "columns": MOST_COLUMNS, "cells": MOST_CELLS, "letters": MOST_LETTERS}
    try:
        with cells_of(path, file, way.name, {**limits, "cell_letters": MOST_CELL_CHARACTERS}) as lines:
            sheets = _sheets(file, lines, way)
    except (ValueError, TypeError, IndexError, RecursionError, OSError) as fault:  # what it wrote are no cells
        raise Unreadable("sheet.unreadable", file, name=file) from fault
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise Unreadable("sheet.empty", file, name=file)
    return replace(filled[0], others=tuple(each.name for each in filled[1:]))


def _sheets(file: str, lines: Iterable[RawSheet | RawRow], way: _Way) -> list[Sheet]:
    """Make the sheets of what the reading process wrote."""
    found: list[tuple[RawSheet, list[Row], list[bool]]] = []
    for line in lines:
        if isinstance(line, RawSheet):
            found.append((line, [], []))
            continue
        sheet, rows, hidden = found[-1]
        way.count(file, line.number, sheet.whole)
        hidden += [True for cell in line.cells if _hides(cell.value)]
        cells = tuple(_cell(cell, way.read) for cell in line.cells[:MOST_COLUMNS])
        if any(cell != BLANK for cell in cells):
            rows.append(Row(line.number, cells))
    titles = [tidy_text(sheet.title) for sheet, _, _ in found]
    return [
        Sheet(file, title, tuple(rows), _hidden_note(len(hidden), f"{file} · {title}"))
        for title, (_, rows, hidden) in zip(titles, found, strict=True)
    ]


def _cell(raw: RawCell, read: Reader = as_written) -> Cell:
    value, formula = raw.value, raw.formula
    if raw.error:
        return Cell(None, formula, str(value))
    if value is None:
        return Cell(None, True, "=") if formula else BLANK
    if isinstance(value, str):
        taken = _value(read(value))
        return BLANK if taken is None and not formula else Cell(taken, formula, "", raw.shown)
    return Cell(_value(value), formula, "", raw.shown)


def _value(value: object) -> Value:
    """Take over a value; a float by its shortest decimal text, so that 8.5 is exactly 17/2."""
    if isinstance(value, str):
        return tidy_text(value.replace("\u00a0", " "))[:MOST_CELL_CHARACTERS] or None
    if isinstance(value, float):
        exact = Fraction(repr(value))
        return exact.numerator if exact.denominator == 1 else exact
    if isinstance(value, datetime):
        return value.date() if value.time() == time(0) else value.replace(tzinfo=None)
    if isinstance(value, (bool, int, date, time)):
        return value
    return tidy_text(str(value)) or None


def _hides(value: object) -> bool:
    if not isinstance(value, str):
        return False
    plain = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return len(tidy_text(value)) != len(plain.strip())


def _hidden_note(count: int, where: str) -> Findings:
    return (Problem("sheet.hidden_characters", Severity.NOTE, where, {"count": count}),) if count else ()


def _read_csv(path: Path, file: str, way: _Way) -> Sheet:
    text = way.read(_decode(path.read_bytes(), file))
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return _csv_rows(rest, first.strip()[4], file, way, offset=1)
    return _csv_rows(text, delimiter_of(text), file, way)


def _decode(data: bytes, file: str) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        text = data.decode("latin-1")
        if writing_of([text]) is None:
            raise Unreadable("sheet.encoding", file, name=file) from fault
        return text


def pasted_sheet(text: str, name: str) -> Sheet:
    """Read rows that were copied out of a sheet: cells parted by tabs, or as a CSV file parts them.

    Raises:
        Unreadable: ``sheet.empty``, ``sheet.too_big``, ``sheet.csv_quotes``; ``name`` stands for the file.
    """
    if len(text) > MOST_FILE_BYTES:
        raise Unreadable("sheet.too_big", name, name=name, most_rows=MOST_ROWS)
    return _csv_rows(text, "\t" if "\t" in text else delimiter_of(text), name, _Way("", as_written, MOST_ROWS, None))


def _csv_rows(text: str, delimiter: str, file: str, way: _Way, offset: int = 0) -> Sheet:
    rows: list[Row] = []
    hidden = 0
    for line, record in _records(text, delimiter, file):
        way.count(file, len(rows) + 1)
        cells = tuple(_cell(RawCell(text or None)) for text in record[:MOST_COLUMNS])
        hidden += sum(_hides(text) for text in record[:MOST_COLUMNS])
        if any(cell != BLANK for cell in cells):
            rows.append(Row(line + offset, cells))
    if not rows:
        raise Unreadable("sheet.empty", file, name=file)
    return Sheet(file, "", tuple(rows), _hidden_note(hidden, file))


def _records(text: str, delimiter: str, file: str) -> Iterator[tuple[int, list[str]]]:
    lines = Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = 1
    try:
        for record in reader:
            lines.since = 0
            yield line, record
            line = reader.line_num + 1
    except csv.Error as fault:
        raise Unreadable("sheet.csv_quotes", file, name=file, row=reader.line_num) from fault
