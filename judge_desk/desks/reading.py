"""Make an entry's files ready to be shown: checked against the signed list, and, from a stick, copied while hashing.

What is shown is what was hashed. A file in this machine's own copy of a package is hashed and opened where it lies; a
file anywhere else is copied into a private folder first, and the copy is opened. The private folder is gone when
the program ends, and after a crash when it begins.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.register.packages import ManifestFile
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import CannotWrite, Refusal
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange import disk
from judge_desk.exchange.sealed.manifest_file import file_name
from judge_desk.exchange.sealed.package import FILES
from judge_desk.exchange.submissions.opening import OTHER, confirm, fetch, kind_of

__all__ = ["OTHER", "ReadyFile", "clear_cache", "clear_old_caches", "make_ready", "open_cache", "outside_copy"]

CACHE: Final = "tam"
_KIB: Final = 1024
_PRIVATE: Final = 0o700
_FROM_OUTSIDE: Final = b"[ZoneTransfer]\r\nZoneId=3\r\n"


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """A file that may be shown.

    Attributes:
        path: what was hashed; name: what the package calls it.
        kind: ``pdf``, ``docx``, ``picture``, ``text``, ``clip``, or ``other`` for what is never shown here.
        file: the line of the manifest.
        cache: the private folder in which whoever reads it may work.
    """

    path: Path
    name: str
    kind: str
    file: ManifestFile
    cache: Path


def open_cache(around: Surroundings) -> Path:
    """Make a private folder for this run.

    Raises:
        CannotWrite: the user's folder refuses.
    """
    folder = around.home / CACHE / f"{os.getpid()}-{around.token(4).hex()}"
    disk.make_folder(folder)
    for each in (folder.parent, folder):
        each.chmod(_PRIVATE)
    return folder


def clear_old_caches(around: Surroundings) -> None:
    """Remove the private folders of runs that are over."""
    above = around.home / CACHE
    for left in above.iterdir() if above.is_dir() else ():
        if not _is_running(left.name.partition("-")[0]):
            clear_cache(left)


def clear_cache(cache: Path) -> None:
    """Remove a private folder; what another program still holds open stays for the next time."""
    shutil.rmtree(cache, ignore_errors=True)


def _is_running(number: str) -> bool:
    """Say whether the run with this number of a process is under way, where the system tells."""
    if not number.isdigit():
        return False
    if sys.platform == "win32":
        return int(number) == os.getpid()  # what another run holds open cannot be removed there
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def make_ready(package: Path, code: EntryCode, file: ManifestFile, cache: Path, around: Surroundings) -> ReadyFile:
    """Check a file of an entry and say how it is shown; ``package`` is the folder that holds the manifest.

    Raises:
        Altered: it is not the file that was listed.
        Unreadable: it is missing, not what its ending says, too large, or made to harm its reader.
        CannotWrite: no room for the copy.
    """
    name = file_name(code, file)
    source = package / FILES / name

    def report(done: int, total: int) -> None:
        around.progress("progress.reading", done // _KIB, total // _KIB)

    path = source
    if package.resolve().is_relative_to(around.home.resolve()):
        confirm(source, file, report)
    else:
        path = cache / f"{file.sha256}.{file.extension}"
        if not _is_whole(path, file):
            disk.remove(path)
            fetch(source, path, file, report)
    return ReadyFile(path, name, kind_of(path, file.extension, name), file, cache)


def _is_whole(copy: Path, file: ManifestFile) -> bool:
    try:
        confirm(copy, file)
    except Refusal:
        return False
    return True


def outside_copy(ready: ReadyFile, cache: Path) -> Path:
    """Copy a file for the machine's own program, which may write into it; Windows is told that it came from outside.

    Raises:
        CannotWrite: no room.
        Unreadable: it is gone.
    """
    for number in range(1, 1000):
        target = cache / f"mo-ngoai-{number}" / ready.name
        if not target.parent.exists():
            break
    disk.make_folder(target.parent)
    disk.copy_verified(ready.path, target, due=disk.Copied(ready.file.size, ready.file.sha256))
    if sys.platform == "win32":
        with contextlib.suppress(CannotWrite, OSError):
            disk.write_new(Path(f"{target}:Zone.Identifier"), _FROM_OUTSIDE)
    return target
