"""The contest folder that the secretary has open, as the stages of the window share it.

The folder itself is open only while a desk works on it; what the stages show is the view that was read last. Every
act of the secretary ends with reading anew, so that no stage shows what is no longer so.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.looking import ContestView, look_at
from judge_desk.desks.surroundings import Progress, Surroundings
from judge_desk.ui.jobs import Job
from judge_desk.ui.shell import Shell

OPERATOR: Final = "secretary"
"""Name under which the machine remembers who sat at the secretary's desk last."""


class Dossier(QObject):
    """The open contest folder.

    ``changed`` says that the view was read anew, or that somebody else sits at the desk; ``refused`` carries the
    refusal of a reading.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(self, shell: Shell, folder: Path) -> None:
        """Begin with a folder that is not read yet."""
        super().__init__()
        self._shell = shell
        self.folder = folder
        self.view: ContestView | None = None
        self._newest: Job | None = None

    @property
    def operator(self) -> str:
        """Name of the secretary, as the log writes who acts; empty before it was given on this machine."""
        return self._shell.preferences.text(OPERATOR)

    def seat(self, name: str) -> None:
        """Let somebody sit at the secretary's desk."""
        self._shell.preferences.remember(OPERATOR, name.strip())
        self.changed.emit()

    def around(self, report: Progress) -> Surroundings:
        """Give the surroundings of an act, with the secretary as who acts."""
        given = self._shell.around(report)
        return replace(given, operator=self.operator or given.operator)

    def renew(self) -> None:
        """Read the folder again off the thread of the window; the newest reading counts."""
        job = self._shell.jobs.prepare(quiet=True)
        self._newest = job
        folder = self.folder

        def work(report: Progress) -> ContestView:
            return look_at(folder, self.around(report))

        job.done.connect(lambda view: self._take(job, view))
        job.refused.connect(lambda refusal: self._refuse(job, refusal))
        self._shell.jobs.start(job, work)

    def _take(self, job: Job, view: ContestView) -> None:
        if job is self._newest:
            self.view = view
            self.changed.emit()

    def _refuse(self, job: Job, refusal: Refusal) -> None:
        if job is self._newest:
            self.refused.emit(refusal)
