"""The bar under a clip: track, play, steps, time, speed, volume, the whole screen, and what must be said about it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QMenu, QWidget

from judge_desk.ui.preferences import VOLUME
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Picture, Text
from judge_desk.ui.widgets.time_track import STEP_MS, TimeTrack
from judge_desk.wording.figures import length, shortest

RATES: Final = ("0.75", "1", "1.25", "1.5", "2")
NORMAL: Final = "1"
PLAY_WIDTH: Final = 128
SIDE: Final = 16
GAP: Final = 6
APART: Final = 12
LOW: Final = 400
"""px of height of the whole view under which the bar gives up its air."""
LEAST_TRACK: Final = 128
PLACES: Final = {
    "one": ((1, 1), (1, 0), (1, 2)),
    "two": ((0, 0, 1, 3), (1, 0), (1, 2)),
    "three": ((0, 0, 1, 3), (1, 0, 1, 3), (2, 0, 1, 3)),
}
"""How many lines the bar takes, and where track, play and choices stand in the grid then."""
_SECOND: Final = 1000


class ClipBar(QFrame):
    """Buttons and what they stand for; all acts are the view's.

    Where the room is narrow the steps lose their words, then speed, volume and screen go to a line of their own. Where
    it is low all stands in one line.
    """

    played = Signal()
    skipped = Signal(int)
    sought = Signal(int)
    rated = Signal(str)
    loudened = Signal(str)
    muted = Signal()
    filled = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the bar without a clip."""
        super().__init__()
        self.setProperty("frame", "foot")
        self._words, look = shell.words, shell.look
        self._look = look
        self.track = TimeTrack(look)
        self.play, self.back = Button(look, "plain", "play", "strong"), Button(look, "plain", "rotate-ccw")
        self.on = Button(look, "plain", "rotate-cw")
        self.now, self.rest = Text(look, "heading"), Text(look, "body", "text_2")
        self.rate, self.volume = Button(look, "plain"), Button(look, "plain", "volume-2")
        self.full = Button(look, "plain", "maximize")
        self.line, self.hint = Text(look, "caption", "warn", wrap=True), Text(look, "caption", "text_2")
        self._sign = Picture(look, "triangle-alert", "warn", 16)
        self._playing = self._filling = self._is_muted = False
        self._rate, self._volume = NORMAL, VOLUME.default
        self._length = self._place = self._short = 0
        self._widths = ((0, 0), (0, 0))
        self._arranged, self._low = "", False
        self._add_menus()
        self._put_together()
        self._connect()

    def _add_menus(self) -> None:
        self._rates, self._volumes = QMenu(self), QMenu(self)
        self._rate_acts = _choices(self._rates, RATES, self.rated.emit)
        self._volume_acts = _choices(self._volumes, VOLUME.choices, self.loudened.emit)
        self._volumes.addSeparator()
        self._mute = self._volumes.addAction("")
        self._mute.triggered.connect(self.muted)
        self.rate.setMenu(self._rates)
        self.volume.setMenu(self._volumes)

    def _put_together(self) -> None:
        self._left, self._right, self._lines = QWidget(), QWidget(), QWidget()
        self._left.setLayout(row(self.play, self.back, self.on, 8, self.now, 2, self.rest, 0, spacing=GAP))
        self._right.setLayout(row(0, self.rate, self.volume, self.full, spacing=GAP))
        over = row(self._sign, self.line, spacing=6)
        over.setStretchFactor(self.line, 1)
        self._said = row(over, self.hint, spacing=6)
        self._lines.setLayout(self._said)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(APART)
        self._grid.setColumnStretch(1, 1)
        self._all = column(self._grid, self._lines)
        self.setLayout(self._all)
        self._arrange("two")
        self.fit_height(LOW)
        self.tell("", "")

    def _connect(self) -> None:
        self.play.clicked.connect(self.played)
        self.back.clicked.connect(lambda: self.skipped.emit(-STEP_MS))
        self.on.clicked.connect(lambda: self.skipped.emit(STEP_MS))
        self.full.clicked.connect(self.filled)
        self.track.sought.connect(self.sought)
        self._look.changed.connect(self.speak)
        self._words.changed.connect(self.speak)
        self.speak()

    # -- what is shown --------------------------------------------------------------------------------------------

    def measure(self, seconds: int, milliseconds: int, limit: int | None) -> None:
        """Take the length as the rules count it and as it plays, and the limit in seconds where it is exceeded."""
        self._length = seconds
        self.track.measure(milliseconds, None if limit is None else limit * _SECOND)
        self.now.setMinimumWidth(self.now.fontMetrics().horizontalAdvance(length(seconds)))
        self.show_place(self._place)

    def show_place(self, place: int) -> None:
        """Show a place in ms."""
        self._place = place
        self.track.show_place(place)
        passed = min(place // _SECOND, self._length)
        if self.now.text() != length(passed):
            self._say_place(passed)

    def _say_place(self, passed: int) -> None:
        say, total = self._words.say, length(self._length)
        self.now.setText(length(passed))
        self.rest.setText(say("ui.clip.rest", length=length(self._length - passed)))
        self.track.setAccessibleName(say("ui.clip.place", now=length(passed), length=total))

    def show_playing(self, playing: bool) -> None:
        """Show whether it plays."""
        if playing != self._playing:
            self._playing = playing
            self.speak()

    def show_choices(self, rate: str, volume: str, muted: bool) -> None:
        """Show speed and volume."""
        self._rate, self._volume, self._is_muted = rate, volume, muted
        self.speak()

    def show_filling(self, filling: bool) -> None:
        """Show whether the clip fills the screen."""
        self._filling = filling
        self.speak()

    def allow(self, playing: bool, sound: bool) -> None:
        """Say whether there is something to play, and something to hear; the reason is told by :meth:`tell`."""
        for each in (self.play, self.back, self.on, self.rate, self.full, self.track):
            each.setEnabled(playing)
        self.volume.setEnabled(playing and sound)

    def tell(self, line: str, hint: str) -> None:
        """Show what must be said of the clip, and a quiet hint; nothing stands there for empty ones."""
        self.line.setText(line)
        self.hint.setText(hint)
        for each in (self._sign, self.line):
            each.setVisible(bool(line))
        self.hint.setVisible(bool(hint))
        self._lines.setVisible(bool(line or hint))

    # -- words and room -------------------------------------------------------------------------------------------

    def speak(self) -> None:
        """Say every word."""
        say, language = self._words.say, self._words.language
        self.play.show_icon("pause" if self._playing else "play")
        self.play.setText(say("ui.clip.pause" if self._playing else "ui.clip.play"))
        self.play.setMinimumWidth(self._look.px(PLAY_WIDTH))
        rates = {rate: say("ui.clip.rate", rate=shortest(Fraction(rate), language)) for rate in RATES}
        _say_choices(self._rate_acts, rates, self._rate)
        self.rate.setText(rates[self._rate])
        self.rate.setAccessibleName(say("ui.clip.rate_name", rate=rates[self._rate]))
        self.rate.setToolTip(say("ui.clip.rate_name", rate=rates[self._rate]))
        volumes = {value: say(f"ui.choice.volume.{value}") for value in VOLUME.choices}
        _say_choices(self._volume_acts, volumes, "" if self._is_muted else self._volume)
        self._mute.setText(say("ui.clip.unmute" if self._is_muted else "ui.clip.mute"))
        self.volume.show_icon("volume-x" if self._is_muted else "volume-2")
        self.volume.setText(say("ui.clip.muted") if self._is_muted else volumes[self._volume])
        named = say("ui.clip.muted") if self._is_muted else volumes[self._volume]
        self.volume.setAccessibleName(say("ui.clip.volume_name", volume=named))
        self.volume.setToolTip(say("ui.clip.volume_name", volume=named))
        self._say_place(min(self._place // _SECOND, self._length))
        self._measure()

    def _say_steps(self, short: bool) -> None:
        """Say the words that a narrow bar leaves out; the names stay."""
        say = self._words.say
        self.full.show_icon("minimize" if self._filling else "maximize")
        screen = say("ui.clip.shrink" if self._filling else "ui.clip.fill")
        for button, word, name in (
            (self.back, "ui.clip.step", say("ui.clip.back")),
            (self.on, "ui.clip.step", say("ui.clip.on")),
            (self.full, "", screen),
        ):
            shown = say("ui.clip.step") if word else screen
            button.setText(("5" if word else "") if short else shown)
            button.setAccessibleName(name)
            button.setToolTip(name)

    def _measure(self) -> None:
        """Find out how wide both halves are, with words and without."""
        widths = []
        for short in (True, False):
            self._say_steps(short)
            widths.append((self._left.sizeHint().width(), self._right.sizeHint().width()))
        self._widths = widths[0], widths[1]
        self._fit()

    def _fit(self) -> None:
        """Choose the best arrangement that has room."""
        room = self.width() - 2 * SIDE
        (short_left, short_right), (long_left, long_right) = self._widths
        short_line, long_line = short_left + short_right + 2 * APART, long_left + long_right + 2 * APART
        if self._low and short_line + LEAST_TRACK <= room:
            short, arrangement = True, "one"
        elif short_line <= room:
            short, arrangement = long_line > room, "two"
        else:
            short, arrangement = max(long_left, long_right) > room, "three"
        self._say_steps(short)
        self._arrange(arrangement)

    def _arrange(self, arrangement: str) -> None:
        if arrangement == self._arranged:
            return
        self._arranged, way = arrangement, QBoxLayout.Direction
        narrow = arrangement == "three"
        self._said.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._said.setStretch(0, 0 if narrow else 1)
        for each, place in zip((self.track, self._left, self._right), PLACES[arrangement], strict=True):
            self._grid.removeWidget(each)
            self._grid.addWidget(each, *place)

    def fit_height(self, height: int) -> None:
        """Take less air, and one line less, in a low view."""
        self._low = height < LOW
        self._all.setContentsMargins(SIDE, 6 if self._low else 4, SIDE, 6 if self._low else 10)
        for each in (self._all.setSpacing, self._grid.setVerticalSpacing):
            each(4 if self._low else 6)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Give the room of the narrowest arrangement."""
        return QSize(max(self._widths[0]) + 2 * SIDE, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure with the style that widgets have once they are shown."""
        super().showEvent(event)
        self._measure()


def _choices(menu: QMenu, values: tuple[str, ...], picked: Callable[[str], None]) -> dict[str, QAction]:
    group = QActionGroup(menu)
    acts = {}
    for value in values:
        act = menu.addAction("")
        act.setCheckable(True)
        act.triggered.connect(partial(picked, value))
        group.addAction(act)
        acts[value] = act
    return acts


def _say_choices(acts: dict[str, QAction], words: dict[str, str], chosen: str) -> None:
    for value, act in acts.items():
        act.setText(words[value])
        act.setChecked(value == chosen)
