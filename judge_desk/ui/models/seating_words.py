"""Words of the panel: a person, a seat, a change, a draw, a spread of trial marks, each as a line of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from judge_desk.contest.counting.trial import Spread, TrialSpread
from judge_desk.contest.register.panel import JUDGING, Person
from judge_desk.contest.register.roster import Change, Step
from judge_desk.contest.values.identity import UnitId
from judge_desk.desks.lots import LotLine
from judge_desk.desks.panel import SeatLine
from judge_desk.ui.models.lines import Line
from judge_desk.ui.words import Words
from judge_desk.wording.figures import date_short, exact

STEPS = {
    Step.NEW: ("user-plus", "ok"),
    Step.CHANGED: ("pencil", "accent"),
    Step.SAME: ("check", "text_2"),
    Step.LEFT: ("log-out", "warn"),
}


def person_line(person: Person, units: Mapping[UnitId, str], rounds: Mapping[str, str], words: Words) -> Line:
    """Show a person: the role as the sign, the name, what the person does and where."""
    unit = units.get(person.unit, "") if person.unit is not None else ""
    where = ", ".join(filter(None, (person.position, unit)))
    which = ", ".join(rounds.get(each, each) for each in person.rounds)
    judges = person.role in JUDGING
    marks = words.say("ui.seating.person.rounds", rounds=which) if which else words.say("ui.seating.person.all_rounds")
    detail = " · ".join(filter(None, (where, marks if judges else "")))
    icon = "scale" if judges else "users"
    return Line(
        icon, "accent" if judges else "text_2", words.say(f"role.{person.role}"), person.name, detail, person.id
    )


def change_line(change: Change, units: Mapping[UnitId, str], words: Words) -> Line:
    """Show what a list does to a person."""
    icon, tone = STEPS[change.step]
    person = change.person
    unit = units.get(person.unit, "") if person.unit is not None else ""
    detail = ", ".join(filter(None, (words.say(f"role.{person.role}"), person.position, unit)))
    return Line(icon, tone, words.say(f"seating.step.{change.step}"), person.name, detail, person.id)


def seat_line(seat: SeatLine, drawn: bool, words: Words) -> Line:
    """Show a seat: who sits there, how much there is to mark and to avoid."""
    role = words.say(f"role.{seat.role}")
    load = words.say("ui.seating.seat_load", load=seat.load, excluded=seat.excluded) if drawn else ""
    detail = " · ".join(filter(None, (role, seat.unit, load)))
    return Line("users", "accent", words.say("ui.seating.seat", seat=seat.seat), seat.name, detail, seat.seat)


def loads_in_words(loads: Sequence[tuple[int, int]], words: Words) -> str:
    """Say loads for a screen reader."""
    return "; ".join(words.say("ui.seating.load_of", seat=seat, count=count) for seat, count in loads)


def draw_line(draw: LotLine, last: bool, words: Words) -> Line:
    """Show a draw; only the last one stands."""
    say = words.say
    when = f"{date_short(draw.stated_time, words.language)} {draw.stated_time[11:16]}"
    text = say("ui.seating.draw", number=draw.number, when=when, seed=draw.seed)
    seen = say("ui.seating.witnesses", names=", ".join(draw.witnesses)) if draw.witnesses else ""
    why = say("ui.seating.drawn_again", reason=draw.reason) if draw.reason else ""
    icon, tone = ("circle-check", "ok") if last else ("history", "text_2")
    word = say("ui.seating.draw_stands" if last else "ui.seating.draw_old")
    return Line(icon, tone, word, text, " ".join(filter(None, (seen, why))), draw.number)


def spread_lines(spread: TrialSpread, title: str, words: Words) -> list[Line]:
    """Show how far the judges part on an entry: the total first, then each criterion."""
    say = words.say
    name = say("trial.entry", code=spread.code) + (f" · {title}" if title else "")
    lines = []
    if spread.total is not None:
        lines.append(_line("ruler", "accent", name, say("trial.total"), spread.total, words))
    else:
        lines.append(Line("ruler", "text_2", name, say("ui.seating.no_total"), "", spread.code))
    lines += [
        _line("chevron-right", "text_2", "", f"{leaf.id}. {leaf.title}", each, words) for leaf, each in spread.criteria
    ]
    return lines


def _line(icon: str, tone: str, word: str, what: str, spread: Spread, words: Words) -> Line:
    language = words.language
    least, most, mean, distance = (
        exact(each, language) for each in (spread.least, spread.most, spread.mean, spread.distance)
    )
    text = words.say("ui.seating.spread", what=what, least=least, most=most, mean=mean, distance=distance)
    marks = "; ".join(
        words.say("ui.seating.gave", seat=seat, mark=exact(value, language)) for seat, value in spread.marks
    )
    return Line(icon, tone, word, text, marks)
