"""The questions about a clock that runs in the window: limits, back to the beginning, a correction, another team."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from judge_desk.ui.defence_clock import DefenceClock
from judge_desk.ui.dialogs.clock_times import AgreedTimes, CorrectedTime
from judge_desk.ui.dialogs.question import Question
from judge_desk.ui.round_clock import Phase
from judge_desk.ui.shell import Shell
from judge_desk.wording.figures import length


class ClockQuestions:
    """Asks over a page, and does with the clock what was answered."""

    def __init__(self, page: QWidget, shell: Shell, clock: DefenceClock) -> None:
        """Serve a page."""
        self._page, self._shell, self._clock = page, shell, clock

    def may_turn(self) -> bool:
        """Ask before a clock that runs is stopped by turning to another team."""
        if not self._clock.reading().running:
            return True
        say, parts = self._shell.words.say, ("title", "facts", "act", "safe")
        words = [say(f"ui.defence.ask.turn.{part}", code=self._clock.code) for part in parts]
        return Question(self._page, self._shell.look, *words).asked()

    def agree(self) -> None:
        """Ask for the limits that the rules leave to the judges."""
        phases = [phase for phase in Phase if self._clock.is_open(phase)]
        for phase, seconds in AgreedTimes(self._page, self._shell, phases).asked().items():
            self._clock.agree(phase, seconds)

    def reset(self) -> None:
        """Set the phase that is shown back; time that was used is given up only after a question."""
        say, reading = self._shell.words.say, self._clock.reading()
        facts = self._used("reset")
        words = (say("ui.defence.ask.reset.title"), facts, say("ui.defence.ask.reset.act"), say("ui.defence.ask.safe"))
        if not reading.elapsed or Question(self._page, self._shell.look, *words).asked():
            self._clock.reset()

    def correct(self) -> None:
        """Ask what the clock should say, and why."""
        answer = CorrectedTime(self._page, self._shell, self._used("correct")).asked()
        if answer is not None:
            self._clock.correct(*answer)

    def _used(self, question: str) -> str:
        say, reading = self._shell.words.say, self._clock.reading()
        phase = say(f"ui.defence.phase.{reading.phase}")
        return say(f"ui.defence.ask.{question}.facts", phase=phase, used=length(reading.elapsed))
