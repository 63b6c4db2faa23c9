"""A stick formatted with exFAT whose every write is recorded: image, loop device, driver under strace.

The kernel's list of writes and flushes of the device is what a pull cuts off anywhere; a stick may moreover keep the
writes since the last flush in any order, and tear one of them.
"""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MEGABYTES: Final = 8
_LINE: Final = re.compile(
    r"^\d+ +(?P<at>\d+\.\d+) (?P<call>pwrite64|fsync|fdatasync)\("
    r"(?P<fd>\d+)(?:, \"(?P<data>(?:\\x..)*)\", (?P<size>\d+), (?P<offset>\d+))?\) += (?P<result>-?\d+)"
)
_TRACE: Final = ("strace", "-f", "-ttt", "-xx", "-s", "1000000", "-e", "trace=pwrite64,fsync,fdatasync")
_WAIT: Final = 15.0


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes that the driver gave to the device, and when; no bytes: a flush of all before."""

    at: float
    offset: int
    data: bytes

    @property
    def is_flush(self) -> bool:
        """Say whether it is a flush."""
        return not self.data


class NoStick(Exception):
    """This machine lets nobody mount a recorded stick; the text says why."""


@contextmanager
def recorded_stick(folder: Path) -> Generator[Path]:
    """Give the mount point of a fresh stick; afterwards :func:`writes_of` gives what happened on the device.

    Raises:
        NoStick: no loop device or no mount here.
    """
    image, point, log = folder / "usb.img", folder / "usb", folder / "usb.strace"
    with image.open("wb") as file:
        file.truncate(MEGABYTES << 20)
    device = _loop(image)
    try:
        _run("mkfs.exfat", "-c", "4096", device)
        (folder / "usb.before").write_bytes(image.read_bytes())
        point.mkdir()
        driver = subprocess.Popen(
            [*_TRACE, "-o", str(log), "mount.exfat-fuse", "-d", device, str(point)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _until_mounted(point, driver)
            yield point
        finally:
            subprocess.run(["umount", str(point)], capture_output=True, check=False)
            driver.wait(_WAIT)
    finally:
        subprocess.run(["losetup", "-d", device], capture_output=True, check=False)


def _loop(image: Path) -> str:
    return _run("losetup", "-f", "--show", str(image)).strip()


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoStick(f"{command[0]}: {(done.stderr or done.stdout).strip()[-200:]}")
    return done.stdout


def _until_mounted(point: Path, driver: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _WAIT
    while not point.is_mount():
        if driver.poll() is not None or time.monotonic() > until:
            raise NoStick("mount.exfat-fuse does not mount here")
        time.sleep(0.01)


def writes_of(folder: Path) -> tuple[bytes, list[Write]]:
    """Give the image as it was formatted, and every write and flush since."""
    with (folder / "usb.strace").open(encoding="ascii") as log:
        return (folder / "usb.before").read_bytes(), list(_parsed(log))


def _parsed(lines: Iterator[str]) -> Iterator[Write]:
    for line in lines:
        found = _LINE.match(line)
        if found is None:
            continue
        if found["call"] != "pwrite64":
            yield Write(float(found["at"]), 0, b"")
            continue
        data = bytes.fromhex(found["data"].replace("\\x", ""))
        if not len(data) == int(found["size"]) == int(found["result"]):
            raise ValueError(line[:200])
        yield Write(float(found["at"]), int(found["offset"]), data)


@contextmanager
def mounted(image: Path, point: Path) -> Generator[Path | None]:
    """Mount an image read-only with the driver; None when the driver refuses it."""
    device = _loop(image)
    try:
        done = subprocess.run(["mount.exfat-fuse", "-o", "ro", device, str(point)], capture_output=True, check=False)
        yield point if done.returncode == 0 and point.is_mount() else None
    finally:
        subprocess.run(["umount", str(point)], capture_output=True, check=False)
        subprocess.run(["losetup", "-d", device], capture_output=True, check=False)
