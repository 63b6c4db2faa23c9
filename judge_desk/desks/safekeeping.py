"""Secretary: copies of the contest's file."""

from __future__ import annotations

from pathlib import Path

from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import copy_verified, hash_file, make_folder
from judge_desk.exchange.disk_space import check_space
from judge_desk.stores import contest_copies


def snapshot(contest: ContestFolder, what: str, around: Surroundings) -> str:
    """Make a checked copy of an open contest file; gives the copy's name."""
    return contest_copies.snapshot(contest.store, what, around.now()).name


def backup(folder: Path, around: Surroundings) -> str:
    """Make a checked copy of a contest's file now; gives the copy's name."""
    with open_folder(folder) as contest:
        return snapshot(contest, "thu-cong", around)


def copy_out(folder: Path, name: str, target: Path, around: Surroundings) -> Path:
    """Write a copy of the contest's file to another place, e.g. a stick, and read it back; gives the new file.

    It lies in a folder of the contest's own, so that copies of two contests do not meet. It holds the contest's key
    and the table of codes, as the contest's file does.

    Raises:
        BadInput: no such copy. CannotWrite: no room, write-protected or failing, or another file has the name.
    """
    source = contest_copies.find_copy(folder, name)
    with open_folder(folder, read_only=True) as contest:
        place = target / f"sao-luu-{contest.definition.id}"
    make_folder(place)
    check_space(place, source.stat().st_size)
    made = place / name
    if made.is_file() and hash_file(made) == hash_file(source):
        return made

    def report(done: int, total: int) -> None:
        around.progress("progress.copy_out", done, total)

    copy_verified(source, made, report)
    return made


def copies(folder: Path) -> tuple[str, ...]:
    """List the copies of a contest folder, newest first."""
    return tuple(each.path.name for each in contest_copies.copies_of(folder))
