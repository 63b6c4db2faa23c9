"""A picture for everybody: turned upright, no larger than a screen, a JPEG without anything that is no picture.

Where it was taken, by whom and with what stays behind; transparent parts become white. Runs in the process that reads
strangers' files.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

LARGEST_SIDE: Final = 1600
"""px of the longer side."""
MOST_PIXELS: Final = 60_000_000
_QUALITY: Final = 85
_WHITE: Final = (255, 255, 255)


def write_picture(source: Path, target: Path) -> tuple[int, int]:
    """Write the copy of a JPEG or PNG; gives its width and height in px.

    Raises:
        ValueError: more pixels than are read.
        Exception: whatever the library raises on a damaged or hostile file.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the cap below says it
        with Image.open(source, formats=("JPEG", "PNG")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise ValueError(image.size)
            image.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
            shown = _on_white(upright)
    fresh = Image.new("RGB", shown.size, _WHITE)  # pixels alone: nothing that the file said beside them
    fresh.paste(shown)
    fresh.save(target, format="JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return fresh.size


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    clear = image.convert("RGBA")
    ground = Image.new("RGBA", clear.size, (*_WHITE, 255))
    return Image.alpha_composite(ground, clear).convert("RGB")
