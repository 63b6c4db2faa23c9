"""Commands that make the papers of a round, list them, and copy them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer
from judge_desk.cli.terminal import progress_bar
from judge_desk.desks import paper_shelf, publishing
from judge_desk.desks.paper_shelf import Copied, KeptPaper, Shelf, ShelfPaper
from judge_desk.wording.catalogue import Catalogue, open_catalogue


def publish(args: argparse.Namespace) -> Answer:
    """``publish``: papers of the round, with what each of them supersedes."""
    words = open_catalogue(args.lang)
    around = surroundings(progress=progress_bar(args))
    target = Path(args.to)
    made = publishing.publish(
        Path(args.folder), args.round, target, around, _parted(args.format), args.draft, tuple(args.only)
    )
    lines = [words.say("cli.publish.done", count=len(made.papers), folder=str(made.folder), code=made.data_code)]
    lines += [f"  {paper.number}. {paper.file}  {_became(paper, words)}" for paper in made.papers]
    data = {
        "data_code": made.data_code,
        "folder": str(made.folder),
        "papers": [
            {
                "number": paper.number,
                "kind": paper.kind,
                "file": paper.file,
                "format": paper.file.rpartition(".")[2],
                "title": paper.title,
                "sha256": paper.sha256,
                "new": paper.fresh,
                "supersedes": paper.replaces,
            }
            for paper in made.papers
        ],
    }
    return Answer(lines, data, made.findings)


def _parted(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())


def _became(paper: publishing.Paper, words: Catalogue) -> str:
    """Say what a paper is, and whether it is another one than the print before."""
    if not paper.fresh:
        return words.say("cli.publish.same", title=paper.title)
    if paper.replaces is None:
        return paper.title
    return words.say("cli.publish.supersedes", title=paper.title, number=paper.replaces)


def papers(args: argparse.Namespace) -> Answer:
    """``papers``: what the round can have and what was made; perhaps one print or all in force written to a folder."""
    words = open_catalogue(args.lang)
    around = surroundings(progress=progress_bar(args))
    folder = Path(args.folder)
    shelf = paper_shelf.shelf_of(folder, args.round, around)
    lines = [words.say("cli.papers.list", count=len(shelf.in_force), open=shelf.open)]
    lines += [line for each in shelf.listed for line in _told(each, words)]
    lines += [_print_line(each, words) for each in shelf.papers if not each.kind and each in shelf.in_force]
    copied = Copied(Path(args.to or "."), ())
    if args.copy is not None:
        copy = paper_shelf.copy_paper(folder, args.copy, copied.folder, around, stamped=args.stamped)
        copied = Copied(copied.folder, (copy.name,))
    elif args.to:
        copied = paper_shelf.copy_papers(folder, args.round, copied.folder, around)
    if copied.names:
        lines.append(words.say("ui.papers.exported", count=len(copied.names), folder=str(copied.folder)))
    return Answer(lines, _data(shelf, copied), (*shelf.findings, *copied.findings))


def _told(paper: ShelfPaper, words: Catalogue) -> list[str]:
    """Tell one paper: what it is and its state, then its prints."""
    title = words.say(f"paper_title.{paper.kind}")
    about = paper.about or (str(paper.which) if paper.which is not None else "")
    formats = ", ".join(paper.formats)
    head = " · ".join(each for each in (paper.name, title, about, formats) if each)
    state = words.say(f"ui.papers.state.{paper.state.value}")
    return [f"  {head}: {state}", *(_print_line(each, words) for each in (*paper.prints, *paper.earlier))]


def _print_line(paper: KeptPaper, words: Catalogue) -> str:
    state = words.say(f"ui.papers.state.{paper.state.value}")
    return f"    {paper.number}. {paper.file} · {state} · {paper.stated_time} · {paper.data_code}"


def _data(shelf: Shelf, copied: Copied) -> dict[str, Any]:
    return {
        "open": shelf.open,
        "kinds": [
            {
                "name": each.name,
                "kind": each.kind,
                "group": each.group.value,
                "about": each.about,
                "formats": list(each.formats),
                "on_request": each.on_request,
                "state": each.state.value,
                "in_force": [one.number for one in each.prints],
                "earlier": [one.number for one in each.earlier],
            }
            for each in shelf.listed
        ],
        "papers": [
            {
                "number": each.number,
                "kind": each.kind,
                "file": each.file,
                "format": each.format,
                "state": each.state.value,
                "time": each.stated_time,
                "sha256": each.sha256,
                "data_code": each.data_code,
                "superseded_by": each.superseded_by,
            }
            for each in shelf.papers
        ],
        "copied": list(copied.names),
        "folder": str(copied.folder) if copied.names else None,
    }
