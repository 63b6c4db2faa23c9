"""The command that tells the acts of a contest."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from judge_desk.bootstrap import surroundings
from judge_desk.cli import log_heads
from judge_desk.cli.output import Answer, table
from judge_desk.cli.terminal import progress_bar
from judge_desk.desks import log_export, log_reading
from judge_desk.desks.log_reading import LogEntry, LogQuery
from judge_desk.wording.catalogue import open_catalogue


def act_data(entries: tuple[LogEntry, ...]) -> list[dict[str, Any]]:
    """Give acts as data."""
    return [
        {
            "number": each.number,
            "time": each.time,
            "who": each.who,
            "what": each.what,
            "round": each.round,
            "told": each.told,
            "hash": each.hash,
        }
        for each in entries
    ]


def log(args: argparse.Namespace) -> Answer:
    """``log``: every act in a sentence; one act with before and after; or the acts in a file."""
    say, folder = open_catalogue(args.lang).say, Path(args.folder)
    around = surroundings(progress=progress_bar(args))
    query = LogQuery(args.who, args.what, args.round, args.since, args.until, args.find)
    if args.head or args.older:
        return log_heads.heads(args, around)
    if args.act is not None:
        change = log_reading.change_of(folder, args.act, args.lang)
        sides = (("before", change.before), ("after", change.after))
        lines = [f"{say(f'log.column.{side}')}: {line}" for side, told in sides for line in told]
        return Answer(lines, {"act": args.act, "before": list(change.before), "after": list(change.after)})
    if args.to:
        count = log_export.export_log(folder, query, Path(args.to), args.lang, around)
        return Answer((say("cli.log.saved", count=count, file=args.to),), {"file": args.to, "count": count})
    seen = log_reading.read_log(folder, query, args.lang, around)
    head = (say("log.column.number"), say("log.column.time"), say("log.column.who"), say("log.column.told"))
    rows = [(str(e.number), e.time.replace("T", " "), e.who, e.told) for e in seen.entries]
    lines = [*table(head, rows, frozenset({0})), say("cli.log.count", shown=len(seen.entries), total=seen.total)]
    return Answer(lines, {"total": seen.total, "acts": act_data(seen.entries)}, seen.state)
