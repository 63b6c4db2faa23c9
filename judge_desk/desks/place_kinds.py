"""Say by its names alone what a folder or file is; nothing is opened, and nothing that could open it is loaded."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import BadInput
from judge_desk.exchange.stored_names import MANIFEST
from judge_desk.stores import file_names

CONTEST: Final = "contest"
PACKAGE: Final = "package"
SCORE: Final = "score"


def find_place(path: Path) -> tuple[str, Path]:
    """Say what a path is: (:data:`CONTEST` or :data:`PACKAGE`, the folder), or (:data:`SCORE`, the score file).

    A file stands for its folder; a folder that holds exactly one such folder, as a stick or a rehearsal does, for it.

    Raises:
        BadInput: neither; a sealed ballot by itself, which only the secretary's desk takes in.
    """
    if path.suffix == file_names.SCORE and path.is_file():
        return SCORE, path
    folder = path.parent if path.is_file() else path
    kind = _kind(folder)
    if kind:
        return kind, folder
    inside = [(kind, each) for each in _folders(folder) if (kind := _kind(each))]
    contests = [each for each in inside if each[0] == CONTEST]
    for found in (contests, inside):
        if len(found) == 1:
            return found[0]
    sealed = path.suffix == file_names.BALLOT and path.is_file()
    raise BadInput("looking.sealed_ballot" if sealed else "looking.unknown_folder", where=path.name)


def _kind(folder: Path) -> str:
    if (folder / file_names.CONTEST).is_file():
        return CONTEST
    return PACKAGE if any(name.endswith(MANIFEST) for name in _names(folder)) else ""


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _folders(folder: Path) -> Iterator[Path]:
    return (folder / name for name in _names(folder) if (folder / name).is_dir())
