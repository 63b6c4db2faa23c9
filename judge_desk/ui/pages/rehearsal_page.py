"""Rehearse a whole contest: where, how large, which lot; then its story, its decisions and its papers."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QStackedWidget, QWidget

from judge_desk.contest.values.problems import Refusal
from judge_desk.desks import rehearsing
from judge_desk.desks.looking import title_of
from judge_desk.desks.papers.kinds import paper_kind
from judge_desk.desks.rehearsing import FEWEST_ENTRIES, FEWEST_JUDGES, Plan, Playable, Played
from judge_desk.desks.surroundings import Progress, silent
from judge_desk.ui.models.lines import Line, line_of
from judge_desk.ui.pages.page import Page
from judge_desk.ui.recent import RecentPlace
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.choice_box import ChoiceBox
from judge_desk.ui.widgets.layouts import card, column, row, scrolling
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.number_field import NumberField
from judge_desk.ui.widgets.path_field import PathField
from judge_desk.ui.widgets.progress import ProgressPanel
from judge_desk.ui.widgets.tabs import Tabs
from judge_desk.ui.widgets.text import Text

MOST_ENTRIES: Final = 1000
MOST_JUDGES: Final = 30
FEWEST_PAPERS: Final = 100
MOST_PAPERS: Final = 25_000
USUAL_PAPERS: Final = 300
SIZES: Final = ("entries", "judges", "papers", "seed")
WIDTH: Final = 720
TABS: Final = ("story", "decisions", "papers")


class RehearsalForm(QWidget):
    """What to rehearse. ``wanted`` carries the plan."""

    wanted = Signal(object)

    def __init__(self, shell: Shell, parent: QObject | None = None) -> None:
        """Make the form with a folder of today's date, the smallest contest, and lot 1."""
        super().__init__()
        self._shell = shell
        look = shell.look
        self._line = Text(look, "body", wrap=True)
        self._labels = {name: Text(look, "caption_strong") for name in ("contest", "folder", *SIZES)}
        self._hint = Text(look, "caption", "text_2", wrap=True)
        self.folder = PathField(shell)
        self.folder.show_path(_free_folder(shell.around(silent).now()))
        self.entries, self.judges = NumberField(FEWEST_ENTRIES, MOST_ENTRIES), NumberField(FEWEST_JUDGES, MOST_JUDGES)
        self.papers = NumberField(FEWEST_PAPERS, MOST_PAPERS)
        self.papers.set_value(USUAL_PAPERS)
        self.seed = QLineEdit("1")
        self.contest = ChoiceBox(look, 24)
        for each in rehearsing.playable():
            self.contest.addItem(each.title, each)
        self.contest.currentIndexChanged.connect(self._show_sizes)
        self.problem = Text(look, "body", "stop", wrap=True)
        self.problem.setMinimumHeight(look.px(20))
        self.go = Button(look, "primary", "play")
        self.go.clicked.connect(self._go)
        for edit in (self.folder.edit, self.entries, self.judges, self.papers, self.seed):
            edit.returnPressed.connect(self._go)
        self._build()

    def _build(self) -> None:
        sizes = {"entries": self.entries, "judges": self.judges, "papers": self.papers, "seed": self.seed}
        fields = {"contest": self.contest, "folder": self.folder, **sizes}
        buddies = {**fields, "folder": self.folder.edit}
        for name, label in self._labels.items():
            label.setBuddy(buddies[name])
        self._sizes = {name: _pair(self._labels[name], fields[name]) for name in SIZES}
        for name in SIZES:
            fields[name].setMinimumWidth(120)
        form = column(
            self._line, 8, column(self._labels["contest"], self.contest, spacing=4),
            column(self._labels["folder"], self.folder, spacing=4), row(*self._sizes.values(), spacing=12),
            self._hint, row(self.problem, self.go, spacing=12), spacing=12, margins=(20, 20, 20, 20),
        )  # fmt: skip
        frame = card(form)
        frame.setMaximumWidth(WIDTH)
        frame.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        whole = row(0, frame, 0, margins=(16, 16, 16, 16))
        whole.setStretch(1, 100)
        self.setLayout(column(whole, 0))
        self._show_sizes()

    def chosen(self) -> Playable:
        """Give the contest that is chosen."""
        playable: Playable = self.contest.currentData()
        return playable

    def _show_sizes(self) -> None:
        """Ask only for the sizes that the chosen contest has."""
        contest = self.chosen()
        for name in ("entries", "judges"):
            self._sizes[name].setVisible(contest.judged)
        self._sizes["papers"].setVisible(contest.papers)
        self._hint.setVisible(contest.judged)

    def speak(self) -> None:
        """Say every word."""
        say = self._shell.words.say
        self._line.setText(say("ui.rehearsal.line"))
        for name, label in self._labels.items():
            label.setText(say(f"ui.rehearsal.{name}"))
        self._hint.setText(say("ui.rehearsal.hint", entries=FEWEST_ENTRIES, judges=FEWEST_JUDGES))
        self.folder.tell(say("ui.rehearsal.folder"), say("ui.choose"))
        self.contest.setAccessibleName(say("ui.rehearsal.contest"))
        self.go.setText(say("ui.rehearsal.go"))
        self.problem.setText("")

    def _go(self) -> None:
        say = self._shell.words.say
        folder, seed = self.folder.path(), self.seed.text().strip()
        if folder is None or not seed:
            self.problem.setText(say("ui.rehearsal.no_folder" if folder is None else "ui.rehearsal.no_seed"))
            (self.folder.edit if folder is None else self.seed).setFocus()
            return
        self.problem.setText("")
        sizes = (self.entries.value(), self.judges.value(), seed, self.papers.value())
        self.wanted.emit(Plan(folder, self.chosen().id, *sizes))

    def next_folder(self) -> None:
        """Offer a folder that is free."""
        self.folder.show_path(_free_folder(self._shell.around(silent).now()))


