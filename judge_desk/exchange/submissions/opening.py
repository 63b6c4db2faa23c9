"""The gate before a stranger's file is shown: its bytes are the listed ones, and it is what its ending says."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

from judge_desk.contest.register.packages import ManifestFile
from judge_desk.contest.values.problems import Altered, Refusal, Unreadable
from judge_desk.exchange.disk import Copied, Progress, copy_for_now, hash_file, never, quiet, remove
from judge_desk.exchange.pouring import Cancel
from judge_desk.exchange.submissions.sniffing import SAME_ENDING, START, sniff
from judge_desk.exchange.zip_gate import look_into

OTHER: Final = "other"
"""A kind that is never shown here."""
SHOWN: Final = {
    **dict.fromkeys(("docx", "pdf"), "document"),
    **dict.fromkeys(("jpg", "png"), "picture"),
    **dict.fromkeys(("mp4", "mov", "webm", "mkv", "avi", "mp3", "m4a", "wav"), "clip"),
    "txt": "text",
}
_MIB: Final = 1024 * 1024
_LARGEST: Final = {"document": 512 * _MIB, "picture": 256 * _MIB, "text": 64 * _MIB}
_FAMILIES: Final = ({"mp4", "mov", "m4a"}, {"mkv", "webm"})


def fetch(source: Path, target: Path, file: ManifestFile, progress: Progress = quiet, cancel: Cancel = never) -> None:
    """Copy a listed file to a new name of our own; what lies there afterwards is exactly what is listed.

    Raises:
        Altered: ``reading.changed``.
        Unreadable: ``reading.missing``, or the device fails.
        CannotWrite: no room, or the place refuses.
        NotNow: cancelled. In every case nothing stays behind.
    """
    _check_size(source, file)
    _check_copied(copy_for_now(source, target, progress, cancel), source, file, target)


def confirm(path: Path, file: ManifestFile, progress: Progress = quiet, cancel: Cancel = never) -> None:
    """Hash a listed file where it lies.

    Raises:
        Altered: ``reading.changed``.
        Unreadable: ``reading.missing``, or the device fails.
        NotNow: cancelled.
    """
    _check_size(path, file)
    _check_copied(hash_file(path, progress, cancel), path, file)


def _check_size(path: Path, file: ManifestFile) -> None:
    try:
        status = path.lstat()
    except OSError as fault:
        raise Unreadable("reading.missing", path.name) from fault
    if not stat.S_ISREG(status.st_mode) or status.st_size != file.size:
        raise Altered("reading.changed", path.name)


def _check_copied(found: Copied, path: Path, file: ManifestFile, copy: Path | None = None) -> None:
    if (found.size, found.sha256) != (file.size, file.sha256):
        if copy is not None:
            remove(copy)
        raise Altered("reading.changed", path.name)


def kind_of(path: Path, extension: str, name: str) -> str:
    """Say how a file is shown: ``pdf``, ``docx``, ``picture``, ``text``, ``clip``, or :data:`OTHER`.

    Args:
        path: where it lies; it may be a copy.
        extension: its ending in the package, without a dot.
        name: what the package calls it.

    Raises:
        Refusal: it is not what its ending says, too large, or made to harm its reader.
    """
    ending = SAME_ENDING.get(extension, extension)
    sort = SHOWN.get(ending, OTHER)
    if sort == OTHER:
        return OTHER
    if path.stat().st_size > _LARGEST.get(sort, path.stat().st_size):
        raise Unreadable("reading.too_large", name)
    content = sniff(path) or _sound(path)
    if content == "txt" and sort == "clip":
        raise Unreadable("reading.text_as_clip", name)
    if content != ending and not any({content, ending} <= family for family in _FAMILIES):
        raise _not_as_named(path, ending, name)
    if ending == "docx" and look_into(path).fault:
        raise Unreadable("reading.dangerous", name)
    return ending if sort == "document" else sort


def _not_as_named(path: Path, ending: str, name: str) -> Refusal:
    if ending == "docx" and (fault := look_into(path).fault) not in ("", "damaged"):
        return Unreadable("reading.locked" if fault == "encrypted" else "reading.dangerous", name)
    return Unreadable("reading.not_as_named", name, ending=ending.upper())


def _sound(path: Path) -> str:
    """Say which of the sound files this is that intake does not know, empty for none."""
    with path.open("rb") as source:
        start = source.read(START)
    if start[4:12] in (b"ftypM4A ", b"ftypM4B "):
        return "m4a"
    if start[:4] == b"RIFF" and start[8:12] == b"WAVE":
        return "wav"
    return "mp3" if start.startswith(b"ID3") or (start[:1] == b"\xff" and start[1:2] in _MP3_FRAMES) else ""


_MP3_FRAMES: Final = tuple(bytes([byte]) for byte in (0xFA, 0xFB, 0xF2, 0xF3, 0xE2, 0xE3))
