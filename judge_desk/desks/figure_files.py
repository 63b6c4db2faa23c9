"""Files of the desk of figures that people open in an office program: blank sheets, and the rows in force."""

from __future__ import annotations

from typing import Final

from judge_desk.contest.reviewing.roster import CODES, Roster
from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.rulebook.measured import NUMERIC, Column, ColumnKind, MeasuredPart, Per, column_of
from judge_desk.contest.values.facts import number
from judge_desk.desks.figure_slots import Place, told_place
from judge_desk.exchange.spreadsheets.figure_cells import says_percent
from judge_desk.exchange.spreadsheets.figure_sheet import NOTES, may_lack
from judge_desk.exchange.spreadsheets.figure_sheet_writer import figures_csv, write_blank, write_figures
from judge_desk.wording.catalogue import Catalogue, open_catalogue

BLANK: Final = ".xlsx"
"""Ending of a sheet to be filled in."""
ENDINGS: Final = (".csv", ".xlsx")


def blank_sheet(place: Place, roster: Roster) -> bytes:
    """Make the blank sheet of a part and period; always in Vietnamese, as its titles are."""
    part, _ = place
    catalogue = open_catalogue("vi")
    units = [each.name for each in roster.units] if part.per is Per.UNIT and not part.roster else []
    notes = {each.id: _note(part, each, catalogue) for each in part.columns}
    return write_blank(told_place(*place), part.columns, units, NOTES, notes)


def _note(part: MeasuredPart, column: Column, catalogue: Catalogue) -> str:
    """Say how a column is filled in: what stands in it, its range, whether it may stay blank."""
    if part.roster and column.kind in (ColumnKind.UNIT, ColumnKind.KEY):
        return catalogue.say(f"figures.note.roster_{column.kind.value}")
    told = [catalogue.say(f"figures.note.{column.kind.value}")]
    if column.kind is ColumnKind.NUMBER and says_percent(column.title):
        told.append(catalogue.say("figures.percent"))
    least, most = (None if each is None else number(each) for each in (column.least, column.most))
    if least is not None and most is not None:
        told.append(catalogue.say("figures.between", least=least, most=most))
    elif least is not None or most is not None:
        told.append(catalogue.say("figures.from" if least is not None else "figures.up_to", bound=least or most or ""))
    if column.required or not may_lack(column):
        told.append(catalogue.say("figures.must"))
    else:
        told.append(catalogue.say("figures.may_blank" if column.kind in NUMERIC else "figures.may_lack"))
    return " ".join(told)


def written(place: Place, sheet: FigureSheet, roster: Roster, ending: str) -> bytes:
    """Write the rows of a sheet, units by name; ``ending`` is one of :data:`ENDINGS`."""
    part = place[0]
    columns = [_column(part, key, title) for key, title in zip(sheet.columns, sheet.titles, strict=True)]
    names = {} if part.roster else {str(unit.code): unit.name for unit in roster.units}
    units = [column.kind is ColumnKind.UNIT for column in columns]
    rows = [
        tuple(names.get(cell, cell) if unit else cell for cell, unit in zip(row, units, strict=True))
        for row in sheet.rows
    ]
    return figures_csv(columns, rows) if ending == ".csv" else write_figures(told_place(*place), columns, rows)


def _column(part: MeasuredPart, key: str, title: str) -> Column:
    """Give a column of the rules; one that they no longer have, and that of given codes, is words."""
    code = open_catalogue("vi").say("figures.code") if key == CODES else ""
    return column_of(part, key) or Column(key, code or title or key)
