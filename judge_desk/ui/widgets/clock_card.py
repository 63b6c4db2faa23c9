"""The card with the clock of a defence: two phases, the time, what it means, and the acts on it."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from judge_desk.contest.rulebook.rubric import Rubric
from judge_desk.ui.defence_clock import DefenceClock
from judge_desk.ui.models.defence_words import (
    PHASE_ICONS,
    clock_text,
    limit_source,
    overtime_words,
    phase_words,
    state_word,
)
from judge_desk.ui.round_clock import Phase, Tone
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.flow import Flow
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Text

TONES: Final = {Tone.CALM: "text", Tone.SOON: "warn", Tone.OVER: "stop"}


class ClockCard(QFrame):
    """Shows and works a :class:`DefenceClock`; Space starts and stops while the button of the clock has the focus.

    What needs a question first is the page's to connect: ``reset``, ``agree``, ``correct``, and ``hall``.
    """

    def __init__(self, shell: Shell, clock: DefenceClock) -> None:
        """Make the card of a clock."""
        super().__init__()
        look = shell.look
        self._shell, self._clock = shell, clock
        self._rubric: Rubric | None = None
        self.setProperty("frame", "card")
        self.phases = {phase: Button(look, "chip", PHASE_ICONS[phase]) for phase in Phase}
        self.face, self.state = Text(look, "clock"), Text(look, "small")
        self.source = Text(look, "caption", "text_2", wrap=True)
        self.go = Button(look, "plain", "play")
        self.reset, self.correct = Button(look, "text", "rotate-ccw"), Button(look, "text", "pencil")
        self.agree, self.hall = Button(look, "text", "timer"), Button(look, "plain", "monitor")
        self._build()
        for phase, chip in self.phases.items():
            chip.setAutoExclusive(True)
            chip.clicked.connect(partial(clock.choose, phase))
        self.go.clicked.connect(self._toggle)
        clock.ticked.connect(self.show_reading)
        clock.logged.connect(self.speak)
        shell.words.changed.connect(self.speak)

    def _build(self) -> None:
        chips, more = QWidget(), QWidget()
        chips.setLayout(Flow(*self.phases.values()))
        more.setLayout(Flow(self.reset, self.correct, self.agree, self.hall, gap=4))
        self.go.setMinimumWidth(128)
        self.source.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        bottom = row(self.source, more, spacing=8)
        bottom.setStretchFactor(self.source, 1)
        self._upper = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._upper.addWidget(chips, 1)
        self._upper.addLayout(row(self.face, self.state, 0, self.go, spacing=12))
        self._lines = column(self._upper, bottom, 0)
        self.setLayout(self._lines)
        self.compact(False)

    def compact(self, low: bool) -> None:
        """Take two lines instead of three in a low window."""
        direction = QBoxLayout.Direction
        self._upper.setDirection(direction.LeftToRight if low else direction.TopToBottom)
        self._upper.setSpacing(12 if low else 2)
        self._lines.setSpacing(2)
        self._lines.setContentsMargins(*((12, 3, 12, 3) if low else (16, 10, 16, 8)))

    def show_rules(self, rubric: Rubric) -> None:
        """Take the rubric whose table says what overtime costs."""
        self._rubric = rubric
        self.speak()

    def speak(self) -> None:
        """Say every word."""
        say = self._shell.words.say
        for phase, chip in self.phases.items():
            chip.setText(phase_words(phase, self._clock, self._shell.words))
        self.reset.setText(say("ui.defence.act.reset"))
        self.correct.setText(say("ui.defence.act.correct"))
        self.agree.setText(say("ui.defence.act.agree"))
        self.hall.setText(say("ui.defence.act.hall"))
        self.agree.setVisible(any(self._clock.is_open(phase) for phase in Phase))
        self.show_reading()

    def show_reading(self) -> None:
        """Show what the clock says now."""
        words, reading = self._shell.words, self._clock.reading()
        for phase, chip in self.phases.items():
            with QSignalBlocker(chip):
                chip.setChecked(phase is reading.phase)
        self.face.setText(clock_text(self._clock))
        self.state.setText(state_word(self._clock, words))
        for each in (self.face, self.state):
            each.set_tone(TONES[reading.tone])
        self.face.setAccessibleName(f"{self.face.text()}, {self.state.text()}")
        going = reading.running
        self.go.show_icon("pause" if going else "play")
        act = "pause" if going else "resume" if reading.elapsed else "start"
        self.go.setText(words.say(f"ui.defence.act.{act}"))
        over = overtime_words(reading, self._rubric, words) if self._rubric is not None else ""
        self.source.setText(over or limit_source(reading.phase, self._clock, words))

    def _toggle(self) -> None:
        """Start or stop; a limit that is left to the judges is asked for before the first start."""
        if self._clock.is_missing(self._clock.reading().phase):
            self.agree.click()
        else:
            self._clock.toggle()
