"""The ranking of a round: places with the cut drawn, the question that is open, the working behind every place."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QWidget

from judge_desk.contest.counting.extras import unjudged_leaves
from judge_desk.contest.rulebook.rules import RankOn
from judge_desk.contest.values.problems import Problem
from judge_desk.desks import deciding
from judge_desk.desks.deciding import Request
from judge_desk.desks.release import release_of
from judge_desk.desks.result_questions import Question, questions_of
from judge_desk.desks.result_reading import working
from judge_desk.desks.stages import stage_of
from judge_desk.desks.standing import Standing
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.deciders import deciders
from judge_desk.ui.models.lines import Line
from judge_desk.ui.models.ranking import HEADS, RankRow, cut_line, rank_rows
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.panes import arrange_panes
from judge_desk.ui.widgets.question_panel import QuestionPanel
from judge_desk.ui.widgets.ranking_view import RankingView
from judge_desk.ui.widgets.search_field import SearchField
from judge_desk.ui.widgets.tabs import Tabs
from judge_desk.ui.widgets.text import Text

PANEL: Final = 340
NARROW: Final = 920
"""px of the stage under which table and panel share one place, each under its own tab."""
LOW: Final = 560
"""px of height under which what the table says by itself is left away."""


class ResultsStage(Stage):
    """Table at the left, panel at the right: the question, or the working of the place that was asked about."""

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without a result."""
        super().__init__(shell, dossier)
        look = shell.look
        self.draft = Button(look, "plain", "printer")
        self.draft.clicked.connect(lambda: self.asked.emit("papers", None))
        self.extras = Button(look, "plain", "table-2")
        self.extras.clicked.connect(lambda: self.asked.emit("extras", None))
        self.header.put(self.extras, self.draft)
        self.search = SearchField(look)
        self.table = RankingView(shell.words, look)
        self.search.textChanged.connect(self.table.ranking.search)
        self.search.left_down.connect(self.table.setFocus)
        self.table.pointed.connect(self._point)
        self.rule = Text(look, "caption", "text_2", wrap=True)
        self.rule.setContentsMargins(8, 0, 8, 4)
        self.nothing = Notice(look, "circle-dashed")
        self.nothing.act.clicked.connect(lambda: self.asked.emit("collect", None))
        self.tabs = Tabs(look, ("table", "question", "why"))
        self.tabs.turned.connect(lambda _: self._arrange())
        self.question = QuestionPanel(shell)
        self.question.decided.connect(self._decide)
        self.settled = Text(look, "heading", wrap=True)
        self.after = Text(look, "body", "text_2", wrap=True)
        self.onward = Button(look, "primary", "trophy")
        self.onward.clicked.connect(lambda: self.asked.emit("prizes", None))
        self.elsewhere = Button(look, "plain", "scale")
        self.elsewhere.clicked.connect(self._go_elsewhere)
        self.why_title = Text(look, "heading", wrap=True)
        self.why = LineList(look)
        self._code = ""
        self._asked: tuple[Question, ...] = ()
        self._kept: Standing | None = None
        self._rows: tuple[RankRow, ...] = ()
        self._names: tuple[str, ...] = ()
        self._wanted: Problem | None = None
        self._acted = False
        self._build()
        self.speak()

    def _build(self) -> None:
        self.left = QFrame()
        self.left.setProperty("frame", "card")
        self.search_row = QWidget()
        self.search_row.setLayout(row(self.search, margins=(8, 8, 8, 8)))
        self.left.setLayout(column(self.search_row, self.table, margins=(2, 2, 2, 2)))
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
        for keys, act in (("Ctrl+F", self.search.setFocus), ("F6", self._next_pane)):
            QShortcut(QKeySequence(keys), self, act)
        for number in range(len(HEADS)):
            QShortcut(QKeySequence(f"Alt+{number + 1}"), self, partial(self.table.sort_by, number))

    def _build_panel(self) -> None:
        """Put the question, what comes after the last one, and the working under their tabs."""
        settled = QWidget()
        parts = (self.settled, self.after, row(self.onward, 0), row(self.elsewhere, 0), 0)
        settled.setLayout(column(*parts, spacing=12, margins=(16, 16, 16, 16)))
        self.open_or_not = QStackedWidget()
        self.open_or_not.addWidget(self.question)
        self.open_or_not.addWidget(settled)
        why = QWidget()
        lines = column(self.why_title, self.why, spacing=4, margins=(0, 12, 0, 0))
        lines.setStretchFactor(self.why, 1)
        self.why_title.setContentsMargins(16, 0, 16, 0)
        why.setLayout(lines)
        self.tabs.put("question", self.open_or_not)
        self.tabs.put("why", why)
        self.panel = QFrame()
        self.panel.setProperty("frame", "card")
        self.panel.setLayout(column(self.tabs, margins=(2, 4, 2, 2)))
        self.panel.setMinimumWidth(300)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.draft.setText(say("ui.ranking.draft"))
        self.extras.setText(say("ui.extras.open"))
        self.search.tell(say("ui.ranking.search"))
        self.table.setAccessibleName(say("ui.ranking.table"))
        self.tabs.tell("table", say("ui.ranking.tab.table"))
        self.tabs.tell("why", say("ui.ranking.tab.why"))
        self.question.speak()

    def aim(self, what: object) -> None:
        """Show the working of an entry by its code, or a question."""
        if isinstance(what, str) and what:
            self._code = what
            self.tabs.turn("why")
        elif isinstance(what, Problem):
            self._wanted = what
            self.tabs.turn("question")

    def show_state(self) -> None:
        """Show the round's ranking."""
        seen, say = self.seen, self.shell.words.say
        if seen is None:
            return
        self.header.show_title(say("ui.ranking.title", round=seen.overview.title))
        standing = seen.standing
        self._stack.setCurrentIndex(0 if standing is not None and standing.counted else 1)
        self.draft.setVisible(standing is not None)
        self.extras.setVisible(standing is not None and bool(unjudged_leaves(standing.round.rubric)))
        if standing is None or not standing.counted:
            self.header.show_state("", "", "")
            self.nothing.tell(say("ui.ranking.nothing"), say("ui.ranking.collect"))
            return
        self._asked = self._in_order(questions_of(standing))
        self._offer_names()
        self._show_sign(standing)
        if standing is not self._kept:
            self._rows = rank_rows(standing, seen.titles, self._asked)
            for prepare in (self.table.ranking.searched, self.table.ranking.title_ranks):
                QTimer.singleShot(0, prepare)
        rows = self._rows
        fresh = self._kept is None or self._kept.round.id != standing.round.id
        self._kept = standing
        self.table.show_round(standing, rows, cut_line(standing, rows, self.shell.words))
        if fresh:
            self.table.show_cut()
        self.rule.setText(self._rule(standing))
        self._show_question(standing)
        self._explain()
        self._arrange()
        if self._acted:
            self._acted = False
            self.first().setFocus()

    def _in_order(self, asked: tuple[Question, ...]) -> tuple[Question, ...]:
        """Put the question that another stage named before the others."""
        named = self._wanted
        if named is None:
            return asked
        return tuple(sorted(asked, key=lambda each: (each.asked.code, each.asked.facts) != (named.code, named.facts)))

    def _offer_names(self) -> None:
        """Offer the people of the panel while names are typed."""
        names = deciders(self.dossier.view.people if self.dossier.view is not None else (), self.shell.words)
        if names != self._names:
            self._names = names
            self.question.form.offer(names)

    def _show_sign(self, standing: Standing) -> None:
        say, left = self.shell.words.say, len(standing.result.questions)
        release = release_of(standing)
        if left:
            self.header.show_state("scale", "warn", say("ui.ranking.left", count=left))
        elif release.locked:
            self.header.show_state("lock", "seal", say("ui.ranking.locked"))
        else:
            self.header.show_state("circle-check", "ok", say("ui.ranking.settled"))

    def _rule(self, standing: Standing) -> str:
        """Say by which rule the scores were made."""
        say, rule = self.shell.words.say, standing.round.score
        on = say("ui.ranking.on_rounded" if rule.rank_on is RankOn.ROUNDED else "ui.ranking.on_exact")
        method = say(f"ui.ranking.method.{rule.method}")
        sample = say("ui.ranking.sample") if standing.round.rubric.sample else say("ui.ranking.rules")
        facts: dict[str, str | int] = {"method": method, "decimals": rule.decimals, "on": on, "rules": sample}
        return say("ui.ranking.rule", version=standing.definition.version, **facts)

    def _show_question(self, standing: Standing) -> None:
        """Show the first question that can be answered here; else what comes next."""
        say = self.shell.words.say
        self.tabs.tell("question", say("ui.ranking.tab.question", count=len(standing.result.questions)))
        if self._asked:
            list_ = standing.result.shortlist
            failed = {code for code, _ in list_.gate_failed} if list_ is not None else set()
            places = [(str(p.code), p.number) for p in standing.result.ranking.places if p.code not in failed]
            inside = list_.inside if list_ is not None else ()
            self.question.ask(self._asked[0], places, self.seen.titles if self.seen is not None else {}, inside)
            self.open_or_not.setCurrentIndex(0)
            return
        self.open_or_not.setCurrentIndex(1)
        left = standing.result.questions
        release = release_of(standing)
        key = "left" if left else "announced" if release.announced else "locked" if release.locked else "settled"
        self.settled.setText(say(f"ui.ranking.after.{key}.title", count=len(left)))
        first = self.shell.words.problem(left[0]) if left else say(f"ui.ranking.after.{key}.words")
        self.after.setText(first)
        self.onward.setText(say("ui.ranking.onward"))
        self.onward.setVisible(not left)
        self.elsewhere.setVisible(bool(left))
        self.elsewhere.setText(say("ui.ranking.elsewhere"))

    def _go_elsewhere(self) -> None:
        """Go where the first question is answered."""
        left = self._kept.result.questions if self._kept is not None else ()
        if left:
            stage, code = stage_of(left[0]), left[0].code
            by_vote = code.startswith("prize.") and not code.endswith("_undecided")
            here = ("prizes", "change") if by_vote else ("rules", None)
            self.asked.emit(*(here if stage == "results" else (stage, left[0])))

    def _point(self, code: str) -> None:
        self._code = code
        self._explain()
        self.tabs.turn("why")

    def _explain(self) -> None:
        """Say how the entry that was asked about came to its place."""
        say, words, standing = self.shell.words.say, self.shell.words, self._kept
        known = {str(each.code) for each in standing.result.scores} if standing is not None else set()
        if standing is None or self._code not in known:
            self.why_title.setText(say("ui.ranking.why_which"))
            self.why.show_lines([])
            return
        titles = self.seen.titles if self.seen is not None else {}
        self.why_title.setText(f"{self._code} {titles.get(self._code, '')}".strip())
        self.why.show_lines([_line(each.code, words.problem(each)) for each in working(standing, self._code)])

    def _decide(self, request: Request) -> None:
        """Record the decision of the panel; a second click while it is being recorded does nothing."""
        if self.busy:
            return
        folder, whole = self.dossier.folder, replace(request, round=str(self.round))
        self.run(lambda around: deciding.decide(folder, whole, around), self._decided)

    def _decided(self, done: deciding.Decided) -> None:
        words = self.shell.words
        self._acted = True
        said = [words.problem(each) for each in done.findings]
        self.banner.tell(" ".join(said))

    def first(self) -> QWidget:
        """Begin at the question, else in the table."""
        if self._asked and self.tabs.shown == "question" and self.question.cards:
            return next(iter(self.question.cards.values()))
        if self.onward.isVisible():
            return self.onward
        return self.table if self._stack.currentIndex() == 0 else self.nothing.act

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (
            ("↑ ↓", "ui.keys.rows"), ("Enter", "ui.keys.working"), ("Alt+1 … Alt+5", "ui.keys.sort_ranking"),
            ("Ctrl+F", "ui.keys.search"), ("F6", "ui.keys.pane"),
        )  # fmt: skip

    def _next_pane(self) -> None:
        if self.table.hasFocus() or self.search.hasFocus():
            if self.tabs.shown == "table":
                self.tabs.turn("question")
            (self.why if self.tabs.shown == "why" else self.question.focusWidget() or self.first()).setFocus()
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
        low = self.height() < LOW
        self.search_row.setVisible(not low or bool(self.search.text()))
        self._inside.setContentsMargins(*((12, 8, 12, 8) if low else (16, 16, 16, 16)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the panes for the new size."""
        super().resizeEvent(event)
        self._arrange()


def _line(code: str, text: str) -> Line:
    """Show one step of the working with its sign."""
    icons = {"why.place": "trophy", "why.place_shared": "equal", "why.recused": "circle-slash"}
    if code.startswith("why.tie_"):
        return Line("equal", "text_2", "", text)
    if code.startswith(("why.cut_", "cut.")):
        return Line("scissors", "text_2", "", text)
    if code.startswith(("why.prize_", "why.special", "why.passed_")):
        return Line("medal", "text_2", "", text)
    if code in ("why.by_people", "why.by_vote"):
        return Line("gavel", "text_2", "", text)
    if code.startswith("why.ballot"):
        return Line("file-pen-line", "text_2", "", text)
    return Line(icons.get(code, "info"), "accent" if code.startswith("why.place") else "text_2", "", text)
