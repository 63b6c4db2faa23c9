"""Run one process and tell what it used: ``python -I -S benchmarks/launch.py OUTPUT COMMAND…``.

A process that was started by a large one counts its parent's peak of memory as its own, for until it becomes the new
program it is a copy of the parent. So the contenders are started from here, by the smallest Python there is: their
peak is told right from about 9 MiB on. Prints seconds by the clock, seconds of work, peak in KiB, and the exit code;
what the command prints goes to the file OUTPUT.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence


def run(output: str, command: Sequence[str]) -> tuple[float, float, int, int]:
    """Run a command to its end, its output into a file; gives what is printed.

    Raises:
        OSError: there is no such command.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    into = [(os.POSIX_SPAWN_OPEN, 1, output, flags, 0o600)]
    began = time.perf_counter()
    child = os.posix_spawnp(command[0], list(command), os.environ, file_actions=into)
    _, status, used = os.wait4(child, 0)
    taken = time.perf_counter() - began
    return taken, used.ru_utime + used.ru_stime, used.ru_maxrss, os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    print(*run(sys.argv[1], sys.argv[2:]))
