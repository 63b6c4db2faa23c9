"""What a clip is by its container: length, codec, whether it is whole; in the process that reads strangers' files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pymediainfo import MediaInfo

from judge_desk.contest.values.problems import Severity
from judge_desk.exchange.submissions.insight import Look

PLAYED: Final = frozenset(
    {"AVC", "HEVC", "VP8", "VP9", "MPEG-4 Visual", "MPEG Video", "WMV2", "JPEG", "ProRes", "DV", "H.263", "FLV"}
)
"""Codecs that the program's own player shows, by MediaInfo's names."""


def look_at_clip(path: Path, look: Look) -> None:
    """Look at a clip."""
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
