"""The stand-alone program on a folder, beside what the program's own recount says of it."""

from __future__ import annotations

import io
from pathlib import Path

from judge_desk.contest.values.problems import Severity
from judge_desk.desks.recounting import Recount
from tests.trust.recount_worlds import load_recount


def inspected(folder: Path, definition: Path | None = None, *more: str) -> tuple[int, str]:
    """Run the inspector's file on a folder; gives how it ended, and what it printed."""
    out = io.StringIO()
    given = [str(folder), "--lang", "en", *more, *(["--definition", str(definition)] if definition else [])]
    code: int = load_recount().main(given, out)
    return code, out.getvalue()


def both_agree(found: Recount, folder: Path, definition: Path | None = None) -> str:
    """Hold that both say the same in substance: all is well or not, and of everything well its code of the data.

    Gives what the inspector's file printed.
    """
    code, told = inspected(folder, definition)
    assert (code == 0) is not any(each.severity is Severity.STOP for each in found.findings), told
    for each in found.rounds:
        if each.same:
            assert f"{each.data_code}\nThe published result is the same as the recount." in told, told
    return told
