"""Names by which the files of this room are known, for those who look at names alone and open nothing."""

from __future__ import annotations

from typing import Final

CONTEST: Final = "contest.jdesk"
"""The contest's file, inside its folder."""
SCORE: Final = ".jdscore"
"""Ending of a judge's score file."""
BALLOT: Final = ".jdballot"
"""Ending of a sealed ballot."""
