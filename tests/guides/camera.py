"""Takes the pictures of the guides at states of the journeys, numbers what the texts speak of, keeps them small."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops, ImageStat
from PIL.PngImagePlugin import PngInfo
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from judge_desk.exchange.guide_file import ROLES, WrittenStep, read_guide
from judge_desk.ui.shell import Shell
from judge_desk.wording.catalogue import open_catalogue
from tests.guides import readme
from tests.guides.marks import RED, draw, find, place_of

COLOURS: Final = 64
WIDEST: Final = 900
"""px of a picture: no smaller letters are read on paper."""
MOST_BYTES: Final = 60_000
ALIKE: Final = 6.0
"""Greatest mean difference of two pictures of the same state, of 255: times and codes differ from play to play."""


@dataclass
class Album:
    """The pictures of one language, as they are taken: role and state, and the PNG; ``readme``: by name of the file."""

    language: str
    place: str
    pictures: dict[tuple[str, str], bytes] = field(default_factory=dict)
    readme: dict[str, bytes] = field(default_factory=dict)

    def take(self, name: str, window: QWidget, shell: Shell) -> None:
        """Take the pictures that the guides have of a state.

        Raises:
            NotShown: a guide speaks of something that is not in sight there.
        """
        for role, step in wanted(self.language):
            if step.shot == name:
                self.pictures[role, name] = self._picture(step, window)
        for file, shown in readme.SHOWN.items():
            if shown.shot == name and self.language == readme.LANGUAGE:
                self.readme[file] = self._whole(shown.words, window)

    def _picture(self, step: WrittenStep, window: QWidget) -> bytes:
        places = {number: place_of(find(window, what, self.language), window) for number, what in step.marks.items()}
        with veiled(window, self.place):
            taken = window.grab()
        draw(taken, places)
        return small(png_of(taken), step.crop, said_of(step.marks.values(), self.language))

    def _whole(self, keys: tuple[str, ...], window: QWidget) -> bytes:
        for key in keys:
            find(window, key, self.language)
        with veiled(window, self.place):
            taken = window.grab()
        return small(png_of(taken), (), said_of(keys, self.language), readme.COLOURS, readme.WIDEST)

    def missing(self) -> list[str]:
        """Name the states that the guides show and the journeys did not come to."""
        lacking = [each for each in wanted(self.language) if (each[0], each[1].shot) not in self.pictures]
        own = readme.SHOWN if self.language == readme.LANGUAGE else ()
        return [*(f"{role} {step.shot}" for role, step in lacking), *(each for each in own if each not in self.readme)]


def wanted(language: str) -> Iterator[tuple[str, WrittenStep]]:
    """Give every step that has a picture, with its role."""
    for role in ROLES:
        yield from ((role, step) for step in read_guide(role, language).steps if step.shot)


def said_of(keys: Iterable[str], language: str) -> str:
    """Give what controls with the words of these keys say; the names of classes say nothing."""
    words = open_catalogue(language)
    return "; ".join(words.template(what) for what in keys if "." in what)


@contextmanager
def veiled(window: QWidget, place: str) -> Iterator[None]:
    """Let paths read as they would on a stick, while a picture is taken; no folder of this machine is shown."""
    shown = [each for each in window.findChildren(QWidget) if isinstance(each, QLabel | QLineEdit)]
    changed = [(each, each.text()) for each in shown if place in each.text()]
    for each, text in changed:
        each.blockSignals(True)
        each.setText(text.replace(place, "E:"))
    yield
    for each, text in changed:
        each.setText(text)
        each.blockSignals(False)


def png_of(picture: QPixmap) -> bytes:
    """Give a picture as PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(buffer.data().data())


def small(png: bytes, crop: tuple[int, ...], said: str, colours: int = COLOURS, widest: int = WIDEST) -> bytes:
    """Cut a part out, and keep it with few colours; it looks the same. What its marked controls say is written in."""
    with Image.open(io.BytesIO(png)) as whole:
        part = whole.convert("RGB")
    if crop:
        left, top, wide, high = crop
        part = part.crop((left, top, min(left + wide, part.width), min(top + high, part.height)))
    if part.width > widest:
        part = part.resize((widest, part.height * widest // part.width), Image.Resampling.LANCZOS)
    few = part.quantize(colours - 1, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.putpalette([*(few.getpalette() or [])[: 3 * (colours - 1)], *bytes.fromhex(RED.removeprefix("#"))])
    few = part.quantize(palette=few, dither=Image.Dither.NONE)  # the marks are too small to get a colour by themselves
    made = io.BytesIO()
    about = PngInfo()
    about.add_itxt("marks", said)
    few.save(made, "PNG", optimize=True, pnginfo=about)
    return made.getvalue()


def alike(one: Path, other: bytes) -> bool:
    """Say whether a picture that is kept shows what one that was just taken shows."""
    if not one.is_file():
        return False
    with Image.open(one) as kept, Image.open(io.BytesIO(other)) as taken:
        if kept.size != taken.size:
            return False
        apart = ImageChops.difference(kept.convert("L"), taken.convert("L"))
    return ImageStat.Stat(apart).mean[0] <= ALIKE
