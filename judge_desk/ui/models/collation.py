"""Keys that sort and find Vietnamese text: letters by their alphabet, tones after them, numbers by their value.

Both are made by one table of the letters; those of ten thousand titles are made in one go.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from judge_desk.ui.models.letters import in_letters

_LETTERS: Final = "aăâdđeêioôơuưy"
_TONES: Final = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_RANKS: Final = {"ă": "a~", "â": "a\x7f", "đ": "d~", "ê": "e~", "ô": "o~", "ơ": "o\x7f",
                 "ư": "u~"}  # fmt: skip
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
    return _filled(letters), text


def sort_ranks(texts: Sequence[str]) -> list[int]:
    """Give each of many texts its number in the order of :func:`sort_key`; equal texts have the same."""
    distinct = list(dict.fromkeys(texts))
    letters = map(_filled, in_letters(distinct, lambda each: _SORTED.get(ord(each), each)))
    ranks = {text: rank for rank, (_, text) in enumerate(sorted(zip(letters, distinct, strict=True)))}
    return [ranks[text] for text in texts]


def _filled(letters: str) -> str:
    """Fill the numbers in a text up, so that they sort by their value."""
    return _DIGITS.sub(lambda found: found[0].zfill(WIDTH), letters)


def found_key(text: str) -> str:
    """Give a text without marks and in small letters, for searching: ``Đề án`` is found by ``de an``."""
    return unicodedata.normalize("NFC", text).casefold().translate(_FOUND)


def found_keys(texts: Sequence[str]) -> list[str]:
    """Give what :func:`found_key` gives for each of many texts."""
    return in_letters(texts, lambda each: _FOUND.get(ord(each), each))
