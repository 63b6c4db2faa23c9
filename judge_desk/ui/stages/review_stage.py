"""A review: every subject with its figures and conditions, what is open and where that is answered, the working."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QMenu, QSplitter, QStackedWidget, QWidget

from judge_desk.contest.rulebook.reviews import Test
from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import Problem
from judge_desk.desks import deciding
from judge_desk.desks.council.asking import CHECKLIST, EARLIER, FIGURES, HERE, ROUND, RULES, Open, open_questions_of
from judge_desk.desks.deciding import Request
from judge_desk.desks.release import release_of
from judge_desk.desks.reviews.standing import ReviewStanding
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.deciders import deciders
from judge_desk.ui.models.review_order import barred_namesakes, full_names, order_sentence, overtaken
from judge_desk.ui.models.review_why import why_lines
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Elsewhere, Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.open_list import OpenList
from judge_desk.ui.widgets.panes import arrange_panes
from judge_desk.ui.widgets.question_panel import QuestionPanel
from judge_desk.ui.widgets.subject_filter import SubjectFilter
from judge_desk.ui.widgets.subject_table import SubjectTable
from judge_desk.ui.widgets.tabs import Tabs
from judge_desk.ui.widgets.text import Text

PANEL: Final = 360
NARROW: Final = 920
"""px of the stage under which table and panel share one place, each under its own tab."""
LOW: Final = 480
"""px of height under which the line about the rules is left away."""
DOORS: Final = ("panel", "papers")
"""Stages to which the review leads besides its own: the people of the council and the barred ones, the papers."""
LISTED, ASKED, SETTLED = range(3)
"""What the tab of questions shows: all that is open elsewhere, one question with its answers, or what comes next."""


class ReviewStage(Stage):
    """Table at the left, panel at the right: what is open, or how the subject that was asked about came out."""

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without a review."""
        super().__init__(shell, dossier)
        look = shell.look
        self.checklist, self.awards = Button(look, "plain", "list"), Button(look, "plain", "trophy")
        self.checklist.clicked.connect(lambda: self.asked.emit("checklist", None))
        self.awards.clicked.connect(lambda: self.asked.emit("awards", None))
        self.more = Button(look, "plain", "ellipsis")
        menu = QMenu(self.more)
        self.doors = {name: menu.addAction("") for name in DOORS}
        for name in DOORS:
            self.doors[name].triggered.connect(partial(self._go_through, name))
        self.more.setMenu(menu)
        self.header.put(self.checklist, self.awards, self.more)
        self.table = SubjectTable(shell.words, look)
        self.filter = SubjectFilter(shell, self.table)
        self.table.wanted.connect(self._explain_now)
        self.table.pointed.connect(self._explain)
        self.rule = Text(look, "caption", "text_2", wrap=True)
        self.rule.setContentsMargins(8, 0, 8, 4)
        self.nothing = Notice(look, "circle-dashed")
        self.nothing.act.clicked.connect(self._leave_nothing)
        self.tabs = Tabs(look, ("table", "question", "why"))
        self.tabs.turned.connect(lambda _: self._arrange())
        self.open = OpenList(shell)
        self.open.wanted.connect(self._answer)
        self.question = QuestionPanel(shell)
        self.question.subjects = self.question.picks.titled = True
        self.question.decided.connect(self._decide)
        self.settled, self.after = Text(look, "heading", wrap=True), Text(look, "body", "text_2", wrap=True)
        self.onward = Button(look, "primary", "trophy")
        self._onward, self._code = "awards", ""
        self.onward.clicked.connect(lambda: self.asked.emit(self._onward, None))
        self.why_title, self.why = Text(look, "heading", wrap=True), LineList(look)
        self._kept: ReviewStanding | None = None
        self._open: tuple[Open, ...] = ()
        self._names: tuple[str, ...] = ()
        self._acted = self._overtaken = False
        self._build()
        self.speak()

    def _build(self) -> None:
        self.left = QFrame()
        self.left.setProperty("frame", "card")
        listed = column(self.filter, self.table, margins=(2, 2, 2, 2))
        listed.setStretchFactor(self.table, 1)
        self.left.setLayout(listed)
        self.side = QWidget()
        side = column(self.left, self.rule, spacing=8)
        side.setStretchFactor(self.left, 1)
        self.side.setLayout(side)
        self._build_panel()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(16)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.side)
        self.split.addWidget(self.panel)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        whole = QWidget()
        self._inside = column(self.split, margins=(16, 16, 16, 16))
        whole.setLayout(self._inside)
        self._stack = QStackedWidget()
        self._stack.addWidget(whole)
        self._stack.addWidget(self.nothing)
        self.fill(self._stack)
        self.tabs.turn("question")
        for keys, act in (("Ctrl+F", self._seek), ("F6", self._next_pane)):
            QShortcut(QKeySequence(keys), self, act)
        for number in range(9):
            QShortcut(QKeySequence(f"Alt+{number + 1}"), self, partial(self._sort, number))

    def _build_panel(self) -> None:
        """Put what is open, what comes next, and the working under their tabs."""
        settled, why = QWidget(), QWidget()
        settled.setLayout(
            column(self.settled, self.after, row(self.onward, 0), 0, spacing=12, margins=(16, 16, 16, 16))
        )
        self.open_or_not = QStackedWidget()
        for each in (self.open, self.question, settled):
            self.open_or_not.addWidget(each)
        lines = column(self.why_title, self.why, spacing=4, margins=(0, 12, 0, 0))
        lines.setStretchFactor(self.why, 1)
        self.why_title.setContentsMargins(16, 0, 16, 0)
        why.setLayout(lines)
        self.tabs.put("question", self.open_or_not)
        self.tabs.put("why", why)
        self.panel: QFrame = QFrame()
        self.panel.setProperty("frame", "card")
        self.panel.setLayout(column(self.tabs, margins=(2, 4, 2, 2)))
        self.panel.setMinimumWidth(300)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.checklist.setText(say("ui.reviews.to_checklist"))
        self.awards.setText(say("ui.reviews.to_awards"))
        self.more.setText(say("ui.reviews.more"))
        for name, door in self.doors.items():
            door.setText(say(f"ui.reviews.door.{name}"))
        self.table.setAccessibleName(say("ui.reviews.table"))
        self.tabs.tell("table", say("ui.reviews.tab.table"))
        self.tabs.tell("why", say("ui.reviews.tab.why"))
        self.why.setAccessibleName(say("ui.reviews.tab.why"))
        for each in (self.filter, self.open, self.question):
            each.speak()
        if self._kept is not None:
            self._show_sign()
            self.rule.setText(self._rule(self._kept))
            self._show_open()
            self._explain(self._code)

    def aim(self, what: object) -> None:
        """Show the working of a subject by its code, or what is open."""
        if isinstance(what, str) and what:
            self._code = what
            self.tabs.turn("why")
        elif isinstance(what, Problem):
            self.tabs.turn("question")

    def show_state(self) -> None:
        """Show the review."""
        seen, say = self.reviewed, self.shell.words.say
        self._stack.setCurrentIndex(0 if seen is not None else 1)
        for each in (self.awards, self.more):
            each.setVisible(seen is not None)
        if seen is None:
            self.checklist.hide()
            self.header.show_title(say("stage.name.review"))
            self.header.show_state("", "", "")
            self.nothing.tell(say("ui.reviews.none"), say("ui.reviews.back"))
            return
        standing = seen.standing
        if standing is self._kept:
            if self.open_or_not.currentIndex() == SETTLED:
                self._show_settled(standing)  # papers may have been printed
            return
        fresh = self._kept is None or self._kept.id != standing.id
        self._kept, self._open = standing, open_questions_of(standing)
        self.header.show_title(say("ui.reviews.title", review=standing.title))
        listed = any(each.station == CHECKLIST for each in self._open)
        self.checklist.setVisible(listed or any(gate.test is Test.COUNCIL for gate in standing.review.gates))
        self._offer_names()
        self._show_sign()
        self.table.show_review(standing)
        self.filter.show_review(standing)
        if fresh:
            self._code = ""
            self.tabs.turn("question")
        self.rule.setText(self._rule(standing))
        self._show_open()
        self._explain(self._code)
        self._arrange()
        if self._acted:
            self._acted = False
            self.first().setFocus()

    def _offer_names(self) -> None:
        """Offer the people of the panel while names are typed."""
        names = deciders(self.dossier.view.people if self.dossier.view is not None else (), self.shell.words)
        if names != self._names:
            self._names = names
            self.question.form.offer(names)

    def _show_sign(self) -> None:
        assert self._kept is not None
        say = self.shell.words.say
        if self._open:
            self.header.show_state("scale", "warn", say("ui.ranking.left", count=len(self._open)))
        elif self._kept.locked:
            self.header.show_state("lock", "seal", say("ui.ranking.locked"))
        else:
            self.header.show_state("circle-check", "ok", say("ui.ranking.settled"))

    def _rule(self, standing: ReviewStanding) -> str:
        """Say who decides, and where the rules come from."""
        say, review = self.shell.words.say, standing.review
        source = say("ui.ranking.sample") if review.sample else review.source or say("ui.ranking.rules")
        order, version = order_sentence(standing, self.shell.words), standing.definition.version
        return say("ui.reviews.rule", order=order, council=review.council, source=source, version=version).strip()

    def _show_open(self) -> None:
        """Show all that is open where something is answered elsewhere, else the first question, else what is next."""
        assert self._kept is not None
        say = self.shell.words.say
        self.tabs.tell("question", say("ui.ranking.tab.question", count=len(self._open)))
        stale = overtaken(self._kept, self.shell.words) if self._open else ""
        if stale or self._overtaken:
            self.banner.tell(stale)
        self._overtaken = bool(stale)
        away = [each for each in self._open if each.station != HERE or each.question is None]
        if away:
            self.open.show_review(self._kept, self._open)
            self.open_or_not.setCurrentIndex(LISTED)
        elif self._open:
            self._ask(self._open[0])
        else:
            self._show_settled(self._kept)

    def _ask(self, one: Open) -> None:
        assert self._kept is not None
        if one.question is None:
            return
        titles = full_names(self._kept)
        places = [(str(each.code), each.number) for each in self._kept.result.ranking.places]
        self.question.ask(one.question, places, titles)
        if one.asked.code == "review.namesake" and self.dossier.view is not None:
            name, people = str(one.asked.facts.get("name", "")), self.dossier.view.people
            who = barred_namesakes(self._kept, name, people, self.shell.words)
            self.question.facts.setText(f"{self.question.facts.text()} {who}".strip())
        self.open_or_not.setCurrentIndex(ASKED)

    def _show_settled(self, standing: ReviewStanding) -> None:
        say, release = self.shell.words.say, release_of(standing)
        self.open_or_not.setCurrentIndex(SETTLED)
        key = "announced" if release.announced else "locked" if release.locked else "settled"
        self.settled.setText(say(f"ui.ranking.after.{key}.title"))
        self.after.setText(say(f"ui.reviews.after.{key}"))
        printed = self.reviewed is not None and self.reviewed.printed
        self._onward = "papers" if key == "locked" and not printed else "awards"
        self.onward.setText(say("ui.reviews.to_papers" if self._onward == "papers" else "ui.reviews.onward"))

    def _answer(self, one: Open) -> None:
        """Go where a question is answered."""
        facts = one.asked.facts
        if one.station == RULES:
            self.asked.emit("rules", str(facts["point_key"]))
        elif one.station == FIGURES:
            self.asked.emit("figures", one.asked)
        elif one.station == CHECKLIST:
            self.asked.emit("checklist", None)
        elif one.station == EARLIER:
            reviews = self.definition.reviews if self.definition is not None else ()
            earlier = next((each.id for each in reviews if each.title == facts.get("review")), None)
            self.asked.emit("review" if earlier else "home", Elsewhere(RoundId(earlier or self.round)))
        elif one.station == ROUND:
            rounds = self._kept.rounds if self._kept is not None else {}
            named = next((each for each in rounds if str(facts.get("round_id", "")) == each), next(iter(rounds), None))
            self.asked.emit("results" if named else "home", Elsewhere(named or self.round))
        elif one.question is not None:
            self._ask(one)
            self.first().setFocus()
        else:
            self.asked.emit("awards", "change")

    def _explain_now(self, code: str) -> None:
        self._explain(code)
        self.tabs.turn("why")

    def _explain(self, code: str) -> None:
        """Say how the subject that was asked about came out, line by line."""
        say, standing, self._code = self.shell.words.say, self._kept, code
        found = self.table.subjects.subject_of(code) if standing is not None and code else None
        if standing is None or found is None:
            self.why_title.setText(say("ui.reviews.why_which"))
            self.why.show_lines([])
            return
        self.why_title.setText(found.subject.name)
        self.why.show_lines(why_lines(standing, found, self.table.subjects, self.shell.words))

    def _decide(self, request: Request) -> None:
        """Record the decision of the panel; a second click while it is being recorded does nothing."""
        if self.busy:
            return
        folder, whole = self.dossier.folder, replace(request, round=str(self.round))
        self.run(lambda around: deciding.decide(folder, whole, around), self._decided)

    def _decided(self, done: deciding.Decided) -> None:
        self._acted = True
        self.banner.tell(" ".join(self.shell.words.problem(each) for each in done.findings))

    def _go_through(self, door: str, _: bool = False) -> None:
        """Go to another stage; a menu's line also tells whether it is ticked."""
        self.asked.emit(door, None)

    def _leave_nothing(self) -> None:
        self.asked.emit("home", None)

    def first(self) -> QWidget:
        """Begin at what is open, else in the table."""
        if self._stack.currentIndex() == 1:
            return self.nothing.act
        page = self.open_or_not.currentIndex()
        if self.tabs.shown != "question":
            return self.table if self.tabs.shown == "table" else self.why
        if page == LISTED:
            return self.open.list
        if page == ASKED and self.question.cards:
            return next(iter(self.question.cards.values()))
        return self.onward

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (
            ("← ↑ → ↓", "ui.keys.cells"), ("Enter", "ui.keys.working"), ("Alt+1 … Alt+9", "ui.keys.sort_ranking"),
            ("Ctrl+F", "ui.keys.search"), ("F6", "ui.keys.pane"),
        )  # fmt: skip

    def _sort(self, column_: int) -> None:
        if column_ < self.table.subjects.columnCount():
            self.table.sort_by(column_)

    def _seek(self) -> None:
        if self._narrow:
            self.tabs.turn("table")
        self.filter.search.setFocus()

    def _next_pane(self) -> None:
        if self.table.hasFocus() or self.filter.search.hasFocus():
            if self.tabs.shown == "table":
                self.tabs.turn("question")
            self.first().setFocus()
            return
        if self._narrow:
            self.tabs.turn("table")
        self.table.setFocus()

    @property
    def _narrow(self) -> bool:
        return self.width() < self.shell.look.px(NARROW)

    def _arrange(self) -> None:
        """Table and panel side by side, or one at a time under tabs in a narrow window."""
        panel = self.shell.look.px(PANEL)
        widths = (max(self.width() - 48 - panel, 100), panel)
        arrange_panes(self.split, self.tabs, self.side, self.left, self._narrow, "question", widths)
        low = self.height() < self.shell.look.px(LOW)
        self.rule.setVisible(not low)
        self._inside.setContentsMargins(*((12, 8, 12, 8) if low else (16, 16, 16, 16)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the panes for the new size."""
        super().resizeEvent(event)
        self._arrange()
