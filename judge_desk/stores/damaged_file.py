"""A damaged file is kept as it is, and a sound one takes its name, so that no moment is without one of them.

The journal that may lie beside goes with the damaged one: SQLite would need it to make that whole, and must never
take it for the journal of the sound one (https://sqlite.org/howtocorrupt.html).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import CannotWrite
from judge_desk.stores.copies import flush, make_private

JOURNAL: Final = "-journal"


def keep_damaged(present: Path, target: Path) -> Path:
    """Copy a damaged file, and its journal, to a free name and flush them; gives that name.

    Raises:
        CannotWrite: the copy cannot be written; the damaged file is as it was.
    """
    try:
        for path, kept in ((present, target), (_journal(present), _journal(target))):
            if path.exists():
                make_private(kept)
                shutil.copyfile(path, kept)
                flush(kept)
        flush(target.parent)
    except OSError as error:
        raise CannotWrite("store.io", where=present.name, folder=str(present.parent)) from error
    return target


def put_in_place(beside: Path, target: Path) -> None:
    """Give a file of ours, whole and flushed, the name of another one, which is gone then with its journal.

    The journal is emptied and not deleted: Windows makes no deletion durable, and one that comes back after a power
    cut would be taken for the journal of the new file.

    Raises:
        CannotWrite: the system refuses; one of the two has the name.
    """
    try:
        make_private(_journal(target))
        _journal(target).write_bytes(b"")
        flush(_journal(target))
        flush(target.parent)  # the journal must be empty for good before another file has this name
        os.replace(beside, target)
        flush(target)  # before anything is written to it: a journal of the new file must never meet the old one
        flush(target.parent)
    except OSError as error:
        raise CannotWrite("store.io", where=target.name, folder=str(target.parent)) from error


def _journal(path: Path) -> Path:
    return path.with_name(path.name + JOURNAL)
