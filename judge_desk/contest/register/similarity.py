"""Which texts share passages word by word; never whether one was copied from the other.

Every run of ten folded words is a number; of each six in a row the smallest is kept (winnowing: Schleimer, Wilkerson
and Aiken, SIGMOD 2003), so that any passage of fifteen words that two texts share gives them a number in common. What
the numbers suggest is then compared word by word, longest passages first. Runs that stand in many texts are the form's
and lead to nobody.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

RUN: Final = 10
"""Words in one number."""
WINDOW: Final = 6
LEAST_PASSAGE: Final = 12
"""Words in the shortest passage that is told."""
FORM_TEXTS: Final = 8
"""A run that stands in more texts than this, and in more than a tenth of all, is the form's."""
MOST_PLACES: Final = 40
"""Places of one run in one text that are followed up; a text that repeats itself has more."""
_TENTH: Final = 10
_HUNDRED: Final = 100
_BASE: Final = 1_000_003
_MASK: Final = (1 << 64) - 1
_WORD: Final = re.compile(r"\w+")

Progress = Callable[[int, int], None]
"""Called with texts done and texts in all."""


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands in its text."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that two texts share: the number of its first word in each, and how many words it has."""

    first: int
    second: int
    length: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two texts that share passages.

    Attributes:
        first, second: their places in the list of texts, ascending.
        words: how many words they share.
        percent: those of the shorter text, in hundredths, rounded down.
        passages: in the order of the first text.
    """

    first: int
    second: int
    words: int
    percent: int
    passages: tuple[Passage, ...]


@lru_cache(maxsize=65_536)
def folded_word(word: str) -> str:
    """Fold a word: no case, no accents, so that ``hoà``, ``hòa`` and ``HOA`` are one."""
    letters = unicodedata.normalize("NFD", word.casefold()).replace("đ", "d")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def words_of(text: str) -> tuple[Word, ...]:
    """Give the words of a text, folded, with their places; the text is NFC."""
    return tuple(Word(folded_word(each[0]), each.start(), each.end()) for each in _WORD.finditer(text))


def alike(
    texts: Sequence[Sequence[str]], own: int, least_percent: int, progress: Progress = lambda done, total: None
) -> tuple[Likeness, ...]:
    """Give every two texts that share at least so much, the largest share first.

    Args:
        texts: folded words of each.
        own: how many of them, from the first, are compared with all; the rest only with those.
        least_percent: smallest share of the shorter text, in hundredths.
        progress: told after each text.
    """
    numbered = _numbered(texts)
    prints = [_fingerprints(text) for text in numbered]
    form = _form(prints)
    held: dict[int, list[int]] = defaultdict(list)
    found: list[Likeness] = []
    for second, marks in enumerate(prints):
        counts: dict[int, int] = defaultdict(int)
        for mark in marks.keys() - form:
            for first in held[mark]:
                counts[first] += 1
            held[mark].append(second)
        for first in sorted(counts):
            if first < own:
                shared = (prints[first].keys() & marks.keys()) - form
                found += _compared(numbered, first, second, (prints[first], marks, shared), least_percent)
        progress(second + 1, len(prints))
    return tuple(sorted(found, key=lambda each: (-each.percent, -each.words, each.first, each.second)))


def _numbered(texts: Iterable[Sequence[str]]) -> list[list[int]]:
    numbers: dict[str, int] = {}
    return [[numbers.setdefault(word, len(numbers) + 1) for word in text] for text in texts]


def _fingerprints(words: Sequence[int]) -> Mapping[int, tuple[int, ...]]:
    """Give the kept numbers of a text, each with the places at which its run begins."""
    runs = _runs(words)
    kept: dict[int, list[int]] = defaultdict(list)
    last = -1
    for start in range(max(len(runs) - WINDOW + 1, min(len(runs), 1))):
        window = runs[start : start + WINDOW]
        smallest = min(window)
        place = start + len(window) - 1 - window[::-1].index(smallest)
        if place != last:
            kept[smallest].append(place)
            last = place
    return {mark: tuple(places[:MOST_PLACES]) for mark, places in kept.items()}


def _runs(words: Sequence[int]) -> list[int]:
    """Give the number of every run of :data:`RUN` words; a rolling hash, spread by a multiplication."""
    if len(words) < RUN:
        return []
    top = pow(_BASE, RUN - 1, 1 << 64)
    value = 0
    for word in words[:RUN]:
        value = (value * _BASE + word) & _MASK
    runs = [value]
    for out, into in zip(words, words[RUN:], strict=False):
        value = ((value - out * top) * _BASE + into) & _MASK
        runs.append(value)
    return [(run * 0x9E3779B97F4A7C15 & _MASK) >> 8 for run in runs]


def _form(prints: Sequence[Mapping[int, object]]) -> frozenset[int]:
    """Give the numbers of what stands in many texts."""
    counts: dict[int, int] = defaultdict(int)
    for marks in prints:
        for mark in marks:
            counts[mark] += 1
    most = max(FORM_TEXTS, len(prints) // _TENTH)
    return frozenset(mark for mark, count in counts.items() if count > most)


_Marks = tuple[Mapping[int, tuple[int, ...]], Mapping[int, tuple[int, ...]], Iterable[int]]


def _compared(
    texts: Sequence[Sequence[int]], first: int, second: int, marks: _Marks, least_percent: int
) -> Iterable[Likeness]:
    """Compare two texts word by word where their numbers agree."""
    one, two = texts[first], texts[second]
    shorter = min(len(one), len(two))
    passages = _tiled(one, two, _stretched(one, two, marks))
    words = sum(each.length for each in passages)
    percent = words * _HUNDRED // shorter
    if passages and percent >= least_percent:
        yield Likeness(first, second, words, percent, passages)


def _stretched(one: Sequence[int], two: Sequence[int], marks: _Marks) -> set[Passage]:
    """Stretch every run in common to both sides as far as the words agree."""
    found: set[Passage] = set()
    reached: dict[int, int] = {}
    pairs = sorted((i, j) for mark in marks[2] for i in marks[0][mark] for j in marks[1][mark])
    for i, j in pairs:
        if reached.get(i - j, -1) > i:
            continue
        start, end = 0, 0
        while i + start > 0 and j + start > 0 and one[i + start - 1] == two[j + start - 1]:
            start -= 1
        while i + end < len(one) and j + end < len(two) and one[i + end] == two[j + end]:
            end += 1
        reached[i - j] = i + end
        if end - start >= LEAST_PASSAGE:
            found.add(Passage(i + start, j + start, end - start))
    return found


def _tiled(one: Sequence[int], two: Sequence[int], passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Take passages longest first, none of whose words was taken before in either text."""
    taken_one, taken_two = bytearray(len(one)), bytearray(len(two))
    kept: list[Passage] = []
    for each in sorted(passages, key=lambda p: (-p.length, p.first, p.second)):
        for part in _free(each, taken_one, taken_two):
            taken_one[part.first : part.first + part.length] = b"\1" * part.length
            taken_two[part.second : part.second + part.length] = b"\1" * part.length
            kept.append(part)
    return tuple(sorted(kept, key=lambda p: p.first))


def _free(passage: Passage, one: bytearray, two: bytearray) -> Iterable[Passage]:
    """Give the longest parts of a passage that are free in both texts, if they are long enough."""
    begin = None
    for step in range(passage.length + 1):
        taken = step == passage.length or one[passage.first + step] or two[passage.second + step]
        if not taken and begin is None:
            begin = step
        elif taken and begin is not None:
            if step - begin >= LEAST_PASSAGE:
                yield Passage(passage.first + begin, passage.second + begin, step - begin)
            begin = None
