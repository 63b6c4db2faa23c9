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

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.device_faults import untold
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

    def __init__(self, quiet: bool = False) -> None:
        """Make a job that waits to be run."""
        super().__init__()
        self.quiet = quiet
        self._stop = threading.Event()
        self.running = True

    def stop(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Say whether stopping was asked for."""
        return self._stop.is_set()

    def run(self, work: Work, crossing: Crossing) -> None:
        """Do the work; called in the working thread."""
        last: tuple[str, float] = ("", 0.0)

        def report(step: str, done: int, total: int) -> None:
            nonlocal last
            if self._stop.is_set():
                raise Stopped
            now = time.monotonic()
            if step != last[0] or done == total or now - last[1] >= REPORT_EVERY:
                last = (step, now)
                crossing.came.emit(self, step, done, total)

        try:
            ending = ("done", work(report))
        except Stopped:
            ending = ("stopped", None)
        except Refusal as refusal:
            ending = ("refused", refusal)
        except Exception as fault:  # noqa: BLE001 - a fault of ours must reach the person as a sentence and a report
            failing = untold(fault)
            ending = ("refused", failing) if failing else ("broke", fault)
        crossing.ended.emit(self, *ending)

    def take_progress(self, step: str, done: int, total: int) -> None:
        """Pass a report on; called in the window's thread."""
        if self.running:
            self.progressed.emit(step, done, total)

    def take_end(self, how: str, what: object) -> None:
        """Say how the work ended; called in the window's thread."""
        self.running = False
        if how == "stopped":
            self.stopped.emit()
        else:
            {"done": self.done, "refused": self.refused, "broke": self.broke}[how].emit(what)
        self.ended.emit()


class Crossing(QObject):
    """Carries what jobs say from the working threads to the window's.

    It outlives every thread that works. A job does not: it is deleted when its end was heard, while the thread may
    still be inside the emission of the very signal that told it.
    """

    came = Signal(object, str, int, int)
    ended = Signal(object, str, object)

    def __init__(self) -> None:
        """Connect both ends."""
        super().__init__()
        self.came.connect(self._pass_report, Qt.ConnectionType.QueuedConnection)
        self.ended.connect(self._pass_end, Qt.ConnectionType.QueuedConnection)

    @Slot(object, str, int, int)
    def _pass_report(self, job: Job, step: str, done: int, total: int) -> None:
        if isValid(job):
            job.take_progress(step, done, total)

    @Slot(object, str, object)
    def _pass_end(self, job: Job, how: str, what: object) -> None:
        if isValid(job):
            job.take_end(how, what)


class _Runner(QRunnable):
    def __init__(self, job: Job, work: Work, crossing: Crossing) -> None:
        super().__init__()
        self._job = job
        self._work = work
        self._crossing = crossing

    def run(self) -> None:
        self._job.run(self._work, self._crossing)


class Jobs(QObject):
    """Starts work and knows what is under way."""

    broke = Signal(object)

    def __init__(self) -> None:
        """Make the pool of working threads."""
        super().__init__()
        self._pool = QThreadPool()
        self._crossing = Crossing()
        self._running: list[Job] = []

    @property
    def running(self) -> tuple[Job, ...]:
        """The work under way."""
        return tuple(self._running)

    def prepare(self, quiet: bool = False) -> Job:
        """Make a job, so that its signals can be connected before it starts."""
        job = Job(quiet)
        # Not to this object: what a job's receivers hold may be all that still holds it, and it would then be taken
        # apart, with its children, by the very job that is being taken apart.
        job.setParent(QCoreApplication.instance())
        self._running.append(job)
        job.broke.connect(self.broke)
        job.ended.connect(self._forget)
        return job

    def start(self, job: Job, work: Work) -> None:
        """Start the work of a prepared job."""
        self._pool.start(_Runner(job, work, self._crossing))

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
