"""The shipped guides as they are written: ``resources/guides/<language>/<role>.toml`` and the pictures beside them.

A text names words of the program by their key: ``{ui.start.judge.name}``. A number before the key, ``{1|ui.…}``, says
that the picture of the step carries this number at the control with these words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from judge_desk.paths import resource

ROLES: Final = ("judge", "secretary", "inspector")
"""For whom there is a guide."""
NAMED: Final = re.compile(r"{(?:([1-9])\|)?([a-z][a-z0-9_.]+)}")
"""Words of the program in a text: the number in the picture, if any, and the key."""


@dataclass(frozen=True, slots=True)
class WrittenStep:
    """A step as it is written.

    Attributes:
        head, text: with keys in braces; shot: the state of the journey that its picture shows, empty for none.
        crop: the part of the window in px: left, top, width, height; empty for all.
        at: classes of widgets by the number that the picture carries at them, where no words name them.
    """

    head: str
    text: str
    shot: str
    crop: tuple[int, ...]
    at: Mapping[int, str]

    @property
    def marks(self) -> dict[int, str]:
        """Give what each number of the picture stands at: a key of words, or the name of a widget's class."""
        named = {int(number): key for number, key in NAMED.findall(f"{self.head} {self.text}") if number}
        return {**named, **self.at}


@dataclass(frozen=True, slots=True)
class WrittenGuide:
    """A guide as it is written.

    Attributes:
        title, lead: what it is and for whom; wide: millimetres of its pictures on paper; steps: in order.
        pages, stages: name and sentence of every page of the window and every stage of a contest, by their ids.
        commands: a sentence of every command, by its name.
    """

    title: str
    lead: str
    wide: int
    steps: tuple[WrittenStep, ...]
    pages: Mapping[str, tuple[str, str]]
    stages: Mapping[str, tuple[str, str]]
    commands: Mapping[str, str]


def read_guide(role: str, language: str) -> WrittenGuide:
    """Read the guide for a role (one of :data:`ROLES`) in a language (``vi`` or ``en``).

    Raises:
        FileNotFoundError: there is none for the role, or none in the language.
    """
    found = tomllib.loads(resource(f"guides/{language}/{role}.toml").read_text(encoding="utf-8"))
    steps = tuple(map(_step, found["step"]))
    pages, stages = (
        {each: (name, does) for each, (name, does) in found.get(table, {}).items()} for table in ("pages", "stages")
    )
    whole = (found["title"], found["lead"], found["wide"], steps)
    return WrittenGuide(*whole, pages, stages, found.get("commands", {}))


def _step(found: Mapping[str, Any]) -> WrittenStep:
    at = {int(number): name for number, name in found.get("at", {}).items()}
    return WrittenStep(found["head"], found["text"], found.get("shot", ""), tuple(found.get("crop", ())), at)


def picture_of(role: str, shot: str, language: str) -> bytes:
    """Give the picture that a guide has of a state of the journey; empty where none was made."""
    path = resource(f"guides/{language}/{role}/{shot}.png")
    return path.read_bytes() if path.is_file() else b""
