"""Commands that make the papers of a round, and list them."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer
from judge_desk.cli.terminal import progress_bar
from judge_desk.desks import paper_shelf, publishing
from judge_desk.wording.catalogue import open_catalogue


def publish(args: argparse.Namespace) -> Answer:
    """``publish``: all papers of the round, with an index."""
    say = open_catalogue(args.lang).say
    around = surroundings(progress=progress_bar(args))
    formats = tuple(each.strip() for each in args.format.split(","))
    target = Path(args.to)
    made = publishing.publish(Path(args.folder), args.round, target, around, formats, args.draft, tuple(args.only))
    lines = [say("cli.publish.done", count=len(made.papers), folder=args.to, code=made.data_code)]
    lines += [f"  {paper.file}  {paper.title}" for paper in made.papers]
    data = {
        "data_code": made.data_code,
        "papers": [{"file": p.file, "title": p.title, "sha256": p.sha256} for p in made.papers],
    }
    return Answer(lines, data, made.findings)


def papers(args: argparse.Namespace) -> Answer:
    """``papers``: what was made, with what has become of its data since; perhaps written to a folder once more."""
    say = open_catalogue(args.lang).say
    around = surroundings(progress=progress_bar(args))
    shelf = paper_shelf.shelf_of(Path(args.folder), args.round, around)
    lines = [say("cli.papers.list", count=len(shelf.in_force), open=shelf.open)]
    for each in shelf.papers:
        state = say(f"ui.papers.state.{each.state.value}")
        lines.append(f"  {each.number}. {each.file} · {state} · {each.stated_time} · {each.data_code}")
    copied: tuple[str, ...] = ()
    if args.to:
        copied = paper_shelf.copy_papers(Path(args.folder), args.round, Path(args.to), around)
        lines.append(say("ui.papers.exported", count=len(copied), folder=args.to))
    data = {
        "open": shelf.open,
        "papers": [
            {"number": p.number, "file": p.file, "state": p.state.value, "sha256": p.sha256, "data_code": p.data_code}
            for p in shelf.papers
        ],
        "copied": list(copied),
    }
    return Answer(lines, data)
