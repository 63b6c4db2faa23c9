"""Prizes as the rules propose them, changed by votes alone; then approval, lock, names and announcement in a chain."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QWidget

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.desks import deciding
from judge_desk.desks.deciding import Request
from judge_desk.desks.prize_reading import candidates, prize_lines
from judge_desk.desks.release import Release, release_of
from judge_desk.desks.standing import Standing
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.deciders import deciders
from judge_desk.ui.models.lines import Line
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.panes import arrange_panes
from judge_desk.ui.widgets.prize_change import PrizeChange
from judge_desk.ui.widgets.prize_view import PrizeView
from judge_desk.ui.widgets.release_pane import ReleasePane
from judge_desk.ui.widgets.special_pane import SpecialPane
from judge_desk.ui.widgets.tabs import Tabs
from judge_desk.ui.widgets.text import Text

PANEL: Final = 360
NARROW: Final = 920
"""px of the stage under which table and panel share one place, each under its own tab."""
WHOLE: Final = (DecisionKind.APPROVE, DecisionKind.FINAL, DecisionKind.ANNOUNCE, DecisionKind.UNSEAL)
"""Kinds of decisions about the round as a whole."""


class PrizesStage(Stage):
    """Table at the left, panel at the right: the chain of steps, a change by vote, special prizes."""

    behind = "results"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without a result."""
        super().__init__(shell, dossier)
        look = shell.look
        self.table = PrizeView(shell.words, look)
        self.table.pointed.connect(lambda _: self._show_change())
        self.goes_on = LineList(look)
        self.nothing = Notice(look, "circle-dashed")
        self.nothing.act.clicked.connect(lambda: self.asked.emit("collect", None))
        self.note = Text(look, "caption", "text_2", wrap=True)
        self.to_change, self.to_special = Button(look, "plain", "vote"), Button(look, "plain", "medal")
        self.tabs = Tabs(look, ("table", "release", "change", "special"))
        self.to_change.clicked.connect(lambda: self.tabs.turn("change"))
        self.to_special.clicked.connect(lambda: self.tabs.turn("special"))
        self.tabs.turned.connect(lambda _: self._arrange())
        self.release, self.change, self.special = ReleasePane(shell), PrizeChange(shell), SpecialPane(shell)
        for pane in (self.release, self.change, self.special):
            pane.decided.connect(self._decide)
        self.release.wanted.connect(lambda name: self.asked.emit(name, None))
        self.special.asked.connect(lambda _: self._show_candidates())
        self._kept: Standing | None = None
        self._names: tuple[str, ...] = ()
        self._acted = False
        self._build()
        self.speak()

    def _build(self) -> None:
        self.left = QFrame()
        self.left.setProperty("frame", "card")
        self.filled = QStackedWidget()
        self.filled.addWidget(self.table)
        self.filled.addWidget(self.goes_on)
        self.left.setLayout(column(self.filled, margins=(2, 2, 2, 2)))
        self.side = QWidget()
        side = column(self.left, self.note, row(self.to_change, self.to_special, 0, spacing=8), spacing=8)
        side.setStretchFactor(self.left, 1)
        self.side.setLayout(side)
        for name, pane in (("release", self.release), ("change", self.change), ("special", self.special)):
            self.tabs.put(name, pane)
        self.panel = QFrame()
        self.panel.setProperty("frame", "card")
        self.panel.setLayout(column(self.tabs, margins=(2, 4, 2, 2)))
        self.panel.setMinimumWidth(320)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(16)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.side)
        self.split.addWidget(self.panel)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        whole = QWidget()
        whole.setLayout(column(self.split, margins=(16, 16, 16, 16)))
        self._stack = QStackedWidget()
        self._stack.addWidget(whole)
        self._stack.addWidget(self.nothing)
        self.fill(self._stack)
        QShortcut(QKeySequence("F6"), self, self._next_pane)
        self.tabs.turn("release")

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.table.setAccessibleName(say("ui.prizes.table"))
        self.goes_on.setAccessibleName(say("ui.prizes.list"))
        self.to_change.setText(say("ui.prizes.to_change"))
        self.to_special.setText(say("ui.prizes.to_special"))
        for name in self.tabs.buttons:
            self.tabs.tell(name, say(f"ui.prizes.tab.{name}"))
        for pane in (self.release, self.change, self.special):
            pane.speak()

    def show_state(self) -> None:
        """Show the prizes of the round, and how far its result has come."""
        seen, say = self.seen, self.shell.words.say
        if seen is None:
            return
        self.header.show_title(say("ui.prizes.title", round=seen.overview.title), say("ui.prizes.back"))
        standing = self._kept = seen.standing
        if standing is None or not standing.counted:
            self._stack.setCurrentIndex(1)
            self.header.show_state("", "", "")
            self.nothing.tell(say("ui.ranking.nothing"), say("ui.ranking.collect"))
            return
        self._stack.setCurrentIndex(0)
        release = release_of(standing)
        self._show_sign(release)
        self._offer_names()
        titles = {str(e.code): e.title for e in standing.manifest.entries} | dict(seen.titles)
        lines = prize_lines(standing, titles)
        self.table.show_lines(lines)
        self.filled.setCurrentIndex(0 if lines else 1)
        self.goes_on.show_lines([] if lines else self._on_list(standing, titles))
        for each in (self.to_change, self.to_special, self.note):
            each.setVisible(bool(lines))
        for name in ("change", "special"):
            self.tabs.buttons[name].setVisible(bool(lines))
        if not lines and self.tabs.shown in ("change", "special"):
            self.tabs.turn("release")
        specials = [special for awards in standing.result.awards for special in awards.specials]
        said = [say("ui.prizes.special", code=each.code, text=each.text, number=each.decision) for each in specials]
        self.note.setText(" ".join([say("ui.prizes.note"), *said]))
        self.release.show_release(release)
        self._show_change()
        self.special.offer(standing.definition, standing.round, release.locked)
        self._show_candidates()
        self._arrange()
        if self._acted:
            self._acted = False
            self.first().setFocus()

    def _on_list(self, standing: Standing, titles: dict[str, str]) -> list[Line]:
        """Show who goes on, for a round without prizes."""
        say, list_ = self.shell.words.say, standing.result.shortlist
        inside = list_.inside if list_ is not None else ()
        waits = list_.pending if list_ is not None else ()
        count = say("ui.prizes.goes_on", count=len(inside)) if list_ is not None else ""
        more = say("ui.prizes.waits", count=len(waits)) if waits else ""
        lines = [Line("info", "text_2", "", say("ui.prizes.none"), f"{count} {more}".strip())]
        for icon, tone, codes in (("circle-check", "ok", inside), ("scale", "warn", waits)):
            lines += [Line(icon, tone, "", f"{code} {titles.get(code, '')}".strip()) for code in codes]
        return lines

    def _offer_names(self) -> None:
        """Offer the people of the panel while names are typed."""
        names = deciders(self.dossier.view.people if self.dossier.view is not None else (), self.shell.words)
        if names != self._names:
            self._names = names
            for pane in (self.release, self.change, self.special):
                pane.form.offer(names)

    def _show_sign(self, release: Release) -> None:
        say = self.shell.words.say
        if release.announced:
            self.header.show_state("megaphone", "ok", say("ui.prizes.announced"))
        elif release.locked:
            self.header.show_state("lock", "seal", say("ui.prizes.embargo"))
        else:
            self.header.show_state("scale", "warn", say("ui.prizes.not_locked"))

    def _show_change(self) -> None:
        standing = self._kept
        if standing is None:
            return
        codes = frozenset(str(each.code) for each in standing.result.scores)
        self.change.show_prize(self.table.current(), codes, release_of(standing).locked)

    def _show_candidates(self) -> None:
        standing, seen = self._kept, self.seen
        if standing is None or seen is None or not self.special.chosen:
            return
        titles = {str(e.code): e.title for e in standing.manifest.entries} | dict(seen.titles)
        self.special.show_candidates(candidates(standing, self.special.chosen, titles))

    def _decide(self, request: Request) -> None:
        """Record what a pane decided; a second click while it is being recorded does nothing."""
        if self.busy:
            return
        folder, name = self.dossier.folder, str(self.round)
        about = (name,) if request.kind in WHOLE else request.about
        whole = replace(request, round=name, about=about)
        self.run(lambda around: deciding.decide(folder, whole, around), self._decided)

    def _decided(self, done: deciding.Decided) -> None:
        """Empty the form of what was recorded; one that was refused keeps what was typed."""
        words, kind = self.shell.words, done.decision.kind
        self._acted = kind in WHOLE
        if kind is DecisionKind.PRIZE:
            self.change.clear()
        elif kind is DecisionKind.SPECIAL:
            self.special.clear()
        self.banner.tell(" ".join(words.problem(each) for each in done.findings))

    def aim(self, what: object) -> None:
        """Open a tab by its name."""
        if isinstance(what, str) and what in self.tabs.buttons:
            self.tabs.turn(what)

    def first(self) -> QWidget:
        """Begin at the step that is due."""
        if self._stack.currentIndex() == 1:
            return self.nothing.act
        pane = self.release
        if pane.name.isVisibleTo(pane):
            return pane.name
        return pane.form.reason_field if pane.form.isVisibleTo(pane) else pane.act

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (("↑ ↓", "ui.keys.rows"), ("F6", "ui.keys.pane"))

    def _next_pane(self) -> None:
        if self.table.hasFocus():
            if self.tabs.shown == "table":
                self.tabs.turn("release")
            self.tabs.buttons[self.tabs.shown].setFocus()
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
        arrange_panes(self.split, self.tabs, self.side, self.left, self._narrow, "release", widths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the panes for the new size."""
        super().resizeEvent(event)
        self._arrange()
