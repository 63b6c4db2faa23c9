"""A proposal for the summary of an entry: the first prose of its write-up. A person confirms or edits it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from judge_desk.exchange.submissions.write_up_text import HEADER, Place, WriteUpText

LONGEST: Final = 700
"""Characters of a proposal."""
_ENOUGH: Final = 160
_LEAST_LETTERS: Final = 45
_LABEL: Final = 40
_ENDS: Final = (".", "!", "?", "…")


def first_words(text: WriteUpText) -> str:
    """Give the first paragraphs that are prose, neither headings nor lines of a form; empty where there are none."""
    said = ""
    for each in filter(_is_prose, _paragraphs(text)):
        said = f"{said} {each}".strip()
        if len(said) >= _ENOUGH:
            break
    return _cut(said)


def _paragraphs(text: WriteUpText) -> Iterator[str]:
    """Join lines that a page broke: one that goes on in small letters, or one behind a sentence that is not ended."""
    said = ""
    for line in (line for number, passage in text.passages if number != HEADER for line in passage.splitlines()):
        begun = text.place is Place.PAGE and said and not said.endswith(_ENDS)
        if begun and (line[:1].islower() or _has_sentence(said)):
            said = f"{said} {line}"
            continue
        if said:
            yield said
        said = line
    if said:
        yield said


def _has_sentence(line: str) -> bool:
    """Say whether a sentence ends in it; the point behind a number ends none."""
    return any(before[-1:].isalpha() for each in _ENDS for before in f"{line} ".split(f"{each} ")[:-1])


def _is_prose(line: str) -> bool:
    letters = sum(letter.isalpha() for letter in line)
    return letters >= _LEAST_LETTERS and not line.isupper() and ":" not in line[:_LABEL] and _has_sentence(line)


def _cut(text: str) -> str:
    """End a text that is too long behind a sentence, else behind a word."""
    if len(text) <= LONGEST:
        return text
    short = text[:LONGEST]
    end = max(short.rfind(f"{each} ") for each in _ENDS)
    return short[: end + 1] if end >= _ENOUGH else f"{short.rpartition(' ')[0]}…"
