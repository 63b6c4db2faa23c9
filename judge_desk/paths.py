"""Where resources and the user's own folders lie; the one door to both.

Resource names are relative, with forward slashes; absolute names and ``..`` are refused.
"""

from __future__ import annotations

import importlib
import os
from pathlib import Path, PurePosixPath
from typing import Final

_ROOT: Final = Path(__file__).resolve().parent.parent / "resources"
USER_FOLDER_VARIABLE: Final = "JUDGE_DESK_HOME"


def resource(name: str) -> Path:
    """Give the path of a shipped resource, e.g. ``fonts/LiberationSerif-Regular.ttf``.

    Raises:
        ValueError: the name is absolute or climbs out.
    """
    parts = PurePosixPath(name)
    if parts.is_absolute() or ".." in parts.parts:
        raise ValueError(name)
    return _ROOT.joinpath(*parts.parts)


def user_folder() -> Path:
    """Give the folder of this user's keys and settings on the local disk (not created here)."""
    chosen = os.environ.get(USER_FOLDER_VARIABLE)
    if chosen:
        return Path(chosen)
    platformdirs = importlib.import_module("platformdirs")
    return Path(platformdirs.user_data_dir("judge-desk", appauthor=False, roaming=False))
