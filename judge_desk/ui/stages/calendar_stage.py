"""The calendar of the plan: what is late, due, under way or done, by month; what people record of it; its papers."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Final

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QWidget

from judge_desk.contest.register.schedule import ItemState, Scheduled
from judge_desk.desks import calendar, calendar_papers
from judge_desk.desks.calendar import CalendarView, Fulfilment
from judge_desk.desks.calendar_papers import FORMATS, CalendarPapers
from judge_desk.desks.calendar_words import days_words
from judge_desk.desks.surroundings import Surroundings
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.lines import Line
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.calendar_form import Written
from judge_desk.ui.widgets.calendar_pane import SIGNS, CalendarPane
from judge_desk.ui.widgets.flow import Flow
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.menu_choice import MenuChoice
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.search_field import SearchField
from judge_desk.ui.widgets.text import Text
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import date_short

PANEL: Final = 400
NARROW: Final = 940
"""px of the stage under which either the list is shown or the chosen thing."""
ANY_WIDTH: Final = 16_777_215
"""px: no greatest width."""
AHEAD: Final = ("14", "7", "30", "60", "90")
"""Days that can be looked ahead; the first is the one at the beginning."""


class CalendarStage(Stage):
    """Filters on top, everything by month under them, the chosen thing beside."""

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without a calendar."""
        super().__init__(shell, dossier)
        look = shell.look
        self.paper, self.open = Button(look, "primary", "printer"), Button(look, "plain", "folder-open")
        self.paper.clicked.connect(self._make)
        self.open.clicked.connect(self._open)
        self.header.put(self.paper)
        self.search = SearchField(look)
        self.state, self.lead, self.ahead = MenuChoice(look), MenuChoice(look), MenuChoice(look)
        self.list = LineList(look, marks=True)
        self.pane = CalendarPane(shell)
        self.counts, self.said = Text(look, "caption", "text_2", wrap=True), Text(look, "body", wrap=True)
        self.turn = Button(look, "plain", "list")
        self.nothing = Notice(look, "calendar-days")
        self.nothing.act.clicked.connect(partial(self.asked.emit, "rules", None))
        self.view: CalendarView | None = None
        self.made: CalendarPapers | None = None
        self._current, self._inside = "", False
        self._build()
        self._connect()
        self.speak()

    def _build(self) -> None:
        filters, foot = QWidget(), QWidget()
        filters.setLayout(Flow(self.state, self.lead, self.ahead, self.turn, gap=8))
        foot.setLayout(row(self.said, self.open, spacing=8))
        self._left = QFrame()
        self._left.setProperty("frame", "card")
        self._left.setLayout(column(self.list, margins=(2, 2, 2, 2)))
        self._split = row(self._left, self.pane, spacing=12)
        self._split.setStretchFactor(self._left, 1)
        work = QWidget()
        inner = column(self.search, filters, self.counts, self._split, foot, spacing=8, margins=(16, 12, 16, 12))
        inner.setStretchFactor(self._split, 1)
        work.setLayout(inner)
        self._stack = QStackedWidget()
        self._stack.addWidget(work)
        self._stack.addWidget(self.nothing)
        self._stack.setCurrentIndex(1)
        self.fill(self._stack)
        self.open.hide()
        self.said.hide()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._show_list)
        self.search.left_down.connect(self.list.setFocus)
        self.state.picked.connect(self._show_list)
        self.lead.picked.connect(self._show_list)
        self.ahead.picked.connect(self._read)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._enter)
        self.turn.clicked.connect(self._turn)
        self.pane.begun.connect(self._weigh)
        self.pane.form.kept.connect(self._keep)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("ui.calendar.title"))
        self.paper.setText(say("ui.calendar.paper"))
        self.open.setText(say("ui.calendar.open"))
        self.search.tell(say("ui.calendar.search"))
        self.list.setAccessibleName(say("ui.calendar.list"))
        self.nothing.tell(say("calendar.empty"), say("stage.go.rules"))
        self.ahead.tell(say("ui.calendar.ahead"), [(n, say("ui.calendar.days", count=int(n))) for n in AHEAD])
        self.pane.speak()
        self._arrange()
        self._tell()

    def show_state(self) -> None:
        """Read the calendar."""
        if not self.is_read():
            self._read()

    def _read(self) -> None:
        folder, ahead = self.dossier.folder, int(self.ahead.value)
        self.run(lambda around: calendar.look(folder, around, ahead=ahead), self._take, renew=False)

    def _take(self, view: CalendarView) -> None:
        begun, self.view = self.view is None, view
        if not any(each.id == self._current for each in view.items):
            first = next((each for each in view.items if each.is_open), None)
            self._current = first.id if first is not None else ""
        self._tell()
        focused = QApplication.focusWidget()
        if begun and view.items and (focused is None or self.isAncestorOf(focused)):
            self.list.setFocus()

    def _tell(self) -> None:
        """Show what was read, in the language of now."""
        view, say = self.view, self.shell.words.say
        if view is None:
            return
        self._stack.setCurrentIndex(0 if view.items else 1)
        self.paper.setVisible(bool(view.items))
        states = [("", say("ui.calendar.all")), *((each.value, say(f"calendar.state.{each.value}")) for each in SIGNS)]
        self.state.tell(say("ui.calendar.by_state"), states)
        leads = dict.fromkeys(lead for each in view.items for lead in each.item.leads)
        self.lead.tell(say("ui.calendar.by_lead"), [("", say("ui.calendar.all")), *((each, each) for each in leads)])
        counts = {state.value: view.count(state) for state in ItemState}
        day = date_short(view.today, self.shell.words.language)
        self.counts.setText(say("calendar.counts", day=day, total=len(view.items), **counts))
        late, due = view.count(ItemState.LATE), view.count(ItemState.DUE)
        sign = SIGNS[ItemState.LATE] if late else SIGNS[ItemState.DUE] if due else SIGNS[ItemState.DONE]
        key = "ui.calendar.late" if late else "ui.calendar.due" if due else "ui.calendar.calm"
        self.header.show_state(*sign, say(key, count=late or due) if view.items else "")
        self._show_list()
        self._weigh()

    def _show_list(self) -> None:
        """Show what is asked for, by month; what is chosen stays chosen while it is shown."""
        if self.view is None:
            return
        found = self.view.found(self.state.value, self.lead.value, self.search.text())
        lines: list[Line] = []
        for month, items in groupby(found, key=lambda each: each.closes[:7]):
            lines += [Line("calendar-days", "text_2", "", self._month(month)), *map(self._line, items)]
        self.list.blockSignals(True)
        self.list.show_lines(lines)
        at = next((n for n, each in enumerate(lines) if each.key and each.key == self._current), -1)
        if at >= 0:
            self.list.setCurrentIndex(self.list.lines.index(at, 0))
        self.list.blockSignals(False)
        self.pane.show_item(next((each for each in self.view.items if each.id == self._current), None))

    def _month(self, month: str) -> str:
        say = self.shell.words.say
        if not month:
            return say("ui.calendar.no_month")
        day = date.fromisoformat(f"{month}-01")
        return say("ui.calendar.month", month=str(day.month), year=str(day.year))

    def _line(self, each: Scheduled) -> Line:
        words = open_catalogue(self.shell.words.language)
        icon, tone = SIGNS[each.state]
        detail = f"{'; '.join(each.item.leads)} · {days_words(each, words)}"
        item = each.item
        counted = words.say("calendar.counted", count=each.count, total=item.least, unit=item.unit)
        detail += f" · {counted}" if item.least else ""
        word = self.shell.words.say(f"calendar.state.{each.state.value}")
        return Line(icon, tone, word, item.title, detail, each.id)

    def _choose(self, key: object) -> None:
        """Show the chosen thing; what was typed for another one is asked about first by not leaving it."""
        if self.view is None or not isinstance(key, str) or key == self._current:
            return
        if self.pane.form.has_words:
            self.banner.tell(self.shell.words.say("ui.calendar.unsaved"))
            return
        self.banner.tell("")
        self._current = key
        self.pane.show_item(next((each for each in self.view.items if each.id == key), None))
        self._weigh()

    def _weigh(self) -> None:
        """Let what is to be done next be the one filled button; an act that was begun comes before the papers."""
        self.paper.become("plain" if self.pane.form.is_open else "primary")
        if not self.pane.form.has_words:
            self.banner.tell("")

    def _keep(self, what: Written) -> None:
        """Record an act; the form stays as it is while the desk refuses."""
        folder, item = self.dossier.folder, self._current
        if what.count and not (what.count.isascii() and what.count.isdigit()):
            self.banner.tell(self.shell.words.say("ui.calendar.no_number", written=what.count))
            return
        count = int(what.count or 0)

        def work(around: Surroundings) -> Scheduled:
            if what.act == "done":
                return calendar.done(folder, item, Fulfilment(what.day, count, what.words, what.file), around)
            if what.act == "move":
                return calendar.move(folder, item, what.day, what.words, around)
            act = calendar.drop if what.act == "drop" else calendar.reopen
            return act(folder, item, what.words, around)

        self.run(work, self._kept)

    def _kept(self, kept: Scheduled) -> None:
        self._current = kept.id
        self.pane.close_form()
        self._read()

    def _make(self) -> None:
        """Ask for a place, and write the calendar and the reminders there."""
        target = self.shell.ask_folder(self, self.shell.words.say("ui.calendar.ask_folder"), Path.home())
        if target is None:
            return
        folder, ahead = self.dossier.folder, int(self.ahead.value)

        def work(around: Surroundings) -> CalendarPapers:
            return calendar_papers.make(folder, target, FORMATS, around, ahead=ahead)

        self.run(work, self._done, "progress.calendar", renew=False)

    def _done(self, made: CalendarPapers) -> None:
        self.made = made
        offices = len({each.office for each in made.files if each.office})
        say = self.shell.words.say
        told = [say("ui.calendar.made", folder=made.folder.name, offices=offices)]
        self.said.setText(" ".join((*told, *(self.shell.words.problem(each) for each in made.findings))))
        self.said.show()
        self.open.show()
        self.open.setFocus()

    def _open(self) -> None:
        if self.made is not None:
            self.open_outside(self.made.folder)

    def first(self) -> QWidget:
        """Begin in the list; with nothing to show, at the way on."""
        return self.list if self._stack.currentIndex() == 0 else self.nothing.act

    def may_leave(self) -> bool:
        """Say whether nothing was typed that is not recorded."""
        return not self.pane.form.has_words

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (("Ctrl+F", "ui.calendar.keys"), ("↑ ↓", "ui.keys.rows"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the pane beside the list; in a narrow window one of them is shown at a time."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow, look = self.width() < self.shell.look.px(NARROW), self.shell.look
        self.turn.setVisible(narrow)
        self.turn.setText(self.shell.words.say("ui.calendar.to_list" if self._inside else "ui.calendar.details"))
        for each in (self.search, self.state, self.lead, self.ahead, self.counts):
            each.setVisible(not narrow or not self._inside)
        self._left.setVisible(not narrow or not self._inside)
        self.pane.setVisible(not narrow or self._inside)
        self.pane.setMinimumWidth(0 if narrow else look.px(PANEL))
        self.pane.setMaximumWidth(ANY_WIDTH if narrow else look.px(PANEL))

    def _enter(self, key: object) -> None:
        """Go to the acts of the chosen thing; in a narrow window they take the place of the list."""
        if isinstance(key, str):
            self._inside = True
            self._arrange()
            shown = [button for button in self.pane.acts.values() if button.isVisible()]
            (shown[0] if shown else self.turn).setFocus()

    def _turn(self) -> None:
        self._inside = not self._inside
        self._arrange()
        self.turn.setFocus()
