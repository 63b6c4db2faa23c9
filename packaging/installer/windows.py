"""The program and installer for Windows."""

from __future__ import annotations

from pathlib import Path

from installer.tools import BuildError


def make(out: Path, work: Path, wheels: Path | None) -> list[Path]:
    """Make the installer below ``out``.

    Raises:
        BuildError: it cannot be made here.
    """
    del out, work, wheels
    raise BuildError("the installer for Windows cannot be made here")
