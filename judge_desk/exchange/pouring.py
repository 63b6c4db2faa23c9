"""Moving the bytes of one open file into another: by the system itself where it can, else piece by piece.

Linux copies within its own cache (``sendfile``), also from one file system to another; that costs a fifth of carrying
every byte through this program. What was moved is not believed for that: whoever pours reads the copy back.
"""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from io import BufferedReader, BufferedWriter
from pathlib import Path
from typing import Final

from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import NotNow
from judge_desk.exchange.disk_faults import reading

CHUNK: Final = 1024 * 1024
FLUSHED: Final = 64 * CHUNK
"""After so many bytes a copy that must last is flushed: progress is of what the medium has, stopping is quick."""
_NOT_KNOWN: Final = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSOCK, errno.EOPNOTSUPP, errno.EXDEV})
"""What a system answers that does not move bytes between these two files by itself."""

Cancel = Callable[[], bool]
"""Asked between two chunks; True stops the work."""
Report = Callable[[int], None]
"""Called with bytes done."""
Piece = Callable[[int], int]
"""Moves the bytes from a place on, at most a chunk; gives how many, 0 at the end."""


def pour(
    origin: BufferedReader,
    source: Path,
    file: BufferedWriter,
    lasting: bool,
    report: Report,
    cancel: Cancel,
) -> int:
    """Write the rest of one file into another that is empty; gives how many bytes.

    Args:
        origin: open for reading, at its beginning.
        source: its name.
        file: open for writing.
        lasting: flush it on the way; the last bytes are the caller's to flush.
        report: told of the bytes written.
        cancel: see :data:`Cancel`.

    Raises:
        Unreadable: the source cannot be read to its end. OSError: the target cannot be written.
        NotNow: cancelled.
    """
    done = flushed = 0
    for size in _pieces(origin, source, file, cancel):
        done += size
        if lasting and done - flushed >= FLUSHED:
            file.flush()
            os.fsync(file.fileno())
            flushed = done
        report(done)
    return done


def hash_open(origin: BufferedReader, source: Path, report: Report, cancel: Cancel) -> tuple[int, Digest]:
    """Hash the rest of an open file; gives how many bytes, and their SHA-256.

    Raises:
        Unreadable: the device fails. NotNow: cancelled.
    """
    hasher, done = hashlib.sha256(), 0
    view = memoryview(bytearray(CHUNK))
    while True:
        _go_on(source, cancel)
        with reading(source):
            size = origin.readinto(view)
        if not size:
            return done, Digest(hasher.hexdigest())
        hasher.update(view[:size])
        done += size
        report(done)


def _pieces(origin: BufferedReader, source: Path, file: BufferedWriter, cancel: Cancel) -> Iterator[int]:
    """Move piece after piece; gives the size of each. The first one shows whether the system does it by itself."""
    done, move = 0, _by_the_system(origin, source, file)
    while True:
        _go_on(source, cancel)
        try:
            size = move(done)
        except OSError as fault:
            if done or fault.errno not in _NOT_KNOWN:
                raise
            move = _by_hand(origin, source, file)
            size = move(done)
        if not size:
            return
        done += size
        yield size


def _go_on(source: Path, cancel: Cancel) -> None:
    if cancel():
        raise NotNow("disk.cancelled", source.name)


def _by_hand(origin: BufferedReader, source: Path, file: BufferedWriter) -> Piece:
    view = memoryview(bytearray(CHUNK))

    def move(_: int) -> int:
        with reading(source):
            size = origin.readinto(view)
        return file.write(view[:size])

    return move


def _by_the_system(origin: BufferedReader, source: Path, file: BufferedWriter) -> Piece:
    if sys.platform != "linux":
        return _by_hand(origin, source, file)
    taken, given = origin.fileno(), file.fileno()

    def move(done: int) -> int:
        try:
            return os.sendfile(given, taken, done, CHUNK)
        except OSError:
            with reading(source):
                os.pread(taken, CHUNK, done)  # a source that cannot be read is named as such
            raise

    return move
