"""The command that writes every paper of a round."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer
from judge_desk.cli.terminal import progress_bar
from judge_desk.desks import publishing
from judge_desk.wording.catalogue import open_catalogue


def publish(args: argparse.Namespace) -> Answer:
    """``publish``: all papers of the round, with an index."""
    say = open_catalogue(args.lang).say
    around = surroundings(progress=progress_bar(args))
    formats = tuple(each.strip() for each in args.format.split(","))
    made = publishing.publish(Path(args.folder), args.round, Path(args.to), around, formats=formats, draft=args.draft)
    lines = [say("cli.publish.done", count=len(made.papers), folder=args.to, code=made.data_code)]
    lines += [f"  {paper.file}  {paper.title}" for paper in made.papers]
    data = {
        "data_code": made.data_code,
        "papers": [{"file": p.file, "title": p.title, "sha256": p.sha256} for p in made.papers],
    }
    return Answer(lines, data, made.findings)
