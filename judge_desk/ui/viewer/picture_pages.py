"""Pictures: each is a page; they are turned as the camera says and decoded within a limit of memory."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter

from judge_desk.ui.viewer.desk import Cannot, Shown
from judge_desk.ui.viewer.pages import Document, page_height
from judge_desk.ui.viewer.post import Post

MOST_MEGABYTES: Final = 256
"""Memory of one decoded picture; Qt refuses a larger one."""
MOST_SIDE_KEPT: Final = 6000
_FORMATS: Final = {".jpg": b"jpeg", ".jpeg": b"jpeg", ".png": b"png"}
_TURNED: Final = QImageIOHandler.Transformation.TransformationRotate90


def open_pictures(paths: tuple[Path, ...], facts: Mapping[str, Any], post: Post) -> Shown:
    """Open pictures that passed the gate; one that cannot be read is a page without size."""
    QImageReader.setAllocationLimit(MOST_MEGABYTES)
    pages = PicturePages(paths)
    if not any(all(size) for size in pages.sizes):
        raise Cannot("damaged")
    return Document(pages)


class PicturePages:
    """Pictures as pages."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        """Measure the pictures; each is decoded when it is drawn."""
        self._paths = paths
        self.notes: Mapping[str, int] = {}
        self.sizes = tuple(_measured(path) for path in paths)
        self._whole: tuple[int, QImage] = (-1, QImage())
        self._scaled: tuple[int, QImage] = (-1, QImage())

    def draw(self, page: int, width: int, top: int, height: int) -> QImage:
        """Draw a band of a picture on white."""
        picture = self._at_width(page, width)  # first: what fails while a painter works ends the process
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.drawImage(0, -top, picture)
        painter.end()
        return image

    def _at_width(self, page: int, width: int) -> QImage:
        if self._scaled[0] != page or self._scaled[1].width() != width:
            size = QSize(width, page_height(self.sizes[page], width))
            how = Qt.TransformationMode.SmoothTransformation
            self._scaled = page, self._decoded(page).scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, how)
        return self._scaled[1]

    def _decoded(self, page: int) -> QImage:
        if self._whole[0] != page:
            image = _reader(self._paths[page]).read()
            if image.isNull():
                width, height = self.sizes[page]
                raise Cannot("too_large" if width * height * 4 > MOST_MEGABYTES * 1024**2 else "damaged")
            self._whole = page, image
        return self._whole[1]

    def letters(self, page: int) -> str:
        """Give no text: a picture has none."""
        return ""

    def places(self, page: int, start: int, length: int) -> list[QRectF]:
        """Give no places."""
        return []


def _reader(path: Path) -> QImageReader:
    reader = QImageReader(str(path), _FORMATS[path.suffix.lower()])
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > MOST_SIDE_KEPT:
        reader.setScaledSize(size.scaled(MOST_SIDE_KEPT, MOST_SIDE_KEPT, Qt.AspectRatioMode.KeepAspectRatio))
    return reader


def _measured(path: Path) -> tuple[int, int]:
    reader = QImageReader(str(path), _FORMATS[path.suffix.lower()])
    size = reader.size()
    if size.isEmpty():
        return 0, 0
    if reader.transformation() & _TURNED:
        size.transpose()
    return size.width(), size.height()
