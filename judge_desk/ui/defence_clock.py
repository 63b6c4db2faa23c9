"""The clocks of a defence as the window runs them: one team's at a time, everything kept on a shelf.

Kept are logs under ``clock.<code>``, the agreed limits, and every few seconds the reading of a clock that runs, so that
a crash costs no more than those seconds. A judge's shelf is the score file, the secretary's the log of the contest.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.surroundings import silent
from judge_desk.ui.bench import Bench
from judge_desk.ui.round_clock import ClockAct, ClockLine, Phase, Reading, RoundClock, read_log, write_log
from judge_desk.ui.shell import Shell

LOOK_EVERY: Final = 200
"""Milliseconds between two looks at a clock that runs."""
KEEP_EVERY: Final = 5
"""Seconds of a clock that runs between two readings that are kept."""
LIMITS: Final = "clock.limits"
SEEN: Final = "clock.seen"
TEAM: Final = "clock.team"


class ClockShelf(Protocol):
    """Where the clocks of a round are kept: texts by name, and the teams in their order."""

    @property
    def round(self) -> Round:
        """The rules of the round."""

    def codes(self) -> Sequence[EntryCode]:
        """Give the codes of the teams."""

    def kept(self, name: str) -> str:
        """Give what was kept under a name, empty if nothing was."""

    def keep(self, name: str, value: str) -> None:
        """Keep a text under a name.

        Raises:
            Refusal: it cannot be written.
        """


@dataclass(frozen=True, slots=True)
class SittingShelf:
    """A judge's own clocks: a comfort, kept in the score file and in no history of marks."""

    bench: Bench

    @property
    def round(self) -> Round:
        """The rules of the round."""
        return self.bench.sitting.round

    def codes(self) -> Sequence[EntryCode]:
        """Give the codes of the teams."""
        return [line.code for line in self.bench.sitting.lines()]

    def kept(self, name: str) -> str:
        """Give what was kept under a name."""
        return self.bench.sitting.kept(name)

    def keep(self, name: str, value: str) -> None:
        """Keep a text under a name."""
        self.bench.sitting.keep(name, value)


