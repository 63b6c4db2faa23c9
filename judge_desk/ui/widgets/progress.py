"""Progress inside the page: what is done now, how far, how long still, and a way to stop.

The first four tenths of a second show nothing; time left is said after three seconds, when there is something to
reckon with.
"""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from judge_desk.desks.surroundings import MEASURED
from judge_desk.ui.jobs import Job
from judge_desk.ui.look import Look
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Text
from judge_desk.ui.words import Words
from judge_desk.wording.figures import file_size

SHOW_AFTER_MS: Final = 400
RECKON_AFTER: Final = 3.0
LARGEST: Final = 1000


class ProgressPanel(QWidget):
    """Shows one job at a time."""

    def __init__(self, words: Words, look: Look, can_stop: bool = True) -> None:
        """Make the panel, hidden."""
        super().__init__()
        self._words = words
        self._job: Job | None = None
        self._step, self._began = "", 0.0
        self._done = self._total = 0
        self.what = Text(look, "label")
        self.left = Text(look, "caption", "text_2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = Button(look, "plain", "square")
        self.stop.clicked.connect(self._ask_to_stop)
        lines = column(self.what, self.bar, self.left, spacing=8)
        self.setLayout(row(lines, self.stop, spacing=16))
        self.stop.setVisible(can_stop)  # not before it has its parent: it would be a window, and take the focus
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOW_AFTER_MS)
        self._timer.timeout.connect(self.show)
        words.changed.connect(self._say)
        self.hide()

    def follow(self, job: Job, step: str) -> None:
        """Show a job's progress; ``step`` is the key of what it does first."""
        self._job = job
        self._begin(step)
        self._say()
        job.progressed.connect(self._take)
        job.ended.connect(self._end)
        self._timer.start()

    @property
    def job(self) -> Job | None:
        """The job that is shown, None when none is under way."""
        return self._job

    def _begin(self, step: str) -> None:
        self._step, self._began = step, time.monotonic()
        self._done = self._total = 0

    @Slot(str, int, int)
    def _take(self, step: str, done: int, total: int) -> None:
        if step != self._step:
            self._begin(step)
        self._done, self._total = done, total
        self._say()

    @Slot()
    def _end(self) -> None:
        self._timer.stop()
        self._job = None
        self.hide()

    def _ask_to_stop(self) -> None:
        if self._job is not None:
            self._job.stop()
            self._say()

    def _say(self) -> None:
        say = self._words.say
        stopping = self._job is not None and self._job.stopping
        self.stop.setText(say("ui.progress.stop"))
        self.stop.setEnabled(not stopping)
        what = say(self._step) if self._step else ""
        counted = 0 < self._total < LARGEST
        finished = 0 < self._total <= self._done
        self.what.setText(say("ui.progress.count", what=what, done=self._done, total=self._total) if counted else what)
        if self._step in MEASURED and self._total:
            done, total = self._size(self._done), self._size(self._total)
            self.what.setText(say("ui.progress.count", what=what, done=done, total=total))
        if finished:
            self.what.setText(say("ui.progress.next", what=what))
        self.bar.setRange(0, 0 if finished else self._total)
        self.bar.setValue(min(self._done, self._total))
        self.bar.setAccessibleName(self.what.text())
        self.left.setText(say("ui.progress.stopping") if stopping else self._time_left())

    def _time_left(self) -> str:
        """Say how long the step may still take, once there is something to reckon with."""
        passed = time.monotonic() - self._began
        if passed < RECKON_AFTER or not 0 < self._done < self._total:
            return ""
        seconds = round(passed * (self._total - self._done) / self._done)
        key, count = ("seconds", max(seconds, 1)) if seconds < 60 else ("minutes", -(-seconds // 60))
        left = self._words.say(f"ui.progress.{key}", count=count)
        if self._step not in MEASURED:
            return left
        return self._words.say("ui.progress.speed", left=left, speed=self._size(round(self._done / passed)))

    def _size(self, kib: int) -> str:
        """Say how many bytes a step that counts KiB has come over."""
        return file_size(kib * 1024 // MEASURED[self._step], self._words.language)
