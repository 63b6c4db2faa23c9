"""Which column is which, as the secretary said it once: remembered on this machine, by the titles of the sheet.

The same office writes the same sheet year after year. What was chosen for a head row is used again for one with the
same titles, whatever file they stand in. The memory is a convenience: one that cannot be read or written is none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import CannotWrite, Unreadable
from judge_desk.exchange.disk import make_folder, read_bytes, replace_safely
from judge_desk.exchange.spreadsheets.columns import HEAD_ROWS, fold_title
from judge_desk.exchange.spreadsheets.sheets import Sheet, text_of

FILE: Final = "columns.json"
_MOST: Final = 200
_LIMIT: Final = 1_000_000

Mapped = Mapping[str, str]
"""Column key to the title in the sheet; an empty title says that the sheet has no such column."""


def remembered(home: Path, sheet: Sheet) -> Mapped:
    """Give what was chosen before for a sheet with these titles, empty when nothing was."""
    memory = _read(home)
    for row in sheet.rows[:HEAD_ROWS]:
        found = memory.get(_key(text_of(cell) for cell in row.cells))
        if found is not None:
            return found
    return {}


def remember(home: Path, header: tuple[str, ...], mapping: Mapped) -> None:
    """Keep what was chosen for these titles, in place of what was chosen before; a full disk loses only this."""
    memory = _read(home)
    key = _key(header)
    if memory.get(key, {}) == mapping:
        return
    memory.pop(key, None)
    memory[key] = dict(mapping)
    newest = dict(list(memory.items())[-_MOST:])
    try:
        make_folder(home)
        replace_safely(home / FILE, json.dumps(newest, ensure_ascii=False, indent=1).encode())
    except CannotWrite:
        return  # the sheet is read all the same


def _key(titles: Iterable[str]) -> str:
    folded = [fold_title(title) for title in titles]
    while folded and not folded[-1]:
        folded.pop()
    return " | ".join(folded)


def _read(home: Path) -> dict[str, dict[str, str]]:
    try:
        told = json.loads(read_bytes(home / FILE, _LIMIT))
    except (Unreadable, ValueError, RecursionError):
        return {}
    if not isinstance(told, dict):
        return {}
    return {
        str(key): {str(column): str(title) for column, title in mapping.items()}
        for key, mapping in told.items()
        if isinstance(mapping, dict)
    }