class RehearsalPage(Page):
    """The form, then the rehearsal under way, then what came of it."""

    def __init__(self, shell: Shell) -> None:
        """Make the page."""
        super().__init__(shell)
        look = shell.look
        self.played: Played | None = None
        self._plan = Plan(Path(), "", FEWEST_ENTRIES, FEWEST_JUDGES, "")
        self.form = RehearsalForm(shell)
        self.form.wanted.connect(self.rehearse)
        self.progress = ProgressPanel(shell.words, look)
        self.notice = Notice(look, "circle-x", "stop")
        self.notice.act.clicked.connect(self._again)
        self.tabs = Tabs(look, TABS)
        self.lists = {name: LineList(look) for name in TABS}
        self.lists["papers"].opened.connect(self._open_paper)
        self.summary = Text(look, "heading", wrap=True)
        self.again, self.folder, self.contest = Button(look, "text"), Button(look), Button(look)
        self.minutes = Button(look, "primary", "file-text")
        self.again.clicked.connect(self._again)
        self.folder.clicked.connect(self._open_folder)
        self.contest.clicked.connect(self._open_contest)
        self.minutes.clicked.connect(self._open_minutes)
        self._stack = QStackedWidget()
        for each in (scrolling(self.form), self._working(), self._outcome(), self.notice):
            self._stack.addWidget(each)
        self.fill(self._stack)
        self.speak()

    def _working(self) -> QWidget:
        page = QWidget()
        frame = card(column(self.progress, margins=(20, 20, 20, 20)))
        frame.setMaximumWidth(WIDTH)
        middle = row(0, frame, 0)
        middle.setStretch(1, 100)
        page.setLayout(column(middle, 0, margins=(16, 16, 16, 16)))
        return page

    def _outcome(self) -> QWidget:
        for name, each in self.lists.items():
            self.tabs.put(name, each)
        frame = QFrame()
        frame.setProperty("frame", "card")
        frame.setLayout(column(self.tabs, margins=(2, 4, 2, 2)))
        acts = row(self.again, 0, self.folder, self.contest, self.minutes, spacing=8)
        page = QWidget()
        page.setLayout(column(self.summary, frame, acts, spacing=12, margins=(16, 12, 16, 12)))
        return page

    def speak(self) -> None:
        """Say every word."""
        say = self.shell.words.say
        self.header.tell(say("ui.back.start"), say("ui.rehearsal.title"))
        self.header.sign.show_state("graduation-cap", "warn", say("ui.rehearsal.sign"))
        self.say_rehearsal(True)
        self.form.speak()
        self.again.setText(say("ui.rehearsal.again"))
        self.folder.setText(say("ui.rehearsal.open_folder"))
        self.contest.setText(say("ui.rehearsal.open_contest"))
        self.minutes.setText(say("ui.rehearsal.open_minutes"))
        if self.played is not None:
            self._show(self.played)

    @property
    def subject(self) -> str:
        """The title of the page."""
        return self.shell.words.say("ui.rehearsal.title")

    def first(self) -> QWidget:
        """Begin at the filled button of what is shown."""
        return self.minutes if self.played is not None else self.form.go

    def keys(self) -> Keys:
        """Give the keys of this page."""
        return (("Enter", "ui.keys.enter"), ("↑ ↓", "ui.keys.rows"), ("Ctrl+C", "ui.keys.copy"))

    def rehearse(self, plan: Plan) -> None:
        """Begin a rehearsal off the thread of the window."""
        language = self.shell.words.language

        def work(report: Progress) -> tuple[Played, str]:
            played = rehearsing.rehearse(plan, self.shell.around(report), language)
            return played, title_of(played.folder)

        self._plan = plan
        self._stack.setCurrentIndex(1)
        self.begin(work, self.progress, "ui.rehearsal.step", self._done)
        self.progress.stop.setFocus()

    def _done(self, came: tuple[Played, str]) -> None:
        played, title = came
        self.played = played
        now = self.shell.around(silent).now()
        self.shell.recent.add(RecentPlace("contest", str(played.folder), title, now, rehearsal=True))
        self._show(played)
        self._stack.setCurrentIndex(2)
        self.minutes.setFocus()

    def _show(self, played: Played) -> None:
        say = self.shell.words.say
        self.summary.setText(say("ui.rehearsal.done" if played.recount else "ui.rehearsal.done_differs"))
        story = [Line("circle-check", "ok", "", each) for each in played.story]
        story += [line_of(each, self.shell.words) for each in played.findings]
        decisions = [Line("scale", "text_2", "", each) for each in played.decisions]
        papers = [self._paper(each) for each in played.papers]
        for name, lines in zip(TABS, (story, decisions, papers), strict=True):
            self.lists[name].show_lines(lines)
            self.tabs.tell(name, say(f"ui.rehearsal.tab.{name}", count=len(lines)))

    def _paper(self, path: Path) -> Line:
        kind = paper_kind(path.name)
        title = self.shell.words.say(f"paper_title.{kind}") if kind else path.name
        return Line("file-text", "accent", "", title, f"{path.parent.name} · {path.name}", key=path)

    def refused(self, refusal: Refusal) -> None:
        """Say why it was refused."""
        self._stack.setCurrentIndex(0)
        self.form.problem.setText(self.refusal_words(refusal))
        self.form.folder.edit.setFocus()

    def stopped(self) -> None:
        """Say what is left of a rehearsal that was stopped."""
        self.notice.show_icon("square", "text_2")
        say = self.shell.words.say
        self.notice.tell(say("ui.rehearsal.stopped", folder=str(self._plan.folder)), say("ui.rehearsal.again"))
        self._stack.setCurrentIndex(3)
        self.notice.act.setFocus()

    def broke(self, fault: BaseException) -> None:
        """Say that the program is at fault."""
        self.notice.show_icon("circle-x", "stop")
        self.notice.tell(self.shell.words.say("ui.broke.act"), self.shell.words.say("ui.rehearsal.again"))
        self._stack.setCurrentIndex(3)

    def _again(self) -> None:
        self.played = None
        self.form.next_folder()
        self._stack.setCurrentIndex(0)
        self.form.go.setFocus()

    def _open_paper(self, path: Path) -> None:
        self.open_outside(path)

    def _open_minutes(self) -> None:
        if self.played is not None:
            self.open_outside(self.played.minutes[-1])

    def _open_folder(self) -> None:
        if self.played is not None:
            self.open_outside(self.played.minutes[-1].parent.parent)

    def _open_contest(self) -> None:
        if self.played is not None:
            self.asked.emit("contest", self.played.folder)


def _pair(label: QWidget, field: QWidget) -> QWidget:
    """Put a field below its label, in a widget that can be hidden as one."""
    pair = QWidget()
    pair.setLayout(column(label, field, spacing=4))
    return pair


def _free_folder(now: str) -> Path:
    """Offer a folder of today's date below the person's documents, not yet taken."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    base = Path(documents or Path.home()) / "Judge Desk"
    day = now[:10]
    number = 1
    while (folder := base / f"chay-thu-{day}-{number}").exists():
        number += 1
    return folder
