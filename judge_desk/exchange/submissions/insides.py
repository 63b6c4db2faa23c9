"""The two processes that open strangers' files for intake: one reads them, one decodes clips as the player does.

Limits: 15 seconds for a document, 40 for a clip; a file that needs more, or ends its process, costs its own finding
only. Copies that they write lie in a private folder until somebody keeps them.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from judge_desk.exchange.submissions.insight import Insight, insight_from_data
from judge_desk.exchange.submissions.line_process import LineProcess
from judge_desk.exchange.submissions.sniffing import sniff
from judge_desk.exchange.submissions.write_up_text import WriteUpText, from_data

READ: Final = frozenset({"docx", "pdf", "txt"})
"""Kinds of files whose text can be read."""
STILLS: Final = 12
FIRST_PICTURE_MS: Final = 4_000
"""Longest wait for the first picture of a clip, as in the player; a decoder that is missing says nothing."""
_DOCUMENT_SECONDS: Final = 15
PROBE_SECONDS: Final = 15
_CLIP_SECONDS: Final = 40
_READER: Final = "judge_desk.exchange.submissions.reader_process"
_DECODER: Final = "judge_desk.ui.viewer"  # named, not imported: it is started as a program, as the window does
_QUIET: Final = {
    "QT_QPA_PLATFORM": "offscreen",
    "QT_LOGGING_RULES": "*=false",
    "QT_FFMPEG_PROTOCOL_WHITELIST": "none",  # a clip comes as bytes; a playlist in it opens nothing
}
_MOST_SIDE: Final = 16_384


@dataclass(frozen=True, slots=True)
class ClipLook:
    """What the decoder saw of a clip.

    Attributes:
        ms: length; width, height: of its pictures in px; codec: as the decoder calls it, may be empty.
        sound: whether it has any.
        stills: from how many of the :data:`STILLS` places a picture came; black: whether none of them shows anything.
        sheet: the sheet of stills (JPEG), in the private folder; None when it could not be written.
    """

    ms: int
    width: int
    height: int
    codec: str
    sound: bool
    stills: int
    black: bool
    sheet: Path | None


@dataclass(frozen=True, slots=True)
class Insides:
    """Both processes and their private folder."""

    reader: LineProcess
    decoder: LineProcess
    cache: Path

    def expect(self, paths: Iterable[Path]) -> None:
        """Tell the reader at once of all files that will come, so that it need not start again for each folder."""
        folders = {os.path.abspath(path.parent) for path in paths}
        try:
            self.reader.reach(Path(os.path.commonpath(folders)) / "any")
        except ValueError:  # none, or on several drives: it learns of each with its first file
            return

    def probe(self, path: Path, kind: str) -> Insight | None:
        """Look what a file is (``kind`` by its first bytes) without showing it; None when its reader stopped."""
        request = {"do": "probe", "path": self.reader.reach(path), "kind": kind}
        found = self.reader.ask(request, PROBE_SECONDS)
        try:
            return insight_from_data(found["done"]) if found is not None else None
        except (KeyError, ValueError):
            return None

    def read(self, path: Path, kind: str) -> WriteUpText | str:
        """Read a write-up; gives its text, or why not: ``locked``, ``dangerous``, ``damaged``, ``stopped``."""
        request = {"do": "read", "path": self.reader.reach(path), "kind": kind}
        found = self.reader.ask(request, _DOCUMENT_SECONDS)
        if found is None:
            return "stopped"
        try:
            return from_data(found["done"]) if "done" in found else str(found.get("fault"))
        except ValueError:
            return "stopped"

    def copy(self, do: str, path: Path, kind: str, stem: str) -> Path | None:
        """Write a copy of a write-up (``convert``, ``empty``) into the private folder; None when it cannot be made."""
        target = self.cache / f"{stem}.part"
        target.unlink(missing_ok=True)
        request = {"do": do, "path": self.reader.reach(path), "kind": kind, "target": str(target)}
        found = self.reader.ask(request, _DOCUMENT_SECONDS)
        made = found.get("done", {}).get("kind") if found is not None and isinstance(found.get("done"), dict) else None
        if made not in READ or not target.is_file():
            return None
        return target.replace(self.cache / f"{stem}.{made}")

    def picture(self, path: Path, kind: str, stem: str) -> tuple[Path, int, int] | None:
        """Write the public copy of a JPEG or PNG into the private folder; gives it with width and height in px.

        None when it is none, or cannot be read.
        """
        target = self.cache / f"{stem}.jpg"
        target.unlink(missing_ok=True)
        request = {"do": "picture", "path": self.reader.reach(path), "kind": kind, "target": str(target)}
        found = self.reader.ask(request, _DOCUMENT_SECONDS)
        made = found.get("done") if found is not None else None
        if not isinstance(made, dict) or not target.is_file() or sniff(target) != "jpg":
            return None
        sides = (made.get("width"), made.get("height"))
        if not all(isinstance(side, int) and 0 < side <= _MOST_SIDE for side in sides):
            return None
        return target, int(made["width"]), int(made["height"])

    def still(self, path: Path, number: int, stem: str) -> Path | None:
        """Write one of the :data:`STILLS` stills of a clip, from 1, large, into the private folder; None if none came.

        It comes from the decoder and is made a picture by :meth:`picture` before anybody sees it.
        """
        target = self.cache / f"{stem}.still"
        target.unlink(missing_ok=True)
        request = {
            "path": self.decoder.reach(path),
            "target": str(target),
            "patience": FIRST_PICTURE_MS,
            "still": number,
        }
        found = self.decoder.ask(request, _CLIP_SECONDS)
        return target if found is not None and found.get("still") is True and target.is_file() else None

    def decode(self, path: Path, stem: str, patience_ms: int = FIRST_PICTURE_MS) -> ClipLook | str:
        """Decode a clip; gives what was seen, or ``unreadable``, ``no_picture``, ``stopped``, ``no_decoder``."""
        sheet = self.cache / f"{stem}.jpg"
        request = {"path": self.decoder.reach(path), "target": str(sheet), "patience": patience_ms}
        found = self.decoder.ask(request, _CLIP_SECONDS)
        if found is None:
            return "stopped" if self.decoder.ask({}, _CLIP_SECONDS) is not None else "no_decoder"
        if "fault" in found:
            return str(found["fault"])
        try:
            return _look(found, sheet)
        except (KeyError, TypeError, ValueError):
            return "stopped"


def _look(found: Mapping[str, Any], sheet: Path) -> ClipLook:
    sizes = [int(found[name]) for name in ("ms", "width", "height", "stills")]
    if min(sizes) < 0 or max(sizes[1:3]) > _MOST_SIDE or sizes[3] > STILLS:
        raise ValueError(found)
    ms, width, height, stills = sizes
    there = bool(found["sheet"]) and sheet.is_file()
    codec, sound, black = str(found["codec"])[:40], bool(found["sound"]), bool(found["black"])
    return ClipLook(ms, width, height, codec, sound, stills, black, sheet if there else None)


@contextmanager
def open_insides(*reads: Path) -> Iterator[Insides]:
    """Open the private folder; the processes start with the first file and end with the block.

    Args:
        reads: folders from which files will come. One that is not named is learned of with its first file, which costs
            a new start of the process that reads it.
    """
    with tempfile.TemporaryDirectory(prefix="judge-desk-", ignore_cleanup_errors=True) as place:
        cache, known = Path(place), [each.resolve() for each in reads]
        with (
            LineProcess(_READER, "--reader", cache, reads=list(known)) as reader,
            LineProcess(_DECODER, "--viewer", cache, ("stills",), _QUIET, list(known)) as decoder,
        ):
            yield Insides(reader, decoder, cache)
