"""Copies that are good: written, flushed, opened again and checked whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from judge_desk.contest.values.problems import Unreadable
from judge_desk.stores.copies import copy_into
from judge_desk.stores.database import OpenFile

Check = Callable[[Path], object]
"""Opens a copy (:func:`judge_desk.stores.database.open_database`) and checks it whole; raises a refusal if it fails."""


def back_up(opened: OpenFile, target: Path, check: Check) -> Path:
    """Write a copy under a new name, flush it, open it again and check it whole; only then is it a copy.

    Raises:
        CannotWrite: no room (twice the size is asked for), write-protected, failing, or the name is taken.
        Unreadable: what was written cannot be read back; it is left there, named ``….hong``.
    """
    copy_into(opened.conn, opened.path, target)
    try:
        check(target)
    except Unreadable:
        target.rename(target.with_name(target.name + ".hong"))
        raise
    return target
