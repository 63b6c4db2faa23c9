"""Commands on definitions; nothing of a contest folder is loaded for them."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.cli.output import Answer, table
from judge_desk.desks import defining
from judge_desk.wording.catalogue import open_catalogue


def list_definitions(args: argparse.Namespace) -> Answer:
    """``contest list``: the shipped definitions."""
    say = open_catalogue(args.lang).say
    found = defining.shipped_definitions()
    rows = [(each.id, str(each.version), each.short_hash, each.title) for each in found]
    head = (say("cli.head.id"), say("cli.head.version"), say("cli.head.hash"), say("cli.head.title"))
    return Answer(table(head, rows), {"definitions": [definition_data(each) for each in found]})


def definition_data(summary: defining.DefinitionSummary) -> dict[str, object]:
    """Give a definition in short as JSON values."""
    return {
        "id": summary.id,
        "version": summary.version,
        "hash": summary.digest,
        "title": summary.title,
        "rounds": list(summary.rounds),
        "undecided": [{"key": p.key, "code": p.code, "question": p.question, "source": p.source} for p in summary.open],
        "sample": summary.sample,
    }


def check(args: argparse.Namespace) -> Answer:
    """``contest check``: every fault of a definition at once."""
    say = open_catalogue(args.lang).say
    summary, findings = defining.check_definition(Path(args.file))
    if summary is None:
        return Answer((say("cli.contest.faults", count=len(findings)),), {"definition": None}, findings)
    lines = [say("cli.contest.sound", id=summary.id, version=summary.version, hash=summary.short_hash)]
    lines += open_points(args.lang, summary)
    return Answer(lines, {"definition": definition_data(summary)}, findings)


def open_points(lang: str, summary: defining.DefinitionSummary) -> list[str]:
    """List the points that a definition leaves open, one line each."""
    say = open_catalogue(lang).say
    if not summary.open:
        return []
    lines = [say("cli.contest.open_points", count=len(summary.open))]
    return lines + [f"  {p.code or '-'}  {p.question} [{p.key}] - {p.source}" for p in summary.open]
