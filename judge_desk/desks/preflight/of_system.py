"""Checks of what the system tells at once: memory, and whether the machine is on its battery."""

from __future__ import annotations

from typing import Final

from judge_desk.desks.preflight.shape import Result, Trip, gigabytes, good, heed, passed, stop
from judge_desk.exchange.machine_facts import Power, memory, power

LEAST_MEMORY: Final = 1_400
MEMORY: Final = 3_400
"""MiB: a machine that is sold with 4 GB shows somewhat less, for its graphics take a part."""
LOW_BATTERY: Final = 30
_MIB: Final = 1024 * 1024


def memory_room(trip: Trip) -> Result:
    """Whether write-ups and clips fit into the memory."""
    return memory_of(memory() // _MIB)


def memory_of(mebibytes: int) -> Result:
    """Judge the memory of a machine, 0 where it is not known."""
    if not mebibytes:
        return passed("memory", "preflight.memory.unknown")
    figure = gigabytes(mebibytes * _MIB)
    if mebibytes < LEAST_MEMORY:
        return stop("memory", "preflight.memory.none", figure=figure)
    if mebibytes < MEMORY:
        return heed("memory", "preflight.memory.little", figure=figure)
    return good("memory", "preflight.memory.good", figure=figure)


def feeding(trip: Trip) -> Result:
    """Whether the machine can run through a session."""
    return feeding_of(power())


def feeding_of(found: Power | None) -> Result:
    """Judge how a machine is fed; None where it is not known."""
    if found is None:
        return passed("power", "preflight.power.unknown")
    if found.mains:
        return good("power", "preflight.power.mains", percent=found.percent)
    if found.percent < LOW_BATTERY:
        return heed("power", "preflight.power.low", percent=found.percent)
    return good("power", "preflight.power.battery", percent=found.percent)
