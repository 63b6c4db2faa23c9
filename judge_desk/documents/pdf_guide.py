"""Steps of a guide as pieces of a PDF paper: words at the left, the picture at the right, both on one page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Final

from PIL import Image
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from judge_desk.documents.blocks import PictureStep
from judge_desk.documents.joining import joined
from judge_desk.documents.pdf_flow import Piece
from judge_desk.documents.pdf_text import Face, Pen, clean, wrap

_SIZE: Final = 11.0
_LEADING: Final = 14.0
_GAP: Final = 5 * mm
_ABOVE: Final = 8.0
_LINE: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Step:
    """What is drawn: lines with their faces, the picture with its size in points."""

    lines: tuple[tuple[str, Face], ...]
    picture: ImageReader | None
    left: float
    wide: float
    high: float


def _draw(step: _Step, canvas: Canvas, x: float, y: float) -> None:
    pen = Pen(canvas)
    for number, (line, face) in enumerate(step.lines):
        pen.setFont(face.value, _SIZE)
        pen.put(x, y - number * _LEADING - _SIZE * 0.95, line)
    canvas.drawText(pen)
    if step.picture is not None:
        left, foot = x + step.left, y - step.high
        canvas.drawImage(step.picture, left, foot, step.wide, step.high)
        canvas.setLineWidth(_LINE)
        canvas.rect(left, foot, step.wide, step.high)


def step_pieces(block: PictureStep, room: float) -> list[Piece]:
    """Lay out a step; it is never divided."""
    wide = block.wide * mm
    words = room - wide - _GAP if wide else room
    picture, high = None, 0.0
    if wide:
        with Image.open(BytesIO(block.picture)) as found:
            shown = found.convert("RGB")  # whoever keeps the file must not need a picture that shines through
        picture, high = ImageReader(shown), wide * shown.height / shown.width
    lines = [(line, Face.BOLD) for line in wrap(clean(joined(block.head)), Face.BOLD, _SIZE, words)]
    for part in block.text.split("\n"):
        lines += [(line, Face.REGULAR) for line in wrap(clean(joined(part)), Face.REGULAR, _SIZE, words)]
    step = _Step(tuple(lines), picture, room - wide, wide, high)
    return [Piece(max(len(lines) * _LEADING, high), partial(_draw, step), space=_ABOVE, outline=(1, clean(block.head)))]
