"""A disk of one megabyte that fills up: a real tmpfs where it can be mounted, else SQLite's own page limit."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from judge_desk.stores.database import OpenFile


@dataclass(frozen=True, slots=True)
class SmallDisk:
    """The disk: its folder, how to fill it up and free it again under an open file, and whether it is a real one."""

    folder: Path
    real: bool
    fill: Callable[[OpenFile], None]
    free: Callable[[OpenFile], None]


def _fill_real(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as stream:
        for size in (65536, 4096, 1):
            try:
                while True:
                    stream.write(b"x" * size)
            except OSError:
                continue


def _limit_pages(file: OpenFile) -> None:
    pages = file.rows("PRAGMA page_count")[0][0]
    file.rows(f"PRAGMA max_page_count = {pages}")


def _unlimit_pages(file: OpenFile) -> None:
    file.rows("PRAGMA max_page_count = 100000")


@contextmanager
def small_disk(folder: Path) -> Generator[SmallDisk]:
    """Give a small disk."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        yield SmallDisk(folder, False, _limit_pages, _unlimit_pages)
        return
    ballast = folder / "ballast"
    try:
        yield SmallDisk(folder, True, lambda _: _fill_real(ballast), lambda _: ballast.unlink())
    finally:
        subprocess.run(["umount", str(folder)], check=True)
