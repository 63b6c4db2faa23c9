"""Real disks that misbehave, for Linux: a full one and a read-only one, mounted where only the test sees them.

The act runs in a child process inside a mount namespace of its own; root needs nothing else, an ordinary user a user
namespace. Where the machine allows neither, the child's own limit on file sizes stands in for the full disk, and
``/sys``, which nobody can write files to, for the read-only one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def _namespace() -> tuple[str, ...]:
    """Give the command in front of a command that may mount, or nothing where that is impossible."""
    for command in (("unshare", "-m"), ("unshare", "-Urm")):
        try:
            done = subprocess.run([*command, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False)
        except OSError:
            return ()
        if done.returncode == 0:
            return command
    return ()


def _child(script: str, folder: Path, mount: str, limit: str) -> list[str]:
    python = [sys.executable, "-c", script, str(folder)]
    if _namespace() and mount:
        return [*_namespace(), "sh", "-c", f'{mount} "$0" && exec "$@"', str(folder), *python]
    return ["sh", "-c", f'{limit}exec "$@"', "sh", *python]


def _run(command: list[str]) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")


def on_full_disk(script: str, folder: Path) -> tuple[list[str], str]:
    """Run a script with a folder of 1 MB as its argument; give its output's lines and the code to expect."""
    command = _child(script, folder, "mount -t tmpfs -o size=1m tmpfs", "trap '' XFSZ; ulimit -f 1024; ")
    return _run(command), "disk.full" if _namespace() else "disk.too_big"


def on_read_only_disk(script: str, folder: Path) -> list[str]:
    """Run a script with a read-only folder as its argument and give its output's lines."""
    if _namespace():
        return _run(_child(script, folder, "mount -t tmpfs -o ro tmpfs", ""))
    return _run(_child(script, Path("/sys/kernel"), "", ""))


def under_a_size_limit(script: str, folder: Path) -> list[str]:
    """Run a script that may not write files above 1 MB (``RLIMIT_FSIZE``)."""
    return _run(_child(script, folder, "", "trap '' XFSZ; ulimit -f 2048; "))
