"""Commands for what the organisers bring to a round."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.contest.counting.brought import BroughtSheet
from judge_desk.contest.rulebook.rubric import LeafKind
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.numbers import fraction_text
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks import extras
from judge_desk.desks.extras import BroughtLeaf, RoundExtras
from judge_desk.desks.provenance import Provenance
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from judge_desk.wording.figures import date_short, shortest


def show(args: argparse.Namespace) -> Answer:
    """``extras show``: what was brought, what it came to, what is missing."""
    return _answer(extras.show(Path(args.folder), args.round, surroundings()), args.lang)


def save_blank(args: argparse.Namespace) -> Answer:
    """``extras blank``: a sheet to fill in."""
    path = extras.save_blank(Path(args.folder), args.round, Path(args.file), surroundings())
    return Answer((open_catalogue(args.lang).say("cli.extras.blank", file=str(path)),), {"file": str(path)})


def set_values(args: argparse.Namespace) -> Answer:
    """``extras set``: values for single entries."""
    values = _pairs(args.value)
    stated = Provenance(args.closed_by, args.closed_on, args.source, args.reason)
    around = surroundings(args.operator)
    found = extras.set_values(Path(args.folder), args.round, args.criterion, values, stated, around)
    return _answer(found, args.lang)


def take_in(args: argparse.Namespace) -> Answer:
    """``extras import``: the values of a sheet."""
    stated = Provenance(args.closed_by, args.closed_on, args.source, args.reason)
    folder, file, around = Path(args.folder), Path(args.file), surroundings(args.operator)
    return _answer(extras.take_in(folder, args.round, file, stated, around, _pairs(args.column)), args.lang)


def _pairs(given: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for each in given:
        name, sign, value = each.partition("=")
        if not sign or name.strip() in pairs:
            raise BadInput("brought.pair", shown=each[:60])
        pairs[name.strip()] = value.strip()
    return pairs


def _answer(found: RoundExtras, lang: str) -> Answer:
    catalogue = open_catalogue(lang)
    head = [catalogue.say("cli.head.code"), catalogue.say("cli.head.title")]
    for each in found.leaves:
        head += [catalogue.say(f"cli.extras.{key}", criterion=each.leaf.id) for key in ("figure", "points")]
    rows = [
        (code, found.titles.get(code, "")[:40], *(cell for leaf in found.leaves for cell in _cells(leaf, code, lang)))
        for code in found.codes
    ]
    lines = [found.title, *([catalogue.say("cli.extras.locked")] if found.locked else [])]
    lines += table(tuple(head), rows, frozenset(range(2, len(head))))
    for each in found.leaves:
        lines += _told(each, catalogue)
    return Answer(lines, _data(found), found.questions, exit_code=0)


def _cells(leaf: BroughtLeaf, code: EntryCode, lang: str) -> tuple[str, str]:
    figure, points = leaf.figures.get(code), leaf.points.get(code)
    sign = "-" if leaf.leaf.kind is LeafKind.PENALTY and points else ""
    worth = "" if points is None else f"{sign}{shortest(points, lang)}"
    return "" if figure is None else shortest(figure, lang), worth


def _told(each: BroughtLeaf, catalogue: Catalogue) -> Iterator[str]:
    say = catalogue.say
    if not each.kept:
        yield f"{each.leaf.id} {each.leaf.title}: {say('cli.extras.none')}"
    for sheet in each.kept:
        day = date_short(sheet.closed_on, catalogue.language)
        facts = {"source": sheet.source, "closed_by": sheet.closed_by, "closed_on": day}
        yield say("cli.extras.sheet", criterion=each.leaf.id, title=each.leaf.title, number=sheet.number, **facts)
        if sheet.sha256:
            yield f"  {say('cli.extras.hash', sha256=sheet.sha256)}"
        if sheet.amends:
            yield f"  {say('cli.extras.amends', amends=sheet.amends)}"
        if sheet.reason:
            yield f"  {say('cli.extras.reason', reason=sheet.reason)}"
    if each.missing:
        yield f"  {say('cli.extras.missing', count=len(each.missing), codes=', '.join(each.missing[:12]))}"


def _data(found: RoundExtras) -> dict[str, Any]:
    return {
        "round": found.round,
        "locked": found.locked,
        "criteria": [
            {
                "criterion": each.leaf.id,
                "title": each.leaf.title,
                "kind": each.leaf.kind.value,
                "figures": {code: fraction_text(value) for code, value in each.figures.items()},
                "points": {code: fraction_text(value) for code, value in each.points.items()},
                "missing": list(each.missing),
                "sheets": [_sheet(sheet) for sheet in each.kept],
            }
            for each in found.leaves
        ],
    }


def _sheet(sheet: BroughtSheet) -> dict[str, Any]:
    return {
        "number": sheet.number,
        "source": sheet.source,
        "sha256": sheet.sha256,
        "closed_by": sheet.closed_by,
        "closed_on": sheet.closed_on,
        "amends": sheet.amends,
        "reason": sheet.reason,
        "time": sheet.stated_time,
    }
