"""The parts of the figures as lines: which sheet is in force, which one is missing, and the history of each."""

from __future__ import annotations

from dataclasses import dataclass

from judge_desk.contest.reviewing.sheets import FigureSheet, takes_away
from judge_desk.desks.figures import FiguresView, Slot
from judge_desk.ui.models.lines import Line
from judge_desk.ui.words import Words
from judge_desk.wording.figures import date_short

SHOWN = 12
"""Units without a row that are named; of more, how many."""


@dataclass(frozen=True, slots=True)
class SlotKey:
    """One part in one period (empty for a part with one sheet), as stages name it to each other."""

    part: str
    period: str = ""


def key_of(slot: Slot) -> SlotKey:
    """Name a slot."""
    return SlotKey(slot.part.id, slot.period.id if slot.period is not None else "")


def title_of(slot: Slot) -> str:
    """Give the title of a part, with its period."""
    return f"{slot.part.title}, {slot.period.title}" if slot.period is not None else slot.part.title


def slot_line(slot: Slot, words: Words) -> Line:
    """Show where a slot stands."""
    say, sheet = words.say, slot.in_force
    if sheet is None:
        gone = f" · {say('ui.figures.slot_away')}" if slot.kept else ""
        return Line("circle-dashed", "text_2", "", title_of(slot), f"{say('ui.figures.not_there')}{gone}", key_of(slot))
    facts = counted(slot, words)
    replaced = sum(not takes_away(each) for each in slot.kept) - 1
    more = f" · {say('ui.figures.replaced', count=replaced)}" if replaced else ""
    icon, tone = ("triangle-alert", "warn") if slot.missing else ("circle-check", "ok")
    lacking = f" · {say('ui.figures.lacking', count=len(slot.missing))}" if slot.missing else ""
    day = say("ui.figures.closed_on", day=date_short(sheet.closed_on, words.language))
    return Line(icon, tone, "", title_of(slot), f"{facts} · {day}{more}{lacking}", key_of(slot))


def counted(slot: Slot, words: Words) -> str:
    """Say how many rows, units and people a sheet in force has."""
    parts = [words.say("ui.figures.rows", count=slot.rows)]
    if slot.units and not slot.part.roster:
        parts.append(words.say("ui.figures.units", count=slot.units))
    if slot.persons:
        parts.append(words.say("ui.figures.persons", count=slot.persons))
    return ", ".join(parts)


def closed(sheet: FigureSheet, words: Words) -> str:
    """Say who closed a sheet, and when."""
    return words.say("ui.figures.closed", who=sheet.closed_by, day=date_short(sheet.closed_on, words.language))


def history(slot: Slot, words: Words) -> list[Line]:
    """Show every sheet of a slot, the newest first."""
    lines = []
    for sheet in reversed(slot.kept):
        if takes_away(sheet):
            lines.append(_away(sheet, words))
            continue
        here = sheet is slot.in_force
        icon, tone, key = ("circle-check", "ok", "in_force") if here else ("history", "text_2", "before")
        facts: dict[str, str | int] = {"number": sheet.number, "source": sheet.source, "rows": len(sheet.rows)}
        text = f"{words.say('ui.figures.sheet', **facts)} {closed(sheet, words)}."
        more = [words.say("ui.figures.code", code=sheet.sha256[:8])] if sheet.sha256 else []
        more += [words.say("ui.figures.why_replaced", reason=sheet.reason)] if sheet.reason else []
        lines.append(Line(icon, tone, words.say(f"ui.figures.{key}"), text, " · ".join(more), sheet.number))
    return lines


def _away(sheet: FigureSheet, words: Words) -> Line:
    day = date_short(sheet.closed_on, words.language)
    text = f"{words.say('ui.figures.away', number=sheet.number)} {sheet.closed_by}, {day}."
    why = words.say("ui.figures.why_away", reason=sheet.reason)
    return Line("undo-2", "warn", words.say("ui.figures.is_away"), text, why, sheet.number)


def lacking(slot: Slot, names: dict[str, str], words: Words) -> str:
    """Name the units of the roster that have no row in the sheet in force; empty when there are none."""
    if not slot.missing:
        return ""
    shown = ", ".join(names.get(code, code) for code in slot.missing[:SHOWN])
    more = len(slot.missing) - SHOWN
    key = "ui.figures.lacking_more" if more > 0 else "ui.figures.lacking_these"
    return words.say(key, count=len(slot.missing), units=shown, more=max(more, 0))


def names_of(view: FiguresView) -> dict[str, str]:
    """Give the names of the units by code."""
    return {each.code: each.name for each in view.units}
