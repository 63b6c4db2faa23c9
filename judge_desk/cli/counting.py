"""Commands that bring ballots together."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks import counting
from judge_desk.desks.foreseeing import afterwards
from judge_desk.desks.gathering import gather
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import sentence


def merge(args: argparse.Namespace) -> Answer:
    """``merge``: the plan in whole sentences; with ``--accept`` one transaction after a backup."""
    say = open_catalogue(args.lang).say
    folder, files = Path(args.folder), gather(tuple(Path(each) for each in args.files), surroundings())
    if not args.accept or args.plan_only:
        plan = counting.plan(folder, args.round, files, surroundings())
        lines = [say("cli.merge.plan", files=len(plan.rows)), *plan_lines(plan, args.lang)]
        lines += [_after_line(plan, args.lang), say("cli.merge.nothing")]
        return Answer(lines, plan_data(plan, args.lang), plan.questions, exit_code=0)
    if not args.reason or not args.operator:
        raise BadInput("merge.no_reason")
    around = surroundings(args.operator)
    done = counting.merge(folder, args.round, files, around, args.reason, args.operator, tuple(args.witness))
    lines = [*plan_lines(done.plan, args.lang), say("cli.merge.done", counted=done.counted, backup=done.backup)]
    refused = done.plan.refused
    lines += [say("merge_end.refused", count=len(refused), files=", ".join(refused))] if refused else []
    data = plan_data(done.plan, args.lang) | {"counted": done.counted, "backup": done.backup, "merge": done.number}
    if done.result is not None:
        ranked = {"ranked": len(done.result.ranking.places), "entries": len(done.result.scores)}
        data |= ranked | {"open": len(done.result.questions)}
        lines.append(say("cli.merge.ranked", **ranked, open=len(done.result.questions)))
    data["refused"] = list(refused)
    return Answer(lines, data, done.plan.questions, exit_code=0)


def plan_lines(plan: counting.Plan, lang: str) -> list[str]:
    """Tell a plan, line by line."""
    catalogue = open_catalogue(lang)
    lines = [
        f"  {catalogue.say(f'condition.{row.condition}')} · {sentence(row.finding, catalogue)}" for row in plan.rows
    ]
    compared = (each for each in plan.told if each.pair is not None)
    return lines + [f"    {catalogue.say('cli.head.seat')} {t.seat}: {sentence(t.said, catalogue)}" for t in compared]


def _after_line(plan: counting.Plan, lang: str) -> str:
    catalogue = open_catalogue(lang)
    said = " ".join(sentence(each, catalogue) for each in afterwards(plan.prospect))
    return f"{catalogue.say('cli.collect.after')} {said[:1].lower()}{said[1:]}"


def plan_data(plan: counting.Plan, lang: str) -> dict[str, Any]:
    """Give a plan for ``--json``."""
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
