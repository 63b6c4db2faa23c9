"""Sheets of figures: units, quiz results, campaigns, indices, with who closed them."""

from __future__ import annotations

import argparse
from typing import Final

from judge_desk.cli.arguments.command import Group, add_command, add_folder

_NAME: Final = "who does it, for the log"


def add(group: Group) -> None:
    """Add the commands."""
    figures = group.add_parser("figures", help="sheets of figures: units, quiz results, campaigns, indices")
    acts = figures.add_subparsers(dest="act", metavar="ACT", required=True)
    show = add_command(acts, "show", "figures:show", "list every part and period with its sheets and what is missing")
    add_folder(show)
    blank = add_command(acts, "blank", "figures:save_blank", "write a blank sheet to fill in")
    _place(blank)
    blank.add_argument("--to", required=True, metavar="FILE", help="new XLSX file")
    look = add_command(acts, "preview", "figures:preview", "say what would be kept of a sheet, and its faults")
    _place(look)
    _sheet(look)
    take = add_command(acts, "import", "figures:take_in", "keep the rows of a sheet, whole or not at all")
    _place(take)
    _sheet(take)
    _provenance(take, "what the sheet is; its file name if left out", "why they replace the figures in force")
    away = add_command(acts, "withdraw", "figures:withdraw", "take the figures of a period away, with a reason")
    _place(away)
    _provenance(away, "the paper that says so; that of the sheet in force if left out", "why they are taken away")
    unit = add_command(acts, "unit", "figures:name_unit", "record that a name in sheets means a unit of the list")
    add_folder(unit)
    unit.add_argument("name", metavar="NAME", help="as the sheet writes it")
    unit.add_argument("--is", dest="unit", required=True, metavar="CODE", help="its code, as figures show lists it")
    _provenance(unit, "the paper that says so; that of the list in force if left out", "why the name means this unit")
    export = add_command(acts, "export", "figures:export", "write the rows in force as XLSX or CSV")
    _place(export)
    export.add_argument("--to", required=True, metavar="FILE", help="new file, .xlsx or .csv")


def _place(command: argparse.ArgumentParser) -> None:
    add_folder(command)
    command.add_argument("--part", required=True, metavar="P", help="id of the part, as figures show lists it")
    command.add_argument("--period", default="", metavar="X", help="id of the period, for a part that has periods")


def _sheet(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="SHEET", help="XLSX or CSV")
    command.add_argument("--sheet", default="", metavar="NAME", help="name of the sheet, for a file of several")
    command.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="COLUMN=TITLE",
        help="title of a column in the sheet, where it is named otherwise; nothing behind = if the sheet has none",
    )


def _provenance(command: argparse.ArgumentParser, source: str, reason: str) -> None:
    command.add_argument("--source", default="", metavar="TEXT", help=source)
    command.add_argument("--closed-by", required=True, metavar="TEXT", help="who closed the figures")
    command.add_argument("--closed-on", required=True, metavar="DAY", help="when, e.g. 2024-11-22")
    command.add_argument("--reason", default="", metavar="TEXT", help=reason)
    command.add_argument("--operator", default="", metavar="NAME", help=_NAME)
