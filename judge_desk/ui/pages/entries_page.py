"""The judge's list of entries: what is done and what is left, with the judge's own ranking beside it."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QProgressBar, QSizePolicy, QWidget

from judge_desk.contest.values.identity import EntryCode
from judge_desk.desks.judge_shelf import PLACE
from judge_desk.desks.marking import EntryLine, EntryState, HistoryKind
from judge_desk.desks.scoring import decimals_of_totals
from judge_desk.ui.bench import Bench
from judge_desk.ui.marking_aim import MarkingAim, has_defence
from judge_desk.ui.pages.page import Page
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.entries_pane import EntriesPane
from judge_desk.ui.widgets.layouts import card, column, row
from judge_desk.ui.widgets.own_ranking import OwnRankingPanel
from judge_desk.ui.widgets.signs import Banner
from judge_desk.ui.widgets.tabs import Tabs
from judge_desk.ui.widgets.text import Rule, Text
from judge_desk.wording.figures import code_groups

PANEL: Final = 424
NARROW: Final = 1000
"""px of the page under which list and ranking share one place, each under its own tab."""
LOW: Final = 560
_NO_LIMIT: Final = 16_777_215
"""What Qt takes for no greatest width."""
NEXT: Final = (EntryState.STARTED, EntryState.EMPTY, EntryState.LATER)
"""What is marked next, in this order."""


class EntriesPage(Page):
    """Lists the entries of an open score file; every other page of the judge's desk is reached from here."""

    def __init__(self, shell: Shell) -> None:
        """Make the page without a bench."""
        super().__init__(shell)
        look = shell.look
        self.bench: Bench | None = None
        self._stale: set[EntryCode] = set()
        self._last = self._code = ""
        self.progress, self.bar = Text(look, "body", "text_2"), QProgressBar()
        self.seal = Button(look, "plain", "lock")
        self.sealed = Banner(look, "lock", "seal")
        self.pane = EntriesPane(shell)
        self.ranking = OwnRankingPanel(shell)
        self.tabs = Tabs(look, ("list", "ranking"))
        self.next, self.act = Text(look, "body", "text_2", wrap=True), Button(look, "primary", "arrow-right")
        self.foot, self._rule = QWidget(), Rule()
        self._build()
        self._connect()
        self.speak()

    def _build(self) -> None:
        self.progress.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.bar.setTextVisible(False)
        self.bar.setProperty("tone", "ok")
        self.bar.setFixedWidth(180)
        self.header.sign.hide()
        self.header.put(self.progress, self.bar, self.seal)
        self._foot_row = row(self.next, self.act, spacing=12)
        self.foot.setLayout(self._foot_row)
        self._panel = card(column(self.ranking, self._rule, self.foot, margins=(2, 2, 2, 2)))
        self._list = card(column(self.pane, margins=(1, 1, 1, 1)))
        self._sides = row(self._list, self._panel)
        self._sides.setStretchFactor(self._list, 1)
        self.tabs.stack.hide()  # both panes stay where they are: moving a widget elsewhere takes its fonts away
        self.tabs.turned.connect(lambda _: self._arrange())
        whole = QWidget()
        whole.setLayout(column(self.sealed, self.tabs, self._sides))
        self.fill(whole)

    def _connect(self) -> None:
        self.seal.clicked.connect(self._to_sealing)
        self.act.clicked.connect(self._go_on)
        self.pane.opened.connect(self._mark)
        self.ranking.list.opened.connect(self._mark)
        self.pane.defence.clicked.connect(lambda: self.asked.emit("defence", self.bench))
        for keys, act in (("Ctrl+F", self._search), ("F6", self._next_pane)):
            QShortcut(QKeySequence(keys), self, act)
        for number in range(4):
            QShortcut(QKeySequence(f"Alt+{number + 1}"), self, partial(self.pane.sort_by, number))

    def read(self, bench: Bench) -> None:
        """Show the work on a bench, which this page closes in the end."""
        if self.bench is not None and self.bench is not bench:
            self.close_work()
        if self.bench is None:
            self.bench = bench
            bench.changed.connect(self._changed)
            bench.renewed.connect(self._renewed)
            self.pane.begin()
        self._renewed()

    @Slot()
    def _renewed(self) -> None:
        """Read everything again."""
        if self.bench is None:
            return
        sitting = self.bench.sitting
        self.pane.show_lines(sitting.lines(), decimals_of_totals(sitting.round.rubric), sitting.round.blind)
        self.pane.defence.setVisible(has_defence(sitting.definition, sitting.round))
        self._stale.clear()
        self._recall()
        self.speak()
        for prepare in (self.pane.table.entries.searched, self.pane.table.entries.title_ranks):
            QTimer.singleShot(0, prepare)

    def _recall(self) -> None:
        """Read what only the disk knows: where the judge was last, the code of the newest sealing."""
        if self.bench is None:
            return
        sitting = self.bench.sitting
        self._last = sitting.kept(PLACE).partition(" ")[0]
        seals = [each for each in sitting.history() if each.kind is HistoryKind.SEAL] if sitting.sealed else []
        self._code = code_groups(seals[-1].text) if seals else ""

    @Slot(str)
    def _changed(self, code: str) -> None:
        if self.bench is None:
            return
        self._stale.add(EntryCode(code))
        if self.isVisible():
            self.pane.table.entries.change(self.bench.sitting.line(EntryCode(code)))
            self.speak()

    def showEvent(self, event: QShowEvent) -> None:
        """Put what was changed elsewhere into its place in the list."""
        super().showEvent(event)
        if self._stale and self.bench is not None:
            self.pane.table.entries.settle(tuple(map(self.bench.sitting.line, self._stale)))
            self._stale.clear()
            self._recall()
            self.speak()
        if self.bench is not None and (place := self.bench.sitting.kept(PLACE)):
            self.pane.table.go_to(place.partition(" ")[0])

    def close_work(self) -> None:
        """Close the score file."""
        if self.bench is not None:
            self.bench.changed.disconnect(self._changed)
            self.bench.renewed.disconnect(self._renewed)
            self.bench.close()
            self.bench = None

    def speak(self) -> None:
        """Say every word."""
        say = self.shell.words.say
        for name in ("list", "ranking"):
            self.tabs.tell(name, say(f"ui.entries.tab.{name}"))
        self.pane.speak()
        if self.bench is None:
            self.header.tell(say("ui.back.start"), say("ui.entries.title"))
            self.ranking.show_ranking(None, 0)
            return
        sitting = self.bench.sitting
        whole = say("ui.entries.title_whole", round=sitting.round.title, seat=sitting.seat)
        self.header.tell(say("ui.back.start"), whole, say("ui.entries.title"))
        self.say_rehearsal(sitting.rehearsal, sitting.sample)
        self.ranking.show_ranking(sitting.ranking(), decimals_of_totals(sitting.round.rubric))
        self._say_progress()
        self._say_next()
        self._arrange()
        self.titled.emit()

    def _say_sealed(self) -> None:
        """Say that the ballot is sealed, with its code where there is room for a second line."""
        if self.bench is None or not self.bench.sitting.sealed:
            self.sealed.tell("")
            return
        say, revision = self.shell.words.say, self.bench.sitting.revision
        low = self.height() < LOW
        whole = say("ui.entries.sealed", revision=revision, code=self._code)
        self.sealed.tell(say("ui.marking.sealed", revision=revision) if low else whole)

    def _say_progress(self) -> None:
        assert self.bench is not None
        say, counts = self.shell.words.say, self.pane.table.entries.counts
        whole, recused, finished = sum(counts.values()), counts[EntryState.RECUSED], self.bench.sitting.finished
        done, left = finished - recused, whole - finished
        if recused:
            key = "ui.entries.progress.recused" if left else "ui.entries.progress.all_done_recused"
        else:
            key = "ui.entries.progress.plain" if left else "ui.entries.progress.all_done"
        self.progress.setText(say(key, done=done, recused=recused, left=left))
        self.bar.setRange(0, max(whole, 1))
        self.bar.setValue(finished)
        self.bar.setAccessibleName(self.progress.text())

    def _say_next(self) -> None:
        """Say what comes next: an entry, the sealing, or the sealed ballot; its button is the filled one."""
        assert self.bench is not None
        say, aim = self.shell.words.say, self.aim()
        sealed = self.bench.sitting.sealed
        self.seal.setText(say("ui.entries.act.show_ballot" if sealed else "ui.entries.act.seal"))
        entry = aim if not sealed else None
        self.act.setVisible(entry is not None)
        self.seal.become("plain" if entry is not None else "primary")
        if entry is None:
            self.next.setText(say("ui.entries.next.sealed" if sealed else "ui.entries.next.all_done"))
            return
        begun = any(each.given for each in self.pane.table.entries.lines)
        self.act.setText(say("ui.entries.act.go_on" if begun else "ui.entries.act.begin"))
        self.next.setText(say(f"ui.entries.next.{entry.state}", code=entry.code))

    def aim(self) -> EntryLine | None:
        """Give the entry to go on with: where the judge was last, else an unfinished one, a new one, one for later."""
        lines = self.pane.table.entries.lines
        open_ = [each for each in lines if each.state in NEXT]
        open_.sort(key=lambda each: NEXT.index(each.state))
        here = next((each for each in open_ if each.code == self._last and each.state is EntryState.STARTED), None)
        return here or next(iter(open_), None)

    @property
    def subject(self) -> str:
        """Round and seat."""
        if self.bench is None:
            return ""
        sitting = self.bench.sitting
        return self.shell.words.say("ui.entries.subject", round=sitting.round.title, seat=sitting.seat)

    def first(self) -> QWidget:
        """Begin in the list."""
        return self.pane.table if self.pane.table.entries.rowCount() else self.header.button

    def keys(self) -> Keys:
        """Give the keys of this page."""
        return (
            ("↑ ↓", "ui.keys.rows"), ("Enter", "ui.entries.keys.open"), ("Ctrl+F", "ui.keys.search"),
            ("F6", "ui.keys.pane"), ("Alt+1 … Alt+4", "ui.entries.keys.sort"),
        )  # fmt: skip

    @Slot(str)
    def _mark(self, code: str) -> None:
        if self.bench is not None:
            self.asked.emit("marking", MarkingAim(self.bench, EntryCode(code)))

    def _go_on(self) -> None:
        entry = self.aim()
        if entry is not None:
            self._mark(entry.code)

    def _to_sealing(self) -> None:
        if self.bench is not None:
            self.asked.emit("sealing", self.bench)

    def _search(self) -> None:
        self._turn("list")
        self.pane.search.setFocus()

    def _next_pane(self) -> None:
        in_list = self.pane.isAncestorOf(self.focusWidget() or self)
        self._turn("ranking" if in_list else "list")
        (self.ranking.list if in_list else self.pane.table).setFocus()

    def _turn(self, name: str) -> None:
        if self._narrow:
            self.tabs.turn(name)

    @property
    def _narrow(self) -> bool:
        return self.width() < NARROW

    def _arrange(self) -> None:
        """List and ranking side by side, or one at a time under tabs in a narrow window."""
        narrow, low = self._narrow, self.height() < LOW
        in_list = not narrow or self.tabs.shown == "list"
        in_ranking = not narrow or self.tabs.shown == "ranking"
        self.bar.setVisible(not narrow)
        self.tabs.setVisible(narrow)
        self._list.setVisible(in_list)
        sealed = self.bench is not None and self.bench.sitting.sealed
        self._panel.setVisible(in_ranking or not sealed)  # nothing comes next once it is sealed
        for each in (self.ranking, self._rule):
            each.setVisible(in_ranking)
        self.ranking.lie_down(narrow)
        self.pane.compact(low)
        self._say_sealed()
        direction = QBoxLayout.Direction
        self._sides.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._sides.setContentsMargins(*((12, 6, 12, 6) if narrow else (16, 16, 16, 16)))
        self._sides.setSpacing(6 if narrow else 16)
        self._foot_row.setContentsMargins(16, 2 if low else 8, 16, 2 if low else 8)
        self._sides.setStretchFactor(self._panel, 1 if narrow and in_ranking else 0)
        wide = min(self.shell.look.px(PANEL), self.width() * 2 // 5)
        self._panel.setMinimumWidth(0 if narrow else wide)
        self._panel.setMaximumWidth(_NO_LIMIT if narrow else wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the panes for the new size."""
        super().resizeEvent(event)
        self._arrange()
