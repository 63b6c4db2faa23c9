"""What a process takes away from itself before it opens a stranger's file.

Each layer is taken where the system knows it, and missing ones are told. None of them keeps the marks safe, that is
done by living in another process; they keep a hostile file from filling the machine, reading on and calling home.
"""

from __future__ import annotations

import ctypes
import signal
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from judge_desk.confined import job_object, landlock

if sys.platform != "win32":
    import resource

_DEATH_SIGNAL: Final = 1
_NO_NEW_PRIVILEGES: Final = 38
_NEW_USER: Final = 0x10000000
_NEW_NETWORK: Final = 0x40000000


class Layer(StrEnum):
    """What can be taken away: memory without end, processor time without end, crash dumps, programs, network, files."""

    MEMORY = "memory"
    TIME = "time"
    DUMPS = "dumps"
    PROGRAMS = "programs"
    NETWORK = "network"
    FOLDERS = "folders"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may use.

    Attributes:
        memory: memory that can be written to, in bytes. The address space has no limit: the reader of PDF reserves
            32 GB of it.
        files: how many may be open.
        seconds: processor time in all; 0 for a player, that may play for hours.
        sound: it plays sound, so it keeps the machine's devices and the way to them.
    """

    memory: int
    files: int
    seconds: int = 0
    sound: bool = False


def confine(limits: Limits, reads: Iterable[Path], writes: Path) -> frozenset[Layer]:
    """Take everything away that ``limits`` do not leave, for good; gives the layers that hold.

    Call it before a thread is started: a new one inherits what its parent may not do, an older one does not.

    Args:
        limits: what the process may use.
        reads: folders whose files it may read, besides the program's own and the system's libraries.
        writes: the one folder in which it may write.
    """
    if sys.platform == "win32":
        held = job_object.join(limits.memory, limits.seconds)
        return frozenset({Layer.MEMORY, Layer.DUMPS, Layer.PROGRAMS, *_time(limits)}) if held else frozenset()
    found = {Layer.DUMPS, *_time(limits)}
    wanted = [(resource.RLIMIT_NOFILE, limits.files), (resource.RLIMIT_CORE, 0)]
    wanted += [(resource.RLIMIT_CPU, limits.seconds)] if limits.seconds else []
    if sys.platform == "linux":  # elsewhere the system takes this limit and does not keep it
        wanted.append((resource.RLIMIT_DATA, limits.memory))
        found.add(Layer.MEMORY)
    for which, most in wanted:
        _, hard = resource.getrlimit(which)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (least, least))
    if sys.platform == "linux":
        found |= _on_linux(limits, reads, writes)
    return frozenset(found)


def _time(limits: Limits) -> tuple[Layer, ...]:
    return (Layer.TIME,) if limits.seconds else ()


def _on_linux(limits: Limits, reads: Iterable[Path], writes: Path) -> set[Layer]:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    found: set[Layer] = set()
    if not limits.sound and libc.unshare(_NEW_USER | _NEW_NETWORK) == 0:
        found.add(Layer.NETWORK)
    version = landlock.narrow(reads, writes, limits.sound)
    return found | _of_landlock(version)


def _of_landlock(version: int) -> set[Layer]:
    found = {Layer.FOLDERS, Layer.PROGRAMS} if version else set()
    return found | ({Layer.NETWORK} if version >= landlock.WITH_NETWORK else set())


_KNOWN: Final = {
    "win32": frozenset({Layer.MEMORY, Layer.TIME, Layer.DUMPS, Layer.PROGRAMS}),
    "linux": frozenset({Layer.MEMORY, Layer.TIME, Layer.DUMPS}),
}
_ELSEWHERE: Final = frozenset({Layer.TIME, Layer.DUMPS})


def expected_layers() -> frozenset[Layer]:
    """Say which layers will hold on this machine for a reader of documents, without taking any."""
    return _KNOWN.get(sys.platform, _ELSEWHERE) | _of_landlock(landlock.abi_version())
