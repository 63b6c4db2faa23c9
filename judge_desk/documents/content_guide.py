"""What a guide says: steps with pictures, then the lists of pages and commands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step.

    Attributes:
        number: from 1; head: what is done; text: how, in sentences.
        picture: PNG; empty where words are enough.
        told: what the picture shows, for people who do not see it.
    """

    number: int
    head: str
    text: str
    picture: bytes = b""
    told: str = ""


@dataclass(frozen=True, slots=True)
class GuideList:
    """A list at the end: its title, a line under it, the titles of its two columns, and its rows."""

    title: str
    line: str
    heads: tuple[str, str]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GuideContent:
    """A whole guide.

    Attributes:
        title, lead: what it is and for whom; steps: in the order of the work; lists: at the end.
        footer: at the foot of every page; wide: width of its pictures on paper in millimetres.
        language: of the text, as in BCP 47.
    """

    title: str
    lead: str
    steps: tuple[GuideStep, ...]
    lists: tuple[GuideList, ...]
    footer: str
    wide: int
    language: str
