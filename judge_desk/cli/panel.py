"""Commands on the panel: its sheet in, seats and load of a round."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.contest.values.problems import stops
from judge_desk.desks import panel
from judge_desk.wording.catalogue import open_catalogue


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
