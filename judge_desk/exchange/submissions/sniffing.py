"""What a file is, by its first bytes; its name is never asked.

The list is closed: what is not on it is ``""``. Text is told apart, because a text that calls itself a clip can make
a player open other files.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import Unreadable
from judge_desk.exchange.zip_gate import look_into

START: Final = 4096
VIDEOS: Final = frozenset({"mp4", "mov", "mkv", "webm", "avi"})
IMAGES: Final = frozenset({"jpg", "png"})
DOCUMENTS: Final = frozenset({"docx", "pdf"})
SAME_ENDING: Final = {"jpeg": "jpg", "jpe": "jpg", "m4v": "mp4", "qt": "mov"}
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURE_BRANDS: Final = frozenset({b"heic", b"heix", b"heif", b"mif1", b"avif", b"msf1"})
_AUDIO_BRANDS: Final = frozenset({b"M4A ", b"M4B "})
_OFFICE: Final = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx"))

_BLANK, _DELETE = 0x20, 0x7F
_STEERING: Final = frozenset(b"\t\n\r\f\x1a")
_LEAST_PLAIN: Final = 6
"""Tenths of plain ASCII; Vietnamese of any writing has seven or eight."""


def sniff(path: Path) -> str:
    """Say what a file is: ``docx``, ``pdf``, ``jpg``, ``mp4`` …, ``txt``, ``zip``, ``ole``, or empty for unknown.

    Raises:
        Unreadable: ``probe.unreadable``: the file cannot be read.
    """
    try:
        with path.open("rb") as source:
            start = source.read(START)
    except OSError as fault:
        raise Unreadable("probe.unreadable", path.name, name=path.name) from fault
    if start.startswith(b"PK\x03\x04"):
        return _in_zip(path)
    return sniff_bytes(start)


def sniff_bytes(start: bytes) -> str:
    """Say what a file with these first bytes is; ``zip`` for every ZIP container."""
    if start.startswith(b"PK\x03\x04"):
        return "zip"
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if start.startswith(_OLE):
        return "ole"
    return _in_container(start) or ("txt" if _is_text(start) else "")


def _in_container(start: bytes) -> str:
    if start[4:8] == b"ftyp":
        brand = start[8:12]
        if brand in _PICTURE_BRANDS or brand in _AUDIO_BRANDS:
            return ""
        return "mov" if brand == b"qt  " else "mp4"
    if start[4:8] in (b"moov", b"mdat", b"wide", b"free", b"skip") and int.from_bytes(start[:4], "big") >= 8:
        return "mov"
    if start.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm" if b"webm" in start[:64] else "mkv"
    if start[:4] == b"RIFF" and start[8:12] == b"AVI ":
        return "avi"
    return ""


def _is_text(start: bytes) -> bool:
    if not start:
        return False
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\0" in start:
        return False
    try:
        start.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        # The last character may be cut by the end of what was read.
        return (len(start) == START and fault.start >= START - 4) or _is_old_text(start)
    return True


def _is_old_text(start: bytes) -> bool:
    """Say whether these are bytes of a text from before Unicode: nothing that steers, and mostly plain letters."""
    plain = sum(_BLANK <= byte < _DELETE or byte in _STEERING for byte in start)
    steered = any(byte < _BLANK and byte not in _STEERING for byte in start)
    return not steered and plain * 10 >= len(start) * _LEAST_PLAIN


def _in_zip(path: Path) -> str:
    names = look_into(path).names
    return next((kind for part, kind in _OFFICE if part in names), "zip")
