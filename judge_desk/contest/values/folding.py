"""When two written names or titles are the same for a reader.

Upper and lower case, punctuation, runs of blanks and the two encodings of Vietnamese letters do not part names;
diacritics do: they part An from Ân.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Give the form of a text that equals that of every other spelling of it: NFC, casefold, no punctuation."""
    lowered = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    kept = (" " if unicodedata.category(letter)[0] in "PSZC" else letter for letter in lowered)
    return " ".join("".join(kept).split())
