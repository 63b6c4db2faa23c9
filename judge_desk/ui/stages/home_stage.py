"""Home of a contest: what comes next, three figures, what people must decide, and the newest line of the log."""

from __future__ import annotations

import platform
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from judge_desk.contest.register.entries import EntryState
from judge_desk.contest.register.panel import judges_of
from judge_desk.contest.register.schedule import ItemState
from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import Problem
from judge_desk.desks.founding import ReviewOverview
from judge_desk.desks.home_view import pending_once, step_at
from judge_desk.desks.looking import ContestView
from judge_desk.desks.stages import NextStep, Pending, beside_each_other, competing
from judge_desk.desks.surroundings import silent
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.review_order import full_names, with_names
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.stage import Elsewhere, Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import card, clear, column, row, scrolling
from judge_desk.ui.widgets.text import Picture, Rule, Text, restyle

SHOWN: Final = 40
"""Rows of pending decisions that are shown; how many more there are is said under them."""
LOW: Final = 560
"""px of height under which the figures are one line each."""
ICONS: Final = {
    "rules": "scroll-text",
    "panel": "users",
    "intake": "files",
    "issue": "package",
    "collect": "inbox",
    "opening": "lock-open",
    "settle": "scale",
    "results": "trophy",
    "papers": "printer",
    "figures": "table-2",
    "review": "trophy",
}
FIGURES: Final = ("entries", "judges", "ballots")
OF_REVIEW: Final = ("sheets", "subjects", "open")
"""What the three figures say of a review."""


class Figure(QFrame):
    """A number, what it counts, and a line about it."""

    def __init__(self, shell: Shell) -> None:
        """Make the card without a number."""
        super().__init__()
        look = shell.look
        self.setProperty("frame", "card")
        self.number, self.what = Text(look, "total"), Text(look, "label")
        self.line = Text(look, "caption", "text_2", wrap=True)
        self._all = column(self.number, self.what, self.line, margins=(16, 8, 16, 8))
        self.setLayout(self._all)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def tell(self, number: str, what: str, line: str) -> None:
        """Set the words."""
        self.number.setText(number)
        self.what.setText(what)
        self.line.setText(line)

    def compact(self, low: bool) -> None:
        """Leave the line about it away where the window is low."""
        self.line.setVisible(not low)


