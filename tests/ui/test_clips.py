"""Clips play for real, in a viewer of their own: pictures, places, speed, the time limit, and everything that fails."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from judge_desk.contest.register.packages import ManifestFile
from judge_desk.contest.rulebook.definition import Part, PartKind
from judge_desk.desks.reading import ReadyFile
from judge_desk.paths import resource
from judge_desk.ui.preferences import VOLUME
from judge_desk.ui.shell import Shell
from judge_desk.ui.viewer.protocol import Kind, Message
from judge_desk.ui.viewing.clip_remote import ClipRemote
from judge_desk.ui.viewing.clip_view import ClipView, _position
from judge_desk.ui.widgets.time_track import TimeTrack
from tests.ui.cut_words import cut_words

CLIPS: Final = Path(__file__).parent / "clips"
COUNTING: Final = CLIPS / "counting.mp4"
LENGTH: Final = 4_000
PICTURE_MS: Final = 40
WAIT: Final = 8_000
Open = Callable[..., ClipView]


@pytest.fixture
def view(qtbot: QtBot, shell: Shell) -> Iterator[ClipView]:
    """Give the view at the size that it has beside the rubric on most laptops."""
    made = ClipView(shell)
    qtbot.addWidget(made)
    made.resize(898, 606)
    made.show()
    yield made
    made.leave()


@pytest.fixture
def load(qtbot: QtBot, view: ClipView, tmp_path: Path) -> Open:
    """Open a clip and wait until it stands there, or its failure does."""

    def opened(path: Path = COUNTING, position: str = "", most: int | None = None, seconds: int | None = 4) -> ClipView:
        part = Part("clip", "Clip giới thiệu", PartKind.CLIP, True, ("mp4",), most)
        file = ManifestFile(3, "clip", path.suffix[1:], path.stat().st_size, "0" * 64, seconds)  # type: ignore[arg-type] # no digest is looked at here
        view.open(ReadyFile(path, path.name, "clip", file, tmp_path), position, part)
        qtbot.waitUntil(lambda: _stands(view), timeout=WAIT)
        return view

    return opened


def _stands(view: ClipView) -> bool:
    seen = not view.remote.has_picture or not view.picture.image.isNull()
    return view.stack.currentWidget() is view.notice or (view.remote.loaded and seen)


def _number(view: ClipView) -> int:
    """Tell which picture of the counting clip is seen, by its grey."""
    image = view.picture.image
    return round(image.pixelColor(image.width() // 2, image.height() // 2).green() * 219 / 255 / 2)


def _is_at(view: ClipView, number: int) -> bool:
    return view.remote._picture_at == number * PICTURE_MS


def _play(qtbot: QtBot, view: ClipView, until: int) -> None:
    """Play with the mouse until a place is reached."""
    QTest.mouseClick(view.bar.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.remote.place >= until, timeout=WAIT)


def _pause(qtbot: QtBot, view: ClipView) -> None:
    view.remote.toggle()
    qtbot.waitUntil(lambda: not view.remote.playing, timeout=WAIT)


# -- playing ----------------------------------------------------------------------------------------------------------


def test_a_clip_stands_on_its_first_picture_and_plays_when_asked(qtbot: QtBot, load: Open) -> None:
    view = load()
    assert _number(view) == 0
    assert not view.remote.playing
    assert (view.bar.now.text(), view.bar.rest.text(), view.bar.play.text().strip()) == ("0:00", "còn 0:04", "Phát")
    _play(qtbot, view, 500)
    assert view.bar.play.text().strip() == "Tạm dừng"
    assert _number(view) >= 9


def test_a_pause_holds_the_picture(qtbot: QtBot, load: Open) -> None:
    view = load()
    _play(qtbot, view, 300)
    _pause(qtbot, view)
    qtbot.wait(150)
    place, number = view.remote.place, _number(view)
    qtbot.wait(200)
    assert (view.remote.place, _number(view)) == (place, number)
    assert abs(number - place // PICTURE_MS) <= 1


def test_a_place_is_found_within_one_picture_while_paused(qtbot: QtBot, load: Open) -> None:
    view = load(position="2400 1")
    for place in (2_400, 0, 40, 1_000, 1_990, 3_020, 3_900):
        view.bar.track.setValue(place)
        qtbot.waitUntil(partial(_is_at, view, place // PICTURE_MS), timeout=WAIT)
        assert abs(_number(view) - place // PICTURE_MS) <= 1
        assert view.remote.place == place
    assert not view.remote.playing


def test_the_last_of_many_places_counts(qtbot: QtBot, load: Open) -> None:
    view = load()
    for place in range(0, 3_000, 25):
        view.bar.track.setValue(place)
    qtbot.waitUntil(lambda: abs(_number(view) - 74) <= 1, timeout=WAIT)
    assert view.remote.place == 2_975


@pytest.mark.parametrize(("rate", "least", "most"), [("1", 0.6, 1.3), ("2", 1.5, 2.6)])
def test_speed_is_what_was_chosen(qtbot: QtBot, load: Open, rate: str, least: float, most: float) -> None:
    view = load()
    view.bar._rate_acts[rate].trigger()
    _play(qtbot, view, 200)
    began, at = time.monotonic(), view.remote.place
    qtbot.waitUntil(lambda: view.remote.place >= 1_300, timeout=WAIT)
    pace = (view.remote.place - at) / 1000 / (time.monotonic() - began)
    assert least < pace < most
    assert view.bar.rate.text() == f"{rate}×"


def test_the_end_is_reached_and_the_clip_can_be_seen_again(qtbot: QtBot, load: Open) -> None:
    view = load(position="3700 2")
    QTest.mouseClick(view.bar.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.remote.ended, timeout=WAIT)
    assert view.bar.rest.text() == "còn 0:00"
    assert _number(view) >= 97
    assert view.position() == "0 2"
    _play(qtbot, view, 200)
    qtbot.waitUntil(lambda: view.remote.place < 2_000, timeout=WAIT)
    view.remote.go(1_000)
    qtbot.waitUntil(lambda: view.remote.place > 1_000, timeout=WAIT)


def test_after_the_end_an_earlier_place_shows_its_picture(qtbot: QtBot, load: Open) -> None:
    view = load(position="3800 1")
    QTest.mouseClick(view.bar.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.remote.ended, timeout=WAIT)
    view.remote.go(2_000)
    qtbot.waitUntil(lambda: abs(_number(view) - 50) <= 1, timeout=WAIT)
    assert not view.remote.ended


def test_place_and_speed_are_found_again(qtbot: QtBot, load: Open) -> None:
    view = load()
    view.bar._rate_acts["1.25"].trigger()
    view.remote.go(2_000)
    qtbot.waitUntil(lambda: abs(_number(view) - 50) <= 1, timeout=WAIT)
    kept = view.position()
    assert kept == "2000 1.25"
    view.leave()
    assert view.position() == kept
    view = load(position=kept)
    qtbot.waitUntil(lambda: abs(_number(view) - 50) <= 1, timeout=WAIT)
    assert view.bar.rate.text() == "1,25×"


def test_a_place_worth_keeping_is_told(qtbot: QtBot, load: Open) -> None:
    view = load()
    with qtbot.waitSignal(view.moved, timeout=WAIT):
        view.remote.go(1_500)
    _play(qtbot, view, 1_700)
    with qtbot.waitSignal(view.moved, timeout=WAIT):
        view.remote.toggle()


@given(st.text(max_size=30) | st.builds("{} {}".format, st.integers(), st.sampled_from(["1", "2", "9", ""])))
def test_any_remembered_text_gives_a_place_and_a_speed(text: str) -> None:
    place, rate = _position(text)
    assert 0 <= place <= 10**9
    assert float(rate) > 0


def test_pictures_are_no_larger_than_their_area_and_keep_their_proportions(qtbot: QtBot, load: Open) -> None:
    view = load(resource("rehearsal/clips/song-mau.mp4"))
    view.resize(500, 500)
    qtbot.waitUntil(lambda: view.picture.image.width() == 500, timeout=WAIT)
    assert view.picture.image.height() == 281
    target = view.picture.target()
    assert target.width() == view.picture.width()
    assert abs(target.center().y() - view.picture.rect().center().y()) <= 1


def test_a_hidden_clip_plays_on_and_sends_no_pictures(qtbot: QtBot, load: Open) -> None:
    view = load()
    _play(qtbot, view, 400)
    view.hide()
    qtbot.wait(150)
    number, place = _number(view), view.remote.place
    qtbot.waitUntil(lambda: view.remote.place > place + 300, timeout=WAIT)
    assert _number(view) == number
    view.show()
    qtbot.waitUntil(lambda: _number(view) > number, timeout=WAIT)


# -- the time limit ---------------------------------------------------------------------------------------------------


def test_a_clip_over_its_limit_says_so_and_shows_a_sign_from_that_moment_on(qtbot: QtBot, load: Open) -> None:
    view = load(most=1, position="800 1")
    assert view.bar.line.text() == "Clip dài 0:04, quá thời hạn 0:01 là 3 giây. Vạch cam trên thanh là lúc hết hạn."
    assert view.bar.track.limit == 1_000
    assert view.picture.over == ""
    _play(qtbot, view, 1_050)
    assert (view.bar.now.text(), view.bar.rest.text()) == ("0:01", "còn 0:03")
    assert view.bar.track.accessibleName() == "Chỗ đang xem: 0:01 trên 0:04"
    assert view.picture.over == "Hết thời hạn 0:01"
    assert view.picture.accessibleDescription() == "Hết thời hạn 0:01"
    _pause(qtbot, view)
    view.remote.go(900)
    assert view.picture.over == ""
    view.remote.go(1_000)
    assert view.picture.over == "Hết thời hạn 0:01"


def test_a_long_excess_is_said_in_minutes(view: ClipView, tmp_path: Path) -> None:
    part = Part("clip", "Clip", PartKind.CLIP, True, ("mp4",), 300)
    file = ManifestFile(1, "clip", "mp4", 1, "0" * 64, 390)  # type: ignore[arg-type] # no digest is looked at here
    view.open(ReadyFile(COUNTING, "x", "clip", file, tmp_path), "", part)
    assert view.bar.line.text().startswith("Clip dài 6:30, quá thời hạn 5:00 là 1:30.")


def test_a_clip_within_its_limit_shows_nothing_of_it(load: Open) -> None:
    for most in (None, 4, 5):
        view = load(most=most)
        view.remote.go(LENGTH)
        assert view.bar.line.isHidden()
        assert view.bar.track.limit is None
        assert view.picture.over == ""


def test_the_track_is_dashed_beyond_the_limit(qtbot: QtBot, load: Open, shell: Shell) -> None:
    track = load(most=2).bar.track
    QTest.qWait(20)
    image, warn = track.grab().toImage(), QColor(shell.look.colour("warn"))
    line = [image.pixelColor(x, image.height() // 2) == warn for x in range(image.width())]
    middle = image.width() // 2
    assert not any(line[: middle - 4])
    beyond = line[middle + 4 :]
    assert any(beyond)
    assert not all(beyond)


# -- hands ------------------------------------------------------------------------------------------------------------


def test_keys_of_the_clip(qtbot: QtBot, load: Open) -> None:
    view = load(position="2000 1")
    picture = view.picture
    picture.setFocus()
    QTest.keyClick(picture, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.remote.playing, timeout=WAIT)
    QTest.keyClick(picture, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not view.remote.playing, timeout=WAIT)
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert view.remote.place == LENGTH
    QTest.keyClick(picture, Qt.Key.Key_Left)
    assert view.remote.place == 0
    qtbot.waitUntil(lambda: _number(view) == 0, timeout=WAIT)


def test_single_pictures(qtbot: QtBot, load: Open) -> None:
    view = load(position="2000 1")
    for key, number in ((Qt.Key.Key_Period, 51), (Qt.Key.Key_Period, 52), (Qt.Key.Key_Comma, 51)):
        QTest.keyClick(view.picture, key)
        qtbot.waitUntil(partial(_is_at, view, number), timeout=WAIT)
        assert abs(_number(view) - number) <= 1


def test_volume_by_key_and_menu_is_remembered(qtbot: QtBot, load: Open, shell: Shell) -> None:
    view = load()
    assert view.bar.volume.text().strip() == "80%"
    QTest.keyClick(view.picture, Qt.Key.Key_Down)
    assert shell.preferences.choice(VOLUME) == "60"
    view.bar._volume_acts["20"].trigger()
    assert shell.preferences.choice(VOLUME) == "20"
    QTest.keyClick(view.picture, Qt.Key.Key_Down)
    assert view.bar.volume.text().strip() == "20%"
    view.bar._mute.trigger()
    assert view.bar.volume.text().strip() == "Tắt tiếng"
    assert shell.preferences.choice(VOLUME) == "20"
    QTest.keyClick(view.picture, Qt.Key.Key_Up)
    assert view.bar.volume.text().strip() == "40%"


def test_a_clip_plays_on_while_a_mark_is_typed(qtbot: QtBot, load: Open) -> None:
    view, field = load(), QLineEdit()
    qtbot.addWidget(field)
    field.show()
    _play(qtbot, view, 200)
    field.activateWindow()
    field.setFocus()
    QTest.keyClicks(field, "8,5 ")
    assert field.text() == "8,5 "
    qtbot.waitUntil(lambda: view.remote.place > 400, timeout=WAIT)
    assert view.remote.playing


def test_the_picture_is_clicked(qtbot: QtBot, load: Open) -> None:
    view = load()
    QTest.mouseClick(view.picture, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.remote.playing, timeout=WAIT)
    QTest.mouseClick(view.picture, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not view.remote.playing, timeout=WAIT)


def test_the_whole_screen_and_back(qtbot: QtBot, load: Open) -> None:
    view = load()
    _play(qtbot, view, 200)
    QTest.keyClick(view, Qt.Key.Key_F11)
    screen = view.screen_
    assert screen is not None
    assert screen.isFullScreen()
    assert view.picture.window() is screen
    assert view.stack.currentWidget() is view.away
    screen._away.setInterval(30)
    screen.wake()
    qtbot.waitUntil(lambda: not view.bar.isVisible(), timeout=WAIT)
    QTest.mouseMove(screen.windowHandle(), QPoint(60, 60))
    qtbot.waitUntil(lambda: view.bar.isVisible(), timeout=WAIT)
    assert view.remote.playing
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert view.screen_ is None
    assert view.picture.window() is view
    assert view.bar.isVisible()
    assert view.remote.playing


def test_the_bar_stays_on_the_screen_while_the_clip_stands_still(qtbot: QtBot, load: Open) -> None:
    view = load()
    view.fill()
    assert view.screen_ is not None
    view.screen_._away.setInterval(20)
    view.screen_.wake()
    qtbot.wait(120)
    assert view.bar.isVisible()
    QTest.mouseClick(view.bar.full, Qt.MouseButton.LeftButton)
    assert view.screen_ is None


def test_a_double_click_fills_the_screen_and_leaves_playing_as_it_was(qtbot: QtBot, load: Open) -> None:
    view = load()
    QTest.mouseClick(view.picture, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.remote.playing, timeout=WAIT)
    QTest.mouseDClick(view.picture, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not view.remote.playing, timeout=WAIT)
    assert view.screen_ is not None


def test_leaving_takes_the_clip_off_the_screen_and_ends_its_viewer(qtbot: QtBot, load: Open) -> None:
    view = load()
    view.fill()
    view.leave()
    assert view.screen_ is None
    assert view.remote.link is None
    assert view.picture.window() is view
    assert view.picture.image.isNull()


def test_the_track_follows_the_mouse_and_ignores_the_wheel(qtbot: QtBot, shell: Shell) -> None:
    track, sought = TimeTrack(shell.look), list[int]()
    qtbot.addWidget(track)
    track.resize(414, 32)
    track.measure(40_000, None)
    track.sought.connect(sought.append)
    track.show()
    QTest.mousePress(track, Qt.MouseButton.LeftButton, pos=QPoint(207, 16))
    assert sought == [20_000]
    track.show_place(1_000)
    assert track.value() == 20_000
    QTest.mouseMove(track, QPoint(307, 16))
    QTest.mouseRelease(track, Qt.MouseButton.LeftButton, pos=QPoint(307, 16))
    assert sought[-1] == 30_000
    track.show_place(10_000)
    assert sought[-1] == 30_000
    for key, place in ((Qt.Key.Key_Right, 15_000), (Qt.Key.Key_Left, 10_000), (Qt.Key.Key_End, 40_000)):
        QTest.keyClick(track, key)
        assert sought[-1] == place


# -- what fails -------------------------------------------------------------------------------------------------------


def test_a_viewer_that_dies_harms_nothing_and_is_opened_again_at_the_same_place(qtbot: QtBot, load: Open) -> None:
    view = load(position="2000 1.5")
    qtbot.waitUntil(lambda: abs(_number(view) - 50) <= 1, timeout=WAIT)
    assert view.remote.link is not None
    view.remote.link._process.kill()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.notice, timeout=WAIT)
    assert view.notice.text.text() == "Trình xem đã dừng. Điểm không bị ảnh hưởng."
    assert view.panel() is view.notice.act
    QTest.mouseClick(view.notice.act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.remote.loaded, timeout=WAIT)
    qtbot.waitUntil(lambda: abs(_number(view) - 50) <= 1, timeout=WAIT)
    assert view.bar.rate.text() == "1,5×"


def test_a_viewer_that_dies_on_the_whole_screen_gives_the_window_back(qtbot: QtBot, load: Open) -> None:
    view = load()
    view.fill()
    assert view.remote.link is not None
    view.remote.link._process.kill()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.notice, timeout=WAIT)
    assert view.screen_ is None


def test_a_clip_without_a_decoder_says_so_and_offers_the_machines_own_program(qtbot: QtBot, load: Open) -> None:
    view = load(CLIPS / "no-picture.mp4", seconds=2)
    assert "nén hình theo kiểu" in view.notice.text.text()
    with qtbot.waitSignal(view.outside, timeout=WAIT):
        QTest.mouseClick(view.notice.act, Qt.MouseButton.LeftButton)
    assert view.remote.link is None


@pytest.mark.parametrize("content", [b"", b"\x00" * 5_000, b"ch\xe1\xbb\xaf " * 500, COUNTING.read_bytes()[:300]])
def test_what_is_no_clip_is_refused_in_words(qtbot: QtBot, load: Open, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(content)
    view = load(path)  # a beginning that looks like a clip without pictures may stand there for a moment
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.notice, timeout=WAIT)
    assert "Điểm không bị ảnh hưởng" in view.notice.text.text()


def test_a_clip_that_breaks_off_plays_to_where_it_breaks_and_says_so(qtbot: QtBot, load: Open, tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    content = COUNTING.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    view = load(path)
    view.set_rate("2")
    QTest.mouseClick(view.bar.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.remote.ended, timeout=WAIT)
    assert view.bar.line.text().startswith("Clip chỉ chiếu được đến khoảng 0:0")
    assert 10 < _number(view) < 75
    assert view.stack.currentWidget() is not view.notice


def test_a_playlist_that_came_past_the_gate_opens_no_other_file(load: Open, tmp_path: Path) -> None:
    other = tmp_path / "rieng.mp3"
    other.write_bytes((CLIPS / "tone.mp3").read_bytes())
    path = tmp_path / "clip.m3u8"
    path.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:2,\n{other.as_uri()}\n#EXT-X-ENDLIST\n", "utf-8")
    view = load(path)
    assert view.stack.currentWidget() is view.notice


def test_sound_alone_shows_the_name_of_its_part_and_comes_to_its_end(qtbot: QtBot, load: Open) -> None:
    view = load(CLIPS / "tone.mp3", "1500 1", seconds=2)
    assert not view.remote.has_picture
    assert view.picture._plate == "Clip giới thiệu"
    QTest.mouseClick(view.bar.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.remote.ended, timeout=WAIT)


def test_a_clip_without_sound_and_a_machine_without_sound_say_so(load: Open) -> None:
    view = load(CLIPS / "silent.webm", seconds=2)
    assert not view.remote.has_sound
    view.remote._hear(Message(Kind.EVENT, {"event": "device", "present": True}))
    assert view.bar.hint.text() == "Clip này không có tiếng."
    assert not view.bar.volume.isEnabled()
    view.remote._hear(Message(Kind.EVENT, {"event": "device", "present": False}))
    assert view.bar.hint.text() == "Máy này không có thiết bị âm thanh."


JSON: Final = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers(), max_size=2)
NAMES: Final = st.sampled_from(["loaded", "device", "position", "state", "ended", "broken", "failed", "khác", 7, None])
FACTS: Final = ("ms", "duration", "picture", "sound", "rate", "present", "playing", "code")


@given(st.lists(st.tuples(NAMES, st.fixed_dictionaries({}, optional=dict.fromkeys(FACTS, JSON))), max_size=8))
def test_a_viewer_that_lies_moves_nothing_out_of_its_range(told: list[tuple[object, dict[str, object]]]) -> None:
    parent = QObject()
    remote = ClipRemote(parent)
    places: list[int] = []
    remote.placed.connect(places.append)
    for name, facts in told:
        remote._hear(Message(Kind.EVENT, {"event": name, **facts}))
    assert all(0 <= place <= 10**9 for place in (*places, remote.duration, remote.broken_at or 0))
    assert 1 <= remote._rate <= 1000


# -- words ------------------------------------------------------------------------------------------------------------

SIZES: Final = ((898, 606), (520, 545), (911, 300), (1366, 600))


def test_every_word_is_whole_at_every_size(load: Open, shell: Shell) -> None:
    view = load(most=1, position="2000 1.25")
    for language, text_size in product(("vi", "en"), ("small", "normal", "largest")):
        shell.words.change(language)
        shell.look.choose("dark", text_size)
        for size in SIZES:
            view.resize(*size)
            QTest.qWait(20)
            assert not cut_words(view), (language, text_size, size)
            assert view.width() == size[0]


def test_no_button_of_a_clip_is_filled_and_each_has_a_name(load: Open) -> None:
    view = load()
    bar = view.bar
    buttons = (bar.play, bar.back, bar.on, bar.rate, bar.volume, bar.full, view.notice.act, view.away.act)
    assert {button.property("kind") for button in buttons} == {"plain"}
    view.resize(560, 300)
    QTest.qWait(20)
    assert [button.accessibleName() for button in buttons[1:3]] == ["Lùi 5 giây", "Tới 5 giây"]
    assert bar.full.accessibleName() == "Toàn màn hình"
    assert bar.volume.accessibleName() == "Âm lượng: 80%"
