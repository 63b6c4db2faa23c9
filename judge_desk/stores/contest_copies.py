"""Copies of the contest file in ``backups/``, and the way back to one.

A copy is made before every merge and whenever it is asked for; it is good only after it was opened again and every
row agreed with the log. Going back keeps the present file as a copy too: nothing is deleted. A copy holds everything
that the contest file holds, the contest key too: it belongs into the same safe hands.
"""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import (
    Altered,
    BadInput,
    CannotWrite,
    Findings,
    Problem,
    Refusal,
    Severity,
    Unreadable,
)
from judge_desk.stores.checked_copy import back_up
from judge_desk.stores.contest_file import (
    FILE_NAME,
    LOG_DIFFERS,
    LOG_NAME,
    ContestFile,
    check_copy,
    open_contest,
    record_act,
    set_aside,
)
from judge_desk.stores.contest_schema import CONTEST_FILE, ENDING
from judge_desk.stores.copies import Copy, copy_name, flush, list_copies, make_private, thin_out
from judge_desk.stores.damaged_file import keep_damaged, put_in_place
from judge_desk.stores.database import open_database
from judge_desk.stores.faults import medium_faults
from judge_desk.stores.rows import Facts

FOLDER: Final = "backups"
BEFORE_MERGE: Final = "truoc-khi-gop"
BEFORE_RESTORE: Final = "truoc-khi-khoi-phuc"
DAMAGED: Final = "ban-hong"
BESIDE: Final = f"dang-khoi-phuc{ENDING}"
"""Name of a copy on its way to become the contest's file."""


@dataclass(frozen=True, slots=True)
class WentBack:
    """A return to a copy that was carried out and recorded.

    Attributes:
        kept: where the file that was there lies now; None if there was none.
        findings: what could not be checked or renewed afterwards; the return stands all the same.
    """

    kept: Path | None
    findings: Findings = ()


def snapshot(contest: ContestFile, what: str, now: str) -> Path:
    """Make a checked copy ``backups/<time>_<what>.jdesk`` and give its path.

    Args:
        contest: the open contest.
        what: why, lower case, digits and dashes.
        now: stated time, ISO local.

    Raises:
        CannotWrite: no room, write-protected or failing. Unreadable: what was written cannot be read back.
    """
    folder = contest.folder / FOLDER
    _make(folder)
    path = back_up(contest.file, copy_name(folder, now, what, ENDING), check_copy)
    thin_out(folder, ENDING)
    return path


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise CannotWrite("store.no-folder", where=folder.name, folder=str(folder.parent)) from error
    flush(folder.parent)


def copies_of(folder: Path) -> tuple[Copy, ...]:
    """List the copies of a contest folder, newest first."""
    return list_copies(folder / FOLDER, ENDING)


def restore_contest(folder: Path, name: str, actor: str, now: str, facts: Facts | None = None) -> WentBack:
    """Go back to a copy; the present file becomes a copy itself, even when it is damaged.

    The restored log tells of the return before the file has its name, so that nobody finds one without the other.
    The open log of the present is kept beside the new one.

    Args:
        folder: the contest folder; the contest must not be open.
        name: file name of the copy in ``backups/``.
        actor: who does it, for the log.
        now: stated time, ISO local.
        facts: what else the restored log shall tell; with a ``merge`` it tells that this merge was taken back.

    Returns:
        What is kept, and what failed after the return was recorded: from then on nothing is refused any more.

    Raises:
        BadInput: no such copy. Refusal: the copy is not good, the contest is open, or the place is no good; then
            nothing has changed, or the refusal itself says that this is not known (``store.io``).
    """
    chosen = find_copy(folder, name)
    check_copy(chosen)
    kept = _keep_present(folder, now)
    told = {**(facts or {}), "copy": name, "kept": kept.name if kept else ""}
    what = "undo_merge" if "merge" in told else "restore"
    beside = _laid_beside(chosen, folder / BESIDE)
    with open_database(beside, CONTEST_FILE) as file:
        record_act(file, actor, what, told, now)
    return WentBack(kept, put_in_force(folder, beside, "store.went-back-unchecked"))


def put_in_force(folder: Path, beside: Path, unchecked: str) -> Findings:
    """Give a contest file that lies beside, whole and closed, the name of the contest's file; renew the open log.

    Its log must tell already why it is here, so that nobody finds the one without the other.

    Args:
        folder: the contest folder.
        beside: the file that takes the name.
        unchecked: code of the finding that it is in force and could not be read back.

    Returns:
        What could not be checked or renewed afterwards; the file is in force all the same.

    Raises:
        CannotWrite: the system refuses; one of the two files has the name.
    """
    put_in_place(beside, folder / FILE_NAME)
    with contextlib.suppress(CannotWrite):
        clear_beside(beside)  # at most an emptied journal, which the next return takes away
    return _looked_over(folder, unchecked)


def _looked_over(folder: Path, unchecked: str) -> Findings:
    """Renew the open log and check the file that is in force now; what fails is told and undoes nothing."""
    with contextlib.suppress(OSError):  # the opening would set it aside, too
        if (folder / LOG_NAME).exists():
            set_aside(folder / LOG_NAME)
    try:
        with open_contest(folder) as contest:
            return tuple(each for each in contest.findings if each.code != LOG_DIFFERS)
    except (Refusal, OSError) as fault:
        why = fault.problem.code if isinstance(fault, Refusal) else "store.io"
        return (Problem(unchecked, Severity.ASK, "", {"why": why}),)


def find_copy(folder: Path, name: str) -> Path:
    """Give the place of a copy.

    Raises:
        BadInput: no such copy.
    """
    for copy in copies_of(folder):
        if copy.path.name == name:
            return copy.path
    raise BadInput("store.no-such-copy", where=name, copies=len(copies_of(folder)))


def _keep_present(folder: Path, now: str) -> Path | None:
    """Make the present file a copy: a checked one if it is sound, else itself under another name, as it is."""
    present = folder / FILE_NAME
    _make(folder / FOLDER)
    if not present.exists():
        return None
    try:
        with open_contest(folder) as contest:
            return snapshot(contest, BEFORE_RESTORE, now)
    except (Altered, Unreadable):
        return keep_damaged(present, copy_name(folder / FOLDER, now, DAMAGED, ENDING))


def _laid_beside(copy: Path, beside: Path) -> Path:
    """Copy a copy beside the contest's file and flush it; what an earlier try has left there goes first."""
    clear_beside(beside)
    with medium_faults(beside):
        make_private(beside)
        shutil.copyfile(copy, beside)
    flush(beside)
    return beside


def clear_beside(beside: Path) -> None:
    """Take away what an earlier try left beside, the journal first: it must not meet another file.

    Raises:
        CannotWrite: the system refuses.
    """
    with medium_faults(beside):
        beside.with_name(beside.name + "-journal").unlink(missing_ok=True)
        beside.unlink(missing_ok=True)
