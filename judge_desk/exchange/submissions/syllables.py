"""Whether a word could be Vietnamese: the sounds a syllable can be made of, and which tones can close it.

Not a dictionary: ``nghiễng`` passes, ``tieáng`` and ``viÖt`` do not. A text in which nearly every marked word passes is
Vietnamese in Unicode; one in which they pass only after a conversion was written in an old way.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED: Final = frozenset("\u0301\u0323")
_SYLLABLE: Final = re.compile(
    r"(?:ngh|ng|nh|gh|gi|ch|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x)?"
    r"(?:"
    r"(?:oa|oă|oe|oo|uâ|uê|uơ|uy|uyê|iê|yê|uô|ươ|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)(ch|nh|ng|c|m|n|p|t)?"
    r"|ia|ya|ua|ưa|uya|ai|ay|ao|au|âu|ây|eo|êu|iu|iêu|yêu|oi|ôi|ơi|ui|ưi|ưu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|uyu|uêu|uơi"
    r")\Z"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[^\W\d_]|[\u00a1-\u00bf\u00d7\u00f7\u0300-\u036f])*|[\u00a1-\u00bf\u00d7]\w+")
_ASCII: Final = 0x80
_LONGEST: Final = 24
"""Characters of a syllable at most, its marks written apart; longer words are not kept in mind."""


@lru_cache(maxsize=65_536)
def is_syllable(word: str) -> bool:
    """Say whether a word could be one Vietnamese syllable."""
    letters = unicodedata.normalize("NFD", word.casefold())
    tones = [letter for letter in letters if letter in _TONES]
    plain = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    found = _SYLLABLE.match(plain)
    if found is None or len(tones) > 1:
        return False
    return found[1] not in ("c", "ch", "p", "t") or (bool(tones) and tones[0] in _STOPPED)


def marked_words(text: str) -> list[str]:
    """Give the words of a text, of two characters or more, that hold one above ASCII; a single one may be a sign."""
    return [word for word in _WORD.findall(text) if len(word) > 1 and any(ord(letter) >= _ASCII for letter in word)]


def sound_words(text: str) -> tuple[int, int]:
    """Count the marked words of a text that could be Vietnamese, and all its marked words."""
    words = marked_words(text)
    return sum(len(word) <= _LONGEST and is_syllable(word) for word in words), len(words)
