"""The pieces of work that the power cuts off, each done by the program's own desks on real files.

A work is recorded once. While it goes on it leaves marks: ``kept FILE N`` (the first N events or lines of the log of
a file have been acknowledged) and ``holds PATH`` (a file or the files of a folder have been acknowledged).
"""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.faults.small_world import SmallWorld, build
from tests.trust.power_looks import Found
from tests.trust.strace_log import mark

SCRATCH: Final = Path("/dev/shm") if Path("/dev/shm").is_dir() else None


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work.

    Attributes:
        name, promise: of its drill.
        prepare: makes what must be there before, in an empty folder.
        do: does it there, so thoroughly (a number of turns), leaving marks.
        look: how the program opens the file that it is about; file: its path.
        backed: by a word of the log, beginnings of paths of files that must be whole as soon as the log has the word.
        package: folder of a package that must not be taken for whole while a file of it differs.
        again: does the work once more after a power cut; gives what came of it, the same for every state.
        old_or_new: the file holds the history of before or that of afterwards, and nothing in between.
    """

    name: str
    promise: str
    prepare: Callable[[Path], object]
    do: Callable[[Path, int], None]
    look: Callable[[Path], Found]
    file: str
    again: Callable[[Path], str]
    backed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    package: str = ""
    old_or_new: bool = False


@functools.cache
def small() -> SmallWorld:
    """Give the small contest, made once in a process; nobody changes it."""
    folder = Path(tempfile.mkdtemp(prefix="power-", dir=SCRATCH))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return build(folder)


def note_kept(file: str, look: Callable[[Path], Found], root: Path) -> None:
    mark(f"kept {len(look(root / file).chain)}")
