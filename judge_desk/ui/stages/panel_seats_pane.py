"""Seats: who sits where with how much to mark; after the package, a seat can be given to another judge."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from judge_desk.desks import replacing
from judge_desk.desks.panel_sight import PanelSight
from judge_desk.desks.replacing import Handover, Replaced, Replacement
from judge_desk.ui.models.seating_words import loads_in_words, seat_line
from judge_desk.ui.stages.panel_pane import PanelPane
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.decision_form import DecisionForm
from judge_desk.ui.widgets.layouts import card, column, row
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.load_bars import LoadBars
from judge_desk.ui.widgets.pick_field import PickField
from judge_desk.ui.widgets.side_pane import SidePane
from judge_desk.ui.widgets.text import Text


class SeatsPane(PanelPane):
    """The seats, a bar for each, and the form that gives one away."""

    def __init__(self, stage: Stage) -> None:
        """Make the pane without seats."""
        super().__init__(stage)
        look = stage.shell.look
        self.list = LineList(look)
        self.list.chosen.connect(self._choose)
        self.bars_title, self.bars = Text(look, "heading", wrap=True), LoadBars(look)
        self.bars_told = Text(look, "caption", "text_2", wrap=True)
        self.title, self.about = Text(look, "heading", wrap=True), Text(look, "body", "text_2", wrap=True)
        self.taker_label, self.taker = Text(look, "label"), PickField(look)
        self.taker_label.setBuddy(self.taker)
        self.taker.picked.connect(lambda _: self._foresee())
        self.meaning = Text(look, "body", wrap=True)
        self.form = DecisionForm(stage.shell)
        self.form.changed.connect(self._weigh)
        self.why = Text(look, "caption", "text_2", wrap=True)
        self.give, self.draw = Button(look, "primary", "check"), Button(look, "primary", "dices")
        self.begin, self.stop = Button(look, "primary", "user-round-pen"), Button(look)
        self.give.clicked.connect(self._give)
        self.begin.clicked.connect(self._begin)
        self.stop.clicked.connect(lambda: self._open_form(False))
        self.draw.clicked.connect(lambda: self.turned.emit("lots"))
        self._seat = 0
        self._is_open = False
        self._build()

    def _build(self) -> None:
        main = card(column(self.list, margins=(2, 2, 2, 2)))
        self._bars_card = card(column(self.bars_title, self.bars, self.bars_told, spacing=8, margins=(16, 12, 16, 12)))
        taker = column(self.taker_label, self.taker, spacing=4)
        self._giving = QWidget()
        self._giving.setLayout(
            column(taker, self.meaning, self.form, self.why, row(self.stop, 0, self.give, spacing=8), spacing=10)
        )
        parts = (self.title, self.about, self._giving, self.begin, self.draw)
        seat = card(column(*parts, spacing=8, margins=(16, 12, 16, 12)))
        side = QWidget()
        side.setLayout(column(seat, self._bars_card, 0, spacing=12))
        self.pane = SidePane(self.stage.shell.look, main, side, 320)
        self.setLayout(column(self.pane))

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.words.say
        self.list.setAccessibleName(say("ui.seating.seats"))
        self.bars_title.setText(say("ui.seating.loads"))
        self.taker_label.setText(say("ui.seating.taker"))
        self.stop.setText(say("ui.seating.stop_giving"))
        self.give.setText(say("ui.seating.give"))
        self.draw.setText(say("ui.seating.go_draw"))
        if self.sight is not None:
            self.show_sight(self.sight)

    def show_sight(self, sight: PanelSight) -> None:
        """Show seats and loads."""
        self.sight = sight
        drawn, issued = sight.recusals.drawn, sight.lots.issued
        self.list.show_lines([seat_line(each, drawn, self.words) for each in sight.seats])
        loads = [(int(each.seat), each.load) for each in sight.seats] if drawn else []
        self.bars.show_loads(loads, self.words.say("ui.seating.loads"), loads_in_words(loads, self.words))
        self.bars.setVisible(drawn)
        self.bars_told.setText(self.words.say("ui.seating.loads_told" if drawn else "ui.seating.loads_none"))
        self.draw.setVisible(not issued)
        self.begin.setVisible(issued)
        self.begin.setText(self.words.say("ui.seating.begin_giving" if sight.free else "ui.seating.add_first"))
        takers = [(str(person.id), person.name) for person in sight.free]
        self.taker.tell(self.words.say("ui.seating.taker"), self.words.say("ui.seating.taker_choose"), takers)
        self._open_form(self._is_open and issued and bool(sight.free))
        self.form.offer([f"{p.name} ({self.words.say(f'role.{p.role}')})" for p in sight.roll.people])
        place = next((n for n, each in enumerate(sight.seats) if each.seat == self._seat), 0)
        if sight.seats:
            self.list.setCurrentIndex(self.list.lines.index(place, 0))
            self._choose(sight.seats[place].seat)
        else:
            self.title.setText(self.words.say("ui.seating.no_seats"))
            self.about.setText("")
        self._weigh()

    def _choose(self, seat: object) -> None:
        line = next((each for each in self.sight.seats if each.seat == seat), None) if self.sight is not None else None
        if line is None or self.sight is None:
            return
        changed = self._seat != line.seat
        self._seat = int(line.seat)
        say, sight = self.words.say, self.sight
        self.title.setText(say("ui.seating.seat_of", seat=line.seat, name=line.name))
        if sight.lots.issued:
            self.about.setText(say("ui.seating.give_about" if sight.free else "ui.seating.nobody_free"))
        else:
            key = "ui.seating.before_issue" if sight.recusals.drawn else "ui.seating.before_draw"
            self.about.setText(say(key))
        if changed:
            self._foresee()

    def _begin(self) -> None:
        """Open the form; where everybody has a seat, somebody has to join the panel first."""
        if self.sight is not None and not self.sight.free:
            self.turned.emit("people")
            return
        self._open_form(True)
        self.taker.setFocus()

    def _open_form(self, open_: bool) -> None:
        self._is_open = open_
        issued = self.sight is not None and self.sight.lots.issued
        self._giving.setVisible(open_)
        self._bars_card.setVisible(not open_)
        self.begin.setVisible(issued and not open_)
        if not open_:
            self.taker.choose("")
            self.meaning.setText("")
        self._weigh()

    @property
    def _asked(self) -> Replacement:
        return Replacement(self.round, self._seat, self.taker.value, self.form.reason, self.form.people)

    def _foresee(self) -> None:
        """Show what giving the seat to the chosen judge would mean."""
        self._weigh()
        asked, folder = self._asked, self.folder
        if asked.judge and asked.seat:
            self.look(lambda around: replacing.plan_replacement(folder, asked, around), self._show_meaning)

    def _show_meaning(self, handover: Handover) -> None:
        say = self.words.say
        facts: dict[str, str | int] = {
            "before": handover.before,
            "taker": handover.taker,
            "entries": handover.entries,
            "avoided": handover.avoided,
        }
        told = [say("seating.handover", seat=handover.seat, **facts)]
        if handover.lost:
            told.append(say("seating.no_longer", codes=", ".join(handover.lost)))
        if handover.gained:
            told.append(say("seating.in_addition", codes=", ".join(handover.gained)))
        told += [self.words.problem(each) for each in handover.findings]
        self.meaning.setText("\n".join(told))
        self.pane.refresh()

    def _weigh(self) -> None:
        missing = self.form.missing() if self.taker.value else self.words.say("ui.seating.no_taker")
        self.why.setText(missing)
        self.why.setVisible(bool(missing))
        self.give.setEnabled(not missing and bool(self._seat))
        self.pane.refresh()

    def _give(self) -> None:
        asked, folder = self._asked, self.folder

        def given(done: Replaced | Handover) -> None:
            if isinstance(done, Handover):
                self._show_meaning(done)
                return
            self.form.clear()
            self._open_form(False)
            self.said.emit(
                self.words.say(
                    "ui.seating.given", seat=done.handover.seat, name=done.handover.taker, version=done.version
                )
            )

        self.act(lambda around: replacing.replace_judge(folder, asked, around), given)

    def first(self) -> QWidget:
        """Begin with the seats."""
        return self.list
