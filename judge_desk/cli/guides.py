"""The guides: ``guide`` tells one step by step, or writes it as PDF."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.cli.output import Answer
from judge_desk.desks.guides import open_guide, write_guide
from judge_desk.wording.catalogue import open_catalogue


def guide(args: argparse.Namespace) -> Answer:
    """``guide``: the steps in order and the lists at the end; with a file, its PDF."""
    if args.to is not None:
        made = write_guide(args.role, args.lang, Path(args.to))
        return Answer([open_catalogue(args.lang).say("cli.guide.written", file=str(made))], {"file": str(made)})
    found = open_guide(args.role, args.lang, pictures=False)
    lines = [found.title, found.lead]
    for step in found.steps:
        lines += ["", f"{step.number}. {step.head}", step.text]
    for each in found.lists:
        lines += ["", each.title, each.line, *(f"  {name}: {does}" for name, does in each.rows)]
    data = {
        "title": found.title,
        "steps": [{"number": step.number, "head": step.head, "text": step.text} for step in found.steps],
        "lists": [{"title": each.title, "rows": [list(row) for row in each.rows]} for each in found.lists],
    }
    return Answer(lines, data)
