"""The command that founds a contest folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.defining import definition_data, open_points
from judge_desk.cli.output import Answer
from judge_desk.cli.rules import difference_data, difference_lines
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks import founding
from judge_desk.desks.rules import earlier
from judge_desk.desks.rules.blank import blank
from judge_desk.desks.rules.versions import compared
from judge_desk.desks.surroundings import Surroundings
from judge_desk.wording.catalogue import open_catalogue


def new(args: argparse.Namespace) -> Answer:
    """``contest new``: found a contest folder."""
    say = open_catalogue(args.lang).say
    folder, around = Path(args.folder), surroundings()
    if args.earlier is not None:
        return _after_earlier(args, folder, around)
    if args.empty:
        draft = blank(args.id, args.title, args.short_title)
        summary = founding.found_with(folder, draft.name, draft.content, around, args.rehearsal)
    else:
        summary = founding.found(folder, args.definition, around, rehearsal=args.rehearsal)
    lines = [say("cli.contest.founded", title=summary.title, folder=args.folder), *open_points(args.lang, summary)]
    return Answer(lines, {"folder": args.folder, "definition": definition_data(summary)})


def _after_earlier(args: argparse.Namespace, folder: Path, around: Surroundings) -> Answer:
    """Found a contest after an earlier one; what may be taken over or not must be said."""
    say = open_catalogue(args.lang).say
    offer = earlier.offer_of(Path(args.earlier), around)
    if offer.days is not None and not args.keep_dates and not (args.opens and args.closes):
        raise BadInput("rules.dates_unsaid", opens=offer.days[0], closes=offer.days[1])
    if offer.decided and not (args.keep_decided or args.ask_again):
        raise BadInput("rules.decided_unsaid", count=len(offer.decided))
    days = None if args.keep_dates else (args.opens, args.closes)
    kept = [point.key for point in offer.decided] if args.keep_decided else []
    draft = earlier.take_over(offer, args.id or offer.id, days, kept, args.title, args.short_title)
    summary = founding.found_with(folder, draft.name, draft.content, around, args.rehearsal)
    changes = compared(offer.draft.content, draft.content)
    lines = [say("cli.contest.founded", title=summary.title, folder=args.folder)]
    lines.append(say("cli.rules.founded_from", count=len(changes.points)))
    lines += [f"  {line}" for line in difference_lines(changes, args.lang)]
    lines += open_points(args.lang, summary)
    data = {"folder": args.folder, "definition": definition_data(summary)}
    return Answer(lines, data | {"changes": difference_data(changes, args.lang)})
