"""Folders where a database may not live: a cloud service or a network share changes files behind our back."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_SYNCED: Final = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "iclouddrive",
    "nextcloud",
    "pcloud",
    "synologydrive",
)


def is_synced(path: Path) -> bool:
    """Say whether a path lies in a folder that a cloud service copies behind our back, or on a network share."""
    absolute = path.absolute()
    if absolute.anchor.startswith(("\\\\", "//")):
        return True
    names = [part.casefold() for part in absolute.parts[1:-1]]
    return any(name == each or name.startswith((each + " ", each + "-")) for name in names for each in _SYNCED)
