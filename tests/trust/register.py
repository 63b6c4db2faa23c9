"""All drills, in the order in which the page on trust tells of them."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Final

from tests.trust.drill import Drill

MODULES: Final[tuple[str, ...]] = (
    "mutants",
    "file_flips",
    "ballot_mutations",
    "closed_mutations",
    "merge_worlds",
    "recount_worlds",
    "recount_reviews",
    "tampered",
    "stick_pulls",
    "damage",
    "recordings",
    "power_loss",
    "io_faults",
    "kills",
    "strangers",
    "fuzz",
    "no_network",
    "secrets",
)
"""Modules of this folder that have drills."""


def all_drills() -> Iterator[Drill]:
    """Give every drill."""
    for name in MODULES:
        yield from importlib.import_module(f"tests.trust.{name}").DRILLS
