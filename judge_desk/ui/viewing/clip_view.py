"""A clip in the window: shows what a viewer of its own plays, and passes on what a person wants of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from judge_desk.contest.rulebook.definition import Part
from judge_desk.desks.reading import ReadyFile
from judge_desk.ui.preferences import VOLUME
from judge_desk.ui.shell import Shell
from judge_desk.ui.viewer.protocol import Message
from judge_desk.ui.viewing.clip_bar import NORMAL, RATES, ClipBar
from judge_desk.ui.viewing.clip_picture import ClipPicture
from judge_desk.ui.viewing.clip_remote import STOPPED, ClipRemote, whole
from judge_desk.ui.viewing.clip_screen import ClipScreen
from judge_desk.ui.widgets.layouts import column
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.time_track import STEP_MS
from judge_desk.wording.figures import length

KEYS: Final = (
    ("Space", "ui.clip.key.play"),
    ("← →", "ui.clip.key.step"),
    ("↑ ↓", "ui.clip.key.volume"),
    (", .", "ui.clip.key.picture"),
    ("F11", "ui.clip.key.screen"),
)
"""What the keyboard does while a clip has the focus, for the map of keys."""
BUSY_AFTER_MS: Final = 400
RESIZE_AFTER_MS: Final = 80
KEEP_EVERY_MS: Final = 5_000
_SECOND: Final = 1000
_MINUTE: Final = 60


class ClipView(QWidget):
    """Shows a clip; see :class:`~judge_desk.ui.viewing.file_view.FileView`."""

    moved = Signal()
    outside = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the view; :meth:`open` fills it."""
        super().__init__()
        self.shell = shell
        self.remote = ClipRemote(self)
        self.screen_: ClipScreen | None = None
        self._ready: ReadyFile | None = None
        self._part: Part | None = None
        self._volume, self._muted, self._rate = VOLUME.default, False, NORMAL
        self._kept, self._owed, self._failure = 0, False, ""
        self.picture, self.bar = ClipPicture(shell.look, self._take_key), ClipBar(shell)
        self.notice = Notice(shell.look, "triangle-alert", "warn")
        self.away = Notice(shell.look, "maximize")
        for each in (self.notice, self.away):
            each.act.become("plain")
        self._soon = self._timer(BUSY_AFTER_MS, self._say_busy)
        self._resized = self._timer(RESIZE_AFTER_MS, lambda: self.remote.set_size(self.picture.wanted))
        self._put_together()
        self._listen_to_remote()
        self._listen_to_person()
        self.speak()

    def _timer(self, wait: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait)
        timer.timeout.connect(act)
        return timer

    def _put_together(self) -> None:
        self._stage = QWidget()
        self._parts = column(self.picture, self.bar)
        self._parts.setStretch(0, 1)
        self._stage.setLayout(self._parts)
        self.stack = QStackedWidget()
        for each in (self._stage, self.notice, self.away):
            self.stack.addWidget(each)
        self.setLayout(column(self.stack))

    def _listen_to_remote(self) -> None:
        self.remote.learned.connect(self._learn)
        self.remote.placed.connect(self._show_place)
        self.remote.switched.connect(self._show_playing)
        self.remote.rested.connect(self._keep)
        self.remote.pictured.connect(self._take_picture)
        self.remote.failed.connect(self._fail)

    def _listen_to_person(self) -> None:
        self.picture.clicked.connect(self.remote.toggle)
        self.picture.doubled.connect(self.fill)
        self.picture.sized.connect(self._resized.start)
        self.picture.shown.connect(self._take_again)
        self.bar.played.connect(self.remote.toggle)
        self.bar.skipped.connect(self.remote.skip)
        self.bar.sought.connect(self.remote.go)
        self.bar.rated.connect(self.set_rate)
        self.bar.loudened.connect(lambda volume: self.set_volume(volume))
        self.bar.muted.connect(lambda: self.set_volume(self._volume, not self._muted))
        self.bar.filled.connect(self.fill)
        self.notice.act.clicked.connect(self._again)
        self.away.act.clicked.connect(self.fill)
        QShortcut(QKeySequence("F11"), self, self.fill)
        self.shell.words.changed.connect(self.speak)

    # -- opening and leaving --------------------------------------------------------------------------------------

    def open(self, ready: ReadyFile, position: str, part: Part | None = None) -> None:
        """Show a clip at a position; ``part`` gives its name and the limit of its length."""
        self.leave()
        self._ready, self._part = ready, part
        self._volume, self._muted = self.shell.preferences.choice(VOLUME), False
        place, self._rate = _position(position)
        self.remote.forget(place, (ready.file.seconds or 0) * _SECOND)
        self._kept = place
        self._begin()

    def _begin(self) -> None:
        """Start a viewer at the place where the clip stands."""
        assert self._ready is not None
        self._failure, self._owed = "", False
        self.stack.setCurrentWidget(self._stage)
        self._soon.start()
        self.remote.begin(self._ready, self.picture.wanted, self._rate, self._volume, self._muted)
        self.speak()

    def position(self) -> str:
        """Give place and speed; a clip that was seen to its end begins anew."""
        return f"{0 if self.remote.ended else self.remote.place} {self._rate}"

    def leave(self) -> None:
        """Stop playing and end the viewer."""
        self._leave_screen()
        self._soon.stop()
        self.remote.end()
        self._show_playing(False)
        self.picture.clear()

    def panel(self) -> QWidget:
        """Give what takes the keys: the picture, or the way on where there is none."""
        return self.notice.act if self.stack.currentWidget() is self.notice else self.picture

    # -- what becomes of it -----------------------------------------------------------------------------------------

    @Slot()
    def _learn(self) -> None:
        if self.remote.loaded:
            self._soon.stop()
            self.picture.show_note("")
            self.picture.show_plate("" if self.remote.has_picture else self._name)
        self.speak()

    @Slot(bool)
    def _show_playing(self, playing: bool) -> None:
        self.bar.show_playing(playing)
        if self.screen_ is not None:
            self.screen_.show_playing(playing)

    @Slot(int)
    def _show_place(self, place: int) -> None:
        self.bar.show_place(place)
        limit = self._limit
        over = limit is not None and place >= limit * _SECOND
        self.picture.show_over(self.shell.words.say("ui.clip.over", most=length(limit or 0)) if over else "")
        if self.remote.loaded and abs(place - self._kept) >= KEEP_EVERY_MS:
            self._keep()

    @Slot()
    def _keep(self) -> None:
        self._kept = self.remote.place
        self.moved.emit()

    @Slot(object)
    def _take_picture(self, frame: Message) -> None:
        self.picture.take(frame)
        self._owed = not self.picture.isVisible()
        if not self._owed:
            self.remote.took()

    @Slot()
    def _take_again(self) -> None:
        """Want the next picture, which nobody wanted while nobody saw it; the sound went on."""
        if self._owed:
            self._owed = False
            self.remote.took()

    @Slot(str)
    def _fail(self, code: str) -> None:
        self._failure = code
        self._soon.stop()
        self._show_playing(False)
        self._leave_screen()
        self.stack.setCurrentWidget(self.notice)
        self.speak()

    # -- what a person wants ----------------------------------------------------------------------------------------

    @Slot(str)
    def set_rate(self, rate: str) -> None:
        """Play at a speed, a value of :data:`~judge_desk.ui.viewing.clip_bar.RATES`."""
        self._rate = rate
        self.remote.set_rate(rate)
        self.bar.show_choices(rate, self._volume, self._muted)
        self._keep()

    def set_volume(self, volume: str, muted: bool = False) -> None:
        """Take a volume, a choice of the preferences, and remember it for all clips."""
        self._volume, self._muted = volume, muted
        self.shell.preferences.choose(VOLUME, volume)
        self.remote.set_volume(volume, muted)
        self.bar.show_choices(self._rate, volume, muted)

    def _step_volume(self, by: int) -> None:
        choices = VOLUME.choices
        self.set_volume(choices[max(0, min(choices.index(self._volume) + by, len(choices) - 1))])

    def _take_key(self, event: QKeyEvent) -> bool:
        remote = self.remote
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Space: remote.toggle,
            Qt.Key.Key_Left: lambda: remote.skip(-STEP_MS), Qt.Key.Key_Right: lambda: remote.skip(STEP_MS),
            Qt.Key.Key_Up: lambda: self._step_volume(1), Qt.Key.Key_Down: lambda: self._step_volume(-1),
            Qt.Key.Key_Comma: lambda: remote.step_picture(-1), Qt.Key.Key_Period: lambda: remote.step_picture(1),
        }  # fmt: skip
        act = acts.get(event.key())
        if act is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        act()
        return True

    @Slot()
    def _again(self) -> None:
        """Open again where it stopped, or ask for the machine's own program where that does not help."""
        if self._failure == STOPPED:
            self._begin()
            self.picture.setFocus()
        else:
            self.outside.emit()

    @Slot()
    def fill(self) -> None:
        """Fill the screen, or give it back."""
        if self.screen_ is not None:
            self._leave_screen()
            self.picture.setFocus()
        elif self.remote.loaded and not self._failure:
            self.screen_ = ClipScreen(self, self.picture, self.bar)
            self.screen_.left.connect(self.fill)
            self.screen_.setWindowTitle(self._name)
            self._show_playing(self.remote.playing)
            self.bar.show_filling(True)
            self.stack.setCurrentWidget(self.away)

    def _leave_screen(self) -> None:
        if self.screen_ is None:
            return
        self.screen_.give_back()
        self.screen_ = None
        for each in (self.picture, self.bar):
            self._parts.addWidget(each)
            each.show()
        self._parts.setStretch(0, 1)
        self.bar.show_filling(False)
        self.stack.setCurrentWidget(self._stage)

    # -- what is said -------------------------------------------------------------------------------------------------

    @property
    def _name(self) -> str:
        return self._part.title if self._part is not None else self.shell.words.say("ui.clip.name")

    @property
    def _seconds(self) -> int:
        """The length that counts: the one that was measured at intake."""
        measured = self._ready.file.seconds if self._ready is not None else None
        return measured if measured is not None else self.remote.duration // _SECOND

    @property
    def _limit(self) -> int | None:
        """The time limit in seconds where the clip exceeds it."""
        most = self._part.most_seconds if self._part is not None else None
        return most if most is not None and self._seconds > most else None

    def _say_busy(self) -> None:
        self.picture.show_note(self.shell.words.say("ui.clip.opening"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the picture the room of a bar with less air in a low view."""
        super().resizeEvent(event)
        self.bar.fit_height(self.height())

    @Slot()
    def speak(self) -> None:
        """Say every word."""
        say, remote = self.shell.words.say, self.remote
        self.picture.setAccessibleName(say("ui.clip.picture", name=self._name))
        self.bar.measure(self._seconds, remote.duration, self._limit)
        self.bar.show_choices(self._rate, self._volume, self._muted)
        self.bar.allow(remote.loaded, remote.has_sound and remote.has_device)
        self.bar.tell(self._line(), self._hint())
        self._show_place(remote.place)
        self.away.tell(say("ui.clip.away"), say("ui.clip.shrink"))
        if self._failure:
            act = say("ui.clip.again") if self._failure == STOPPED else say("ui.clip.outside")
            self.notice.tell(say(f"ui.clip.failed.{self._failure}"), act)

    def _line(self) -> str:
        """Say what the judge must know: that the clip breaks off, or is longer than it may be."""
        say, broken, limit = self.shell.words.say, self.remote.broken_at, self._limit
        if broken is not None:
            return say("ui.clip.broken", at=length(broken // _SECOND), length=length(self._seconds))
        if limit is None:
            return ""
        more = self._seconds - limit
        over = length(more) if more >= _MINUTE else say("ui.clip.seconds", count=more)
        return say("ui.clip.too_long", length=length(self._seconds), most=length(limit), over=over)

    def _hint(self) -> str:
        if not self.remote.has_device:
            return self.shell.words.say("ui.clip.no_device")
        return "" if self.remote.has_sound else self.shell.words.say("ui.clip.silent")


def _position(text: str) -> tuple[int, str]:
    """Read what :meth:`ClipView.position` wrote; anything else is the beginning."""
    place, _, rate = text.partition(" ")
    return whole(int(place)) if place.isdecimal() and place.isascii() else 0, rate if rate in RATES else NORMAL
