"""Small pictures of the pages of a paper of ours: drawn one at a time when nothing else is to be done, and kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from judge_desk.ui.page_geometry import Band
from judge_desk.ui.paper_preview import Paper

ROOM: Final = 240
"""Pictures that are kept."""


class PaperStore(QObject):
    """Draws what is wanted; ``came`` tells the page of a picture that is there now."""

    came = Signal(int)

    def __init__(self, paper: Paper) -> None:
        """Draw the pages of this paper."""
        super().__init__()
        self._paper = paper
        self._kept: OrderedDict[Band, QPixmap] = OrderedDict()
        self._wanted: list[Band] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._draw)

    def get(self, band: Band) -> QPixmap | None:
        """Give a picture, None while it is not drawn."""
        found = self._kept.get(band)
        if found is not None:
            self._kept.move_to_end(band)
        return found

    def want(self, who: str, bands: Iterable[Band]) -> None:
        """Say which pictures are wanted now, the most urgent first; those of before are not drawn any more."""
        self._wanted = [each for each in bands if each not in self._kept]
        if self._wanted:
            self._timer.start()

    def _draw(self) -> None:
        if not self._wanted:
            self._timer.stop()
            return
        band = self._wanted.pop(0)
        self._kept[band] = QPixmap.fromImage(self._paper.picture(band.page, band.width))
        while len(self._kept) > ROOM:
            self._kept.popitem(last=False)
        self.came.emit(band.page)
