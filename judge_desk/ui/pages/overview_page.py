"""A contest folder, only to look at: its rounds, their tables, why an entry has its place, what is open."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QSplitter, QStackedWidget, QWidget

from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.looking import ContestView, RoundView, look_at
from judge_desk.desks.surroundings import Progress, silent
from judge_desk.ui.models.lines import Line, line_of
from judge_desk.ui.models.result_rows import ResultRow, result_rows
from judge_desk.ui.models.result_words import why_lines
from judge_desk.ui.pages.page import Page
from judge_desk.ui.recent import RecentPlace
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.progress import ProgressPanel
from judge_desk.ui.widgets.results_view import ResultsView
from judge_desk.ui.widgets.round_cards import RoundCards
from judge_desk.ui.widgets.tabs import Tabs
from judge_desk.ui.widgets.text import Text, restyle

PANEL: Final = 424
NARROW: Final = 1000
"""px of the page under which table and panel share one place, each under its own tab."""
LOW: Final = 560
"""px of height under which cards are one line and figures that stand elsewhere go."""


class ResultsPane(QFrame):
    """The table of a round with its search, or a sentence why there is none."""

    def __init__(self, shell: Shell) -> None:
        """Make an empty pane."""
        super().__init__()
        self.setProperty("frame", "card")
        self.title = Text(shell.look, "heading")
        self.search = QLineEdit()
        self.search.setMinimumWidth(240)
        self.search.setMaximumWidth(320)
        self.search.setClearButtonEnabled(False)
        self.table = ResultsView(shell.words, shell.look)
        self.search.textChanged.connect(self.table.order.search)
        self.nothing = Notice(shell.look, "circle-dashed")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        self.head = QWidget()
        self.head.setLayout(row(self.title, 0, self.search, spacing=12, margins=(16, 8, 16, 8)))
        self.setLayout(column(self.head, self._stack, margins=(2, 2, 2, 2)))

    def show_rows(self, rows: tuple[ResultRow, ...], reason: str) -> None:
        """Show rows, or the reason why there are none."""
        self.table.show_rows(rows)
        self.search.setVisible(bool(rows))
        self.nothing.tell(reason)
        self._stack.setCurrentIndex(0 if rows else 1)


class OverviewPage(Page):
    """Reads a contest folder off the thread of the window and shows it; nothing in it is changed."""

    def __init__(self, shell: Shell, parent: QObject | None = None) -> None:
        """Make the page without a contest."""
        super().__init__(shell)
        look = shell.look
        self.view: ContestView | None = None
        self._folder = Path()
        self._number = 0
        self.cards = RoundCards(shell)
        self.cards.chosen.connect(self._choose)
        self.entries = Text(look, "body", "text_2", wrap=True)
        self.pane = ResultsPane(shell)
        self.pane.table.chosen.connect(self._explain)
        self.tabs = Tabs(look, ("table", "why", "questions"))
        self.tabs.turned.connect(lambda _: self._arrange())
        self.why, self.questions = LineList(look), LineList(look)
        self.minutes, self.papers, self.check = Button(look, "primary", "file-text"), Button(look), Button(look)
        self.reason = Text(look, "caption", "text_2", wrap=True)
        self.minutes.clicked.connect(self._open_minutes)
        self.papers.clicked.connect(self._open_papers)
        self.check.clicked.connect(lambda: self.asked.emit("doctor", self._folder))
        self.progress = ProgressPanel(shell.words, look, can_stop=False)
        self.notice = Notice(look, "circle-x", "stop")
        self.notice.act.clicked.connect(lambda: self.read(self._folder))
        self.notice.other.clicked.connect(self._forget)
        self._stack = QStackedWidget()
        self._build()
        self.speak()

    def _build(self) -> None:
        self.tabs.put("why", self.why)
        self.tabs.put("questions", self.questions)
        self._panel = QFrame()
        self._panel.setProperty("frame", "card")
        self._panel.setLayout(column(self.tabs, margins=(2, 4, 2, 2)))
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(12)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.pane)
        self._split.addWidget(self._panel)
        self._split.setSizes([900, PANEL])
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        acts = row(self.reason, 0, self.check, self.papers, self.minutes, spacing=8)
        whole = QWidget()
        self._inside = column(self.cards, self.entries, self._split, acts, spacing=10, margins=(16, 12, 16, 12))
        self._inside.setStretchFactor(self._split, 1)
        whole.setLayout(self._inside)
        waiting = QWidget()
        waiting.setLayout(column(self.progress, 0, margins=(24, 24, 24, 24)))
        for each in (waiting, whole, self.notice):
            self._stack.addWidget(each)
        self.fill(self._stack)
        for keys, act in (("Ctrl+F", self.pane.search.setFocus), ("F6", self._next_pane)):
            QShortcut(QKeySequence(keys), self, act)

    def read(self, folder: Path) -> None:
        """Read a contest folder and show it."""
        self._folder, self._number, self.view = folder, 0, None
        self.say_rehearsal(False)
        self.banner.tell("")
        self.speak()
        around = self.shell.around

        def work(report: Progress) -> ContestView:
            return look_at(folder, around(report))

        self._stack.setCurrentIndex(0)
        self.begin(work, self.progress, "progress.looking_at", self._show)

    def _show(self, view: ContestView) -> None:
        self.view = view
        over = view.overview
        now = self.shell.around(silent).now()
        self.shell.recent.add(RecentPlace("contest", str(view.folder), view.title, now, over.rehearsal))
        issued = [number for number, each in enumerate(view.rounds) if each.standing is not None]
        self._number = issued[-1] if issued else 0
        self._stack.setCurrentIndex(1)
        self.speak()
        self.pane.table.setFocus()

    def refused(self, refusal: Refusal) -> None:
        """Say why it was refused."""
        say = self.shell.words.say
        self.notice.tell(self.refusal_words(refusal), say("ui.again"), say("ui.forget"))
        self._stack.setCurrentIndex(2)
        self.notice.act.setFocus()

    def broke(self, fault: BaseException) -> None:
        """Say that the program is at fault."""
        self.notice.tell(self.shell.words.say("ui.broke.act"), self.shell.words.say("ui.again"))
        self._stack.setCurrentIndex(2)

    def _forget(self) -> None:
        self.shell.recent.drop(self._folder)
        self.left.emit()

    def speak(self) -> None:
        """Say every word, and show the contest again in the language of now."""
        say = self.shell.words.say
        self.header.tell(say("ui.back.start"), self.view.title if self.view else say("ui.overview.title"))
        self.header.sign.show_state("eye", "text_2", say("ui.overview.read_only"))
        self.pane.search.setPlaceholderText(say("ui.overview.search"))
        self.pane.search.setAccessibleName(say("ui.overview.search"))
        self.check.setText(say("ui.overview.check"))
        self.papers.setText(say("ui.overview.papers"))
        self.minutes.setText(say("ui.overview.minutes"))
        self.tabs.tell("table", say("ui.overview.tab.table"))
        self.tabs.tell("why", say("ui.overview.tab.why"))
        if self.view is not None:
            over = self.view.overview
            self.entries.setText(say("cli.contest.entries", **over.entries))
            self.cards.show_rounds(self.view.rounds, self._number)
            self._show_round(self.view.rounds[self._number])
        self.titled.emit()

    @property
    def subject(self) -> str:
        """The contest's title."""
        return self.view.title if self.view is not None else ""

    def _choose(self, number: int) -> None:
        self._number = number
        if self.view is not None:
            self._show_round(self.view.rounds[number])

    def _show_round(self, seen: RoundView) -> None:
        say, standing = self.shell.words.say, seen.standing
        rows = result_rows(standing, seen.titles, self.shell.words.language) if standing else ()
        self.pane.title.setText(seen.overview.title)
        self.pane.show_rows(rows, say("ui.overview.not_issued"))
        questions = [line_of(each, self.shell.words) for each in standing.result.questions] if standing else []
        questions += self._open_points()
        self.tabs.tell("questions", say("ui.overview.tab.questions", count=len(questions)))
        none = Line("circle-check", "ok", "", say("ui.overview.no_questions"))
        self.questions.show_lines(questions or [none])
        self.say_rehearsal(bool(self.view and self.view.overview.rehearsal), seen.sample)
        for button in (self.minutes, self.papers):
            button.setEnabled(seen.minutes is not None)
        self.reason.setText("" if seen.minutes is not None else say("ui.overview.no_minutes"))

    def _open_points(self) -> list[Line]:
        """Show what the rules leave open, with its source."""
        points = self.view.overview.open if self.view is not None else ()
        say = self.shell.words.say
        return [Line("scale", "warn", say("ui.overview.undecided"), each.question, each.source) for each in points]

    @Slot(object)
    def _explain(self, chosen: ResultRow | None) -> None:
        """Say why the chosen entry stands where it does."""
        standing = self.view.rounds[self._number].standing if self.view is not None else None
        if chosen is None or standing is None:
            empty = self.shell.words.say("ui.overview.choose_entry")
            self.why.show_lines([Line("info", "text_2", "", empty)])
            return
        self.why.show_lines(why_lines(standing, chosen, self.shell.words))

    def first(self) -> QWidget:
        """Begin in the table."""
        return self.pane.table if self.view is not None else self.header.button

    def keys(self) -> Keys:
        """Give the keys of this page."""
        return (
            ("↑ ↓", "ui.keys.rows"), ("Ctrl+F", "ui.keys.search"), ("F6", "ui.keys.pane"), ("Ctrl+C", "ui.keys.copy")
        )  # fmt: skip

    def _next_pane(self) -> None:
        if self.pane.table.hasFocus() or self.pane.search.hasFocus():
            if self.tabs.shown == "table":
                self.tabs.turn("why")
            (self.questions if self.tabs.shown == "questions" else self.why).setFocus()
        else:
            if self._narrow:
                self.tabs.turn("table")
            self.pane.table.setFocus()

    @property
    def _narrow(self) -> bool:
        return self.width() < NARROW

    def _arrange(self) -> None:
        """Table and panel side by side, or one at a time under tabs in a narrow window."""
        narrow, shown = self._narrow, self.tabs.shown
        self.tabs.buttons["table"].setVisible(narrow)
        if not narrow and shown == "table":
            self.tabs.turn("why")
            return
        if narrow and self._split.indexOf(self.pane) >= 0:
            restyle(self.pane, frame="")
            self.tabs.put("table", self.pane)
            self.tabs.turn(shown)
        elif not narrow and self._split.indexOf(self.pane) < 0:
            self._split.insertWidget(0, self.tabs.take("table"))
            restyle(self.pane, frame="card")
            self._split.setSizes([self.width() - PANEL, PANEL])
            self.pane.show()
        low = self.height() < LOW
        self.pane.head.setVisible(not low)
        self.entries.setVisible(not low)
        self.cards.compact(low)
        self._inside.setContentsMargins(*((12, 8, 12, 6) if low else (16, 12, 16, 12)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the panes for the new size."""
        super().resizeEvent(event)
        self._arrange()

    def _open_minutes(self) -> None:
        minutes = self.view.rounds[self._number].minutes if self.view is not None else None
        if minutes is not None:
            self.open_outside(minutes)

    def _open_papers(self) -> None:
        papers = self.view.rounds[self._number].papers if self.view is not None else None
        if papers is not None:
            self.open_outside(papers)
