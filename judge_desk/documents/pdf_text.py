"""Type for PDF papers: the shipped fonts, cleaning of text at the boundary, measuring and breaking into lines.

Widths are measured once per word and kept, in thousandths of the type size; lengths elsewhere are points. Text of
strangers becomes harmless here: it is drawn glyph by glyph and never read as markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, ClassVar, Final, cast
from weakref import WeakKeyDictionary

from reportlab import rl_config
from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.textobject import PDFTextObject

from judge_desk.paths import resource

UNSEEN: Final = "\u25a1"
"""Drawn for what cannot be seen or has no glyph: control of writing direction, zero width, emoji."""
_KEPT: Final = 4096
"""Words, and lines of text, that are kept measured: more than a paper repeats, and a few MiB at most."""
_DROPPED: Final = "\u00ad"
_PLAIN: Final = re.compile(r"[ -'*-\[\]-~]+")
_CHANGED: Final = {"\u2011": "-", "\t": " ", "\r": "", "\u2028": "\n", "\u2029": "\n"}


class Face(StrEnum):
    """The four faces; the value is the font's name in the PDF."""

    REGULAR = "LiberationSerif-Regular"
    BOLD = "LiberationSerif-Bold"
    ITALIC = "LiberationSerif-Italic"
    BOLD_ITALIC = "LiberationSerif-BoldItalic"


@cache
def _font(face: Face) -> TTFont:
    pdfmetrics.registerFont(TTFont(face.value, str(resource(f"fonts/{face.value}.ttf"))))
    return cast(TTFont, pdfmetrics.getFont(face.value))  # of fonts of one file the library keeps the first for all


def load_fonts() -> None:
    """Register the four faces with the PDF library; a second call does nothing.

    Streams are written as bytes instead of ASCII: a fifth smaller, and as much faster.
    """
    rl_config.useA85 = 0
    for face in Face:
        _font(face)


@cache
def _glyph_widths(face: Face) -> Mapping[str, float]:
    """Give the width of every letter that the face draws; no other letter takes room."""
    drawn = _font(face).face
    widths = ((chr(code), drawn.charWidths[code]) for code in drawn.charToGlyph if code in drawn.charWidths)
    return defaultdict(float, widths)


class _Cleaned(dict[int, str]):
    """By the code of a letter what is drawn for it, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        """Find out what is drawn for a letter."""
        self[code] = found = _clean_letter(chr(code))
        return found


def _clean_letter(letter: str) -> str:
    if letter in _CHANGED:
        return _CHANGED[letter]
    if letter in (_DROPPED, "\n"):
        return "" if letter == _DROPPED else letter
    category = unicodedata.category(letter)
    if category == "Cc":
        return " "
    return UNSEEN if category in ("Cf", "Cs") or letter not in _glyph_widths(Face.REGULAR) else letter


_CLEANED: Final = _Cleaned()


@lru_cache(maxsize=_KEPT)
def clean(text: str) -> str:
    """Make text drawable: NFC, no control characters, a visible mark for what would not be seen; line breaks stay."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii() and composed.isprintable():
        return composed
    return composed.translate(_CLEANED)


@lru_cache(maxsize=_KEPT)
def units(text: str, face: Face) -> float:
    """Measure cleaned text in thousandths of the type size."""
    return sum(map(_glyph_widths(face).__getitem__, text))


def width(text: str, face: Face, size: float) -> float:
    """Measure cleaned text in points."""
    return units(text, face) * size / 1000


def longest_word(text: str, face: Face) -> float:
    """Measure the widest word of a text in thousandths of the type size."""
    return max((units(word, face) for word in clean(text).split(" ")), default=0.0)


def _broken(word: str, face: Face, room: float, first: float) -> list[str]:
    """Cut a word that is wider than a line into pieces that fit (``room``, ``first`` in thousandths of the size)."""
    pieces, start, used, limit = [], 0, 0.0, first
    widths = _glyph_widths(face)
    for at, letter in enumerate(word):
        step = widths.get(letter, 0.0)
        if used + step > limit and at > start:
            pieces.append(word[start:at])
            start, used, limit = at, 0.0, room
        used += step
    return [*pieces, word[start:]]


