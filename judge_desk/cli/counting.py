"""Commands that bring ballots together and show the results."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.contest.problems import BadInput
from judge_desk.desks import counting, paper_ballots
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import code_groups


def merge(args: argparse.Namespace) -> Answer:
    """``merge``: the plan in whole sentences; with ``--accept`` one transaction after a backup."""
    say = open_catalogue(args.lang).say
    folder, files = Path(args.folder), tuple(Path(each) for each in args.files)
    if not args.accept or args.plan_only:
        plan = counting.plan(folder, args.round, files, surroundings())
        lines = [say("cli.merge.plan", files=len(plan.rows)), *_plan_lines(plan, args.lang), say("cli.merge.nothing")]
        return Answer(lines, _plan_data(plan, args.lang), plan.questions, exit_code=0)
    if not args.reason or not args.operator:
        raise BadInput("merge.no_reason")
    done = counting.merge(
        folder, args.round, files, surroundings(args.operator), args.reason, args.operator, tuple(args.witness)
    )
    lines = [*_plan_lines(done.plan, args.lang), say("cli.merge.done", counted=done.counted, backup=done.backup)]
    data = _plan_data(done.plan, args.lang) | {"counted": done.counted, "backup": done.backup, "merge": done.number}
    return Answer(lines, data, done.plan.questions, exit_code=0)


def _plan_lines(plan: counting.Plan, lang: str) -> list[str]:
    say = open_catalogue(lang).say
    return [f"  {say(f'condition.{row.condition}')}: {say(row.sentence, **row.facts)}" for row in plan.rows]


def _plan_data(plan: counting.Plan, lang: str) -> dict[str, Any]:
    say = open_catalogue(lang).say
    return {
        "files": [
            {"file": row.file, "condition": row.condition, "seat": row.seat, "digest": row.digest, "kept": row.kept,
             "sentence": say(row.sentence, **row.facts)}
            for row in plan.rows
        ]
    }  # fmt: skip


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


def results(args: argparse.Namespace) -> Answer:
    """``results``: the table of a round; questions that keep it from being official come with it."""
    say = open_catalogue(args.lang).say
    shown = counting.results(Path(args.folder), args.round, surroundings())
    official = say("cli.results.official" if shown.official else "cli.results.open", count=len(shown.questions))
    head = tuple(say(f"cli.head.{k}") for k in ("place", "code", "ballots", "exact", "official", "title"))
    rows = [
        (row["place_text"], row["code"], row["ballots_text"], row["exact"] or "", row["official"] or "", row["title"])
        for row in shown.rows
    ]
    lines = [shown.title, official, *table(head, rows, frozenset({0, 2, 3, 4}))]
    lines += [say("cli.results.award", **each) for each in shown.award_lines]
    return Answer(lines, shown.data, (*shown.questions, *shown.notes), exit_code=0)
