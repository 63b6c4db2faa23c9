"""The command that records decisions of people, or lists what waits for one."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.defining import choice_lines, point_data
from judge_desk.cli.output import Answer
from judge_desk.contest.values.decisions import OPENED, DecisionKind, Votes
from judge_desk.desks import deciding
from judge_desk.desks.deciding import Request
from judge_desk.desks.rules import reading
from judge_desk.wording.catalogue import open_catalogue


def decide(args: argparse.Namespace) -> Answer:
    """``decide``: record one decision; without one, list the open questions."""
    say = open_catalogue(args.lang).say
    folder = Path(args.folder)
    asked = _asked(args)
    if asked is None:
        questions = deciding.open_questions(folder, args.round, surroundings())
        points = reading.open_points(folder)
        lines = [say("cli.decide.open", count=len(questions))]
        for each in (point for point in points if point.choices):
            lines += [f"  {each.code or '-'}  {each.question} [{each.key}]", *choice_lines(each, args.lang)]
        data = {"open": len(questions), "points": [point_data(each) for each in points]}
        return Answer(lines, data, questions, exit_code=0)
    kind, about, value = asked
    votes = Votes(*args.vote) if args.vote is not None else None
    people = (*((args.approve,) if args.approve else ()), *args.by)
    request = Request(args.round or "", kind, about, value, args.reason or "", people, votes)
    decided = deciding.decide(folder, request, surroundings())
    line = say("cli.decide.done", number=decided.number, what=say(f"decision.{kind}"))
    return Answer((line,), {"number": decided.number, "kind": kind.value}, decided.findings)


def _asked(args: argparse.Namespace) -> tuple[DecisionKind, tuple[str, ...], str] | None:
    """Turn the one given option into kind, subject and value."""
    pairs = {
        DecisionKind.RULE_POINT: args.point,
        DecisionKind.ENTRY: args.entry,
        DecisionKind.BALLOT: args.ballot,
        DecisionKind.SCORE: args.score,
        DecisionKind.PAPER: args.paper,
    }
    singles = {
        DecisionKind.WITHDRAW: (args.withdraw, "withdrawn"),
        DecisionKind.REFUSED_MARKS: (args.ignore, "ignored"),
        DecisionKind.REOPEN: (args.reopen, "allowed"),
        DecisionKind.SEAT: (args.close_seat, "closed"),
    }
    for kind, pair in pairs.items():
        if pair is not None:
            return kind, (pair[0],), pair[1]
    for kind, (subject, value) in singles.items():
        if subject is not None:
            return kind, (str(subject),), value
    return _listed(args)


def _listed(args: argparse.Namespace) -> tuple[DecisionKind, tuple[str, ...], str] | None:
    """Read the options that name several entries, or the round as a whole."""
    round_id = args.round or ""
    if args.special is not None:
        about = (args.special[0], args.subject) if args.subject else (args.special[0],)
        return DecisionKind.SPECIAL, about, args.special[1]
    return _whole(args, round_id) or _several(args, round_id)


def _several(args: argparse.Namespace, round_id: str) -> tuple[DecisionKind, tuple[str, ...], str] | None:
    if args.tie is not None:
        return DecisionKind.TIE, tuple(sorted(args.tie)), " ".join(args.tie)
    if args.cut is not None:
        return DecisionKind.CUT, (round_id,), " ".join(sorted(args.cut))
    if args.prize is not None:
        return DecisionKind.PRIZE, tuple(args.prize[0].split("/", 1)), " ".join(args.prize[1:])
    return None


def _whole(args: argparse.Namespace, round_id: str) -> tuple[DecisionKind, tuple[str, ...], str] | None:
    """Read the options about the round as a whole; what they name is filled in by the desk."""
    if args.unseal:
        return DecisionKind.UNSEAL, (round_id,), "opened"
    if args.correct:
        return DecisionKind.FINAL, (round_id,), OPENED
    if args.final:
        return DecisionKind.FINAL, (round_id,), ""
    if args.approve is not None:
        return DecisionKind.APPROVE, (round_id,), ""
    if args.announce:
        return DecisionKind.ANNOUNCE, (round_id,), ""
    return None
