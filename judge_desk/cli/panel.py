"""Commands on the people of the panel: lists, one by one, conflicts; seats and load of a round."""

from __future__ import annotations

import argparse
import io
import sys
from dataclasses import replace
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.contest.register.roster import Step
from judge_desk.contest.values.problems import BadInput, stops
from judge_desk.desks import panel, panel_lists, panel_people, recusals
from judge_desk.desks.panel_lists import PanelPlan, Pasted
from judge_desk.desks.panel_people import Edited, Subject, Typed
from judge_desk.wording.catalogue import Catalogue, open_catalogue


def panel_import(args: argparse.Namespace) -> Answer:
    """``panel import``: judges, organisers, secretaries, units and conflicts from a sheet."""
    return _list(args, Path(args.sheet))


def paste(args: argparse.Namespace) -> Answer:
    """``panel paste``: people copied out of a sheet join those who are there."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
    return _list(args, Pasted(sys.stdin.read(), open_catalogue(args.lang).say("seating.pasted")))


def _list(args: argparse.Namespace, source: Path | Pasted) -> Answer:
    catalogue = open_catalogue(args.lang)
    act = panel_lists.plan_list if args.plan_only else panel_lists.take_list
    plan = act(Path(args.folder), source, surroundings())
    stopped = stops(plan.findings)
    people, judges, conflicts = (0, 0, 0) if stopped else (len(plan.people), plan.judges, len(plan.conflicts))
    planned = "cli.panel.planned" if args.plan_only else "cli.panel.taken"
    line = catalogue.say(
        "cli.panel.not_taken" if stopped else planned, people=people, judges=judges, conflicts=conflicts
    )
    data = {
        "people": people,
        "judges": judges,
        "conflicts": conflicts,
        "changes": [{"id": c.person.id, "name": c.person.name, "change": c.step.value} for c in plan.changes],
    }
    return Answer((line, *_changes(plan, catalogue)), data, plan.findings)


def _changes(plan: PanelPlan, catalogue: Catalogue) -> list[str]:
    told = [each for each in plan.changes if each.step is not Step.SAME]
    return [f"  {catalogue.say(f'seating.step.{each.step}')}: {each.person.name}" for each in told]


def people(args: argparse.Namespace) -> Answer:
    """``panel list``: everybody, with what each avoids."""
    say = open_catalogue(args.lang).say
    roll = panel_people.roll(Path(args.folder), surroundings())
    units = {unit.id: unit.title for unit in roll.units}
    head = tuple(say(f"cli.head.{key}") for key in ("id", "name", "position", "unit", "role", "avoids"))
    avoids = {p.id: [units[c.unit] if c.unit else str(c.entry) for c in roll.conflicts if c.judge == p.id]
              for p in roll.people}  # fmt: skip
    rows = [
        (p.id, p.name, p.position, units.get(p.unit, "") if p.unit else "", say(f"role.{p.role}"),
         "; ".join(avoids[p.id]))
        for p in roll.people
    ]  # fmt: skip
    data = {
        "people": [
            {"id": p.id, "name": p.name, "position": p.position, "unit": units.get(p.unit, "") if p.unit else "",
             "role": p.role.value, "rounds": list(p.rounds), "fields": list(p.fields), "avoids": avoids[p.id]}
            for p in roll.people
        ]
    }  # fmt: skip
    return Answer(table(head, rows), data)


def add(args: argparse.Namespace) -> Answer:
    """``panel add``: one person more."""
    edited = panel_people.add_person(Path(args.folder), _typed(args, Typed(args.name, args.role)), surroundings())
    return _edited(args, "cli.panel.added", edited)


def change(args: argparse.Namespace) -> Answer:
    """``panel change``: other words on a person; what is not given stays."""
    folder, around = Path(args.folder), surroundings()
    roll = panel_people.roll(folder, around)
    person = next((each for each in roll.people if each.id == args.judge), None)
    if person is None:
        raise BadInput("panel.nobody_called", where=args.judge)
    typed = _typed(args, panel_people.typed_of(person, roll.units))
    return _edited(args, "cli.panel.changed", panel_people.change_person(folder, args.judge, typed, around))


def _typed(args: argparse.Namespace, typed: Typed) -> Typed:
    given = {key: getattr(args, key) for key in ("name", "role", "position", "unit", "rounds", "fields")}
    return replace(typed, **{key: text for key, text in given.items() if text is not None})


def drop(args: argparse.Namespace) -> Answer:
    """``panel drop``: a person leaves."""
    edited = panel_people.drop_person(Path(args.folder), args.judge, args.reason, surroundings())
    return _edited(args, "cli.panel.dropped", edited)


def conflict(args: argparse.Namespace) -> Answer:
    """``panel conflict``: what a judge avoids, declared beforehand."""
    act = panel_people.take_back if args.take_back else panel_people.declare
    subject = Subject(args.unit or "", args.entry or "")
    edited = act(Path(args.folder), args.judge, subject, args.reason, surroundings())
    return _edited(args, "cli.panel.taken_back" if args.take_back else "cli.panel.declared", edited)


def _edited(args: argparse.Namespace, key: str, edited: Edited) -> Answer:
    line = open_catalogue(args.lang).say(key, name=edited.person.name, id=edited.person.id)
    return Answer((line,), {"id": edited.person.id, "name": edited.person.name}, edited.findings)


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
    shown = Answer(table(head, rows, frozenset({0, 4, 5})), data)
    return _with_matrix(args, shown) if args.matrix else shown


def _with_matrix(args: argparse.Namespace, shown: Answer) -> Answer:
    say = open_catalogue(args.lang).say
    found = recusals.recusals(Path(args.folder), args.round, surroundings())
    names, titles = {c.seat: c.name for c in found.columns}, {each.entry: each.title for each in found.lines}
    pairs = sorted(found.reasons.items(), key=lambda pair: (pair[0][1], len(pair[0][0]), pair[0][0]))
    lines = [
        say("seating.avoids", seat=seat, name=names.get(seat, ""), entry=entry, title=titles.get(entry, ""),
            reason=say(f"avoid.{reason}"))
        for (entry, seat), reason in pairs
    ]  # fmt: skip
    late = set(found.late)
    data = {
        **shown.data,
        "avoided": [
            {"entry": entry, "seat": seat, "reason": reason, "assigned": (entry, seat) in late}
            for (entry, seat), reason in pairs
        ],
    }
    return Answer((*shown.lines, "", *(lines or [say("seating.avoids_none")])), data, found.findings)
