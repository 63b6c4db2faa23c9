"""The main job: a whole contest on generated but real files."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer
from judge_desk.cli.terminal import progress_bar
from judge_desk.desks import rehearsing
from judge_desk.wording.catalogue import open_catalogue


def demo(args: argparse.Namespace) -> Answer:
    """``demo``: rounds and reviews, from the register to signed minutes, with all the trouble of a real one."""
    say = open_catalogue(args.lang).say
    contest = args.contest or rehearsing.offered_first()
    plan = rehearsing.Plan(Path(args.out), contest, args.entries, args.judges, args.seed, args.papers)
    played = rehearsing.rehearse(plan, surroundings(progress=progress_bar(args)), args.lang)
    lines = [say("cli.demo.done", title=played.title), *played.story]
    lines += [say("cli.demo.minutes"), *(f"  {each}" for each in played.minutes)]
    lines += [say("cli.demo.decisions", count=len(played.decisions)), *(f"  {each}" for each in played.decisions)]
    data = {
        "folder": str(played.folder),
        "minutes": [str(each) for each in played.minutes],
        "papers": [str(each) for each in played.papers],
        "decisions": list(played.decisions),
        "rounds": list(played.rounds),
        "reviews": list(played.reviews),
        "recount": played.recount,
    }
    return Answer(lines, data, played.findings)
