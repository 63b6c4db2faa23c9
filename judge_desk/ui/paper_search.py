"""Searches a paper of ours a few pages at a time, so that the window answers meanwhile."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QObject, QRectF, QTimer, Signal

from judge_desk.ui.paper_preview import Hits, Paper

SLICE: Final = 0.008
"""Seconds of searching between two looks at what else is to be done."""
MOST: Final = 2_000
"""Places after which is searched no further."""


class PaperSearch(QObject):
    """One search at a time; ``changed`` says that places came or that it is over, ``first`` that one is to be shown."""

    changed = Signal()
    first = Signal()

    def __init__(self) -> None:
        """Make a search without a paper."""
        super().__init__()
        self._paper: Paper | None = None
        self._words, self._page, self._from = "", 0, 0
        self.places: list[tuple[int, list[QRectF]]] = []
        self.now = -1
        self.over = True
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def hits(self) -> Hits:
        """The places by page."""
        found: dict[int, list[tuple[int, list[QRectF]]]] = {}
        for number, (page, boxes) in enumerate(self.places):
            found.setdefault(page, []).append((number, boxes))
        return found

    def take(self, paper: Paper | None) -> None:
        """Search in this paper from now on."""
        self._paper = paper
        self.seek("", 0)

    def seek(self, words: str, page: int) -> None:
        """Search for words, the first place from a page on is shown first; empty words end the search."""
        self._words, self._page, self._from = words, 0, page
        self.places, self.now = [], -1
        self.over = self._paper is None or not words.strip()
        if self.over:
            self._timer.stop()
        else:
            self._timer.start()
        self.changed.emit()

    def step(self, step: int) -> None:
        """Go to the next place (1) or the one before (-1), round the ends."""
        if self.places:
            self.now = (self.now + step) % len(self.places)
            self.first.emit()
            self.changed.emit()

    def _go_on(self) -> None:
        until = time.monotonic() + SLICE
        assert self._paper is not None
        while not self.over and time.monotonic() < until:
            self.places += [(self._page, boxes) for boxes in self._paper.places(self._page, self._words)]
            self._page += 1
            self.over = self._page >= self._paper.pages or len(self.places) >= MOST
        if self.over:
            self._timer.stop()
        if self.now < 0 and self.places:
            later = [number for number, (page, _) in enumerate(self.places) if page >= self._from]
            if later or self.over:
                self.now = later[0] if later else 0
                self.first.emit()
        self.changed.emit()
