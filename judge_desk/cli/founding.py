"""Commands that found a contest folder and show where it stands."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.defining import definition_data, open_points
from judge_desk.cli.output import Answer, table
from judge_desk.desks import founding
from judge_desk.wording.catalogue import open_catalogue


def new(args: argparse.Namespace) -> Answer:
    """``contest new``: found a contest folder."""
    say = open_catalogue(args.lang).say
    summary = founding.found(Path(args.folder), args.definition, surroundings(), rehearsal=args.rehearsal)
    lines = [say("cli.contest.founded", title=summary.title, folder=args.folder), *open_points(args.lang, summary)]
    return Answer(lines, {"folder": args.folder, "definition": definition_data(summary)})


def show(args: argparse.Namespace) -> Answer:
    """``contest show``: where a contest stands."""
    say = open_catalogue(args.lang).say
    over = founding.overview(Path(args.folder), surroundings())
    lines = [over.title, say("cli.contest.version", id=over.id, version=over.version, hash=over.short_hash)]
    if over.rehearsal:
        lines.append(say("cli.rehearsal"))
    lines.append(say("cli.contest.entries", **over.entries))
    head = tuple(say(f"cli.head.{k}") for k in ("round", "entries", "package", "ballots", "questions"))
    rows = [(r.title, str(r.entries), str(r.package), f"{r.ballots}/{r.seats}", str(r.questions)) for r in over.rounds]
    lines += table(head, rows, frozenset({1, 2, 3, 4}))
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
    }  # fmt: skip
    return Answer(lines, data, over.findings)
