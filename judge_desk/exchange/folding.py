"""Comparing words as people mean them: without case, accents, doubled blanks or the place of the tone mark.

Two keys: :func:`loose` forgets all accents (for titles of columns, fields, kinds); :func:`strict_key` keeps them but
treats ``hoà`` and ``hòa``, ``Uỷ`` and ``Ủy`` as one (for names of units, where Tân and Tấn are two places).
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import Final

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_WORDS: Final = re.compile(r"[^\W_]+(?:\.(?=\d)\d+)*")


def loose(text: str) -> str:
    """Fold a text: ``" Họ  và Tên: "`` gives ``ho va ten``."""
    flat = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    kept = "".join(letter for letter in flat if not unicodedata.combining(letter))
    return " ".join(_WORDS.findall(kept))


def strict_key(text: str) -> str:
    """Fold case, blanks, punctuation and the place of tone marks, but keep every accent."""
    words = _WORDS.findall(unicodedata.normalize("NFC", text.casefold()))
    return " ".join(_tone_last(word) for word in words)


def _tone_last(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(letter for letter in letters if letter in _TONES)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES)) + tones


def slug(text: str) -> str:
    """Make a short plain name: ``Sở Nội vụ`` gives ``so-noi-vu``."""
    return loose(text).replace(" ", "-").replace(".", "-")


def likeness(first: str, second: str) -> int:
    """Say how alike two texts are once folded, in hundredths from 0 to 100."""
    return round(SequenceMatcher(None, loose(first), loose(second)).ratio() * 100)


def nearest(text: str, choices: tuple[str, ...], least: int = 70) -> str:
    """Give the choice most like the text, or an empty text when none is at least that alike."""
    best = max(choices, key=lambda choice: likeness(text, choice), default="")
    return best if best and likeness(text, best) >= least else ""
