"""The official clocks of a round: what is done to them goes into the contest's log, one act after the other.

A clock runs in the window and must not wait for the disk: its acts stand in a queue that is written off the thread of
the window. What could not be written stays in the queue, is told, and is tried again with the next act.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks import clock_keeping
from judge_desk.desks.clock_keeping import ClockNote, Clocks
from judge_desk.desks.surroundings import Progress, silent
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.jobs import Job
from judge_desk.ui.round_clock import ClockAct, ClockLine, Phase, read_log, write_log
from judge_desk.ui.shell import Shell

LOG = "clock."
Note = tuple[EntryCode, ClockLine]


class OfficeShelf(QObject):
    """Keeps the clocks of one round; ``refused`` tells why the log was not written, None once it is."""

    refused = Signal(object)

    def __init__(self, shell: Shell, dossier: Dossier, clocks: Clocks) -> None:
        """Begin with what the log says."""
        super().__init__()
        self._shell, self._dossier = shell, dossier
        self._rules = clocks.round
        self._codes = tuple(each.code for each in clocks.teams)
        self._logs = {code: write_log(_lines(clocks.notes, code)) for code in self._codes}
        self._waiting: list[Note] = []
        self._job: Job | None = None

    @property
    def round(self) -> Round:
        """The rules of the round."""
        return self._rules

    def codes(self) -> Sequence[EntryCode]:
        """Give the codes of the teams."""
        return self._codes

    @property
    def waiting(self) -> int:
        """Acts that are not in the log yet."""
        return len(self._waiting)

    def kept(self, name: str) -> str:
        """Give what was kept under a name: logs of teams from the contest, the rest from this machine."""
        if name.startswith(LOG) and name[len(LOG) :] in self._codes:
            return self._logs[EntryCode(name[len(LOG) :])]
        return self._shell.preferences.text(self._key(name))

    def keep(self, name: str, value: str) -> None:
        """Keep a text under a name; what is new in the log of a team goes to the contest's log."""
        code = EntryCode(name[len(LOG) :])
        if not name.startswith(LOG) or code not in self._codes:
            self._shell.preferences.remember(self._key(name), value)
            return
        before, now = len(read_log(self._logs[code])), read_log(value)
        self._logs[code] = value
        self._waiting += [(code, each) for each in now[before:]]
        self._write()

    def _key(self, name: str) -> str:
        return f"clock/{self._dossier.folder.name}/{self._rules.id}/{name}"

    def _write(self) -> None:
        """Write the acts that wait, unless that is under way."""
        if self._job is not None or not self._waiting:
            return
        notes = tuple(self._waiting)
        job = self._job = self._shell.jobs.prepare(quiet=True)

        def work(report: Progress) -> int:
            return self._put(notes, report)

        job.done.connect(self._written)
        job.refused.connect(self._not_written)
        self._shell.jobs.start(job, work)

    def _put(self, notes: tuple[Note, ...], report: Progress) -> int:
        around = self._dossier.around(report)
        for code, line in notes:
            words = (line.act.value, line.phase.value, line.seconds, line.reason)
            clock_keeping.note(self._dossier.folder, self._rules.id, code, *words, around)
        return len(notes)

    def _written(self, count: int) -> None:
        del self._waiting[:count]
        self._job = None
        self.refused.emit(None)
        self._write()

    def _not_written(self, refusal: Refusal) -> None:
        self._job = None
        self.refused.emit(refusal)

    def flush(self) -> None:
        """Write what still waits before the window lets go; what the disk refuses is told."""
        if self._job is not None:
            return  # the window waits for work under way when it closes
        try:
            self._put(tuple(self._waiting), silent)
            self._waiting.clear()
        except Refusal as refusal:
            self.refused.emit(refusal)


def _lines(notes: Sequence[ClockNote], code: EntryCode) -> list[ClockLine]:
    return [
        ClockLine(each.at, ClockAct(each.doing), Phase(each.phase), each.seconds, each.reason)
        for each in notes
        if each.code == code
    ]
