"""The log: every act of the contest in a sentence, found again, with what was before and after, and taken out."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from judge_desk.contest.values.problems import Severity
from judge_desk.desks.log_changes import Change
from judge_desk.desks.log_export import ENDINGS, export_log
from judge_desk.desks.log_reading import LogEntry, LogQuery, LogView, change_of, read_log
from judge_desk.desks.surroundings import Progress, silent
from judge_desk.ui.dialogs.log_heads import LogHeads
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.flow import Flow
from judge_desk.ui.widgets.layouts import column, row, scrolling
from judge_desk.ui.widgets.log_table import LogTable
from judge_desk.ui.widgets.menu_choice import MenuChoice
from judge_desk.ui.widgets.search_field import SearchField
from judge_desk.ui.widgets.text import Rule, Text
from judge_desk.wording.figures import date_short, moment

PANEL: Final = 340
NARROW: Final = 940
"""px of the stage under which either the list is shown or the chosen act."""
ANY_WIDTH: Final = 16_777_215
"""px: no greatest width."""
DAYS: Final = 20
"""How many single days can be chosen."""
WEEK: Final = 6


class ActPanel(QFrame):
    """One act: its sentence, who and when, what was before and after."""

    def __init__(self, shell: Shell) -> None:
        """Make the panel without an act."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self.setProperty("frame", "card")
        self.kind, self.told = Text(look, "heading", wrap=True), Text(look, "body", wrap=True).selectable()
        self.about = Text(look, "caption", "text_2", wrap=True)
        self.sides = {side: Text(look, "label") for side in ("before", "after")}
        self.lines = {side: Text(look, "body", wrap=True).selectable() for side in ("before", "after")}
        self.chain = Text(look, "caption", "text_2", wrap=True).selectable()
        self.state = Text(look, "caption", "text_2", wrap=True).selectable()
        inner = QWidget()
        parts = [each for side in self.sides for each in (self.sides[side], self.lines[side])]
        foot = (self.chain, 0, Rule(), self.state)
        lines = column(self.kind, self.told, self.about, 4, *parts, 4, *foot, spacing=6, margins=(16, 14, 16, 14))
        inner.setLayout(lines)
        area = scrolling(inner)
        inner.setProperty("ground", "surface")
        self.setLayout(column(area, margins=(2, 2, 2, 2)))

    def show_act(self, entry: LogEntry | None) -> None:
        """Show an act; what it changed is told later."""
        say, language = self._shell.words.say, self._shell.words.language
        if entry is None:
            self.kind.setText(say("ui.log.none"))
            for each in (self.told, self.about, self.chain):
                each.setText("")
            self.show_change(Change())
            return
        self.kind.setText(entry.kind)
        self.told.setText(entry.told)
        when = say("ui.log.about", who=entry.who, when=moment(entry.time, language))
        self.about.setText(f"{when} {entry.round_title}".strip())
        self.chain.setText(say("ui.log.chain", number=entry.number, code=entry.hash[:10], before=entry.previous[:10]))
        self.show_change(Change())

    def show_change(self, change: Change) -> None:
        """Show what was before and after; a side without anything is not shown."""
        for side, lines in (("before", change.before), ("after", change.after)):
            self.sides[side].setText(self._shell.words.say(f"log.column.{side}"))
            self.lines[side].setText("\n".join(lines))
            self.sides[side].setVisible(bool(lines))
            self.lines[side].setVisible(bool(lines))


