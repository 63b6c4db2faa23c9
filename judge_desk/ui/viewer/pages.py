"""A document as the viewer knows it: pages that can be drawn, read and searched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from judge_desk.ui.viewer.desk import Answer, Cannot
from judge_desk.ui.viewer.folding import find, fold
from judge_desk.ui.viewer.protocol import MOST_BLOB, MOST_SIDE

MOST_PAGES: Final = 10_000
MOST_HITS: Final = 500
"""Places found in one request."""
MOST_TEXT: Final = 50_000
"""Letters of one page that are given away as text."""


class Pages(Protocol):
    """What a format gives.

    Attributes:
        sizes: width and height of every page in px at 100 %; (0, 0) for one that cannot be read.
        notes: what the person should know of the document: codes for the window's words, and how many.
    """

    sizes: tuple[tuple[int, int], ...]
    notes: Mapping[str, int]

    def draw(self, page: int, width: int, top: int, height: int) -> QImage:
        """Draw a band of a page that is ``width`` px wide: ``height`` px from ``top`` on."""

    def letters(self, page: int) -> str:
        """Give the text of a page as it is searched."""

    def places(self, page: int, start: int, length: int) -> list[QRectF]:
        """Give where letters of :meth:`letters` stand, as fractions of the page's sides."""


class Document:
    """Answers the window's requests from the pages of a format."""

    def __init__(self, pages: Pages) -> None:
        """Take the pages.

        Raises:
            Cannot: ``damaged`` without a page, ``too_long`` with too many.
        """
        if not pages.sizes:
            raise Cannot("damaged")
        if len(pages.sizes) > MOST_PAGES:
            raise Cannot("too_long")
        self._pages = pages
        self._folded: dict[int, tuple[str, list[int]]] = {}

    def opening(self) -> Mapping[str, Any]:
        """Give sizes and notes."""
        return {"pages": self._pages.sizes, "notes": self._pages.notes}

    def act(self, do: str, facts: Mapping[str, Any]) -> Answer:
        """Draw, read or search.

        Raises:
            Cannot: there is no such page, or the picture would be too large.
        """
        if do == "page":
            return {}, self._draw(facts["page"], facts["width"], facts["top"], facts["height"])
        if do == "text":
            return {"text": self._pages.letters(facts["page"])[:MOST_TEXT]}, None
        if do == "find":
            return {"hits": self._find(facts["text"], facts["first"], facts["last"])}, None
        raise Cannot("unknown")

    def _draw(self, page: int, width: int, top: int, height: int) -> QImage:
        full = self._pages.sizes[page]
        if not all(full):
            raise Cannot("damaged")
        height = min(height, page_height(full, width) - top)
        if not (0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE) or width * height * 4 > MOST_BLOB:
            raise Cannot("too_large")
        return self._pages.draw(page, width, top, height)

    def _find(self, wanted: str, first: int, last: int) -> list[Any]:
        hits: list[Any] = []
        for page in range(first, min(last + 1, len(self._pages.sizes))):
            if page not in self._folded:
                self._folded[page] = fold(self._pages.letters(page))
            for start, length in find(wanted, *self._folded[page]):
                places = self._pages.places(page, start, length)
                hits.append([page, [_sides(each) for each in places]])
                if len(hits) == MOST_HITS:
                    return hits
        return hits


def page_height(full: tuple[int, int], width: int) -> int:
    """Give the height in px of a page of a full size that is drawn ``width`` px wide."""
    return max(1, round(full[1] * width / full[0]))


def _sides(rect: QRectF) -> list[float]:
    return [round(side, 4) for side in (rect.x(), rect.y(), rect.width(), rect.height())]
