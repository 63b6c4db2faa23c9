"""Long work: one of four ends, always in the thread of the window, never more than the window can take."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
import time
from typing import Final

from pytestqt.qtbot import QtBot

from judge_desk.contest.values.problems import NotNow
from judge_desk.desks.surroundings import Progress
from judge_desk.ui.jobs import Job, Jobs


def ends_of(job: Job) -> list[tuple[str, object]]:
    """Write down how a job ends and in which thread."""
    seen: list[tuple[str, object]] = []
    job.done.connect(lambda what: seen.append(("done", what)))
    job.refused.connect(lambda what: seen.append(("refused", what.problem.code)))
    job.broke.connect(lambda what: seen.append(("broke", type(what))))
    job.stopped.connect(lambda: seen.append(("stopped", None)))
    job.ended.connect(lambda: seen.append(("ended", threading.current_thread() is threading.main_thread())))
    return seen


def test_work_runs_beside_the_window_and_its_result_comes_back_to_it(qtbot: QtBot) -> None:
    jobs = Jobs()
    job = jobs.prepare()
    seen = ends_of(job)
    jobs.start(job, lambda report: threading.current_thread() is threading.main_thread())
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [("done", False), ("ended", True)]
    assert not jobs.running


def test_a_refusal_is_no_fault(qtbot: QtBot) -> None:
    def work(report: Progress) -> None:
        raise NotNow("merge.no_files")

    jobs = Jobs()
    job = jobs.prepare()
    seen = ends_of(job)
    jobs.start(job, work)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[0] == ("refused", "merge.no_files")


def test_a_failing_device_is_no_fault_of_the_program(qtbot: QtBot) -> None:
    def work(report: Progress) -> None:
        raise OSError(errno.EIO, "Input/output error", "a.jdballot")

    jobs = Jobs()
    job = jobs.prepare()
    seen = ends_of(job)
    jobs.start(job, work)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[0] == ("refused", "disk.untold")


def test_a_fault_is_told_to_whoever_writes_reports(qtbot: QtBot) -> None:
    def work(report: Progress) -> None:
        raise KeyError("Nguyễn Văn An")

    jobs = Jobs()
    told: list[object] = []
    jobs.broke.connect(told.append)
    job = jobs.prepare()
    seen = ends_of(job)
    jobs.start(job, work)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[0] == ("broke", KeyError)
    assert len(told) == 1


def test_stopping_takes_effect_at_the_next_report(qtbot: QtBot) -> None:
    reached = threading.Event()
    steps: list[int] = []

    def work(report: Progress) -> None:
        for number in range(1000):
            reached.set()
            time.sleep(0.002)
            report("progress.papers", number, 1000)
            steps.append(number)

    jobs = Jobs()
    job = jobs.prepare()
    seen = ends_of(job)
    jobs.start(job, work)
    qtbot.waitUntil(reached.is_set)
    job.stop()
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [("stopped", None), ("ended", True)]
    assert len(steps) < 1000


def test_many_reports_do_not_flood_the_window_and_the_last_arrives(qtbot: QtBot) -> None:
    def work(report: Progress) -> None:
        for number in range(1, 20_001):
            report("progress.papers", number, 20_000)

    jobs = Jobs()
    job = jobs.prepare()
    came: list[int] = []
    job.progressed.connect(lambda step, done, total: came.append(done))
    seen = ends_of(job)
    jobs.start(job, work)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert came[-1] == 20_000
    assert len(came) < 100


def test_closing_stops_what_is_under_way(qtbot: QtBot) -> None:
    def work(report: Progress) -> None:
        while True:
            time.sleep(0.002)
            report("progress.papers", 1, 2)

    jobs = Jobs()
    job = jobs.prepare()
    jobs.start(job, work)
    jobs.close()
    assert job.stopping


DRILL: Final = """
import gc
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from judge_desk.ui.jobs import Jobs

class Holder:
    def __init__(self):
        self.jobs = Jobs()

application = QCoreApplication([])
gc.disable()
for _ in range(50):
    holder = Holder()
    job = holder.jobs.prepare()
    job.done.connect(lambda result, holder=holder: None)
    loop = QEventLoop()
    job.ended.connect(loop.quit)
    holder.jobs.start(job, lambda report: None)
    loop.exec()
    holder.jobs.close()
    del holder, job, loop
    application.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
"""
"""A receiver of a job is all that holds the pool of jobs: both go when the job goes."""


def test_a_job_is_taken_apart_once_when_its_receivers_alone_hold_all_jobs() -> None:
    environment = {**os.environ, "MALLOC_PERTURB_": "165", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", DRILL], env=environment, timeout=60, check=False)
    assert done.returncode == 0
