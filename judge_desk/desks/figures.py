"""Secretary: sheets of figures come in, each with who closed them, when and from which file; and what is there.

A sheet says everything about one measured part in one period. It is never changed: a later sheet takes its place with
a reason, and both stay. A sheet with a single fault is refused whole. Parts that are figures of entries belong to
:mod:`judge_desk.desks.extras`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from judge_desk.contest.reviewing.reach import frozen_by
from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.rulebook.definition import roster_of
from judge_desk.contest.rulebook.measured import MeasuredPart, Period
from judge_desk.contest.values.identity import Digest, EntryCode
from judge_desk.contest.values.problems import BadInput, Findings, NotNow, Severity, stops
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.figure_checks import with_alias
from judge_desk.desks.figure_files import BLANK, ENDINGS, blank_sheet, written
from judge_desk.desks.figure_reading import read_file, view_of
from judge_desk.desks.figure_slots import (
    Place,
    find_place,
    parts_of,
    roster_now,
    sheet_at,
    sheets_at,
    sheets_of,
    told_place,
)
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
from judge_desk.desks.provenance import Provenance, stated
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import make_folder, write_new
from judge_desk.exchange.plain_text import tidy_line
from judge_desk.exchange.spreadsheets.figure_units import UnitFinder
from judge_desk.stores.figure_tables import next_sheet_number, put_sheet

__all__ = [
    "Changes", "ColumnMatch", "FigurePreview", "FiguresView", "Matched", "NamedUnit", "Slot", "UnknownUnit",
    "export", "figures_of", "name_unit", "preview", "save_blank", "show", "take_in", "withdraw",
]  # fmt: skip

ACT: Final = "take_figures"
AWAY: Final = "withdraw_figures"


def figures_of(contest: ContestFolder) -> FiguresView:
    """Give every sheet of an open contest, by part and period."""
    return contest.kept("figures", lambda: view_of(contest))


def show(folder: Path, around: Surroundings) -> FiguresView:
    """Give every sheet of a contest, by part and period; nothing is changed.

    Raises:
        NotNow: the rules have no part that comes from sheets.
    """
    with open_folder(folder, read_only=True) as contest:
        if not parts_of(contest.definition):
            raise NotNow("figures.nothing")
        return figures_of(contest)


def preview(
    folder: Path,
    part: str,
    period: str,
    file: Path,
    around: Surroundings,
    mapping: Mapping[str, str] | None = None,
    name: str = "",
) -> FigurePreview:
    """Read a file and say what would be kept of it; nothing is written.

    Args:
        folder: of the contest.
        part: id of the measured part.
        period: its id, empty for a part without periods.
        file: XLSX or CSV.
        around: progress is reported between blocks of rows.
        mapping: column id to its title in the file, chosen by a person; an empty title says that there is none.
        name: of the sheet in the file; empty for the first one that has rows.

    Raises:
        BadInput: no such part, period or column.
        NotNow: the rules have no such figures, or the roster must come first.
        Unreadable: no sheet.
    """
    with open_folder(folder, read_only=True) as contest:
        place = find_place(contest.definition, part, period)
        return read_file(contest, place, file, around, mapping or {}, name)[0]


def take_in(
    folder: Path,
    part: str,
    period: str,
    file: Path,
    provenance: Provenance,
    around: Surroundings,
    mapping: Mapping[str, str] | None = None,
    name: str = "",
) -> FiguresView:
    """Keep a file's rows as the figures of a part and period, whole or not at all.

    Args:
        folder: of the contest.
        part: id of the measured part.
        period: its id, empty for a part without periods.
        file: XLSX or CSV.
        provenance: who closed the figures and when; a reason where they take the place of others.
        around: clock and operator; progress is reported between blocks of rows.
        mapping: as :func:`preview`.
        name: as :func:`preview`; where one is given it stands in the source, behind the file's name.

    Raises:
        BadInput: the sheet has faults, all of them in ``findings``; the provenance is not whole; or as
            :func:`preview`.
        NotNow: nothing differs from what is in force; a result that rests on it is locked; or as :func:`preview`.
        Unreadable: no sheet.
    """
    with open_folder(folder) as contest:
        place = find_place(contest.definition, part, period)
        _refuse_locked(contest, *place)
        before = sheet_at(sheets_of(contest), *place)
        named = replace(provenance, source=provenance.source or " · ".join(filter(None, (file.name, name))))
        known = stated(named, "figures.no_reason" if before is not None else "")
        seen, ready = read_file(contest, place, file, around, mapping or {}, name)
        _refuse(seen.findings)
        if before is not None and (before.columns, before.rows) == (ready.columns, ready.rows):
            raise NotNow("figures.same", figures=told_place(*place))
        _put(contest, place, ready.columns, ready.rows, known, around, seen)
        return replace(figures_of(contest), findings=seen.findings)


def _refuse_locked(contest: ContestFolder, part: MeasuredPart, period: Period | None) -> None:
    locked = frozen_by(contest.definition, contest.decisions, part.id, period.id if period is not None else "")
    if locked is not None:
        raise NotNow("figures.locked", part=part.title, review=locked.title)


def _refuse(findings: Findings) -> None:
    if stops(findings):
        first = next(each for each in findings if each.severity is Severity.STOP)
        refusal = BadInput(first.code, first.where, **first.facts)
        refusal.findings = findings
        raise refusal


def _put(
    contest: ContestFolder,
    place: Place,
    columns: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    known: Provenance,
    around: Surroundings,
    seen: FigurePreview | None = None,
) -> None:
    now = around.now()
    part, period = place
    facts: dict[str, str | int] = {"figures": told_place(part, period), "rows": len(rows), "source": known.source}
    before = sheet_at(sheets_of(contest), part, period)
    if before is not None:
        facts |= {"before": _brief(before.source, len(before.rows)), "after": _brief(known.source, len(rows))}
    with contest.store.act(around.operator, ACT if columns else AWAY, facts, now) as act:
        put_sheet(
            act,
            FigureSheet(
                number=next_sheet_number(act),
                part=part.id,
                period=period.id if period is not None else "",
                columns=columns,
                rows=rows,
                source=known.source,
                sha256=seen.sha256 if seen is not None else Digest(""),
                titles=tuple(seen.title_of(key) if seen is not None else "" for key in columns),
                closed_by=known.closed_by,
                closed_on=known.closed_on,
                reason=known.reason,
                stated_time=now,
            ),
        )


def _brief(source: str, rows: int) -> str:
    """Name a sheet for the log, in any language: its source, and the number of its rows."""
    return f"{source} ({rows})"


def withdraw(folder: Path, part: str, period: str, provenance: Provenance, around: Surroundings) -> FiguresView:
    """Take the figures of a part and period away: it has none again, and every sheet that it had stays in its history.

    Args:
        folder: of the contest.
        part: id of the measured part.
        period: its id, empty for a part without periods.
        provenance: who says so and when, and why; the source may be empty for that of the sheet taken away.
        around: clock and operator.

    Raises:
        BadInput: no such part or period; the provenance is not whole.
        NotNow: there are no figures, they are the list of units, or a result that rests on them is locked.
    """
    with open_folder(folder) as contest:
        place = find_place(contest.definition, part, period)
        _refuse_locked(contest, *place)
        sheet = sheet_at(sheets_of(contest), *place)
        if sheet is None:
            raise NotNow("figures.not_there", figures=told_place(*place))
        if place[0].roster:
            raise NotNow("figures.roster_stays", part=place[0].title)
        known = stated(replace(provenance, source=provenance.source or sheet.source), "figures.no_reason_away")
        _put(contest, place, (), (), known, around)
        return figures_of(contest)


def name_unit(folder: Path, name: str, unit_code: str, provenance: Provenance, around: Surroundings) -> FiguresView:
    """Record that a name in sheets means a unit: a roster like the one in force, with this further name.

    Args:
        folder: of the contest.
        name: as the sheet writes it.
        unit_code: of the roster in force.
        provenance: who says so, and why; the source may be empty for the roster's own.
        around: clock and operator.

    Raises:
        BadInput: no name, no such unit, or the name means another unit already; the provenance is not whole.
        NotNow: no roster yet, or it knows the name already.
    """
    with open_folder(folder) as contest:
        part = roster_of(contest.definition)
        kept = sheets_at(sheets_of(contest), part, None) if part is not None else ()
        if part is None or not kept:
            raise NotNow("figures.roster_first", part=part.title if part is not None else "")
        roster, tidy = roster_now(contest), tidy_line(name.replace(";", " "))
        if not tidy:
            raise BadInput("figures.no_name")
        unit = roster.by_code.get(EntryCode(unit_code.strip()))
        if unit is None:
            raise BadInput("figures.no_unit", shown=unit_code[:40])
        bearer = UnitFinder(roster).find(tidy)
        if bearer is not None:
            facts = {"name": tidy, "unit": bearer.name}
            raise NotNow("figures.name_known", **facts) if bearer is unit else BadInput("figures.name_taken", **facts)
        known = stated(replace(provenance, source=provenance.source or kept[-1].source), "figures.no_reason")
        rows = with_alias(part, kept[-1], unit.code, tidy)
        _put(contest, (part, None), kept[-1].columns, rows, known, around)
        return figures_of(contest)


def save_blank(folder: Path, part: str, period: str, target: Path, around: Surroundings) -> Path:
    """Write a blank sheet (XLSX) to fill in, with the roster's units for a part of units; gives the file.

    Raises:
        BadInput: another ending than ``.xlsx``; or, with NotNow, as :func:`preview`.
        CannotWrite: the file exists, or its folder cannot be written.
    """
    if target.suffix.lower() != BLANK:
        raise BadInput("figures.no_format", where=target.name, known=BLANK)
    with open_folder(folder, read_only=True) as contest:
        place = find_place(contest.definition, part, period)
        content = blank_sheet(place, roster_now(contest))
    make_folder(target.parent)
    write_new(target, content)
    return target


def export(folder: Path, part: str, period: str, target: Path) -> Path:
    """Write the rows in force as CSV or XLSX, as the target's ending says, units by name; gives the file.

    Raises:
        BadInput: no such part or period, or another ending. NotNow: nothing was taken in yet.
        CannotWrite: the file exists, or its folder cannot be written.
    """
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        raise BadInput("figures.no_format", where=target.name, known=", ".join(ENDINGS))
    with open_folder(folder, read_only=True) as contest:
        place = find_place(contest.definition, part, period)
        sheet = sheet_at(sheets_of(contest), *place)
        if sheet is None:
            raise NotNow("figures.not_there", figures=told_place(*place))
        content = written(place, sheet, roster_now(contest), ending)
    make_folder(target.parent)
    write_new(target, content)
    return target
