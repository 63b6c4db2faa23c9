"""The only writer of files: nothing is overwritten on a stick, and nothing is called written before it was read back.

A stick's file systems lose files when names are replaced while it is pulled out; therefore what travels gets a new
name, is flushed, opened again and compared. Only on the local disk is a file put in place of another
(:func:`replace_safely`). When something fails, what this module itself has made is removed and nothing else.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedReader, BufferedWriter
from pathlib import Path
from typing import Final

from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import CannotWrite, Problem, Unreadable
from judge_desk.exchange.disk_faults import DEVICE_FAILS, code_of_fault, reading, writing
from judge_desk.exchange.pouring import Cancel, Report, hash_open, pour
from judge_desk.exchange.seal import digest_of

_SECTOR: Final = 512
_PRIVATE: Final = 0o600
_SHARED: Final = 0o666
_PRIVATE_FOLDER: Final = 0o700
_SHARED_FOLDER: Final = 0o777
_OPEN_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_OPEN_READ: Final = (
    os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
)
_PROBE: Final = b"judge-desk\n"

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a verified copy holds: its size in bytes and the SHA-256 of what was read back."""

    size: int
    sha256: Digest


def quiet(done: int, total: int) -> None:
    """Take a report of progress and say nothing."""


def never() -> bool:
    """Answer that nobody wants to stop."""
    return False


def write_new(path: Path, data: bytes, private: bool = False) -> None:
    """Write a file that must not exist yet: flushed, opened again, read back and compared.

    Args:
        path: its folder exists.
        data: all of it.
        private: readable by its owner only, where the system knows that.

    Raises:
        CannotWrite: the name is taken, the place read-only, full or failing, or other bytes came back; nothing
            stays behind.
    """
    handle = _created(path, private)
    with _removed_on_failure(path):
        with writing(path), os.fdopen(handle, "wb") as file:
            file.write(data)
            _flushed(file)
        _compare(path, Copied(len(data), digest_of(data)))
        flush_folder(path.parent)


def finish_new(path: Path, data: bytes) -> None:
    """Write a file of our own making whose writing a crash may have cut off: what is torn is written anew.

    A whole file stays as it is; one that says something else is left alone and refused. Torn is a beginning, or what
    a power cut makes of it: the length is there, and zeros where bytes did not arrive.

    Raises:
        CannotWrite: as :func:`write_new`; code ``disk.exists`` when other bytes have the name.
    """
    if os.path.lexists(path):
        with reading(path), _regular(path) as file:
            there = file.read(len(data) + 1)
        if there == data:
            return
        if _is_torn(there, data):
            remove(path)
    write_new(path, data)


def _is_torn(there: bytes, data: bytes) -> bool:
    if len(there) > len(data):
        return False
    parts = ((there[at : at + _SECTOR], data[at : at + _SECTOR]) for at in range(0, len(there), _SECTOR))
    return all(
        due.startswith(part) or all(byte in (0, wanted) for byte, wanted in zip(part, due, strict=False))
        for part, due in parts
    )


def create_safely(path: Path, data: bytes, private: bool = False) -> None:
    """Put a new file on the local disk so that it is there whole or not at all, even when the power fails.

    Raises:
        CannotWrite: as :func:`write_new`; an existing file stays as it is. If the medium fails at the very last, when
            the name is flushed, the file has its name and is whole.
    """
    with _written_beside(path, data, private) as beside, writing(path):
        _put_in_place(beside, path)
        _flush_name(path)


def replace_safely(path: Path, data: bytes, private: bool = False) -> None:
    """Put a file in place of another, old or new whole at every moment; local disk only, never a stick.

    ``private`` as in :func:`write_new`.

    Raises:
        CannotWrite: nothing was changed; or the medium failed at the very last, when the name was flushed, and the
            new file stands there whole.
    """
    with _written_beside(path, data, private) as beside, writing(path):
        os.replace(beside, path)
        _flush_name(path)


def copy_verified(
    source: Path, target: Path, progress: Progress = quiet, cancel: Cancel = never, due: Copied | None = None
) -> Copied:
    """Copy a file to a new name, flush it, read the copy back from the device and prove that it is the source.

    Progress counts twice the size: once for writing, once for reading back.

    Args:
        source: read to its end.
        target: a new name.
        progress: told of the bytes.
        cancel: asked between chunks.
        due: what the source should be, where that is known; a copy that reads back as that is proven by it. Any
            other is held against the source itself, so that what is returned is always what the source holds.

    Raises:
        CannotWrite: as :func:`write_new`.
        Unreadable: the source cannot be read to its end.
        NotNow: cancelled. In every case no half copy stays behind.
    """
    first, second = _halves(source, progress)
    copy_flushed(source, target, first, cancel)
    with _removed_on_failure(target):
        found = _read_back(target, second, cancel)
        if found != due and found != _held_by(source, cancel):
            raise CannotWrite("disk.read_back", target.name, folder=str(target.parent))
    return found


def copy_flushed(source: Path, target: Path, report: Report, cancel: Cancel = never) -> None:
    """Copy a file to a new name and flush it; it is not called written before somebody has read it back.

    ``report`` is told of the bytes.

    Raises:
        CannotWrite: as :func:`write_new`.
        Unreadable: the source cannot be read to its end.
        NotNow: cancelled. In every case no half copy stays behind.
    """
    with reading(source):
        origin = source.open("rb")
    with origin:
        handle = _created(target, private=False)
        with _removed_on_failure(target):
            with writing(target), os.fdopen(handle, "wb") as file:
                pour(origin, source, file, True, report, cancel)
                _flushed(file)
            flush_folder(target.parent)


