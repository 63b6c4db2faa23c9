"""Puts the clock, randomness and folders together; window and terminal both ask here, and it knows neither."""

from __future__ import annotations

import getpass
import os
from datetime import datetime

from judge_desk.desks.surroundings import Progress, Surroundings, silent
from judge_desk.paths import user_folder


def _now() -> str:
    return datetime.now().isoformat(timespec="seconds")


def _operator() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def surroundings(operator: str = "", progress: Progress = silent) -> Surroundings:
    """Give the real surroundings: this machine's clock, the system's randomness, this user's folder."""
    return Surroundings(_now, os.urandom, user_folder(), operator or _operator(), progress)
