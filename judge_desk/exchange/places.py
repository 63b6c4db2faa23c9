"""What sort of disk a place is on: the machine's own, one that can be pulled out, or another machine's.

Read from what the system says of the mount, never tried out by writing. Windows reports some USB hard disks as fixed;
those are not told apart.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath
from typing import Final


class Place(StrEnum):
    """Where a path lies."""

    OWN = "own"
    REMOVABLE = "removable"
    NETWORK = "network"


_HAND_MOUNTED: Final = ("/media", "/run/media", "/mnt")
_NETWORK_SYSTEMS: Final = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "ceph",
        "davfs",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.davfs2",
    }
)
_ESCAPES: Final = {"\\040": " ", "\\011": "\t", "\\012": "\n", "\\134": "\\"}
_DRIVE_REMOVABLE: Final = 2
_DRIVE_REMOTE: Final = 4
_DRIVE_DISC: Final = 5


def place_of(path: Path) -> Place:
    """Say what sort of disk a path is on; the path need not exist. Where the system does not say, it is its own."""
    real = path.resolve()
    if os.name == "nt":
        return windows_place(os.path.splitdrive(real)[0], _drive_type)
    if sys.platform == "darwin":
        return mac_place(real)
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return Place.OWN
    return linux_place(real, mounts, _can_be_pulled)


def windows_place(drive: str, drive_type: Callable[[str], int]) -> Place:
    """Judge by the drive (``E:``, or a share's name) and what the system calls it."""
    if drive.startswith("\\\\"):
        return Place.NETWORK
    kind = drive_type(drive + "\\")
    if kind == _DRIVE_REMOTE:
        return Place.NETWORK
    return Place.REMOVABLE if kind in (_DRIVE_REMOVABLE, _DRIVE_DISC) else Place.OWN


def mac_place(real: PurePath) -> Place:
    """Judge by the folder in which macOS shows every other disk; a share is told as a disk that can be pulled."""
    return Place.REMOVABLE if real.parts[1:2] == ("Volumes",) else Place.OWN


def linux_place(real: PurePath, mounts: str, pulled: Callable[[str], bool]) -> Place:
    """Judge by the mount that holds the path.

    Args:
        real: the path without links.
        mounts: text of ``/proc/self/mountinfo`` (https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html).
        pulled: whether the device of a number ``8:17`` can be pulled out.
    """
    best = PurePosixPath("/"), "", ""
    for line in mounts.splitlines():
        head, _, tail = line.partition(" - ")
        fields, system = head.split(" "), tail.split(" ")[0]
        point = PurePosixPath(_plain(fields[4]))
        if real.is_relative_to(point) and len(point.parts) >= len(best[0].parts):
            best = point, fields[2], system
    point, device, system = best
    if system in _NETWORK_SYSTEMS:
        return Place.NETWORK
    if point == PurePosixPath("/"):
        return Place.OWN
    by_hand = any(point.is_relative_to(folder) for folder in _HAND_MOUNTED)
    return Place.REMOVABLE if by_hand or pulled(device) else Place.OWN


def _plain(text: str) -> str:
    for escape, sign in _ESCAPES.items():
        text = text.replace(escape, sign)
    return text


def _can_be_pulled(device: str) -> bool:
    """Ask the kernel whether a disk, or the disk of a partition, is removable."""
    folder = Path("/sys/dev/block", device).resolve()
    for flag in (folder / "removable", folder.parent / "removable"):
        try:
            return flag.read_text(encoding="ascii").strip() == "1"
        except OSError:
            continue
    return False


def _drive_type(root: str) -> int:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - exists on Windows only, and mypy runs elsewhere too
    return int(kernel.GetDriveTypeW(root))
