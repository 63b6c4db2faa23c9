"""Decodes clips for intake with the player's own decoder: what they are, and stills from twelve places of each.

``python -m judge_desk.ui.viewer stills``. One line of JSON asks (``path``, ``target`` for the sheet of stills,
``patience`` in ms for the first picture), one answers: ``ms``, ``width``, ``height``, ``codec``, ``sound``, ``stills``
(how many of the twelve came), ``black`` (all of them), ``sheet``; or ``fault``: ``unreadable``, ``no_picture``. With
``still``, the number of one of the twelve from 1, only that one is written, large, and the answer is ``still``. What a
stranger's clip does to the decoder ends at most this process.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEventLoop, QFile, QIODevice, QObject, QRect, QSize, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QColor, QFont, QImage, QImageWriter, QPainter
from PySide6.QtMultimedia import QAudioBufferOutput, QMediaFormat, QMediaMetaData, QMediaPlayer, QVideoFrame, QVideoSink

STILLS: Final = 12
ACROSS: Final = 4
STILL: Final = QSize(320, 180)
LARGE: Final = QSize(1600, 1600)
GAP: Final = 8
CAPTION: Final = 26
QUALITY: Final = 82
BLACK_GRID: Final = 24
BLACK_BELOW: Final = 20
"""Lightness, of 255, under which a part of a picture is black."""
LOAD_WITHIN_MS: Final = 6_000
STILL_WITHIN_MS: Final = 2_000
LOOK_EVERY_MS: Final = 4
MISSES: Final = 2
"""So many stills in a row that do not come end the look; the first one that does not come ends it, too."""
_NEAR_MS: Final = 1_500
_PAPER, _INK, _BLACK = QColor("#FFFFFF"), QColor("#18212C"), QColor("#000000")


@dataclass(frozen=True, slots=True)
class Still:
    """A picture and its place in ms."""

    ms: int
    image: QImage


class Clip(QObject):
    """One clip, opened, looked at and closed."""

    def __init__(self, path: Path, patience_ms: int) -> None:
        """Give the decoder the bytes of this one file and no name that it could find others by."""
        super().__init__()
        self._patience = patience_ms
        self._file = QFile(str(path))
        self._player, self._sink = QMediaPlayer(), QVideoSink()
        self._silent = QAudioBufferOutput()
        self._player.setAudioBufferOutput(self._silent)
        self._player.setVideoSink(self._sink)
        self._frame = QVideoFrame()
        self._sink.videoFrameChanged.connect(self._take)

    def look(self, target: Path) -> dict[str, Any]:
        """Decode it and write the sheet of its stills."""
        if not self._file.open(QIODevice.OpenModeFlag.ReadOnly) or not self._load():
            return {"fault": "unreadable"}
        if not self._player.hasVideo():
            return {"fault": "no_picture"}
        stills = self._stills()
        if not stills:
            return {"fault": "no_picture"}
        return {
            "ms": self._player.duration(),
            "width": self._frame_size.width(),
            "height": self._frame_size.height(),
            "codec": self._codec(),
            "sound": self._player.hasAudio(),
            "stills": len(stills),
            "black": all(is_black(still.image) for still in stills),
            "sheet": _write(sheet_of(stills), target),
        }

    def one(self, number: int, target: Path) -> dict[str, Any]:
        """Decode it and write one still, counted from 1, as large as it is."""
        if not self._file.open(QIODevice.OpenModeFlag.ReadOnly) or not self._load() or not self._player.hasVideo():
            return {"fault": "unreadable"}
        self._player.pause()
        image = self._at(_place(self._player.duration(), number - 1), self._patience, LARGE)
        return {"fault": "no_picture"} if image is None else {"still": _write(image, target)}

    def close(self) -> None:
        """Let go of the file."""
        self._player.stop()
        self._player.setSource(QUrl())
        self._file.close()

    def _load(self) -> bool:
        good = (QMediaPlayer.MediaStatus.LoadedMedia, QMediaPlayer.MediaStatus.BufferedMedia)
        self._player.setSourceDevice(self._file, QUrl(Path(self._file.fileName()).name))
        _wait(lambda: self._settled(good), LOAD_WITHIN_MS)
        return self._player.mediaStatus() in good and self._player.duration() > 0

    def _settled(self, good: tuple[QMediaPlayer.MediaStatus, ...]) -> bool:
        return self._player.mediaStatus() in (*good, QMediaPlayer.MediaStatus.InvalidMedia)

    def _stills(self) -> list[Still]:
        self._player.pause()
        duration, missed = self._player.duration(), 0
        found: list[Still] = []
        for number in range(STILLS):
            place = _place(duration, number)
            image = self._at(place, STILL_WITHIN_MS if found else self._patience)
            if image is not None:
                missed = 0
                found.append(Still(place, image))
                continue
            missed += 1
            if missed >= MISSES or not found:
                break
        return found

    def _at(self, place: int, within_ms: int, largest: QSize = STILL) -> QImage | None:
        self._frame = QVideoFrame()
        self._player.setPosition(place)
        _wait(lambda: self._is_at(place), within_ms)
        if not self._frame.isValid():
            return None
        image = self._frame.toImage()
        if image.isNull():
            return None
        self._frame_size = image.size()
        room = largest.boundedTo(image.size()) if largest == LARGE else largest
        return image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)

    def _is_at(self, place: int) -> bool:
        return self._frame.isValid() and abs(self._frame.startTime() // 1000 - place) < _NEAR_MS

    @Slot()
    def _take(self) -> None:
        """Take a picture in the thread of this object: the decoder tells of it in its own."""
        frame = self._sink.videoFrame()
        if frame.isValid():
            self._frame = frame

    def _codec(self) -> str:
        codec = self._player.metaData().value(QMediaMetaData.Key.VideoCodec)
        return QMediaFormat.videoCodecName(codec) if isinstance(codec, QMediaFormat.VideoCodec) else ""


def _place(duration: int, number: int) -> int:
    """Say where a still is taken, in ms; ``number`` counts from 0."""
    return duration * (2 * number + 1) // (2 * STILLS)


def _wait(done: Callable[[], bool], milliseconds: int) -> None:
    """Let the decoder work until something is true, or the time is over."""
    if done():
        return
    loop, often, end = QEventLoop(), QTimer(), QTimer()
    often.timeout.connect(lambda: loop.quit() if done() else None)
    often.start(LOOK_EVERY_MS)
    end.setSingleShot(True)
    end.timeout.connect(loop.quit)
    end.start(milliseconds)
    loop.exec()


def sheet_of(stills: list[Still]) -> QImage:
    """Set stills in rows, each with its place in the clip under it."""
    rows = -(-len(stills) // ACROSS)
    cell = QSize(STILL.width() + GAP, STILL.height() + CAPTION + GAP)
    sheet = QImage(ACROSS * cell.width() + GAP, rows * cell.height() + GAP, QImage.Format.Format_RGB32)
    sheet.fill(_PAPER)
    painter = QPainter(sheet)
    font = QFont()
    font.setPixelSize(CAPTION - 8)
    painter.setFont(font)
    painter.setPen(_INK)
    for number, still in enumerate(stills):
        left = GAP + number % ACROSS * cell.width()
        top = GAP + number // ACROSS * cell.height()
        frame = QRect(left, top, STILL.width(), STILL.height())
        painter.fillRect(frame, _BLACK)
        inside = still.image.rect()
        inside.moveCenter(frame.center())
        painter.drawImage(inside.topLeft(), still.image)
        words = QRect(left, top + STILL.height(), STILL.width(), CAPTION)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, clock(still.ms))
    painter.end()
    return sheet


def is_black(image: QImage) -> bool:
    """Say whether a picture shows nothing: no part of it is lighter than the black of a screen."""
    small = image.scaled(BLACK_GRID, BLACK_GRID, Qt.AspectRatioMode.IgnoreAspectRatio)
    places = ((x, y) for x in range(BLACK_GRID) for y in range(BLACK_GRID))
    return all(small.pixelColor(x, y).lightness() < BLACK_BELOW for x, y in places)


def _write(sheet: QImage, target: Path) -> bool:
    writer = QImageWriter(str(target), b"jpg")
    writer.setQuality(QUALITY)
    return writer.write(sheet)


def clock(milliseconds: int) -> str:
    """Say a place in a clip: minutes and seconds."""
    seconds = milliseconds // 1000
    return f"{seconds // 60}:{seconds % 60:02d}"


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """Look at the clip of one request; one without a clip only asks whether anybody is there."""
    if "path" not in request:
        return {"ready": True}
    clip = Clip(Path(request["path"]), int(request["patience"]))
    try:
        target = Path(request["target"])
        return clip.one(int(request["still"]), target) if "still" in request else clip.look(target)
    finally:
        clip.close()


def serve() -> int:
    """Answer until the other side closes."""
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(json.dumps(answer(json.loads(line))).encode("ascii") + b"\n")
        sys.stdout.buffer.flush()
    return 0
