"""Comforts of the window that a score file keeps beside the marks, e.g. where the judge was: read by name."""

from __future__ import annotations

from typing import Final

from judge_desk.stores.score_file import ScoreFile
from judge_desk.stores.score_tables import recall

COMFORT: Final = "window."
"""Before the names under which comforts are kept, so that they never meet those of other desks."""


def kept_in(score: ScoreFile, name: str) -> str:
    """Give a comfort of the window from an open score file, empty without."""
    return recall(score.file, COMFORT + name) or ""
