"""What the system tells of the machine at once: its memory, and whether it runs on its battery."""

from __future__ import annotations

import contextlib
import ctypes
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_SUPPLIES: Final = Path("/sys/class/power_supply")
_NO_BATTERY: Final = 128
_WHOLE: Final = 100


@dataclass(frozen=True, slots=True)
class Power:
    """How the machine is fed: whether from the mains, and how full its battery is in hundredths."""

    mains: bool
    percent: int


def memory() -> int:
    """Give the bytes of memory of this machine, 0 where the system does not say."""
    if os.name == "nt":
        return _windows_memory()
    with contextlib.suppress(ValueError, OSError):
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return 0


def power(supplies: Path = _SUPPLIES) -> Power | None:
    """Say how the machine is fed; None without a battery, or where the system does not say it at once."""
    return _windows_power() if os.name == "nt" else _linux_power(supplies)


def _linux_power(supplies: Path) -> Power | None:
    batteries = [each for each in _folders(supplies) if _line(each / "type") == "Battery" and not _of_a_mouse(each)]
    levels = [int(level) for each in batteries if (level := _line(each / "capacity")).isdigit()]
    if not levels:
        return None
    draining = any(_line(each / "status") == "Discharging" for each in batteries)
    return Power(not draining, min(min(levels), _WHOLE))


def _of_a_mouse(supply: Path) -> bool:
    return _line(supply / "scope") == "Device"


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


class _Memory(ctypes.Structure):
    """MEMORYSTATUSEX of Windows."""

    _fields_ = (
        ("length", ctypes.c_uint32), ("load", ctypes.c_uint32), ("total", ctypes.c_uint64), ("free", ctypes.c_uint64),
        ("page_total", ctypes.c_uint64), ("page_free", ctypes.c_uint64), ("virtual_total", ctypes.c_uint64),
        ("virtual_free", ctypes.c_uint64), ("extended", ctypes.c_uint64),
    )  # fmt: skip


class _PowerStatus(ctypes.Structure):
    """SYSTEM_POWER_STATUS of Windows."""

    _fields_ = (
        ("mains", ctypes.c_uint8), ("flag", ctypes.c_uint8), ("percent", ctypes.c_uint8), ("saver", ctypes.c_uint8),
        ("seconds", ctypes.c_uint32), ("full_seconds", ctypes.c_uint32),
    )  # fmt: skip


def _windows_memory() -> int:
    told = _Memory()
    told.length = ctypes.sizeof(told)
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - exists on Windows only, and mypy runs elsewhere too
    return int(told.total) if kernel.GlobalMemoryStatusEx(ctypes.byref(told)) else 0


def _windows_power() -> Power | None:
    told = _PowerStatus()
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - exists on Windows only, and mypy runs elsewhere too
    if not kernel.GetSystemPowerStatus(ctypes.byref(told)) or told.flag & _NO_BATTERY or told.percent > _WHOLE:
        return None
    return Power(bool(told.mains == 1), int(told.percent))
