"""The clock of one team's defence: two phases, their limits, overtime, and a log of every start, stop and correction.

Pure: the time that runs is a number of nanoseconds that the caller's clock gives, and never goes backwards; the time of
day is only written down. What the log says is enough to set the clock again: after a crash it stands still.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SECOND: Final = 1_000_000_000
WARNING: Final = 60
"""Seconds before the end at which the clock warns."""


class Phase(StrEnum):
    """What a team does while its clock runs."""

    TALK = "talk"
    QUESTIONS = "questions"


class ClockAct(StrEnum):
    """What was done to a clock; ``RESTORED`` is the program's: it came back after a crash and stopped the clock."""

    START = "start"
    PAUSE = "pause"
    RESET = "reset"
    CORRECT = "correct"
    LIMIT = "limit"
    RESTORED = "restored"


class Tone(StrEnum):
    """How a reading looks: no limit or plenty of time, the last minute, time is up."""

    CALM = "calm"
    SOON = "soon"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One line of the log: when, what, in which phase, what the clock (or for ``LIMIT`` the limit) said then, why."""

    at: str
    act: ClockAct
    phase: Phase
    seconds: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clock says: whole seconds used; left and over are 0 without a limit."""

    phase: Phase
    elapsed: int
    limit: int | None
    running: bool

    @property
    def left(self) -> int:
        """Seconds that are left."""
        return max((self.limit or 0) - self.elapsed, 0)

    @property
    def over(self) -> int:
        """Seconds over the limit."""
        return max(self.elapsed - self.limit, 0) if self.limit is not None else 0

    @property
    def tone(self) -> Tone:
        """How it looks."""
        if self.limit is None or self.left > WARNING:
            return Tone.CALM
        return Tone.SOON if self.left else Tone.OVER


class RoundClock:
    """One team's clock; at most one phase runs."""

    def __init__(
        self,
        limits: Mapping[Phase, int | None],
        monotonic: Callable[[], int],
        now: Callable[[], str],
        log: Sequence[ClockLine] = (),
        seen: tuple[Phase, int] | None = None,
    ) -> None:
        """Set the clock as a log says; ``seen`` is the last reading of a clock that may have run when all ended."""
        self.limits = dict(limits)
        self._monotonic, self._now = monotonic, now
        self._log = list(log)
        self._used = dict.fromkeys(Phase, 0)
        self._since: int | None = None
        self.phase = Phase.TALK
        for line in log:
            self.phase = line.phase
            if line.act is not ClockAct.LIMIT:
                self._used[line.phase] = line.seconds * SECOND
        moved = [line for line in log if line.act is not ClockAct.LIMIT]
        if moved and _runs_after(moved):
            if seen is not None and seen[0] is moved[-1].phase:
                self._used[seen[0]] = max(self._used[seen[0]], seen[1] * SECOND)
            self.phase = moved[-1].phase
            self._note(ClockAct.RESTORED)

    @property
    def log(self) -> tuple[ClockLine, ...]:
        """Everything that was done, oldest first."""
        return tuple(self._log)

    @property
    def running(self) -> bool:
        """Say whether time runs."""
        return self._since is not None

    def reading(self, phase: Phase | None = None) -> Reading:
        """Read the clock of a phase, without one of the phase that is shown."""
        wanted = phase or self.phase
        elapsed = self._elapsed(wanted) // SECOND
        return Reading(wanted, elapsed, self.limits.get(wanted), self.running and wanted is self.phase)

    def _elapsed(self, phase: Phase) -> int:
        passed = self._monotonic() - self._since if self._since is not None and phase is self.phase else 0
        return self._used[phase] + passed

    def choose(self, phase: Phase) -> None:
        """Turn to a phase; a clock that runs is stopped first."""
        if phase is not self.phase:
            self.pause()
            self.phase = phase

    def start(self) -> None:
        """Let time run."""
        if self._since is None:
            self._since = self._monotonic()
            self._note(ClockAct.START)

    def pause(self) -> None:
        """Stop; what was used stays."""
        if self._since is not None:
            self._used[self.phase] = self._elapsed(self.phase)
            self._since = None
            self._note(ClockAct.PAUSE)

    def reset(self) -> None:
        """Set the phase that is shown back to its beginning, stopped."""
        self._since = None
        self._used[self.phase] = 0
        self._note(ClockAct.RESET)

    def correct(self, elapsed: int, reason: str) -> None:
        """Say how many seconds of the phase were used; a clock that runs goes on from there."""
        self._used[self.phase] = elapsed * SECOND
        if self._since is not None:
            self._since = self._monotonic()
        self._note(ClockAct.CORRECT, reason)

    def agree(self, phase: Phase, limit: int) -> None:
        """Take the limit that the judges agreed on for a phase."""
        self.limits[phase] = limit
        self._log.append(ClockLine(self._now(), ClockAct.LIMIT, phase, limit))

    def _note(self, act: ClockAct, reason: str = "") -> None:
        seconds = self._elapsed(self.phase) // SECOND
        self._log.append(ClockLine(self._now(), act, self.phase, seconds, reason))


def _runs_after(log: Sequence[ClockLine]) -> bool:
    """Say whether a clock runs after a log; a correction leaves it as it was."""
    last = next((line for line in reversed(log) if line.act is not ClockAct.CORRECT), None)
    return last is not None and last.act is ClockAct.START


def write_log(log: Sequence[ClockLine]) -> str:
    """Write a log as JSON lines."""
    return "\n".join(
        json.dumps([line.at, line.act, line.phase, line.seconds, line.reason], ensure_ascii=False) for line in log
    )


def read_log(text: str) -> tuple[ClockLine, ...]:
    """Read a log; a line that cannot be read is left out, for a clock must start all the same."""
    lines = []
    for each in text.splitlines():
        try:
            at, act, phase, seconds, reason = json.loads(each)
            lines.append(ClockLine(str(at), ClockAct(act), Phase(phase), int(seconds), str(reason)))
        except (ValueError, TypeError):
            continue
    return tuple(lines)


def read_time(text: str) -> int | None:
    """Read a length as it is typed, ``10`` minutes or ``7:30``; None while it is none."""
    minutes, colon, seconds = text.strip().partition(":")
    if not (minutes.isascii() and minutes.isdigit()) or len(minutes) > 3:
        return None
    if not colon:
        return int(minutes) * 60
    if not (seconds.isascii() and seconds.isdigit()) or len(seconds) != 2 or int(seconds) > 59:
        return None
    return int(minutes) * 60 + int(seconds)
