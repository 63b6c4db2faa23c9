"""One typing of a paper ballot, kept while it is typed: every accepted cell is one line, flushed before it counts.

A line is a JSON object; the first says what is typed by whom. Nothing is ever changed in it: a corrected cell is a
further line. A line that a crash cut off is left out when reading and taken away before the next one is written. The
file lies in the contest folder, on the local disk.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from judge_desk.contest.values.problems import Unreadable
from judge_desk.exchange.disk import create_safely, read_bytes, replace_safely
from judge_desk.exchange.disk_faults import writing
from judge_desk.exchange.form_numbers import refuse_newer

KIND: Final = "judge-desk nhap-phieu-giay 1"
LARGEST: Final = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class DraftHead:
    """What is typed: contest, round, package by digest, seat; which typing, by whom, since when (ISO)."""

    contest: str
    round: str
    package: str
    seat: int
    number: int
    typist: str
    began: str


@dataclass(frozen=True, slots=True)
class DraftCell:
    """One accepted cell: entry code, what of it (a criterion or a word of the desk), and what was typed."""

    code: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class TypingDraft:
    """A draft as it stands: its head and its cells in the order in which they were accepted."""

    head: DraftHead
    cells: tuple[DraftCell, ...]


def begin_draft(path: Path, head: DraftHead) -> None:
    """Begin a draft under a name that is free.

    Raises:
        CannotWrite: the name is taken, or the place cannot be written.
    """
    create_safely(path, _line({"kind": KIND, **asdict(head)}))


def read_draft(path: Path) -> TypingDraft:
    """Read a draft; lines at the end that were cut off are left out.

    Raises:
        NewerFormat: a newer program began it.
        Unreadable: it is no draft, or a whole line of it is damaged.
    """
    lines = _whole(read_bytes(path, LARGEST)).splitlines()
    try:
        first, *cells = [json.loads(line) for line in lines]
        refuse_newer(KIND, kind := first.pop("kind"), path.name)
        if kind != KIND:
            raise ValueError(KIND)
        return TypingDraft(DraftHead(**first), tuple(DraftCell(**each) for each in cells))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unreadable("typing.damaged", where=path.name) from error


def add_cells(path: Path, cells: Sequence[DraftCell]) -> None:
    """Add accepted cells; they are on the disk when this returns.

    Raises:
        CannotWrite: the disk does not take them.
    """
    data = read_bytes(path, LARGEST)
    if data != (whole := _whole(data)):
        replace_safely(path, whole)
    with writing(path), path.open("ab") as file:
        file.write(b"".join(_line(asdict(each)) for each in cells))
        file.flush()
        os.fsync(file.fileno())


def _whole(data: bytes) -> bytes:
    """Give the lines that arrived; a power cut leaves zeros where bytes did not, and no line holds one."""
    data = data.partition(b"\0")[0]
    return data[: data.rfind(b"\n") + 1]


def _line(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"
