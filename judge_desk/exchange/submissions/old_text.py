"""Finding Vietnamese of before Unicode in a text, by its fonts and by its letters, and reading it.

A font named for an old writing speaks for the text that it sets; without such a font the letters speak, when nearly
every marked word becomes a Vietnamese syllable after one conversion and hardly any was one before. A text that holds
letters only Unicode has is left as it is, whatever its font is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from judge_desk.exchange.submissions.old_writing import (
    Writing,
    is_capital_font,
    old_characters,
    read_old,
    writing_of_font,
)
from judge_desk.exchange.submissions.syllables import sound_words

LEAST_WORDS: Final = 8
_LEAST_AFTER: Final = 85
_MOST_BEFORE: Final = 50
_HUNDRED: Final = 100
_LATIN: Final = "\u00ff"
_SHOWN_BY_WINDOWS: Final = old_characters(Writing.VPS)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one font; the font is empty when it is not known."""

    text: str
    font: str = ""


@dataclass(frozen=True, slots=True)
class OldText:
    """What was found.

    Attributes:
        writing: the old writing most of it is in.
        by_fonts: whether the fonts said so; else the letters did.
    """

    writing: Writing
    by_fonts: bool


def find_old_text(pieces: Iterable[Piece]) -> OldText | None:
    """Say in which old writing a text is, or None for one in Unicode or without Vietnamese."""
    named: dict[Writing, list[str]] = {}
    others: list[str] = []
    for piece in pieces:
        writing = writing_of_font(piece.font)
        (others if writing is None or has_unicode(piece.text) else named.setdefault(writing, [])).append(piece.text)
    gained = {writing: _gain("\n".join(texts), writing) for writing, texts in named.items()}
    best = max(gained, key=lambda each: gained[each], default=None)
    if best is not None and gained[best] > 0:
        return OldText(best, True)
    spoken = writing_by_letters("\n".join(text for text in others if not has_unicode(text)))
    return OldText(spoken, False) if spoken is not None else None


def _gain(text: str, writing: Writing) -> int:
    """Count the words that become syllables by a conversion, less those that cease to be."""
    return sound_words(read_old(text, writing))[0] - sound_words(text)[0]


def writing_by_letters(text: str) -> Writing | None:
    """Say in which old writing a text is by its letters alone; None when that is not plain."""
    before, total = sound_words(text)
    if total < LEAST_WORDS or before * _HUNDRED > total * _MOST_BEFORE:
        return None
    sounds = {writing: _sounds_after(text, writing) for writing in Writing}
    best = max(sounds, key=lambda each: sounds[each])
    return best if sounds[best] * _HUNDRED >= total * _LEAST_AFTER else None


def _sounds_after(text: str, writing: Writing) -> int:
    return sound_words(read_old(text, writing))[0]


def has_unicode(text: str) -> bool:
    """Say whether a text holds letters that no old writing can show, as Vietnamese in Unicode does."""
    return any(letter > _LATIN and letter not in _SHOWN_BY_WINDOWS and letter.isalpha() for letter in text)


def converted(pieces: Sequence[Piece], found: OldText) -> list[str]:
    """Read the pieces of one paragraph; those that are not in an old writing stay as they are.

    A letter and its mark that two pieces of one writing share are brought together in the first.
    """
    writings = [_writing(piece, found) for piece in pieces]
    texts = [piece.text for piece in pieces]
    for number in range(1, len(texts)):
        if writings[number] is Writing.VNI is writings[number - 1]:
            texts[number - 1], texts[number] = _joined(texts[number - 1], texts[number])
    read = [read_old(text, writing) if writing else text for text, writing in zip(texts, writings, strict=True)]
    if not found.by_fonts and sound_words("".join(read))[0] <= sound_words("".join(texts))[0]:
        read = [piece.text for piece in pieces]
    return [
        text.upper() if writing is Writing.TCVN3 and is_capital_font(piece.font) else text
        for text, writing, piece in zip(read, writings, pieces, strict=True)
    ]


def _writing(piece: Piece, found: OldText) -> Writing | None:
    if has_unicode(piece.text):
        return None
    named = writing_of_font(piece.font)
    return named if named is not None or found.by_fonts else found.writing


def _joined(first: str, second: str) -> tuple[str, str]:
    """Move a mark from the beginning of a text to the letter at the end of the one before."""
    if first and second and len(read_old(first[-1] + second[0], Writing.VNI)) == 1:
        return first + second[0], second[1:]
    return first, second
