"""What a file from a stranger really is, before it is taken in: sort, size, hash, length, pages, dangers.

Nothing is shown or run here. A danger that people can judge (a script in a PDF, a link out of a DOCX) is a question;
a file that cannot be what it should be is a stop. Showing files is the viewer's work, in a process of its own.
"""

from __future__ import annotations

import logging
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import docx
from docx.opc.exceptions import OpcError
from PIL import Image, UnidentifiedImageError
from pymediainfo import MediaInfo

from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import Findings, Problem, Severity
from judge_desk.exchange.disk import Cancel, hash_file, never, quiet
from judge_desk.exchange.plain_text import tidy_name
from judge_desk.exchange.submissions.probe_pdf import look_into_pdf
from judge_desk.exchange.submissions.sniffing import SAME_ENDING, VIDEOS, sniff
from judge_desk.exchange.zip_gate import MOST_SHEET_BYTES, look_into

MOST_PIXELS: Final = 60_000_000
LARGEST_ON_FAT: Final = 4 * 1024**3 - 1
PLAYED: Final = frozenset(
    {"AVC", "HEVC", "VP8", "VP9", "MPEG-4 Visual", "MPEG Video", "WMV2", "JPEG", "ProRes", "DV", "H.263", "FLV"}
)
"""Codecs that the program's own player shows, by MediaInfo's names."""

_ZIPPED: Final = frozenset({"docx", "xlsx"})
_EXTERNAL: Final = b'TargetMode="External"'
_HYPERLINK: Final = b"/relationships/hyperlink"

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it finds odd in a stranger's file is no event of ours


@dataclass(frozen=True, slots=True)
class Probe:
    """What a file is.

    Attributes:
        name: original name (NFC), for people only; it never becomes a path.
        extension: by content, lower case, no dot; empty when unknown.
        size: bytes; sha256: of the content.
        seconds: length of a clip, rounded up; None for other files or when unknown.
        pages: of a PDF; None otherwise.
        findings: with a stop among them the file cannot be taken in as it is.
    """

    name: str
    extension: str
    size: int
    sha256: Digest
    seconds: int | None = None
    pages: int | None = None
    findings: Findings = ()


@dataclass(slots=True)
class _Look:
    """Collects what looking at one file brings."""

    name: str
    seconds: int | None = None
    pages: int | None = None
    findings: list[Problem] = field(default_factory=list)

    def find(self, code: str, severity: Severity = Severity.STOP, **facts: str | int) -> None:
        self.findings.append(Problem(code, severity, self.name, {"name": self.name, **facts}))


def probe(path: Path, cancel: Cancel = never) -> Probe:
    """Look at a file.

    Args:
        path: a regular file; links are refused.
        cancel: asked between two chunks while hashing.

    Raises:
        Unreadable: missing, a link, or the device fails.
        NotNow: cancelled.
    """
    name = tidy_name(path.name)
    hashed = hash_file(path, quiet, cancel)
    look = _Look(name)
    if hashed.size == 0:
        look.find("probe.empty")
        return Probe(name, "", 0, hashed.sha256, findings=tuple(look.findings))
    extension = sniff(path)
    ending = path.suffix.lower().removeprefix(".")
    ending = SAME_ENDING.get(ending, ending)
    _look_at_name(look, ending, extension)
    if hashed.size > LARGEST_ON_FAT:
        look.find("probe.too_big_for_stick", Severity.ASK)
    reader = _READERS.get(extension)
    if reader is not None:
        reader(path, look)
    return Probe(name, extension, hashed.size, hashed.sha256, look.seconds, look.pages, tuple(look.findings))


def _look_at_name(look: _Look, ending: str, extension: str) -> None:
    if extension == "txt" and ending in VIDEOS:
        look.find("probe.text_as_video")
    elif extension == "ole":
        look.find("probe.old_office")
    elif extension == "zip" and ending in _ZIPPED:
        look.find("probe.damaged")
    elif extension in ("", "zip", "pptx") or (extension == "txt" and ending != "txt"):
        look.find("probe.unknown_kind", ending=ending or "–")
    elif ending != extension and {ending, extension} != {"mp4", "mov"}:
        look.find("probe.wrong_ending", Severity.NOTE, ending=ending or "–", kind=extension.upper())


def _look_at_docx(path: Path, look: _Look) -> None:
    gate = look_into(path)
    if gate.fault:
        look.find({"bomb": "probe.docx_bomb", "encrypted": "probe.locked"}.get(gate.fault, "probe.damaged"))
        return
    if any(name.lower().endswith(("vbaproject.bin", "activex1.bin")) for name in gate.names):
        look.find("probe.docx_macro")
    try:
        with zipfile.ZipFile(path) as archive:
            outside = any(_links_out(archive.read(name)) for name in gate.names if name.endswith(".rels"))
        docx.Document(str(path))
    except (OpcError, SyntaxError, KeyError, ValueError, AttributeError, zipfile.BadZipFile, OSError):
        look.find("probe.damaged")
        return
    if outside:
        look.find("probe.docx_outside", Severity.ASK)


def _look_at_xlsx(path: Path, look: _Look) -> None:
    gate = look_into(path, MOST_SHEET_BYTES)
    if gate.fault:
        look.find({"bomb": "probe.docx_bomb", "encrypted": "probe.locked"}.get(gate.fault, "probe.damaged"))
    elif any(name.lower().endswith("vbaproject.bin") for name in gate.names):
        look.find("probe.docx_macro")


def _links_out(relations: bytes) -> bool:
    """Say whether a part draws something from outside; a plain hyperlink only points there."""
    return any(_EXTERNAL in each and _HYPERLINK not in each for each in relations.split(b"<Relationship "))


def _look_at_pdf(path: Path, look: _Look) -> None:
    found = look_into_pdf(path)
    look.pages = found.pages
    for code in found.stops:
        look.find(code)
    for code in found.asks:
        look.find(code, Severity.ASK)


def _look_at_image(path: Path, look: _Look) -> None:
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


def _look_at_video(path: Path, look: _Look) -> None:
    try:
        tracks = MediaInfo.parse(str(path), mediainfo_options={"File_TestContinuousFileNames": "0"}).tracks
    except (OSError, RuntimeError, ValueError, UnicodeError):
        look.find("probe.damaged")
        return
    videos = [track for track in tracks if track.track_type == "Video"]
    general = next((track for track in tracks if track.track_type == "General"), None)
    if not videos or general is None:
        look.find("probe.no_picture")
        return
    if getattr(general, "istruncated", None) == "Yes":
        look.find("probe.cut_short")
    look.seconds = _whole_seconds(general.duration)
    if look.seconds is None:
        look.find("probe.no_length", Severity.ASK)
    codec = str(videos[0].format or "–")
    if codec not in PLAYED:
        look.find("probe.codec", Severity.ASK, codec=codec)


def _whole_seconds(milliseconds: object) -> int | None:
    """Round a length up to whole seconds, so that a clip is never said to be shorter than it is."""
    try:
        thousandths = int(str(milliseconds).partition(".")[0])
    except ValueError:
        return None
    return -(-thousandths // 1000) if thousandths > 0 else None


_READERS: Final[Mapping[str, Callable[[Path, _Look], None]]] = {
    "docx": _look_at_docx,
    "xlsx": _look_at_xlsx,
    "pdf": _look_at_pdf,
    "jpg": _look_at_image,
    "png": _look_at_image,
    **dict.fromkeys(VIDEOS, _look_at_video),
}
