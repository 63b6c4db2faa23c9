"""The sticks that are plugged in, looked for again and again off the window's thread: a dead disk must not hold it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QStorageInfo, QTimer, Signal, Slot

from judge_desk.desks.handing_over import is_stick
from judge_desk.ui.jobs import Jobs

EVERY_MS: Final = 2000


@dataclass(frozen=True, slots=True)
class Stick:
    """A disk that can be pulled out: its root, name, free bytes, and whether it takes no writing."""

    root: Path
    name: str
    free: int
    locked: bool


def sticks() -> tuple[Stick, ...]:
    """List the sticks that are ready now, by name."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        root = Path(volume.rootPath())
        if volume.isValid() and volume.isReady() and is_stick(root):
            name = volume.name() or root.name or volume.rootPath()
            found.append(Stick(root, name, volume.bytesAvailable(), volume.isReadOnly()))
    return tuple(sorted(found, key=lambda each: (each.name, str(each.root))))


class StickWatch(QObject):
    """Looks for sticks every two seconds while it is asked to; ``changed`` gives them when they are others."""

    changed = Signal(object)

    def __init__(self, look_for: Callable[[], tuple[Stick, ...]] = sticks) -> None:
        """Make a watch that does not look yet."""
        super().__init__()
        self.sticks: tuple[Stick, ...] = ()
        self._look_for = look_for
        self._jobs = Jobs()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look now, and go on looking."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Look once more, unless an earlier look has not come back."""
        if self._jobs.running:
            return
        job = self._jobs.prepare()
        job.done.connect(self._take)
        self._jobs.start(job, lambda _: self._look_for())

    @Slot(object)
    def _take(self, found: tuple[Stick, ...]) -> None:
        if found != self.sticks:
            self.sticks = found
            self.changed.emit(found)
