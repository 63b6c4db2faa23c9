"""What stands on the clock of a defence, in its log, in the order of teams and on the screen of the hall, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from judge_desk.contest.rulebook.rubric import LeafKind, Rubric, leaves, overtime_points
from judge_desk.desks.marking import EntryLine
from judge_desk.ui.defence_clock import DefenceClock
from judge_desk.ui.hall_window import HallWords
from judge_desk.ui.models.entries import SIGNS, name_of
from judge_desk.ui.models.lines import Line
from judge_desk.ui.round_clock import ClockAct, ClockLine, Phase, Reading, Tone
from judge_desk.ui.words import Words
from judge_desk.wording.figures import length, shortest

PHASE_ICONS: Final = {Phase.TALK: "mic", Phase.QUESTIONS: "messages-square"}
NO_TIME: Final = "–:––"
_ACT_ICONS: Final = {
    ClockAct.START: "play",
    ClockAct.PAUSE: "pause",
    ClockAct.RESET: "rotate-ccw",
    ClockAct.CORRECT: "pencil",
    ClockAct.LIMIT: "timer",
    ClockAct.RESTORED: "history",
}


def clock_text(clock: DefenceClock) -> str:
    """Write what the clock shows: time left, overtime as ``+0:24``; without a limit the time used.

    While the judges have not agreed on a limit it shows no time at all.
    """
    reading = clock.reading()
    if clock.is_missing(reading.phase):
        return NO_TIME
    if reading.limit is None:
        return length(reading.elapsed)
    return f"+{length(reading.over)}" if reading.over else length(reading.left)


def span(seconds: int, words: Words) -> str:
    """Write a limit: ``10 phút``, ``7:30``."""
    return words.say("ui.defence.minutes", count=seconds // 60) if seconds % 60 == 0 else length(seconds)


def state_word(clock: DefenceClock, words: Words) -> str:
    """Say the state in a word: the last minute, time is up, overtime; else whether the clock runs."""
    reading = clock.reading()
    if clock.is_missing(reading.phase):
        return words.say("ui.defence.state.missing")
    if reading.tone is Tone.OVER:
        return words.say("ui.defence.state.over" if reading.over else "ui.defence.state.up")
    if reading.tone is Tone.SOON:
        return words.say("ui.defence.state.minute" if reading.left == 60 else "ui.defence.state.soon")
    if reading.running:
        return words.say("ui.defence.state.running")
    return words.say("ui.defence.state.paused" if reading.elapsed else "ui.defence.state.ready")


def phase_words(phase: Phase, clock: DefenceClock, words: Words) -> str:
    """Name a phase with its limit."""
    name, limit = words.say(f"ui.defence.phase.{phase}"), clock.limit(phase)
    return name if limit is None else f"{name} {span(limit, words)}"


def limit_source(phase: Phase, clock: DefenceClock, words: Words) -> str:
    """Say where a limit comes from: the rules, the judges, nobody yet, or that there is none."""
    limit = clock.limit(phase)
    if limit is None:
        return words.say("ui.defence.limit.missing" if clock.is_missing(phase) else "ui.defence.limit.none")
    key = "ui.defence.limit.agreed" if clock.is_open(phase) else "ui.defence.limit.rule"
    return words.say(key, limit=span(limit, words))


def overtime_words(reading: Reading, rubric: Rubric, words: Words) -> str:
    """Say what the rubric takes off for a talk that runs over; the organisers do it, not the judge."""
    if not reading.over or reading.phase is not Phase.TALK:
        return ""
    table = next((leaf.penalty for leaf in leaves(rubric) if leaf.kind is LeafKind.PENALTY and leaf.penalty), None)
    if table is None:
        return words.say("ui.defence.overtime.no_table")
    points = overtime_points(table, reading.over)
    if not points:
        return words.say("ui.defence.overtime.nothing")
    return words.say("ui.defence.overtime.points", points=shortest(abs(points), words.language))


def log_lines(log: Sequence[ClockLine], words: Words) -> list[Line]:
    """Show a log, newest first."""
    return [_log_line(each, words) for each in reversed(log)]


def _log_line(line: ClockLine, words: Words) -> Line:
    say = words.say
    facts = {"phase": say(f"ui.defence.phase.{line.phase}"), "time": length(line.seconds)}
    text = say(f"ui.defence.log.{line.act}", **facts)
    return Line(_ACT_ICONS[line.act], "text_2", line.at[11:19], text, line.reason)


def team_lines(lines: Sequence[EntryLine], clock: DefenceClock, words: Words) -> list[Line]:
    """Show the teams in their order, each with the state of its marks and the time it used."""
    return [_team_line(line, clock, words) for line in lines]


def _team_line(line: EntryLine, clock: DefenceClock, words: Words) -> Line:
    icon, tone = SIGNS[line.state]
    word = words.say(f"ui.entry_state.{line.state}")
    if line.code == clock.code:
        icon, tone, word = "mic", "accent", words.say("ui.defence.now")
    used = [
        words.say("ui.defence.used", phase=words.say(f"ui.defence.phase.{phase}"), time=length(seconds))
        for phase in Phase
        if (seconds := clock.used(line.code, phase))
    ]
    detail = " · ".join(each for each in (people_of(line), *used) if each)
    return Line(icon, tone, word, f"{line.code}  {name_of(line)}", detail, line.code)


def people_of(line: EntryLine) -> str:
    """Say who a team is: authors, then units."""
    return ", ".join((*line.authors, *line.units))


def hall_words(lines: Sequence[EntryLine], clock: DefenceClock, contest: str, round_: str, words: Words) -> HallWords:
    """Say everything that the screen of the hall shows; no marks are among it."""
    say = words.say
    place = next((number for number, line in enumerate(lines) if line.code == clock.code), 0)
    line, reading = lines[place], clock.reading()
    after = name_of(lines[place + 1]) if place + 1 < len(lines) else ""
    questions = clock.limit(Phase.QUESTIONS) is not None and reading.phase is Phase.TALK
    return HallWords(
        contest=contest,
        round=round_,
        turn=say("ui.defence.hall.turn", number=place + 1, count=len(lines)),
        title=name_of(line),
        people=people_of(line),
        phase=say(f"ui.defence.phase.{reading.phase}"),
        icon=PHASE_ICONS[reading.phase],
        clock=clock_text(clock),
        tone=reading.tone,
        caption=caption_of(clock, words),
        used=reading.elapsed,
        whole=reading.limit or 0,
        next=say("ui.defence.hall.next", title=after) if after else "",
        later=phase_words(Phase.QUESTIONS, clock, words) if questions else "",
    )


def caption_of(clock: DefenceClock, words: Words) -> str:
    """Say under the large clock how it stands, with the limit where there is one."""
    reading, state = clock.reading(), state_word(clock, words)
    if reading.limit is None:
        return state
    key = "ui.defence.hall.of" if reading.tone is Tone.SOON else "ui.defence.hall.with_limit"
    return words.say(key, state=state, limit=span(reading.limit, words))
