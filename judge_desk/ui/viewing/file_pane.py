"""One tab of the reader: its files are checked off the window's thread, then shown in the view of their kind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.reading import OTHER, ReadyFile, make_ready, outside_copy
from judge_desk.desks.surroundings import Progress
from judge_desk.ui.dialogs.question import Question
from judge_desk.ui.jobs import Job, Work
from judge_desk.ui.shell import Shell
from judge_desk.ui.viewing.clip_view import ClipView
from judge_desk.ui.viewing.pages_view import PagesView
from judge_desk.ui.viewing.tab_plan import TabPlan
from judge_desk.ui.widgets.layouts import column
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.progress import ProgressPanel
from judge_desk.ui.widgets.signs import Banner

STEP: Final = "progress.reading"
Found = tuple[tuple[ReadyFile, ...], tuple[tuple[int, Refusal], ...]]
"""What may be shown, and the others: which of the files, and why not."""


class FilePane(QWidget):
    """The files of one tab. ``moved`` says that the position is another; ``shown`` that the files are there."""

    moved = Signal()
    shown = Signal()

    def __init__(self, shell: Shell, plan: TabPlan, code: EntryCode, package: Path, cache: Path) -> None:
        """Make the pane; :meth:`prepare` and :meth:`open` fill it."""
        super().__init__()
        self.shell, self.plan = shell, plan
        self._code, self._package, self._cache = code, package, cache
        self._job: Job | None = None
        self._found: Found | None = None
        self._position, self._wanted = "", False
        self.view: PagesView | ClipView | None = None
        self.banner = Banner(shell.look, "triangle-alert", "warn")
        self.progress = ProgressPanel(shell.words, shell.look, can_stop=False)
        self.notice = Notice(shell.look, "triangle-alert", "warn")
        self.notice.act.become("plain")
        self.notice.act.clicked.connect(self._try_again)
        self.notice.other.clicked.connect(self.ask_outside)
        self._stack = QStackedWidget()
        self._blank = QWidget()
        self._blank.setLayout(column(0, self.progress, 0, margins=(24, 24, 24, 24)))
        for each in (self._blank, self.notice):
            self._stack.addWidget(each)
        self.setLayout(column(self.banner, self._stack))
        shell.words.changed.connect(self._speak)

    # -- checking the files ---------------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Check the files, if that is not done or under way."""
        if self._job is not None or self._found is not None:
            return
        shell, plan, code, package, cache = self.shell, self.plan, self._code, self._package, self._cache

        def work(report: Progress) -> Found:
            around = shell.around(report)
            ready, refused = [], []
            for number, file in enumerate(plan.files, start=1):
                try:
                    ready.append(make_ready(package, code, file, cache, around))
                except Refusal as refusal:
                    refused.append((number, refusal))
            return tuple(ready), tuple(refused)

        self._job = self._run(work)
        self._job.done.connect(self._take)
        self._job.broke.connect(lambda _: self._forget())
        self._job.stopped.connect(self._forget)
        self.progress.follow(self._job, STEP)

    def _run(self, work: Work) -> Job:
        job = self.shell.jobs.prepare(quiet=True)
        self.shell.jobs.start(job, work)
        return job

    def _forget(self) -> None:
        self._job = None

    def _take(self, found: Found) -> None:
        self._job, self._found = None, found
        if self._wanted:
            self._show()

    # -- showing them ---------------------------------------------------------------------------------------------

    def open(self, position: str) -> None:
        """Show the files at a position, as soon as they are checked; what is open stays as it is."""
        if self.view is not None:
            return
        self._position, self._wanted = position, True
        self.prepare()
        if self._found is not None:
            self._show()

    def _show(self) -> None:
        assert self._found is not None
        ready = self._found[0]
        self._speak()
        if not ready or ready[0].kind == OTHER:
            self._stack.setCurrentWidget(self.notice)
        else:
            self._show_view(ready)
        self.setFocusProxy(self.panel())
        self.shown.emit()

    def _show_view(self, ready: tuple[ReadyFile, ...]) -> None:
        if self.view is None:
            self.view = ClipView(self.shell) if ready[0].kind == "clip" else PagesView(self.shell)
            self.view.moved.connect(self.moved)
            self.view.outside.connect(self.ask_outside)
            self._stack.addWidget(self.view)
        if isinstance(self.view, PagesView):
            self.view.open(ready[0], self._position, ready[1:])
        else:
            self.view.open(ready[0], self._position, self.plan.part)
        self._stack.setCurrentWidget(self.view)

    def _speak(self) -> None:
        if self._found is None:
            return
        say, (ready, refused) = self.shell.words.say, self._found
        why = "\n".join(self._reason(number, refusal) for number, refusal in refused)
        self.banner.tell(why if ready else "")
        if not ready:
            self.notice.tell(why, say("ui.again"))
        elif ready[0].kind == OTHER:
            kind = ready[0].file.extension.upper()
            self.notice.tell(say("ui.reading.other", kind=kind), other=say("ui.reading.outside"))

    def _reason(self, number: int, refusal: Refusal) -> str:
        """Say why a file is not shown; the tab says which one it is, or a number among several."""
        several = len(self.plan.files)
        place = self.shell.words.say("ui.reading.place.picture", number=number, total=several) if several > 1 else ""
        return self.shell.words.problem(replace(refusal.problem, where=place))

    def _try_again(self) -> None:
        self._found = None
        self._stack.setCurrentWidget(self._blank)
        self.open(self._position)

    def rest(self) -> None:
        """Let a clip pause while another tab is shown; its viewer stays, as pages do."""
        if isinstance(self.view, ClipView) and self.view.remote.playing:
            self.view.remote.toggle()

    def position(self) -> str:
        """Give the position in the files, empty before they were shown."""
        return self.view.position() if self.view is not None else ""

    def leave(self) -> None:
        """Stop what plays, end the viewer, and what is still being checked."""
        self._wanted = False
        if self._job is not None:
            self._job.stop()
        if self.view is not None:
            self.view.leave()

    @property
    def sentence(self) -> str:
        """What is said instead of showing the files; empty while they are shown."""
        if self._stack.currentWidget() is self.notice:
            return self.notice.text.text()
        return self.view.sentence if isinstance(self.view, PagesView) else ""

    def panel(self) -> QWidget:
        """Give what takes the keys."""
        if self._stack.currentWidget() is self.notice:
            return self.notice.act if self.notice.act.isVisible() else self.notice.other
        if isinstance(self.view, PagesView):
            return self.view  # it passes the focus on to what it shows
        return self.view.panel() if self.view is not None else self

    # -- the machine's own programs -------------------------------------------------------------------------------

    def ask_outside(self) -> None:
        """Ask whether the file is to be opened with the machine's own program, then open a copy."""
        if self._found is None or not self._found[0]:
            return
        say = self.shell.words.say
        words = [say(f"ui.reading.ask_outside.{part}") for part in ("title", "facts", "act", "safe")]
        if not Question(self.window(), self.shell.look, *words).asked():
            return
        ready = self._found[0][self._number()]
        cache = self._cache
        job = self._run(lambda report: outside_copy(ready, cache))
        job.done.connect(self._open_copy)
        job.refused.connect(lambda refusal: self.banner.tell(self.shell.words.problem(refusal.problem)))

    def _number(self) -> int:
        """Give which of the files is looked at."""
        return self.view.sheets.page if isinstance(self.view, PagesView) and self.view.pictures else 0

    def _open_copy(self, path: Path) -> None:
        if not self.shell.open_outside(path):
            self.banner.tell(self.shell.words.say("ui.reading.ask_outside.none"))
