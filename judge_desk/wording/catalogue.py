"""The catalogue of sentences: Vietnamese first, English second.

Sentences lie in ``resources/locale/<language>/*.toml``; nested tables make dotted keys. A sentence takes named
facts in braces. Both languages hold the same keys with the same facts (held by a test).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from judge_desk.paths import resource

LANGUAGES: Final = ("vi", "en")


class Catalogue:
    """All sentences of one language.

    Attributes:
        language: ``vi`` or ``en``.
    """

    def __init__(self, language: str, sentences: Mapping[str, str]) -> None:
        """Hold the sentences by dotted key."""
        self.language = language
        self._sentences = sentences

    def __contains__(self, key: str) -> bool:
        """Say whether a sentence has this key."""
        return key in self._sentences

    def keys(self) -> tuple[str, ...]:
        """Give every key, sorted."""
        return tuple(sorted(self._sentences))

    def template(self, key: str) -> str:
        """Give the sentence with its braces unfilled.

        Raises:
            KeyError: no such sentence.
        """
        return self._sentences[key]

    def say(self, key: str, /, **facts: str | int) -> str:
        """Fill in a sentence.

        Raises:
            KeyError: no such sentence, or a fact that it needs is missing.
        """
        return self._sentences[key].format(**facts)


def _flatten(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)


@cache
def open_catalogue(language: str) -> Catalogue:
    """Open the catalogue of a language (``vi`` or ``en``).

    Raises:
        ValueError: a language that is not shipped, or a key written in two files.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    sentences: dict[str, str] = {}
    for path in sorted(resource(f"locale/{language}").glob("*.toml")):
        for key, sentence in _flatten(tomllib.loads(path.read_text(encoding="utf-8"))):
            if key in sentences:
                raise ValueError(f"{path.name}: {key} stands twice")
            sentences[key] = sentence
    return Catalogue(language, sentences)
