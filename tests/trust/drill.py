"""What a drill is: one promise, tried many times, and an honest count of how it went.

A drill has a short form for the suite and a long one by hand; both run the same code with another number of tries. It
never asserts: it counts, and names what went wrong so that one try can be repeated from its seed or step alone.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

MOST_NAMED: Final = 20
"""How many bad tries a tally names; it counts all of them."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How a drill went.

    Attributes:
        tried: how many tries were made, in the drill's unit.
        bad: how many broke the promise.
        named: the first of them, each in words that allow to repeat it (seed, step, workflow).
        facts: further figures worth printing, e.g. ``{"distinct": 812, "told": 364}``.
    """

    tried: int
    bad: int = 0
    named: tuple[str, ...] = ()
    facts: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drill:
    """One promise and how it is tried.

    Attributes:
        name: short, for the command line, e.g. ``power-loss-scoring``.
        promise: one English sentence: what must hold in every try.
        unit: what is counted, e.g. ``states``.
        short: tries in the suite, at most three seconds; 0 keeps it out of the suite.
        long: tries of the long form.
        run: (tries, seed, an empty folder) to tally; it makes at least so many tries, or all there are.
        needs: programs or rights without which it cannot run, e.g. ``("strace",)``; ``root`` is a right.
        only: gives this drill of one act alone, by its name; None for a drill that has no acts.
    """

    name: str
    promise: str
    unit: str
    short: int
    long: int
    run: Callable[[int, int, Path], Tally]
    needs: tuple[str, ...] = ()
    only: Callable[[str], Drill] | None = None


class Count:
    """Counts tries while a drill runs."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.tried = 0
        self.bad = 0
        self._named: list[str] = []

    def good(self, times: int = 1) -> None:
        """Count tries that held."""
        self.tried += times

    def broken(self, what: str) -> None:
        """Count a try that broke the promise, and say how to repeat it."""
        self.tried += 1
        self.bad += 1
        if len(self._named) < MOST_NAMED:
            self._named.append(what)

    def tally(self, **facts: int | str) -> Tally:
        """Give the tally so far."""
        return Tally(self.tried, self.bad, tuple(self._named), facts)


def missing_needs(drill: Drill) -> tuple[str, ...]:
    """Name what a drill needs and this machine does not have."""
    return tuple(each for each in drill.needs if not _is_here(each))


def _is_here(need: str) -> bool:
    if need == "root":
        return hasattr(os, "geteuid") and os.geteuid() == 0
    return shutil.which(need) is not None
