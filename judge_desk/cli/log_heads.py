"""The part of the command ``log`` that compares it with codes on paper and with older logs."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.cli.output import Answer
from judge_desk.desks.log_heads import HeadCheck, compare_older, find_head
from judge_desk.desks.surroundings import Surroundings
from judge_desk.wording.catalogue import open_catalogue


def heads(args: argparse.Namespace, around: Surroundings) -> Answer:
    """``log --head`` and ``log --older``: whether the log still holds what left the house."""
    place = Path(args.folder)
    if args.head:
        return _head(find_head(place, args.head, args.lang, around))
    found = compare_older(place, Path(args.older), args.lang, around)
    if isinstance(found, HeadCheck):
        return _head(found)
    gone = [f"  {each.number}. {each.told}" for each in found.gone]
    lines = [open_catalogue(args.lang).say("cli.log_heads.gone"), *gone] if gone else []
    data = {
        "state": found.state.value,
        "lines": found.lines,
        "total": found.total,
        "common": found.common,
        "gone": [each.number for each in found.gone],
    }
    return Answer(lines, {"older": data}, found.findings)


def _head(found: HeadCheck) -> Answer:
    number = found.entry.number if found.entry is not None else None
    data = {"state": found.state.value, "number": number, "since": found.since, "copy": found.copy}
    return Answer((), {"head": data}, found.findings)
