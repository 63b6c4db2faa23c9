"""Sizes of text by role, and the fonts that come with the program.

On Windows the interface uses its own Segoe UI; elsewhere, and as a fallback there, IBM Plex Sans, whose digits are
equally wide. Sizes are points, so that they follow the machine's resolution.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from judge_desk.paths import resource

PLEX: Final = "IBM Plex Sans"
NATIVE: Final = "Segoe UI"
_FILES: Final = ("Regular", "Medium", "SemiBold", "Bold")


@dataclass(frozen=True, slots=True)
class Role:
    """One role of text: size in points and least height of a line in px, both at normal size; weight 400 to 700."""

    points: float
    line: int
    weight: int


ROLES: Final = {
    "caption": Role(9, 16, 400),
    "caption_strong": Role(9, 16, 500),
    "small": Role(9.5, 18, 500),
    "body": Role(10.5, 20, 400),
    "label": Role(10.5, 20, 500),
    "strong": Role(10.5, 20, 600),
    "heading": Role(12, 24, 600),
    "mark": Role(13, 24, 600),
    "title": Role(16, 28, 600),
    "total": Role(20, 30, 600),
    "display": Role(22, 36, 600),
    "clock": Role(28, 50, 600),
}


def load_fonts() -> tuple[str, ...]:
    """Load the fonts of the program and give the families in the order in which letters are looked for.

    Raises:
        FileNotFoundError: a font is missing or damaged.
    """
    for weight in _FILES:
        path = resource(f"fonts/IBMPlexSans-{weight}.ttf")
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path.name)
    return (NATIVE, PLEX) if sys.platform == "win32" else (PLEX,)


def font_of(role: str, scale: float, families: tuple[str, ...]) -> QFont:
    """Make the font of a role (a key of :data:`ROLES`) at a scale."""
    wanted = ROLES[role]
    font = QFont(list(families))
    font.setPointSizeF(wanted.points * scale)
    font.setWeight(QFont.Weight(wanted.weight))
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
