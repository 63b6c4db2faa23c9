"""Keys that sort and find Vietnamese text: letters by their alphabet, tones after them, numbers by their value.

Both are made by one pass over a table of the letters, so that ten thousand titles take no wait.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LETTERS: Final = "aăâdđeêioôơuưy"
_TONES: Final = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_RANKS: Final = {"ă": "a\uf8f1", "â": "a\uf8f2", "đ": "d\uf8f1", "ê": "e\uf8f1", "ô": "o\uf8f1", "ơ": "o\uf8f2",
                 "ư": "u\uf8f1"}  # fmt: skip
_DIGITS: Final = re.compile("[0-9]+")
WIDTH: Final = 12
"""Digits to which numbers inside a text are filled up, so that ``Bài 2`` stands before ``Bài 10``."""


def _composed() -> dict[str, str]:
    """Give every letter with a tone, and the letter without it."""
    marked = {unicodedata.normalize("NFC", letter + tone): letter for letter in _LETTERS for tone in _TONES}
    return {letter: bare for letter, bare in marked.items() if len(letter) == 1}


_SORTED: Final = str.maketrans({letter: _RANKS.get(bare, bare) for letter, bare in _composed().items()})
_FOUND: Final = str.maketrans({letter: _RANKS.get(bare, bare)[0] for letter, bare in _composed().items()})


def sort_key(text: str) -> tuple[str, str]:
    """Give the key of a text: its letters without tones, then the text itself, which tells tones apart."""
    letters = unicodedata.normalize("NFC", text).casefold().translate(_SORTED)
    return _DIGITS.sub(lambda found: found[0].zfill(WIDTH), letters), text


def found_key(text: str) -> str:
    """Give a text without marks and in small letters, for searching: ``Đề án`` is found by ``de an``."""
    return unicodedata.normalize("NFC", text).casefold().translate(_FOUND)
