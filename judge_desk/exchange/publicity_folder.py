"""The publicity folder on a disk: always a new folder, every file read back, the list of all pages last.

Until that list is there, nobody opens a half-written folder; an act that fails or is stopped takes away what it made.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import Altered, CannotWrite, Unreadable
from judge_desk.exchange.disk import Copied, copy_verified, flush_folder, make_folder, remove, write_new
from judge_desk.exchange.disk_faults import writing
from judge_desk.exchange.disk_space import check_file_size, check_space
from judge_desk.exchange.seal import digest_of

FILES: Final = "tep"
"""Folder of the pictures, clips and write-ups, beside the pages."""
SUMS: Final = "SHA256SUMS.txt"
COPYING: Final = "progress.publicity"
_KIB: Final = 1024
_MOST_FOLDERS: Final = 1000

Report = Callable[[str, int, int], None]
"""Called with a step, KiB done and KiB in all; each byte counts twice: written, and read back."""


@dataclass(frozen=True, slots=True)
class Copying:
    """One file to be copied: where it lies, its name in :data:`FILES`, what it must be, what people call it."""

    source: Path
    name: str
    size: int
    sha256: Digest
    called: str


def write_publicity(
    parent: Path, name: str, pages: Mapping[str, bytes], files: Sequence[Copying], progress: Report
) -> Path:
    """Write pages and files into a new folder below ``parent``; gives it.

    Args:
        parent: made when it is not there.
        name: of the new folder; a number is added where it is taken.
        pages: content by file name; the last one is what people open.
        files: what is copied.
        progress: told of the bytes.

    Raises:
        CannotWrite: no room, a file too large for the disk, or the disk fails.
        Altered: a file is another one now. Unreadable: a file is missing.
        In every case, also when ``progress`` raises, nothing is left behind.
    """
    make_folder(parent)
    check_space(parent, sum(each.size for each in files) + sum(map(len, pages.values())))
    for each in files:
        check_file_size(parent, each.called, each.size)
    with _new_folder(parent, name) as (folder, made):
        done, total = 0, 2 * sum(each.size for each in files)
        for each in files:
            _copy(each, folder / FILES / each.name, made, partial(_part, progress, done, total))
            done += 2 * each.size
        *others, last = pages.items()
        for path, data in (*others, (SUMS, _sums(pages, files)), last):
            made.append(folder / path)
            write_new(folder / path, data)
        _tell(progress, total, total)
        return folder


def _part(progress: Report, before: int, total: int, part: int, _: int) -> None:
    _tell(progress, before + part, total)


def _tell(progress: Report, done: int, total: int) -> None:
    progress(COPYING, done // _KIB, total // _KIB)


@contextmanager
def _new_folder(parent: Path, name: str) -> Iterator[tuple[Path, list[Path]]]:
    """Make a new folder; when the block fails, what it noted as made is taken away, and the folder if it is empty."""
    folder, made = _claimed(parent, name), list[Path]()
    try:
        with writing(folder):
            (folder / FILES).mkdir()
        flush_folder(folder)
        flush_folder(parent)
        yield folder, made
    except BaseException:
        with contextlib.suppress(OSError, CannotWrite):  # a disk that was pulled out keeps what it has
            for path in reversed(made):
                remove(path)
            (folder / FILES).rmdir()
            folder.rmdir()
        raise


def _claimed(parent: Path, name: str) -> Path:
    for number in range(1, _MOST_FOLDERS):
        folder = parent / (name if number == 1 else f"{name}-{number}")
        with writing(folder), contextlib.suppress(FileExistsError):
            folder.mkdir()
            return folder
    raise CannotWrite("disk.exists", name, folder=str(parent))


def _copy(file: Copying, target: Path, made: list[Path], report: Callable[[int, int], None]) -> None:
    if not file.source.is_file():
        raise Unreadable("publicity.missing", file.called)
    made.append(target)
    due = Copied(file.size, file.sha256)
    if copy_verified(file.source, target, report, due=due).sha256 != file.sha256:
        raise Altered("publicity.changed", file.called)


def _sums(pages: Mapping[str, bytes], files: Sequence[Copying]) -> bytes:
    """Write the digests as the usual tools check them."""
    sums = {f"{FILES}/{each.name}": each.sha256 for each in files}
    sums |= {name: digest_of(data) for name, data in pages.items()}
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode("ascii")
