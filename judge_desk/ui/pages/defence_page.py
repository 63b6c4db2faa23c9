"""The round in which teams speak: their order and clock at the left, the marks of the team that speaks at the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.marking import EntryState
from judge_desk.ui.bench import Bench
from judge_desk.ui.defence_clock import DefenceClock, SittingShelf
from judge_desk.ui.dialogs.clock_questions import ClockQuestions
from judge_desk.ui.hall_window import HallWindow
from judge_desk.ui.marking_aim import MarkingAim
from judge_desk.ui.models.defence_words import hall_words
from judge_desk.ui.pages import marking_panes
from judge_desk.ui.pages.marking_page import MarkingPage
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.widgets.defence_pane import READING, DefencePane

LOW: Final = 560


class DefencePage(MarkingPage):
    """The page of marking with another left side; the clock goes on while another page is shown."""

    def __init__(self, shell: Shell) -> None:
        """Make the page without work."""
        self.clock = DefenceClock(shell)
        self.hall = HallWindow(shell.look)
        super().__init__(shell)
        self.questions = ClockQuestions(self, shell, self.clock)
        self.sheet.foot.onward = "ui.defence.next_team"
        self.clock.ticked.connect(self._show_hall)
        self.clock.refused.connect(self._note_clock)
        card = self.left_side.card
        card.hall.clicked.connect(self.open_hall)
        card.reset.clicked.connect(self.questions.reset)
        card.agree.clicked.connect(self.questions.agree)
        card.correct.clicked.connect(self.questions.correct)
        self.left_side.wanted.connect(lambda code: self._turn_to(EntryCode(code)))

    def left_pane(self) -> QWidget:
        """Put clock, order, documents and log into the left pane."""
        self.left_side = DefencePane(self.shell, self.clock, self.reader)
        return self.left_side

    def read(self, what: MarkingAim | Bench) -> None:
        """Show the team whose clock was open last; without one the first."""
        bench = what if isinstance(what, Bench) else what.bench
        if self.bench is not bench:
            self._listen(bench)
            self.clock.take(SittingShelf(bench))
        last = self.clock.code or self.clock.last_team()
        lines = bench.sitting.lines()
        marked = (line.code for line in lines if line.state is not EntryState.RECUSED)
        first = next(marked, lines[0].code if lines else None)
        super().read(MarkingAim(bench, last if last in {line.code for line in lines} else first))

    def show_entry(self, code: EntryCode, criterion: CriterionId | None = None) -> None:
        """Show a team and turn to its clock."""
        assert self.bench is not None
        self.clock.show_team(code)
        super().show_entry(code, criterion)
        self.left_side.show_team(self.bench)

    def _show_state(self) -> None:
        """A recused team is not marked, but its clock is still to be seen."""
        super()._show_state()
        self._stack.setCurrentWidget(self.panes)
        if self.bench is None or not self.code:
            return
        recused = self._line().state is EntryState.RECUSED
        reason = self.bench.sitting.sheet(self.code).recusal if recused else ""
        self.sheet.form.setEnabled(not recused)
        self.banner.tell(self.shell.words.say("ui.defence.recused", reason=reason) if recused else "")
        self.left_side.refresh()
        self._show_hall()

    def go_on(self) -> None:
        """Go to the next team of the order; after the last one back to the list."""
        if self.bench is None or not self.sheet.settle() or not self.questions.may_turn():
            return
        codes = [line.code for line in self.bench.sitting.lines()]
        after = codes[codes.index(self.code) + 1 :]
        if after:
            self.show_entry(after[0])
        else:
            self.left.emit()

    def _turn_to(self, code: EntryCode) -> None:
        if code != self.code and self.sheet.settle() and self.questions.may_turn():
            self.show_entry(code)

    def open_hall(self) -> None:
        """Show the large clock on another screen, or close it."""
        if self.hall.isVisible():
            self.hall.close()
            return
        self.hall.open_beside(self.window())
        self._show_hall()

    def _show_hall(self) -> None:
        if self.bench is None or self.hall.isHidden():
            return
        sitting, words = self.bench.sitting, self.shell.words
        shown = hall_words(sitting.lines(), self.clock, sitting.definition.short_title, sitting.round.title, words)
        self.hall.tell(words.say("ui.defence.hall.window"), shown)

    def _note_clock(self, refusal: Refusal | None) -> None:
        said = self.shell.words.say("ui.defence.log.not_kept") if refusal is not None else ""
        if said or self.banner.sentence == self.shell.words.say("ui.defence.log.not_kept"):
            self.banner.tell(said)

    def other_pane(self) -> None:
        """Go from the marks to the clock and back."""
        here = self.left_side.isAncestorOf(self.focusWidget() or self)
        self.panes.turn(marking_panes.MARKING if here else marking_panes.READING)
        (self.first() if here else self.left_side.card.go).setFocus()

    def search(self) -> None:
        """Search in the team's documents."""
        self.panes.turn(marking_panes.READING)
        self.left_side.tabs.turn(READING)
        self.reader.find()

    def keys(self) -> Keys:
        """Give the keys of marking and of the clock."""
        return (("Space", "ui.defence.keys.clock"), *super().keys())

    def speak(self) -> None:
        """Say every word again."""
        super().speak()
        say = self.shell.words.say
        self.panes.tell(say("ui.defence.tab.clock"), say("ui.marking.tab.rubric"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the clock lower in a low window."""
        super().resizeEvent(event)
        self.left_side.compact(self.height() < LOW)

    def put_away(self) -> None:
        """Keep what is pending, and what the clock says; it goes on."""
        super().put_away()
        self.clock.keep_reading()

    def close_work(self) -> None:
        """Stop the clock, close the hall's window and forget the bench."""
        self.hall.close()
        self.clock.let_go()
        self.left_side.let_go()
        super().close_work()
