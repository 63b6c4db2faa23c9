"""Records what a piece of work does to the files below a folder: every write, cut, flush and name, in order.

The work runs in a forked child (or is a command) under strace; the log is followed call by call: descriptors,
positions, names. Files and folders are nodes with a number of their own, so that a file keeps its identity through a
rename. When the work has ended, what the log amounts to is compared with what really lies on the disk: a recording
that missed something is refused, not believed.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.trust.disk_tree import Op, Tree, tree_of
from tests.trust.strace_lines import CALLS, RAW, Follower, finished_calls

MARKS: Final = "/dev/null/mark/"
"""A folder that cannot be: trying to make one in it leaves a mark in the log and nothing on the disk."""
_PATIENCE: Final = 20
_MAY_BE_TRACED: Final = 0x59616D61
"""``PR_SET_PTRACER``: where only parents may trace, the child allows it to everybody."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What was done below a folder.

    Attributes:
        before: the tree as it was; ``before.copy()`` to work on.
        ops: everything that was done to it, in order, marks in between.
        after: the tree as it was at the end, the same as on the disk.
    """

    before: Tree
    ops: tuple[Op, ...]
    after: Tree


def mark(text: str) -> None:
    """Leave a mark in the log of the work that is being recorded, e.g. that something was acknowledged."""
    with suppress(OSError):
        os.mkdir(MARKS + text)


def record(root: Path, work: Callable[[], None]) -> Recording:
    """Run work in a forked child under strace and give what it did below ``root``.

    Raises:
        RuntimeError: strace cannot follow, the work failed, or the log does not lead to what lies on the disk.
    """
    before = tree_of(root)
    with tempfile.TemporaryDirectory(prefix="strace-") as folder:
        log = Path(folder) / "log"
        go_read, go_write = os.pipe()
        child = os.fork()
        if child == 0:
            _be_the_child(go_read, work)
        os.close(go_read)
        with _attached(child, log):
            os.write(go_write, b"go")
            os.close(go_write)
            _, status = os.waitpid(child, 0)
        if status != 0:
            raise RuntimeError(f"the recorded work ended with status {status}")
        return _recording(root, before, log)


def record_command(root: Path, command: Sequence[str], timeout: float = 600) -> Recording:
    """Run a command under strace and give what it did below ``root``.

    Raises:
        RuntimeError: as :func:`record`.
    """
    before = tree_of(root)
    with tempfile.TemporaryDirectory(prefix="strace-") as folder:
        log = Path(folder) / "log"
        done = subprocess.run(strace(log) + list(command), timeout=timeout, check=False, stdout=subprocess.DEVNULL)
        if done.returncode:
            raise RuntimeError(f"the recorded command ended with {done.returncode}")
        return _recording(root, before, log)


def strace(log: Path) -> list[str]:
    """Give the command that traces what is put behind it into a log that this module reads."""
    calls = f"trace={','.join(f'?{each}' for each in CALLS)}"
    return ["strace", "-f", "-q", "-xx", "-s", "200000000", "-e", calls, "-e", f"raw={RAW}", "-o", str(log)]


def _be_the_child(go_read: int, work: Callable[[], None]) -> None:
    code = 1
    try:
        ctypes.CDLL(None).prctl(_MAY_BE_TRACED, ctypes.c_ulong(-1), 0, 0, 0)
        os.read(go_read, 2)
        work()
        code = 0
    except BaseException:  # noqa: BLE001 - a forked child must never return into its parent's work
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


@contextmanager
def _attached(child: int, log: Path) -> Iterator[None]:
    """Have strace follow the child until it ends."""
    tracer = subprocess.Popen([*strace(log), "-p", str(child)], stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + _PATIENCE
    while f"TracerPid:\t{tracer.pid}\n" not in Path(f"/proc/{child}/status").read_text(encoding="utf-8"):
        if tracer.poll() is not None or time.monotonic() > until:
            os.kill(child, 9)
            os.waitpid(child, 0)
            _, told = tracer.communicate()
            raise RuntimeError(f"strace cannot follow: {told}")
        time.sleep(0.002)
    try:
        yield
    finally:
        tracer.communicate(timeout=_PATIENCE)


def _recording(root: Path, before: Tree, log: Path) -> Recording:
    follower = Follower(root.resolve(), before.copy(), MARKS, Path.cwd())
    with log.open(encoding="ascii", errors="replace") as lines:
        for call in finished_calls(lines):
            follower.follow(call)
    live, disk = follower.tree.listing(), tree_of(root).listing()
    if live != disk:
        differing = sorted(name for name in live.keys() | disk.keys() if live.get(name) != disk.get(name))
        raise RuntimeError(f"the log does not lead to what lies on the disk: {differing[:5]}")
    return Recording(before, tuple(follower.ops), follower.tree)
