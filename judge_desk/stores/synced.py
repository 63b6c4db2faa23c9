"""Folders where a database may not live: a cloud service or a network share changes files behind our back."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_SYNCED: Final = (
    "onedrive",
    "skydrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "drive của tôi",
    "icloud",
    "iclouddrive",
    "mobile documents",
    "cloudstorage",
    "nextcloud",
    "owncloud",
    "pcloud",
    "box sync",
    "mega",
    "megasync",
    "yandex.disk",
    "synologydrive",
    "seafile",
    "syncthing",
)
"""How the folders of cloud services are called when nobody has renamed them."""
_ROOTS: Final = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
"""Variables in which Windows says where OneDrive lies, whatever its name."""
_MARKS: Final = (".dropbox.cache", ".stfolder", ".nextcloudsync.log", ".owncloudsync.log")
"""Files and folders that such services leave at the top of what they copy."""


def is_synced(path: Path, environment: Mapping[str, str] = os.environ) -> bool:
    """Say whether a path lies in a folder that a cloud service copies behind our back, or on a network share."""
    absolute = path.absolute()
    return any(_looks_synced(each, environment) for each in {absolute, _resolved(absolute)})


def _resolved(path: Path) -> Path:
    """Follow links: a folder of the desktop may lie in a cloud service's."""
    try:
        return path.resolve()
    except OSError:
        return path


def _looks_synced(path: Path, environment: Mapping[str, str]) -> bool:
    if path.anchor.startswith(("\\\\", "//")):
        return True
    names = [part.casefold() for part in path.parts[1:-1]]
    if any(name == each or name.startswith((each + " ", each + "-")) for name in names for each in _SYNCED):
        return True
    roots = [Path(environment[each]) for each in _ROOTS if environment.get(each)]
    if any(path.is_relative_to(root) for root in roots):
        return True
    return any(os.path.lexists(folder / mark) for folder in path.parents for mark in _MARKS)
