"""Where pages lie under each other at a zoom, and which of them are seen; whole px, no widget."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

GAP: Final = 16
LEAST, MOST = 25, 400
"""Zoom in hundredths that a person can choose."""
STEPS: Final = (25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400)
AUTO, WIDTH, PAGE = "auto", "width", "page"
"""Zoom that follows the window: readable, as wide as the window, a whole page."""
_AUTO_MOST: Final = 120
MOST_SIDE: Final = 8192
_BAND_BYTES: Final = 12 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Band:
    """A part of a page to be drawn: page, its full width, and the band's top and height, in px of the screen."""

    page: int
    width: int
    top: int
    height: int


class Geometry:
    """Pages of given sizes at a zoom in a window; every measure is in px of the window."""

    def __init__(self, sizes: tuple[tuple[int, int], ...], pictures: bool = False) -> None:
        """Take the sizes of the pages at 100 %."""
        self.sizes = tuple(size if all(size) else (400, 300) for size in sizes)
        self._pictures = pictures
        self.zoom = AUTO
        self._room = (1, 1)
        self._ratio = 1.0
        self._lay()

    def set_room(self, width: int, height: int, ratio: float) -> None:
        """Take the size of the window; ``ratio`` is the pixels of the screen for each px."""
        if ((width, height), ratio) != (self._room, self._ratio):
            self._room, self._ratio = (max(width, 1), max(height, 1)), ratio
            self._lay()

    def set_zoom(self, zoom: str) -> None:
        """Take a zoom: a name of those that follow the window, or hundredths."""
        if zoom.isdecimal():
            zoom = str(min(max(int(zoom), LEAST), MOST))
        elif zoom not in (AUTO, WIDTH, PAGE):
            zoom = AUTO
        if zoom != self.zoom:
            self.zoom = zoom
            self._lay()

    def _lay(self) -> None:
        self.scales = [self._scale(size) for size in self.sizes]
        self.boxes = [
            (round(size[0] * scale), max(1, round(size[1] * scale)))
            for size, scale in zip(self.sizes, self.scales, strict=True)
        ]
        self.tops = []
        top = GAP
        for _, height in self.boxes:
            self.tops.append(top)
            top += height + GAP
        self.height = top
        self.width = max(width for width, _ in self.boxes) + 2 * GAP

    def _scale(self, size: tuple[int, int]) -> float:
        across = (self._room[0] - 2 * GAP) / size[0]
        whole = min(across, (self._room[1] - 2 * GAP) / size[1])
        if self.zoom == WIDTH:
            wanted = across
        elif self.zoom == PAGE:
            wanted = whole
        elif self.zoom == AUTO:
            wanted = min(whole, 1) if self._pictures else min(across, _AUTO_MOST / 100)
        else:
            wanted = int(self.zoom) / 100
        return min(max(wanted, 16 / max(size)), MOST_SIDE / (size[0] * self._ratio), MOST / 100)

    def percent(self, page: int) -> int:
        """Give the zoom of a page in hundredths."""
        return round(self.scales[page] * 100)

    def stepped(self, page: int, step: int) -> str:
        """Give the next larger (1) or smaller (-1) zoom than that of a page."""
        now = self.percent(page)
        beyond = [each for each in STEPS if (each > now if step > 0 else each < now)]
        if not beyond:
            return str(now)
        return str(beyond[0] if step > 0 else beyond[-1])

    def page_at(self, y: int) -> int:
        """Give the page that is at a height, or the last one above it."""
        return max(0, bisect_right(self.tops, y + GAP) - 1)

    def left(self, page: int) -> int:
        """Give the left end of a page: narrow ones stand in the middle."""
        return max(GAP, (max(self._room[0], self.width) - self.boxes[page][0]) // 2)

    def seen(self, top: int, bottom: int) -> range:
        """Give the pages between two heights."""
        first = self.page_at(top)
        last = first
        while last + 1 < len(self.tops) and self.tops[last + 1] < bottom:
            last += 1
        return range(first, last + 1)

    def bands(self, page: int, top: int, bottom: int) -> Iterator[Band]:
        """Give the bands of a page that lie between two heights of the whole."""
        width = max(1, round(self.boxes[page][0] * self._ratio))
        full = max(1, round(self.sizes[page][1] * width / self.sizes[page][0]))
        step = min(max(_BAND_BYTES // (width * 4), 64), 2048)
        start = max(0, round((top - self.tops[page]) * self._ratio))
        end = min(full, round((bottom - self.tops[page]) * self._ratio))
        for number in range(start // step, -(-max(end, 0) // step)):
            yield Band(page, width, number * step, min(step, full - number * step))
