"""The sentences of papers, as templates with named fields.

They lie in ``resources/texts/<language>/<paper>.toml``. A template takes exactly its fields: one that is missing, one
too many, or one that is empty is an error that names paper, template and field, so that no paper ever goes out with a
hole in it. What is not known yet is a template of dots for ink, never an empty field.

An office may have words of its own. :func:`wording` puts them in force around the making of a paper, in its own
thread only; :func:`as_shipped` keeps them away from papers that two machines must make alike. A paper that took words
of an office says so in its foot (:func:`words_taken`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from string import Formatter
from typing import Final

from judge_desk.paths import resource


class BadField(ValueError):
    """A template was not given exactly its fields, or an empty one; the message names paper, template and fields.

    Attributes:
        paper, key: the template; fields: the names, sorted.
    """

    def __init__(self, paper: str, key: str, fields: Iterable[str]) -> None:
        """Name the template and the fields."""
        self.paper, self.key, self.fields = paper, key, tuple(sorted(fields))
        super().__init__(f"{paper}.{key}: {', '.join(self.fields)}")


@dataclass(frozen=True, slots=True)
class OwnTexts:
    """An office's own words of one paper.

    Attributes:
        paper: name of the file of templates; number: of this copy, from 1; digest: SHA-256 of the copy as kept.
        templates: the texts that differ from the shipped ones, by key.
    """

    paper: str
    number: int
    digest: str
    templates: Mapping[str, str]


@dataclass(slots=True)
class Wording:
    """The words in force around the making of a paper.

    Attributes:
        own: copies of the office by paper.
        taken: the copies of which at least one text was printed.
        read: paper and key of every text that was printed, shipped or own, also further inside, with its facts.
    """

    own: Mapping[str, OwnTexts] = field(default_factory=dict)
    taken: dict[str, OwnTexts] = field(default_factory=dict)
    read: dict[tuple[str, str], Mapping[str, str | int]] = field(default_factory=dict)


_SHIPPED: Final = Wording()
_IN_FORCE: Final[ContextVar[Wording]] = ContextVar("wording", default=_SHIPPED)


@contextmanager
def wording(own: Iterable[OwnTexts]) -> Iterator[Wording]:
    """Let papers made inside take an office's own words; gives what was taken so far."""
    outer = _IN_FORCE.get()
    here = Wording({each.paper: each for each in own}, read={} if outer is _SHIPPED else outer.read)
    token = _IN_FORCE.set(here)
    try:
        yield here
    finally:
        _IN_FORCE.reset(token)


@contextmanager
def as_shipped() -> Iterator[Wording]:
    """Let papers made inside say the shipped words, whatever is in force around; also a decorator of functions."""
    with wording(()) as here:
        yield here


def words_taken() -> tuple[OwnTexts, ...]:
    """Give the office's copies of which a text was printed since :func:`wording` was entered, by paper."""
    taken = _IN_FORCE.get().taken
    return tuple(taken[paper] for paper in sorted(taken))


@cache
def fields_of(template: str) -> frozenset[str]:
    """Give the names in braces."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


class Texts:
    """All templates of one paper.

    Attributes:
        paper: name of the file without its ending.
    """

    def __init__(self, paper: str, templates: Mapping[str, str]) -> None:
        """Hold the templates by key."""
        self.paper = paper
        self._templates = templates

    def keys(self) -> tuple[str, ...]:
        """Give every key, sorted."""
        return tuple(sorted(self._templates))

    def items(self) -> tuple[tuple[str, str], ...]:
        """Give every key with its shipped template, in the order of the file."""
        return tuple(self._templates.items())

    def template(self, key: str) -> str:
        """Give a shipped template with its braces unfilled.

        Raises:
            KeyError: no such template.
        """
        return self._templates[key]

    def fill(self, key: str, **facts: str | int) -> str:
        """Fill in a template in force; what is filled in is never read as a template itself.

        Raises:
            KeyError: no such template.
            BadField: a field is missing or empty, or one is given that the template has not.
        """
        template = self._in_force(key, facts)
        odd = fields_of(template) ^ facts.keys() or {
            name for name, fact in facts.items() if isinstance(fact, str) and not fact.strip()
        }
        if odd:
            raise BadField(self.paper, key, odd)
        return template.format(**facts)

    def _in_force(self, key: str, facts: Mapping[str, str | int]) -> str:
        shipped, here = self._templates[key], _IN_FORCE.get()
        if here is _SHIPPED:
            return shipped
        here.read.setdefault((self.paper, key), facts)
        own = here.own.get(self.paper)
        if own is None or key not in own.templates:
            return shipped
        here.taken[self.paper] = own
        return own.templates[key]


@cache
def open_texts(paper: str, language: str = "vi") -> Texts:
    """Open the templates of a paper, e.g. ``minutes``; ``paper`` itself holds what all papers share."""
    path = resource(f"texts/{language}/{paper}.toml")
    return Texts(paper, {key: str(text) for key, text in tomllib.loads(path.read_text(encoding="utf-8")).items()})
