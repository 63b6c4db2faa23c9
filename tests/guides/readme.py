"""The pictures of the README: whole windows of the journeys in Vietnamese, and what their controls said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parents[2] / "docs" / "pictures"
LANGUAGE: Final = "vi"
COLOURS: Final = 128
WIDEST: Final = 1366
MOST_BYTES: Final = 150_000


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture: the state of the journey, and keys of the words that must be in sight there."""

    shot: str
    words: tuple[str, ...]


SHOWN: Final = {
    "marking": Shown("judge-marking", ("ui.marking.next", "ui.marking.later", "ui.marking.recuse")),
    "office": Shown("office-home-later", ("ui.home.who",)),
    "plan": Shown("office-plan-replaced", ("ui.plan.reason", "ui.plan.act.merge")),
    "results": Shown("office-tie-so-khao", ("ui.choose.act", "ui.ranking.tab.why")),
    "recount": Shown("office-recount-outcome", ("ui.recount.save",)),
}
"""By name of the file below ``docs/pictures``."""
