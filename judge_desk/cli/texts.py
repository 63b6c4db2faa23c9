"""Commands for the office's own words of papers."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.cli.terminal import progress_bar
from judge_desk.contest.values.problems import stops
from judge_desk.desks import paper_texts
from judge_desk.desks.paper_texts import KeptTexts, PaperTexts, paper_name
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import moment


def show(args: argparse.Namespace) -> Answer:
    """``texts list``: the papers whose words can be changed, what is in force, every copy."""
    say = open_catalogue(args.lang).say
    found = paper_texts.list_texts(Path(args.folder), surroundings())
    head = tuple(say(f"cli.texts.{key}") for key in ("paper", "name", "lines", "own", "copy"))
    rows = [_row(each, args.lang) for each in found]
    lines = table(head, rows, frozenset({2, 3, 4}))
    for each in found:
        if each.kept:
            lines += [f"{each.paper}:", *(_kept(copy, args.lang) for copy in each.kept)]
    problems = tuple(each.problem.problem for each in found if each.problem is not None)
    return Answer(lines, {"papers": [_data(each) for each in found]}, problems)


def _row(each: PaperTexts, language: str) -> tuple[str, ...]:
    copy = str(each.in_force.number) if each.in_force else "–"
    return each.paper, paper_name(each.paper, language), str(len(each.lines)), str(len(each.own)), copy


def _kept(copy: KeptTexts, language: str) -> str:
    say = open_catalogue(language).say
    key = "cli.texts.kept_withdrawn" if copy.withdrawn else "cli.texts.kept"
    when = moment(copy.stated_time, language)
    return say(key, number=copy.number, when=when, who=copy.operator or "–", reason=copy.reason)


def _data(each: PaperTexts) -> dict[str, Any]:
    copies = [
        {
            "number": copy.number,
            "digest": copy.digest,
            "withdrawn": copy.withdrawn,
            "time": copy.stated_time,
            "operator": copy.operator,
            "reason": copy.reason,
        }
        for copy in each.kept
    ]
    return {"paper": each.paper, "keys": [line.key for line in each.lines], "own": dict(each.own), "copies": copies}


def export(args: argparse.Namespace) -> Answer:
    """``texts export``: a file of a paper's words, with fields and examples."""
    path = paper_texts.export(Path(args.folder), args.paper, Path(args.to), surroundings())
    name = paper_name(args.paper, args.lang)
    line = open_catalogue(args.lang).say("cli.texts.exported", paper=name, file=str(path))
    return Answer((line,), {"paper": args.paper, "file": str(path)})


def check(args: argparse.Namespace) -> Answer:
    """``texts check``: every fault in a file of words, with its line."""
    say = open_catalogue(args.lang).say
    found = paper_texts.check(Path(args.file))
    changed = {paper: sorted(texts) for paper, texts in found.papers.items()}
    if stops(found.findings):
        return Answer((), {"papers": changed}, found.findings)
    lines = [say("cli.texts.checked", paper=paper_name(p, args.lang), count=len(keys)) for p, keys in changed.items()]
    return Answer(lines, {"papers": changed}, found.findings)


def use(args: argparse.Namespace) -> Answer:
    """``texts use``: put the words of a file in force."""
    say = open_catalogue(args.lang).say
    around = surroundings(args.operator)
    copies = paper_texts.use_file(Path(args.folder), Path(args.file), args.reason, around)
    lines = [
        say("cli.texts.used", paper=paper_name(each.paper, args.lang), number=each.number, digest=each.digest[:8])
        for each in copies
    ]
    used = [{"paper": each.paper, "number": each.number, "digest": each.digest} for each in copies]
    return Answer(lines, {"used": used})


def withdraw(args: argparse.Namespace) -> Answer:
    """``texts withdraw``: back to the shipped words of a paper."""
    paper_texts.withdraw(Path(args.folder), args.paper, args.reason, surroundings(args.operator))
    line = open_catalogue(args.lang).say("cli.texts.withdrawn", paper=paper_name(args.paper, args.lang))
    return Answer((line,), {"paper": args.paper})


def preview(args: argparse.Namespace) -> Answer:
    """``texts preview``: a draft of a paper in the words of a file, which are not put in force."""
    around = surroundings(progress=progress_bar(args))
    paper = paper_texts.write_preview(Path(args.folder), Path(args.file), args.paper, Path(args.to), around)
    line = open_catalogue(args.lang).say("cli.texts.previewed", file=args.to)
    return Answer((line,), {"paper": paper, "file": args.to})
