"""What is written down when the program meets a fault of its own: where in the program, never with whose data.

A report holds versions, the kinds of the exceptions and the places in the program's source. It holds no message of an
exception, no value and no name of a file of the user, for these may hold names and marks. Nothing is sent.
"""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import qVersion

from judge_desk import __version__

FOLDER: Final = "bao-loi"
_PROGRAM: Final = "judge_desk"


def report_text(fault: BaseException, stamp: str) -> str:
    """Write a report of a fault; ``stamp`` is the stated time, ISO local."""
    lines = [
        f"Judge Desk {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {sys.platform}",
        f"time {stamp}",
    ]
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
        folder.mkdir(parents=True, exist_ok=True)
        number = 1
        while (path := folder / f"{name}-{number}.txt").exists():
            number += 1
        path.write_text(report_text(fault, stamp), encoding="utf-8")
    except OSError:
        return None
    return path
