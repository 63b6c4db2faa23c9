"""The catalogue of sentences: Vietnamese first, English second.

Sentences lie in ``resources/locale/<language>/*.toml``; nested tables make dotted keys. A sentence takes named
facts in braces. Both languages hold the same keys with the same facts (held by a test).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Final

from judge_desk.paths import resource
from judge_desk.wording.sentence_file import sentences

LANGUAGES: Final = ("vi", "en")
FIRST: Final = ("ui.toml", "opening.toml", "cli.toml", "preflight.toml", "stages.toml", "desks.toml", "panel.toml")
"""Files that hold what the first picture says, of each kind, and most of what the terminal says: 20 ms (measured)."""


class Catalogue:
    """All sentences of one language; a file of them is read when a key is not in those before it.

    Attributes:
        language: ``vi`` or ``en``.
    """

    def __init__(self, language: str, files: Iterable[tuple[str, Callable[[], str]]]) -> None:
        """Hold the files, each with its name and reader, in the order in which a key is looked for."""
        self.language = language
        self._unread = list(files)
        self._sentences: dict[str, str] = {}

    def _read_next(self) -> None:
        name, read = self._unread.pop(0)
        for key, sentence in sentences(read()).items():
            if key in self._sentences:
                raise ValueError(f"{name}: {key} stands twice")
            self._sentences[key] = sentence

    def __contains__(self, key: str) -> bool:
        """Say whether a sentence has this key."""
        while key not in self._sentences and self._unread:
            self._read_next()
        return key in self._sentences

    def keys(self) -> tuple[str, ...]:
        """Give every key, sorted.

        Raises:
            ValueError: a key is written in two files.
        """
        while self._unread:
            self._read_next()
        return tuple(sorted(self._sentences))

    def template(self, key: str) -> str:
        """Give the sentence with its braces unfilled.

        Raises:
            KeyError: no such sentence.
        """
        if key not in self:
            raise KeyError(key)
        return self._sentences[key]

    def say(self, key: str, /, **facts: str | int) -> str:
        """Fill in a sentence; what people wrote as a sentence of its own does not bring a second full stop.

        Raises:
            KeyError: no such sentence, or a fact that it needs is missing.
        """
        template = self.template(key)
        whole = {name: each for name, each in facts.items() if isinstance(each, str) and each.endswith(".")}
        ended = {name: each.removesuffix(".") for name, each in whole.items() if f"{{{name}}}." in template}
        return template.format(**{**facts, **ended})


@cache
def open_catalogue(language: str) -> Catalogue:
    """Open the catalogue of a language (``vi`` or ``en``).

    Raises:
        ValueError: a language that is not shipped.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    paths = resource(f"locale/{language}").glob("*.toml")
    files = {path.name: partial(path.read_text, encoding="utf-8") for path in sorted(paths)}
    ordered = {name: files[name] for name in FIRST if name in files} | files
    return Catalogue(language, ordered.items())
