"""Searching a document through the viewer, some pages at a time, so that reading goes on meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, QRectF, Signal

from judge_desk.ui.viewer.protocol import Message
from judge_desk.ui.viewing.sheet_view import Hits
from judge_desk.ui.viewing.viewer_link import ViewerLink

AT_ONCE: Final = 20
MOST: Final = 2_000
"""Places after which is searched no further."""


class Searching(QObject):
    """One search at a time; ``changed`` says that places came or that it is over, ``first`` that one is to be shown."""

    changed = Signal()
    first = Signal()

    def __init__(self, link: ViewerLink, pages: int) -> None:
        """Search in an open document of so many pages."""
        super().__init__()
        self._link, self._pages = link, pages
        self._words, self._run = "", 0
        self.places: list[tuple[int, list[QRectF]]] = []
        self.now = -1
        self.over = True

    @property
    def hits(self) -> Hits:
        """The places by page."""
        found: dict[int, list[tuple[int, list[QRectF]]]] = {}
        for number, (page, rects) in enumerate(self.places):
            found.setdefault(page, []).append((number, rects))
        return found

    def seek(self, words: str, page: int) -> None:
        """Search for words, the first place from a page on is shown first; empty words end the search."""
        self._run += 1
        self._words, self.places, self.now = words, [], -1
        self.over = not words.strip()
        if not self.over:
            self._ask(0, page)
        self.changed.emit()

    def _ask(self, first: int, page: int) -> None:
        run = self._run
        last = min(first + AT_ONCE, self._pages) - 1

        def take(message: Message) -> None:
            if run == self._run:
                self._take(message.content.get("hits"), last, page)

        def miss(code: str) -> None:
            if run == self._run:
                self._take([], last, page)

        self._link.ask("find", take, miss, text=self._words, first=first, last=last)

    def _take(self, hits: Any, last: int, page: int) -> None:
        self.places += read_hits(hits, self._pages)
        self.over = last + 1 >= self._pages or len(self.places) >= MOST
        if self.now < 0 and self.places:
            later = [number for number, (at, _) in enumerate(self.places) if at >= page]
            if later or self.over:
                self.now = later[0] if later else 0
                self.first.emit()
        self.changed.emit()
        if not self.over:
            self._ask(last + 1, page)

    def step(self, step: int) -> None:
        """Go to the next place (1) or the one before (-1), round the ends."""
        if self.places:
            self.now = (self.now + step) % len(self.places)
            self.first.emit()
            self.changed.emit()


def read_hits(hits: Any, pages: int) -> list[tuple[int, list[QRectF]]]:
    """Read places from the viewer's answer; what does not have the form of one is left out."""
    found = []
    for hit in hits if isinstance(hits, list) else ():
        if not (isinstance(hit, list) and len(hit) == 2 and isinstance(hit[1], list)):
            continue
        page, rects = hit[0], [QRectF(*each) for each in hit[1] if _is_rect(each)]
        if type(page) is int and 0 <= page < pages and rects:
            found.append((page, rects))
    return found


def _is_rect(sides: Any) -> bool:
    return isinstance(sides, Sequence) and len(sides) == 4 and all(isinstance(each, int | float) for each in sides)
