"""Commands on what was found about entries."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer
from judge_desk.contest.register.handling import ACCEPTED, REFUSED, REOPENED
from judge_desk.contest.values.problems import Severity
from judge_desk.desks.entry_handling import handle as handle_finding
from judge_desk.desks.entry_handling import take_note
from judge_desk.desks.question_slips import write_slip
from judge_desk.wording.catalogue import open_catalogue

_VALUES = {"accept": ACCEPTED, "refuse": REFUSED, "reopen": REOPENED}


def handle(args: argparse.Namespace) -> Answer:
    """``entry handle``: what becomes of a finding, with reason and names."""
    say = open_catalogue(args.lang).say
    about, value = (args.entry, args.code), _VALUES[args.value]
    decided = handle_finding(Path(args.folder), about, value, args.reason, tuple(args.by), surroundings())
    data = {"number": decided.number, "kind": decided.decision.kind.value, "value": decided.decision.value}
    return Answer((say("cli.entry.handled", number=decided.number),), data, decided.findings)


def seen(args: argparse.Namespace) -> Answer:
    """``entry seen``: take note of every finding that only informs."""
    say = open_catalogue(args.lang).say
    count = take_note(Path(args.folder), args.reason, tuple(args.by), surroundings())
    return Answer((say("cli.entry.noted", count=count),), {"count": count, "severity": Severity.NOTE.value})


def slip(args: argparse.Namespace) -> Answer:
    """``entry slip``: a page that asks the unit about a finding."""
    say = open_catalogue(args.lang).say
    path = write_slip(Path(args.folder), args.entry, args.code, surroundings())
    return Answer((say("cli.entry.slip", file=str(path)),), {"file": str(path)})
