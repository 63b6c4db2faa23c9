"""What every stage of a contest has: a header, a banner, progress, a body, and the folder it works on.

A stage keeps nothing of the contest but what it shows. It runs a desk through :meth:`Stage.run`; when the desk has
changed something, the folder is read anew and every stage shows the new view.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from judge_desk.contest.rulebook.definition import Definition, Round, find_round
from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.looking import ReviewView, RoundView
from judge_desk.desks.surroundings import Progress, Surroundings
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.jobs import Job
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.widgets.layouts import column
from judge_desk.ui.widgets.progress import ProgressPanel
from judge_desk.ui.widgets.signs import Banner
from judge_desk.ui.widgets.stage_header import StageHeader

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a stage of another round or review is asked to show."""

    round: RoundId
    what: object = None


class Stage(QWidget):
    """One stage. ``asked`` goes to another stage (its name, what it shows), ``opened`` to another page of the window.

    Attributes:
        round: id of the round or review that is worked on; empty while no folder was read.
        behind: name of the stage that the back button leads to.
    """

    asked = Signal(str, object)
    opened = Signal(str, object)
    behind = "home"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the frame; the stage fills it, says its words in :meth:`speak`, its state in :meth:`show_state`."""
        super().__init__()
        self.shell = shell
        self.dossier = dossier
        self.round = RoundId("")
        self.setProperty("ground", "bg")
        self.header = StageHeader(shell.look)
        self.header.back.connect(lambda: self.asked.emit(self.behind, None))
        self.banner = Banner(shell.look, "triangle-alert", "warn")
        self.progress = ProgressPanel(shell.words, shell.look)
        self._newest: Job | None = None
        self._seen_last: tuple[object, RoundId] = (None, RoundId(""))

    def fill(self, body: QWidget) -> None:
        """Set header, banner, progress and body under each other."""
        waiting = QWidget()
        waiting.setLayout(column(self.progress, margins=(16, 8, 16, 0)))
        box = column(self.header, self.banner, waiting, body)
        box.setStretchFactor(body, 1)
        self.setLayout(box)

    def speak(self) -> None:
        """Say every fixed word in the language of now."""
        raise NotImplementedError  # every stage has words of its own

    def show_state(self) -> None:
        """Show what the folder says about :attr:`round`; called whenever that may have changed."""
        raise NotImplementedError  # every stage shows something else

    def aim(self, what: object) -> None:
        """Take what another stage asked to be shown; :meth:`show_state` follows."""

    def first(self) -> QWidget:
        """Give what has the focus when the stage is shown: the first thing to do."""
        return self

    def keys(self) -> Keys:
        """Give the keys of this stage for the map of keys."""
        return ()

    def may_leave(self) -> bool:
        """Say whether nothing is lost when the stage is left now; if something is, show what."""
        return True

    def put_away(self) -> None:
        """Take what must happen when another stage or page is shown, e.g. keep a place."""

    def close_work(self) -> None:
        """Let go of what the stage holds open; called when the contest is closed."""

    @property
    def seen(self) -> RoundView | None:
        """What the folder says about the round that is worked on."""
        view = self.dossier.view
        rounds = view.rounds if view is not None else ()
        return next((each for each in rounds if each.overview.id == self.round), None)

    @property
    def reviewed(self) -> ReviewView | None:
        """What the folder says about the review that is worked on; None for a round."""
        view = self.dossier.view
        reviews = view.reviews if view is not None else ()
        return next((each for each in reviews if each.overview.id == self.round), None)

    @property
    def definition(self) -> Definition | None:
        """The rules in force, None while no folder was read."""
        return self.dossier.view.definition if self.dossier.view is not None else None

    @property
    def rules(self) -> Round | None:
        """The rules of the round that is worked on."""
        return find_round(self.definition, self.round) if self.definition is not None else None

    def run(
        self,
        work: Callable[[Surroundings], Given],
        done: Callable[[Given], None],
        step: str = "progress.looking_at",
        renew: bool = True,
    ) -> None:
        """Let a desk work off the thread of the window, with the secretary as who acts; only the newest counts.

        Args:
            work: gets the surroundings, touches no widget, opens its own files.
            done: takes the result in the thread of the window.
            step: key of what it does first, for the progress.
            renew: whether the folder may be another one afterwards, and is read anew.
        """
        job = self.shell.jobs.prepare()
        self._newest = job

        def desk(report: Progress) -> Given:
            return work(self.dossier.around(report))

        def finish(given: Any) -> None:
            self.banner.tell("")
            if renew:
                self.dossier.renew()
            if self._newest is job:
                done(given)

        def refuse(refusal: Refusal) -> None:
            if renew:
                self.dossier.renew()  # an act that was refused may have found the folder changed
            if self._newest is job:
                self.refused(refusal)

        job.done.connect(finish)
        job.refused.connect(refuse)
        job.stopped.connect(lambda: self.stopped() if self._newest is job else None)
        self.progress.follow(job, step)
        self.shell.jobs.start(job, desk)

    def is_read(self) -> bool:
        """Say whether this stage read what it shows of this view and round before; from now on it counts as read."""
        wanted = (self.dossier.view, self.round)
        read, self._seen_last = self._seen_last == wanted, wanted
        return read

    @property
    def busy(self) -> bool:
        """Say whether work that this stage began is still under way."""
        return self._newest is not None and self._newest.running

    def refused(self, refusal: Refusal) -> None:
        """Take the end of work that was refused: say why."""
        self.banner.tell(self.shell.words.problem(refusal.problem))

    def stopped(self) -> None:
        """Take the end of work that was stopped at the person's wish."""
        self.banner.tell(self.shell.words.say("ui.stage.stopped"))

    def open_outside(self, path: Path) -> None:
        """Open a file or folder with the system's program; say in the banner when there is none."""
        opened = path.exists() and self.shell.open_outside(path)
        key = "ui.outside.no_program" if path.exists() else "ui.outside.gone"
        self.banner.tell("" if opened else self.shell.words.say(key, name=path.name))
