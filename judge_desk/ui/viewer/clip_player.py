"""Plays one clip: pictures at the size that the window shows, sound straight to the machine's own device.

The player keeps picture and sound together. A picture that comes before the window took the last one replaces what
waited, so a slow window loses pictures and never the pace.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QFile, QIODevice, QObject, QSize, Qt, QTimer, QUrl, Slot
from PySide6.QtMultimedia import (
    QAudioBufferOutput,
    QAudioOutput,
    QMediaDevices,
    QMediaMetaData,
    QMediaPlayer,
    QVideoFrame,
    QVideoSink,
)

from judge_desk.ui.viewer.desk import Answer, Cannot
from judge_desk.ui.viewer.post import Post

PICTURE_WITHIN_MS: Final = 4_000
"""Longest wait for the first picture; a decoder that is missing gives none and says nothing."""
TELL_EVERY_MS: Final = 100
EARLY_MS: Final = 1_000
"""An end so long before the stated length is no end but a break."""
MOST_WIDTH: Final = 3840
MOST_HEIGHT: Final = 2160
_HUNDRED: Final = 100

Facts = Mapping[str, Any]


def open_clip(paths: tuple[Path, ...], facts: Facts, post: Post) -> ClipPlayer:
    """Open a clip and stand still at ``at`` ms; what becomes of it is told as events.

    The facts are those of the requests ``size``, ``rate`` and ``volume``. Events: ``loaded`` (``duration`` in ms,
    ``picture``, ``sound``, ``rate`` in pictures a second), ``device`` (whether the machine has one for sound),
    ``position`` in ms, ``state`` (``playing``), ``broken`` (it ended at ``ms``, long before its length), ``ended``,
    ``failed`` (``code``: ``unreadable``, ``nothing``, ``no_picture``).

    Raises:
        Cannot: ``unreadable``.
    """
    file = QFile(str(paths[0]))
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise Cannot("unreadable")
    return ClipPlayer(file, facts, post)


class ClipPlayer(QObject):
    """A clip that is open."""

    def __init__(self, file: QFile, facts: Facts, post: Post) -> None:
        """Begin to load; the decoder gets the bytes of this one file and no name that it could find others by."""
        super().__init__()
        self._post, self._file, self._start = post, file, int(facts["at"])
        self._place = 0
        self._frame = QVideoFrame()
        self._fresh, self._free = False, True
        self._output: QAudioOutput | None = None
        self._silent: QAudioBufferOutput | None = None
        self._loudness = (_HUNDRED, False)
        self._player, self._sink, self._devices = QMediaPlayer(self), QVideoSink(self), QMediaDevices(self)
        self._clock, self._patience = QTimer(self), QTimer(self)
        self._clock.setInterval(TELL_EVERY_MS)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PICTURE_WITHIN_MS)
        self._acts: dict[str, Callable[[Facts], None]] = {
            "play": self._play, "pause": self._pause, "seek": self._seek, "rate": self._set_rate,
            "volume": self._set_volume, "size": self._set_size, "took": self._took,
        }  # fmt: skip
        self._set_size(facts)
        self._set_volume(facts)
        self._connect()
        self._player.setVideoSink(self._sink)
        self._set_rate(facts)
        self._find_sound()
        self._player.setSourceDevice(file, QUrl(Path(file.fileName()).name))

    def _connect(self) -> None:
        self._clock.timeout.connect(self._tell_position)
        self._patience.timeout.connect(self._miss_picture)
        self._devices.audioOutputsChanged.connect(self._find_sound)
        self._sink.videoFrameChanged.connect(self._take_picture)
        self._player.mediaStatusChanged.connect(self._take_status)
        self._player.playbackStateChanged.connect(self._take_state)
        self._player.errorOccurred.connect(self._take_error)

    def opening(self) -> Facts:
        """Give nothing yet; the clip tells when it is loaded."""
        return {}

    def act(self, do: str, facts: Facts) -> Answer:
        """Do what a request asks.

        Raises:
            Cannot: ``unknown``.
        """
        if do not in self._acts:
            raise Cannot("unknown")
        self._acts[do](facts)
        return {}, None

    def _play(self, facts: Facts) -> None:
        self._player.play()

    def _pause(self, facts: Facts) -> None:
        self._player.pause()

    def _seek(self, facts: Facts) -> None:
        """Go to ``ms``; the picture there comes also while the clip stands still, or is over."""
        self._go(int(facts["ms"]))
        if self._player.playbackState() is QMediaPlayer.PlaybackState.StoppedState:
            self._player.pause()

    def _go(self, place: int) -> None:
        self._place = max(0, min(place, self._player.duration()))
        self._player.setPosition(self._place + 1)  # a picture that ends at the very place would be shown otherwise
        self._post.tell("position", ms=self._place)

    def _set_rate(self, facts: Facts) -> None:
        self._player.setPlaybackRate(float(facts["rate"]))

    def _set_volume(self, facts: Facts) -> None:
        """Take ``volume`` in hundredths and ``muted``."""
        self._loudness = int(facts["volume"]), bool(facts["muted"])
        if self._output is not None:
            self._output.setVolume(self._loudness[0] / _HUNDRED)
            self._output.setMuted(self._loudness[1])

    def _set_size(self, facts: Facts) -> None:
        """Take the ``width`` and ``height`` in px that pictures must fit into."""
        self._box = QSize(min(int(facts["width"]), MOST_WIDTH), min(int(facts["height"]), MOST_HEIGHT))
        self._fresh = self._frame.isValid()
        self._send()

    def _took(self, facts: Facts) -> None:
        self._free = True
        self._send()

    @Slot()
    def _find_sound(self) -> None:
        has_one = bool(QMediaDevices.audioOutputs())
        if has_one and self._output is None:
            self._output = QAudioOutput(self)
            self._set_volume({"volume": self._loudness[0], "muted": self._loudness[1]})
            self._player.setAudioOutput(self._output)
        elif self._output is None and self._silent is None:
            self._silent = QAudioBufferOutput(self)  # without any output a clip of sound alone never comes to its end
            self._player.setAudioBufferOutput(self._silent)
        self._post.tell("device", present=has_one)

    @Slot()
    def _take_picture(self) -> None:
        """Note that a newer picture is there; at the end the sink is emptied, and the last one stays."""
        frame = self._sink.videoFrame()
        if frame.isValid():
            self._patience.stop()
            self._frame, self._fresh = frame, True
            self._send()

    def _send(self) -> None:
        if not (self._fresh and self._free):
            return
        image = self._frame.toImage()
        self._fresh = False
        if image.isNull():
            return
        if image.width() > self._box.width() or image.height() > self._box.height():
            smooth = Qt.TransformationMode.SmoothTransformation
            image = image.scaled(self._box, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        self._free = False
        self._post.frame(image, ms=self._frame.startTime() // 1000)

    @Slot(QMediaPlayer.MediaStatus)
    def _take_status(self, status: QMediaPlayer.MediaStatus) -> None:
        if status is QMediaPlayer.MediaStatus.LoadedMedia and self._start >= 0:
            self._begin()
        elif status is QMediaPlayer.MediaStatus.EndOfMedia:
            if self._player.hasVideo() and not self._frame.isValid():
                self._miss_picture()
                return
            if self._player.duration() - self._place > EARLY_MS:
                self._post.tell("broken", ms=self._place)
            self._post.tell("ended")

    def _begin(self) -> None:
        at, self._start = self._start, -1
        player = self._player
        pictures = player.metaData().value(QMediaMetaData.Key.VideoFrameRate)
        self._post.tell(
            "loaded", duration=player.duration(), picture=player.hasVideo(), sound=player.hasAudio(),
            rate=float(pictures or 0),
        )  # fmt: skip
        if not player.hasVideo() and not player.hasAudio():
            self._post.tell("failed", code="nothing")
            return
        if player.hasVideo():
            self._patience.start()
        if 0 < at < player.duration():
            self._go(at)
        player.pause()

    @Slot(QMediaPlayer.PlaybackState)
    def _take_state(self, state: QMediaPlayer.PlaybackState) -> None:
        playing = state is QMediaPlayer.PlaybackState.PlayingState
        if playing:
            self._clock.start()
        else:
            self._clock.stop()
        self._post.tell("state", playing=playing)

    @Slot()
    def _tell_position(self) -> None:
        self._place = self._player.position()
        self._post.tell("position", ms=self._place)

    @Slot()
    def _miss_picture(self) -> None:
        self._patience.stop()
        self._player.stop()
        self._post.tell("failed", code="no_picture")

    @Slot(QMediaPlayer.Error)
    def _take_error(self, error: QMediaPlayer.Error) -> None:
        """Say that it cannot be opened; what breaks off later plays to there and ends early."""
        if error is not QMediaPlayer.Error.NoError and self._start >= 0:
            self._post.tell("failed", code="unreadable")
