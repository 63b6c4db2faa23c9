"""Pictures for rehearsal files: a bar chart and a picture of a screen, drawn from a few whole numbers.

Same numbers, same bytes. Nothing here stands on a paper of the contest.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from judge_desk.paths import resource

_PALETTES: Final = (
    ("#1b4f72", "#2e86c1", "#d6eaf8"),
    ("#145a32", "#27ae60", "#d5f5e3"),
    ("#78281f", "#cd6155", "#fadbd8"),
    ("#4a235a", "#8e44ad", "#ebdef0"),
    ("#7e5109", "#d68910", "#fdebd0"),
    ("#154360", "#17a589", "#d1f2eb"),
)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    # The basic layout is built in; the other one is used where a system library happens to be installed.
    path = str(resource("fonts/LiberationSerif-Bold.ttf"))
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def draw_chart(values: tuple[int, ...], caption: str, palette: int) -> bytes:
    """Draw a bar chart as PNG, 900 × 420.

    Args:
        values: one bar each, 0 to 100; at least one.
        caption: text above the bars.
        palette: any whole number; chooses the colours.
    """
    dark, middle, light = _PALETTES[palette % len(_PALETTES)]
    image = Image.new("RGB", (900, 420), "white")
    draw = ImageDraw.Draw(image)
    draw.text((40, 14), caption, fill=dark, font=_font(24))
    for line in range(5):
        draw.line((60, 80 + line * 70, 870, 80 + line * 70), fill="#d0d0d0")
    width = 800 // len(values)
    for number, value in enumerate(values):
        left = 65 + number * width
        draw.rectangle((left, 360 - value * 28 // 10, left + width * 2 // 3, 360), fill=middle if number % 2 else dark)
        draw.text((left, 370), f"T{number + 1}", fill=dark, font=_font(20))
        draw.text((left, 334 - value * 28 // 10), str(value), fill="#404040", font=_font(18))
    draw.rectangle((60, 404, 870, 412), fill=light)
    return _saved(image.quantize(16, Image.Quantize.FASTOCTREE), "PNG")


def draw_screen(lines: tuple[str, ...], palette: int) -> bytes:
    """Draw a picture that looks like a program's window with a list, as JPEG, 1000 × 620.

    Args:
        lines: the first is the window's title, the others its rows; long ones are cut at the edge.
        palette: any whole number; chooses the colours.
    """
    dark, middle, light = _PALETTES[palette % len(_PALETTES)]
    image = Image.new("RGB", (1000, 620), light)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 1000, 64), fill=dark)
    draw.text((24, 16), lines[0][:70], fill="white", font=_font(26))
    draw.rectangle((0, 64, 210, 620), fill=middle)
    for number, line in enumerate(lines[1:10]):
        top = 90 + number * 56
        draw.rectangle((236, top, 976, top + 44), fill="white", outline=middle)
        draw.text((252, top + 10), line[:68], fill="#202020", font=_font(20))
        draw.rectangle((24, top, 186, top + 30), fill=dark if number == palette % 9 else light)
    return _saved(image, "JPEG")


def _saved(image: Image.Image, kind: str) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, quality=80)
    return target.getvalue()
