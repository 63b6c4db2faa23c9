"""What every page has: a header with the way back, banners, a body, its words, its keys and its first focus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from judge_desk.contest.values.problems import Refusal
from judge_desk.ui.jobs import Job, Work
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.widgets.header import Header
from judge_desk.ui.widgets.layouts import column
from judge_desk.ui.widgets.progress import ProgressPanel
from judge_desk.ui.widgets.signs import Banner


class Page(QWidget):
    """A page of the window. ``left`` asks to go back, ``asked`` for another page: its name, and what it shows."""

    left = Signal()
    asked = Signal(str, object)
    titled = Signal()
    passing = False
    """Whether the way back leaves this page out: it only leads to another one."""

    def __init__(self, shell: Shell) -> None:
        """Make the frame; the page fills it and says its words in :meth:`speak`."""
        super().__init__()
        self.shell = shell
        self.setProperty("ground", "bg")
        self.header = Header(shell.look)
        self.header.back.connect(self.left)
        self._rehearsing = self._sample = False
        self._newest: Job | None = None
        self.rehearsal = Banner(shell.look, "graduation-cap", "warn")
        self.banner = Banner(shell.look, "triangle-alert", "warn")
        shell.words.changed.connect(self.speak)
        shell.words.changed.connect(self._say_rehearsal_again)

    def fill(self, body: QWidget) -> None:
        """Set header, banners and body under each other."""
        self.setLayout(column(self.header, self.rehearsal, self.banner, body))

    def speak(self) -> None:
        """Say every word of the page in the language of now."""
        raise NotImplementedError  # every page has words of its own

    @property
    def subject(self) -> str:
        """What the title of the window names beside the program; empty for nothing."""
        return ""

    @property
    def is_rehearsal(self) -> bool:
        """Say whether the page shows a rehearsal."""
        return self._rehearsing

    def keys(self) -> Keys:
        """Give the keys of this page for the map of keys."""
        return ()

    def first(self) -> QWidget:
        """Give what has the focus when the page is shown: the first thing to do."""
        return self.header.button

    def may_leave(self) -> bool:
        """Say whether nothing is lost when the page is left now; if something is, show what."""
        return True

    def put_away(self) -> None:
        """Take what must happen when another page is shown over this one or the window closes, e.g. keep a place."""

    def close_work(self) -> None:
        """Let go of files that the page holds open; called when the way back drops the page or the window closes."""

    def say_rehearsal(self, on: bool, sample: bool = False) -> None:
        """Show the banner of a rehearsal and that of a sample rubric, in one line; neither can be closed."""
        say = self.shell.words.say
        parts = [say(key) for key, shown in (("ui.rehearsal.banner", on), ("ui.sample_rubric", sample)) if shown]
        self._rehearsing, self._sample = on, sample
        self.rehearsal.tell(" ".join(parts))

    def begin(self, work: Work, panel: ProgressPanel, step: str, done: Callable[[Any], None]) -> None:
        """Start work and follow it; only the newest counts, an older one that still runs ends unheard.

        ``step`` is the key of what it does first; ``done`` takes the result. The other ends come to :meth:`refused`,
        :meth:`stopped` and :meth:`broke`.
        """
        job = self.shell.jobs.prepare()
        self._newest = job

        def newest(act: Callable[..., None]) -> Callable[..., None]:
            return lambda *came: act(*came) if self._newest is job else None

        job.done.connect(newest(done))
        job.refused.connect(newest(self.refused))
        job.stopped.connect(newest(self.stopped))
        job.broke.connect(newest(self.broke))
        panel.follow(job, step)
        self.shell.jobs.start(job, work)

    def refused(self, refusal: Refusal) -> None:
        """Take the end of work that was refused."""

    def stopped(self) -> None:
        """Take the end of work that was stopped at the person's wish."""

    def broke(self, fault: BaseException) -> None:
        """Take the end of work that met a fault of the program; the report is written elsewhere."""

    def _say_rehearsal_again(self) -> None:
        self.say_rehearsal(self._rehearsing, self._sample)

    def refusal_words(self, refusal: Refusal) -> str:
        """Say why an act was refused."""
        return self.shell.words.problem(refusal.problem)

    def open_outside(self, path: Path) -> None:
        """Open a file or folder with the system's program; say in the banner when there is none."""
        say = self.shell.words.say
        opened = path.exists() and self.shell.open_outside(path)
        key = "ui.outside.no_program" if path.exists() else "ui.outside.gone"
        self.banner.tell("" if opened else say(key, name=path.name))
