"""Commands of the judge's side: a blank mark sheet, and marks from one."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer
from judge_desk.contest.values.problems import stops
from judge_desk.desks import mark_sheets
from judge_desk.wording.catalogue import open_catalogue


def sheet(args: argparse.Namespace) -> Answer:
    """``ballot sheet``: a blank mark sheet."""
    say = open_catalogue(args.lang).say
    mark_sheets.write_sheet(Path(args.file), Path(args.to))
    return Answer((say("cli.ballot.sheet", file=args.to),), {"sheet": args.to})


def fill(args: argparse.Namespace) -> Answer:
    """``ballot fill``: marks from a sheet; all of it or nothing."""
    say = open_catalogue(args.lang).say
    filled = mark_sheets.fill(Path(args.file), Path(args.sheet), surroundings())
    key = "cli.ballot.not_filled" if stops(filled.findings) else "cli.ballot.filled"
    lines = (say(key, marks=filled.marks, recusals=filled.recusals, blank=filled.blank),)
    data = {"marks": filled.marks, "recusals": filled.recusals, "blank": filled.blank}
    return Answer(lines, data, filled.findings)
