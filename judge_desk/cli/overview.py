"""The command that shows where a contest folder stands, and the table of its reviews."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.contest.register.schedule import ItemState
from judge_desk.desks import calendar, founding
from judge_desk.desks.founding import ReviewOverview
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from judge_desk.wording.figures import date_short


def show(args: argparse.Namespace) -> Answer:
    """``contest show``: where a contest stands."""
    say = open_catalogue(args.lang).say
    folder, around = Path(args.folder), surroundings()
    over, plan = founding.overview(folder, around), calendar.look(folder, around)
    lines = [over.title, say("cli.contest.version", id=over.id, version=over.version, hash=over.short_hash)]
    if over.rehearsal:
        lines.append(say("cli.rehearsal"))
    lines.append(say("cli.contest.entries", **over.entries))
    head = tuple(say(f"cli.head.{k}") for k in ("round", "entries", "package", "ballots", "questions"))
    rows = [(r.title, str(r.entries), str(r.package), f"{r.ballots}/{r.seats}", str(r.questions)) for r in over.rounds]
    lines += table(head, rows, frozenset({1, 2, 3, 4})) if rows else []
    reviews, reviewed = overview_table(over.reviews, open_catalogue(args.lang))
    lines += reviews
    dated = {state.value: plan.count(state) for state in ItemState}
    if plan.items:
        lines.append(say("calendar.counts", day=date_short(plan.today, args.lang), total=len(plan.items), **dated))
    data = {
        "id": over.id,
        "version": over.version,
        "hash": over.short_hash,
        "title": over.title,
        "rehearsal": over.rehearsal,
        "entries": dict(over.entries),
        "rounds": [
            {"id": r.id, "entries": r.entries, "package": r.package, "ballots": r.ballots, "seats": r.seats,
             "questions": r.questions}
            for r in over.rounds
        ],
        "reviews": reviewed,
        "calendar": dated if plan.items else {},
    }  # fmt: skip
    return Answer(lines, data, over.findings)


def overview_table(found: Sequence[ReviewOverview], catalogue: Catalogue) -> tuple[list[str], list[dict[str, Any]]]:
    """Give where reviews stand as lines and as data; nothing where there are none."""
    keys = ("id", "title", "sheets", "subjects", "met", "open", "state")
    head = tuple(catalogue.say(f"cli.review.{key}") for key in keys)
    rows = [
        (each.id, each.title, f"{each.sheets}/{each.wanted}", str(each.subjects), str(each.met), str(each.questions),
         catalogue.say(f"cli.review.{'locked' if each.final else 'not_locked'}"))
        for each in found
    ]  # fmt: skip
    data: list[dict[str, Any]] = [
        {"id": each.id, "title": each.title, "sheets": each.sheets, "wanted": each.wanted, "subjects": each.subjects,
         "met": each.met, "open": each.questions, "final": each.final}
        for each in found
    ]  # fmt: skip
    return table(head, rows, frozenset({2, 3, 4, 5})) if rows else [], data
