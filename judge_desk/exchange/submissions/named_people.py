"""Names of people and units that stand in a write-up which should name nobody.

Whoever asks says when two spellings are one (``spreadsheets.unit_names.unit_key``: case and punctuation apart, short
forms such as UBND written out). A single word is no name: it would be found everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from judge_desk.exchange.submissions.write_up_text import WriteUpText

_FEWEST_WORDS: Final = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a write-up: where it stands first (number of the passage), and in how many passages."""

    name: str
    number: int
    count: int


def find_names(text: WriteUpText, names: Iterable[str], fold: Callable[[str], str]) -> tuple[Named, ...]:
    """Give the names that stand in a text, in the order of the names, each once; ``fold`` makes spellings equal."""
    wanted = {key: name for name in names if len((key := fold(name)).split()) >= _FEWEST_WORDS}
    if not wanted:
        return ()
    passages = [(number, f" {fold(passage)} ") for number, passage in text.passages]
    return tuple(_found(wanted, passages))


def _found(wanted: dict[str, str], passages: list[tuple[int, str]]) -> Iterator[Named]:
    for key, name in wanted.items():
        places = [number for number, passage in passages if f" {key} " in passage]
        if places:
            yield Named(name, places[0], len(places))
