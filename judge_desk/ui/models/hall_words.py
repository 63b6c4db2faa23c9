"""What stands in the lists of the hall's stage and on the hall's screen while a result is read, in words."""

from __future__ import annotations

from collections.abc import Sequence

from judge_desk.desks.ceremony import Ceremony, Reading
from judge_desk.desks.clock_keeping import TeamTime
from judge_desk.ui.defence_clock import DefenceClock
from judge_desk.ui.hall_window import HallWords
from judge_desk.ui.models.defence_words import PHASE_ICONS, caption_of, clock_text, phase_words
from judge_desk.ui.models.lines import Line
from judge_desk.ui.round_clock import Phase
from judge_desk.ui.words import Words
from judge_desk.wording.figures import decimal, length


def team_lines(teams: Sequence[TeamTime], clock: DefenceClock, words: Words) -> list[Line]:
    """Show the teams in their order, each with the time it used."""
    return [_team(each, clock, words) for each in teams]


def _team(team: TeamTime, clock: DefenceClock, words: Words) -> Line:
    used = [
        words.say("ui.defence.used", phase=words.say(f"ui.defence.phase.{phase}"), time=length(seconds))
        for phase in Phase
        if (seconds := clock.used(team.code, phase))
    ]
    now = team.code == clock.code
    icon, tone = ("mic", "accent") if now else ("circle-check", "ok") if used else ("circle-dashed", "text_2")
    detail = " · ".join(each for each in (team.people, *used) if each)
    return Line(icon, tone, "", f"{team.code}  {team.title}", detail, team.code)


def defence_screen(
    teams: Sequence[TeamTime], clock: DefenceClock, contest: str, round_: str, words: Words
) -> HallWords:
    """Say what the screen shows during a defence; no marks are among it."""
    place = next((number for number, each in enumerate(teams) if each.code == clock.code), 0)
    team, reading = teams[place], clock.reading()
    after = teams[place + 1].title if place + 1 < len(teams) else ""
    questions = clock.limit(Phase.QUESTIONS) is not None and reading.phase is Phase.TALK
    return HallWords(
        contest=contest,
        round=round_,
        turn=words.say("ui.defence.hall.turn", number=place + 1, count=len(teams)),
        title=team.title,
        people=team.people,
        phase=words.say(f"ui.defence.phase.{reading.phase}"),
        icon=PHASE_ICONS[reading.phase],
        clock=clock_text(clock),
        tone=reading.tone,
        caption=caption_of(clock, words),
        used=reading.elapsed,
        whole=reading.limit or 0,
        next=words.say("ui.defence.hall.next", title=after) if after else "",
        later=phase_words(Phase.QUESTIONS, clock, words) if questions else "",
    )


def place_words(line: Reading, words: Words) -> str:
    """Say a place, a shared one as such, behind the prize table of a review; only the table where there is no place."""
    if not line.place:
        return line.table
    place = words.say("ui.hall.results.shared" if line.shared else "ui.hall.results.place", place=line.place)
    return f"{line.table} · {place}" if line.table else place


def score_words(line: Reading, words: Words) -> str:
    """Write the official score of a line; empty where there is none."""
    return "" if line.official is None else decimal(line.official, line.decimals, words.language)


def reading_lines(order: Ceremony, done: int, words: Words) -> list[Line]:
    """Show the order of reading; what was read is ticked."""
    found = []
    for number, each in enumerate(order.lines):
        icon, tone = ("circle-check", "ok") if number < done else ("circle-dashed", "text_2")
        prizes = (*each.prizes, *((words.say("ui.hall.results.goes_on"),) if each.goes_on else ()))
        score = f"{score_words(each, words)} {each.unit}".strip()
        detail = " · ".join(part for part in (each.people, score, *prizes) if part)
        found.append(Line(icon, tone, "", f"{place_words(each, words)} · {each.code}  {each.title}", detail, number))
    return found


def result_screen(order: Ceremony, done: int, words: Words) -> HallWords:
    """Say what the screen shows while the result is read: the line read last, and the one before it."""
    if not done:
        return HallWords(contest=order.title, round=order.round, title=words.say("ui.hall.results.heading"))
    line = order.lines[done - 1]
    before = order.lines[done - 2] if done > 1 else None
    goes_on = words.say("ui.hall.results.goes_on") if line.goes_on else ""
    return HallWords(
        contest=order.title,
        round=order.round,
        turn=place_words(line, words),
        title=line.title,
        people=line.people,
        phase=", ".join(line.prizes) or goes_on,
        icon="trophy" if line.prizes or goes_on else "",
        clock=score_words(line, words),
        caption=line.unit,
        next=f"{place_words(before, words)} · {before.title}" if before is not None else "",
    )


def trial_screen(contest: str, round_: str, words: Words) -> HallWords:
    """Give a picture to try the screen with: every mark of Vietnamese, and figures."""
    return HallWords(
        contest=contest,
        round=round_,
        title=words.say("ui.hall.trial.title"),
        people=words.say("ui.hall.trial.people"),
        clock="10:00",
        used=1,
        whole=2,
    )
