"""Commands on definitions, contest folders and panels."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.contest.values.problems import stops
from judge_desk.desks import founding, panel
from judge_desk.wording.catalogue import open_catalogue


def list_definitions(args: argparse.Namespace) -> Answer:
    """``contest list``: the shipped definitions."""
    say = open_catalogue(args.lang).say
    found = founding.shipped_definitions()
    rows = [(each.id, str(each.version), each.short_hash, each.title) for each in found]
    head = (say("cli.head.id"), say("cli.head.version"), say("cli.head.hash"), say("cli.head.title"))
    return Answer(table(head, rows), {"definitions": [_definition_data(each) for each in found]})


def _definition_data(summary: founding.DefinitionSummary) -> dict[str, object]:
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
    summary, findings = founding.check_definition(Path(args.file))
    if summary is None:
        return Answer((say("cli.contest.faults", count=len(findings)),), {"definition": None}, findings)
    lines = [say("cli.contest.sound", id=summary.id, version=summary.version, hash=summary.short_hash)]
    lines += _open_points(args.lang, summary)
    return Answer(lines, {"definition": _definition_data(summary)}, findings)


def _open_points(lang: str, summary: founding.DefinitionSummary) -> list[str]:
    say = open_catalogue(lang).say
    if not summary.open:
        return []
    lines = [say("cli.contest.open_points", count=len(summary.open))]
    return lines + [f"  {p.code or '-'}  {p.question} [{p.key}] - {p.source}" for p in summary.open]


def new(args: argparse.Namespace) -> Answer:
    """``contest new``: found a contest folder."""
    say = open_catalogue(args.lang).say
    summary = founding.found(Path(args.folder), args.definition, surroundings(), rehearsal=args.rehearsal)
    lines = [say("cli.contest.founded", title=summary.title, folder=args.folder), *_open_points(args.lang, summary)]
    return Answer(lines, {"folder": args.folder, "definition": _definition_data(summary)})


def show(args: argparse.Namespace) -> Answer:
    """``contest show``: where a contest stands."""
    say = open_catalogue(args.lang).say
    over = founding.overview(Path(args.folder), surroundings())
    lines = [over.title, say("cli.contest.version", id=over.id, version=over.version, hash=over.short_hash)]
    if over.rehearsal:
        lines.append(say("cli.rehearsal"))
    lines.append(say("cli.contest.entries", **over.entries))
    head = tuple(say(f"cli.head.{k}") for k in ("round", "entries", "package", "ballots", "questions"))
    rows = [(r.title, str(r.entries), str(r.package), f"{r.ballots}/{r.seats}", str(r.questions)) for r in over.rounds]
    lines += table(head, rows, frozenset({1, 2, 3, 4}))
    data = {
        "id": over.id,
        "version": over.version,
        "hash": over.short_hash,
        "title": over.title,
        "rehearsal": over.rehearsal,
        "entries": dict(over.entries),
        "rounds": [
            {"id": r.id, "entries": r.entries, "package": r.package, "ballots": r.ballots, "seats": r.seats,
             "questions": r.questions}
            for r in over.rounds
        ],
    }  # fmt: skip
    return Answer(lines, data, over.findings)


def panel_import(args: argparse.Namespace) -> Answer:
    """``panel import``: judges, organisers, secretaries, units and conflicts from a sheet."""
    say = open_catalogue(args.lang).say
    taken = panel.take_in(Path(args.folder), Path(args.sheet), surroundings())
    key = "cli.panel.not_taken" if stops(taken.findings) else "cli.panel.taken"
    line = say(key, people=taken.people, judges=taken.judges, conflicts=taken.conflicts)
    data = {"people": taken.people, "judges": taken.judges, "conflicts": taken.conflicts}
    return Answer((line,), data, taken.findings)


def panel_show(args: argparse.Namespace) -> Answer:
    """``panel show``: seats, excluded pairs and load of a round."""
    say = open_catalogue(args.lang).say
    seats = panel.seats_of(Path(args.folder), args.round, surroundings())
    head = tuple(say(f"cli.head.{k}") for k in ("seat", "judge", "unit", "role", "load", "excluded"))
    rows = [(str(s.seat), s.name, s.unit, say(f"role.{s.role}"), str(s.load), str(s.excluded)) for s in seats]
    data = {
        "seats": [
            {"seat": s.seat, "judge": s.judge, "name": s.name, "unit": s.unit, "role": s.role, "load": s.load,
             "excluded": s.excluded}
            for s in seats
        ]
    }  # fmt: skip
    return Answer(table(head, rows, frozenset({0, 4, 5})), data)