class LogStage(Stage):
    """Filters on top, the acts under them, the chosen act beside."""

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without a log."""
        super().__init__(shell, dossier)
        look = shell.look
        self.export = Button(look, "primary", "file-text")
        self._kinds = QMenu(self.export)
        self.export.setMenu(self._kinds)
        self.header.put(self.export)
        self.search = SearchField(look)
        self.choices = {name: MenuChoice(look) for name in ("who", "what", "round", "day")}
        self.table = LogTable(shell.words, look)
        self.count = Text(look, "caption", "text_2", wrap=True)
        self.panel = ActPanel(shell)
        self.turn = Button(look, "plain", "list")
        self.turn.clicked.connect(self._turn)
        self.compare = Button(look, "plain", "scale")
        self.compare.clicked.connect(self._compare)
        self.recount = Button(look, "plain", "equal")
        self.recount.clicked.connect(lambda: self.opened.emit("recount", self.dossier.folder))
        self.heads: LogHeads | None = None
        self._inside = False
        self._view: LogView | None = None
        self.search.textChanged.connect(self._filter)
        self.search.left_down.connect(self.table.setFocus)
        for each in self.choices.values():
            each.picked.connect(self._filter)
        self.table.pointed.connect(self._point)
        self._build()
        self.speak()

    def _build(self) -> None:
        filters = QWidget()
        filters.setLayout(Flow(*self.choices.values(), self.compare, self.recount, self.turn, gap=8))
        self._list = QFrame()
        self._list.setProperty("frame", "card")
        self._list.setLayout(column(self.table, margins=(2, 2, 2, 2)))
        left = column(self._list, self.count, spacing=6)
        left.setStretchFactor(self._list, 1)
        self._split = row(left, self.panel, spacing=12)
        self._split.setStretchFactor(left, 1)
        body = QWidget()
        inner = column(self.search, filters, self._split, spacing=10, margins=(16, 12, 16, 12))
        inner.setStretchFactor(self._split, 1)
        body.setLayout(inner)
        self.fill(body)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("stage.name.log"))
        self.export.setText(say("ui.log.export"))
        self.compare.setText(say("ui.log_heads.open"))
        self.recount.setText(say("ui.start.recount"))
        self._kinds.clear()
        for ending in ENDINGS:
            action = self._kinds.addAction(say(f"ui.log.kind.{ending[1:]}"))
            action.triggered.connect(partial(self._export, ending))
        self.search.tell(say("ui.log.search"))
        self.table.setAccessibleName(say("stage.name.log"))
        self._offer()

    def show_state(self) -> None:
        """Read the log again."""
        folder, language = self.dossier.folder, self.shell.words.language
        self.run(lambda around: read_log(folder, LogQuery(), language, around), self._take, "progress.log", renew=False)

    def _take(self, view: LogView) -> None:
        self._view = view
        worst = view.state[0]
        sound = worst.severity is Severity.NOTE
        word = "ui.log.sound" if sound else "ui.log.look"
        self.header.show_state(
            "circle-check" if sound else "triangle-alert", "ok" if sound else "warn", self._say(word)
        )
        self.banner.tell("" if sound else self.shell.words.problem(worst))
        found = [self.shell.words.problem(each) for each in view.state]
        self.panel.state.setText("\n".join(found))
        self._offer()
        self.table.log.show_entries(view.entries)
        self._count()

    def _say(self, key: str, **facts: str | int) -> str:
        return self.shell.words.say(key, **facts)

    def _offer(self) -> None:
        """Offer what the log holds: its people, kinds of acts, rounds and days."""
        view = self._view
        people = [(each, each) for each in view.people] if view is not None else []
        offered = {
            "who": people,
            "what": list(view.acts) if view is not None else [],
            "round": list(view.rounds) if view is not None else [],
            "day": self._days(view.entries) if view is not None else [],
        }
        for name, choice in self.choices.items():
            choice.tell(self._say(f"ui.log.by.{name}"), [("", self._say(f"ui.log.all.{name}")), *offered[name]])

    def _days(self, entries: tuple[LogEntry, ...]) -> list[tuple[str, str]]:
        """Offer today, a week, and every single day of which the log tells; a value is two days, parted by a stroke."""
        today = date.fromisoformat(self.shell.around(silent).now()[:10])
        week = today - timedelta(days=WEEK)
        days = sorted({each.time[:10] for each in entries}, reverse=True)[:DAYS]
        single = [(f"{day}/{day}", date_short(day, self.shell.words.language)) for day in days]
        return [(f"{week.isoformat()}/{today.isoformat()}", self._say("ui.log.week")), *single]

    @property
    def query(self) -> LogQuery:
        """What is asked for."""
        value = {name: each.value for name, each in self.choices.items()}
        since, _, until = value["day"].partition("/")
        return LogQuery(value["who"], value["what"], value["round"], since, until, self.search.text())

    def _filter(self) -> None:
        self.table.log.want(self.query)
        self._count()

    def _count(self) -> None:
        log = self.table.log
        self.count.setText(self._say("ui.log.count", shown=len(log.entries), total=log.total))

    def _point(self, number: int) -> None:
        """Show an act; what it changed is read off the thread, and told if it is still the one that is shown."""
        entry = next((each for each in self.table.log.entries if each.number == number), None)
        self.panel.show_act(entry)
        if entry is None:
            return
        folder, language = self.dossier.folder, self.shell.words.language
        job = self.shell.jobs.prepare(quiet=True)

        def tell(change: Change) -> None:
            if self.table.current_number() == number:
                self.panel.show_change(change)

        def work(report: Progress) -> Change:
            return change_of(folder, number, language)

        job.done.connect(tell)
        job.refused.connect(self.refused)
        self.shell.jobs.start(job, work)

    def _compare(self) -> None:
        """Open the dialog that holds the log against a code on paper or an older log."""
        self.heads = LogHeads(self, self.shell, self.dossier.folder)
        self.heads.open()

    def _export(self, ending: str) -> None:
        """Ask for a folder, and write the acts that are shown into a new file there."""
        chosen = self.shell.ask_folder(self, self._say("ui.log.ask_folder"), Path.home())
        if chosen is None:
            return
        stamp = self.shell.around(silent).now()[:19].replace(":", "-")
        target = chosen / f"nhat-ky_{stamp}{ending}"
        folder, query, language = self.dossier.folder, self.query, self.shell.words.language

        def done(count: int) -> None:
            self.count.setText(self._say("ui.log.saved", count=count, name=target.name))

        self.run(lambda around: export_log(folder, query, target, language, around), done, "progress.log", renew=False)

    def first(self) -> QWidget:
        """Begin with the search."""
        return self.search

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (("Ctrl+F", "ui.keys.search_log"), ("↑ ↓", "ui.keys.rows"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the panel beside the list; in a narrow window one of them is shown at a time."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow, look = self.width() < self.shell.look.px(NARROW), self.shell.look
        self.turn.setVisible(narrow)
        self.turn.setText(self._say("ui.log.list" if self._inside else "ui.log.details"))
        self._list.setVisible(not narrow or not self._inside)
        self.panel.setVisible(not narrow or self._inside)
        self.panel.setMinimumWidth(0 if narrow else look.px(PANEL))
        self.panel.setMaximumWidth(ANY_WIDTH if narrow else look.px(PANEL))

    def _turn(self) -> None:
        self._inside = not self._inside
        self._arrange()
        (self.turn if self._inside else self.table).setFocus()
