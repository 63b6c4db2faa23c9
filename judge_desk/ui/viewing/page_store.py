"""Pictures of pages as they come from the viewer: asked for when they are seen, kept while there is room."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from judge_desk.ui.page_geometry import Band
from judge_desk.ui.viewer.protocol import Message
from judge_desk.ui.viewing.viewer_link import ViewerLink

ROOM: Final = 96 * 1024 * 1024
"""Bytes of pictures that are kept."""


class PageStore(QObject):
    """Asks a viewer for bands of pages; ``came`` tells the page of one that came, ``failed`` of one that cannot."""

    came = Signal(int)
    failed = Signal(int, str)

    def __init__(self, link: ViewerLink) -> None:
        """Ask this viewer."""
        super().__init__()
        self._link = link
        self._kept: OrderedDict[Band, QPixmap] = OrderedDict()
        self._bytes = 0
        self._asked: dict[Band, int] = {}
        self._wanted: dict[str, list[Band]] = {}
        self._failed: set[Band] = set()

    def get(self, band: Band) -> QPixmap | None:
        """Give a band, None while it is not here."""
        found = self._kept.get(band)
        if found is not None:
            self._kept.move_to_end(band)
        return found

    def want(self, who: str, bands: Iterable[Band]) -> None:
        """Say what is wanted now by somebody, the most urgent first; what nobody wants any more is not asked for."""
        self._wanted[who] = list(bands)
        wanted = {band for each in self._wanted.values() for band in each}
        for band in [each for each in self._asked if each not in wanted]:
            if self._link.drop(self._asked[band]):
                del self._asked[band]
        for band in self._wanted[who]:
            if band not in self._kept and band not in self._asked and band not in self._failed:
                self._asked[band] = self._link.ask(
                    "page", partial(self._take, band), partial(self._miss, band),
                    page=band.page, width=band.width, top=band.top, height=band.height,
                )  # fmt: skip

    def _take(self, band: Band, message: Message) -> None:
        self._asked.pop(band, None)
        if not message.pixels or message.size != (band.width, band.height):
            return self._miss(band, "size")
        width, height = message.size
        image = QImage(message.pixels, width, height, width * 4, QImage.Format.Format_RGB32)
        self._kept[band] = QPixmap.fromImage(image.copy())  # the image only borrows the bytes
        self._bytes += width * height * 4
        needed = {each for bands in self._wanted.values() for each in bands}
        for old in [each for each in self._kept if each not in needed]:
            if self._bytes <= ROOM:
                break
            del self._kept[old]
            self._bytes -= old.width * old.height * 4
        self.came.emit(band.page)
        return None

    def _miss(self, band: Band, code: str) -> None:
        self._asked.pop(band, None)
        self._failed.add(band)
        self.failed.emit(band.page, code)
