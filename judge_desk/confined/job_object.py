"""A Job Object of Windows around this process: limits on memory and time, no other program, an end with the program.

The process puts itself in, so that a launcher between it and its parent does not matter. Structures and numbers are
those of https://learn.microsoft.com/windows/win32/api/winnt/ns-winnt-jobobject_extended_limit_information.
"""

from __future__ import annotations

import ctypes
from typing import Any, Final

_EXTENDED_LIMITS: Final = 9
_PROCESS_TIME, _ACTIVE_PROCESSES, _PROCESS_MEMORY = 0x2, 0x8, 0x100
_NO_CRASH_WINDOW, _END_WITH_JOB = 0x400, 0x2000
_TICKS: Final = 10_000_000
"""Windows counts time in 100 ns."""
_held: Final[list[Any]] = []


class BasicLimits(ctypes.Structure):
    """``JOBOBJECT_BASIC_LIMIT_INFORMATION``."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_set", ctypes.c_size_t),
        ("most_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """``JOBOBJECT_EXTENDED_LIMIT_INFORMATION``."""

    _fields_ = (
        ("basic", BasicLimits),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def limits_of(memory: int, seconds: int) -> ExtendedLimits:
    """Give the limits: bytes that the process may commit, seconds of processor time (0 for no end), itself alone."""
    limits = ExtendedLimits()
    limits.basic.flags = _ACTIVE_PROCESSES | _PROCESS_MEMORY | _NO_CRASH_WINDOW | _END_WITH_JOB
    limits.basic.active_processes = 1
    limits.process_memory = memory
    if seconds:
        limits.basic.flags |= _PROCESS_TIME
        limits.basic.process_time = seconds * _TICKS
    return limits


def join(memory: int, seconds: int, kernel: Any = None) -> bool:
    """Put this process into a job of its own with these limits, for good; say whether it is in.

    Args:
        memory: see :func:`limits_of`.
        seconds: see there.
        kernel: stands for kernel32 in a test.
    """
    load = getattr(ctypes, "WinDLL", None)
    if kernel is None and load is None:
        return False
    kernel = load("kernel32") if kernel is None and load is not None else kernel
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = kernel.CreateJobObjectW(None, None)
    if not job:
        return False
    _held.append(job)  # closing the job would end the process
    limits = limits_of(memory, seconds)
    size = ctypes.c_uint32(ctypes.sizeof(limits))
    if not kernel.SetInformationJobObject(ctypes.c_void_p(job), _EXTENDED_LIMITS, ctypes.byref(limits), size):
        return False
    return bool(kernel.AssignProcessToJobObject(ctypes.c_void_p(job), ctypes.c_void_p(kernel.GetCurrentProcess())))
