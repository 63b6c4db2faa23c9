"""A contest folder in the secretary's window: the rail of stages at the left, the stage that is open at the right."""

from __future__ import annotations

import importlib
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import Altered, Refusal, Unreadable
from judge_desk.desks import presence
from judge_desk.desks.bringing import Brought, Kind, sort_out
from judge_desk.desks.looking import ReviewView, RoundView
from judge_desk.desks.presence import Holder
from judge_desk.desks.safekeeping import copies
from judge_desk.desks.stages import RAIL, current_round, stages_of
from judge_desk.desks.surroundings import Progress, silent
from judge_desk.ui.dialogs.question import Question
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.focus_back import FocusBack
from judge_desk.ui.models.collect_words import BroughtFiles
from judge_desk.ui.pages.page import Page
from judge_desk.ui.recent import RecentPlace
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Elsewhere, Stage
from judge_desk.ui.widgets.decision_form import DecisionForm
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.progress import ProgressPanel
from judge_desk.ui.widgets.stage_rail import FOOT, ROWS, StageRail

ROOMY: Final = 1100
"""px of the page under which the rail shows icons alone."""
STAGES: Final = {
    "home": ("judge_desk.ui.stages.home_stage", "HomeStage"),
    "panel": ("judge_desk.ui.stages.panel_stage", "PanelStage"),
    "rules": ("judge_desk.ui.stages.rules_stage", "RulesStage"),
    "intake": ("judge_desk.ui.stages.intake_stage", "IntakeStage"),
    "intake_plan": ("judge_desk.ui.stages.intake_plan_stage", "IntakePlanStage"),
    "register": ("judge_desk.ui.stages.register_stage", "RegisterStage"),
    "entry": ("judge_desk.ui.stages.entry_stage", "EntryStage"),
    "papers": ("judge_desk.ui.stages.papers_stage", "PapersStage"),
    "hall": ("judge_desk.ui.stages.hall_stage", "HallStage"),
    "publicity": ("judge_desk.ui.stages.publicity_stage", "PublicityStage"),
    "texts": ("judge_desk.ui.stages.texts_stage", "TextsStage"),
    "settle": ("judge_desk.ui.stages.settle_stage", "SettleStage"),
    "stats": ("judge_desk.ui.stages.stats_stage", "StatsStage"),
    "results": ("judge_desk.ui.stages.results_stage", "ResultsStage"),
    "extras": ("judge_desk.ui.stages.extras_stage", "ExtrasStage"),
    "figures": ("judge_desk.ui.stages.figures_stage", "FiguresStage"),
    "figures_plan": ("judge_desk.ui.stages.figures_plan_stage", "FiguresPlanStage"),
    "review": ("judge_desk.ui.stages.review_stage", "ReviewStage"),
    "checklist": ("judge_desk.ui.stages.checklist_stage", "ChecklistStage"),
    "awards": ("judge_desk.ui.stages.awards_stage", "AwardsStage"),
    "prizes": ("judge_desk.ui.stages.prizes_stage", "PrizesStage"),
    "similar": ("judge_desk.ui.stages.similar_stage", "SimilarStage"),
    "inside": ("judge_desk.ui.stages.inside_stage", "InsideStage"),
    "issue": ("judge_desk.ui.stages.issue_stage", "IssueStage"),
    "calendar": ("judge_desk.ui.stages.calendar_stage", "CalendarStage"),
    "log": ("judge_desk.ui.stages.log_stage", "LogStage"),
    "safety": ("judge_desk.ui.stages.safety_stage", "SafetyStage"),
    "collect": ("judge_desk.ui.stages.collect_stage", "CollectStage"),
    "plan": ("judge_desk.ui.stages.plan_stage", "PlanStage"),
    "choose": ("judge_desk.ui.stages.choose_stage", "ChooseStage"),
    "matrix": ("judge_desk.ui.stages.matrix_stage", "MatrixStage"),
    "paper": ("judge_desk.ui.stages.paper_stage", "PaperStage"),
    "opening": ("judge_desk.ui.stages.opening_stage", "OpeningStage"),
}
"""Stages by name: their module and class."""


