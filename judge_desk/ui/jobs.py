"""The one way to run long work off the GUI thread, with progress, stopping, and three ends: done, refused, broken.

The work is a plain function that gets a reporter of progress; it opens its own files and databases and touches no
widget. Stopping is asked for and takes effect at the work's next report. A refusal is a sentence for the person;
anything else is a fault of ours and goes into a problem report.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.surroundings import Progress

Work = Callable[[Progress], Any]
REPORT_EVERY: Final = 0.05
"""Seconds between two reports of one step."""


class Stopped(Exception):
    """The work was stopped at the person's wish; raised inside the work by its reporter."""


class Job(QObject):
    """One piece of work under way. All signals arrive in the thread of the window.

    A ``quiet`` one was not asked for by the person and may be stopped at any time without a question.
    """

    progressed = Signal(str, int, int)
    done = Signal(object)
    refused = Signal(object)
    broke = Signal(object)
    stopped = Signal()
    ended = Signal()
    _came = Signal(str, int, int)
    _result = Signal(str, object)

    def __init__(self, quiet: bool = False) -> None:
        """Make a job that waits to be run."""
        super().__init__()
        self.quiet = quiet
        self._stop = threading.Event()
        self.running = True
        queued = Qt.ConnectionType.QueuedConnection
        self._came.connect(self._take_progress, queued)
        self._result.connect(self._take_end, queued)

    def stop(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Say whether stopping was asked for."""
        return self._stop.is_set()

    def run(self, work: Work) -> None:
        """Do the work; called in the working thread."""
        last: tuple[str, float] = ("", 0.0)

        def report(step: str, done: int, total: int) -> None:
            nonlocal last
            if self._stop.is_set():
                raise Stopped
            now = time.monotonic()
            if step != last[0] or done == total or now - last[1] >= REPORT_EVERY:
                last = (step, now)
                self._came.emit(step, done, total)

        try:
            ending = ("done", work(report))
        except Stopped:
            ending = ("stopped", None)
        except Refusal as refusal:
            ending = ("refused", refusal)
        except Exception as fault:  # noqa: BLE001 - a fault of ours must reach the person as a sentence and a report
            ending = ("broke", fault)
        self._result.emit(*ending)

    @Slot(str, int, int)
    def _take_progress(self, step: str, done: int, total: int) -> None:
        if self.running:
            self.progressed.emit(step, done, total)

    @Slot(str, object)
    def _take_end(self, how: str, what: object) -> None:
        self.running = False
        if how == "stopped":
            self.stopped.emit()
        else:
            {"done": self.done, "refused": self.refused, "broke": self.broke}[how].emit(what)
        self.ended.emit()


class _Runner(QRunnable):
    def __init__(self, job: Job, work: Work) -> None:
        super().__init__()
        self._job = job
        self._work = work

    def run(self) -> None:
        self._job.run(self._work)


class Jobs(QObject):
    """Starts work and knows what is under way."""

    broke = Signal(object)

    def __init__(self) -> None:
        """Make the pool of working threads."""
        super().__init__()
        self._pool = QThreadPool()
        self._running: list[Job] = []

    @property
    def running(self) -> tuple[Job, ...]:
        """The work under way."""
        return tuple(self._running)

    def prepare(self, quiet: bool = False) -> Job:
        """Make a job, so that its signals can be connected before it starts."""
        job = Job(quiet)
        job.setParent(self)
        self._running.append(job)
        job.broke.connect(self.broke)
        job.ended.connect(self._forget)
        return job

    def start(self, job: Job, work: Work) -> None:
        """Start the work of a prepared job."""
        self._pool.start(_Runner(job, work))

    @Slot()
    def _forget(self) -> None:
        for job in [each for each in self._running if not each.running]:
            self._running.remove(job)
            job.deleteLater()

    def close(self) -> None:
        """Ask everything to stop and wait for it."""
        for job in self._running:
            job.stop()
        self._pool.waitForDone()
