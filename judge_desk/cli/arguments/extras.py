"""What the organisers bring for the criteria that no judge marks."""

from __future__ import annotations

import argparse
from typing import Final

from judge_desk.cli.arguments.command import Group, add_command, add_folder

_CRITERION: Final = "number of the criterion, as extras show lists it"


def add(group: Group) -> None:
    """Add the commands."""
    extras = group.add_parser("extras", help="figures and points that the organisers bring")
    acts = extras.add_subparsers(dest="act", metavar="ACT", required=True)
    show = add_command(
        acts, "show", "extras:show", "list what was brought to a round, what it came to, what is missing"
    )
    add_folder(show, with_round=True)
    blank = add_command(acts, "blank", "extras:save_blank", "write a sheet of codes and criteria to fill in")
    add_folder(blank, with_round=True)
    blank.add_argument("file", metavar="FILE", help="new XLSX file")
    one = add_command(acts, "set", "extras:set_values", "bring values for single entries; the others keep theirs")
    add_folder(one, with_round=True)
    one.add_argument("--criterion", required=True, metavar="ID", help=_CRITERION)
    one.add_argument(
        "--value",
        required=True,
        action="append",
        metavar="CODE=VALUE",
        help="points, a figure, or the time over the limit (45, 1:10); may be repeated; empty takes a value back",
    )
    _provenance(one, "the minutes or paper that say the values", required=True)
    many = add_command(acts, "import", "extras:take_in", "bring the values of a sheet with a column for each criterion")
    add_folder(many, with_round=True)
    many.add_argument("file", metavar="FILE", help="XLSX or CSV")
    many.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="ID=TITLE",
        help="title of a criterion's column, or of that of the codes (code=TITLE), where the sheet names it otherwise",
    )
    _provenance(many, "what the sheet is; its file name if left out", required=False)


def _provenance(command: argparse.ArgumentParser, source: str, required: bool) -> None:
    command.add_argument("--source", required=required, default="", metavar="TEXT", help=source)
    command.add_argument("--closed-by", required=True, metavar="TEXT", help="who closed the figures")
    command.add_argument("--closed-on", required=True, metavar="DAY", help="when, e.g. 2024-11-22")
    command.add_argument("--reason", default="", metavar="TEXT", help="why they replace the figures in force")
    command.add_argument("--operator", default="", metavar="NAME", help="who does it, for the log")
