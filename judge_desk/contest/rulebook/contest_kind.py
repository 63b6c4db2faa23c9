"""What the entries of a contest are: the heads under which rules to start from are listed."""

from __future__ import annotations

from enum import StrEnum


class ContestKind(StrEnum):
    """What a contest's entries are.

    ``EMULATION`` awards by figures and a council, without entries; ``OTHER`` for several at once, or none of these.
    """

    INITIATIVE = "initiative"
    PRESENTATION = "presentation"
    VIDEO = "video"
    SKIT = "skit"
    SLOGAN = "slogan"
    QUIZ = "quiz"
    EMULATION = "emulation"
    OTHER = "other"
