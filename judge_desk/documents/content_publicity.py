"""What the pages for publicity are made from: the entries that got a prize, as they are shown to everybody."""

from __future__ import annotations

from dataclasses import dataclass

from judge_desk.documents.content_head import PaperHead


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture beside the pages: its file, its size in px, and whether it is a still of a clip."""

    file: str
    width: int
    height: int
    from_clip: bool


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file beside the pages.

    Attributes:
        file: its path from the pages; kind: its ending in capitals; size: bytes.
        mime: its type for a browser that plays it in the page; empty where it is only a link.
        seconds: length of a clip; None for other files or when unknown.
    """

    file: str
    kind: str
    size: int
    mime: str = ""
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class ShownWinner:
    """One entry with a prize.

    Attributes:
        page: file name of its page.
        prizes: titles, the first decides where it is listed; title: of the entry.
        authors, units: names; field: title of the field, may be empty.
        mark: the official mark in words of the page; empty where marks are not shown.
        summary: paragraphs that were confirmed; empty while none were.
        picture, clips, write_ups: what lies beside the page.
    """

    page: str
    prizes: tuple[str, ...]
    title: str
    authors: tuple[str, ...]
    units: tuple[str, ...]
    field: str
    mark: str = ""
    summary: tuple[str, ...] = ()
    picture: ShownPicture | None = None
    clips: tuple[ShownFile, ...] = ()
    write_ups: tuple[ShownFile, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicityContent:
    """The pages as a whole: what all papers share, and the entries in the order of their prizes."""

    head: PaperHead
    winners: tuple[ShownWinner, ...]
