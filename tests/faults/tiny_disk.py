"""A small disk that can be filled up and freed, and a place that cannot be written to.

Both are real mounts where this machine allows them. Elsewhere the process's own limit on file sizes stands in for the
full disk, and a folder without the right to write for the locked stick.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SIZE: Final = "12m"
_STEPS: Final = (65536, 4096, 1)


@dataclass(frozen=True, slots=True)
class TinyDisk:
    """A disk of twelve megabytes; ``real`` says whether it is one."""

    folder: Path
    real: bool

    def fill(self, left: int) -> None:
        """Fill the disk up but for some bytes."""
        if not self.real:
            resource.setrlimit(resource.RLIMIT_FSIZE, (max(left, 1), resource.RLIM_INFINITY))
            return
        with (self.folder / "chiem-cho").open("wb", buffering=0) as ballast:
            for size in _STEPS:
                try:
                    while True:
                        ballast.write(b"x" * size)
                except OSError:
                    continue
            ballast.truncate(max(ballast.tell() - left, 0))

    def free(self) -> None:
        """Make room again."""
        if self.real:
            (self.folder / "chiem-cho").unlink()
        else:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _mounted(*arguments: str) -> bool:
    if sys.platform != "linux":
        return False
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


@contextmanager
def tiny_disk(folder: Path) -> Generator[TinyDisk]:
    """Give a small disk, mounted at a folder."""
    folder.mkdir()
    real = _mounted("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder))
    disk = TinyDisk(folder, real)
    try:
        yield disk
    finally:
        if real:
            subprocess.run(["umount", str(folder)], check=True)
        else:
            disk.free()


@contextmanager
def locked(folder: Path) -> Generator[None]:
    """Make a folder impossible to write to."""
    real = _mounted("--bind", str(folder), str(folder)) and _mounted("-o", "remount,ro,bind", str(folder))
    inside = [folder, *folder.rglob("*")]
    if not real:
        for path in inside:
            path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        if real:
            subprocess.run(["umount", str(folder)], check=True)
        else:
            for path in inside:
                os.chmod(path, 0o755 if path.is_dir() else 0o644)
