"""The command of the inspector: recompute from the sealed files, compare with what was published."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer
from judge_desk.desks import recounting
from judge_desk.desks.recount_codes import read_paper_codes
from judge_desk.desks.recount_preparing import read_rules
from judge_desk.desks.recount_record import write_record
from judge_desk.wording.catalogue import open_catalogue


def recount(args: argparse.Namespace) -> Answer:
    """``recount``: every round that the files hold."""
    say = open_catalogue(args.lang).say
    paths = tuple(Path(each) for each in args.paths)
    around = surroundings()
    counted = recounting.recount(paths, Path(args.definition), around, read_paper_codes(args.code))
    lines = []
    for each in counted.rounds:
        of = "review_" if each.review else ""
        key = f"cli.recount.{of}same" if each.same else f"cli.recount.{of}differs"
        lines.append(
            say(key, round=each.title, ballots=each.ballots, entries=each.entries, code=each.data_code,
                count=each.differences, sheets=each.sheets)
        )  # fmt: skip
    record = None
    if args.record:
        record = write_record(counted, paths, read_rules(Path(args.definition)), Path(args.record), around)
        lines.append(say("cli.recount.record", file=str(record)))
    data = {
        "record": str(record) if record is not None else None,
        "rounds": [
            {"round": r.round, "ballots": r.ballots, "entries": r.entries, "data_code": r.data_code, "same": r.same,
             "compared": r.compared, "review": r.review, "sheets": r.sheets}
            for r in counted.rounds
        ],
    }  # fmt: skip
    return Answer(lines, data, counted.findings)
