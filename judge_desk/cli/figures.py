"""Commands for sheets of figures: look, take in, blank sheets, names of units, the rows in force."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.cli.terminal import progress_bar
from judge_desk.contest.reviewing.sheets import FigureSheet, sheet_digest, takes_away
from judge_desk.contest.values.facts import listed
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks import figures
from judge_desk.desks.figures import ColumnMatch, FigurePreview, FiguresView, Slot
from judge_desk.desks.provenance import Provenance
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from judge_desk.wording.figures import date_short

_MOST_LISTED = 12


def show(args: argparse.Namespace) -> Answer:
    """``figures show``: every part and period, its sheets, what is missing; the units with their codes."""
    return _answer(figures.show(Path(args.folder), surroundings()), args.lang)


def save_blank(args: argparse.Namespace) -> Answer:
    """``figures blank``: a sheet to fill in."""
    path = figures.save_blank(Path(args.folder), args.part, args.period, Path(args.to), surroundings())
    return Answer((open_catalogue(args.lang).say("cli.figures.blank", file=str(path)),), {"file": str(path)})


def preview(args: argparse.Namespace) -> Answer:
    """``figures preview``: what would be kept of a sheet; nothing is written."""
    around = surroundings(progress=progress_bar(args))
    folder, file, mapping = Path(args.folder), Path(args.file), _mapping(args.map)
    seen = figures.preview(folder, args.part, args.period, file, around, mapping, args.sheet)
    return Answer(tuple(_preview_lines(seen, open_catalogue(args.lang))), _preview_data(seen), seen.findings)


def take_in(args: argparse.Namespace) -> Answer:
    """``figures import``: the rows of a sheet."""
    around = surroundings(args.operator, progress=progress_bar(args))
    folder, file, mapping = Path(args.folder), Path(args.file), _mapping(args.map)
    place = (folder, args.part, args.period, file, _stated(args), around, mapping, args.sheet)
    return _answer(figures.take_in(*place), args.lang)


def withdraw(args: argparse.Namespace) -> Answer:
    """``figures withdraw``: the figures of a period are taken away, with a reason."""
    around = surroundings(args.operator)
    stated = _stated(args)
    return _answer(figures.withdraw(Path(args.folder), args.part, args.period, stated, around), args.lang)


def name_unit(args: argparse.Namespace) -> Answer:
    """``figures unit``: another name of a unit."""
    around = surroundings(args.operator)
    return _answer(figures.name_unit(Path(args.folder), args.name, args.unit, _stated(args), around), args.lang)


def export(args: argparse.Namespace) -> Answer:
    """``figures export``: the rows in force as a file."""
    path = figures.export(Path(args.folder), args.part, args.period, Path(args.to))
    return Answer((open_catalogue(args.lang).say("cli.figures.exported", file=str(path)),), {"file": str(path)})


def _stated(args: argparse.Namespace) -> Provenance:
    return Provenance(args.closed_by, args.closed_on, args.source, args.reason)


def _mapping(given: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for each in given:
        column, sign, title = each.partition("=")
        if not sign or column.strip() in pairs:
            raise BadInput("figures.pair", shown=each[:60])
        pairs[column.strip()] = title.strip()
    return pairs


def _answer(found: FiguresView, lang: str) -> Answer:
    catalogue = open_catalogue(lang)
    say = catalogue.say
    head = tuple(say(f"cli.head.figures_{key}") for key in ("part", "period", "sheet", "rows", "units", "persons"))
    rows = [_cells(each, say("cli.figures.none")) for each in found.slots]
    lines = table(head, rows, frozenset((3, 4, 5)))
    for each in found.slots:
        lines += _told(each, found, catalogue)
    if found.units:
        units = [(each.code, each.name, "; ".join(each.aliases)) for each in found.units]
        heads = tuple(say(f"cli.head.figures_{key}") for key in ("code", "units", "aliases"))
        lines += ["", *table(heads, units)]
    return Answer(lines, _data(found), found.findings, exit_code=0)


def _cells(slot: Slot, none: str) -> tuple[str, ...]:
    place = (slot.part.id, slot.period.id if slot.period is not None else "")
    if slot.in_force is None:
        return (*place, none, "", "", "")
    return (*place, slot.in_force.source, str(slot.rows), str(slot.units), str(slot.persons))


def _told(slot: Slot, found: FiguresView, catalogue: Catalogue) -> Iterator[str]:
    say = catalogue.say
    if slot.kept:
        yield ""
        yield slot.part.title + (f", {slot.period.title}" if slot.period is not None else "")
    for sheet in slot.kept:
        day = date_short(sheet.closed_on, catalogue.language)
        facts = {"source": sheet.source, "closed_by": sheet.closed_by, "closed_on": day}
        if takes_away(sheet):
            yield "  " + say("cli.figures.away", number=sheet.number, closed_by=sheet.closed_by, closed_on=day)
        else:
            yield "  " + say("cli.figures.sheet", number=sheet.number, **facts)
        if sheet.sha256:
            yield "    " + say("cli.figures.hash", sha256=sheet.sha256)
        if sheet.reason:
            yield "    " + say("cli.figures.reason", reason=sheet.reason)
    if slot.missing:
        names = {each.code: each.name for each in found.units}
        units = listed(names.get(code, code) for code in slot.missing[:_MOST_LISTED])
        yield "  " + say("cli.figures.missing", count=len(slot.missing), units=units)


def _preview_lines(seen: FigurePreview, catalogue: Catalogue) -> Iterator[str]:
    say = catalogue.say
    yield say("cli.figures.would", file=seen.file, rows=seen.rows, units=seen.units, persons=seen.persons)
    for each in seen.columns:
        key = "cli.figures.fed" if each.title else "cli.figures.unfed"
        yield "  " + say(key, column=each.column.title, id=each.column.id, title=each.title)
    if seen.first:
        yield say("cli.figures.first")
        head = tuple(each.column.title for each in seen.columns)
        yield from table(head, [row[: len(head)] for row in seen.first[:_MOST_LISTED]])
    if seen.changes is not None and seen.replaces is not None:
        facts = {"added": seen.changes.added, "removed": seen.changes.removed}
        yield say("cli.figures.changes", number=seen.replaces.number, **facts)
    for one in seen.unknown:
        if one.near:
            yield say("cli.figures.near", name=one.name, units=listed(f"{unit.code} {unit.name}" for unit in one.near))


def _data(found: FiguresView) -> dict[str, Any]:
    return {
        "parts": [
            {
                "part": each.part.id,
                "period": each.period.id if each.period is not None else "",
                "title": each.part.title,
                "rows": each.rows,
                "units": each.units,
                "persons": each.persons,
                "missing": list(each.missing),
                "sheets": [_sheet(sheet) for sheet in each.kept],
            }
            for each in found.slots
        ],
        "units": [{"code": each.code, "name": each.name, "aliases": list(each.aliases)} for each in found.units],
    }


def _sheet(sheet: FigureSheet) -> dict[str, Any]:
    return {
        "number": sheet.number,
        "source": sheet.source,
        "sha256": sheet.sha256,
        "closed_by": sheet.closed_by,
        "closed_on": sheet.closed_on,
        "reason": sheet.reason,
        "time": sheet.stated_time,
        "rows": len(sheet.rows),
        "digest": sheet_digest(sheet),
    }


def _preview_data(seen: FigurePreview) -> dict[str, Any]:
    changes = seen.changes
    return {
        "part": seen.part.id,
        "period": seen.period.id if seen.period is not None else "",
        "file": seen.file,
        "sha256": seen.sha256,
        "titles": list(seen.titles),
        "others": list(seen.others),
        "columns": [_column(each) for each in seen.columns],
        "rows": seen.rows,
        "units": seen.units,
        "persons": seen.persons,
        "first": [list(row) for row in seen.first],
        "unknown": [
            {"name": each.name, "rows": list(each.rows), "count": each.count, "near": [unit.code for unit in each.near]}
            for each in seen.unknown
        ],
        "replaces": seen.replaces.number if seen.replaces is not None else None,
        "changes": {"added": changes.added, "removed": changes.removed, "units": list(changes.units)}
        if changes is not None
        else None,
    }


def _column(each: ColumnMatch) -> dict[str, Any]:
    return {"column": each.column.id, "title": each.title, "how": each.how.value, "needed": each.needed}
