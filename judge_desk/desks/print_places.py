"""Where copies of papers go: into the folder that a person names, and never over another print.

Where the folder holds another print under one of the names, the new one goes into a folder of its own in there, and
a note says which of the older files are not those of the new print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import Problem, Severity, Unreadable
from judge_desk.exchange.disk import finish_new, make_folder, read_bytes
from judge_desk.wording.catalogue import open_catalogue

REPLACED: Final = "DA-THAY-BANG-BAN-IN-MOI.txt"
"""Note in the folder of a print that was replaced; the print itself stays as it is."""
BESIDE: Final = "ban-in-{code}"
"""Folder of a print in a folder that holds another one; by the code of its data."""
LARGEST: Final = 256 * 1024 * 1024
"""Bytes of the longest paper."""

Files = Mapping[str, bytes]
"""Contents by name."""


def other_prints(folder: Path, files: Files) -> tuple[str, ...]:
    """Give the names that something else has in a folder already.

    The beginning of the same file, left by a crash, is nothing else.
    """
    return tuple(name for name, data in files.items() if _is_other(folder / name, data))


def _is_other(path: Path, data: bytes) -> bool:
    if not path.exists() and not path.is_symlink():
        return False
    try:
        return not data.startswith(read_bytes(path, LARGEST))
    except Unreadable:
        return True


def place_in(target: Path, code: str, files: Files) -> Path:
    """Give the folder for a print: the named one, or where another print lies in it, one of its own in there.

    The same print asked for again gets the same folder. Nothing is made or written.
    """
    return next(place for place in _places(target, code) if not other_prints(place, files))


def _places(target: Path, code: str) -> Iterator[Path]:
    yield target
    name, number = BESIDE.format(code=code), 1
    while True:
        yield target / (name if number == 1 else f"{name}-{number}")
        number += 1


def write_all(place: Path, files: Files) -> None:
    """Write a print, each file flushed and read back.

    Raises:
        CannotWrite: the folder cannot be written.
    """
    make_folder(place)
    for folder in sorted({(place / name).parent for name in files} - {place}):
        make_folder(folder)
    for name, data in files.items():
        finish_new(place / name, data)


def tell_beside(target: Path, place: Path, files: Files) -> tuple[Problem, ...]:
    """Leave a note in the named folder where the print went beside another one; gives the finding that says so.

    Raises:
        CannotWrite: the folder cannot be written.
    """
    if place == target:
        return ()
    older = "\n".join(f"- {name}" for name in sorted(other_prints(target, files)))
    said = f"{open_catalogue('vi').say('publish.beside', new=place.name)}\n{older}\n".encode()
    number, note = 1, target / REPLACED
    while _is_other(note, said):
        number += 1
        note = target / REPLACED.replace(".txt", f"-{number}.txt")
    finish_new(note, said)
    return (Problem("publish.beside", Severity.NOTE, facts={"folder": str(target), "new": place.name}),)
