"""From a file, or from what a contest holds, to what the desk of figures shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from judge_desk.contest.reviewing.roster import Unit
from judge_desk.contest.reviewing.sheets import FigureSheet, figures_in_force
from judge_desk.contest.rulebook.definition import roster_of
from judge_desk.contest.rulebook.measured import Column, ColumnKind, MeasuredPart, Period, column_of, column_of_kind
from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import BadInput, Findings, NotNow, Problem, Severity
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.figure_checks import Prepared, changed, persons_of, place_of, prepare, prepare_roster
from judge_desk.desks.figure_slots import Place, places_of, roster_now, rosters_before, sheet_at, sheets_at, sheets_of
from judge_desk.desks.figure_views import (
    Changes,
    ColumnMatch,
    FigurePreview,
    FiguresView,
    Matched,
    NamedUnit,
    Slot,
    UnknownUnit,
)
from judge_desk.desks.figure_words import units_asked, words_beside
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import read_bytes
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.spreadsheets.columns import fold_title
from judge_desk.exchange.spreadsheets.figure_sheet import FigureReading, needed, read_figure_sheet
from judge_desk.exchange.spreadsheets.figure_units import UnitFinder
from judge_desk.exchange.spreadsheets.sheets import MOST_FILE_BYTES

PROGRESS: Final = "progress.figure_sheet"


def view_of(contest: ContestFolder) -> FiguresView:
    """Give every sheet of a contest, by part and period."""
    sheets, roster = sheets_of(contest), roster_now(contest)
    rules = contest.definition
    slots = tuple(
        _slot(part, period, sheets_at(sheets, part, period), units_asked(rules, part, roster))
        for part, period in places_of(rules)
    )
    return FiguresView(slots, tuple(sorted(map(_named, roster.units), key=lambda each: each.code)))


def _named(unit: Unit) -> NamedUnit:
    return NamedUnit(unit.code, unit.name, unit.aliases)


def _slot(part: MeasuredPart, period: Period | None, kept: tuple[FigureSheet, ...], wanted: tuple[Unit, ...]) -> Slot:
    sheet = next(iter(figures_in_force(kept)), None)
    if sheet is None:
        return Slot(part, period, kept)
    units = _units_in(part, sheet)
    persons = len(set(persons_of(part, sheet.rows))) if _has_columns(part, sheet) else 0
    missing = () if part.roster else tuple(str(each.code) for each in wanted if each.code not in units)
    return Slot(part, period, kept, len(sheet.rows), len(units), persons, missing)


def _has_columns(part: MeasuredPart, sheet: FigureSheet) -> bool:
    """Say whether a sheet has the columns of the rules in force; those of an older version may differ."""
    return sheet.columns[: len(part.columns)] == tuple(each.id for each in part.columns)


def _units_in(part: MeasuredPart, sheet: FigureSheet) -> frozenset[str]:
    column = column_of_kind(part, ColumnKind.UNIT)
    if column is None or column.id not in sheet.columns:
        return frozenset()
    place = sheet.columns.index(column.id)
    return frozenset(row[place] for row in sheet.rows)


def read_file(
    contest: ContestFolder, place: Place, file: Path, around: Surroundings, mapping: Mapping[str, str], name: str
) -> tuple[FigurePreview, Prepared]:
    """Read a file, or one sheet of it by name, for a part and period: what people see, and the rows to be kept.

    Raises:
        BadInput: no such column. NotNow: the roster must come first. Unreadable: no sheet.
    """
    part, period = place
    before = sheet_at(sheets_of(contest), part, period)
    _check_mapping(part, mapping)
    has_roster = roster_of(contest.definition) is not None
    roster = roster_now(contest)
    if has_roster and not part.roster and not roster.units:
        raise NotNow("figures.roster_first", part=part.title)
    sha256 = digest_of(read_bytes(file, MOST_FILE_BYTES))
    last = _last_titles(sheets_of(contest), part)
    finder = UnitFinder(roster)
    knows = None if part.roster or not has_roster else lambda each: finder.find(each) is not None
    reading = read_figure_sheet(file, part, mapping, last, partial(around.progress, PROGRESS), name, knows)
    if part.roster:
        ready = prepare_roster(part, reading, rosters_before(contest))
    else:
        ready = prepare(part, reading, roster, has_roster)
    seen = _whole(place, reading, ready, before, mapping, last, sha256)
    again = _rows_again(sheets_of(contest), place, ready)
    strange = words_beside(contest.definition, part, ready.rows, reading.where)
    return replace(seen, findings=(*seen.findings, *again, *strange)), ready


def _rows_again(sheets: tuple[FigureSheet, ...], place: Place, ready: Prepared) -> Findings:
    """Ask about rows that are in force for another period of the part: perhaps the wrong file was chosen."""
    part, own = place
    titles = {each.id: each.title for each in part.periods if each is not own}
    same = (each.period for each in figures_in_force(sheets) if each.part == part.id and each.rows == ready.rows)
    return tuple(
        Problem("figures.rows_again", Severity.ASK, "", {"period": titles[period]})
        for period in same
        if period in titles
    )


def _whole(
    place: Place,
    reading: FigureReading,
    ready: Prepared,
    replaces: FigureSheet | None,
    mapping: Mapping[str, str],
    last: Mapping[str, str],
    sha256: Digest,
) -> FigurePreview:
    part, period = place
    return FigurePreview(
        part=part,
        period=period,
        file=reading.file,
        sha256=sha256,
        titles=reading.header,
        columns=tuple(_match(each, reading, mapping, last.get(each.id, "")) for each in part.columns),
        rows=len(ready.rows),
        units=ready.units,
        persons=len(set(persons_of(part, ready.rows))),
        first=ready.first,
        unknown=tuple(
            UnknownUnit(each.name, each.rows, each.count, tuple(map(_named, each.near))) for each in ready.unknown
        ),
        replaces=replaces,
        changes=_changes(part, ready, replaces) if replaces is not None and ready.rows else None,
        findings=(*reading.findings, *ready.findings),
        others=reading.others,
    )


def _check_mapping(part: MeasuredPart, mapping: Mapping[str, str]) -> None:
    for key in mapping:
        if column_of(part, key) is None:
            known = "; ".join(f"{each.id} ({each.title})" for each in part.columns)
            raise BadInput("figures.no_column", shown=key[:60], known=known)


def _last_titles(sheets: tuple[FigureSheet, ...], part: MeasuredPart) -> Mapping[str, str]:
    """Give the titles that the last sheet of a part was read by, whatever its period."""
    last = next((each for each in reversed(sheets) if each.part == part.id and each.sha256), None)
    return dict(zip(last.columns, last.titles, strict=True)) if last is not None else {}


def _match(column: Column, reading: FigureReading, mapping: Mapping[str, str], last: str) -> ColumnMatch:
    title = reading.titles.get(column.id, "")
    if column.id in mapping:
        how = (Matched.CHOSEN if title else Matched.MISSING) if mapping[column.id] else Matched.NONE
    elif not title:
        how = Matched.MISSING
    else:
        own = fold_title(title) in (fold_title(column.title), fold_title(column.id))
        how = Matched.REMEMBERED if not own and fold_title(title) == fold_title(last) else Matched.BY_TITLE
    return ColumnMatch(column, title, how, needed(column))


def _changes(part: MeasuredPart, ready: Prepared, sheet: FigureSheet) -> Changes:
    added, removed = changed(ready, sheet)
    place = place_of(part, ColumnKind.KEY if part.roster else ColumnKind.UNIT)
    units = {row[place] for row in (*added, *removed) if place < len(row)} if place is not None else set()
    return Changes(len(added), len(removed), tuple(sorted(units)))
