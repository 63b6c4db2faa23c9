"""The command that takes in the register and its files, or says what that would do."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer
from judge_desk.cli.terminal import progress_bar
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks import intake as desk
from judge_desk.desks.intake_plan import IntakePlan, plan_intake
from judge_desk.wording.catalogue import open_catalogue

Say = Callable[..., str]


def intake(args: argparse.Namespace) -> Answer:
    """``intake``: entries in, with a reason for every refusal and doubt; ``--plan-only`` says what would come."""
    say = open_catalogue(args.lang).say
    around = surroundings(progress=progress_bar(args))
    register = Path(args.register) if args.register else None
    files = Path(args.files) if args.files else None
    columns = dict(_column(each) for each in args.column)
    if args.plan_only:
        plan = plan_intake(Path(args.folder), register, files, around, columns)
        return Answer(_plan_lines(plan, say), _plan_data(plan), plan.findings, None if plan.possible else 1)
    taken = desk.take_in(Path(args.folder), register, files, around, columns)
    key = "cli.intake.done" if taken.entries else "cli.intake.nothing"
    lines = (say(key, **taken.counts, files=taken.files),)
    data = {
        "counts": taken.counts,
        "files": taken.files,
        "entries": [{"id": e.id, "title": e.title, "state": e.state} for e in taken.entries],
    }
    return Answer(lines, data, taken.findings)


def _column(text: str) -> tuple[str, str]:
    key, equals, title = text.partition("=")
    if not equals:
        raise BadInput("intake.no_such_column", where=text, known="KEY=TITLE")
    return key.strip(), title.strip()


def _plan_lines(plan: IntakePlan, say: Say) -> list[str]:
    news = Counter(each.news for each in plan.entries)
    lines = [
        say(
            "cli.intake.plan",
            entries=len(plan.entries),
            new=news["new"],
            changed=news["changed"],
            files=len(plan.files),
            unread=plan.unread,
            strangers=len(plan.strangers),
            left_out=len(plan.left_out),
        )
    ]
    for column in plan.columns:
        title, how = column.title or say("cli.intake.no_column"), say(f"cli.intake.how.{column.how}")
        lines.append(say("cli.intake.column", usual=column.usual, title=title, how=how))
    for each in plan.entries:
        facts = {"entry": each.entry.id, "title": each.entry.title, "news": say(f"cli.intake.news.{each.news}")}
        lines.append(say("cli.intake.entry", **facts))
        own = [file for file in plan.files if file.entry == each.entry.id]
        lines += [say("cli.intake.file", name=f.name, part=f.part or say("cli.intake.no_part")) for f in own]
    lines += [say("cli.intake.stranger", name=name) for name in plan.strangers]
    return lines + [say("cli.intake.left_out", name=name) for name in plan.left_out]


def _plan_data(plan: IntakePlan) -> dict[str, Any]:
    return {
        "columns": {column.key: {"title": column.title, "how": column.how} for column in plan.columns},
        "header": list(plan.header),
        "entries": [
            {"id": each.entry.id, "title": each.entry.title, "row": each.row, "news": each.news, "files": each.files}
            for each in plan.entries
        ],
        "files": [{"entry": each.entry, "part": each.part, "name": each.name} for each in plan.files],
        "strangers": list(plan.strangers),
        "left_out": list(plan.left_out),
        "unread": plan.unread,
        "code": plan.code,
    }
