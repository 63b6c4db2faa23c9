"""The text of a write-up, passage by passage, with what its file says of people.

These are values; ``docx_text``, ``pdf_text`` and ``plain_write_up`` make them, in a process of their own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from judge_desk.exchange.submissions.old_text import OldText, Piece, converted, find_old_text
from judge_desk.exchange.submissions.old_writing import Writing

MOST_CHARACTERS: Final = 2_000_000
"""Longest text that is looked at; a write-up of 100 full pages has a tenth of it."""
HEADER: Final = 0
"""Number of a passage that stands on every page, in the header or footer."""
LONGEST_SAMPLE: Final = 160
_SAMPLES: Final = 3


class Place(StrEnum):
    """How a passage is found again: the page of a PDF, the paragraph of a DOCX, the line of a plain text."""

    PAGE = "page"
    PARAGRAPH = "paragraph"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Passage:
    """One page, paragraph or line, counted from 1; :data:`HEADER` for what stands on every page."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The passage as written."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class WriteUpText:
    """What a write-up says, in Unicode.

    Attributes:
        place: what the passages are.
        passages: (number, text) of each that is not blank.
        old: the old writing it was in; None for Unicode.
        before, after: some lines as written and as read, when it was in an old writing.
        properties: what the file says of people, by name: ``author``, ``last_modified_by``, ``company``, ``manager``,
            ``reviewers`` (who commented or changed).
        cut: whether only its beginning was looked at.
    """

    place: Place
    passages: tuple[tuple[int, str], ...]
    old: OldText | None = None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False

    @property
    def text(self) -> str:
        """All of it, one passage a line."""
        return "\n".join(text for _, text in self.passages)


def assemble(place: Place, passages: Sequence[Passage], properties: Mapping[str, str]) -> WriteUpText:
    """Make the text of a write-up from its passages as written: read what is in an old writing, compose letters."""
    kept, cut = _first(passages)
    old = find_old_text(piece for passage in kept for piece in passage.pieces)
    read: list[tuple[int, str]] = []
    before: list[str] = []
    after: list[str] = []
    for passage in kept:
        text = "".join(converted(passage.pieces, old)) if old else passage.text
        if old and len(before) < _SAMPLES and text != passage.text:
            pair = _sample(passage.text, text)
            before.append(pair[0])
            after.append(pair[1])
        text = "\n".join(line for each in text.splitlines() if (line := tidy(each)))
        if text:
            read.append((passage.number, text))
    return WriteUpText(place, tuple(read), old, tuple(before), tuple(after), properties, cut)


def _first(passages: Sequence[Passage]) -> tuple[list[Passage], bool]:
    room = MOST_CHARACTERS
    kept: list[Passage] = []
    for passage in passages:
        room -= len(passage.text)
        if room < 0:
            return kept, True
        kept.append(passage)
    return kept, False


def _sample(before: str, after: str) -> tuple[str, str]:
    """Give the first changed line of a passage, before and after."""
    lines = zip(before.splitlines(), after.splitlines(), strict=False)
    first = next(((old, new) for old, new in lines if old != new), (before, after))
    return " ".join(first[0].split())[:LONGEST_SAMPLE], tidy(first[1])[:LONGEST_SAMPLE]


def tidy(text: str) -> str:
    """Compose letters, make every run of blanks one, and leave out what cannot be seen."""
    composed = unicodedata.normalize("NFC", text)
    shown = "".join(letter if letter.isprintable() else " " if letter.isspace() else "" for letter in composed)
    return " ".join(shown.split())


def as_data(text: WriteUpText) -> dict[str, Any]:
    """Give a text as a JSON object."""
    return {
        "place": text.place.value,
        "passages": [list(each) for each in text.passages],
        "old": [text.old.writing.value, text.old.by_fonts] if text.old else None,
        "before": list(text.before),
        "after": list(text.after),
        "properties": dict(text.properties),
        "cut": text.cut,
    }


def from_data(data: Mapping[str, Any]) -> WriteUpText:
    """Read a text from a JSON object that another process gave; nothing of it is believed.

    Raises:
        ValueError: it is not one.
    """
    try:
        old = data["old"]
        return WriteUpText(
            Place(data["place"]),
            tuple((int(number), str(text)) for number, text in data["passages"]),
            OldText(Writing(old[0]), bool(old[1])) if old else None,
            tuple(map(str, data["before"])),
            tuple(map(str, data["after"])),
            {str(name): str(value) for name, value in dict(data["properties"]).items()},
            bool(data["cut"]),
        )
    except (KeyError, TypeError, IndexError, AttributeError) as fault:
        raise ValueError("text") from fault
