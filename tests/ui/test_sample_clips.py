"""The sample clips of a rehearsal play in the very decoder that the window brings along."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink
from pytestqt.qtbot import QtBot

from judge_desk.documents.sample_clips import clip_variant
from judge_desk.paths import resource

CLIPS = sorted(resource("rehearsal/clips").glob("*.mp4"))


@pytest.mark.parametrize("clip", CLIPS, ids=lambda path: path.stem)
def test_a_tagged_clip_plays_from_its_first_picture_to_its_end(qtbot: QtBot, tmp_path: Path, clip: Path) -> None:
    path = tmp_path / clip.name
    path.write_bytes(clip_variant(clip.read_bytes(), "bài 17"))
    sizes: set[tuple[int, int]] = set()
    pictures: list[int] = []

    def look(frame: QVideoFrame) -> None:
        image = frame.toImage()
        if not image.isNull():
            sizes.add((image.width(), image.height()))
            pictures.append(frame.startTime())

    sink, player = QVideoSink(), QMediaPlayer()
    sink.videoFrameChanged.connect(look)
    player.setVideoSink(sink)
    player.setPlaybackRate(2.0)
    player.setSource(QUrl.fromLocalFile(str(path)))
    player.play()
    qtbot.waitUntil(lambda: player.mediaStatus() is QMediaPlayer.MediaStatus.EndOfMedia, timeout=15_000)
    player.stop()
    assert player.error() is QMediaPlayer.Error.NoError
    assert len(pictures) > 10
    assert sizes == {(640, 360)}
