"""How the viewer is started: which program, and the little of the environment that it gets."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import judge_desk

FLAG: Final = "--viewer"
"""Tells the packed program to be the viewer."""
_KEPT: Final = ("PATH", "SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "QT_PLUGIN_PATH")
_KEPT_FOR_SOUND: Final = ("XDG_RUNTIME_DIR", "PULSE_SERVER")


def viewer_command(sort: str, *reads: Path) -> tuple[str, list[str]]:
    """Give program and arguments of a viewer.

    Args:
        sort: ``document`` or ``clip``.
        reads: folders whose files it may read.
    """
    told = [sort, *(str(each.resolve()) for each in reads)]
    if getattr(sys, "frozen", False):
        return sys.executable, [FLAG, *told]
    # -P: the folder that it works in holds strangers' files and is no place to import from.
    return sys.executable, ["-P", "-m", "judge_desk.ui.viewer", *told]


def viewer_environment(cache: Path, sort: str, ours: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Give the whole environment of a viewer; nothing of the person's own folders is in it."""
    kept = _KEPT + (_KEPT_FOR_SOUND if sort == "clip" else ())
    return {name: ours[name] for name in kept if name in ours} | {
        "HOME": str(cache),
        "TMPDIR": str(cache),
        "TEMP": str(cache),
        "TMP": str(cache),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(Path(judge_desk.__file__).resolve().parent.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": "*=false",
        "QT_FFMPEG_PROTOCOL_WHITELIST": "none",  # a clip comes as bytes; a playlist in it opens nothing
    }
