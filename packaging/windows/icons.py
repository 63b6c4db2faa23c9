"""Draw icons for Windows from ours: ``python icons.py SVG… FOLDER``, in the environment that is packed."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES: Final = (16, 24, 32, 48, 64, 256)


def drawn(source: Path, size: int) -> Image.Image:
    """Draw an icon in one size."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(source)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs know only the form with bytes
    return Image.open(io.BytesIO(buffer.data().data()))


def main(sources: list[Path], folder: Path) -> None:
    """Write an icon with every size of it for each drawing."""
    application = QGuiApplication(["icons", "-platform", "offscreen"])
    for source in sources:
        pictures = [drawn(source, size) for size in SIZES]
        pictures[-1].save(
            folder / f"{source.stem}.ico", sizes=[each.size for each in pictures], append_images=pictures[:-1]
        )
    del application


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:-1]], Path(sys.argv[-1]))
