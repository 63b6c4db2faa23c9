"""Versions of what the program stands on that it refuses to run with: docs/decisions/037."""

from __future__ import annotations

import sqlite3
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import Findings, Problem, Severity

LEAST_SQLITE: Final = (3, 37, 0)
"""The first with STRICT tables (https://sqlite.org/releaselog/3_37_0.html)."""
BAD_SQLITE: Final = frozenset({(3, 52, 0)})
"""Withdrawn by its makers. Faults of the write-ahead log, which older ones have, cannot reach us: it is never used,
and no file of a stranger is ever opened."""
BROKEN_QT: Final = "6.12.0"
NEEDS_PYTHON: Final = (3, 12)


def qt_version() -> str:
    """Give the version of the installed Qt for Python, empty if it is not installed; Qt itself is not loaded."""
    found = find_spec("PySide6")
    places = [Path(each).parent for each in (found.submodule_search_locations or ())] if found is not None else []
    names = [each.name for place in places for each in place.glob("[Pp]y[Ss]ide6_[Ee]ssentials-*.dist-info")]
    return names[0].split("-")[1].removesuffix(".dist") if names else ""


def check_qt(version: str, python: tuple[int, int]) -> Findings:
    """Refuse a missing Qt, and the release that aborts on older Pythons (PYSIDE-3474)."""
    if not version:
        return (Problem("window.no_qt"),)
    if version == BROKEN_QT and python < NEEDS_PYTHON:
        return (Problem("window.qt_aborts", facts={"version": version, "python": ".".join(map(str, python))}),)
    return ()


def check_sqlite(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> Findings:
    """Refuse an SQLite that cannot keep our tables, or that its makers withdrew."""
    facts = {"version": _dotted(version), "least": _dotted(LEAST_SQLITE)}
    if version < LEAST_SQLITE:
        return (Problem("machine.sqlite_old", Severity.STOP, facts=facts),)
    if version in BAD_SQLITE:
        return (Problem("machine.sqlite_withdrawn", Severity.STOP, facts=facts),)
    return ()


def check_pins() -> Findings:
    """Check everything that this machine runs the program with."""
    version, python = qt_version(), (sys.version_info[0], sys.version_info[1])
    return (*check_sqlite(), *(check_qt(version, python) if version else ()))


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
