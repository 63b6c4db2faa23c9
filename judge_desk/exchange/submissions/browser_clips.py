"""Which clips every browser plays: by what lies inside the file, read by MediaInfo, which decodes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pymediainfo import MediaInfo

_VIDEO: Final = {"mp4": frozenset({"AVC"}), "webm": frozenset({"VP8", "VP9"})}
_SOUND: Final = {"mp4": frozenset({"AAC", "MPEG Audio"}), "webm": frozenset({"Opus", "Vorbis"})}


def browser_type(path: Path, extension: str) -> str:
    """Give the type under which browsers play a clip in a page; empty where some of them do not.

    Args:
        path: where it lies.
        extension: what it is by content.
    """
    if extension not in _VIDEO:
        return ""
    try:
        tracks = MediaInfo.parse(str(path), mediainfo_options={"File_TestContinuousFileNames": "0"}).tracks
    except (OSError, RuntimeError, ValueError, UnicodeError):
        return ""
    videos = [track for track in tracks if track.track_type == "Video"]
    sounds = [track for track in tracks if track.track_type == "Audio"]
    seen = bool(videos) and all(_is_plain(each, extension) for each in videos)
    heard = all(each.format in _SOUND[extension] for each in sounds)
    return f"video/{extension}" if seen and heard else ""


def _is_plain(track: object, extension: str) -> bool:
    """Say whether pictures are of the sort that every decoder knows: eight bits, colours at half the size."""
    depth, colours = getattr(track, "bit_depth", None), getattr(track, "chroma_subsampling", None)
    known = getattr(track, "format", None) in _VIDEO[extension]
    return known and depth in (None, 8) and (colours or "4:2:0").startswith("4:2:0")
