"""What plays in a viewer, as the window knows it: asks for what a person wants, and hears what becomes of it.

Nothing that a viewer tells is believed to be what it should be: a time that cannot be one is 0, what has no name is
passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, QSize, QTimer, Signal, Slot

from judge_desk.desks.reading import ReadyFile
from judge_desk.ui.viewer.protocol import Message
from judge_desk.ui.viewing.viewer_link import ViewerLink

FAILURES: Final = frozenset({"unreadable", "nothing", "no_picture"})
STOPPED: Final = "stopped"
SEEK_EVERY_MS: Final = 60
LONGEST_MS: Final = 10**9
FEW: Final = 25
"""Pictures in a second where the clip does not say."""
_SECOND: Final = 1000

Facts = Mapping[str, Any]


class ClipRemote(QObject):
    """One clip after another, each in a viewer of its own.

    ``learned`` says that something is known now: the clip is loaded, has no sound, breaks off. ``placed`` gives the
    place in ms, ``switched`` whether it plays, ``rested`` that the place is one to keep, ``pictured`` a picture, to be
    answered with :meth:`took`. ``failed`` names one of :data:`FAILURES` or :data:`STOPPED`; the viewer is gone then.
    """

    learned = Signal()
    placed = Signal(int)
    switched = Signal(bool)
    rested = Signal()
    pictured = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        """Play nothing yet."""
        super().__init__(parent)
        self.link: ViewerLink | None = None
        self._between = QTimer(self)
        self._between.setSingleShot(True)
        self._between.setInterval(SEEK_EVERY_MS)
        self._between.timeout.connect(self._send_seek)
        self._hears: dict[str, Callable[[Facts], None]] = {
            "loaded": self._hear_loaded, "device": self._hear_device, "position": self._hear_position,
            "state": self._hear_state, "ended": self._hear_end, "broken": self._hear_break,
            "failed": lambda facts: self._fail(str(facts.get("code"))),
        }  # fmt: skip
        self.forget(0, 0)

    def forget(self, place: int, duration: int) -> None:
        """Begin with another clip, of which place and duration in ms are known, 0 for unknown."""
        self.place, self.duration = place, duration
        self.loaded = self.playing = self.ended = False
        self.has_picture = self.has_sound = self.has_device = True
        self.broken_at: int | None = None
        self._aim: int | None = None
        self._asked = False
        self._picture_at = 0
        self._rate: float = FEW

    def begin(self, ready: ReadyFile, size: QSize, rate: str, volume: str, muted: bool) -> None:
        """Start a viewer; the clip stands still at the place where it was."""
        self.end()
        self.loaded, self._aim, self._asked = False, None, False
        link = ViewerLink(ready.cache, "clip", reads=(ready.path.parent,))
        link.setParent(self)
        self.link = link
        link.told.connect(self._hear)
        link.frame.connect(self._take_picture)
        link.stopped.connect(lambda why: self._fail(STOPPED) if self.link is link else None)
        link.ask(
            "open", lambda answer: None, self._fail, kind="clip", paths=[str(ready.path)], at=self.place,
            rate=float(rate), volume=int(volume), muted=muted, width=size.width(), height=size.height(),
        )  # fmt: skip

    def end(self) -> None:
        """End the viewer."""
        self._between.stop()
        self.playing = False
        if self.link is not None:
            self.link.close()
            self.link.setParent(self)  # Qt alone takes it apart, whoever lets go of it first
            self.link.deleteLater()
            self.link = None

    # -- what a person wants ------------------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Play or pause."""
        self._ask("pause" if self.playing else "play")

    def skip(self, by: int) -> None:
        """Go some ms on or back."""
        self.go(self.place + by)

    def go(self, place: int) -> None:
        """Go to a place; many wishes in a row are answered by the last one."""
        if not self.loaded:
            return
        self.ended = False
        self._aim = max(0, min(place, self.duration))
        self._show(self._aim)
        if not self._asked and not self._between.isActive():
            self._send_seek()

    def step_picture(self, by: int) -> None:
        """Stand still on the next picture (1) or the one before (−1)."""
        if self.playing:
            self._ask("pause")
        one = _SECOND / self._rate
        self.go(round(self._picture_at + (one * 1.5 if by > 0 else -one / 2)))

    def set_rate(self, rate: str) -> None:
        """Play at a speed."""
        self._tell("rate", rate=float(rate))

    def set_volume(self, volume: str, muted: bool) -> None:
        """Play at a volume in hundredths."""
        self._tell("volume", volume=int(volume), muted=muted)

    def set_size(self, size: QSize) -> None:
        """Want pictures of another size."""
        self._tell("size", width=size.width(), height=size.height())

    def took(self) -> None:
        """Want the next picture."""
        self._tell("took")

    def _tell(self, do: str, /, **facts: Any) -> None:
        if self.link is not None:
            self.link.tell(do, **facts)

    def _ask(self, do: str, then: Callable[[], None] = lambda: None, /, **facts: Any) -> None:
        """Ask for an answer: a viewer that hangs is noticed by it."""
        if self.link is not None and self.loaded:
            self.link.ask(do, lambda answer: then(), lambda code: then(), **facts)

    def _send_seek(self) -> None:
        if self._aim is not None:
            aim, self._asked = self._aim, True
            self._ask("seek", lambda: self._arrive(aim), ms=aim)

    def _arrive(self, at: int) -> None:
        self._asked = False
        if self._aim == at:
            self._aim = None
            self.rested.emit()
        else:
            self._between.start()

    # -- what the viewer tells ----------------------------------------------------------------------------------------

    @Slot(object)
    def _hear(self, message: Message) -> None:
        name = message.content.get("event")
        if isinstance(name, str) and name in self._hears:
            self._hears[name](message.content)

    def _hear_loaded(self, facts: Facts) -> None:
        self.loaded = True
        self.duration = whole(facts.get("duration")) or self.duration
        self.has_picture, self.has_sound = facts.get("picture") is True, facts.get("sound") is True
        rate = facts.get("rate")
        self._rate = rate if isinstance(rate, float) and 1 <= rate <= _SECOND else FEW
        self.learned.emit()

    def _hear_device(self, facts: Facts) -> None:
        self.has_device = facts.get("present") is True
        self.learned.emit()

    def _hear_break(self, facts: Facts) -> None:
        if self.broken_at is None:
            self.broken_at = whole(facts.get("ms"))
            self.learned.emit()

    def _hear_position(self, facts: Facts) -> None:
        if self.loaded and self._aim is None:
            self._show(whole(facts.get("ms")))

    def _hear_state(self, facts: Facts) -> None:
        self.playing = facts.get("playing") is True
        if self.playing:
            self.ended = False
        elif self.loaded:
            self.rested.emit()
        self.switched.emit(self.playing)

    def _hear_end(self, facts: Facts) -> None:
        self.ended = True
        self._show(self.duration if self.broken_at is None else self.broken_at)
        self.rested.emit()

    @Slot(object)
    def _take_picture(self, frame: Message) -> None:
        self._picture_at = whole(frame.content.get("ms"))
        self.pictured.emit(frame)

    def _show(self, place: int) -> None:
        self.place = place
        self.placed.emit(place)

    def _fail(self, code: str) -> None:
        self.end()
        self.failed.emit(code if code in FAILURES or code == STOPPED else "unreadable")


def whole(value: object) -> int:
    """Take a time in ms from a viewer; what cannot be one is 0."""
    return value if type(value) is int and 0 <= value <= LONGEST_MS else 0
