"""Command that types a paper ballot in."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks import paper_ballots
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import code_groups


def paper(args: argparse.Namespace) -> Answer:
    """``paper``: a paper ballot typed twice; a difference stops it and is shown cell by cell."""
    say = open_catalogue(args.lang).say
    if len(args.typist) != 2:
        raise BadInput("paper.two_typists")
    typed = paper_ballots.type_in(
        Path(args.folder),
        args.round,
        args.seat,
        (Path(args.first), Path(args.second)),
        (args.typist[0], args.typist[1]),
        Path(args.to),
        surroundings(),
    )
    if typed.file is None:
        return Answer((say("cli.paper.differs", count=len(typed.findings)),), {"file": None}, typed.findings)
    lines = (say("cli.paper.done", file=str(typed.file)), say("cli.ballot.code", code=code_groups(typed.code)))
    return Answer(lines, {"file": str(typed.file), "code": typed.code, "digest": typed.digest}, typed.findings)
