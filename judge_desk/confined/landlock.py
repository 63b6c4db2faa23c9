"""Landlock, the kernel's own fence (Linux 5.13 and later): which files a process may open, and whether it may connect.

The numbers are the kernel's (include/uapi/linux/landlock.h, https://docs.kernel.org/userspace-api/landlock.html). A
kernel without it gives version 0, and nothing is fenced.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import judge_desk

WITH_NETWORK: Final = 4
"""From this version on connections can be forbidden."""
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_VERSION: Final = 1
_PATH_BENEATH: Final = 1
_WRITE_FILE, _READ_FILE, _READ_FOLDER = 1 << 1, 1 << 2, 1 << 3
_REMOVE_FILE, _MAKE_FOLDER, _MAKE_FILE, _REMOVE_FOLDER = 1 << 5, 1 << 7, 1 << 8, 1 << 4
_TRUNCATE, _STEER_DEVICE = 1 << 14, 1 << 15
_KNOWN: Final = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many rights on files each version knows; those of later versions are as many."""
_MOST_KNOWN: Final = 16
_CONNECTIONS: Final = 0b11
_READ: Final = _READ_FILE | _READ_FOLDER
_WRITE: Final = (
    _READ | _WRITE_FILE | _REMOVE_FILE | _REMOVE_FOLDER | _MAKE_FILE | _MAKE_FOLDER | _TRUNCATE
)  # fmt: skip
_USE: Final = _READ | _WRITE_FILE | _STEER_DEVICE
_OF_FILE: Final = 1 | _WRITE_FILE | _READ_FILE | _TRUNCATE | _STEER_DEVICE
"""Rights that a rule on a single file may name."""
_SYSTEM: Final = (
    "/usr", "/lib", "/lib32", "/lib64", "/opt", "/nix", "/gnu", "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime",
    "/etc/timezone", "/etc/mime.types", "/var/cache/fontconfig", "/proc/self", "/proc/cpuinfo", "/proc/meminfo",
    "/proc/filesystems", "/sys/devices/system", "/dev/urandom", "/dev/random", "/dev/zero",
)  # fmt: skip
_FOR_SOUND: Final = (
    "/etc/alsa", "/etc/asound.conf", "/etc/pulse", "/etc/pipewire", "/etc/vulkan", "/etc/glvnd", "/etc/drirc",
    "/etc/machine-id", "/sys", "/run/udev", "/var/lib/dbus/machine-id",
)  # fmt: skip
_DEVICES: Final = ("/dev/dri", "/dev/snd", "/dev/shm")


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("connections", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("folder", ctypes.c_int32))


def abi_version() -> int:
    """Give the version of the kernel's Landlock, 0 without one."""
    if sys.platform != "linux":
        return 0
    found = ctypes.CDLL(None).syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))
    return max(int(found), 0)


def narrow(reads: Iterable[Path], writes: Path, sound: bool) -> int:
    """Fence this process in for good; gives the version that fences it, 0 when none does.

    From then on it opens only what is below ``reads`` and ``writes``, the program and the system's libraries; it writes
    only below ``writes``, starts no program and, where the version knows how, opens no connection over TCP. With
    ``sound`` the devices for picture and sound stay.
    """
    version = abi_version()
    if not version:
        return 0
    libc = ctypes.CDLL(None, use_errno=True)
    known = (1 << _KNOWN.get(version, _MOST_KNOWN)) - 1
    head = _Ruleset(known, _CONNECTIONS)
    size = ctypes.sizeof(head) if version >= WITH_NETWORK else ctypes.sizeof(ctypes.c_uint64)
    ruleset = libc.syscall(_CREATE, ctypes.byref(head), ctypes.c_size_t(size), ctypes.c_uint32(0))
    if ruleset < 0:
        return 0
    try:
        for path, rights in _rules(reads, writes, sound):
            _allow(libc, ruleset, path, rights & known)
        return version if libc.syscall(_RESTRICT, ruleset, ctypes.c_uint32(0)) == 0 else 0
    finally:
        os.close(ruleset)


def _rules(reads: Iterable[Path], writes: Path, sound: bool) -> Iterator[tuple[str, int]]:
    program = (sys.prefix, sys.base_prefix, sys.exec_prefix, Path(judge_desk.__file__).resolve().parent.parent)
    packed = (Path(sys.executable).resolve().parent,) if getattr(sys, "frozen", False) else ()
    libraries = filter(None, os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep))
    for path in (*_SYSTEM, *map(str, (*program, *packed)), *libraries, *map(str, reads)):
        yield path, _READ
    yield str(writes), _WRITE
    yield "/dev/null", _USE
    if sound:
        runtime = filter(None, (os.environ.get("XDG_RUNTIME_DIR", ""),))
        yield from ((path, _READ) for path in _FOR_SOUND)
        yield from ((path, _WRITE | _USE) for path in (*_DEVICES, *runtime))


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    """Allow what is below a folder, or one file; what does not exist needs no leave."""
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (OSError, ValueError):
        return
    try:
        own = rights if os.path.isdir(path) else rights & _OF_FILE
        rule = _Beneath(own, opened)
        libc.syscall(_ADD, ruleset, ctypes.c_int(_PATH_BENEATH), ctypes.byref(rule), ctypes.c_uint32(0))
    finally:
        os.close(opened)
