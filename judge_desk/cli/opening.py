"""Commands around closed ballots: the opening key, what came in, the opening."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.counting import plan_data, plan_lines
from judge_desk.cli.output import Answer, table
from judge_desk.desks.closed import act, keys
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import code_groups

_LONGEST = 200


def prepare(args: argparse.Namespace) -> Answer:
    """``opening prepare``: the key's digits go on paper; only the public half is shown here."""
    say = open_catalogue(args.lang).say
    made = keys.prepare(Path(args.folder), args.round, Path(args.to), surroundings(), args.reason or "", tuple(args.by))
    lines = (say("cli.opening.prepared", file=str(made.file)), say("cli.opening.then_confirm"))
    return Answer(lines, {"file": str(made.file), "public": made.public, "decision": made.decision})


def confirm(args: argparse.Namespace) -> Answer:
    """``opening confirm``: the digits typed off the paper are those of the key."""
    public = keys.confirm(Path(args.folder), args.round, _typed(), surroundings())
    return Answer((open_catalogue(args.lang).say("cli.opening.confirmed"),), {"public": public})


def _typed() -> str:
    return sys.stdin.readline(_LONGEST).strip()


def show(args: argparse.Namespace) -> Answer:
    """``opening show``: the key, every closed ballot, the seats that are missing."""
    say = open_catalogue(args.lang).say
    view = act.look(Path(args.folder), args.round, surroundings())
    head = tuple(say(f"cli.head.{key}") for key in ("seat", "judge", "revision", "code"))
    rows = [(str(each.seat), each.name, str(each.revision), code_groups(each.code)) for each in view.ballots]
    missing = ", ".join(str(each.seat) for each in view.missing)
    lines = [view.title, say(f"closed_state.{view.state}"), *(table(head, rows, frozenset({0, 2})) if rows else ())]
    lines += [say("cli.opening.missing", seats=missing)] if missing else []
    ballots = [
        {
            "seat": each.seat,
            "name": each.name,
            "revision": each.revision,
            "code": each.code,
            "digest": each.digest,
            "received": each.received,
            "file": each.file,
        }
        for each in view.ballots
    ]
    data = {
        "state": view.state,
        "public": view.public,
        "confirmed": view.confirmed,
        "issued": view.issued,
        "closed": ballots,
        "missing": [each.seat for each in view.missing],
        "decision": view.opened.number if view.opened is not None else None,
    }
    return Answer(lines, data)


def open_ballots(args: argparse.Namespace) -> Answer:
    """``opening open``: the digits are checked, the ballots decrypted and merged in one transaction."""
    say = open_catalogue(args.lang).say
    folder, digits = Path(args.folder), _typed()
    if args.plan_only:
        plan = act.plan(folder, args.round, digits, surroundings())
        lines = [say("cli.merge.plan", files=len(plan.rows)), *plan_lines(plan, args.lang), say("cli.merge.nothing")]
        return Answer(lines, plan_data(plan, args.lang), plan.questions, exit_code=0)
    operator = args.operator or ""
    done = act.open_ballots(
        folder,
        args.round,
        digits,
        surroundings(operator),
        operator,
        tuple(args.people),
        tuple(args.witnesses),
        args.incomplete_reason or "",
    )
    merged = done.merged
    lines = [say("cli.opening.opened", number=done.decision), *plan_lines(merged.plan, args.lang)]
    lines.append(say("cli.merge.done", counted=merged.counted, backup=merged.backup))
    data = plan_data(merged.plan, args.lang) | {"counted": merged.counted, "backup": merged.backup}
    data |= {"merge": merged.number, "decision": done.decision, "refused": list(merged.plan.refused)}
    return Answer(lines, data, merged.plan.questions, exit_code=0)


def lost(args: argparse.Namespace) -> Answer:
    """``opening lost``: from now on ballots of the round come in the open."""
    number = act.let_in(Path(args.folder), args.round, surroundings(), args.reason or "", tuple(args.by))
    return Answer((open_catalogue(args.lang).say("cli.opening.lost", number=number),), {"decision": number})