def _fill(text: str, face: Face, room: float, first: float) -> list[str]:
    lines: list[str] = []
    line, used, limit = "", 0.0, first
    blank = units(" ", face)
    for word in filter(None, text.split(" ")):
        wide = units(word, face)
        if line and used + blank + wide <= limit:
            line, used = f"{line} {word}", used + blank + wide
            continue
        if line:
            lines.append(line)
            limit = room
        if wide <= limit:
            line, used = word, wide
            continue
        if not lines and limit < room and wide <= room:
            lines.append("")
            line, used, limit = word, wide, room
            continue
        *whole, line = _broken(word, face, room, limit)
        lines.extend(whole)
        used, limit = units(line, face), room if whole else limit
    return [*lines, line]


def wrap(text: str, face: Face, size: float, room: float, first: float = 0.0) -> tuple[str, ...]:
    """Break text into lines of at most ``room`` points; the first line begins ``first`` points further in.

    A word wider than a line is cut, so every line fits. Hard line breaks are kept. At least one line comes out.
    """
    plain = " " not in text and text.isascii() and text.isprintable()
    if plain and units(text, face) <= (room - first) * (1000 / size):
        return (text,)
    return _wrap(text, face, size, room, first)


@lru_cache(maxsize=_KEPT)
def _wrap(text: str, face: Face, size: float, room: float, first: float) -> tuple[str, ...]:
    scale = 1000 / size
    lines: list[str] = []
    for number, part in enumerate(clean(text).split("\n")):
        begin = first if number == 0 else 0.0
        lines.extend(_fill(part, face, room * scale, max(room - begin, 1.0) * scale))
    return tuple(lines)


@lru_cache(maxsize=_KEPT)
def figure_units(text: str, face: Face) -> float | None:
    """Measure a figure or a code, which is one word and is written as it stands; None for any other text."""
    if " " in text or not _PLAIN.fullmatch(text):
        return None
    return sum(map(_glyph_widths(face).__getitem__, text))


@lru_cache(maxsize=64)
def _taken(font: str, size: float, leading: float) -> str:
    return f"{font} {fp_str(size)} Tf {fp_str(leading)} TL"


class Pen(PDFTextObject):
    """Writes lines of text at places; a hundredth of a point is exact enough, and quick to write.

    Nothing follows a line at its end, so its width is not measured here. In a font's first subset, where every ASCII
    letter has its own code, such a line is written as it stands. Of all other letters a paper's codes are kept.
    """

    _code: list[str]
    _codes: ClassVar[WeakKeyDictionary[object, dict[tuple[str, str], tuple[int, str]]]] = WeakKeyDictionary()
    """By the paper that is written: the subset and the escaped code of a face's letter."""

    def take(self, face: Face, size: float) -> None:
        """Write in a face and a size from here on."""
        pen: Any = self
        if pen._fontname != face or pen._fontsize != size:
            self.setFont(face.value, size)

    def put(self, x: float, y: float, line: str) -> None:
        """Write one cleaned line with its baseline at (x, y)."""
        pen: Any = self
        shown = f"({line}) Tj" if pen._curSubset == 0 and _PLAIN.fullmatch(line) else self._formatted(line)
        self._code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm {shown}")

    def put_figure(self, x: float, level: str, text: str) -> None:
        """Write a figure or a code with its baseline at x and ``level``, a y in points with two decimals."""
        pen: Any = self
        shown = f"({text}) Tj" if pen._curSubset == 0 else self._formatted(text)
        self._code.append(f"1 0 0 1 {x:.2f} {level} Tm {shown}")

    def _formatted(self, line: str) -> str:
        """Give a line as the library writes it, which knows a letter's code once it met the letter in the paper."""
        pen: Any = self
        known = self._codes.setdefault(pen._canvas._doc, {})
        name: str = pen._fontname
        try:
            codes = [known[name, letter] for letter in line]
        except KeyError:
            self._meet(line, known)
            codes = [known[name, letter] for letter in line]
        parts = []
        for subset, run in groupby(codes, itemgetter(0)):
            if subset != pen._curSubset:
                font = _font(Face(name)).getSubsetInternalName(subset, pen._canvas._doc)
                parts.append(_taken(font, pen._fontsize, pen._leading))
                pen._curSubset = subset
            parts.append(f"({''.join([code for _, code in run])}) Tj")
        return " ".join(parts)

    def _meet(self, line: str, known: dict[tuple[str, str], tuple[int, str]]) -> None:
        pen: Any = self
        name: str = pen._fontname
        for letter in line:
            if (name, letter) not in known:
                [(subset, code)] = _font(Face(name)).splitString(letter, pen._canvas._doc)
                known[name, letter] = (subset, pen._canvas._escape(code))
