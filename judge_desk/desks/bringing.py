"""Secretary: what was dropped on an open contest is sorted by what it is; nothing is read further, nothing written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import BadInput
from judge_desk.desks.place_kinds import CONTEST, SCORE, find_place
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.sealed.ballot_file import EXTENSION
from judge_desk.exchange.sealed.ballot_search import find_ballots
from judge_desk.exchange.sealed.manifest_file import EXTENSION as MANIFEST
from judge_desk.stores.contest_file import FILE_NAME
from judge_desk.stores.score_schema import ENDING

SHEETS: Final = (".xlsx", ".csv")
"""Endings of the sheets that a register comes in."""
_OPENED: Final = (Path(FILE_NAME).suffix, MANIFEST, ENDING)
"""Endings of the files that stand for a contest folder or a package, or are a score file."""


class Kind(StrEnum):
    """What was brought: ballots to be planned, sources of entries to be previewed, or something to be opened."""

    BALLOTS = "ballots"
    ENTRIES = "entries"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Brought:
    """What was brought, by kind.

    Attributes:
        places: what holds ballots, or the one place to be opened; register, files: sources of entries.
    """

    kind: Kind
    places: tuple[Path, ...] = ()
    register: Path | None = None
    files: Path | None = None


def sort_out(places: Sequence[Path], around: Surroundings) -> Brought:
    """Say what files and folders are that were brought together.

    A contest folder or a score file is opened; what holds ballots is collected; a sheet is a register; a package is
    opened; any other folder holds the files of entries.

    Raises:
        BadInput: none of these, or more than one at once.
    """
    if len(places) == 1 and _is_opened(places[0]):
        return Brought(Kind.PLACE, (places[0],))
    if any(_holds_ballots(each, around) for each in places):
        return Brought(Kind.BALLOTS, tuple(places))
    if len(places) == 1 and _place(places[0]):
        return Brought(Kind.PLACE, (places[0],))
    sheets = [each for each in places if each.is_file() and each.suffix.lower() in SHEETS]
    folders = [each for each in places if each.is_dir()]
    if len(sheets) + len(folders) < len(places) or not places:
        raise BadInput("bringing.unknown", names=", ".join(each.name for each in places)[:80])
    if len(sheets) > 1 or len(folders) > 1:
        raise BadInput("bringing.several", names=", ".join(each.name for each in places)[:80])
    return Brought(Kind.ENTRIES, (), next(iter(sheets), None), next(iter(folders), None))


def _is_opened(path: Path) -> bool:
    """Say whether a path is itself a contest folder or a score file, and not one that only holds one."""
    kind = _place(path)
    return kind == SCORE or (kind == CONTEST and find_place(path)[1] == path)


def _place(path: Path) -> str:
    """Give the kind of a path that can be opened; empty for any other file, whatever lies beside it."""
    if path.is_file() and path.suffix.lower() not in _OPENED:
        return ""
    try:
        return find_place(path)[0]
    except BadInput:
        return ""


def _holds_ballots(path: Path, around: Surroundings) -> bool:
    """Say whether a path is called a ballot, or is a folder with one in it."""
    if path.name.lower().endswith(EXTENSION):
        return True
    if not path.is_dir():
        return False
    found = find_ballots((path,), lambda count: around.progress("progress.looking_for_ballots", count, 0))
    return bool(found.files)