class DefenceClock(QObject):
    """Runs whether or not the disk takes its log.

    ``ticked`` tells that the reading may be another; ``logged`` that something was done; ``refused`` why it was not
    kept, None once it is.
    """

    ticked = Signal()
    logged = Signal()
    refused = Signal(object)

    def __init__(self, shell: Shell, monotonic: Callable[[], int] = time.monotonic_ns) -> None:
        """Make it without a team."""
        super().__init__()
        self._shell = shell
        self.monotonic = monotonic
        self._shelf: ClockShelf | None = None
        self._logs: dict[EntryCode, tuple[ClockLine, ...]] = {}
        self._agreed: dict[Phase, int] = {}
        self._kept_at = 0
        self.code = EntryCode("")
        self.clock = self._make(())
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._tick)

    def _make(self, log: tuple[ClockLine, ...], seen: tuple[Phase, int] | None = None) -> RoundClock:
        limits = {phase: self.limit(phase) for phase in Phase}
        return RoundClock(limits, lambda: self.monotonic(), self._now, log, seen)

    def _now(self) -> str:
        return self._shell.around(silent).now()

    # -- rules ---------------------------------------------------------------------------------------------------

    def _rule(self, phase: Phase) -> int | Undecided | None:
        if self._shelf is None:
            return None
        rules = self._shelf.round
        return rules.talk_seconds if phase is Phase.TALK else rules.question_seconds

    def limit(self, phase: Phase) -> int | None:
        """Give the limit of a phase in seconds, None where the rules have none or leave it open."""
        rule = self._rule(phase)
        return self._agreed.get(phase) if isinstance(rule, Undecided) else rule

    def is_open(self, phase: Phase) -> bool:
        """Say whether the rules leave a limit to the judges."""
        return isinstance(self._rule(phase), Undecided)

    def is_missing(self, phase: Phase) -> bool:
        """Say whether the judges have to agree on a limit still."""
        return self.is_open(phase) and phase not in self._agreed

    # -- whose clock ---------------------------------------------------------------------------------------------

    def take(self, shelf: ClockShelf) -> None:
        """Work on the clocks of a round."""
        self.let_go()
        self._shelf = shelf
        self._agreed = _read_limits(shelf.kept(LIMITS))
        self._logs = {code: read_log(shelf.kept(f"clock.{code}")) for code in shelf.codes()}

    def last_team(self) -> EntryCode:
        """Give the team whose clock was open last, empty without one."""
        return EntryCode(self._shelf.kept(TEAM)) if self._shelf is not None else EntryCode("")

    def show_team(self, code: EntryCode) -> None:
        """Turn to a team's clock; that of the team before is stopped."""
        if self._shelf is None or code == self.code:
            return
        self.pause()
        self.code = code
        seen = _read_seen(self._shelf.kept(SEEN), code)
        before = self._logs.get(code, ())
        self.clock = self._make(before, seen)
        self._keep(TEAM, code)
        if len(self.clock.log) > len(before):
            self._store()
        self.ticked.emit()
        self.logged.emit()

    def let_go(self) -> None:
        """Stop, and forget the round."""
        self.pause()
        self._shelf, self.code, self._agreed, self._logs = None, EntryCode(""), {}, {}
        self.clock = self._make(())

    def log_of(self, code: EntryCode) -> tuple[ClockLine, ...]:
        """Give the log of a team."""
        return self._logs.get(code, ())

    def used(self, code: EntryCode, phase: Phase) -> int:
        """Give the seconds that a team used in a phase."""
        if code == self.code:
            return self.reading(phase).elapsed
        moved = (each for each in reversed(self.log_of(code)) if each.act is not ClockAct.LIMIT)
        return next((each.seconds for each in moved if each.phase is phase), 0)

    def reading(self, phase: Phase | None = None) -> Reading:
        """Read the clock of the team that is shown."""
        return self.clock.reading(phase)

    # -- acts ----------------------------------------------------------------------------------------------------

    def choose(self, phase: Phase) -> None:
        """Turn to a phase."""
        self._do(lambda: self.clock.choose(phase))

    def toggle(self) -> None:
        """Start or stop."""
        self._do(self.clock.pause if self.clock.running else self.clock.start)

    def pause(self) -> None:
        """Stop."""
        if self.clock.running:
            self._do(self.clock.pause)

    def reset(self) -> None:
        """Set the phase back to its beginning."""
        self._do(self.clock.reset)

    def correct(self, elapsed: int, reason: str) -> None:
        """Say how much of the phase was used, and why the clock was wrong."""
        self._do(lambda: self.clock.correct(elapsed, reason))

    def agree(self, phase: Phase, seconds: int) -> None:
        """Take the limit that the judges agreed on, for every team."""
        self._agreed[phase] = seconds
        self._keep(LIMITS, json.dumps(self._agreed))
        self._do(lambda: self.clock.agree(phase, seconds))

    def _do(self, act: Callable[[], None]) -> None:
        before = len(self.clock.log)
        act()
        self._kept_at = self.monotonic()
        if self.clock.running:
            self._timer.start()
        else:
            self._timer.stop()
        if len(self.clock.log) > before:
            self._store()
            self.logged.emit()
        self.ticked.emit()

    def _store(self) -> None:
        self._logs[self.code] = self.clock.log
        self._keep(f"clock.{self.code}", write_log(self.clock.log))

    def _tick(self) -> None:
        if self.monotonic() - self._kept_at >= KEEP_EVERY * 1_000_000_000:
            self.keep_reading()
        self.ticked.emit()

    def keep_reading(self) -> None:
        """Keep what a clock that runs says now."""
        self._kept_at = self.monotonic()
        reading = self.reading()
        if reading.running:
            self._keep(SEEN, json.dumps([self.code, reading.phase, reading.elapsed]))

    def _keep(self, name: str, value: str) -> None:
        if self._shelf is None:
            return
        try:
            self._shelf.keep(name, value)
        except Refusal as refusal:
            self.refused.emit(refusal)
        else:
            self.refused.emit(None)


def _read_limits(text: str) -> dict[Phase, int]:
    """Read agreed limits; what cannot be read is asked for again."""
    try:
        return {Phase(name): int(seconds) for name, seconds in json.loads(text).items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _read_seen(text: str, code: EntryCode) -> tuple[Phase, int] | None:
    """Read the last reading of a clock that ran, if it was this team's."""
    try:
        whose, phase, seconds = json.loads(text)
        return (Phase(phase), int(seconds)) if whose == code else None
    except (ValueError, TypeError):
        return None
