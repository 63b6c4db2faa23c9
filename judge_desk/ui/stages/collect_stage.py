"""Collect: ballots come in from sticks, every seat says where it stands, and what can be done about it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from judge_desk.contest.merge.prospect import SeatState, prospect
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.problems import Problem
from judge_desk.desks import collecting, deciding
from judge_desk.desks.collecting import Paper, SeatLine, seat_lines
from judge_desk.desks.deciding import Request
from judge_desk.desks.foreseeing import afterwards
from judge_desk.desks.surroundings import Surroundings
from judge_desk.ui.dialogs.tie_paper import TiePaper
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.collect_words import SEATS, AboutSeat, BroughtFiles, seat_line
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.sticks import StickWatch
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.drop_area import DropArea
from judge_desk.ui.widgets.layouts import card, column, row, scrolling
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.signs import Sign
from judge_desk.ui.widgets.text import Text

PANEL: Final = 320
NARROW: Final = 900
"""px of the stage under which the panel of a seat lies under the list."""
LEAST: Final = 112
"""px of height that the list keeps, and that the panel under it has."""
LOW: Final = 520
"""px of height under which the drop area is one line."""
ACTS: Final = ("tie", "choose", "typing", "sheet")
ICONS: Final = {"tie": "check", "choose": "scale", "typing": "file-pen-line", "sheet": "file"}


class SeatPanel(QFrame):
    """One seat: who, where it stands, and the acts on it."""

    def __init__(self, shell: Shell) -> None:
        """Make the panel without a seat."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self.setProperty("frame", "card")
        self.title, self.sign = Text(look, "heading", wrap=True), Sign(look)
        self.text = Text(look, "body", wrap=True)
        self.buttons = {act: Button(look, "plain", ICONS[act]) for act in ACTS}
        self._acts = column(*self.buttons.values(), 0, spacing=8)
        self._head = column(self.title, row(self.sign, 0), spacing=10)
        self._all = column(self._head, self.text, self._acts, 0, spacing=10, margins=(16, 14, 16, 14))
        self.setLayout(self._all)

    def show_seat(self, line: SeatLine | None, asked: tuple[Problem, ...]) -> None:
        """Show a seat, and what it asks."""
        self.setVisible(line is not None)
        if line is None:
            return
        say, words = self._shell.words.say, self._shell.words
        self.title.setText(say("ui.collect.seat", seat=line.seat, name=line.name))
        icon, tone = SEATS[line.state]
        self.sign.show_state(icon, tone, say(f"seat_state.{line.state}", revision=line.revision))
        told = [words.problem(each) for each in asked]
        if line.paper is Paper.OPEN:
            told.append(say("ui.collect.tell_tie"))
        self.text.setText("\n\n".join(told))
        self.text.setVisible(bool(told))
        self.buttons["tie"].setVisible(line.paper is Paper.OPEN)
        undecided = line.state in (SeatState.CHOOSE, SeatState.WAITING)
        self.buttons["choose"].setText(say("ui.collect.act.choose" if undecided else "ui.collect.act.decide"))
        self.buttons["choose"].setVisible(line.state is not SeatState.NOTHING)
        for act in ("typing", "sheet"):
            self.buttons[act].setVisible(line.state is not SeatState.NOTHING)

    def speak(self) -> None:
        """Say the acts."""
        for act in ("tie", "typing", "sheet"):
            self.buttons[act].setText(self._shell.words.say(f"ui.collect.act.{act}"))

    def lie(self, low: bool) -> None:
        """Set the acts beside each other and before the words, where there is no height."""
        way = QBoxLayout.Direction.LeftToRight if low else QBoxLayout.Direction.TopToBottom
        self._acts.setDirection(way)
        self._head.setDirection(way)
        self._all.removeWidget(self.text)
        self._all.insertWidget(2 if low else 1, self.text)
        self._all.setSpacing(6 if low else 10)
        self._all.setContentsMargins(*((12, 6, 12, 6) if low else (16, 14, 16, 14)))


