"""Ballots on a stick or in a folder: found by the ending of their names, read-only, without following links."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.exchange.sealed.ballot_file import EXTENSION

MOST_LOOKED: Final = 20_000
"""Names looked at in one search; a stick with more is not one that judges hand in."""
DEEPEST: Final = 8
Looking = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: ballots by path; how many names were looked at; whether all were."""

    files: tuple[Path, ...]
    looked: int
    whole: bool


def find_ballots(places: Sequence[Path], looking: Looking = lambda _: None) -> Found:
    """Find ballots: a file stands for itself, whatever its name; a folder for every ballot below it, each once.

    Args:
        places: files and folders.
        looking: told now and then how many names were looked at; it may raise to stop.
    """
    files: list[Path] = []
    looked, whole = 0, True
    for place in places:
        if not _is_searched(place):
            files.append(place)
            continue
        for path in _below(place):
            looked += 1
            if looked > MOST_LOOKED:
                whole = False
                break
            if looked % 200 == 0:
                looking(looked)
            if path.name.lower().endswith(EXTENSION) and path not in files:
                files.append(path)
    return Found(tuple(files), looked, whole)


def _is_searched(place: Path) -> bool:
    """Say whether a place is a folder to look through; one that calls itself a ballot is named as what it is not."""
    return place.is_dir() and not place.name.lower().endswith(EXTENSION)


def _below(folder: Path, depth: int = 0) -> Iterator[Path]:
    """Give the files below a folder, by name; what cannot be listed is passed over."""
    try:
        entries = sorted(os.scandir(folder), key=lambda each: each.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if depth < DEEPEST:
                yield from _below(Path(entry.path), depth + 1)
        elif entry.is_file(follow_symlinks=False):
            yield Path(entry.path)
