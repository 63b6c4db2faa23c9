"""Commands of the hall: the official clock of a defence, and the order in which a result is read out."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.contest.values.numbers import decimal_text
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks import ceremony as reading_out
from judge_desk.desks import clock_keeping
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import length


def clock(args: argparse.Namespace) -> Answer:
    """``clock``: what every team used; with a team and seconds, a correction that the log keeps."""
    say = open_catalogue(args.lang).say
    folder, around = Path(args.folder), surroundings(args.operator)
    if args.team is not None:
        if args.seconds is None:
            raise BadInput("team_clock.bad", where=args.team, seconds=0)
        reason = args.reason or ""
        clock_keeping.note(folder, args.round, args.team, "correct", args.phase, args.seconds, reason, around)
    clocks = clock_keeping.clocks_of(folder, args.round, around)
    head = tuple(say(f"cli.clock.{key}") for key in ("code", "talk", "questions", "over", "title"))
    rows = [
        (
            each.code,
            *(length(each.used[phase]) if phase in each.used else "" for phase in clock_keeping.PHASES),
            length(sum(each.over.values())) if each.over else "",
            each.title[:60],
        )
        for each in clocks.teams
    ]
    data = {
        "limits": dict(clocks.limits),
        "teams": [
            {"code": each.code, "title": each.title, "used": dict(each.used), "over": dict(each.over)}
            for each in clocks.teams
        ],
        "acts": len(clocks.notes),
    }
    return Answer(table(head, rows, frozenset({1, 2, 3})), data)


def ceremony(args: argparse.Namespace) -> Answer:
    """``ceremony``: last place first; says when the result is not announced yet."""
    say = open_catalogue(args.lang).say
    order = reading_out.ceremony_of(Path(args.folder), args.round, surroundings())
    state = say("cli.ceremony.announced" if order.announced else "cli.ceremony.embargo")
    lines = [f"{order.title} · {order.round}", state]
    table_of = ""
    for each in order.lines:
        if each.table != table_of:
            table_of = each.table
            lines.append(table_of)
        score = decimal_text(each.official, each.decimals) if each.official is not None else ""
        shown = f"{score.replace('.', ',') if args.lang == 'vi' else score} {each.unit}".strip()
        place = say("cli.ceremony.shared" if each.shared else "cli.ceremony.place", place=each.place)
        parts = (place if each.place else "", each.code, each.title, each.people, shown, ", ".join(each.prizes))
        lines.append("  " + " · ".join(part for part in parts if part))
    data = {
        "announced": order.announced,
        "lines": [
            {
                "place": each.place,
                "shared": each.shared,
                "code": each.code,
                "title": each.title,
                "official": decimal_text(each.official, each.decimals) if each.official is not None else None,
                "prizes": list(each.prizes),
                "goes_on": each.goes_on,
                "table": each.table,
                "unit": each.unit,
            }
            for each in order.lines
        ],
    }
    return Answer(lines, data)
