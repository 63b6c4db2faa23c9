"""The command that takes in the register and its files."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer
from judge_desk.cli.terminal import progress_bar
from judge_desk.desks import intake as desk
from judge_desk.wording.catalogue import open_catalogue


def intake(args: argparse.Namespace) -> Answer:
    """``intake``: entries in, with a reason for every refusal and doubt."""
    say = open_catalogue(args.lang).say
    around = surroundings(progress=progress_bar(args))
    taken = desk.take_in(Path(args.folder), Path(args.register), Path(args.files), around)
    key = "cli.intake.done" if taken.entries else "cli.intake.nothing"
    lines = (say(key, **taken.counts, files=taken.files),)
    data = {
        "counts": taken.counts,
        "files": taken.files,
        "entries": [{"id": e.id, "title": e.title, "state": e.state} for e in taken.entries],
    }
    return Answer(lines, data, taken.findings)
