"""Vietnamese written before Unicode: TCVN3 (ABC), VNI for Windows and VPS, read as the letters that were meant.

Each was a set of fonts that drew Vietnamese letters in the places of Western ones, so a text in it reads ``ViÖt Nam``
or ``Vieät Nam`` wherever its font is missing. The tables are written in the order of their bytes from 0x80. TCVN3:
TCVN 5712:1993, VN3; its toned capitals live in fonts of their own (``.VnTimeH``), not in other bytes. VNI sets a letter
and then a byte for its marks. VPS fills nearly every place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Writing(StrEnum):
    """An old way of writing Vietnamese."""

    TCVN3 = "TCVN3"
    VNI = "VNI"
    VPS = "VPS"


_EMPTY: Final = " " * 16
_TCVN3: Final = (
    _EMPTY + _EMPTY + " ĂÂÊÔƠƯĐăâêôơưđ " + "     àảãáạ ằẳẵắ "
    "      ặầẩẫấậè ẻẽ" + "éẹềểễếệìỉ   ĩíịò" + " ỏõóọồổỗốộờởỡớợù" + " ủũúụừửữứựỳỷỹýỵ "
)
_VPS: Final = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲ" + "Ế  ỀỂỄỐỒỔỖýỷỵỚỜỞ" + " ắằẳẵặỠớÙờởỡŨỨợỪ" + "ổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹ" + "ƯỦồốÔỏơÈừứÚũưÝẺ " + "àáâãảạă èéêẽìí ĩ" + "ẴĐòóôõ Ơụùúủ ỶẼỳ"
)
_VNI_ALONE: Final = {0xE6: "ỉ", 0xEC: "ì", 0xED: "í", 0xEE: "ỵ", 0xF1: "đ", 0xF2: "ị", 0xF3: "ĩ", 0xF4: "ơ", 0xF6: "ư"}
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_VNI_MARKS: Final = {
    0xF8: _GRAVE, 0xF9: _ACUTE, 0xF5: _TILDE, 0xFB: _HOOK, 0xEF: _DOT,
    0xE2: _CIRCUMFLEX, 0xE0: _CIRCUMFLEX + _GRAVE, 0xE1: _CIRCUMFLEX + _ACUTE, 0xE3: _CIRCUMFLEX + _TILDE,
    0xE5: _CIRCUMFLEX + _HOOK, 0xE4: _CIRCUMFLEX + _DOT,
    0xEA: _BREVE, 0xE8: _BREVE + _GRAVE, 0xE9: _BREVE + _ACUTE, 0xFC: _BREVE + _TILDE, 0xFA: _BREVE + _HOOK,
    0xEB: _BREVE + _DOT,
}  # fmt: skip
_UPPER_BY: Final = 0x20
"""A capital of VNI lies this far below the small letter, as in Latin-1."""
_HIGH: Final = 0x80
_FONTS: Final = (
    (re.compile(r"vni[\s_-]", re.IGNORECASE), Writing.VNI),
    (re.compile(r"vps[\s_-]", re.IGNORECASE), Writing.VPS),
    (re.compile(r"\.vn[a-z3]|vn(?:time|arial|avant|book|centur|helve|present|univers)", re.IGNORECASE), Writing.TCVN3),
)
_CAPITALS: Final = re.compile(r"\.vn[\w. -]*h(?:\s*(?:bold|italic)\s*)*\Z", re.IGNORECASE)
_SUBSET: Final = re.compile(r"\A/?(?:[A-Z]{6}\+)?")


def _single(rows: str) -> Mapping[int, str]:
    return {_HIGH + place: letter for place, letter in enumerate(rows) if letter != " "}


def _vni() -> Mapping[str, str]:
    """Give every pair and single character of VNI with its letter, small and capital."""
    found: dict[str, str] = {}
    for code, letter in _VNI_ALONE.items():
        found[chr(code)], found[chr(code - _UPPER_BY)] = letter, letter.upper()
    for base in ("a", "e", "o", "u", "y", chr(0xF4), chr(0xF6)):
        for code, marks in _VNI_MARKS.items():
            letter = unicodedata.normalize("NFC", found.get(base, base) + marks)
            if len(letter) == 1 and letter in _LETTERS:
                found[base + chr(code)] = letter
                found[base.upper() + chr(code - _UPPER_BY)] = letter.upper()
                found[base.upper() + chr(code)] = letter.upper()
    return found


_LETTERS: Final = frozenset(_TCVN3.replace(" ", ""))
_SINGLES: Final = {
    Writing.TCVN3: {chr(code): letter for code, letter in _single(_TCVN3).items()},
    Writing.VPS: {chr(code): letter for code, letter in _single(_VPS).items()},
}
_PAIRS: Final = _vni()
_PAIR: Final = re.compile("|".join(re.escape(each) for each in sorted(_PAIRS, key=len, reverse=True)))
_FROM_WINDOWS: Final = {
    ord(bytes([code]).decode("cp1252")): chr(code) for code in range(_HIGH, 0xA0) if code not in b"\x81\x8d\x8f\x90\x9d"
}
"""What Windows shows in the places from 0x80 to 0x9F, back to the byte that was written."""


def read_old(text: str, writing: Writing) -> str:
    """Give the letters that were meant, in NFC; what the old writing has no letter for stays as it is.

    Args:
        text: the bytes as characters of the same number (Latin-1), or as Windows shows them (code page 1252).
        writing: how it was written.
    """
    if writing is Writing.VNI:
        return unicodedata.normalize("NFC", _PAIR.sub(lambda found: _PAIRS[found[0]], text))
    table = _SINGLES[writing]
    if writing is Writing.VPS:
        text = text.translate(_FROM_WINDOWS)
    return unicodedata.normalize("NFC", "".join(table.get(letter, letter) for letter in text))


def old_characters(writing: Writing) -> frozenset[str]:
    """Give the characters above ASCII that a text in this writing is made of."""
    if writing is Writing.VNI:
        return frozenset(letter for pair in _PAIRS for letter in pair if ord(letter) >= _HIGH)
    shown = {letter: chr(code) for code, letter in _FROM_WINDOWS.items()}
    table = frozenset(_SINGLES[writing])
    return table | {shown[each] for each in table if each in shown} if writing is Writing.VPS else table


def writing_of_font(font: str) -> Writing | None:
    """Say which old writing a font is for, by its name (``.VnTime``, ``VNI-Times``, ``VPS Times``); None for none."""
    name = _SUBSET.sub("", font.strip())
    return next((writing for pattern, writing in _FONTS if pattern.match(name)), None)


def is_capital_font(font: str) -> bool:
    """Say whether a font of TCVN3 shows small letters as capitals (``.VnTimeH``)."""
    return _CAPITALS.match(_SUBSET.sub("", font.strip())) is not None


def modern_font(font: str) -> str:
    """Give the font that stands in for an old one in a converted copy."""
    name = font.casefold()
    return "Arial" if any(word in name for word in ("arial", "helve", "aptima", "avant")) else "Times New Roman"
