"""The clock of a defence, with time that the test moves: two phases, overtime, corrections, and coming back."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.ui.round_clock import (
    SECOND,
    ClockAct,
    ClockLine,
    Phase,
    RoundClock,
    Tone,
    read_log,
    write_log,
)

LIMITS = {Phase.TALK: 600, Phase.QUESTIONS: 300}


@dataclass
class Time:
    """A monotonic clock that moves when it is told to."""

    nanoseconds: int = 77

    def __call__(self) -> int:
        return self.nanoseconds

    def pass_(self, seconds: int, rest: int = 0) -> None:
        self.nanoseconds += seconds * SECOND + rest


@dataclass
class Desk:
    """A clock with its time."""

    time: Time = field(default_factory=Time)

    def clock(self, log: tuple[ClockLine, ...] = (), seen: tuple[Phase, int] | None = None) -> RoundClock:
        return RoundClock(LIMITS, self.time, lambda: f"2024-11-22T09:00:{self.time.nanoseconds % 60:02d}", log, seen)


def test_time_runs_only_between_start_and_pause() -> None:
    desk = Desk()
    clock = desk.clock()
    desk.time.pass_(30)
    assert clock.reading().elapsed == 0
    clock.start()
    desk.time.pass_(10, SECOND - 1)
    assert clock.reading().elapsed == 10
    clock.pause()
    desk.time.pass_(1000)
    assert (clock.reading().elapsed, clock.reading().left, clock.running) == (10, 590, False)


def test_parts_of_a_second_are_not_lost_by_pausing() -> None:
    desk = Desk()
    clock = desk.clock()
    for _ in range(10):
        clock.start()
        desk.time.pass_(0, SECOND // 2)
        clock.pause()
    assert clock.reading().elapsed == 5


@pytest.mark.parametrize(
    ("elapsed", "tone", "left", "over"),
    [
        (0, Tone.CALM, 600, 0), (539, Tone.CALM, 61, 0), (540, Tone.SOON, 60, 0), (599, Tone.SOON, 1, 0),
        (600, Tone.OVER, 0, 0), (624, Tone.OVER, 0, 24),
    ],
)  # fmt: skip
def test_the_last_minute_warns_and_then_overtime_is_counted(elapsed: int, tone: Tone, left: int, over: int) -> None:
    desk = Desk()
    clock = desk.clock()
    clock.start()
    desk.time.pass_(elapsed)
    reading = clock.reading()
    assert (reading.tone, reading.left, reading.over) == (tone, left, over)


def test_without_a_limit_nothing_warns() -> None:
    time = Time()
    clock = RoundClock({Phase.TALK: None}, time, lambda: "t")
    clock.start()
    time.pass_(10_000)
    reading = clock.reading()
    assert (reading.tone, reading.left, reading.over, reading.elapsed) == (Tone.CALM, 0, 0, 10_000)


def test_turning_to_the_questions_stops_the_talk() -> None:
    desk = Desk()
    clock = desk.clock()
    clock.start()
    desk.time.pass_(100)
    clock.choose(Phase.QUESTIONS)
    desk.time.pass_(100)
    assert not clock.running
    assert clock.reading(Phase.TALK).elapsed == 100
    assert clock.reading().elapsed == 0
    assert [line.act for line in clock.log] == [ClockAct.START, ClockAct.PAUSE]


def test_every_act_is_in_the_log_with_what_the_clock_said() -> None:
    desk = Desk()
    clock = desk.clock()
    clock.start()
    clock.start()
    desk.time.pass_(65)
    clock.correct(50, "mất điện")
    desk.time.pass_(5)
    clock.pause()
    clock.pause()
    clock.reset()
    clock.agree(Phase.QUESTIONS, 420)
    said = [(line.act, line.seconds, line.reason) for line in clock.log]
    assert said == [
        (ClockAct.START, 0, ""), (ClockAct.CORRECT, 50, "mất điện"), (ClockAct.PAUSE, 55, ""), (ClockAct.RESET, 0, ""),
        (ClockAct.LIMIT, 420, ""),
    ]  # fmt: skip
    assert clock.reading(Phase.QUESTIONS).limit == 420


def test_a_clock_that_ran_when_the_program_died_stands_at_what_was_last_seen() -> None:
    desk = Desk()
    before = desk.clock()
    before.start()
    desk.time.pass_(300)
    back = desk.clock(read_log(write_log(before.log)), (Phase.TALK, 295))
    desk.time.pass_(300)
    assert (back.running, back.reading().elapsed) == (False, 295)
    assert back.log[-1].act is ClockAct.RESTORED
    again = desk.clock(back.log, (Phase.TALK, 999))
    assert (again.reading().elapsed, len(again.log)) == (295, len(back.log))


def test_an_old_reading_of_the_other_phase_does_not_count() -> None:
    desk = Desk()
    before = desk.clock()
    before.choose(Phase.QUESTIONS)
    before.start()
    assert desk.clock(before.log, (Phase.TALK, 200)).reading(Phase.QUESTIONS).elapsed == 0


def test_a_log_with_damaged_lines_still_sets_the_clock() -> None:
    good = write_log([ClockLine("t", ClockAct.PAUSE, Phase.TALK, 40)])
    log = read_log(f'nonsense\n{good}\n["t","fly","talk",1,""]\n[1]\nnull')
    assert Desk().clock(log).reading().elapsed == 40


@given(st.lists(st.tuples(st.sampled_from(["start", "pause", "reset", "other", "correct"]), st.integers(0, 90))))
def test_a_clock_set_from_its_log_says_the_same_as_the_clock(acts: list[tuple[str, int]]) -> None:
    desk = Desk()
    clock = desk.clock()
    for act, seconds in acts:
        desk.time.pass_(seconds)
        if act == "other":
            clock.choose(Phase.QUESTIONS if clock.phase is Phase.TALK else Phase.TALK)
        elif act == "correct":
            clock.correct(seconds, "r")
        else:
            getattr(clock, act)()
    clock.pause()
    again = desk.clock(read_log(write_log(clock.log)))
    assert [again.reading(each).elapsed for each in Phase] == [clock.reading(each).elapsed for each in Phase]
    assert not again.running
