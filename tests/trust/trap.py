"""The trap for file operations: builds ``trap.c``, and sets it in a process that was started with it.

The trap sees every operation of Python and SQLite on paths below one folder: looking, opening, reading, writing,
flushing, cutting, naming. It counts them, and makes the n-th fail, write only a part, wait, or end the process.
"""

from __future__ import annotations

import ctypes
import errno
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).with_name("trap.c")
LOOKING, OPENING, CREATING, READING, WRITING, FLUSHING, CUTTING, NAMING = "locrwstn"
CHANGING: Final = CREATING + WRITING + FLUSHING + CUTTING + NAMING


@dataclass(frozen=True, slots=True)
class Fault:
    """What the trap does.

    Attributes:
        name: for people.
        how: ``e`` an error, ``p`` half of a write, ``k`` a kill, ``h`` a kill after half of a write, ``d`` a delay,
            ``c`` nothing but counting.
        kinds: of the operations that it is for; empty for all.
        error: the error's number.
        stays: from the n-th on, and not only once.
        delay: in microseconds.
    """

    name: str
    how: str
    kinds: str = ""
    error: int = 0
    stays: bool = False
    delay: int = 0


NOTHING: Final = Fault("nothing", "c")
FAULTS: Final = (
    Fault("EIO", "e", error=errno.EIO),
    Fault("EIO for good", "e", error=errno.EIO, stays=True),
    Fault("ENOSPC", "e", CHANGING, errno.ENOSPC),
    Fault("ENOSPC for good", "e", CHANGING, errno.ENOSPC, stays=True),
    Fault("short write", "p", WRITING),
    Fault("short write, then ENOSPC", "p", CHANGING, stays=True),
    Fault("EACCES", "e", OPENING + CREATING + NAMING, errno.EACCES),
)
"""The modes of a sweep. ``EIO`` also makes every flush fail once; ``EACCES`` is a scanner that holds a file."""
KILL: Final = Fault("kill", "k", CHANGING)
TORN: Final = Fault("kill within a write", "h", WRITING)
SLOW: Final = Fault("slow", "d", CHANGING, stays=True, delay=2000)
BY_NAME: Final = {each.name: each for each in (NOTHING, *FAULTS, KILL, TORN, SLOW)}


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation that the trap saw: its number from 1, kind, call of the C library, path."""

    number: int
    kind: str
    call: str
    path: str


def build_trap(folder: Path) -> Path:
    """Build the trap; gives the library to preload.

    Raises:
        CalledProcessError: the compiler refuses.
    """
    library = folder / "trap.so"
    command = ["gcc", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True, capture_output=True)
    return library


@cache
def _trap() -> ctypes.CDLL:
    library = ctypes.CDLL(None)
    library.trap_call.restype = library.trap_path.restype = ctypes.c_char_p
    library.trap_arm.argtypes = [
        ctypes.c_char_p,
        ctypes.c_long,
        ctypes.c_int,
        ctypes.c_int,
        ctypes.c_int,
        ctypes.c_char_p,
        ctypes.c_long,
    ]
    return library


def arm(folder: Path, at: int, fault: Fault) -> None:
    """Set the trap for operations below a folder; only in a process that was started with it."""
    way, kinds = ord(fault.how), fault.kinds.encode()
    _trap().trap_arm(bytes(folder), at, way, fault.error, int(fault.stays), kinds, fault.delay)


def disarm() -> int:
    """Take the trap away; gives how often it closed."""
    _trap().trap_disarm()
    return int(_trap().trap_hits())


def operations() -> Iterator[Operation]:
    """Give every operation since the trap was set."""
    trap = _trap()
    for number in range(1, trap.trap_seen() + 1):
        path = trap.trap_path(number).decode("utf-8", "replace")
        yield Operation(number, chr(trap.trap_kind(number)), trap.trap_call(number).decode(), path)
