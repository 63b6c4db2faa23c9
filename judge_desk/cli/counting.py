"""Commands that bring ballots together and show the results."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks import counting, paper_ballots
from judge_desk.desks.papers.result_data import result_data, why
from judge_desk.desks.standing import Standing
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import code_groups
from judge_desk.wording.findings import sentence


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
    around = surroundings(args.operator)
    done = counting.merge(folder, args.round, files, around, args.reason, args.operator, tuple(args.witness))
    lines = [*_plan_lines(done.plan, args.lang), say("cli.merge.done", counted=done.counted, backup=done.backup)]
    data = _plan_data(done.plan, args.lang) | {"counted": done.counted, "backup": done.backup, "merge": done.number}
    return Answer(lines, data, done.plan.questions, exit_code=0)


def _plan_lines(plan: counting.Plan, lang: str) -> list[str]:
    catalogue = open_catalogue(lang)
    return [
        f"  {catalogue.say(f'condition.{row.condition}')} · {sentence(row.finding, catalogue)}" for row in plan.rows
    ]


def _plan_data(plan: counting.Plan, lang: str) -> dict[str, Any]:
    catalogue = open_catalogue(lang)
    return {
        "files": [
            {
                "file": row.file,
                "condition": row.condition.value,
                "seat": row.seat,
                "digest": row.digest,
                "kept": row.kept,
                "sentence": sentence(row.finding, catalogue),
            }
            for row in plan.rows
        ]
    }


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
    standing = counting.results(Path(args.folder), args.round, surroundings())
    data = result_data(standing)
    for entry in data["entries"]:
        entry["why"] = why(standing, entry["code"], args.lang)
    questions = standing.result.questions
    state = say("cli.results.open", count=len(questions)) if questions else say("cli.results.official")
    head = tuple(say(f"cli.head.{key}") for key in ("place", "code", "ballots", "exact", "official", "title"))
    lines = [f"{standing.definition.short_title} · {standing.round.title}", state]
    lines += table(head, list(_rows(standing, data, args.lang)), frozenset({0, 2, 3, 4}))
    lines += _award_lines(standing, args.lang)
    return Answer(lines, data, (*questions, *standing.result.notes), exit_code=0)


def _rows(standing: Standing, data: dict[str, Any], lang: str) -> Iterator[tuple[str, ...]]:
    titles = {entry.code: entry.title for entry in standing.manifest.entries}
    ordered = sorted(data["entries"], key=lambda each: (each["place"] is None, each["place"] or 0, each["code"]))
    for entry in ordered:
        place = "" if entry["place"] is None else f"{'=' if entry['shared'] else ''}{entry['place']}"
        official = entry["official"] or ""
        shown = official.replace(".", ",") if lang == "vi" else official
        yield place, entry["code"], str(entry["ballots"]), entry["exact"] or "", shown, titles[entry["code"]][:60]


def _award_lines(standing: Standing, lang: str) -> list[str]:
    say = open_catalogue(lang).say
    titles = {(t.id, p.id): p.title for t in standing.definition.prize_tables for p in t.prizes}
    return [
        say("cli.results.award", prize=titles[row.table, row.prize], code=row.code or say(f"award.{row.state}"))
        for awards in standing.result.awards
        for row in awards.rows
    ]
