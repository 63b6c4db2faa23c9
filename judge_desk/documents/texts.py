"""The sentences of papers, as templates with named fields.

They lie in ``resources/texts/<language>/<paper>.toml``. A template takes exactly its fields: one that is missing or one
too many is an error that names paper, template and field, so that no paper ever goes out with a hole in it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from string import Formatter

from judge_desk.paths import resource


class BadField(ValueError):
    """A template was not given exactly its fields; the message names paper, template and fields."""


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

    def template(self, key: str) -> str:
        """Give a template with its braces unfilled.

        Raises:
            KeyError: no such template.
        """
        return self._templates[key]

    def fill(self, key: str, **facts: str | int) -> str:
        """Fill in a template; what is filled in is never read as a template itself.

        Raises:
            KeyError: no such template.
            BadField: a field is missing, or one is given that the template has not.
        """
        template = self._templates[key]
        odd = fields_of(template) ^ facts.keys()
        if odd:
            raise BadField(f"{self.paper}.{key}: {', '.join(sorted(odd))}")
        return template.format(**facts)


@cache
def open_texts(paper: str, language: str = "vi") -> Texts:
    """Open the templates of a paper, e.g. ``minutes``; ``paper`` itself holds what all papers share."""
    path = resource(f"texts/{language}/{paper}.toml")
    return Texts(paper, {key: str(text) for key, text in tomllib.loads(path.read_text(encoding="utf-8")).items()})
