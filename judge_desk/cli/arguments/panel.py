"""The panel."""

from __future__ import annotations

from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add(group: Group) -> None:
    """Add the commands."""
    panel = group.add_parser("panel", help="judges, seats, units, conflicts, load")
    acts = panel.add_subparsers(dest="act", metavar="ACT", required=True)
    take = add_command(acts, "import", "panel:panel_import", "take in the panel sheet")
    add_folder(take)
    take.add_argument("sheet", metavar="SHEET", help=".xlsx or .csv")
    show = add_command(acts, "show", "panel:panel_show", "show seats, conflicts and load of a round")
    add_folder(show, with_round=True)
