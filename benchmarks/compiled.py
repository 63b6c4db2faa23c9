"""Processes that begin here keep what they compiled, as an installed program does: no run compiles a module anew."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_SWITCHES: Final = ("PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE")


@contextmanager
def compiled_in(place: Path) -> Iterator[None]:
    """Let processes keep compiled modules in a folder until the end; the first of them compiles."""
    former = {name: os.environ.get(name) for name in _SWITCHES}
    os.environ.update(dict(zip(_SWITCHES, (str(place), ""), strict=True)))
    try:
        yield
    finally:
        for name, value in former.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
