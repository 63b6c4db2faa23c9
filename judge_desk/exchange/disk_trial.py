"""Tries out a disk with files of its own: how fast it takes bytes and gives them back, and whether files obey.

Every file has a new name that no other file has, and is removed again, also when the trial fails or is stopped.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import CannotWrite
from judge_desk.exchange.disk_faults import writing

CHUNK: Final = 4 * 1024 * 1024
"""Bytes that are written and flushed at once; a slow stick is left after any of them."""
NAME: Final = ".judge-desk-thu-"
_NEW: Final = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_NANO: Final = 1_000_000_000

Stopping = Callable[[], bool]
"""Asked between two chunks or files: whether the trial should end now."""


@dataclass(frozen=True, slots=True)
class Speed:
    """What a disk did: bytes tried, bytes a second written and flushed, bytes a second read back."""

    size: int
    written: int
    read: int


@dataclass(frozen=True, slots=True)
class Obeying:
    """What became of files that were made, renamed, replaced and removed again and again.

    Attributes:
        rounds: how often; slowest: ns of the slowest act; refused: acts that were refused, and done at a later try.
    """

    rounds: int
    slowest: int
    refused: int


def try_speed(folder: Path, size: int, seconds: float, stopping: Stopping) -> Speed:
    """Write up to ``size`` bytes that no disk can shorten, flush them, read them back and compare; then remove them.

    Writing ends after ``seconds`` with what was written by then, but not before the first chunk.

    Raises:
        CannotWrite: read-only, full, failing, gone; or other bytes came back.
    """
    chunk = os.urandom(CHUNK)
    with _own_file(folder) as path:
        written, took = _write(path, chunk, size, seconds, stopping)
        began = time.monotonic_ns()
        _read_back(path, chunk, written)
        back = time.monotonic_ns() - began
    return Speed(written, written * _NANO // max(took, 1), written * _NANO // max(back, 1))


def _write(path: Path, chunk: bytes, size: int, seconds: float, stopping: Stopping) -> tuple[int, int]:
    """Give bytes written and the ns that they took."""
    began = time.monotonic_ns()
    written = 0
    with writing(path), path.open("r+b", buffering=0) as file:
        while written < size:
            if file.write(chunk) != len(chunk):
                raise CannotWrite("disk.full", path.name, folder=str(path.parent))
            os.fsync(file.fileno())
            written += len(chunk)
            if stopping() or time.monotonic_ns() - began > seconds * _NANO:
                break
    return written, time.monotonic_ns() - began


def _read_back(path: Path, chunk: bytes, written: int) -> None:
    with writing(path), path.open("rb", buffering=0) as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        for _ in range(written // len(chunk)):
            if file.read(len(chunk)) != chunk:
                raise CannotWrite("disk.read_back", path.name, folder=str(path.parent))


@contextmanager
def _own_file(folder: Path) -> Iterator[Path]:
    """Give a new empty file of a name of its own; afterwards it is gone."""
    path = folder / f"{NAME}{secrets.token_hex(8)}"
    with writing(path):
        os.close(os.open(path, _NEW, 0o600))
    try:
        yield path
    finally:
        with contextlib.suppress(OSError):
            path.unlink()


def try_obeying(folder: Path, rounds: int, stopping: Stopping) -> Obeying:
    """Make, rename, replace and remove small files again and again, as saving does, and time every act.

    A program that looks at each new file (against viruses, or one that carries files to a cloud) holds some of them for
    a moment: what is refused is tried again for a second, and counted.

    Raises:
        CannotWrite: an act was refused for longer, or the place takes no file at all.
    """
    slowest = refused = done = 0
    for _ in range(rounds):
        if stopping():
            break
        took, again = _obeys_once(folder)
        slowest, refused, done = max(slowest, took), refused + again, done + 1
    return Obeying(done, slowest, refused)


_PATIENCE: Final = 1.0
_PAUSE: Final = 0.02


def _obeys_once(folder: Path) -> tuple[int, int]:
    """Give the ns of the slowest act of one file's life, and how often an act was refused at first."""
    with _own_file(folder) as first:
        other, beside = first.with_name(f"{first.name}.2"), first.with_name(f"{first.name}.3")
        acts: tuple[Callable[[], object], ...] = (
            lambda: first.write_bytes(b"judge-desk\n" * 400),
            lambda: os.rename(first, other),
            lambda: beside.write_bytes(b"judge-desk\n" * 300),
            lambda: os.replace(beside, other),
            lambda: other.read_bytes(),
            lambda: other.unlink(),
        )
        try:
            told = [_timed(act, first) for act in acts]
        finally:
            for each in (other, beside):
                with contextlib.suppress(OSError):
                    each.unlink()
    return max(took for took, _ in told), sum(again for _, again in told)


def _timed(act: Callable[[], object], path: Path) -> tuple[int, int]:
    began, refused = time.monotonic_ns(), 0
    while True:
        try:
            act()
            return time.monotonic_ns() - began, refused
        except PermissionError as fault:
            refused += 1
            if time.monotonic_ns() - began > _PATIENCE * _NANO:
                with writing(path):
                    raise fault
            time.sleep(_PAUSE)
        except OSError as fault:
            with writing(path):
                raise fault
