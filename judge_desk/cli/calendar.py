"""Commands of the plan's calendar: its list, what people record, its papers."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.cli.terminal import progress_bar
from judge_desk.contest.register.schedule import ItemState, Scheduled
from judge_desk.desks import calendar, calendar_papers
from judge_desk.desks.calendar import Fulfilment
from judge_desk.desks.calendar_words import days_words, state_words
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from judge_desk.wording.figures import date_short


def show(args: argparse.Namespace) -> Answer:
    """``calendar show``: everything by its last day."""
    words = open_catalogue(args.lang)
    view = calendar.look(Path(args.folder), surroundings(progress=progress_bar(args)), args.today, args.days)
    counts = {state.value: view.count(state) for state in ItemState}
    lines = [words.say("calendar.counts", day=date_short(view.today, args.lang), total=len(view.items), **counts)]
    if view.items:
        head = [words.say(f"cli.calendar.{each}") for each in ("item", "state", "days", "leads", "title")]
        lines += table(head, [_row(each, words) for each in view.items])
    else:
        lines = [words.say("calendar.empty")]
    data = {
        "today": view.today,
        "days": view.ahead,
        "counts": counts,
        "items": [_data(each) for each in view.items],
        "reminded": [each.id for each in view.reminded],
    }
    return Answer(lines, data)


def _row(each: Scheduled, words: Catalogue) -> tuple[str, ...]:
    return (each.id, state_words(each, words), days_words(each, words), "; ".join(each.item.leads), each.item.title)


def _data(each: Scheduled) -> dict[str, Any]:
    item = each.item
    return {
        "item": each.id,
        "title": item.title,
        "leads": list(item.leads),
        "helps": list(item.helps),
        "opens": each.occurrence.opens,
        "closes": each.closes,
        "planned": each.occurrence.closes,
        "when": item.when,
        "state": each.state.value,
        "count": each.count,
        "least": item.least,
        "unit": item.unit,
        "done_on": each.day,
        "follows": item.follows.value if item.follows is not None else "",
        "source": item.source,
        "acts": [
            {
                "kind": act.kind.value,
                "day": act.day,
                "count": act.count,
                "text": act.text,
                "file": act.file,
                "sha256": act.digest,
                "who": act.who,
                "time": act.time,
            }
            for act in each.acts
        ],
    }


def done(args: argparse.Namespace) -> Answer:
    """``calendar done``: record what was done."""
    file = Path(args.file) if args.file is not None else None
    what = Fulfilment(args.on, args.count, args.evidence, file)
    return _kept(args, calendar.done(Path(args.folder), args.item, what, surroundings(args.operator)))


def move(args: argparse.Namespace) -> Answer:
    """``calendar move``: put something off."""
    kept = calendar.move(Path(args.folder), args.item, args.until, args.reason, surroundings(args.operator))
    return _kept(args, kept)


def drop(args: argparse.Namespace) -> Answer:
    """``calendar drop``: something is not done at all."""
    return _kept(args, calendar.drop(Path(args.folder), args.item, args.reason, surroundings(args.operator)))


def reopen(args: argparse.Namespace) -> Answer:
    """``calendar reopen``: take something up again."""
    return _kept(args, calendar.reopen(Path(args.folder), args.item, args.reason, surroundings(args.operator)))


def _kept(args: argparse.Namespace, kept: Scheduled) -> Answer:
    words = open_catalogue(args.lang)
    line = words.say("cli.calendar.kept", item=kept.id, title=kept.item.title, state=state_words(kept, words))
    return Answer((line,), {"item": _data(kept)})


def paper(args: argparse.Namespace) -> Answer:
    """``calendar paper``: the calendar and the reminders, in a new folder."""
    words = open_catalogue(args.lang)
    formats = [each.strip() for each in args.format.split(",") if each.strip()]
    around = surroundings(progress=progress_bar(args))
    made = calendar_papers.make(Path(args.folder), Path(args.to), formats, around, args.today, args.days)
    lines = [words.say("cli.calendar.made", count=len(made.files), folder=str(made.folder))]
    lines += [f"  {each.name}  {each.office}".rstrip() for each in made.files]
    files = [{"name": each.name, "office": each.office} for each in made.files]
    return Answer(lines, {"folder": str(made.folder), "files": files}, made.findings)
