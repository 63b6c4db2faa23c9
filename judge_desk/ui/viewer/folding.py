"""Finding words as people type them: without case, accents, or the breaks of lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache


@lru_cache(maxsize=4096)
def _flat(letter: str) -> str:
    """Fold one letter; a blank of any kind gives one blank, a mark over a letter nothing."""
    if letter.isspace():
        return " "
    parts = unicodedata.normalize("NFD", letter.casefold())
    return "".join("d" if each == "đ" else each for each in parts if not unicodedata.combining(each))


def fold(text: str) -> tuple[str, list[int]]:
    """Fold a text, and give for each letter of the result, and for its end, where it stood: counted as Qt counts."""
    letters: list[str] = []
    places: list[int] = []
    place = 0
    for letter in text:
        flat = _flat(letter)
        if flat != " " or (letters and letters[-1] != " "):
            letters.extend(flat)
            places.extend([place] * len(flat))
        place += 2 if letter > "\uffff" else 1
    places.append(place)
    return "".join(letters), places


def find(wanted: str, folded: str, places: list[int]) -> Iterator[tuple[int, int]]:
    """Give begin and length of every place of a text, folded before, that reads like what is wanted."""
    sought = fold(wanted)[0].strip()
    start = folded.find(sought) if sought else -1
    while start >= 0:
        end = start + len(sought)
        # The end is where the next letter stands, so that marks written after the last one belong to it.
        yield places[start], places[end] - places[start]
        start = folded.find(sought, end)
