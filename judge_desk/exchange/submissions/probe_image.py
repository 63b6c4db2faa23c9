"""What a picture is, and whether it can be decoded; in the process that reads strangers' files."""

from __future__ import annotations

import struct
import warnings
from pathlib import Path
from typing import Final

from PIL import Image, UnidentifiedImageError

from judge_desk.exchange.submissions.insight import Look

MOST_PIXELS: Final = 60_000_000


def look_at_image(path: Path, look: Look) -> None:
    """Look at a JPEG or PNG."""
    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures; the cap below says it in our words.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=("JPEG", "PNG")) as image:
                width, height = image.size
                if width * height > MOST_PIXELS:
                    look.find("probe.image_too_large", width=width, height=height)
                    return
                image.draft("RGB", (64, 64))
                image.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, struct.error):
        look.find("probe.damaged")
