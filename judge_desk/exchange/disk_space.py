"""Whether what is to be written will fit: free space with a margin, and the largest file a file system takes."""

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import CannotWrite
from judge_desk.exchange.disk_faults import writing

FAT32_LARGEST: Final = 2**32 - 1
"""Bytes of the largest file on FAT32: 4 GiB less one."""
MARGIN_PERCENT: Final = 105
_MEGABYTE: Final = 1_000_000
_FAT: Final = {"vfat", "msdos", "fat", "fat32", "fat16"}


def check_space(folder: Path, needed: int) -> None:
    """Check that a folder's disk has room for ``needed`` bytes and one twentieth more.

    Raises:
        CannotWrite: too little room, with both sizes in megabytes, or no such folder.
    """
    with writing(folder):
        free = shutil.disk_usage(folder).free
    wanted = needed * MARGIN_PERCENT // 100
    if free < wanted:
        raise CannotWrite("disk.no_space", str(folder), needed=-(-wanted // _MEGABYTE), free=free // _MEGABYTE)


def check_file_size(folder: Path, name: str, size: int) -> None:
    """Check that the folder's file system takes a file of ``size`` bytes.

    Raises:
        CannotWrite: the file system is FAT32 and the file has 4 GiB or more; the file is named.
    """
    if size > FAT32_LARGEST and too_large(file_system(folder), size):
        raise CannotWrite("disk.fat32", name, folder=str(folder))


def too_large(name: str, size: int) -> bool:
    """Say whether a file of ``size`` bytes is too large for the file system of this name."""
    return size > FAT32_LARGEST and name in _FAT


def file_system(folder: Path) -> str:
    """Give the name of a folder's file system in lower case, e.g. ``vfat``, ``exfat``, ``ntfs``; empty if unknown."""
    if os.name == "nt":
        return _windows_file_system(folder)
    return _mounted_file_system(folder, Path("/proc/self/mounts"))


def _mounted_file_system(folder: Path, mounts: Path) -> str:
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    real = folder.resolve()
    best, name = -1, ""
    for line in lines:
        fields = line.split(" ")
        place = Path(fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"))
        if real.is_relative_to(place) and len(place.parts) >= best:
            best, name = len(place.parts), fields[2].lower()
    return name


def _windows_file_system(folder: Path) -> str:
    name = ctypes.create_unicode_buffer(261)
    root = os.path.splitdrive(folder.resolve())[0] + "\\"
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - exists on Windows only, and mypy runs elsewhere too
    done = kernel.GetVolumeInformationW(root, None, 0, None, None, None, name, len(name))
    return name.value.lower() if done else ""
