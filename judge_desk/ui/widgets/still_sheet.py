"""The sheet of stills of a clip, as wide as there is room, with a sentence for those who do not see it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImageReader, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

LARGEST_BYTES: Final = 8 * 1024 * 1024
LARGEST_SIDE: Final = 4096


class StillSheet(QWidget):
    """Shows a picture, scaled down to its width; nothing while there is none."""

    def __init__(self) -> None:
        """Make it without a picture."""
        super().__init__()
        self._picture = QPixmap()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_file(self, path: Path | None, words: str) -> bool:
        """Show the sheet of a file; gives whether there is one that can be shown."""
        self._picture = _read(path) if path is not None else QPixmap()
        self.setAccessibleName(words)
        self.setToolTip(words)
        there = not self._picture.isNull()
        self.setVisible(there)
        self.updateGeometry()
        self.update()
        return there

    def sizeHint(self) -> QSize:
        """Give the picture's own size."""
        return self._picture.size()

    def minimumSizeHint(self) -> QSize:
        """Give the least size at which stills are told apart."""
        return QSize(240, self.heightForWidth(240))

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the picture at a width."""
        if self._picture.isNull():
            return 0
        return min(width, self._picture.width()) * self._picture.height() // self._picture.width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture in the room there is."""
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self._picture.size().boundedTo(self.size())
        shown = self._picture.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawPixmap(0, 0, shown.width(), shown.height(), self._picture)


def _read(path: Path) -> QPixmap:
    """Read a picture of a bounded size, and only a JPEG."""
    if not path.is_file() or path.stat().st_size > LARGEST_BYTES:
        return QPixmap()
    reader = QImageReader(str(path), b"jpg")
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > LARGEST_SIDE:
        return QPixmap()
    return QPixmap.fromImageReader(reader)
