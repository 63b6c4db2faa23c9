"""Titles that nearly agree: the same words without their accents, or a letter or two apart.

One entry handed in twice is often typed twice, by two people. Near is a question for people, never a verdict. Titles
that differ in a number ("Giải pháp 1", "Giải pháp 2") are two titles; titles equal to the letter have a rule of their
own (``eligibility.same_title``).

Pairs are looked for by the rarest words of each title (prefix filter: two sets of words that share half of all their
words share at least one of the rarer half of each), so that ten thousand titles take seconds.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.identity import EntryId

LEAST_PERCENT: Final = 90
"""How alike two titles are, in hundredths of their letters, to be shown."""
_SHORTEST: Final = 8
_COMMON: Final = 200
"""A word that more titles share than this finds no pair by itself: it is a phrase of the contest, not of an entry."""


@lru_cache(maxsize=32_768)
def bare(title: str) -> str:
    """Give a title folded and without its accents: ``Sổ tay Kỹ năng`` gives ``so tay ky nang``."""
    flat = unicodedata.normalize("NFD", fold(title)).replace("đ", "d")
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


def near_titles(titles: Iterable[tuple[EntryId, str]]) -> Mapping[EntryId, tuple[tuple[EntryId, int], ...]]:
    """Give for each entry the others whose titles nearly agree with its own, with the likeness in hundredths.

    Entries without any are left out. Equal titles (see ``folding.fold``) are no near ones.
    """
    listed = [(entry, title, bare(title)) for entry, title in titles]
    listed = [each for each in listed if len(each[2]) >= _SHORTEST]
    counts = Counter(word for _, _, text in listed for word in set(text.split()))
    holders: dict[str, list[int]] = defaultdict(list)  # of a rare word, or of a whole title in brackets
    found: dict[EntryId, list[tuple[EntryId, int]]] = defaultdict(list)
    for place, (entry, title, text) in enumerate(listed):
        rare = (f"[{text}]", *_rare_words(text, counts))
        for other in sorted({each for word in rare for each in holders[word]}):
            their_entry, their_title, their_text = listed[other]
            percent = _likeness(text, their_text)
            if percent >= LEAST_PERCENT and fold(title) != fold(their_title):
                found[entry].append((their_entry, percent))
                found[their_entry].append((entry, percent))
        for word in rare:
            if counts.get(word, 0) <= _COMMON:
                holders[word].append(place)
    return {entry: tuple(pairs) for entry, pairs in found.items()}


def _rare_words(text: str, counts: Mapping[str, int]) -> tuple[str, ...]:
    words = sorted(set(text.split()), key=lambda word: (counts[word], word))
    return tuple(words[: math.floor(len(words) / 2) + 1])


def _likeness(first: str, second: str) -> int:
    """Say how alike two bare titles are; nothing when a number in them differs."""
    if first == second:
        return 100
    if _numbers(first) != _numbers(second):
        return 0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() * 100 < LEAST_PERCENT or matcher.quick_ratio() * 100 < LEAST_PERCENT:
        return 0
    return math.floor(matcher.ratio() * 100)


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.split() if any(letter.isdecimal() for letter in word))
