"""The rules that a contest can start from: of what kind each is, where it comes from, and what is lacking."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from judge_desk.contest.rulebook.contest_kind import ContestKind
from judge_desk.paths import resource


@dataclass(frozen=True, slots=True)
class Listed:
    """A definition of the list: its id, its kind, and its source in one line."""

    id: str
    kind: ContestKind
    source: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """A real rubric of which too little was seen to make rules of it: whose, and what is lacking."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class GalleryList:
    """The whole list, in its own order."""

    ready: tuple[Listed, ...]
    lacking: tuple[Lacking, ...]


@cache
def read_gallery() -> GalleryList:
    """Read the list that comes with the program."""
    listed = tomllib.loads(resource("gallery.toml").read_text(encoding="utf-8"))
    return GalleryList(
        tuple(Listed(each["id"], ContestKind(each["kind"]), each["source"]) for each in listed["ready"]),
        tuple(Lacking(each["name"], each["reason"]) for each in listed["lacking"]),
    )
