"""Texts fit for the cells of a sheet: composed, without control characters, no longer than a cell, never a formula.

The library that writes workbooks takes a text in ``<r>…</r>`` for its own styled markup; such a text gets a blank.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

MOST_LETTERS: Final = 32_767
"""Letters that a cell can hold."""
_NOT_SHOWN: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\u2212")
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@lru_cache(maxsize=4096)
def cell_text(text: str) -> str:
    """Make a stranger's text fit for a cell; a control character becomes a blank, a broken letter a mark."""
    composed = _NOT_SHOWN.sub(_replacement, unicodedata.normalize("NFC", text))
    if len(composed) > MOST_LETTERS:
        composed = composed[: MOST_LETTERS - 1] + "…"
    return composed + " " if composed.startswith("<r>") and composed.endswith("</r>") else composed


def _replacement(found: re.Match[str]) -> str:
    return "\ufffd" if found[0] >= "\ud800" else " "


def sheet_name(text: str) -> str:
    """Make a name for a sheet out of a text: short, without the letters that names may not have."""
    return " ".join(cell_text(text).translate(_NOT_IN_NAMES).split())[:31].strip() or "-"


def reads_as_formula(text: str) -> bool:
    """Say whether an office program would take a text for a formula when a person edits it."""
    return text.lstrip().startswith(_FORMULA_SIGNS)
