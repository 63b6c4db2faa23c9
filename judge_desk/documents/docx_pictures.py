"""Pictures in Word papers: codes as PNG, plots as PNG with their words beside them for people who do not see them."""

from __future__ import annotations

import io
from functools import cache, lru_cache
from typing import Any, Final

from docx.document import Document as WordFile
from docx.shared import Pt
from PIL import Image, ImageChops, ImageDraw, ImageFont
from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String

from judge_desk.documents.docx_xml import Element
from judge_desk.documents.pdf_text import Face, clean
from judge_desk.documents.qr_code import qr_runs
from judge_desk.paths import resource

PLACE: Final = "<w:r><w:drawing/></w:r>"
"""A run that waits for its picture: see :func:`put_picture`."""
_MODULE: Final = 8
_QUIET: Final = 2
_DOTS: Final = 4
"""Dots of a plot per point: 288 to the inch."""
_FINER: Final = 2
"""How much finer it is drawn, to be smooth."""


@lru_cache(maxsize=64)
def qr_picture(text: str) -> bytes:
    """Draw a QR as PNG, black on white with a margin."""
    side, runs = qr_runs(text)
    whole = (side + 2 * _QUIET) * _MODULE
    picture = Image.new("1", (whole, whole), 1)
    pen = ImageDraw.Draw(picture)
    for row, start, length in runs:
        left, top = (start + _QUIET) * _MODULE, (row + _QUIET) * _MODULE
        pen.rectangle((left, top, left + length * _MODULE - 1, top + _MODULE - 1), fill=0)
    return _png(picture)


def _png(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "PNG", optimize=True)
    return target.getvalue()


@cache
def _font(pixels: int) -> ImageFont.FreeTypeFont:
    path = str(resource(f"fonts/{Face.REGULAR.value}.ttf"))
    return ImageFont.truetype(path, pixels, layout_engine=ImageFont.Layout.BASIC)


def _grey(colour: Any) -> int | None:
    """Give the brightness of a colour of a drawing, None for none."""
    return None if colour is None else round(255 * (0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue))


def plot_picture(drawing: Drawing) -> bytes:
    """Draw a plot as PNG in shades of grey; where it is white, what lies behind it is seen.

    Raises:
        TypeError: the plot has a shape that is not known here.
    """
    fine = _DOTS * _FINER
    wide, high = round(drawing.width * fine), round(drawing.height * fine)
    picture = Image.new("L", (wide, high), 255)
    pen = ImageDraw.Draw(picture)
    for shape in drawing.contents:
        _draw_shape(pen, shape, fine, high)
    grey = picture.resize((wide // _FINER, high // _FINER), Image.Resampling.LANCZOS)
    return _png(Image.merge("LA", (Image.new("L", grey.size, 0), ImageChops.invert(grey))))


def _draw_shape(pen: ImageDraw.ImageDraw, shape: Any, fine: int, high: int) -> None:
    match shape:
        case Line():
            ends = (shape.x1 * fine, high - shape.y1 * fine, shape.x2 * fine, high - shape.y2 * fine)
            pen.line(ends, _grey(shape.strokeColor), max(round(shape.strokeWidth * fine), 1))
        case Rect():
            box = (shape.x * fine, high - (shape.y + shape.height) * fine)
            pen.rectangle((*box, (shape.x + shape.width) * fine, high - shape.y * fine), _grey(shape.fillColor))
        case Circle():
            thick = round(shape.strokeWidth * fine)
            far = shape.r * fine + thick / 2
            x, y = shape.cx * fine, high - shape.cy * fine
            pen.ellipse((x - far, y - far, x + far, y + far), _grey(shape.fillColor), _grey(shape.strokeColor), thick)
        case String():
            place = (shape.x * fine, high - shape.y * fine)
            pen.text(place, clean(shape.text), _grey(shape.fillColor), _font(round(shape.fontSize * fine)), "ls")
        case _:
            raise TypeError(shape)


def words_in(drawing: Drawing) -> str:
    """Give the words of a plot, as they stand in it."""
    return "; ".join(shape.text for shape in drawing.contents if isinstance(shape, String))


def put_picture(file: WordFile, made: list[Element], png: bytes, wide: float, about: str) -> None:
    """Put a picture, ``wide`` points wide, into the first place of finished elements that waits for one."""
    inline: Any = file.part.new_pic_inline(io.BytesIO(png), width=Pt(wide))
    inline.docPr.set("descr", clean(about))
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    [place, *_] = [each for element in made for each in element.iter("{*}drawing") if not len(each)]
    place.append(inline)
