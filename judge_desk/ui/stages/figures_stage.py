"""The figures of a contest: every part and period with its sheet in force, its rows, its history; and more to come."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QWidget

from judge_desk.contest.rulebook.measured import Column, ColumnKind, Per, column_of
from judge_desk.contest.values.problems import Problem
from judge_desk.desks import figures
from judge_desk.desks.bringing import SHEETS
from judge_desk.desks.figures import FiguresView, Slot
from judge_desk.desks.provenance import Provenance
from judge_desk.desks.surroundings import Surroundings, silent
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.file_questions import ask_file, ask_save
from judge_desk.ui.models.figure_slots import (
    SlotKey,
    closed,
    counted,
    history,
    key_of,
    lacking,
    names_of,
    slot_line,
    title_of,
)
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.figures_plan_stage import FigureSource
from judge_desk.ui.stages.stage import Elsewhere, Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.figure_grid import FigureGrid
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.search_field import SearchField
from judge_desk.ui.widgets.tabs import Tabs
from judge_desk.ui.widgets.text import Text

NARROW: Final = 900
"""px of the stage under which the list of parts and the sheet are shown one at a time."""
LIST: Final = 380
ANY_WIDTH: Final = 16_777_215
"""px: no greatest width."""


class FiguresStage(Stage):
    """Parts at the left; at the right the sheet in force of the part that is chosen, and those before it."""

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without figures."""
        super().__init__(shell, dossier)
        look, words = shell.look, shell.words
        self.found: FiguresView | None = None
        self._chosen = SlotKey("")
        self._inside = False
        self._told = ""
        self.ask_file: Callable[[QWidget, str, str], Path | None] = ask_file
        self.ask_save: Callable[[QWidget, str, Path, str], Path | None] = ask_save
        self.turn, self.more = Button(look, "plain", "list"), Button(look, "plain", "table-2")
        self.turn.clicked.connect(self._turn)
        menu = QMenu(self.more)
        self.blank, self.export, self.away = menu.addAction(""), menu.addAction(""), menu.addAction("")
        self.blank.triggered.connect(lambda: self._save(figures.save_blank, "blank"))
        self.export.triggered.connect(lambda: self._save(_export, "export"))
        self.away.triggered.connect(self._withdraw)
        self.more.setMenu(menu)
        self.header.put(self.more, self.turn)
        self.parts = LineList(look, marks=True)
        self.parts.chosen.connect(self._choose)
        self.parts.opened.connect(lambda _: self._open())
        self.title, self.counts = Text(look, "heading", wrap=True), Text(look, "caption", "text_2", wrap=True)
        self.search, self.grid = SearchField(look), FigureGrid(words, look)
        self.search.textChanged.connect(self._search)
        self.search.left_down.connect(self.grid.setFocus)
        self.history = LineList(look)
        self.tabs = Tabs(look, ("rows", "history"))
        self.none = Notice(look, "circle-dashed")
        self.none.act.hide()
        self.nothing = Notice(look, "circle-dashed")
        self.nothing.act.clicked.connect(lambda: self.asked.emit("rules", None))
        self.said, self.take = Text(look, "small", "text_2", wrap=True), Button(look, "primary", "plus")
        self.onward = Button(look, "plain", "arrow-right")
        self.take.clicked.connect(self._take)
        self.onward.clicked.connect(self._go_on)
        self.onward.hide()
        self.setAcceptDrops(True)
        self._build()
        self.speak()

    def _build(self) -> None:
        self._left, self._right, self._sheet, self._stack = QFrame(), QFrame(), QStackedWidget(), QStackedWidget()
        self._left.setLayout(column(self.parts, margins=(2, 2, 2, 2)))
        rows = QWidget()
        listed = column(row(self.search, margins=(8, 8, 8, 8)), self.grid)
        listed.setStretchFactor(self.grid, 1)
        rows.setLayout(listed)
        self.tabs.put("rows", rows)
        self.tabs.put("history", self.history)
        self._sheet.addWidget(self.tabs)
        self._sheet.addWidget(self.none)
        inner = column(
            column(self.title, self.counts, spacing=2, margins=(16, 10, 16, 6)), self._sheet, margins=(2, 2, 2, 2)
        )
        inner.setStretchFactor(self._sheet, 1)
        self._right.setLayout(inner)
        for each in (self._left, self._right):
            each.setProperty("frame", "card")
        beside = row(self._left, self._right, spacing=12)
        beside.setStretchFactor(self._right, 1)
        acts = row(self.said, self.onward, self.take, spacing=10)
        acts.setStretchFactor(self.said, 1)
        whole = column(beside, acts, spacing=10, margins=(16, 12, 16, 12))
        whole.setStretchFactor(beside, 1)
        body = QWidget()
        body.setLayout(whole)
        self._stack.addWidget(body)
        self._stack.addWidget(self.nothing)
        self.fill(self._stack)
        for keys, act in (("Ctrl+F", self.search.setFocus), ("F6", self._next_pane)):
            QShortcut(QKeySequence(keys), self, act)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("stage.name.figures"))
        self.more.setText(say("ui.figures.sheets"))
        self.blank.setText(say("ui.figures.blank_sheet"))
        self.export.setText(say("ui.figures.export"))
        self.away.setText(say("ui.figures.withdraw"))
        self.parts.setAccessibleName(say("ui.figures.parts"))
        self.search.tell(say("ui.figures.search"))
        self.grid.setAccessibleName(say("ui.figures.grid"))
        self.history.setAccessibleName(say("ui.figures.tab.history"))
        self.tabs.tell("rows", say("ui.figures.tab.rows"))
        self.tabs.tell("history", say("ui.figures.tab.history"))
        self.nothing.tell(say("ui.figures.no_parts"), say("ui.figures.to_rules"))
        self._show()

    def aim(self, what: object) -> None:
        """Begin at a part, or at the one that a question is about."""
        if isinstance(what, SlotKey):
            self._chosen = what
        elif isinstance(what, Problem):
            self._chosen = _asked_slot(what)

    def show_state(self) -> None:
        """Read the figures anew where the folder has changed; until then the old ones stay."""
        rules = self.definition
        some = rules is not None and any(each.per is not Per.ENTRY for each in rules.measured)
        self._stack.setCurrentIndex(0 if some else 1)
        for each in (self.more, self.turn):
            each.setVisible(some)
        self._arrange()
        if some and not self.is_read():
            self.run(partial(figures.show, self.dossier.folder), self._take_view, renew=False)

    def _take_view(self, found: FiguresView) -> None:
        self.found = found
        self._show()

    def _show(self) -> None:
        found, say = self.found, self.shell.words.say
        if found is None:
            return
        lines = [slot_line(each, self.shell.words) for each in found.slots]
        self.parts.blockSignals(True)
        self.parts.show_lines(lines)
        self.parts.blockSignals(False)
        keys = [key_of(each) for each in found.slots]
        if self._chosen not in keys:
            empty = (key_of(each) for each in found.slots if each.in_force is None)
            self._chosen = next(empty, keys[0] if keys else SlotKey(""))
        if self._chosen in keys:
            self.parts.setCurrentIndex(self.parts.lines.index(keys.index(self._chosen), 0))
        left = sum(each.in_force is None for each in found.slots)
        if left:
            self.header.show_state("circle-question-mark", "warn", say("ui.figures.left", count=left))
        else:
            self.header.show_state("circle-check", "ok", say("ui.figures.whole"))
        self._show_slot()

    @property
    def slot(self) -> Slot | None:
        """The part and period that is chosen."""
        slots = self.found.slots if self.found is not None else ()
        return next((each for each in slots if key_of(each) == self._chosen), None)

    def _choose(self, key: object) -> None:
        if isinstance(key, SlotKey) and key != self._chosen:
            self._chosen, self._told = key, ""
            self.search.clear()
            self._show_slot()

    def _show_slot(self) -> None:
        """Show the part that is chosen: rows in force, the sheets before, and what the buttons do."""
        slot, say, words = self.slot, self.shell.words.say, self.shell.words
        if slot is None or self.found is None:
            return
        sheet, names = slot.in_force, names_of(self.found)
        self.title.setText(title_of(slot))
        self.counts.setText(self._counts(slot, names))
        self._sheet.setCurrentIndex(0 if slot.kept else 1)
        self.none.tell(say("ui.figures.empty", who=_closer(slot, say("ui.figures.undecided"))))
        columns = tuple(_column(slot, each) for each in sheet.columns) if sheet is not None else slot.part.columns
        self.grid.cells.show_rows(columns, sheet.rows if sheet is not None else (), names)
        lines = history(slot, words)
        self.history.show_lines(lines)
        self.tabs.tell("history", say("ui.figures.tab.history_count", count=len(lines)))
        first = slot.part.roster or self.found.slots[0].in_force is not None or not self.found.slots[0].part.roster
        self.take.setEnabled(first)
        self.take.setText(say("ui.figures.replace" if sheet is not None else "ui.figures.take"))
        self.take.become("primary" if sheet is None else "plain")
        self._show_onward(sheet is not None)
        self.export.setVisible(sheet is not None)
        self.away.setVisible(sheet is not None and not slot.part.roster)
        self.blank.setEnabled(first)
        self.said.setText(self._told if first else say("ui.figures.roster_first"))

    @property
    def _gaps(self) -> tuple[SlotKey, ...]:
        """The parts without a sheet: those that the review reads, where a review is worked on, else all."""
        slots = self.found.slots if self.found is not None else ()
        empty = tuple(key_of(each) for each in slots if each.in_force is None)
        if self.reviewed is None:
            return empty
        asked = {_asked_slot(each) for each in self.reviewed.standing.questions}
        return tuple(each for each in empty if each in asked)

    def _show_onward(self, there: bool) -> None:
        """Lead to the next sheet that is missing; where none is, to the review."""
        reviewed = bool(self.dossier.view is not None and self.dossier.view.reviews)
        self.onward.setVisible(reviewed and there)
        self.onward.become("primary")
        self.onward.setText(self.shell.words.say("ui.figures.next_gap" if self._gaps else "ui.figures.onward"))

    def _go_on(self) -> None:
        view = self.dossier.view
        if not self._gaps:
            other = view.reviews[0].overview.id if view is not None and self.reviewed is None else self.round
            self.asked.emit("review", Elsewhere(other))
            return
        self._choose(self._gaps[0])
        self._show()
        self.take.setFocus()

    def _counts(self, slot: Slot, names: dict[str, str]) -> str:
        sheet = slot.in_force
        if sheet is None:
            undecided = self.shell.words.say("ui.figures.undecided")
            return self.shell.words.say("ui.figures.empty", who=_closer(slot, undecided)) if slot.kept else ""
        shown, total = self.grid.cells.rowCount(), self.grid.cells.total
        found = self.shell.words.say("ui.figures.found", shown=shown, count=total) if self.search.text() else ""
        told = f"{counted(slot, self.shell.words)}; {closed(sheet, self.shell.words)}."
        parts = (found or told, lacking(slot, names, self.shell.words))
        return " ".join(each for each in parts if each)

    def _search(self, text: str) -> None:
        self.grid.cells.search(text)
        if self.slot is not None and self.found is not None:
            self.counts.setText(self._counts(self.slot, names_of(self.found)))

    def _take(self) -> None:
        """Ask for a file and look at what it would bring."""
        say = self.shell.words.say
        path = self.ask_file(self, say("ui.figures.ask_file"), say("ui.figures.kinds"))
        if path is not None and not self.busy:
            self.asked.emit("figures_plan", FigureSource(self._chosen, path))

    def _withdraw(self) -> None:
        """Ask who takes the figures away, and why; the sheet stays in the history."""
        slot, say = self.slot, self.shell.words.say
        if slot is None or slot.in_force is None or self.busy:
            return
        title = say("ui.figures.ask_away", figures=title_of(slot))
        facts = say("ui.figures.away_facts", rows=slot.rows, source=slot.in_force.source)
        names = ("away_who", "away_why", "away_act", "away_not", "away_need")
        who, why, act, safe, need = (say(f"ui.figures.{name}") for name in names)
        given = Reasoned(self, self.shell.look, title, facts, (who, why), act, safe, need).asked()
        if not given:
            return
        stated = Provenance(given[0], self.shell.around(silent).now()[:10], "", given[1])
        work = partial(figures.withdraw, self.dossier.folder, slot.part.id, self._period, stated)
        self.run(work, self._withdrawn)

    def _withdrawn(self, found: FiguresView) -> None:
        self._told = self.shell.words.say("ui.figures.away_done")
        self._take_view(found)
        self.tabs.turn("history")

    def _save(self, work: Callable[[Path, str, str, Path, Surroundings], Path], what: str) -> None:
        """Write a blank sheet, or the rows in force."""
        slot, say = self.slot, self.shell.words.say
        if slot is None or self.busy:
            return
        suggested = Path.home() / say(f"figures.file.{what}", part="-".join(filter(None, (slot.part.id, self._period))))
        path = self.ask_save(self, say(f"ui.figures.ask_{what}"), suggested, say("ui.figures.kinds"))
        if path is None:
            return
        folder, part, period = self.dossier.folder, slot.part.id, self._period

        def saved(file: Path) -> None:
            self.said.setText(say(f"ui.figures.saved_{what}", file=file.name))

        self.run(lambda around: work(folder, part, period, path, around), saved, renew=False)

    @property
    def _period(self) -> str:
        return self._chosen.period

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one sheet for the part that is chosen."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile() and Path(urls[0].toLocalFile()).suffix.lower() in SHEETS:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what the sheet would bring."""
        event.acceptProposedAction()
        if self.take.isEnabled() and not self.busy:
            self.asked.emit("figures_plan", FigureSource(self._chosen, Path(event.mimeData().urls()[0].toLocalFile())))

    def first(self) -> QWidget:
        """Begin with the next act, else in the list of parts."""
        return self.parts if self._stack.currentIndex() == 0 else self.nothing.act

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (("↑ ↓", "ui.keys.rows"), ("Ctrl+F", "ui.keys.search"), ("F6", "ui.keys.pane"))

    def _next_pane(self) -> None:
        there = self.parts.hasFocus()
        if self.width() < self.shell.look.px(NARROW):
            self._inside = there
            self._arrange()
        (self.grid if there and self.slot is not None and self.slot.in_force is not None else self.parts).setFocus()

    def _open(self) -> None:
        if self.width() < self.shell.look.px(NARROW):
            self._turn()

    def _turn(self) -> None:
        self._inside = not self._inside
        self._arrange()
        (
            self.tabs.buttons[self.tabs.shown] if self._inside and self._sheet.currentIndex() == 0 else self.parts
        ).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the sheet beside the list; in a narrow window one of them is shown at a time."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < self.shell.look.px(NARROW)
        self.turn.setVisible(narrow and self._stack.currentIndex() == 0)
        self.turn.setText(self.shell.words.say("ui.figures.to_parts" if self._inside else "ui.figures.to_rows"))
        self._left.setVisible(not narrow or not self._inside)
        self._right.setVisible(not narrow or self._inside)
        width = self.shell.look.px(LIST)
        self._left.setMinimumWidth(0 if narrow else width)
        self._left.setMaximumWidth(ANY_WIDTH if narrow else width)


def _column(slot: Slot, column_id: str) -> Column:
    """Give a column of a sheet; one that the rules in force no longer have stands as text, a code as a key."""
    return column_of(slot.part, column_id) or Column(column_id, column_id, ColumnKind.KEY)


def _asked_slot(asked: Problem) -> SlotKey:
    """Name the part and period that a question is about."""
    return SlotKey(str(asked.facts.get("part_id", "")), str(asked.facts.get("period_id", "")))


def _closer(slot: Slot, undecided: str) -> str:
    return slot.part.closed_by if isinstance(slot.part.closed_by, str) else undecided


def _export(folder: Path, part: str, period: str, path: Path, _: Surroundings) -> Path:
    return figures.export(folder, part, period, path)
