"""What the operating system's refusals mean to a person: read-only, full, taken, gone, failing.

Only faults of the world are translated; a fault of the program stays what it is.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import CannotWrite, Unreadable

_CODES: Final[Mapping[int, str]] = {
    errno.EROFS: "disk.read_only",
    errno.EACCES: "disk.read_only",
    errno.EPERM: "disk.read_only",
    errno.ENOSPC: "disk.full",
    errno.EDQUOT: "disk.full",
    errno.EFBIG: "disk.too_big",
    errno.EEXIST: "disk.exists",
    errno.ENOENT: "disk.no_folder",
    errno.ENOTDIR: "disk.no_folder",
    errno.ENAMETOOLONG: "disk.name",
    errno.EINVAL: "disk.name",
}
DEVICE_FAILS: Final = frozenset({errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.ENXIO, errno.ENODEV})
"""What no file system answers to an act that it merely does not know."""
_SHARING_VIOLATIONS: Final = {32, 33}
"""Windows: another program, often a virus scanner, holds the file."""


def code_of_fault(error: OSError) -> str:
    """Name an operating system's refusal to write; anything not listed is a failing device (``disk.failed``)."""
    if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
        return "disk.busy"
    return _CODES.get(error.errno or 0, "disk.failed")


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn every OSError inside into CannotWrite that names the file and its folder."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotWrite(code_of_fault(error), path.name, folder=str(path.parent), reason=reason) from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn every OSError inside into Unreadable that names the file."""
    try:
        yield
    except FileNotFoundError as error:
        raise Unreadable("disk.missing", path.name, folder=str(path.parent)) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unreadable("disk.unread", path.name, folder=str(path.parent), reason=reason) from error
