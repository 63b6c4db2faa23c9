"""The left side of the defence: the clock, and under it the order of teams, the team's documents, the clock's log."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from judge_desk.ui.bench import Bench
from judge_desk.ui.defence_clock import DefenceClock
from judge_desk.ui.models.defence_words import clock_text, log_lines, team_lines
from judge_desk.ui.models.lines import Line
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.clock_card import ClockCard
from judge_desk.ui.widgets.layouts import column
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.tabs import Tabs
from judge_desk.ui.widgets.text import Text

CLOCK, ORDER, READING, LOG = "clock", "order", "reader", "log"


class DefencePane(QWidget):
    """``wanted`` tells the code of a team that was chosen."""

    wanted = Signal(str)

    def __init__(self, shell: Shell, clock: DefenceClock, reader: QWidget) -> None:
        """Put clock, order, documents and log together."""
        super().__init__()
        look = shell.look
        self._shell, self._clock = shell, clock
        self._bench: Bench | None = None
        self.card = ClockCard(shell, clock)
        self.tabs = Tabs(look, (CLOCK, ORDER, READING, LOG))
        self._lot = Text(look, "caption", "text_2", wrap=True)
        self.teams, self.log = LineList(look), LineList(look)
        order = QWidget()
        order.setLayout(column(self._lot, self.teams, spacing=4, margins=(16, 8, 16, 0)))
        for name, pane in ((ORDER, order), (READING, reader), (LOG, self.log)):
            self.tabs.put(name, pane)
        self._column = column(self.card, self.tabs)
        self.setLayout(self._column)
        self._low = False
        self.tabs.turn(ORDER)
        self.tabs.turned.connect(lambda _: self._arrange())
        clock.ticked.connect(self._say_clock)
        self._arrange()
        self.teams.opened.connect(lambda code: self.wanted.emit(str(code)))
        clock.logged.connect(self.refresh)
        shell.words.changed.connect(self.speak)
        self.speak()

    def compact(self, low: bool) -> None:
        """Give the clock a tab of its own in a low window; its time then stands in the word of the tab."""
        if low is not self._low:
            self._low = low
            self.card.compact(low)
            self._arrange()

    def _arrange(self) -> None:
        low = self._low
        if not low and self.tabs.shown == CLOCK:
            self.tabs.turn(ORDER)
            return
        in_clock = self.tabs.shown == CLOCK
        self.tabs.buttons[CLOCK].setVisible(low)
        self.tabs.stack.setVisible(not in_clock)
        self.card.setVisible(not low or in_clock)
        direction = QBoxLayout.Direction
        self._column.setDirection(direction.BottomToTop if low else direction.TopToBottom)
        self._column.setContentsMargins(*((8, 0, 8, 0) if low else (12, 12, 12, 0)))
        self._column.setSpacing(4 if low else 8)
        self._column.setStretchFactor(self.tabs, 0 if in_clock else 1)
        self._column.setStretchFactor(self.card, 1 if in_clock else 0)

    def show_team(self, bench: Bench) -> None:
        """Show the team to which the clock was turned."""
        self._bench = bench
        self.card.show_rules(bench.sitting.round.rubric)
        self.refresh()

    def let_go(self) -> None:
        """Forget the bench."""
        self._bench = None

    def refresh(self) -> None:
        """Show order and log as they are now; the cursor stays on its team."""
        if self._bench is None:
            return
        words, lines = self._shell.words, self._bench.sitting.lines()
        row = self.teams.currentIndex().row()
        if row < 0:
            row = next((number for number, line in enumerate(lines) if line.code == self._clock.code), 0)
        self.teams.show_lines(team_lines(lines, self._clock, words))
        self.teams.setCurrentIndex(self.teams.lines.index(row))
        nothing = Line("circle-dashed", "text_2", "", words.say("ui.defence.log.nothing"))
        self.log.show_lines(log_lines(self._clock.log_of(self._clock.code), words) or [nothing])

    def speak(self) -> None:
        """Say every word."""
        say = self._shell.words.say
        self._lot.setText(say("ui.defence.lot"))
        self._say_clock()
        for name in (ORDER, READING, LOG):
            self.tabs.tell(name, say(f"ui.defence.tab.{name}"))
        self.teams.setAccessibleName(say("ui.defence.tab.order"))
        self.log.setAccessibleName(say("ui.defence.tab.log"))
        self.refresh()

    def _say_clock(self) -> None:
        time = clock_text(self._clock)
        self.tabs.tell(CLOCK, self._shell.words.say("ui.defence.tab.time", time=time))
