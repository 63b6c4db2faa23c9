"""Commands of the judge's side: open a package at a seat, show the marks; no paper and no sheet is loaded for them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.cli.terminal import progress_bar
from judge_desk.desks import scoring
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import code_groups


def open_package(args: argparse.Namespace) -> Answer:
    """``ballot open``: check the package, open the seat with its PIN, make the score file."""
    say = open_catalogue(args.lang).say
    pin = sys.stdin.readline().strip()
    around = surroundings(progress=progress_bar(args))
    opened = scoring.open_package(Path(args.package), args.seat, pin, Path(args.file), around)
    lines = (
        say("cli.ballot.opened", name=opened.name, seat=opened.seat, entries=opened.entries),
        say("cli.issue.code", code=code_groups(opened.package_code)),
    )
    data = {"seat": opened.seat, "name": opened.name, "entries": opened.entries, "code": opened.package_code}
    return Answer(lines, data, opened.findings)


def show(args: argparse.Namespace) -> Answer:
    """``ballot show``: marks, gaps, state."""
    say = open_catalogue(args.lang).say
    shown = scoring.show(Path(args.file))
    head = (say("cli.head.code"), *shown.columns, say("cli.head.total"), say("cli.head.state"))
    rows = [(line.code, *line.marks, line.total or "", say(f"line.{line.state}")) for line in shown.lines]
    right = frozenset(range(1, len(shown.columns) + 2))
    lines = [say("cli.ballot.state", name=shown.name, seat=shown.seat, state=say(f"file.{shown.state}"))]
    lines += table(head, rows, right)
    data = {
        "seat": shown.seat,
        "name": shown.name,
        "state": shown.state,
        "columns": list(shown.columns),
        "lines": [{"code": e.code, "marks": list(e.marks), "total": e.total, "state": e.state} for e in shown.lines],
    }
    return Answer(lines, data, shown.findings)