class CollectStage(Stage):
    """Drop area, seats, and the panel of the seat that is chosen."""

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without a round."""
        super().__init__(shell, dossier)
        look = shell.look
        self.watch = StickWatch()
        self.watch.changed.connect(lambda _: self._offer())
        self.drop = DropArea(shell)
        self.drop.dropped.connect(lambda places: self.asked.emit("plan", BroughtFiles(places)))
        self.matrix, self.remind = Button(look, "plain", "table-2"), Button(look, "plain", "bell")
        self.matrix.clicked.connect(lambda: self.asked.emit("matrix", None))
        self.remind.clicked.connect(self._remind)
        self.opening = Button(look, "plain", "lock")
        self.opening.clicked.connect(lambda: self.asked.emit("opening", "collect"))
        self.header.put(self.opening, self.remind, self.matrix)
        self.setAcceptDrops(True)
        self.told, self.next = Text(look, "label", wrap=True), Button(look, "primary", "arrow-right")
        self.next.clicked.connect(lambda: self.asked.emit("settle", None))
        self.list = LineList(look, marks=True)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._open)
        self.panel = SeatPanel(shell)
        for act, button in self.panel.buttons.items():
            button.clicked.connect(partial(self._act, act))
        self.nothing = Notice(look, "lock")
        self.lines: tuple[SeatLine, ...] = ()
        self._seat = 0
        self._looking = False
        self._build()
        self.speak()

    def _build(self) -> None:
        self._list_card = card(column(self.list, margins=(2, 2, 2, 2)))
        self._side = scrolling(self.panel)
        self._beside = row(self._list_card, self._side, spacing=12)
        self._beside.setStretchFactor(self._list_card, 1)
        foot = row(self.told, self.next, spacing=12)
        foot.setStretchFactor(self.told, 1)
        self._whole = QWidget()
        self._inside = column(self.drop, foot, self._beside, spacing=12, margins=(16, 12, 16, 12))
        self._inside.setStretchFactor(self._beside, 1)
        self._whole.setLayout(self._inside)
        self._list_card.setMinimumHeight(self.shell.look.px(LEAST))
        body = QWidget()
        self._area = scrolling(self._whole)
        body.setLayout(column(self._area, self.nothing))
        self.fill(body)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("stage.name.collect"))
        self.drop.tell(*(say(f"ui.collect.drop.{part}") for part in ("title", "text", "files", "folder", "question")))
        self.matrix.setText(say("ui.collect.matrix"))
        self.opening.setText(say("ui.collect.opening"))
        self.remind.setText(say("ui.collect.remind"))
        self.next.setText(say("ui.collect.next"))
        self.list.setAccessibleName(say("ui.collect.list"))
        self.panel.speak()
        self._offer()

    def aim(self, what: object) -> None:
        """Go to the seat that a question or another stage is about."""
        if isinstance(what, AboutSeat):
            self._seat = what.seat
        elif isinstance(what, Problem) and isinstance(seat := what.facts.get("seat"), int):
            self._seat = seat

    def show_state(self) -> None:
        """Show where every seat stands."""
        standing = self.seen.standing if self.seen is not None else None
        say = self.shell.words.say
        issued = standing is not None
        self._area.setVisible(issued)
        self.nothing.setVisible(not issued)
        for button in (self.matrix, self.remind):
            button.setVisible(issued)
        self.opening.setVisible(standing is not None and standing.manifest.opening is not None)
        if standing is None:
            self.nothing.tell(say("ui.collect.not_issued"))
            self.put_away()
            return
        if not self._looking:
            self._looking = True
            self.watch.start()
        found = prospect(standing.view, standing.closed_seats)
        self.lines = seat_lines(standing)
        self.header.show_state("", "", "")
        self.told.setText(" ".join(self.shell.words.problem(each) for each in afterwards(found)))
        self._show_lines()
        self._offer()

    @property
    def _done(self) -> bool:
        return bool(self.lines) and all(
            each.state in (SeatState.COUNTED, SeatState.SETTLED, SeatState.NOTHING) for each in self.lines
        )

    def _offer(self) -> None:
        """Offer the sticks; while ballots are missing, taking them in is the next step."""
        self.drop.show_sticks(self.watch.sticks, not self._done)
        self.next.setVisible(self._done)

    def _show_lines(self) -> None:
        seat = self._seat or next((e.seat for e in self.lines if e.state is not SeatState.COUNTED), 1)
        self.list.show_lines([seat_line(each, self.shell.words) for each in self.lines])
        place = next((n for n, each in enumerate(self.lines) if each.seat == seat), 0)
        self.list.setCurrentIndex(self.list.lines.index(place, 0))
        self._choose(self.lines[place].seat if self.lines else 0)

    def _choose(self, seat: object) -> None:
        line = next((each for each in self.lines if each.seat == seat), None)
        self._seat = line.seat if line is not None else 0
        standing = self.seen.standing if self.seen is not None else None
        asked = (
            tuple(p for p in standing.view.open if p.facts.get("seat") == self._seat) if standing is not None else ()
        )
        self.panel.show_seat(line, asked)

    def _line(self) -> SeatLine | None:
        return next((each for each in self.lines if each.seat == self._seat), None)

    def _open(self, seat: object) -> None:
        """Do the first act of a seat."""
        self._choose(seat)
        first = next((act for act, button in self.panel.buttons.items() if button.isVisibleTo(self.panel)), "")
        if first:
            self._act(first)

    def _act(self, act: str) -> None:
        line = self._line()
        if line is None:
            return
        if act == "tie":
            self._tie(line)
        elif act == "choose":
            self.asked.emit("choose", AboutSeat(line.seat))
        elif act == "typing":
            self.asked.emit("paper", AboutSeat(line.seat))
        else:
            self._write_sheet(line)

    def _tie(self, line: SeatLine) -> None:
        given = TiePaper(self.window(), self.shell, line, self.dossier.operator).asked()
        if given is None:
            return
        code, people = given
        reason = self.shell.words.say("ui.tie_paper.reason")
        request = Request(self.round, DecisionKind.PAPER, (str(line.seat),), code, reason, people)
        folder = self.dossier.folder
        self.run(lambda around: deciding.decide(folder, request, around), lambda _: self.list.setFocus())

    def _write_sheet(self, line: SeatLine) -> None:
        say = self.shell.words.say
        target = self.shell.ask_folder(self, say("ui.collect.ask_sheet", seat=line.seat), Path.home())
        if target is None:
            return
        folder, round_, language = self.dossier.folder, self.round, self.shell.words.language

        def work(around: Surroundings) -> Path:
            collecting.write_sheet(folder, round_, line.seat, target, around, language)
            return collecting.write_paper_sheet(folder, round_, line.seat, target, around)

        self.run(work, self.open_outside, renew=False)

    def _remind(self) -> None:
        target = self.shell.ask_folder(self, self.shell.words.say("ui.collect.ask_reminder"), Path.home())
        if target is None:
            return
        folder, round_ = self.dossier.folder, self.round
        self.run(lambda around: collecting.remind(folder, round_, target, around), self.open_outside, renew=False)

    def first(self) -> QWidget:
        """Begin where ballots are taken in, or with the seats."""
        return next((each for each in self.drop.buttons if each.isVisible()), self.drop.files)

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (("↑ ↓", "ui.keys.rows"), ("Enter", "ui.keys.seat"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take ballots anywhere on the page, not only where they are drawn to go."""
        self.drop.dragEnterEvent(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self.drop.dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        self.drop.dropEvent(event)

    def put_away(self) -> None:
        """Look for sticks no more."""
        self._looking = False
        self.watch.stop()

    close_work = put_away

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the panel beside the list, or under it."""
        super().resizeEvent(event)
        look, narrow, low = self.shell.look, self.width() < self.shell.look.px(NARROW), self.height() < LOW
        self._beside.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.panel.lie(narrow)
        self.drop.compact(low)
        self._inside.setSpacing(6 if low else 12)
        self._inside.setContentsMargins(*((12, 8, 12, 8) if low else (16, 12, 16, 12)))
        margins = self._inside.contentsMargins()
        self._side.setFixedWidth(self.width() - margins.left() - margins.right() if narrow else look.px(PANEL))
        self._side.setMaximumHeight(look.px(LEAST) if narrow else 16_777_215)
