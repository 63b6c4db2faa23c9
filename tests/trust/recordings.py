"""A recording follows whatever changes files: what it amounts to is what lies on the disk."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from tests.trust.drill import Count, Drill, Tally
from tests.trust.strace_log import record


def _copy(root: Path, chance: random.Random) -> None:
    shutil.copyfile(root / "a", root / f"copy-{chance.randrange(3)}")


def _descriptors(root: Path, chance: random.Random) -> None:
    handle = os.open(root / "a", os.O_RDWR)
    os.read(handle, chance.randrange(1, 4))
    os.write(handle, b"Q")
    other = os.dup(handle)
    os.lseek(other, chance.randrange(40), os.SEEK_SET)
    os.writev(handle, [b"1", b"23"])
    os.pwrite(other, b"P", chance.randrange(60))
    os.close(handle)
    os.close(other)


def _names(root: Path, chance: random.Random) -> None:
    (root / "e" / "f").mkdir(parents=True, exist_ok=True)
    (root / "e" / "f" / "x").write_bytes(b"x")
    os.replace(root / "e" / "f" / "x", root / f"moved-{chance.randrange(3)}")
    (root / "e" / "l").unlink(missing_ok=True)
    os.link(root / "a", root / "e" / "l")
    if chance.random() < 0.5:
        shutil.rmtree(root / "e")


def _thread(root: Path, chance: random.Random) -> None:
    thread = threading.Thread(target=(root / "t").write_bytes, args=(chance.randbytes(20),))
    thread.start()
    thread.join()
    with (root / "t").open("ab") as file:
        file.write(b"end")
    os.truncate(root / "t", chance.randrange(30))


def _child(root: Path, chance: random.Random) -> None:
    subprocess.run(["cp", str(root / "a"), str(root / f"child-{chance.randrange(3)}")], check=True)


ACTS: Final[tuple[Callable[[Path, random.Random], None], ...]] = (_copy, _descriptors, _names, _thread, _child)


def _work(root: Path, seed: str) -> None:
    chance = random.Random(seed)
    for _ in range(12):
        chance.choice(ACTS)(root, chance)


def run(amount: int, seed: int, folder: Path) -> Tally:
    """Record so many pieces of work; a recording that is not whole says so itself."""
    count, steps = Count(), 0
    for number in range(amount):
        with tempfile.TemporaryDirectory(dir=folder) as place:
            root = Path(place).resolve()
            (root / "a").write_bytes(b"first content")
            try:
                steps += len(record(root, partial(_work, root, f"{seed} {number}")).ops)
            except RuntimeError as error:
                count.broken(f"seed {seed} number {number}: {error}")
            else:
                count.good()
    return count.tally(steps=steps)


DRILLS: Final = (
    Drill(
        "recordings",
        "what a recording amounts to is what lies on the disk",
        "recordings",
        3,
        2_000,
        run,
        ("strace",),
    ),
)
