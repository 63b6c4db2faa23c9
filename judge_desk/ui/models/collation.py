"""Keys that sort Vietnamese text by its alphabet: letters first, tones after them, numbers by their value."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LETTERS: Final = {
    "ă": "a\u0001", "â": "a\u0002", "đ": "d\u0001", "ê": "e\u0001", "ô": "o\u0001", "ơ": "o\u0002", "ư": "u\u0001",
}  # fmt: skip
_TABLE: Final = str.maketrans(_LETTERS)
_TONES: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_DIGITS: Final = re.compile("[0-9]+")
WIDTH: Final = 12
"""Digits to which numbers inside a text are filled up, so that ``Bài 2`` stands before ``Bài 10``."""


def sort_key(text: str) -> tuple[str, str]:
    """Give the key of a text: its letters without tones, then the text itself, which tells tones apart."""
    folded = unicodedata.normalize("NFD", text.casefold())
    letters = unicodedata.normalize("NFC", _TONES.sub("", folded)).translate(_TABLE)
    return _DIGITS.sub(lambda found: found[0].zfill(WIDTH), letters), text