class HomeStage(Stage):
    """The first stage of every contest; nothing is changed here but who sits at the desk."""

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without a contest."""
        super().__init__(shell, dossier)
        look = shell.look
        self.who = Button(look, "plain", "user-round-pen")
        self.who.clicked.connect(self._ask_who)
        self.header.put(self.who)
        self.picture = Picture(look, "inbox", "accent", 32)
        self.caption, self.step = Text(look, "caption", "text_2"), Text(look, "heading", wrap=True)
        self.line = Text(look, "body", "text_2", wrap=True)
        self.go = Button(look, "primary", "arrow-right")
        self.go.clicked.connect(self._go)
        self.figures = {name: Figure(shell) for name in FIGURES}
        self.calendar_sign, self.calendar = Picture(look, "calendar-days", "accent", 24), Text(look, "label", wrap=True)
        self.to_calendar = Button(look)
        self.to_calendar.clicked.connect(partial(self.asked.emit, "calendar", None))
        self.title, self.count = Text(look, "heading"), Text(look, "body", "text_2")
        self.more = Text(look, "caption", "text_2", wrap=True)
        self._rows = column()
        self.log = Text(look, "caption", "text_2", wrap=True)
        self._step: NextStep | None = None
        self.shown: tuple[Pending, ...] = ()
        self._build()
        self.speak()

    def _build(self) -> None:
        words = column(self.caption, self.step, self.line, spacing=2)
        inner = row(self.picture, words, self.go, spacing=16, margins=(20, 12, 20, 12))
        inner.setStretchFactor(words, 1)
        self.next = card(inner)
        restyle(self.next, tone="accent")
        dated = row(self.calendar_sign, self.calendar, self.to_calendar, spacing=12, margins=(16, 8, 16, 8))
        dated.setStretchFactor(self.calendar, 1)
        self.dated = card(dated)
        head = row(self.title, 0, self.count, margins=(16, 10, 16, 6))
        below = row(self.more, margins=(16, 4, 16, 8))
        self.decisions = card(column(head, self._rows, below))
        parts = (self.next, self.dated, row(*self.figures.values(), spacing=12), self.decisions, self.log, 0)
        body = QWidget()
        body.setLayout(column(*parts, spacing=12, margins=(16, 12, 16, 12)))
        self.fill(scrolling(body))

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("stage.name.home"))
        self.caption.setText(say("ui.home.next"))
        self.title.setText(say("ui.home.decide"))

    def show_state(self) -> None:
        """Show where the contest stands."""
        view, say = self.dossier.view, self.shell.words.say
        if view is None:
            return
        self.header.show_state("monitor", "text_2", say("ui.home.here", host=platform.node()))
        name = self.dossier.operator
        self.who.setText(say("ui.home.who", name=name) if name else say("ui.home.who_unknown"))
        self._show_step(view)
        self._show_calendar(view)
        self._show_figures(view)
        self._show_pending(view)
        now = self.shell.around(silent).now()
        when = self.shell.words.when(view.last.stated_time, now)
        self.log.setText(say("ui.home.log", count=view.last.number, when=when, who=view.last.actor))

    def _show_step(self, view: ContestView) -> None:
        say = self.shell.words.say
        self._step = step = step_at(view, self.round)
        self.go.setVisible(step is not None)
        if step is None:
            self.picture.show_icon("circle-check", "ok")
            self.step.setText(say("stage.next.nothing"))
            self.line.setText(say("stage.next_line.nothing"))
            return
        self.picture.show_icon(ICONS[step.stage], "accent")
        self.step.setText(say(f"stage.next.{step.key}", **step.facts))
        self.line.setText(say(f"stage.next_line.{step.key}", **step.facts))
        self.go.setText(say(f"stage.go.{step.key if step.key in ('draw', 'write') else step.stage}"))

    def _show_calendar(self, view: ContestView) -> None:
        """Say what of the plan is late or due; a plan without a round has nothing else to do."""
        late, due = view.calendar.count(ItemState.LATE), view.calendar.count(ItemState.DUE)
        tone, key = ("stop", "late" if due else "late_only") if late else ("warn", "due") if due else ("ok", "calm")
        self.calendar_sign.show_icon("triangle-alert" if late else "calendar-days", tone)
        self.calendar.setText(self.shell.words.say(f"ui.calendar.home_{key}", late=late, due=due))
        self.to_calendar.setText(self.shell.words.say("ui.calendar.home_go"))
        some = bool(view.rounds or view.reviews)
        self.to_calendar.become("plain" if some else "primary")
        self.dated.setVisible(bool(view.calendar.items))
        self.next.setVisible(some or not view.calendar.items)
        for each in self.figures.values():
            each.setVisible(some)

    def _show_review(self, over: ReviewOverview) -> None:
        """Say how far a review has come."""
        say = self.shell.words.say
        numbers = (f"{over.sheets}/{over.wanted}", str(over.subjects), str(over.questions))
        for each, name, number in zip(self.figures.values(), OF_REVIEW, numbers, strict=True):
            each.tell(number, say(f"ui.home.{name}"), say(f"ui.home.{name}_line", wanted=over.wanted, met=over.met))

    def _show_figures(self, view: ContestView) -> None:
        if self.reviewed is not None:
            self._show_review(self.reviewed.overview)
            return
        say, counts = self.shell.words.say, view.overview.entries
        judges = len(judges_of(view.people, self.round))
        over = next((each.overview for each in view.rounds if each.overview.id == self.round), None)
        fitting = over.fitting if over is not None else counts
        eligible = competing(view, self.seen) if self.seen is not None else counts[EntryState.ELIGIBLE]
        self.figures["entries"].tell(
            str(eligible),
            say("ui.home.entries"),
            say("ui.home.entries_line", **{each.value: fitting[each] for each in EntryState}),
        )
        seats = over.seats if over is not None else 0
        self.figures["judges"].tell(
            str(judges), say("ui.home.judges"), say("ui.home.judges_line", count=len(view.people))
        )
        ballots = f"{over.ballots}/{seats}" if over is not None and seats else "–"
        line = (
            say("ui.home.ballots_line", questions=over.questions)
            if over is not None and seats
            else say("ui.home.no_package")
        )
        self.figures["ballots"].tell(ballots, say("ui.home.ballots"), line)

    def _show_pending(self, view: ContestView) -> None:
        say = self.shell.words.say
        everything = pending_once(view, self.round)
        clear(self._rows)
        self.shown = everything[:SHOWN]
        self.count.setText(say("ui.home.count", count=sum(1 + each.more for each in everything)))
        self.more.setText(say("ui.home.more", count=len(everything) - SHOWN) if len(everything) > SHOWN else "")
        self.more.setVisible(len(everything) > SHOWN or not everything)
        if not everything:
            self.more.setText(say("ui.home.nothing"))
        for each in self.shown:
            self._rows.addWidget(Rule())
            self._rows.addWidget(self._row(each))

    def _row(self, each: Pending) -> QWidget:
        """Make the row of one pending decision: sign, fact, source, and the way to where it is decided."""
        say, look = self.shell.words.say, self.shell.look
        picture = Picture(look, "scale" if each.finding is None else "circle-question-mark", "warn", 24)
        fact, place = Text(look, "label", wrap=True), Text(look, "caption", "text_2", wrap=True)
        if each.finding is not None:
            fact.setText(self.shell.words.problem(self._named(each.finding, each.round)))
            place.setText(say("ui.home.alike", count=each.more) if each.more else "")
        elif each.point is not None:
            fact.setText(each.point.question)
            place.setText(each.point.source)
        go = Button(look)
        go.setText(say(f"stage.go.{each.stage}"))
        go.setAccessibleName(f"{go.text().strip()}. {fact.text()}")
        what = str(each.finding.facts.get("point_key", "")) if each.stage == "rules" and each.finding else each.finding
        go.clicked.connect(partial(self.asked.emit, each.stage, Elsewhere(each.round, what or each.point)))
        lines = column(fact, place)
        inner = row(picture, lines, go, spacing=12, margins=(16, 8, 16, 8))
        inner.setStretchFactor(lines, 1)
        made = QWidget()
        made.setLayout(inner)
        place.setVisible(bool(place.text()))  # not before it has its parent: it would be a window, and take the focus
        return made

    def _named(self, asked: Problem, at: RoundId) -> Problem:
        """Name the subjects of a review's question, whose codes say nothing here; and which of several rounds asks."""
        view = self.dossier.view
        if view is not None and not asked.where and beside_each_other(view):
            asked = replace(
                asked, where=next((each.overview.title for each in view.rounds if each.overview.id == at), "")
            )
        reviews = view.reviews if view is not None and "codes" in asked.facts else ()
        standing = next((each.standing for each in reviews if each.overview.id == at), None)
        return with_names(asked, full_names(standing)) if standing is not None else asked

    def _go(self) -> None:
        if self._step is not None:
            draw = self._step.key == "draw"
            what = Elsewhere(self._step.round, "lots" if draw else None)
            self.asked.emit("panel" if draw else self._step.stage, what)

    def _ask_who(self) -> None:
        """Ask who sits at the desk; the name stands in the log beside every act from then on."""
        say = self.shell.words.say
        words = [say(f"ui.home.ask_who.{part}") for part in ("title", "facts", "label", "act", "safe", "why")]
        title, facts, label, act, safe, why = words
        dialog = Reasoned(self, self.shell.look, title, facts, (label,), act, safe, why)
        dialog.fields[0].setText(self.dossier.operator)
        given = dialog.asked()
        if given:
            self.dossier.seat(given[0])

    def first(self) -> QWidget:
        """Begin with the next step."""
        if self._step is not None:
            return self.go
        view = self.dossier.view
        return self.to_calendar if view is not None and view.calendar.items else self.who

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave lines away where there is no height for them."""
        super().resizeEvent(event)
        for each in self.figures.values():
            each.compact(self.height() < LOW)
