"""The judge's shelf on this machine: score files, copies of packages, and what there is to go on with.

It lies in the user's own folder. Names are made of ids of the contest and round and hold no word of a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from judge_desk.contest.register.packages import Manifest
from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.contest.values.identity import Digest, EntryCode, Seat
from judge_desk.contest.values.problems import BadInput, Problem, Refusal
from judge_desk.desks.comforts import kept_in
from judge_desk.desks.judge_file import JudgeFile, take_up
from judge_desk.exchange.places import Place, place_of
from judge_desk.stores.score_events import FileState
from judge_desk.stores.score_schema import ENDING
from judge_desk.stores.synced import is_synced

SCORES: Final = "phieu"
"""Folder of the score files."""
PACKAGES: Final = "goi"
"""Folder of the copies of packages."""
PLACE: Final = "place"
"""Name under which the window keeps the cell that the judge was at: the code, a blank, the criterion."""

_SHORT: Final = 8


@dataclass(frozen=True, slots=True)
class Work:
    """A score file on this machine.

    Attributes:
        path: the file.
        contest, round: titles; seat, name: whose marks. Empty, and 0, where the file cannot be read.
        rehearsal: whether it is a trial; sealed: whether marks are closed.
        done, of: entries that need nothing more, of how many.
        time: of the newest act (ISO local), else of the file.
        code: the entry that the judge was at, else the first unfinished one; empty without one.
        trouble: why the file cannot be read; None for a sound one.
    """

    path: Path
    contest: str
    round: str
    seat: int
    name: str
    rehearsal: bool
    sealed: bool
    done: int
    of: int
    time: str
    code: str
    trouble: Problem | None = None


def score_path(home: Path, manifest: Manifest, seat: Seat) -> Path:
    """Say where a seat's score file lies: one for the round, whatever version of the package is opened."""
    return home / SCORES / f"{manifest.contest}-{manifest.round}-ghe-{seat}-{manifest.key[:_SHORT]}{ENDING}"


def package_path(home: Path, manifest: Manifest, digest: Digest) -> Path:
    """Say where the copy of a package lies; ``digest`` is that of its manifest's file."""
    return home / PACKAGES / f"{manifest.contest}-{manifest.round}-{manifest.version}-{digest[:_SHORT]}"


def works(home: Path) -> tuple[Work, ...]:
    """List the score files of the shelf, the newest act first; one that cannot be read says why."""
    folder = home / SCORES
    found = [_work(path) for path in folder.glob(f"*{ENDING}")] if folder.is_dir() else []
    return tuple(sorted(found, key=lambda work: (work.time, work.path.name), reverse=True))


def _work(path: Path) -> Work:
    try:
        judge = take_up(path, read_only=True)
    except Refusal as refusal:
        return Work(path, "", "", 0, "", False, False, 0, 0, _file_time(path), "", refusal.problem)
    with judge.score:
        return _read(judge, path)


def _read(judge: JudgeFile, path: Path) -> Work:
    state = judge.score.current()
    leaves = [leaf.id for leaf in judged_leaves(judge.round.rubric)]
    open_ones = [
        entry.code
        for entry in judge.entries
        if entry.code not in state.recusals and not all((entry.code, leaf) in state.marks for leaf in leaves)
    ]
    last = EntryCode(kept_in(judge.score, PLACE).partition(" ")[0])
    at = last if any(entry.code == last for entry in judge.entries) else next(iter(open_ones), EntryCode(""))
    events = judge.score.history()
    return Work(
        path,
        judge.definition.short_title,
        judge.round.title,
        judge.score.identity.seat,
        judge.score.identity.name,
        judge.manifest.rehearsal,
        state.state is FileState.SEALED,
        len(judge.entries) - len(open_ones),
        len(judge.entries),
        events[-1].stated_time if events else _file_time(path),
        at,
    )


def _file_time(path: Path) -> str:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).isoformat(timespec="seconds")
    except OSError:
        return ""


def check_place(path: Path) -> None:
    """Refuse a place where a score file may not live: it stays on the machine's own disk.

    Raises:
        BadInput: a disk that can be pulled out, another machine's disk, or a folder that a cloud service copies.
    """
    place = place_of(path)
    if place is Place.REMOVABLE:
        raise BadInput("shelf.removable", where=path.name)
    if place is Place.NETWORK:
        raise BadInput("shelf.network", where=path.name)
    if is_synced(path):
        raise BadInput("shelf.synced", where=path.name)
