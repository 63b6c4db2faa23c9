"""Commands for safety: copies, going back to one, and a look over the machine."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.desks import safekeeping
from judge_desk.wording.catalogue import open_catalogue


def backup(args: argparse.Namespace) -> Answer:
    """``backup``: a verified copy of the contest's file."""
    say = open_catalogue(args.lang).say
    name = safekeeping.backup(Path(args.folder), surroundings())
    return Answer((say("cli.backup.done", name=name),), {"copy": name})


def restore(args: argparse.Namespace) -> Answer:
    """``restore``: list copies, or go back to one; the present file is kept as a copy first."""
    say = open_catalogue(args.lang).say
    folder = Path(args.folder)
    if args.copy is None:
        copies = safekeeping.copies(folder)
        return Answer([say("cli.backup.list", count=len(copies)), *copies], {"copies": list(copies)})
    kept = safekeeping.restore(folder, args.copy, surroundings())
    return Answer((say("cli.backup.restored", name=args.copy, kept=kept),), {"restored": args.copy, "kept": kept})


def doctor(args: argparse.Namespace) -> Answer:
    """``doctor``: what this machine has, and whether a contest folder is sound."""
    say = open_catalogue(args.lang).say
    report = safekeeping.doctor(Path(args.folder) if args.folder else None, surroundings())
    rows = [(say(f"doctor.{name}"), value) for name, value in report.facts]
    head = (say("cli.head.what"), say("cli.head.found"))
    return Answer(table(head, rows), {"facts": dict(report.facts)}, report.findings)
