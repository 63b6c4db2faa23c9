"""Icons: Lucide drawings, rendered in the colour of a token and at the size that is needed.

The files are shipped unchanged; colour and stroke are put in while rendering. A picture is rendered once for each
name, colour, size and resolution.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from judge_desk.paths import resource

STROKE: Final = "1.9"


@cache
def drawing(name: str) -> str:
    """Give the drawing of an icon as SVG.

    Raises:
        FileNotFoundError: no such icon is shipped.
    """
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


@cache
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Render an icon: ``size`` in px of the window, ``ratio`` device pixels for each of them."""
    text = drawing(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{STROKE}"')
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(text.encode("utf-8"))).render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