class ContestPage(Page):
    """Reads a contest folder, takes the secretary's seat at it, and shows one stage at a time."""

    def __init__(self, shell: Shell) -> None:
        """Make the page without a contest."""
        super().__init__(shell)
        self.dossier = Dossier(shell, Path())
        self.rail = StageRail(shell)
        self.rail.chosen.connect(self._choose)
        self.rail.turned.connect(self._turn)
        self.stages: dict[str, Stage] = {}
        self._shown, self._round = "home", RoundId("")
        self._pinned, self._read = False, False
        self.progress = ProgressPanel(shell.words, shell.look, can_stop=False)
        self.notice = Notice(shell.look, "circle-x", "stop")
        self._mends = False
        self.notice.act.clicked.connect(self._again)
        self.notice.other.clicked.connect(self._forget)
        self._stack, self._work = QStackedWidget(), QStackedWidget()
        self._renewing = QTimer(self)
        self._renewing.setInterval(presence.RENEW_SECONDS * 1000)
        self._renewing.timeout.connect(self._stay)
        self.setAcceptDrops(True)
        self._build()
        self.focus_back = FocusBack(self.rail, self._work, self.first)
        self.speak()

    def _build(self) -> None:
        waiting, right = QWidget(), QWidget()
        waiting.setLayout(column(self.progress, 0, margins=(24, 24, 24, 24)))
        stacked = column(self.rehearsal, self.banner, self._work)
        stacked.setStretchFactor(self._work, 1)
        right.setLayout(stacked)
        whole = QWidget()
        beside = row(self.rail, right)
        beside.setStretchFactor(right, 1)
        whole.setLayout(beside)
        for each in (waiting, whole, self.notice):
            self._stack.addWidget(each)
        self.setLayout(column(self._stack))
        QShortcut(QKeySequence("F2"), self, self._open_rail)
        for number in range(len(RAIL)):
            QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self, partial(self._choose_nth, number))

    def read(self, folder: Path) -> None:
        """Read a contest folder and show its home."""
        self.close_work()
        self.dossier = Dossier(self.shell, folder)
        self.dossier.changed.connect(self._renewed)
        self.dossier.refused.connect(self._refused)
        for name in list(self.stages):
            self._work.removeWidget(self.stages[name])
            self.stages.pop(name).deleteLater()
        self._shown, self._round, self._read = "home", RoundId(""), False
        self.say_rehearsal(False)
        self.banner.tell("")
        self._stack.setCurrentIndex(0)
        self.dossier.renew()

    def _renewed(self) -> None:
        """Show a view that was read anew; the first one of a folder opens its home."""
        view = self.dossier.view
        if view is None:
            return
        if not self._read:
            now = self.shell.around(silent).now()
            self.shell.recent.add(RecentPlace("contest", str(view.folder), view.title, now, view.overview.rehearsal))
            self._round, self._read = current_round(view), True
            self._stack.setCurrentIndex(1)
            self.titled.emit()
            self.show_stage("home")
            self._sit_down()
            return
        if self._round not in [each.id for each in stages_of(view)]:
            self._round = current_round(view)  # the rules have others now, or their first one
            self.stages[self._shown].round = self._round
        self._tell()
        self.stages[self._shown].show_state()

    def _tell(self) -> None:
        view = self.dossier.view
        if view is None:
            return
        seen: tuple[RoundView | ReviewView, ...] = (*view.rounds, *view.reviews)
        sample = next((each.sample for each in seen if each.overview.id == self._round), False)
        self.say_rehearsal(view.overview.rehearsal, sample)
        self.rail.tell(stages_of(view), self._round, self._row_of(self._shown))

    def _row_of(self, stage: str) -> str:
        """Give the row of the rail that a stage belongs to: its own, or that of the stage before it."""
        while stage not in (*ROWS, "home", *FOOT) and stage in self.stages:
            stage = self.stages[stage].behind
        return stage

    def _sit_down(self) -> None:
        """Take the secretary's seat; when somebody else has it, say who and ask."""
        folder, name, around = self.dossier.folder, self.dossier.operator, self.shell.around(silent)
        try:
            held = presence.enter(folder, name, around)
        except Refusal as refusal:  # a folder that can only be read is looked at without a seat
            self.banner.tell(self.shell.words.problem(refusal.problem))
            return
        if held is not None and not self._may_take_over(held):
            self.left.emit()
            return
        if held is not None:
            presence.take_over(folder, name, around)
        self._renewing.start()

    def _may_take_over(self, held: Holder) -> bool:
        say = self.shell.words.say
        facts = self.shell.words.problem(held.finding)
        return Question(
            self, self.shell.look, say("ui.contest.held.title"), facts, say("ui.contest.held.act"),
            say("ui.contest.held.safe"),
        ).asked()  # fmt: skip

    def _stay(self) -> None:
        """Say once in a while that this window still has the folder, off its thread; hear whether it was taken over."""
        folder, name = self.dossier.folder, self.dossier.operator
        job = self.shell.jobs.prepare(quiet=True)

        def work(report: Progress) -> Holder | None:
            return presence.renew(folder, name, self.shell.around(report))

        job.done.connect(lambda held: self.banner.tell(self.shell.words.problem(held.finding) if held else ""))
        self.shell.jobs.start(job, work)

    def _refused(self, refusal: Refusal) -> None:
        """Say why the folder cannot be read; what was shown before stays where something was."""
        words = self.shell.words.problem(refusal.problem)
        if self._read:
            self.banner.tell(words)
            return
        say = self.shell.words.say
        self._mends = isinstance(refusal, Altered | Unreadable) and bool(copies(self.dossier.folder))
        self.notice.tell(words, say("ui.contest.mend" if self._mends else "ui.again"), say("ui.forget"))
        self._stack.setCurrentIndex(2)
        self.notice.act.setFocus()

    def _again(self) -> None:
        """Try once more; a damaged contest that has copies shows them, for one to go back to."""
        if not self._mends:
            self.read(self.dossier.folder)
            return
        self._stack.setCurrentIndex(1)
        self.show_stage("safety")

    def _forget(self) -> None:
        self.shell.recent.drop(self.dossier.folder)
        self.left.emit()

    @property
    def stage(self) -> Stage:
        """The stage that is shown."""
        return self.stages[self._shown]

    def show_stage(self, name: str, what: object = None) -> None:
        """Show a stage by its name; ``what`` is what it shows, if it shows something in particular."""
        if self._shown in self.stages and self._shown != name:
            self.stage.put_away()
        stage = self._stage(name)
        self._shown = name
        stage.round = self._round
        if what is not None:
            stage.aim(what)
        self._work.setCurrentWidget(stage)
        self._tell()
        stage.show_state()
        stage.first().setFocus()
        self._pinned = False
        self._arrange()

    def _stage(self, name: str) -> Stage:
        if name not in self.stages:
            module, kind = STAGES[name]
            made = getattr(importlib.import_module(module), kind)(self.shell, self.dossier)
            made.asked.connect(self._asked)
            made.opened.connect(self.asked)
            self.shell.words.changed.connect(made.speak)
            self.stages[name] = made
            self._work.addWidget(made)
        return self.stages[name]

    def _asked(self, name: str, what: object) -> None:
        """Go where a stage leads, perhaps in another round or review."""
        if self._may_go():
            if isinstance(what, Elsewhere):
                self._round, what = what.round or self._round, what.what
            self.show_stage(name if self.rail.offers(name) else "home", what)

    def _choose(self, round_id: str, name: str) -> None:
        """Go where a row of the rail leads."""
        self.rail.mark(self._row_of(self._shown))
        if name == "preferences":
            self.asked.emit("preferences", None)
        elif name == "close":
            self.left.emit()
        elif name in STAGES and self.rail.offers(name) and self._may_go():
            if round_id:
                self._round = RoundId(round_id)
            self.show_stage(name)

    def _choose_nth(self, number: int) -> None:
        """Go to a stage by its number in the rail."""
        if number < len(self.rail.order):
            self._choose(self._round, self.rail.order[number])

    def _turn(self, round_id: str) -> None:
        """Show the stages of another round."""
        if self._may_go():
            self._round = RoundId(round_id)
            self.show_stage("home")

    def _may_go(self) -> bool:
        if self._shown not in self.stages or self.stage.may_leave():
            return True
        say = self.shell.words.say
        words = [say(f"ui.leaving.{part}") for part in ("title", "facts", "act", "safe")]
        return Question(self, self.shell.look, *words).asked()

    def speak(self) -> None:
        """Say every word in the language of now."""
        self._tell()
        if self._shown in self.stages and self.dossier.view is not None:
            self.stage.show_state()

    @property
    def subject(self) -> str:
        """The contest's title."""
        return self.dossier.view.title if self.dossier.view is not None else ""

    def keys(self) -> Keys:
        """Give the keys of the rail and of the stage that is shown."""
        own: Keys = (("Ctrl+1 … Ctrl+8", "ui.keys.stage"), ("F2", "ui.keys.rail"))
        return (*own, *(self.stage.keys() if self._shown in self.stages else ()))

    def first(self) -> QWidget:
        """Begin in the stage."""
        return self.stage.first() if self._shown in self.stages else self.rail.home

    def may_leave(self) -> bool:
        """Say whether no stage loses anything: what the one that is shown holds, or a reason that was not recorded."""
        if self._shown in self.stages and not self.stage.may_leave():
            return False
        forms = ((stage, form) for stage in self.stages.values() for form in stage.findChildren(DecisionForm))
        return not any(form.reason and form.isVisibleTo(stage) for stage, form in forms)

    def put_away(self) -> None:
        """Let the stage keep its place."""
        if self._shown in self.stages:
            self.stage.put_away()

    def close_work(self) -> None:
        """Get up from the folder, and let every stage go of what it holds."""
        for each in self.stages.values():
            each.close_work()
        if self._renewing.isActive():
            self._renewing.stop()
            presence.leave(self.dossier.folder)

    def _open_rail(self) -> None:
        self._pinned = not self._pinned
        self._arrange()
        row_ = self._row_of(self._shown)
        self.rail.stages.get(row_, self.rail.home).setFocus()

    def _arrange(self) -> None:
        narrow = self.width() < self.shell.look.px(ROOMY) and not self._pinned
        if narrow != self.rail.is_narrow:
            self.rail.narrow(narrow)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders wherever a stage has no place of its own for them; no field takes them as text."""
        for kind in (QLineEdit, QPlainTextEdit):
            for each in self.findChildren(kind):
                each.setAcceptDrops(False)
        if self._read and not self.stage.busy and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Sort out what was dropped, off the thread of the window: ballots, sources of entries, or a place to open."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        places = tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        self.stage.run(lambda around: sort_out(places, around), self._take_in, "progress.looking_for_ballots", False)

    def _take_in(self, brought: Brought) -> None:
        """Lead to where what was dropped is shown before anything is taken in."""
        if brought.kind is Kind.BALLOTS:
            self._asked("plan", BroughtFiles(brought.places))
        elif brought.kind is Kind.ENTRIES and self._shown == "panel" and brought.files is None:
            self.stage.aim(brought)  # beside the people of a panel, a sheet is a list of people
        elif brought.kind is Kind.ENTRIES and "figures" in self.rail.order:
            self._asked("figures", None)  # which part a sheet belongs to, nobody but a person can say
        elif brought.kind is Kind.ENTRIES:
            self._asked("intake_plan", brought)
        else:
            self.asked.emit("place", brought.places[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the stage in a narrow window."""
        super().resizeEvent(event)
        self._arrange()
