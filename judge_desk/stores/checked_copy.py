"""Copies that are good: written, flushed, opened again and checked whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from judge_desk.contest.values.problems import Unreadable
from judge_desk.stores.copies import copy_into
from judge_desk.stores.database import OpenFile, open_database
from judge_desk.stores.faults import damaged

Check = Callable[[Path], object]
"""Opens a copy and checks it whole; raises a refusal when it is not good."""


def back_up(opened: OpenFile, target: Path, check: Check) -> Path:
    """Write a copy under a new name, flush it, open it again and check it whole; only then is it a copy.

    Raises:
        CannotWrite: no room (twice the size is asked for), write-protected, failing, or the name is taken.
        Unreadable: what was written cannot be read back; it is left there, named ``….hong``.
    """
    copy_into(opened.conn, opened.path, target)
    try:
        with open_database(target, opened.kind, read_only=True) as copy:
            found = copy.rows("PRAGMA integrity_check(1)")
            if found != [("ok",)]:
                raise damaged(target, str(found))
        check(target)
    except Unreadable:
        target.rename(target.with_name(target.name + ".hong"))
        raise
    return target
