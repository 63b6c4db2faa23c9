"""Reads a stranger's workbook through a process of its own; what that says is checked before it is taken.

The process has limits on memory and time, reads the workbook's folder only and knows no key and no mark; a workbook
that breaks it or never ends costs its own finding and nothing else.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any, Final, TypeVar

from judge_desk.contest.values.facts import listed
from judge_desk.contest.values.problems import Unreadable
from judge_desk.exchange.submissions.line_process import LineProcess

SECONDS: Final = 60
"""Longest wait: the largest sheet that is taken needs ten seconds where this was written."""
_READER: Final = "judge_desk.exchange.submissions.reader_process"
_LONGEST_LINE: Final = 64 * 1024 * 1024
Kind = TypeVar("Kind")
_SHOWN: Final = frozenset({"", "%", "s", "m"})


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as the library has it.

    Attributes:
        value: text, number, truth, date, time, or None.
        error: it is an error value, which stands in ``value``.
        formula: the office program calculated it; shown: see ``sheets.Cell``.
    """

    value: str | int | float | bool | date | time | None
    error: bool = False
    formula: bool = False
    shown: str = ""


EMPTY: Final = RawCell(None)


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet whose rows follow: its title, and how many rows it says it has."""

    title: str
    whole: int


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row that holds something; ``number`` from 1."""

    number: int
    cells: tuple[RawCell, ...]


@contextmanager
def cells_of(path: Path, file: str, name: str, limits: Mapping[str, int]) -> Iterator[Iterator[RawSheet | RawRow]]:
    """Open a workbook in a process of its own, and go through what that wrote: each sheet, then its rows.

    Args:
        path: a workbook that the gate let through.
        file: how it is called in a finding.
        name: of the only sheet that is wanted, else empty.
        limits: see ``workbook_cells.Limits``.

    Raises:
        Unreadable: ``sheet.too_big``, ``sheet.no_such_sheet``, ``sheet.unreadable``; ``sheet.stopped`` when the process
            broke or took too long.
    """
    with tempfile.TemporaryDirectory(prefix="judge-desk-", ignore_cleanup_errors=True) as place:
        target = Path(place, "cells")
        with LineProcess(_READER, "--reader", Path(place), reads=[path.parent.resolve()]) as reader:
            request = {"do": "sheet", "path": reader.reach(path), "kind": "xlsx", "target": str(target)}
            found = reader.ask({**request, "name": name, "limits": dict(limits)}, SECONDS)
        if found is None:
            raise Unreadable("sheet.stopped", file, name=file, seconds=SECONDS)
        if "done" not in found:
            raise _refused(found, file, name, limits["rows"])
        with target.open("rb") as lines:
            yield _lines(lines)


def _refused(found: Mapping[str, Any], file: str, name: str, most_rows: int) -> Unreadable:
    if found.get("fault") == "too_big":
        return Unreadable("sheet.too_big", file, name=file, most_rows=most_rows)
    titles = found.get("sheets")
    if found.get("fault") == "no_such_sheet" and isinstance(titles, list):
        return Unreadable("sheet.no_such_sheet", file, name=file, sheet=name[:60], sheets=listed(titles))
    return Unreadable("sheet.unreadable", file, name=file)


def _lines(lines: IO[bytes]) -> Iterator[RawSheet | RawRow]:
    """Read the lines.

    Raises:
        ValueError, TypeError, RecursionError: one of them is not what ``workbook_cells`` writes.
    """
    while line := lines.readline(_LONGEST_LINE):
        first, rest = json.loads(line)
        if type(first) is str and type(rest) is int:
            yield RawSheet(first, rest)
        elif type(first) is int and type(rest) is list:
            yield RawRow(first, tuple([_cell(each) for each in rest]))
        else:
            raise ValueError(line[:80])


def _cell(raw: object) -> RawCell:
    if raw is None:
        return EMPTY
    if type(raw) is str:
        return RawCell(raw)
    if type(raw) is not list:
        raise TypeError(raw)
    sort, value, formula, shown = raw
    if sort == "error":
        return RawCell(_a(str, value), True, bool(formula))
    if shown not in _SHOWN:
        raise ValueError(shown)
    return RawCell(_value(sort, value), False, bool(formula), shown)


def _value(sort: str, value: object) -> str | int | float | bool | date | time | None:
    match sort:
        case "none":
            return None
        case "text":
            return _a(str, value)
        case "bool":
            return _a(bool, value)
        case "int":
            return _a(int, value)
        case "float":
            return float(_a(str, value))
        case "moment":
            return datetime.fromisoformat(_a(str, value))
        case "date":
            return date.fromisoformat(_a(str, value))
        case "time":
            return time.fromisoformat(_a(str, value))
    raise ValueError(sort)


def _a(kind: type[Kind], value: object) -> Kind:
    if type(value) is not kind:
        raise TypeError(value)
    return value
