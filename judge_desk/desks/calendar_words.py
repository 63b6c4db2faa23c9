"""What stands in a plan's calendar, in words: the state with its numbers, the days; the same in window and terminal."""

from __future__ import annotations

from judge_desk.contest.register.schedule import ActKind, CalendarAct, ItemState, Scheduled
from judge_desk.wording.catalogue import Catalogue
from judge_desk.wording.figures import date_short


def state_words(each: Scheduled, words: Catalogue) -> str:
    """Say where something stands, and how many of how many are done where it is counted."""
    if each.state is ItemState.DONE and each.day:
        said = words.say("calendar.done_on", day=date_short(each.day, words.language))
    else:
        said = words.say(f"calendar.state.{each.state.value}")
    if each.item.least:
        counted = words.say("calendar.counted", count=each.count, total=each.item.least, unit=each.item.unit)
        return f"{said}, {counted}"
    return said


def days_words(each: Scheduled, words: Catalogue) -> str:
    """Say the days of something; the plan's own words where it names no days; that it was put off."""
    opens, closes, language = each.occurrence.opens, each.closes, words.language
    moved = closes != each.occurrence.closes
    if opens and closes:
        said = words.say("calendar.days", opens=date_short(opens, language), closes=date_short(closes, language))
    elif closes:
        said = words.say("calendar.until", closes=date_short(closes, language))
    elif opens:
        said = words.say("calendar.since", opens=date_short(opens, language))
    else:
        said = each.item.when or words.say("calendar.no_days")
    return f"{said} ({words.say('calendar.moved')})" if moved else said


def act_words(act: CalendarAct, unit: str, words: Catalogue) -> str:
    """Say what was recorded in one sentence, with who and when."""
    day = date_short(act.day, words.language) if act.day else ""
    if act.kind is ActKind.DONE and act.count:
        said = words.say("calendar.act.done_count", day=day, count=act.count, unit=unit, text=act.text)
    else:
        facts = {"day": day} if day else {}
        said = words.say(f"calendar.act.{act.kind.value}", text=act.text, **facts)
    return f"{said} {words.say('calendar.act.file', file=act.file)}" if act.file else said
