"""What is written down when the program meets a fault of its own: where in the program, never with whose data.

A report holds versions, the kinds of the exceptions and the places in the program's source. It holds no message of an
exception, no value and no name of a file of the user, for these may hold names and marks. Nothing is sent.
"""

from __future__ import annotations

import platform
import sqlite3
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from judge_desk import __version__

FOLDER: Final = "bao-loi"
_PROGRAM: Final = "judge_desk"


@dataclass(frozen=True, slots=True)
class Report:
    """One report: the name of its file, its text, and when it was written (ISO local; empty for the machine's own)."""

    name: str
    text: str
    stamp: str


def machine_text(stamp: str) -> str:
    """Say which program runs on which machine; ``stamp`` is the stated time, ISO local."""
    parts = (f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}", _qt())
    about = ", ".join((*filter(None, parts), f"{sys.platform} {platform.release()}"))
    return f"Judge Desk {__version__}\n{about}\ntime {stamp}\n"


def _qt() -> str:
    """Name the version of Qt where a window runs; the terminal loads none."""
    loaded = sys.modules.get("PySide6")
    return f"Qt {loaded.__version__}" if loaded is not None else ""


def report_text(fault: BaseException, stamp: str) -> str:
    """Write a report of a fault; ``stamp`` is the stated time, ISO local."""
    lines = machine_text(stamp).splitlines()
    seen: BaseException | None = fault
    while seen is not None:
        lines += ["", type(seen).__module__ + "." + type(seen).__qualname__, *_places(seen.__traceback__)]
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(lines) + "\n"


def _places(trace: TracebackType | None) -> list[str]:
    return [f"  {_place(each.filename)}:{each.lineno} {each.name}" for each in traceback.extract_tb(trace)]


def _place(file: str) -> str:
    """Give a source file without the folders of this machine: inside the program its path, elsewhere its name."""
    parts = Path(file).parts
    if _PROGRAM in parts:
        start = len(parts) - 1 - parts[::-1].index(_PROGRAM)
        return "/".join(parts[start:])
    return parts[-1] if parts else ""


def write_report(home: Path, fault: BaseException, stamp: str) -> Path | None:
    """Write a report into a new file of the user's folder; None if even that cannot be written."""
    folder = home / FOLDER
    name = "bao-loi-" + "".join(each for each in stamp if each.isdigit())
    try:
        folder.mkdir(0o700, parents=True, exist_ok=True)
        number = 1
        while (path := folder / f"{name}-{number}.txt").exists():
            number += 1
        path.write_text(report_text(fault, stamp), encoding="utf-8")
    except OSError:
        return None
    return path


def reports_in(home: Path, now: str) -> tuple[Report, ...]:
    """Give the machine's own facts, then every report that was written here, newest first."""
    found = [Report("", machine_text(now), "")]
    for path in sorted((home / FOLDER).glob("bao-loi-*.txt"), reverse=True):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        stamps = [line.removeprefix("time ") for line in text.splitlines() if line.startswith("time ")]
        found.append(Report(path.name, text, stamps[0] if stamps else now))
    return tuple(found)


def save_reports(folder: Path, reports: Sequence[Report], now: str) -> Path | None:
    """Write all reports into one new file of a folder; None if it cannot be written."""
    digits = "".join(each for each in now if each.isdigit())
    path = folder / f"judge-desk-bao-loi-{digits}.txt"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write("\n".join(each.text for each in reports))
    except OSError:
        return None
    return path