def copy_for_now(source: Path, target: Path, progress: Progress = quiet, cancel: Cancel = never) -> Copied:
    """Copy a regular file that is no link to a new private name and hash the copy; it need not outlast the power.

    Progress as of :func:`copy_verified`; what is returned is of the copy, whatever the source says the next time.

    Raises:
        CannotWrite: as :func:`write_new`.
        Unreadable: missing, a link, or the device fails.
        NotNow: cancelled. In every case no half copy stays behind.
    """
    with reading(source), _regular(source) as origin:
        handle = _created(target, private=True)
        with _removed_on_failure(target):
            first, second = _halves(source, progress)
            with writing(target), os.fdopen(handle, "wb") as file:
                pour(origin, source, file, False, first, cancel)
            return _read_back(target, second, cancel)


def read_bytes(path: Path, limit: int) -> bytes:
    """Read a small file from a stranger's folder: a regular file, no link, at most ``limit`` bytes.

    Raises:
        Unreadable: missing, a link, too long, or the device fails.
    """
    with reading(path), _regular(path) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise Unreadable("disk.too_long", path.name, limit=limit)
    return data


def hash_file(path: Path, progress: Progress = quiet, cancel: Cancel = never) -> Copied:
    """Hash a regular file that is no link.

    Raises:
        Unreadable: missing, a link, or the device fails.
        NotNow: cancelled.
    """
    with reading(path), _regular(path) as file:
        total = os.fstat(file.fileno()).st_size
        return Copied(*hash_open(file, path, lambda done: progress(done, max(total, done)), cancel))


def probe_writable(folder: Path) -> Problem | None:
    """Write, read back and remove a few bytes in a folder; give the finding if that fails."""
    probe = folder / f".judge-desk-{os.getpid()}"
    try:
        write_new(probe, _PROBE)
        with writing(probe):
            probe.unlink()
    except CannotWrite as refusal:
        return refusal.problem
    return None


def make_folder(folder: Path, private: bool = False) -> None:
    """Make a folder and the ones above it where they are missing, so that they outlast the power.

    ``private``: one that is made here can be entered by its owner only, where the system knows that.

    Raises:
        CannotWrite: a file has the name, or the place is read-only, full or failing.
    """
    with writing(folder):
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        folder.mkdir(_PRIVATE_FOLDER if private else _SHARED_FOLDER, parents=True, exist_ok=True)
    for each in missing:
        flush_folder(each.parent)


def remove(path: Path) -> None:
    """Remove one file that this program has made itself; a missing one is no fault.

    Raises:
        CannotWrite: the system refuses.
    """
    with writing(path):
        path.unlink(missing_ok=True)


def _created(path: Path, private: bool) -> int:
    with writing(path):
        return os.open(path, _OPEN_NEW, _PRIVATE if private else _SHARED)


@contextlib.contextmanager
def _removed_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _halves(source: Path, progress: Progress) -> tuple[Report, Progress]:
    """Give what is told of the bytes written, and what is told of those read back."""
    with reading(source):
        size = source.stat().st_size

    def first(done: int) -> None:
        progress(done, 2 * max(size, done))

    def second(done: int, total: int) -> None:
        progress(total + done, 2 * total)

    return first, second


def _held_by(source: Path, cancel: Cancel) -> Copied:
    with reading(source), source.open("rb") as origin:
        return Copied(*hash_open(origin, source, lambda done: None, cancel))


def _compare(path: Path, written: Copied) -> None:
    found = _read_back(path, quiet, never)
    if found != written:
        raise CannotWrite("disk.read_back", path.name, folder=str(path.parent))


def _read_back(path: Path, progress: Progress, cancel: Cancel) -> Copied:
    try:
        return hash_file(path, progress, cancel)
    except Unreadable as refusal:
        raise CannotWrite("disk.read_back", path.name, folder=str(path.parent)) from refusal


@contextlib.contextmanager
def _regular(path: Path) -> Iterator[BufferedReader]:
    """Open a regular file for reading, past the system's cache where it can be asked for that."""
    status = path.lstat()
    if is_link(status):
        raise Unreadable("disk.link", path.name, folder=str(path.parent))
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable("disk.not_file", path.name, folder=str(path.parent))
    with os.fdopen(os.open(path, _OPEN_READ), "rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        yield file


def is_link(status: os.stat_result) -> bool:
    """Say whether a status taken without following is a symbolic link or a Windows junction."""
    junction = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)
    return stat.S_ISLNK(status.st_mode) or (junction is not None and getattr(status, "st_reparse_tag", 0) == junction)


@contextlib.contextmanager
def _written_beside(path: Path, data: bytes, private: bool) -> Iterator[Path]:
    """Write a file of our own beside the wanted name; it is gone afterwards, in place or removed."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    remove(beside)
    write_new(beside, data, private)
    try:
        yield beside
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _put_in_place(beside: Path, path: Path) -> None:
    """Give a file its name unless the name is taken."""
    if os.name != "nt":
        try:
            return os.link(beside, path)
        except PermissionError:  # a file system without hard links
            if path.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
    os.rename(beside, path)  # on Windows it refuses a name that is taken
    return None


def _flushed(file: BufferedWriter) -> None:
    file.flush()
    os.fsync(file.fileno())


def _flush_name(path: Path) -> None:
    """Make the new name of a file durable: by its folder, and where that cannot be flushed by the file itself."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Flush a folder's list of names where the system can; some file systems refuse, and Windows has no such call.

    Raises:
        CannotWrite: the device tried and failed.
    """
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno in DEVICE_FAILS:
            raise CannotWrite(code_of_fault(error), folder.name, folder=str(folder)) from error
