"""Commands on one entry of the register, and on all of them."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.desks import entries, entry_findings, entry_history
from judge_desk.desks.entries import EntryForm, Written
from judge_desk.desks.entry_findings import Card
from judge_desk.desks.entry_history import EntryView
from judge_desk.wording.card_words import fact
from judge_desk.wording.catalogue import Catalogue, open_catalogue

_FIELDS = ("title", "kind", "field", "authors", "unit", "received", "sent")


def add(args: argparse.Namespace) -> Answer:
    """``entry add``: enter one entry by hand."""
    form = EntryForm(**{name: getattr(args, name) or "" for name in _FIELDS})
    files = tuple(map(Path, args.file))
    return _written(args, entries.add_entry(Path(args.folder), args.id, form, files, args.reason, surroundings()))


def correct(args: argparse.Namespace) -> Answer:
    """``entry correct``: put an entry right; what is not given stays as it is."""
    folder, around = Path(args.folder), surroundings()
    given = {name: value for name in _FIELDS if (value := getattr(args, name)) is not None}
    form = replace(entry_history.show(folder, args.entry, around).form, **given) if given else None
    files, without = tuple(map(Path, args.file)), tuple(args.without)
    return _written(args, entries.correct_entry(folder, args.entry, form, files, without, args.reason, around))


def _written(args: argparse.Namespace, written: Written) -> Answer:
    say = open_catalogue(args.lang).say
    line = say("cli.entry.written", entry=written.id, state=say(f"entry_standing.{written.state}"))
    data = {"id": written.id, "state": written.state.value, "changed": list(written.changed)}
    return Answer((line,), data, written.findings)


def show(args: argparse.Namespace) -> Answer:
    """``entry show``: an entry, its findings, and everything that was done about it."""
    catalogue = open_catalogue(args.lang)
    view = entry_history.show(Path(args.folder), args.entry, surroundings())
    entry = view.listed.entry
    data = {
        "id": entry.id,
        "title": entry.title,
        "state": view.listed.state.value,
        "kind": entry.kind,
        "field": entry.field,
        "authors": [{"name": each.name, "position": each.position, "unit": each.unit} for each in entry.authors],
        "units": list(entry.units),
        "received": entry.received,
        "sent": entry.sent,
        "files": [{"name": f.name, "part": f.part, "size": f.size, "sha256": f.sha256} for f in entry.files],
        "cards": [_card(each, catalogue) for each in view.cards],
        "versions": [
            {"time": v.stated_time, "actor": v.actor, "what": v.what, "reason": v.reason, "changed": list(v.changed)}
            for v in view.versions
        ],
    }
    return Answer(_lines(view, catalogue), data)


def _card(card: Card, catalogue: Catalogue) -> dict[str, Any]:
    answer = card.answer.value if card.answer is not None else ""
    number = card.answer.number if card.answer is not None else 0
    said = {"code": card.problem.code, "severity": card.problem.severity.value, "answer": answer, "decision": number}
    return {**said, "fact": fact(card.problem, catalogue), "facts": dict(card.problem.facts)}


def _lines(view: EntryView, catalogue: Catalogue) -> list[str]:
    say, entry, form = catalogue.say, view.listed.entry, view.form
    titles = dict(view.part_titles)
    lines = [f"{entry.id} · {entry.title} · {say(f'entry_standing.{view.listed.state}')}"]
    lines.append(say("cli.entry.kind", kind=view.kind_title, field=view.field_title))
    lines += [say("cli.entry.author", name=line) for line in form.authors.splitlines()]
    if form.unit:
        lines.append(say("cli.entry.unit", unit=form.unit))
    lines.append(say("cli.entry.times", sent=form.sent or "–", received=form.received or "–"))
    for file in entry.files:
        lines.append(say("cli.entry.file", name=file.name, part=titles.get(file.part, say("cli.intake.no_part"))))
    for card in view.cards:
        answer = say(f"handled.{card.answer.value}") if card.answer is not None else say("cli.entry.open")
        lines.append(
            say("cli.entry.finding", answer=answer, code=card.problem.code, fact=fact(card.problem, catalogue))
        )
    for version in view.versions:
        facts = {"time": version.stated_time, "actor": version.actor, "reason": version.reason}
        lines.append(say("cli.entry.version", what=say(f"entry_act.{version.what}"), **facts).rstrip())
    return lines


def list_entries(args: argparse.Namespace) -> Answer:
    """``entry list``: entries, their state, and how many findings are open."""
    say = open_catalogue(args.lang).say
    view = entry_findings.look(Path(args.folder), surroundings())
    found = [e for e in entry_history.find(view, args.search) if args.state in (None, e.state.value)]
    head = tuple(say(f"cli.entry.head.{key}") for key in ("number", "title", "state", "open"))
    rows = [(e.entry.id, e.entry.title, say(f"entry_standing.{e.state}"), str(e.open)) for e in found]
    data = {
        "entries": [{"id": e.entry.id, "title": e.entry.title, "state": e.state.value, "open": e.open} for e in found]
    }
    return Answer((*table(head, rows, frozenset({0, 3})), say("cli.entry.count", count=len(found))), data)
